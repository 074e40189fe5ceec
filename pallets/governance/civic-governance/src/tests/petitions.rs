// SPDX-License-Identifier: Apache-2.0

//! Filing and sponsoring.

use super::*;

#[test]
fn petition_with_its_sponsors_comes_to_its_vote() {
	run(|| {
		let id = file(1, COUNTY, remark(1));
		let expected = Petition {
			track: COUNTY,
			title: title(),
			by: Some(PersonId(1)),
			filed: TODAY,
			sponsors: 1,
			threshold: 3,
			ballot: None,
			repeated: false,
			delayed: false,
			state: State::Gathering,
		};
		assert_eq!(petition(id), expected);
		sponsor_all(id, [2]);
		assert_eq!(state(id), State::Gathering);
		sponsor_all(id, [3]);
		assert_eq!(state(id), State::Voting);
		assert_eq!(last_event(), Event::Opened { petition: id, ballot: BallotId(0) });
		let (user, plan) = MockBallots::opened(BallotId(0)).unwrap();
		assert_eq!(user, chungnam_ports::BallotUser::Referendum(id.0));
		let (opens, day) = (TODAY + 5 * DAYS, DAYS);
		assert_eq!((plan.opens, plan.closes, plan.contest), (opens, opens + 10 * day, day));
		assert_eq!(plan.classes[0].body, COUNTY.body());
		let rule =
			chungnam_ports::Rule::Majority { floor_bp: 500, bias: chungnam_ports::Bias::Adaptive };
		assert_eq!(plan.rule, rule);
		assert!(plan.can_be_annulled && !plan.shown && !plan.early);
	});
}

#[test]
fn threshold_is_a_share_of_the_roll_rounded_up_and_at_least_three() {
	let terms = Track::Budget.first_terms();
	assert_eq!(terms.threshold(0), 3);
	assert_eq!(terms.threshold(600), 3);
	assert_eq!(terms.threshold(601), 4);
	assert_eq!(terms.threshold(1_800_000), 9_000);
	assert_eq!(COUNTY.first_terms().threshold(10_001), 101);
	assert_eq!(Track::Emergency.first_terms().threshold(1_800_000), 1_800);
}

#[test]
fn people_who_stand_on_no_roll_of_the_track_are_refused() {
	run(|| {
		let refused = |person, track, error: Error<Test>| {
			assert_noop!(try_file(person, track, remark(1)), error);
		};
		refused(STRANGER, COUNTY, Error::NotCounted);
		refused(101, COUNTY, Error::NotCounted);
		refused(200, COUNTY, Error::NotRegistered);
		refused(1, Track::Region(16), Error::TrackNotFound);
		MockRegistry::set_standing(PersonId(1), Standing::Frozen);
		refused(1, COUNTY, Error::PersonFrozen);
		MockRegistry::set_standing(PersonId(1), Standing::Deceased);
		refused(1, COUNTY, Error::PersonDeceased);
		MockRegistry::make_card(&key(2));
		refused(2, COUNTY, Error::CardNeedsKiosk);
		let id = file(3, COUNTY, remark(1));
		let sponsor = |person| Civic::sponsor(signed(key(person)), id);
		assert_noop!(sponsor(101), Error::<Test>::NotCounted);
		assert_noop!(sponsor(2), Error::<Test>::CardNeedsKiosk);
		assert_noop!(sponsor(1), Error::<Test>::PersonDeceased);
		assert_noop!(sponsor(200), Error::<Test>::NotRegistered);
	});
}

#[test]
fn person_has_one_open_petition_and_files_once_a_month() {
	run(|| {
		let id = file(1, COUNTY, remark(1));
		assert_noop!(try_file(1, Track::Budget, remark(1)), Error::<Test>::AlreadyFiled);
		pass(7 * DAYS);
		assert_eq!(end(id), End::Lapsed);
		assert_noop!(try_file(1, COUNTY, remark(1)), Error::<Test>::TooEarly);
		pass(23 * DAYS - 1_000);
		assert_noop!(try_file(1, COUNTY, remark(1)), Error::<Test>::TooEarly);
		pass(1_000);
		file(1, COUNTY, remark(1));
	});
}

#[test]
fn person_sponsors_once_and_five_at_a_time() {
	run(|| {
		let ids: Vec<_> = (1..=6).map(|person| file(person, COUNTY, remark(1))).collect();
		let sponsor = |id| Civic::sponsor(signed(key(50)), id);
		for id in &ids[..5] {
			assert_ok!(sponsor(*id));
		}
		assert_noop!(sponsor(ids[0]), Error::<Test>::AlreadySponsored);
		assert_noop!(sponsor(ids[5]), Error::<Test>::MaxSponsoringExceeded);
		assert_noop!(try_file(50, COUNTY, remark(1)), Error::<Test>::MaxSponsoringExceeded);
		// One of them comes to its vote, and its number is dead.
		sponsor_all(ids[0], [51]);
		assert_eq!(Civic::my_sponsoring(PersonId(50)), ids[1..5]);
		assert_ok!(sponsor(ids[5]));
		assert_noop!(sponsor(ids[0]), Error::<Test>::NotGathering);
		assert_noop!(sponsor(PetitionId(99)), Error::<Test>::PetitionNotFound);
	});
}

