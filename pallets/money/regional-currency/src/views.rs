// SPDX-License-Identifier: Apache-2.0

//! What wallets ask. Bounded, computed from the same state and by the same code as the calls.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Opener, People};
use chungnam_primitives::{
	KoreanMonth, MerchantId, Moment, MoneyClass, PersonId, ReceiptId, RegionSet, SeriesId, Won,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

use crate::{pallet::*, plan::Shelf, types::*};

/// A lot as a wallet shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LotView {
	/// Of which series.
	pub series: SeriesId,
	/// What kind of promise it is.
	pub class: MoneyClass,
	/// Who issued it.
	pub issuers: RegionSet,
	/// Won left.
	pub amount: Won,
	/// The first moment at which it can be spent.
	pub opens: Moment,
	/// The first moment at which it is worth nothing.
	pub ends: Moment,
	/// Stopped by its issuer for the time being.
	pub paused: bool,
	/// The first moment at which its buyer can take nothing back any more, where the series has ended and it can be taken back
	/// by `refund_rest` but not spent.
	pub to_take_back: Option<Moment>,
	/// Where, on what and by when it is spent: the rules that hold now.
	pub rules: Rules,
	/// Which programme or income gave it; `None` for what an institution issued by hand, or what was bought.
	pub opener: Option<Opener>,
	/// In state already. A lot that is not is latent: it becomes one with the first payment, or by `claim`.
	pub claimed: bool,
}

/// Everything a person can spend with one key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct WalletView {
	/// Whose wallet it is.
	pub person: PersonId,
	/// Plain won of the key; 0 where a person is asked for and not a key.
	pub plain: Won,
	/// Lots worth something, soonest to end first. Latent ones are among them as far as there is room for lots.
	pub lots: BoundedVec<LotView, ConstU32<MAX_LOTS>>,
	/// Limits counted this month and year.
	pub usage: BoundedVec<Usage, ConstU32<MAX_USAGE>>,
	/// What is withheld of what comes.
	pub debts: BoundedVec<Debt, ConstU32<MAX_DEBTS>>,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn wallet_behind(who: &T::AccountId) -> Option<WalletView> {
		Self::show_wallet(T::People::person_of(who)?, T::Won::spendable(who))
	}

	/// Every lot of a person, for guardians, call centres and town halls. Plain won belongs to keys: there is none in it.
	pub fn wallet_of(person: PersonId) -> Option<WalletView> {
		T::People::profile(person)?;
		Self::show_wallet(person, 0)
	}

	fn show_wallet(person: PersonId, plain: Won) -> Option<WalletView> {
		let now = T::Time::moment();
		let mut purse = Self::claimed_purse(person);
		let mut lots: BoundedVec<LotView, _> = BoundedVec::new();
		for lot in &purse.wallet.lots {
			let Some(binding) = purse.shelf.binding(lot.series) else { continue };
			let (series, rules) = (&binding.series, binding.series.rules_at(now));
			let is_kept = series.has_ended(now) && now < series.kept_until(now);
			let view = LotView {
				series: lot.series,
				class: series.class,
				issuers: series.issuers,
				amount: if is_kept { lot.amount } else { binding.worth(lot, now) },
				opens: rules.opens,
				ends: binding.ends(now).max(rules.expires),
				paused: series.paused,
				to_take_back: is_kept.then(|| series.kept_until(now)),
				rules: rules.clone(),
				opener: series.opener,
				claimed: !purse.claims.brought(lot.series),
			};
			lots.try_push(view).ok()?;
		}
		lots.sort_by_key(|lot| (lot.ends, lot.series));
		let Wallet { usage, debts, .. } = purse.wallet;
		Some(WalletView { person, plain, lots, usage, debts })
	}

	pub(crate) fn receipt_of_order(
		merchant: MerchantId,
		reference: Reference,
	) -> Option<(ReceiptId, ReceiptOf<T>)> {
		let id = ReceiptByOrder::<T>::get((merchant, reference))?;
		let receipt = Receipts::<T>::get(id)?;
		(!Self::has_closed(&receipt, T::Time::moment())).then_some((id, receipt))
	}

	pub(crate) fn current_rules(series: SeriesId) -> Option<Rules> {
		SeriesById::<T>::get(series).map(|series| series.rules_at(T::Time::moment()).clone())
	}

	/// The figures of a month, the running one included.
	pub(crate) fn flow_of(month: KoreanMonth) -> MonthFlow {
		let mut flow = Months::<T>::get(month);
		let book = PaymentState::<T>::get();
		if book.month == month {
			// Sums of won that exists fit a number.
			let _ = flow.add_payments(&book);
		}
		flow
	}
}
