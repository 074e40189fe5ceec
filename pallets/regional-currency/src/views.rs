// SPDX-License-Identifier: Apache-2.0

//! What wallets ask. Bounded, computed from the same state and by the same code as the calls.

// The codec derives write these; by hand they stay forbidden.
#![allow(clippy::as_conversions, clippy::expect_used)]

use chungnam_primitives::{Moment, MoneyClass, People, PersonId, RegionSet, SeriesId, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

use crate::{pallet::*, types::*};

/// A lot as a wallet shows it.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct LotView {
	/// Of which series; its rules are read with `rules`.
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
}

/// Everything a person can spend with one key.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct WalletView {
	/// Whose wallet it is.
	pub person: PersonId,
	/// Plain won of the key.
	pub plain: Won,
	/// Lots worth something, soonest to end first.
	pub lots: BoundedVec<LotView, ConstU32<MAX_LOTS>>,
	/// Limits counted this month and year.
	pub usage: BoundedVec<Usage, ConstU32<MAX_USAGE>>,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn wallet_of(who: &T::AccountId) -> Option<WalletView> {
		let person = T::People::person_of(who)?;
		let now = Self::now();
		let (wallet, held) = Self::current_wallet(person, now);
		let mut lots: BoundedVec<LotView, _> = BoundedVec::new();
		for own in held.iter().filter(|own| own.worth(now) > 0) {
			let rules = own.series.rules_at(now);
			let view = LotView {
				series: own.lot.series,
				class: own.series.class,
				issuers: own.series.issuers,
				amount: own.worth(now),
				opens: rules.opens,
				ends: if own.series.has_ended(now) { own.grace_until } else { rules.expires },
				paused: own.series.paused,
			};
			lots.try_push(view).ok()?;
		}
		lots.sort_by_key(|lot| (lot.ends, lot.series));
		Some(WalletView { person, plain: Self::spendable(who), lots, usage: wallet.usage })
	}

	pub(crate) fn current_rules(series: SeriesId) -> Option<Rules> {
		SeriesById::<T>::get(series).map(|series| series.rules_at(Self::now()).clone())
	}
}
