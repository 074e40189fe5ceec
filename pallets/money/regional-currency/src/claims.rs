// SPDX-License-Identifier: Apache-2.0

//! The one place that decides which latent lots are a person's. Pure: payments, claims and views all ask here.

use alloc::vec::Vec;
use chungnam_ports::Member;
use chungnam_primitives::{CohortId, Moment, SeriesId, Won};

use crate::types::{ClaimedDrops, DropList, OpenDrop, Wallet};

/// The open drops of one cohort, as they were read.
pub struct CohortDrops {
	/// The cohort.
	pub cohort: CohortId,
	/// Its open drops.
	pub drops: DropList,
	/// Whether they differ from what is stored.
	pub is_changed: bool,
}

/// What turning latent lots into lots changes, besides the wallet.
#[derive(Default)]
pub struct Claims {
	/// Lists that were read.
	pub lists: Vec<CohortDrops>,
	/// What came, before anything was withheld.
	pub drops: ClaimedDrops,
	/// What debts withheld of it.
	pub withheld: Vec<(SeriesId, Won)>,
	/// More was decided for the person than before.
	pub has_advanced: bool,
}

impl Claims {
	/// True if the lot of a series was latent before.
	pub fn brought(&self, series: SeriesId) -> bool {
		self.drops.iter().any(|(own, _)| *own == series)
	}
}

impl Claims {
	/// When a lot that was latent before could no longer have been claimed.
	pub fn lapses_at(&self, series: SeriesId) -> Option<Moment> {
		let mut all = self.lists.iter().flat_map(|list| &list.drops);
		let own = all.find(|drop| drop.series == series)?;
		self.brought(series).then_some(own.claim_until)
	}
}

/// The place of a drop in the lists.
struct Place {
	number: u32,
	series: SeriesId,
	list: usize,
	entry: usize,
}

/// The drops up to `last` that are not decided yet, by number, then by series.
fn undecided(lists: &[CohortDrops], seen: u32, last: u32) -> Vec<Place> {
	let is_undecided = |drop: &OpenDrop| drop.number > seen && drop.number <= last;
	let mut places = Vec::new();
	for (list, own) in lists.iter().enumerate() {
		for (entry, drop) in own.drops.iter().enumerate().filter(|(_, drop)| is_undecided(drop)) {
			places.push(Place { number: drop.number, series: drop.series, list, entry });
		}
	}
	places.sort_unstable_by_key(|place| (place.number, place.series));
	places
}

/// Turns what is latent for `member` in `lists`, the open drops of their cohorts, into lots, up to drop `last`.
///
/// Drops are decided in order of their numbers. Of those with one number the person gets the first to which they have a
/// right: they counted in its cohort when it opened, and it can still be claimed. When the wallet is full, it and
/// everything after it stays latent.
pub fn claim(
	wallet: &mut Wallet,
	member: &Member,
	lists: Vec<CohortDrops>,
	last: u32,
	now: Moment,
) -> Claims {
	let before = wallet.seen;
	let mut claims = Claims { lists, ..Default::default() };
	let places = undecided(&claims.lists, before, last);
	let mut decided = before;
	let mut is_full = false;
	for place in places {
		if place.number == decided {
			continue; // another part of it was theirs
		}
		let Some(list) = claims.lists.get_mut(place.list) else { continue };
		let cohort = list.cohort;
		let Some(drop) = list.drops.get_mut(place.entry) else { continue };
		if !has_right(member, cohort, drop, now) {
			continue;
		}
		let Some(left) = drop.unclaimed.checked_sub(1) else { continue };
		if claims.drops.is_full() {
			is_full = true;
			break;
		}
		let came = wallet.receive(Some(drop.opener), drop.series, drop.per_head, drop.ends);
		let Ok(withheld) = came else {
			is_full = true;
			break;
		};
		drop.unclaimed = left;
		decided = drop.number;
		let (series, amount) = (drop.series, drop.per_head);
		list.is_changed = true;
		let _ = claims.drops.try_push((series, amount)); // it is not full
		if withheld > 0 {
			claims.withheld.push((series, withheld));
		}
	}
	wallet.seen = if is_full { decided } else { last.max(before) };
	claims.has_advanced = wallet.seen != before;
	claims
}

/// True if the person counted in the cohort when the drop opened, and the drop can still be claimed.
fn has_right(member: &Member, cohort: CohortId, drop: &OpenDrop, now: Moment) -> bool {
	now < drop.claim_until && member.was_enrolled(cohort, drop.opened_at)
}
