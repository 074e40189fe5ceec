// SPDX-License-Identifier: Apache-2.0

//! Terms of tracks, and the whitelist.

use super::*;

/// A track that one person can use in a minute.
fn quick() -> Terms {
	Terms {
		notice: 0,
		window: 10_000,
		contest: 0,
		enactment: 1_000,
		floor_bp: 0,
		sponsors_bp: 0,
		sponsors_least: 1,
		rest: 0,
		early: true,
	}
}

#[test]
fn terms_of_every_track_are_sound_and_leave_room_in_what_rolls_remember() {
	use chungnam_ports::{MAX_LIFE, MAX_OUTAGE, MAX_SHIFT};
	for track in Track::all() {
		assert!(track.exists() && track.first_terms().are_sound(), "{track:?}");
	}
	const { assert!(3 * MAX_PERIOD + MAX_SHIFT + MAX_OUTAGE <= MAX_LIFE) };
	const {
		let opening = chungnam_ports::MAX_KEY_WAIT + chungnam_ports::MAX_OPENING;
		assert!(3 * MAX_PERIOD + MAX_SHIFT + MAX_OUTAGE + opening <= MAX_LIFE);
	};
	let at_once: u32 = Track::all().iter().map(Track::at_once).sum();
	assert_eq!(at_once, 32);
	let room: u32 = Track::all().iter().map(Track::room).sum();
	assert_eq!(room, 464);
}

#[test]
fn terms_hold_at_once_on_an_idle_track() {
	run(|| {
		let set = |origin, terms| Civic::set_track_terms(origin, COUNTY, terms);
		assert_ok!(set(by(Power::Parameters), quick()));
		assert_eq!(last_event(), Event::TermsChanged { track: COUNTY, terms: quick() });
		assert_eq!(Civic::terms(COUNTY), (quick(), None));
		let id = file(1, COUNTY, remark(1));
		assert_eq!(state(id), State::Voting);
		assert_eq!(MockBallots::opened(BallotId(0)).unwrap().1.opens, TODAY);
		assert_eq!(set(by(Power::Budget), quick()), Err(DispatchError::BadOrigin));
	});
}

#[test]
fn unsound_terms_are_refused() {
	run(|| {
		let refused = |spoil: fn(&mut Terms)| {
			let mut terms = COUNTY.first_terms();
			spoil(&mut terms);
			let set = Civic::set_track_terms(by(Power::Parameters), COUNTY, terms);
			assert_eq!(set, Err(Error::<Test>::TermsUnsound.into()));
		};
		refused(|terms| terms.notice = MAX_PERIOD + 1);
		refused(|terms| terms.window = MIN_WINDOW - 1);
		refused(|terms| terms.window = MAX_PERIOD + 1);
		refused(|terms| terms.contest = MAX_PERIOD + 1);
		refused(|terms| terms.enactment = MAX_PERIOD + 1);
		refused(|terms| terms.floor_bp = 10_001);
		refused(|terms| terms.sponsors_bp = 10_001);
		refused(|terms| terms.sponsors_least = 0);
		refused(|terms| terms.rest = MAX_REST + 1);
		let nowhere = Civic::set_track_terms(by(Power::Parameters), Track::Region(0), quick());
		assert_eq!(nowhere, Err(Error::<Test>::TrackNotFound.into()));
	});
}

#[test]
fn whitelisted_call_comes_to_a_short_vote() {
	run(|| {
		let file = || try_file(1, Track::Whitelisted, repair());
		assert_noop!(file(), Error::<Test>::NotWhitelisted);
		let call = crate::functions::hash_of(&repair().encode().try_into().unwrap());
		let whitelist = |call| Civic::whitelist(two_thirds(), call);
		assert_ok!(whitelist(call));
		let until = TODAY + 14 * DAYS;
		assert_eq!(last_event(), Event::CallWhitelisted { fix: Fix { call, until } });
		assert_noop!(whitelist(call), Error::<Test>::AlreadyWhitelisted);
		for n in 0..3 {
			assert_ok!(whitelist(H256::repeat_byte(n)));
		}
		assert_noop!(whitelist(title()), Error::<Test>::MaxWhitelistedExceeded);
		assert_eq!(Civic::whitelist(majority(), title()), Err(DispatchError::BadOrigin));
		assert_ok!(file());
		sponsor_all(PetitionId(0), [2, 3]);
		let plan = MockBallots::opened(BallotId(0)).unwrap().1;
		assert_eq!(plan.closes + plan.contest, TODAY + 12 * HOURS);
		decide(PetitionId(0), Verdict::Passed);
		pass(10 * MINUTES);
		assert_eq!(TestEnact::take(), vec![(None, repair().encode(), Ok(()))]);
		pass(14 * DAYS);
		let late = try_file(9, Track::Whitelisted, repair());
		assert_eq!(late, Err(Error::<Test>::NotWhitelisted.into()));
		// Its time is over, so there is room.
		assert_ok!(whitelist(title()));
	});
}

#[test]
fn votes_of_a_track_become_secret_and_open_again() {
	run(|| {
		use chungnam_ports::Method;
		let set = |origin, track, method| Civic::set_method(origin, track, method);
		let parameters = || by(Power::Parameters);
		assert_eq!(set(by(Power::Budget), COUNTY, Method::Sealed), Err(DispatchError::BadOrigin));
		let nowhere = set(parameters(), Track::Region(0), Method::Sealed);
		assert_noop!(nowhere, Error::<Test>::TrackNotFound);
		for track in [Track::Parameters, Track::Emergency, Track::Whitelisted] {
			assert_noop!(set(parameters(), track, Method::Sealed), Error::<Test>::TrackStaysOpen);
			assert_ok!(set(parameters(), track, Method::Open));
		}
		assert_ok!(Civic::set_track_terms(parameters(), COUNTY, quick()));
		assert_ok!(set(parameters(), COUNTY, Method::Sealed));
		let event = Event::MethodChanged { track: COUNTY, method: Method::Sealed };
		assert_eq!(last_event(), event);
		assert_eq!(Civic::method(COUNTY), Method::Sealed);
		let id = file(1, COUNTY, remark(1));
		let plan = MockBallots::opened(BallotId(0)).unwrap().1;
		assert_eq!((plan.method, plan.early), (Method::Sealed, false));
		// Its terms give no notice.
		assert_eq!(plan.opens, now() + MIN_SECRET_NOTICE);
		// A void one is repeated in secret; what comes after the change is open.
		decide(id, Verdict::Annulled(title()));
		let plan = MockBallots::opened(BallotId(1)).unwrap().1;
		assert_eq!(plan.method, Method::Sealed);
		decide(id, Verdict::Rejected);
		assert_ok!(set(parameters(), COUNTY, Method::Open));
		file(9, COUNTY, remark(1));
		let plan = MockBallots::opened(BallotId(2)).unwrap().1;
		assert_eq!((plan.method, plan.early), (Method::Open, true));
	});
}
