// SPDX-License-Identifier: Apache-2.0

//! Residents decide by referendum and the experts' committee by motion: real transactions, real ballots, the clock.

mod driver;

use chungnam_ports::Answer;
use chungnam_primitives::{
	BallotId, Moment, MotionId, PersonId, PetitionId, RegionSet, Scope, ScopeSet, DAYS, MINUTES,
};
use chungnam_runtime::{Ballots, CivicGovernance, Runtime, RuntimeCall, SafeMode, System, TxPause};
use chungnam_wallet_api::api::runtime_decl_for_wallet_api::WalletApi;
use driver::{account, cast, story, town_story, why, Province};
use pallet_civic_governance::{
	Call as Civic, End, Error, Filings, Refusal, State, Track, TrackTerms,
};
use pallet_registry::{Attesters, MandateOffers};
use sp_core::H256;

/// The county of Bob, Charlie, Grandma, Hana and Duri.
const CHEONGYANG: u8 = 12;

/// Time passes, and then the blocks in which everything due is done and what was decided is made.
fn wait(province: &mut Province, time: Moment) {
	province.sleep(time);
	for _ in 0..3 {
		province.catch_up();
		province.blocks(2);
	}
}

/// The next petition is filed by this person for this call. One sponsor is enough here, so its ballot opens at once.
fn file(
	province: &mut Province,
	who: &str,
	track: Track,
	call: impl Into<RuntimeCall>,
) -> PetitionId {
	let id = pallet_civic_governance::NextPetition::<Runtime>::get();
	let (call, title) = (Box::new(call.into()), H256::repeat_byte(1));
	province.does(who, Civic::file { track, call, title });
	id
}

fn ballot_of(id: PetitionId) -> BallotId {
	let view = CivicGovernance::petition(id).expect("it was filed");
	view.petition.ballot.expect("its ballot is open")
}

fn state(id: PetitionId) -> State {
	CivicGovernance::petition(id).expect("it was filed").petition.state
}

fn is_enacted(id: PetitionId) -> bool {
	matches!(state(id), State::Ended { how: End::Enacted, .. })
}

/// A person files, votes yes alone, and what passed is made.
fn decides(province: &mut Province, who: &str, track: Track, call: impl Into<RuntimeCall>) {
	let id = file(province, who, track, call);
	province.does(who, cast(ballot_of(id), Answer::Yes));
	wait(province, 12_000);
	assert!(is_enacted(id), "{:?}", state(id));
}

/// Alice tables a motion and says yes to it, as the only member.
fn committee_decides(province: &mut Province, call: impl Into<RuntimeCall>) -> MotionId {
	let id = pallet_civic_governance::NextMotion::<Runtime>::get();
	let (call, title) = (Box::new(call.into()), H256::repeat_byte(2));
	province.does("Alice", Civic::motion { call, title });
	let [view] = &CivicGovernance::motions()[..] else { panic!("one motion is open") };
	province.does("Alice", cast(view.motion.ballot, Answer::Yes));
	wait(province, 1_000);
	assert!(CivicGovernance::motions().is_empty(), "it is decided as soon as all have voted");
	id
}

fn appoint(who: &str) -> pallet_registry::Call<Runtime> {
	let regions = RegionSet::EMPTY.with(CHEONGYANG);
	let scopes = ScopeSet::of(&[Scope::Merchants]);
	pallet_registry::Call::appoint_attester { who: account(who), regions, scopes }
}

fn dismiss(who: &str) -> pallet_registry::Call<Runtime> {
	pallet_registry::Call::dismiss_attester { who: account(who) }
}

fn transfer(dest: &str, value: u128) -> pallet_balances::Call<Runtime> {
	pallet_balances::Call::transfer_keep_alive { dest: account(dest).into(), value }
}

