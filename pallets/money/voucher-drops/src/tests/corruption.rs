// SPDX-License-Identifier: Apache-2.0

//! Each invariant can fail: state that no call can make is found out by number.

use crate::{BeaconId, LastCounted};
use chungnam_primitives::{Announced, PersonId, ProgrammeId, ReceiptId, SeriesId};

use super::*;

/// The programmes of [`busy_county`].
const PENSION: ProgrammeId = ProgrammeId(0);
const TOWER: ProgrammeId = ProgrammeId(1);
const SPENDING: ProgrammeId = ProgrammeId(2);
const LISTED: ProgrammeId = ProgrammeId(3);
const STOPPED: ProgrammeId = ProgrammeId(4);

/// One programme of each kind, all of them used; and one that is over.
fn busy_county() {
	assert_eq!(create_funded(weekly(), 500_000), PENSION);
	block();
	let people = BoundedVec::truncate_from(vec![PARK_ID]);
	assert_ok!(VoucherDrops::grant_arrears(signed(COUNTY), PENSION, today(), people));
	go_to(today() + 7);
	at(morning(today()));
	assert_eq!(open(Plan::Place(visit())), TOWER);
	let pair = device(1);
	let id = beacon(TOWER, &pair, 5);
	let seen = sight(&pair, TOWER, id, KIM_ID);
	assert_ok!(VoucherDrops::claim_at_place(signed(KIM), TOWER, sights(&[seen])));
	assert_eq!(open(Plan::Payback(payback())), SPENDING);
	let spent = receipts(&[spend(KIM_ID, RESTAURANT, 40_000)]);
	assert_ok!(VoucherDrops::claim_payback(signed(KIM), SPENDING, spent));
	let tree = Tree::new(LIST, &[(KIM_ID, 100), (LEE_ID, 200), (PARK_ID, 300)]);
	assert_eq!(open(Plan::List(tree.plan())), LISTED);
	assert_ok!(tree.claim(LISTED, 1));
	assert_eq!(create(weekly_from_tomorrow()), STOPPED);
	assert_ok!(VoucherDrops::stop(signed(COUNTY), STOPPED));
}

fn weekly_from_tomorrow() -> Plan {
	Plan::Cohort(pension(Schedule::EveryDays { first: today() + 1, every: 7 }))
}

/// Spoils a sound state and expects the proof to fail with a message of that number.
#[track_caller]
fn assert_found_out(number: &str, spoil: impl FnOnce()) {
	ExtBuilder::default().build().execute_with(|| {
		busy_county();
		chungnam_testkit::assert_breaks::<Test>(number, spoil);
	});
}

fn change(number: ProgrammeId, change: impl FnOnce(&mut ProgrammeOf<Test>)) {
	Programmes::<Test>::mutate_extant(number, change);
}

fn noted() -> KoreanDay {
	let Status::Running { noted, .. } = programme(PENSION).status else { panic!() };
	noted
}

/// Puts a programme on a day of the agenda.
fn stand(number: ProgrammeId, day: KoreanDay) {
	MockAgenda::tamper(Due::Programme(number), Some(start_of_day(day)));
}

#[test]
fn i1_an_agenda_that_lost_or_doubled_something_is_found_out() {
	assert_found_out("I1", || MockAgenda::tamper(Due::Programme(PENSION), None));
	assert_found_out("I1", || stand(PENSION, noted() + 1));
	assert_found_out("I1", || stand(TOWER, noted()));
	assert_found_out("I1", || stand(ProgrammeId(99), noted()));
	assert_found_out("I1", || {
		let status = Status::Running { due: noted() + 1, noted: noted(), is_waiting: false };
		change(PENSION, |programme| programme.status = status);
	});
	assert_found_out("I1", || {
		change(PENSION, |programme| programme.status = Status::Stopped { at: 1 });
	});
}

#[test]
fn i2_a_cohorts_list_that_is_wrong_is_found_out() {
	let put = |cohort, list: Vec<ProgrammeId>| {
		ProgrammesByCohort::<Test>::insert(cohort, BoundedVec::truncate_from(list));
	};
	assert_found_out("I2", || ProgrammesByCohort::<Test>::remove(PENSIONERS));
	assert_found_out("I2", || put(PENSIONERS, vec![PENSION, STOPPED]));
	assert_found_out("I2", || put(PENSIONERS, vec![PENSION, PENSION]));
	assert_found_out("I2", || put(NOBODY, vec![PENSION]));
	assert_found_out("I2", || put(NOBODY, vec![]));
	assert_found_out("I2", || LastCounted::<Test>::insert(PENSIONERS, Moment::MAX));
	assert_found_out("I2", || {
		let counts = BoundedVec::truncate_from(vec![Count { day: noted(), at: 1, heads: 1 }]);
		change(PENSION, |programme| programme.counts = counts);
	});
}

