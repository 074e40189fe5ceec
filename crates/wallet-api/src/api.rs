// SPDX-License-Identifier: Apache-2.0

//! What wallets ask the runtime. The same answers as the pallets' view functions, for clients that call runtime APIs.

// The macro writes modules of its own.
#![allow(missing_docs)]

use alloc::vec::Vec;
use chungnam_ports::Coming;
use chungnam_primitives::{
	dividends::Units, IdeaId, KoreanMonth, MerchantId, OfferingId, PersonId, ReceiptId, RoundId,
	Won,
};
use codec::Codec;
use pallet_ballots::MyBallot;
use pallet_budget_rounds::RoundView;
use pallet_citizen_quota::Allowance;
use pallet_regional_currency::{Order, Quote, Receipt, Reference, WalletView};

use crate::{Circle, Holdings, MyIdea, MyOffering, MyPetition, OpenOfferings, ShopView};

sp_api::decl_runtime_apis! {
	/// A wallet's questions.
	pub trait WalletApi<AccountId>
	where
		AccountId: Codec,
	{
		/// What would pay `amount` won in the shop for an order, or why nothing can.
		fn quote(
			who: AccountId,
			merchant: MerchantId,
			amount: Won,
			order: Option<Order>,
		) -> Quote;
		/// What would pay `amount` won in the shop when the guardian behind `who` pays for `ward`.
		fn quote_for(
			who: AccountId,
			ward: PersonId,
			merchant: MerchantId,
			amount: Won,
			order: Option<Order>,
		) -> Quote;
		/// What would pay `amount` won in the shop from the lots of a person, for those who ask in the person's place.
		fn quote_of(
			person: PersonId,
			merchant: MerchantId,
			amount: Won,
			order: Option<Order>,
		) -> Quote;
		/// Everything the person behind a key can spend. `None` for an account that is nobody's key.
		fn wallet(who: AccountId) -> Option<WalletView>;
		/// Every lot of a person, without plain won, which belongs to keys. `None` for a number that was never given.
		fn wallet_of(person: PersonId) -> Option<WalletView>;
		/// What the shop for which an account acts has. `None` for an account that acts for none.
		fn shop(who: AccountId) -> Option<ShopView<AccountId>>;
		/// What is left of a payment that can still be refunded.
		fn receipt(id: ReceiptId) -> Option<Receipt<AccountId>>;
		/// The receipt by which a shop was paid for an order, while the payment can be refunded.
		fn paid_order(
			merchant: MerchantId,
			reference: Reference,
		) -> Option<(ReceiptId, Receipt<AccountId>)>;
		/// What comes next to the person behind a key and when, soonest first: vouchers and basic income.
		fn coming(who: AccountId) -> Vec<Coming>;
		/// What comes next to a person and when, soonest first.
		fn coming_to(person: PersonId) -> Vec<Coming>;
		/// The circle of a Korean month (`year * 12 + month - 1`), which balances to the won.
		fn circle(month: KoreanMonth) -> Circle<AccountId>;
		/// The ballots that are not final in which the person behind a key, or an institution, counts: how they voted, and
		/// whether they may.
		fn ballots(who: AccountId) -> Vec<MyBallot>;
		/// The ballots that are not final in which a person counts.
		fn ballots_of(person: PersonId) -> Vec<MyBallot>;
		/// The petitions that have not ended, by subject and in order of filing, and whether the person behind a key may
		/// sponsor each.
		fn petitions(who: AccountId) -> Vec<MyPetition>;
		/// The rounds of the participatory budget that are not over, with what was agreed when each was opened, in order of
		/// opening.
		fn rounds() -> Vec<RoundView<AccountId>>;
		/// Ideas of a round from a number on, ascending, at most 100, and whether the person behind a key may sponsor each.
		fn ideas(who: AccountId, round: RoundId, from: IdeaId) -> Vec<MyIdea<AccountId>>;
		/// All that the holder has for whom an account acts: units, pledges in sales, won to take. `None` for an account that acts
		/// for no holder.
		fn holdings(who: AccountId) -> Option<Holdings<AccountId>>;
		/// A sale, and whether an account may pledge so many units of it now. `None` for a number never given, or of a sale of
		/// which nothing is left.
		fn offering(who: AccountId, id: OfferingId, units: Units) -> Option<MyOffering>;
		/// The sales that have not closed, with those that open later, of the next 200 numbers from this one on, ascending; and the
		/// number from which the next page goes on, if there is one.
		fn open_offerings(from: OfferingId) -> OpenOfferings;
		/// How many free transactions the account has left, by class.
		fn budget(who: AccountId) -> Vec<Allowance>;
	}
}