#[test]
fn county_appoints_an_attester_and_dismisses_it_in_safe_mode() {
	town_story(|province| {
		province.does("Alice", transfer("CountyOffice", 1_000_000));
		let county = Track::Region(CHEONGYANG);
		// Bob has no won at all: filing and voting are free.
		decides(province, "Bob", county, appoint("CountyOffice"));
		assert!(MandateOffers::<Runtime>::contains_key(account("CountyOffice")));
		province.does("CountyOffice", pallet_registry::Call::accept_mandate {});
		assert!(Attesters::<Runtime>::contains_key(account("CountyOffice")));

		committee_decides(province, pallet_safe_mode::Call::<Runtime>::force_enter {});
		assert!(SafeMode::is_entered());
		let stopped = province.send("Alice", transfer("Bob", 1));
		assert_eq!(why(stopped), frame_system::Error::<Runtime>::CallFiltered.into());
		decides(province, "Charlie", county, dismiss("CountyOffice"));
		assert!(SafeMode::is_entered());
		assert!(!Attesters::<Runtime>::contains_key(account("CountyOffice")));
		// The residents end safe mode as well.
		let exit = pallet_safe_mode::Call::<Runtime>::force_exit {};
		decides(province, "Bob", Track::Emergency, exit);
		province.does("Alice", transfer("Bob", 1));
	});
}

#[test]
fn county_decides_about_its_own_offices_only() {
	town_story(|province| {
		let refused = |province: &mut Province, who: &str, track, call: RuntimeCall| {
			let title = H256::zero();
			let file = Civic::<Runtime>::file { track, call: Box::new(call), title };
			why(province.send(who, file))
		};
		let not_listed = Error::<Runtime>::NotListed.into();
		let other = Track::Region(3);
		let wide = pallet_registry::Call::<Runtime>::appoint_attester {
			who: account("Anyone"),
			regions: RegionSet::province(),
			scopes: ScopeSet::of(&[Scope::Merchants]),
		};
		let county = Track::Region(CHEONGYANG);
		assert_eq!(refused(province, "Bob", county, wide.into()), not_listed);
		// Boksun lives in Boryeong, and decides nothing about Cheongyang.
		assert_eq!(refused(province, "Boksun", other, appoint("Anyone").into()), not_listed);
		let not_counted = Error::<Runtime>::NotCounted.into();
		assert_eq!(refused(province, "Boksun", county, appoint("Anyone").into()), not_counted);
	});
}

#[test]
fn emergency_pause_ends_by_an_emergency_referendum() {
	town_story(|province| {
		let bounded = |text: &str| text.as_bytes().to_vec().try_into().unwrap();
		let full_name = (bounded("Balances"), bounded("transfer_keep_alive"));
		let pause = pallet_tx_pause::Call::<Runtime>::pause { full_name: full_name.clone() };
		committee_decides(province, pause);
		assert!(TxPause::is_paused(&full_name));
		let stopped = province.send("Alice", transfer("Bob", 1));
		assert_eq!(why(stopped), frame_system::Error::<Runtime>::CallFiltered.into());
		let unpause = pallet_tx_pause::Call::<Runtime>::unpause { ident: full_name.clone() };
		// One against one is no majority.
		let id = file(province, "Bob", Track::Emergency, unpause.clone());
		province.does("Bob", cast(ballot_of(id), Answer::Yes));
		province.does("Charlie", cast(ballot_of(id), Answer::No));
		wait(province, 12_000);
		assert!(matches!(state(id), State::Ended { how: End::Rejected, .. }));
		assert!(TxPause::is_paused(&full_name));
		decides(province, "Bob", Track::Emergency, unpause);
		assert!(!TxPause::is_paused(&full_name));
		province.does("Alice", transfer("Bob", 1));
	});
}

#[test]
fn petition_fails_for_want_of_sponsors() {
	town_story(|province| {
		// The terms of a real chain: three sponsors at least, and a month between two petitions.
		let track = Track::Region(CHEONGYANG);
		TrackTerms::<Runtime>::insert(track, track.first_terms());
		let id = file(province, "Bob", track, appoint("Anyone"));
		province.does("Hana", Civic::sponsor { petition: id });
		let again = province.send("Hana", Civic::sponsor { petition: id });
		assert_eq!(why(again), Error::<Runtime>::AlreadySponsored.into());
		// What a wallet shows each of them.
		let shown = |who: &str| {
			let mut all = Runtime::petitions(account(who)).into_iter();
			let own = all.find(|own| own.about.id == id);
			own.map(|own| (own.about.petition.sponsors, own.may_sponsor))
		};
		assert_eq!(shown("Hana"), Some((2, Err(Refusal::AlreadySponsored))));
		assert_eq!(shown("Charlie"), Some((2, Ok(()))));
		assert_eq!(shown("Bank"), Some((2, Err(Refusal::NotRegistered))));
		for _ in 0..7 {
			wait(province, DAYS);
		}
		assert!(matches!(state(id), State::Ended { how: End::Lapsed, .. }));
		assert_eq!(shown("Charlie"), None);
		let (call, title) = (Box::new(appoint("Anyone").into()), H256::zero());
		let file_again = Civic::<Runtime>::file { track, call, title };
		assert_eq!(why(province.send("Bob", file_again)), Error::<Runtime>::TooEarly.into());
		assert_eq!(CivicGovernance::can_file(PersonId(4), track), Ok(()));
		for _ in 0..91 {
			wait(province, DAYS);
		}
		assert_eq!(CivicGovernance::petition(id), None);
		assert!(!Filings::<Runtime>::contains_key(PersonId(1)));
	});
}

