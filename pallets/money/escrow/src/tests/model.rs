// SPDX-License-Identifier: Apache-2.0

//! Random operations on the pallet and on a plain map, compared after each step.

use std::collections::BTreeMap;

use chungnam_testkit::Dice;

use super::*;

// To do: a second writing of the pallet's rules in plain Rust, without a line of the first.

const STEPS: u32 = 2_000;

#[test]
fn the_pallet_does_what_the_model_does() {
	run(|| {
		let mut dice = Dice::new(2026);
		let mut model = BTreeMap::<EntryId, Moment>::new();
		let (mut done, mut refused) = (0, 0);
		for step in 0..STEPS {
			let id = dice.small(8);
			let expected = if dice.one_in(2) {
				let fits = model.len() < 4 && !model.contains_key(&id);
				if fits {
					model.insert(id, now());
				}
				(fits, Escrow::add(governor(), id))
			} else {
				(model.remove(&id).is_some(), Escrow::remove(governor(), id))
			};
			assert_eq!(expected.0, expected.1.is_ok(), "step {step}: {expected:?}");
			if expected.0 {
				done += 1;
			} else {
				refused += 1;
			}
			let state: BTreeMap<_, _> =
				Entries::<Test>::iter().map(|(id, entry)| (id, entry.since)).collect();
			assert_eq!(state, model, "step {step}");
			sleep(dice.below(1_000));
		}
		assert!(done > 200 && refused > 200, "{done} done, {refused} refused");
	});
}