#[test]
fn i3_won_that_is_missing_or_went_back_early_is_found_out() {
	assert_found_out("I3", || change(PENSION, |programme| programme.money.funded += 1));
	assert_found_out("I3", || change(TOWER, |programme| programme.money.spent -= 1));
	assert_found_out("I3", || change(PENSION, |programme| programme.money.returned = 1));
	assert_found_out("I3", || change(PENSION, |programme| programme.money.spent = Won::MAX));
}

#[test]
fn i4_dates_that_are_miscounted_are_found_out() {
	let count = || Count { day: noted(), at: 1, heads: 1 };
	let wrong: [fn(Count) -> Vec<Count>; 3] = [
		|count| vec![Count { day: today(), ..count }],
		|count| vec![Count { heads: 0, ..count }],
		|count| vec![count, count],
	];
	for wrong in wrong {
		assert_found_out("I4", || {
			let counts = BoundedVec::truncate_from(wrong(count()));
			LastCounted::<Test>::insert(PENSIONERS, now());
			change(PENSION, |programme| programme.counts = counts);
		});
	}
	assert_found_out("I4", || {
		let counts = BoundedVec::truncate_from(vec![count()]);
		change(TOWER, |programme| programme.counts = counts);
	});
}

#[test]
fn i4_openings_out_of_order_are_found_out() {
	assert_found_out("I4", || change(PENSION, |programme| programme.openings[1].day = today()));
	assert_found_out("I4", || change(PENSION, |programme| programme.openings[1].opened_at = 0));
	assert_found_out("I4", || change(PENSION, |programme| programme.openings[1].day = noted()));
	assert_found_out("I4", || change(PENSION, |programme| programme.done = 1));
	let late = |programme: &mut ProgrammeOf<Test>| programme.openings[1].counted_at = Moment::MAX;
	assert_found_out("I4", || change(PENSION, late));
	let opening = Opening {
		day: today() + 1,
		series: SeriesId(9),
		opened_at: Moment::MAX,
		counted_at: 0,
		per_head: 0,
		granted: 0,
		late: None,
	};
	assert_found_out("I4", || {
		change(TOWER, |programme| programme.openings.try_push(opening).unwrap());
	});
	assert_found_out("I4", || {
		let status = Status::Running { due: today(), noted: today() + 9, is_waiting: true };
		change(TOWER, |programme| programme.status = status);
		stand(TOWER, today() + 9);
	});
}

#[test]
fn i5_claims_that_are_miscounted_are_found_out() {
	let tally = |number, claims, amount| {
		Tallies::<Test>::insert(number, Tally { claims, amount });
	};
	assert_found_out("I5", || tally(TOWER, 2, 5_000));
	assert_found_out("I5", || tally(TOWER, 1, 5_001));
	assert_found_out("I5", || tally(LISTED, 2, 200));
	assert_found_out("I5", || tally(LISTED, 1, 601));
	assert_found_out("I5", || tally(ProgrammeId(99), 0, 0));
	assert_found_out("I5", || Tallies::<Test>::remove(SPENDING));
	assert_found_out("I5", || Claims::<Test>::remove(TOWER, KIM_ID));
	let claim = |amount| Claim { amount, ..Claim::default() };
	assert_found_out("I5", || Claims::<Test>::insert(TOWER, LEE_ID, claim(0)));
	assert_found_out("I5", || Claims::<Test>::insert(LISTED, LEE_ID, claim(1)));
	assert_found_out("I5", || Claims::<Test>::insert(PENSION, LEE_ID, claim(1)));
	assert_found_out("I5", || {
		change(TOWER, |programme| programme.openings = Openings::new());
	});
	assert_found_out("I5", || {
		let Plan::Place(plan) = programme(TOWER).plan else { panic!() };
		let plan = Plan::Place(PlacePlan { claims: 0, ..plan });
		change(TOWER, |programme| programme.plan = plan);
	});
	let marks = |index| Claimed::default().with(1).with(index);
	assert_found_out("I5", || ListClaims::<Test>::insert(LISTED, 0, marks(2)));
	assert_found_out("I5", || ListClaims::<Test>::insert(LISTED, 0, marks(3)));
	assert_found_out("I5", || ListClaims::<Test>::insert(LISTED, 0, Claimed::default()));
	assert_found_out("I5", || ListClaims::<Test>::insert(LISTED, u32::MAX, marks(2)));
}

