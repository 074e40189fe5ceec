// SPDX-License-Identifier: Apache-2.0

//! Random operations against a list that is sorted anew in each block.

use chungnam_primitives::{IncomeId, ProgrammeId};
use chungnam_testkit::{steps_and_seed, Dice};

use super::*;

/// What is due: a plain list.
#[derive(Default)]
struct List(Vec<(Moment, Due)>);

impl List {
	fn set(&mut self, due: Due, at: Moment) {
		self.cancel(due);
		self.0.push((at, due));
	}

	fn cancel(&mut self, due: Due) {
		self.0.retain(|(_, other)| *other != due);
	}

	/// What the next block hands over: of light things 8, of heavy ones two, and nothing behind what does not fit.
	fn take(&mut self) -> Vec<Due> {
		self.0.sort_by_key(|(at, due)| (*at, *due));
		let (mut taken, mut heavy) = (Vec::new(), 0);
		while let Some((at, due)) = self.0.first().copied() {
			heavy += u32::from(matches!(due, Due::Route(_)));
			// Beside two heavy things there is room for six light ones.
			if at > now() || taken.len() == 8 || heavy > 2 {
				break;
			}
			self.0.remove(0);
			taken.push(due);
		}
		taken
	}
}

fn any_due(dice: &mut Dice) -> Due {
	match dice.below(4) {
		0 => Due::Route(dice.pick(&Source::ALL)),
		1 => Due::Month,
		2 => Due::Programme(ProgrammeId(dice.small(30))),
		_ => Due::Income(IncomeId(dice.small(30))),
	}
}

#[test]
fn agenda_does_what_a_sorted_list_does() {
	let (steps, seed) = steps_and_seed("AGENDA", 3_000);
	let mut dice = Dice::new(seed);
	run(|| {
		let mut list = List::default();
		let mut handed = 0;
		for step in 0..steps {
			let due = any_due(&mut dice);
			match dice.below(6) {
				0 => {
					Agenda::cancel(due);
					list.cancel(due);
				}
				1 => {
					let expected = list.take();
					let stop = if dice.below(10) == 0 { 30 * DAYS } else { 1_000 };
					next_block::<Test>(now() + stop);
					assert_eq!(Owner::take_handed(), expected, "step {step}, seed {seed}");
					handed += expected.len();
				}
				_ => {
					let at = now() - DAYS + dice.below(60) * DAYS / 2;
					Agenda::set(due, at);
					list.set(due, at);
				}
			}
			assert_eq!(Agenda::at(due), list.0.iter().find(|own| own.1 == due).map(|own| own.0));
		}
		assert!(handed > 100, "{handed} things in {steps} steps");
	});
}