#[test]
fn upgrade_is_authorized_by_residents_and_by_no_committee() {
	town_story(|province| {
		let code_hash = H256::repeat_byte(9);
		let upgrade = frame_system::Call::<Runtime>::authorize_upgrade { code_hash };
		let (call, title) = (Box::new(upgrade.clone().into()), H256::zero());
		let motion = Civic::<Runtime>::motion { call, title };
		assert_eq!(why(province.send("Alice", motion)), Error::<Runtime>::NotListed.into());
		decides(province, "Bob", Track::Upgrade, upgrade.clone());
		assert_eq!(System::authorized_upgrade().map(|own| *own.code_hash()), Some(code_hash));
		// A repair goes by the short track, if two thirds of the committee say that it is one.
		let fix = RuntimeCall::from(pallet_grandpa::Call::note_stalled {
			delay: 10,
			best_finalized_block_number: 1,
		});
		let hash = H256(sp_io::hashing::blake2_256(&sp_core::Encode::encode(&fix)));
		let (track, title) = (Track::Whitelisted, H256::zero());
		let early = Civic::<Runtime>::file { track, call: Box::new(fix.clone()), title };
		assert_eq!(why(province.send("Bob", early)), Error::<Runtime>::NotWhitelisted.into());
		committee_decides(province, Civic::<Runtime>::whitelist { call: hash });
		decides(province, "Bob", track, fix);
	});
}

#[test]
fn seats_are_appointed_by_residents_and_vote_on_motions() {
	town_story(|province| {
		let until = province.now() + 300 * DAYS;
		let fields = chungnam_primitives::FieldSet::ALL;
		let seat = |person| pallet_civic_governance::Appointment {
			person: PersonId(person),
			fields,
			until,
		};
		let seats = vec![seat(1), seat(2)].try_into().unwrap();
		let call = Civic::<Runtime>::appoint_seats { seats };
		decides(province, "Hana", Track::Institutions, call);
		province.does("Bob", Civic::accept_seat {});
		province.does("Charlie", Civic::accept_seat {});
		province.blocks(1);
		assert_eq!(CivicGovernance::seats().len(), 3);
		// Two of three agree: decided before the third has voted.
		let brake = pallet_safe_mode::Call::<Runtime>::force_enter {};
		let (call, title) = (Box::new(brake.into()), H256::zero());
		province.does("Bob", Civic::motion { call, title });
		let ballot = CivicGovernance::motions()[0].motion.ballot;
		province.does("Bob", cast(ballot, Answer::Yes));
		wait(province, 1_000);
		assert!(!SafeMode::is_entered());
		province.does("Charlie", cast(ballot, Answer::Yes));
		wait(province, 1_000);
		assert!(SafeMode::is_entered());
		assert_eq!(Ballots::ballot(ballot).map(|own| own.ballot.classes[0].heads).unwrap_or(3), 3);
		// Hana is no member.
		let (call, title) = (Box::new(transfer("Bob", 1).into()), H256::zero());
		let motion = Civic::<Runtime>::motion { call, title };
		assert_eq!(why(province.send("Hana", motion)), Error::<Runtime>::NotSeated.into());
	});
}

#[test]
fn vote_of_a_member_who_resigns_in_the_block_of_the_motion_stays() {
	town_story(|province| {
		let brake = pallet_safe_mode::Call::<Runtime>::force_enter {};
		let (call, title) = (Box::new(brake.into()), H256::zero());
		province.does("Alice", Civic::motion { call, title });
		let ballot = CivicGovernance::motions()[0].motion.ballot;
		province.does("Alice", cast(ballot, Answer::Yes));
		province.does("Alice", Civic::resign_seat {});
		province.check();
		wait(province, 1_000);
		assert!(SafeMode::is_entered());
	});
}

