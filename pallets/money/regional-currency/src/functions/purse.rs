// SPDX-License-Identifier: Apache-2.0

//! A person's wallet in the hand: what it is worth now, the series that were looked at, and what is still latent.

use alloc::vec::Vec;
use chungnam_frame_kit::count;
use chungnam_ports::Member;
use chungnam_primitives::{korean_month, CohortId, Moment, PersonId, SeriesId};
use sp_runtime::DispatchResult;

use super::Effort;
use crate::{
	claims::{self, Claims, CohortDrops},
	pallet::*,
	plan::{Binding, Refusal, RefusedLot, Shelf},
	types::*,
};

/// Series by number, each read at most once.
pub(crate) struct SeriesShelf<T: Config> {
	now: Moment,
	known: Vec<(SeriesId, Option<Binding<T::AccountId>>)>,
	ended: Vec<RefusedLot>,
}

impl<T: Config> SeriesShelf<T> {
	pub(crate) fn new(now: Moment) -> Self {
		Self { now, known: Vec::new(), ended: Vec::new() }
	}

	fn read(&self, number: SeriesId) -> Option<Binding<T::AccountId>> {
		let series = SeriesById::<T>::get(number)?;
		let grace_until = if series.has_ended(self.now) {
			TotalsBySeries::<T>::get(number).grace_until
		} else {
			0
		};
		Some(Binding { series, grace_until })
	}

	/// When a series that was looked at ends.
	fn ends(&self, series: SeriesId) -> Option<Moment> {
		let (_, found) = self.known.iter().find(|(own, _)| *own == series)?;
		found.as_ref().map(|binding| binding.ends(self.now))
	}

	/// How many were looked at, whether or not they exist.
	pub(crate) fn looked_at(&self) -> u32 {
		count(&self.known)
	}
}

impl<T: Config> Shelf<T::AccountId> for SeriesShelf<T> {
	fn binding(&mut self, series: SeriesId) -> Option<&Binding<T::AccountId>> {
		let place = self.known.iter().position(|(own, _)| *own == series);
		if place.is_none() {
			let found = self.read(series);
			self.known.push((series, found));
		}
		let entry = match place {
			Some(place) => self.known.get(place),
			None => self.known.last(),
		};
		entry.and_then(|(_, found)| found.as_ref())
	}

	fn ended(&self) -> &[RefusedLot] {
		&self.ended
	}
}

/// A wallet with everything that a change of it needs. Nothing is written before [`Purse::keep`].
pub(crate) struct Purse<T: Config> {
	person: PersonId,
	now: Moment,
	/// As it is worth now: without counters of past months, without what has ended.
	pub(crate) wallet: Wallet,
	/// The series that were looked at.
	pub(crate) shelf: SeriesShelf<T>,
	/// What was latent and is in the wallet now.
	pub(crate) claims: Claims,
}

impl<T: Config> Purse<T> {
	/// The wallet of a person as it is worth at `now`. Looks only at lots whose end as last known is over.
	pub(crate) fn open(person: PersonId, now: Moment) -> Self {
		let mut shelf = SeriesShelf::new(now);
		let mut wallet = Wallets::<T>::get(person);
		wallet.forget_past(korean_month(now));
		wallet.forget_old_purchases(now);
		wallet.settle(now, |lot| {
			let Some(binding) = shelf.binding(lot.series) else { return (0, now) };
			let (kept, until) = (binding.keeps(lot, now), binding.stays_until(now));
			if kept == 0 {
				let (series, amount) = (lot.series, lot.amount);
				shelf.ended.push(RefusedLot { series, amount, reason: Refusal::Expired });
			}
			(kept, until)
		});
		Self { person, now, wallet, shelf, claims: Claims::default() }
	}

	/// Turns what is latent into lots, as far as there is room. Reads nothing when every drop up to `last` was decided.
	pub(crate) fn claim(&mut self, member: &Member, last: u32) {
		let mut cohorts: Vec<CohortId> = member.enrolments.iter().map(|e| e.cohort).collect();
		cohorts.sort_unstable();
		cohorts.dedup();
		// Who is in no cohort has nothing to decide, and keeps no byte for it.
		if self.wallet.seen >= last || cohorts.is_empty() {
			return;
		}
		let read = |cohort| {
			let drops = DropsByCohort::<T>::get(cohort);
			CohortDrops { cohort, drops, is_changed: false }
		};
		let mut lists: Vec<_> = cohorts.into_iter().map(read).collect();
		let last = self.look_after(&mut lists, last);
		self.claims = claims::claim(&mut self.wallet, member, lists, last, self.now);
	}

	/// Looks at drops whose end as last known is over: it may have moved. Looks at no more than fit a wallet, and returns the
	/// last drop up to which all is known: the others wait until the agenda looked at them.
	fn look_after(&mut self, lists: &mut [CohortDrops], mut last: u32) -> u32 {
		let (now, seen) = (self.now, self.wallet.seen);
		let mut looks = MAX_LOTS;
		for CohortDrops { drops, is_changed, .. } in lists {
			let is_over = |drop: &OpenDrop| {
				drop.number > seen && drop.lasts_as_its_series() && drop.ends <= now
			};
			for drop in drops.iter_mut().filter(|drop| is_over(drop)) {
				let Some(left) = looks.checked_sub(1) else {
					last = last.min(drop.number.saturating_sub(1)); // numbers begin at 1
					continue;
				};
				looks = left;
				if let Some(binding) = self.shelf.binding(drop.series) {
					// Not the end of a grace: only refunds get that.
					let ends = binding.series.rules_at(now).expires;
					*is_changed |= ends > drop.ends;
					drop.extend(ends);
				}
			}
		}
		last
	}

	/// Adds what was looked at to the effort of the call.
	pub(crate) fn note(&self, effort: &mut Effort) {
		// All are bounded by what one wallet and one person can have.
		effort.lots = effort.lots.saturating_add(self.shelf.looked_at());
		effort.lists = effort.lists.saturating_add(count(&self.claims.lists));
		effort.withheld = effort.withheld.saturating_add(count(&self.claims.withheld));
	}

	/// The wallet alone, of a purse that claimed nothing.
	pub(crate) fn settled(self) -> Wallet {
		let Self { mut wallet, shelf, .. } = self;
		wallet.extend(|series| shelf.ends(series));
		wallet
	}

	/// Writes everything down.
	pub(crate) fn keep(self) -> DispatchResult {
		let Self { person, mut wallet, shelf, claims, .. } = self;
		wallet.extend(|series| shelf.ends(series));
		Pallet::<T>::keep_claims(person, wallet.seen, claims)?;
		Pallet::<T>::store_wallet(person, wallet);
		Ok(())
	}
}
