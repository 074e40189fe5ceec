// SPDX-License-Identifier: Apache-2.0

//! What wallets ask. Bounded, computed from the same state and by the same code as the calls.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Opener, People};
use chungnam_primitives::{KoreanMonth, Moment, MoneyClass, PersonId, RegionSet, SeriesId, Won};
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
	/// The first moment at which it is worth nothing. A latent lot that nobody spends or claims lapses with its drop, which
	/// can be before the end of its series; then this is the moment of the lapse.
	pub ends: Moment,
	/// Stopped by its issuer for the time being.
	pub paused: bool,
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
	/// Plain won of the key.
	pub plain: Won,
	/// Lots worth something, soonest to end first. Latent ones are among them as far as there is room for lots.
	pub lots: BoundedVec<LotView, ConstU32<MAX_LOTS>>,
	/// Limits counted this month and year.
	pub usage: BoundedVec<Usage, ConstU32<MAX_USAGE>>,
	/// What is withheld of what comes.
	pub debts: BoundedVec<Debt, ConstU32<MAX_DEBTS>>,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn wallet_of(who: &T::AccountId) -> Option<WalletView> {
		let person = T::People::person_of(who)?;
		let now = T::Time::moment();
		let mut purse = Self::claimed_purse(person);
		let mut lots: BoundedVec<LotView, _> = BoundedVec::new();
		for lot in &purse.wallet.lots {
			let Some(binding) = purse.shelf.binding(lot.series) else { continue };
			let (series, rules) = (&binding.series, binding.series.rules_at(now));
			let view = LotView {
				series: lot.series,
				class: series.class,
				issuers: series.issuers,
				amount: binding.worth(lot, now),
				opens: rules.opens,
				ends: purse
					.claims
					.lapses_at(lot.series)
					.map_or(binding.ends(now), |lapses| lapses.min(binding.ends(now))),
				paused: series.paused,
				rules: rules.clone(),
				opener: series.opener,
				claimed: !purse.claims.brought(lot.series),
			};
			lots.try_push(view).ok()?;
		}
		lots.sort_by_key(|lot| (lot.ends, lot.series));
		let Wallet { usage, debts, .. } = purse.wallet;
		Some(WalletView { person, plain: T::Won::spendable(who), lots, usage, debts })
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
