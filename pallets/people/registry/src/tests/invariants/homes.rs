// SPDX-License-Identifier: Apache-2.0

//! Since when people live where they live, by the list of all their homes.

use super::*;

impl Human {
	/// The person lives in this zone from `now` on.
	pub(super) fn settle(&mut self, zone: ZoneId, now: u64) {
		if self.zone.map(|own| own.region) != Some(zone.region) {
			self.homes.push((zone.region, now));
		}
		(self.zone, self.moving) = (Some(zone), None);
	}

	/// Since when one or the other of these regions is home: of many homes the last four are looked at.
	fn since(&self, regions: &[u8]) -> Option<u64> {
		let last = self.homes.iter().rev().take(4);
		last.take_while(|(region, _)| regions.contains(region)).last().map(|(_, at)| *at)
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
