// SPDX-License-Identifier: Apache-2.0

//! Since when people live where they live, by the list of all their homes.

use super::*;
use chungnam_ports::RETURN;

impl Human {
	/// The person lives in this zone from `now` on.
	pub(super) fn settle(&mut self, zone: ZoneId, now: u64) {
		if self.zone.map(|own| own.region) != Some(zone.region) {
			self.homes.push((zone.region, now));
		}
		(self.zone, self.moving) = (Some(zone), None);
	}

	/// Since when one or the other of these regions is home: of many homes the last four are looked at. Who was away
	/// in one place and for less than two weeks was not away.
	fn since(&self, regions: &[u8]) -> Option<u64> {
		let homes: Vec<_> = self.homes.iter().rev().collect();
		let is_home = |n: usize| homes.get(n).is_some_and(|(region, _)| regions.contains(region));
		let mut since = None;
		for (n, (_, at)) in homes.iter().enumerate().take(4) {
			let was_short = n > 0 && homes[n - 1].1 - at < RETURN;
			let is_trip = is_home(n + 1) && was_short;
			if !is_home(n) && !is_trip {
				break;
			}
			since = Some(*at);
		}
		since
	}

	/// The chain knows as much.
	pub(super) fn assert_home(&self, id: PersonId) {
		for regions in [&[4][..], &[12][..], &[4, 12][..]] {
			let set = RegionSet::of(regions);
			let found = <Registry as chungnam_ports::People<AccountId>>::resident_since(id, &set);
			assert_eq!(found, self.since(regions), "{id} in {regions:?}");
		}
	}
}