#[test]
fn petition_lapses_after_a_week_with_few_sponsors_and_after_a_month_with_some() {
	run(|| {
		let terms = Terms { sponsors_least: 30, ..COUNTY.first_terms() };
		TrackTerms::<Test>::insert(COUNTY, terms);
		let (few, some, all) =
			(file(1, COUNTY, remark(1)), file(2, COUNTY, remark(1)), file(3, COUNTY, remark(1)));
		sponsor_all(few, 10..28);
		sponsor_all(some, 10..29);
		sponsor_all(all, 10..29);
		let number = |id| petition(id).sponsors;
		assert_eq!([number(few), number(some), number(all)], [19, 20, 20]);
		pass(7 * DAYS - 1);
		assert_eq!(state(few), State::Gathering);
		pass(1);
		assert_eq!(end(few), End::Lapsed);
		assert_eq!(state(some), State::Gathering);
		sponsor_all(all, 29..39);
		assert_eq!(state(all), State::Voting);
		pass(23 * DAYS - 2);
		assert_ok!(Civic::can_sponsor(PersonId(60), some));
		next_block::<Test>(TODAY + 30 * DAYS);
		// Too late, though the clock has not come to it.
		assert_noop!(Civic::sponsor(signed(key(60)), some), Error::<Test>::NotGathering);
		pass(0);
		assert_eq!(end(some), End::Lapsed);
	});
}

#[test]
fn full_track_refuses_filings() {
	run(|| {
		for person in 1..=16 {
			file(person, COUNTY, remark(1));
		}
		assert_noop!(try_file(17, COUNTY, remark(1)), Error::<Test>::MaxPetitionsExceeded);
		// Others have their own room.
		file(17, Track::Budget, remark(1));
	});
}

#[test]
fn offices_and_two_thirds_of_the_committee_file_without_sponsors() {
	run(|| {
		let office_files =
			|origin, track| Civic::file_for_office(origin, track, Box::new(remark(1)), title());
		assert_ok!(office_files(signed(OFFICE), Track::Budget));
		assert_ok!(office_files(two_thirds(), Track::Budget));
		assert_eq!(petition(PetitionId(0)).by, None);
		assert_eq!(state(PetitionId(1)), State::Voting);
		for origin in [majority(), signed(key(1)), by(Power::Budget)] {
			assert_noop!(office_files(origin, Track::Budget), DispatchError::BadOrigin);
		}
		for track in [COUNTY, Track::Institutions, Track::Validators, Track::Upgrade] {
			assert_noop!(office_files(signed(OFFICE), track), Error::<Test>::SponsorsNeeded);
		}
		for _ in 2..32 {
			assert_ok!(office_files(signed(OFFICE), Track::Budget));
		}
		assert_noop!(
			office_files(signed(OFFICE), Track::Budget),
			Error::<Test>::MaxPetitionsExceeded
		);
	});
}

#[test]
fn calls_that_are_not_listed_too_heavy_or_too_long_are_refused() {
	run(|| {
		assert_noop!(try_file(1, COUNTY, repair()), Error::<Test>::NotListed);
		assert_noop!(try_file(1, COUNTY, remark(9_000)), Error::<Test>::CallTooLong);
		let items = vec![(vec![0; 4], vec![0; 4]); 500];
		let heavy = RuntimeCall::System(frame_system::Call::set_storage { items });
		assert_noop!(try_file(1, Track::Upgrade, heavy), Error::<Test>::CallTooHeavy);
	});
}

#[test]
fn dead_numbers_are_tidied_by_anyone() {
	run(|| {
		let (one, two) = (file(1, COUNTY, remark(1)), file(2, COUNTY, remark(1)));
		sponsor_all(one, [50]);
		sponsor_all(two, [50]);
		let tidy = || Civic::tidy(signed(key(9)), PersonId(50));
		assert_noop!(tidy(), Error::<Test>::NothingToTidy);
		sponsor_all(one, [51]);
		assert_ok!(tidy());
		assert_eq!(last_event(), Event::Tidied { person: PersonId(50) });
		assert_eq!(Sponsoring::<Test>::get(PersonId(50)).into_inner(), vec![two]);
		sponsor_all(two, [51]);
		assert_ok!(tidy());
		assert!(!Sponsoring::<Test>::contains_key(PersonId(50)));
	});
}

#[test]
fn numbers_that_would_be_too_large_are_refused() {
	begin().execute_with(|| {
		NextPetition::<Test>::put(PetitionId::MAX);
		assert_noop!(try_file(1, COUNTY, remark(1)), Error::<Test>::Overflow);
		NextMotion::<Test>::put(MotionId::MAX);
		let call = Call::whitelist { call: title() };
		assert_noop!(try_motion(91, call.into()), Error::<Test>::Overflow);
	});
}
