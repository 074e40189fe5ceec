// SPDX-License-Identifier: Apache-2.0

//! An intake that is over leaves nothing behind, and no won on its way.

use chungnam_ports::Pot;
use chungnam_testkit::leak::{assert_nothing_left, own_keys_but};

use super::*;

fn keys() -> std::collections::BTreeSet<Vec<u8>> {
	own_keys_but("Accelerator", &["NextIntake", "CounterForIntakes", "CounterForAwards"])
}

#[test]
fn every_end_leaves_nothing_behind() {
	let unscored = || {
		to_applied();
		sleep(20 * DAYS + PATIENCE);
		assert_ok!(award());
	};
	let paid = || {
		to_awarded();
		assert_ok!(award());
		assert_ok!(award());
		for envelope in [EnvelopeId(0), EnvelopeId(1)] {
			Envelopes::pay(envelope, 0, &BAKER);
			Envelopes::pay(envelope, 1, &BAKER);
		}
		assert_ok!(report(BAKER, 0));
		sleep(365 * DAYS);
		for envelope in [EnvelopeId(0), EnvelopeId(1)] {
			assert_ok!(Accelerator::end_award(signed(STRANGER), envelope));
		}
	};
	let cancelled = || {
		to_applied();
		assert_ok!(cancel(OFFICE));
	};
	for end in [unscored as fn(), paid, cancelled] {
		run(|| {
			let before = keys();
			end();
			assert_nothing_left(&before, &keys());
			assert_eq!((pot(), Intakes::<Test>::count(), Awards::<Test>::count()), (0, 0, 0));
		});
	}
}

#[test]
fn every_won_of_an_intake_comes_to_firms_or_back_to_the_fund() {
	run(|| {
		to_awarded();
		Envelopes::pay(ENVELOPE, 0, &BAKER);
		abort();
		assert_ok!(award());
		assert_ok!(award());
		let waits = <Envelopes as Escrow<AccountId>>::facts(EnvelopeId(1)).unwrap().held;
		assert_eq!(won(&BAKER) + waits + fund(), PLENTY);
	});
}

#[test]
fn pot_of_an_intake_that_is_over_is_left_and_no_other() {
	run(|| {
		to_applied();
		let kept = [Pot::Intake(FIRST), Pot::Intake(IntakeId(1)), Pot::Series(Default::default())];
		for pot in kept {
			assert_eq!(<Accelerator as chungnam_ports::Pots<AccountId>>::left(pot), None);
		}
		sleep(20 * DAYS + PATIENCE);
		assert_ok!(award());
		let gone = (Pot::Intake(FIRST), Accelerator::pot(FIRST));
		chungnam_testkit::contract::pots::<Accelerator, _>(gone, &kept[1..]);
	});
	run(|| {
		to_applied();
		assert_ok!(cancel(OFFICE));
		let left = <Accelerator as chungnam_ports::Pots<AccountId>>::left(Pot::Intake(FIRST));
		assert_eq!(left, Some(Accelerator::pot(FIRST)), "it was cancelled");
	});
}
