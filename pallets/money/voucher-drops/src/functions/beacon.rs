// SPDX-License-Identifier: Apache-2.0

//! Who may say that a visitor was there.

use chungnam_primitives::ProgrammeId;
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_beacon(number: ProgrammeId, new: Beacon) -> DispatchResult {
		let mut programme = Self::load(number)?;
		let Plan::Place(plan) = &programme.plan else {
			return Err(Error::<T>::WrongKind.into());
		};
		ensure!(programme.status != Status::Closed, Error::<T>::TooLate);
		ensure!(plan.zones.contains(&new.zone) && new.per_slot > 0, Error::<T>::PlanUnsound);
		ensure!(programme.beacons < MAX_BEACONS, Error::<T>::MaxBeaconsExceeded);
		let beacon = NextBeacon::<T>::get();
		let next = beacon.checked_add(1).ok_or(Error::<T>::WrongNumber)?;
		let (key, zone, per_slot) = (new.key.clone(), new.zone, new.per_slot);

		programme.beacons = programme.beacons.saturating_add(1); // below the bound above
		Programmes::<T>::insert(number, programme);
		Beacons::<T>::insert(number, beacon, new);
		NextBeacon::<T>::put(next);
		let programme = number;
		Self::deposit_event(Event::BeaconRegistered { programme, beacon, key, zone, per_slot });
		Ok(())
	}

	pub(crate) fn do_switch_beacon(
		number: ProgrammeId,
		beacon: BeaconId,
		is_active: bool,
	) -> DispatchResult {
		let mut switched = Self::load_beacon(number, beacon)?;
		ensure!(switched.is_active != is_active, Error::<T>::AlreadyInState);

		switched.is_active = is_active;
		Beacons::<T>::insert(number, beacon, switched);
		Self::deposit_event(Event::BeaconSwitched { programme: number, beacon, is_active });
		Ok(())
	}

	pub(crate) fn do_remove_beacon(number: ProgrammeId, beacon: BeaconId) -> DispatchResult {
		let mut programme = Self::load(number)?;
		Self::load_beacon(number, beacon)?;
		let beacons = programme.beacons.checked_sub(1).ok_or(Error::<T>::Overflow)?;

		programme.beacons = beacons;
		Programmes::<T>::insert(number, programme);
		Beacons::<T>::remove(number, beacon);
		Self::deposit_event(Event::BeaconRemoved { programme: number, beacon });
		Ok(())
	}

	pub(crate) fn load_beacon(number: ProgrammeId, beacon: BeaconId) -> Result<Beacon, Error<T>> {
		Beacons::<T>::get(number, beacon).ok_or(Error::BeaconNotFound)
	}
}
