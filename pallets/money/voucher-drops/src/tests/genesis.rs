// SPDX-License-Identifier: Apache-2.0

//! Programmes of a genesis begin with the first day that the chain knows.

use super::*;
use crate::BeaconId;
use chungnam_primitives::ProgrammeId;

fn genesis() -> crate::GenesisConfig<Test> {
	let programme = |plan| GenesisProgramme { plan, template: rules(), refund_to: FUNDER };
	let window = Window { opens: 0, closes: 30 * DAYS };
	let spending = PaybackPlan { receipts: window, closes: 40 * DAYS, ..payback() };
	crate::GenesisConfig {
		programmes: vec![
			programme(Plan::Cohort(pension(Schedule::EveryDays { first: 0, every: 7 }))),
			programme(Plan::Place(PlacePlan { window, ..visit() })),
			programme(Plan::Payback(spending)),
			programme(Plan::Cohort(CohortPlan {
				end: End::Until(40),
				..pension(Schedule::DayOfMonth { first: 1, day: 10 })
			})),
		],
		beacons: vec![GenesisBeacon {
			programme: ProgrammeId(1),
			key: key_of(&device(1)),
			zone: EUP,
			per_slot: 5,
		}],
	}
}

#[test]
fn their_days_count_from_the_first_day_of_the_chain() {
	ExtBuilder::genesis(genesis()).build_and_execute(|| {
		assert_ok!(VoucherDrops::do_try_state());
		(0..4).for_each(|number| fund(ProgrammeId(number), 1_000_000));
		// Before the second block their days are not days.
		assert_noop!(
			VoucherDrops::retry(signed(STRANGER), ProgrammeId(0)),
			Error::<Test>::TooEarly
		);
		block();
		for programme in (0..4).map(ProgrammeId) {
			assert_happened(Event::ProgrammeBegan { programme, day: today() });
		}
		block();
		assert_eq!(opened(ProgrammeId(0)), [today()]);
		assert_eq!(opened(ProgrammeId(1)), [today()]);
		assert_eq!(opened(ProgrammeId(2)), [today()]);
		let seen = sight(&device(1), ProgrammeId(1), BeaconId(0), KIM_ID);
		assert_ok!(VoucherDrops::claim_at_place(signed(KIM), ProgrammeId(1), sights(&[seen])));
		go_to(today() + 90);
		assert_eq!(opened(ProgrammeId(0)).len(), 13);
		assert_eq!(opened(ProgrammeId(3)), [date(2026, 4, 10)]);
	});
}

#[test]
fn a_programme_that_is_created_in_the_first_block_does_not_keep_them_from_beginning() {
	ExtBuilder::genesis(genesis()).build_and_execute(|| {
		create(weekly());
		assert_eq!(programme(ProgrammeId(0)).plan, genesis().programmes[0].plan);
		block();
		assert_eq!(
			programme(ProgrammeId(0)).plan,
			genesis().programmes[0].plan.clone().starting_on(today())
		);
		fund(ProgrammeId(0), 1_000_000);
		go_to(today());
		assert_eq!(opened(ProgrammeId(0)), [today()]);
	});
}

#[test]
fn a_programme_that_is_stopped_in_the_first_block_never_begins() {
	ExtBuilder::genesis(genesis()).build_and_execute(|| {
		assert_ok!(VoucherDrops::stop(signed(COUNTY), ProgrammeId(0)));
		block();
		assert_eq!(programme(ProgrammeId(0)).plan, genesis().programmes[0].plan);
		assert_happened(Event::ProgrammeBegan { programme: ProgrammeId(1), day: today() });
	});
}

#[test]
fn a_programme_whose_end_comes_before_its_first_day_of_the_month_is_completed() {
	// Twenty days from the beginning on the 10th have no 5th of a month; twenty days from a first of January do.
	let plan =
		CohortPlan { end: End::Until(20), ..pension(Schedule::DayOfMonth { first: 1, day: 5 }) };
	let programme =
		GenesisProgramme { plan: Plan::Cohort(plan), template: rules(), refund_to: FUNDER };
	let genesis = crate::GenesisConfig { programmes: vec![programme], beacons: vec![] };
	ExtBuilder::genesis(genesis).build_and_execute(|| {
		block();
		assert_happened(Event::ProgrammeCompleted { programme: ProgrammeId(0), at: now() });
	});
}

#[test]
fn a_genesis_is_written_as_json_and_read_again() {
	let json = serde_json::to_string(&genesis()).unwrap();
	let read: crate::GenesisConfig<Test> = serde_json::from_str(&json).unwrap();
	assert_eq!(read.programmes, genesis().programmes);
	assert_eq!(read.beacons, genesis().beacons);
}

#[test]
#[should_panic(expected = "a programme is sound")]
fn an_unsound_genesis_stops_the_chain() {
	let mut genesis = genesis();
	genesis.programmes[0].template.is_sound = false;
	ExtBuilder::genesis(genesis).build();
}

#[test]
#[should_panic(expected = "a beacon stands in a zone")]
fn a_beacon_elsewhere_stops_the_chain() {
	let mut genesis = genesis();
	genesis.beacons[0].zone = BEACH;
	ExtBuilder::genesis(genesis).build();
}