#[test]
fn vote_runs_to_enactment_in_safe_mode() {
	town_story(|province| {
		committee_decides(province, pallet_safe_mode::Call::<Runtime>::force_enter {});
		// A repair: filed by one, sponsored by two more, voted by all who want to, and made.
		TrackTerms::<Runtime>::mutate(Track::Upgrade, |terms| {
			terms.as_mut().expect("terms of the town").sponsors_least = 3;
		});
		let code_hash = H256::repeat_byte(9);
		let upgrade = frame_system::Call::<Runtime>::authorize_upgrade { code_hash };
		let id = file(province, "Bob", Track::Upgrade, upgrade);
		assert_eq!(state(id), State::Gathering);
		for name in ["Charlie", "Hana"] {
			province.does(name, Civic::sponsor { petition: id });
		}
		let ballot = ballot_of(id);
		for name in ["Bob", "Charlie", "Grandma", "Hana"] {
			province.does(name, cast(ballot, Answer::Yes));
		}
		province.does("Alice", cast(ballot, Answer::No));
		wait(province, 12_000);
		assert!(is_enacted(id), "{:?}", state(id));
		assert_eq!(System::authorized_upgrade().map(|own| *own.code_hash()), Some(code_hash));
		// What people cannot do in safe mode themselves can be decided for them in it.
		decides(province, "Charlie", Track::Institutions, appoint("CountyOffice"));
		assert!(MandateOffers::<Runtime>::contains_key(account("CountyOffice")));
		assert!(SafeMode::is_entered());
	});
}

/// Alice files and votes. Gives the seconds from the petition to what comes of it.
fn seconds_until_made(
	province: &mut Province,
	track: Track,
	call: impl Into<RuntimeCall>,
) -> Moment {
	let begun = province.now();
	let id = file(province, "Alice", track, call);
	province.does("Alice", cast(ballot_of(id), Answer::Yes));
	while !is_enacted(id) {
		assert!(province.now() < begun + MINUTES, "{track:?}: {:?}", state(id));
		province.next_block();
	}
	(province.now() - begun) / 1_000
}

#[test]
fn development_is_governed_by_alice_alone_in_a_minute() {
	story(|province| {
		// Nobody else is an elector, nor on the committee.
		let (call, title) = (Box::new(appoint("Bob").into()), H256::zero());
		let track = Track::Institutions;
		let files = Civic::<Runtime>::file { track, call, title };
		assert_eq!(why(province.send("Bob", files)), Error::<Runtime>::NotCounted.into());
		let brake = RuntimeCall::from(pallet_safe_mode::Call::<Runtime>::force_enter {});
		let tables = Civic::<Runtime>::motion { call: Box::new(brake.clone()), title };
		assert_eq!(why(province.send("Bob", tables)), Error::<Runtime>::NotSeated.into());

		let code_hash = H256::repeat_byte(9);
		let adults = Some(40_000);
		let unpause = pallet_tx_pause::Call::<Runtime>::unpause { ident: Default::default() };
		let decisions: [(Track, RuntimeCall); 5] = [
			(track, appoint("CountyOffice").into()),
			(Track::Parameters, pallet_registry::Call::set_ceiling { region: 1, adults }.into()),
			(Track::Upgrade, frame_system::Call::authorize_upgrade { code_hash }.into()),
			(Track::Validators, pallet_validators::Call::end_session {}.into()),
			// Made, and refused there: nothing is paused.
			(Track::Emergency, unpause.into()),
		];
		for (track, call) in decisions {
			let seconds = seconds_until_made(province, track, call);
			assert!(seconds <= 5, "{track:?} took {seconds} seconds");
		}
		assert!(MandateOffers::<Runtime>::contains_key(account("CountyOffice")));
		assert_eq!(System::authorized_upgrade().map(|own| *own.code_hash()), Some(code_hash));
		committee_decides(province, brake);
		assert!(SafeMode::is_entered());
		committee_decides(province, pallet_safe_mode::Call::<Runtime>::force_exit {});
		assert!(!SafeMode::is_entered());
	});
}
