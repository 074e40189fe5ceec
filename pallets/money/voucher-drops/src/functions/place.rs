// SPDX-License-Identifier: Apache-2.0

//! Claims of visitors at a place. A place is proved by signatures of beacons, never by where a phone says it is.

use super::Limits;
use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_ports::Drops;
use chungnam_primitives::{Moment, PersonId, ProgrammeId, SeriesId};
use frame_support::ensure;
use sp_runtime::{traits::Verify, DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

/// What a claim at a place needs to know when it may be made.
pub(crate) struct PlaceClaim {
	plan: PlacePlan,
	series: SeriesId,
	tally: Tally,
	now: Moment,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_claim_at_place(
		person: PersonId,
		number: ProgrammeId,
		sights: Sights,
	) -> DispatchResult {
		let claim = Self::check_place_claim(person, number)?;
		let beacons = Self::check_sights(person, number, &claim, &sights)?;
		let amount = claim.plan.per_head;
		let tally = claim.tally.with(amount).ok_or(Error::<T>::Overflow)?;
		let mut seen = Seen::new();
		for sight in &sights {
			seen.try_push((sight.beacon, sight.slot)).map_err(|_| Error::<T>::WrongSights)?;
		}

		for (beacon, used) in beacons {
			Beacons::<T>::insert(number, beacon, used);
		}
		Claims::<T>::insert(number, person, Claim { amount, ..Claim::default() });
		Tallies::<T>::insert(number, tally);
		T::Drops::give(claim.series, person, amount, None)?;
		Self::deposit_event(Event::PlaceClaimed { programme: number, person, amount, seen });
		Ok(())
	}

	/// A claim that a person could make now, but for the sights, or the reason against it. The one place where this is decided.
	pub(crate) fn check_place_claim(
		person: PersonId,
		number: ProgrammeId,
	) -> Result<PlaceClaim, DispatchError> {
		let programme = Self::load(number)?;
		let Plan::Place(plan) = programme.plan.clone() else {
			return Err(Error::<T>::WrongKind.into());
		};
		let now = T::Time::moment();
		let series = Self::ensure_open(&programme, now)?;
		let limits =
			Limits { claims: plan.claims, visitors_only: plan.visitors_only, is_repeated: false };
		let tally = Self::ensure_may_claim(number, &programme, person, limits)?;
		Ok(PlaceClaim { plan, series, tally, now })
	}

	/// Nothing if a person who was seen could claim at the place now, or the reason against it.
	pub(crate) fn could_claim_at_place(person: PersonId, number: ProgrammeId) -> DispatchResult {
		let claim = Self::check_place_claim(person, number)?;
		T::Drops::can_give(claim.series, person, claim.plan.per_head)
	}

	/// As many sights as are asked for, of different beacons that signed them for this person and may. Returns the
	/// beacons after it.
	fn check_sights(
		person: PersonId,
		number: ProgrammeId,
		claim: &PlaceClaim,
		sights: &Sights,
	) -> Result<Vec<(BeaconId, Beacon)>, Error<T>> {
		ensure!(sights.len() == usize::from(claim.plan.sights), Error::WrongSights);
		let mut beacons: Vec<(BeaconId, Beacon)> = Vec::with_capacity(sights.len());
		for sight in sights {
			let beacon = Self::load_beacon(number, sight.beacon)?;
			let is_other =
				|(id, own): &(BeaconId, Beacon)| *id != sight.beacon && own.key != beacon.key;
			ensure!(beacons.iter().all(is_other), Error::SameBeacon);
			ensure!(beacon.is_active, Error::BeaconNotActive);
			ensure!(claim.plan.is_fresh(sight.slot, claim.now), Error::StaleSight);
			let payload =
				sight_payload(&Self::genesis_hash(), number, sight.beacon, sight.slot, person);
			let is_signed = sight.signature.verify(payload.as_slice(), &beacon.key);
			ensure!(is_signed, Error::SignatureInvalid);
			let used = beacon.after_sight(sight.slot).ok_or(Error::MaxVisitorsExceeded)?;
			beacons.push((sight.beacon, used));
		}
		Ok(beacons)
	}
}