#[test]
fn i6_receipts_that_are_free_or_paid_back_twice_are_found_out() {
	use chungnam_ports::Receipts;
	assert_found_out("I6", || Currency::set_payback(ReceiptId(0), None).unwrap());
	let claim =
		|amount, all: &[ReceiptId]| Claim { amount, receipts: receipts(all), ..Claim::default() };
	assert_found_out("I6", || {
		Claims::<Test>::insert(SPENDING, LEE_ID, claim(10, &[ReceiptId(0)]));
		Tallies::<Test>::insert(SPENDING, Tally { claims: 2, amount: 20_010 });
	});
	assert_found_out("I6", || Claims::<Test>::insert(SPENDING, KIM_ID, claim(20_000, &[])));
	assert_found_out("I6", || Claims::<Test>::insert(TOWER, KIM_ID, claim(5_000, &[ReceiptId(0)])));
	let of_months = |months: &[(u32, Won)]| {
		let months = BoundedVec::truncate_from(months.to_vec());
		Claims::<Test>::insert(SPENDING, KIM_ID, Claim { months, ..claim(20_000, &[]) });
	};
	assert_found_out("I6", || of_months(&[(1, 20_000)]));
	for months in [&[(1, 15_001)][..], &[(1, 10_000), (2, 10_001)], &[(2, 1), (1, 1)]] {
		assert_found_out("I6", || {
			change(SPENDING, |own| {
				let Plan::Payback(plan) = &mut own.plan else { panic!() };
				let rate = Perbill::from_percent(10);
				plan.reward = Reward::Each { rate, per_month: 15_000 };
			});
			of_months(months);
		});
	}
	assert_found_out("I6", || Claims::<Test>::insert(ProgrammeId(99), KIM_ID, claim(5_000, &[])));
}

#[test]
fn i7_arrears_that_are_miscounted_are_found_out() {
	let put = |number, day, people: Vec<PersonId>| {
		Arrears::<Test>::insert(number, day, BoundedVec::truncate_from(people));
	};
	assert_found_out("I7", || put(PENSION, today(), vec![PARK_ID, GUEST_ID]));
	assert_found_out("I7", || put(PENSION, today() + 1, vec![PARK_ID]));
	assert_found_out("I7", || put(ProgrammeId(99), today(), vec![PARK_ID]));
	assert_found_out("I7", || Arrears::<Test>::remove(PENSION, today()));
	assert_found_out("I7", || {
		put(PENSION, today(), vec![PARK_ID, PARK_ID]);
		change(PENSION, |programme| programme.openings[0].granted = 2);
	});
	assert_found_out("I7", || {
		put(PENSION, today(), vec![PersonId(3), PersonId(4), PersonId(5), PersonId(6)]);
		change(PENSION, |programme| programme.openings[0].granted = 4);
	});
	assert_found_out("I7", || {
		put(TOWER, today(), vec![PARK_ID]);
		change(TOWER, |programme| programme.openings[0].granted = 1);
	});
}

#[test]
fn i8_beacons_that_stand_or_count_wrongly_are_found_out() {
	let put = |number, beacon| Beacons::<Test>::insert(number, BeaconId(0), beacon);
	let tower = || Beacons::<Test>::get(TOWER, BeaconId(0)).unwrap();
	assert_found_out("I8", || put(TOWER, Beacon { zone: BEACH, ..tower() }));
	assert_found_out("I8", || put(TOWER, Beacon { used: 6, ..tower() }));
	assert_found_out("I8", || put(TOWER, Beacon { used_before: 6, ..tower() }));
	assert_found_out("I8", || put(PENSION, tower()));
	assert_found_out("I8", || put(ProgrammeId(99), tower()));
	assert_found_out("I8", || change(TOWER, |programme| programme.beacons = 2));
	assert_found_out("I8", || {
		(1..=MAX_BEACONS).for_each(|id| Beacons::<Test>::insert(TOWER, BeaconId(id), tower()));
		change(TOWER, |programme| programme.beacons = MAX_BEACONS + 1);
	});
}

#[test]
fn i9_numbers_that_were_never_given_are_found_out() {
	assert_found_out("I9", || NextProgramme::<Test>::put(STOPPED));
	assert_found_out("I9", || NextBeacon::<Test>::put(BeaconId(0)));
	let marks = || Claimed::default().with(0);
	assert_found_out("I9", || ListClaims::<Test>::insert(ProgrammeId(99), 0, marks()));
	assert_found_out("I9", || ListClaims::<Test>::insert(TOWER, 0, marks()));
}

#[test]
fn i10_plans_and_changes_without_sense_are_found_out() {
	let sound = super::change::more;
	assert_found_out("I10", || {
		let Plan::Cohort(plan) = programme(PENSION).plan else { panic!() };
		let plan = Plan::Cohort(CohortPlan { per_head: 0, ..plan });
		change(PENSION, |programme| programme.plan = plan);
	});
	let announce = |number, terms| {
		assert_found_out("I10", || {
			let changes = Announced::without_notice([(today() + 30, terms)]);
			change(number, |programme| programme.changes = changes);
		});
	};
	announce(TOWER, sound());
	announce(STOPPED, sound());
	announce(PENSION, NewTerms { per_head: 0, ..sound() });
	let template = MockTemplate { issuers: RegionSet::province(), ..rules() };
	announce(PENSION, NewTerms { template, ..sound() });
}
