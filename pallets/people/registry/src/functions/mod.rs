// SPDX-License-Identifier: Apache-2.0

//! What the calls do, a file per subject.

mod attesters;
mod cohorts;
mod deaths;
mod electors;
mod freezing;
mod keys;
mod merchants;
mod moves;
mod origins;
mod owners;
mod people;
mod roles;

use chungnam_frame_kit::errors_from;
use chungnam_primitives::{is_region, Moment, RegionId, ZoneId, REGIONS};
use frame_support::{ensure, traits::Get, weights::Weight};
use sp_runtime::DispatchResult;

use crate::{Config, Error, Pallet, WeightInfo, PEOPLE_A_PAGE};

errors_from!(Unfit);

/// Bytes that prove a roll, the largest of the counts of a region: as the benchmarks of [`WeightInfo`] count it.
const ROLL_PROOF: u64 = 2_500;

/// Bytes that prove a page of moments of registration, with its place in the state.
const PAGE_PROOF: u64 = 3_300;

impl<T: Config> Pallet<T> {
	/// The first moment at which a change of a cohort at `now` counts. At the end of time there is no later one.
	pub(crate) fn next_moment(now: Moment) -> Moment {
		now.saturating_add(1)
	}

	/// What a batch of `n` new people weighs: what the benchmark counts, and a write for each person's two events. The
	/// benchmark does not count events, and in a block of thousands they add up: without this write, full blocks of
	/// registrations took all of what they had declared (`./scripts/bench block`, 27 November 2026).
	pub fn weight_of_registering(n: u32) -> Weight {
		<T as Config>::WeightInfo::register_people(n)
			.saturating_add(Self::weight_of_events(n))
			.saturating_add(Self::weight_of_pages(n))
			.saturating_add(Self::weight_of_regions(n, 1))
	}

	/// What a batch of `n` new visitors weighs, counted as for people.
	pub fn weight_of_visitors(n: u32) -> Weight {
		<T as Config>::WeightInfo::register_visitors(n)
			.saturating_add(Self::weight_of_events(n))
			.saturating_add(Self::weight_of_pages(n))
	}

	/// What entering `n` people on their rolls weighs: two rolls and a ceiling for each region, of the home and of the one before.
	pub fn weight_of_granting(n: u32) -> Weight {
		<T as Config>::WeightInfo::grant_elector(n).saturating_add(Self::weight_of_regions(n, 3))
	}

	/// What taking `n` people off their rolls weighs: a roll for each region.
	pub fn weight_of_withdrawing(n: u32) -> Weight {
		<T as Config>::WeightInfo::withdraw_elector(n).saturating_add(Self::weight_of_regions(n, 1))
	}

	/// What counts of further regions weigh, so many of each. The benchmarks count people of one region, and each of `n` people
	/// may live in another one, until there is none left.
	fn weight_of_regions(n: u32, counts: u64) -> Weight {
		let further = n.min(REGIONS.into()).saturating_sub(1);
		let entries = counts.saturating_mul(further.into());
		let proof = Weight::from_parts(0, ROLL_PROOF.saturating_mul(entries));
		<T as frame_system::Config>::DbWeight::get()
			.reads_writes(entries, entries)
			.saturating_add(proof)
	}

	/// The pages on which the moments of `n` newcomers are noted, of [`PEOPLE_A_PAGE`] numbers each. The regression of the benchmarks
	/// rounds them away. The first newcomer may have the last number of a page.
	fn weight_of_pages(n: u32) -> Weight {
		let pages = u64::from(n.saturating_sub(1).div_ceil(PEOPLE_A_PAGE)).saturating_add(1);
		<T as frame_system::Config>::DbWeight::get()
			.reads_writes(pages, pages)
			.saturating_add(Weight::from_parts(0, PAGE_PROOF.saturating_mul(pages)))
	}

	/// The events of `n` newcomers.
	fn weight_of_events(n: u32) -> Weight {
		<T as frame_system::Config>::DbWeight::get().writes(n.into())
	}

	pub(crate) fn ensure_region(region: RegionId) -> DispatchResult {
		ensure!(is_region(region), Error::<T>::RegionNotFound);
		Ok(())
	}

	pub(crate) fn ensure_zone(zone: &ZoneId) -> DispatchResult {
		Self::ensure_region(zone.region)
	}

	/// A place where people can live: in the province, or outside of it.
	pub(crate) fn ensure_home(zone: &ZoneId) -> DispatchResult {
		ensure!(zone.is_valid() || *zone == ZoneId::OUTSIDE, Error::<T>::RegionNotFound);
		Ok(())
	}

	/// True if nothing but one `hold_account` keeps `who` in existence: no balance, no other use.
	pub(crate) fn is_bare(who: &T::AccountId) -> bool {
		let account = frame_system::Account::<T>::get(who);
		account.providers <= 1 && account.consumers == 0 && account.sufficients == 0
	}
}
