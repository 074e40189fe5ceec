// SPDX-License-Identifier: Apache-2.0

//! A province with rolls, offices and a committee. Ballots end as a test says. Every test ends with the numbered
//! invariants.

mod contracts;
mod corruption;
mod encoding;
mod leak;
mod model;
mod motions;
mod petitions;
mod powers;
mod referenda;
mod seats;
mod terms;
mod threats;
mod views;
mod waiting;

use chungnam_ports::{ClassTotal, Outcome, Standing, Verdict};
use chungnam_primitives::{
	BallotId, Field, FieldSet, Moment, MotionId, PersonId, PetitionId, RegionId, RegionSet, Scope,
	ScopeSet, ZoneId, DAYS, HOURS, MINUTES,
};
use chungnam_testkit::{account, next_block, now, signed, MockAgenda, MockBallots, MockRegistry};
use codec::{Decode, Encode};
use frame_support::{
	assert_noop, assert_ok, pallet_prelude::ValueQuery, storage_alias,
	traits::UnfilteredDispatchable,
};
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
	mock::{AccountId, Civic, RuntimeCall, RuntimeGenesisConfig, RuntimeOrigin, System, Test},
	Error, Event, *,
};

/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;
/// Where people 1 to 100 are electors; 101 to 110 are of Asan.
pub const BORYEONG: RegionId = 3;
/// A neighbour.
pub const ASAN: RegionId = 4;
/// Known, and on no roll.
pub const STRANGER: u32 = 111;
/// Holds scope `Budget` and `Chair` for the province.
pub const OFFICE: AccountId = account(201);
/// Members of the committee: experts whose terms end in a year.
pub const MEMBERS: core::ops::RangeInclusive<u32> = 91..=95;

/// A call that was made: under which name, with whose power, and with what result.
pub type Made = (Option<Power>, Vec<u8>, Result<(), DispatchError>);

#[storage_alias(verbatim)]
type MadeCalls = StorageValue<Testkit, Vec<Made>, ValueQuery>;
#[storage_alias(verbatim)]
type IsFull = StorageValue<Testkit, bool, ValueQuery>;
#[storage_alias(verbatim)]
type Unlisted = StorageValue<Testkit, bool, ValueQuery>;

/// Makes calls at once, unless a test says that there is no room.
pub struct TestEnact;

impl TestEnact {
	/// From now on there is room, or none.
	pub fn fill(is_full: bool) {
		IsFull::put(is_full);
	}

	/// The calls that were made since the last time.
	pub fn take() -> Vec<Made> {
		MadeCalls::take()
	}
}

impl Enact for TestEnact {
	fn enact(_: [u8; 32], power: Option<Power>, call: &EncodedCall) -> DispatchResult {
		if IsFull::get() {
			return Err(DispatchError::Exhausted);
		}
		let origin = power.map_or_else(RuntimeOrigin::root, RuntimeOrigin::from);
		let decoded = RuntimeCall::decode(&mut call.as_slice()).expect("it was checked");
		let result = decoded.dispatch_bypass_filter(origin);
		let result = result.map(drop).map_err(|failed| failed.error);
		MadeCalls::mutate(|made| made.push((power, call.to_vec(), result)));
		Ok(())
	}
}

/// The table of this chain. A test can empty it, as an upgrade does.
pub struct TestPowers;

impl TestPowers {
	/// From now on nobody may make any call.
	pub fn unlist() {
		Unlisted::put(true);
	}
}

impl Powers<RuntimeCall> for TestPowers {
	fn may_enact(track: Track, call: &RuntimeCall) -> bool {
		use frame_system::Call::{remark, set_heap_pages, set_storage};
		let is_listed = match (track, call) {
			(Track::Upgrade | Track::Whitelisted, RuntimeCall::System(own)) => {
				matches!(own, set_heap_pages { .. } | set_storage { .. })
			}
			(Track::Institutions, RuntimeCall::Civic(own)) => {
				matches!(own, Call::appoint_seats { .. } | Call::dismiss_seat { .. })
			}
			(Track::Parameters, RuntimeCall::Civic(own)) => {
				matches!(own, Call::set_track_terms { .. } | Call::set_method { .. })
			}
			(Track::Emergency, RuntimeCall::Civic(own)) => matches!(own, Call::cancel { .. }),
			(
				Track::Budget | Track::Validators | Track::Region(BORYEONG),
				RuntimeCall::System(own),
			) => matches!(own, remark { .. }),
			_ => false,
		};
		is_listed && !Unlisted::get()
	}

	fn motion(call: &RuntimeCall) -> Option<MotionRule> {
		let rule = |share, window| Some(MotionRule { share, window });
		match call {
			_ if Unlisted::get() => None,
			RuntimeCall::Civic(Call::whitelist { .. } | Call::file_for_office { .. }) => {
				rule(Share::TwoThirds, 7 * DAYS)
			}
			RuntimeCall::Civic(Call::delay { .. }) => rule(Share::Majority, DAYS),
			_ => None,
		}
	}

	/// The person who filed has a stake in its delay.
	fn conflicts(call: &RuntimeCall) -> Vec<PersonId> {
		match call {
			RuntimeCall::Civic(Call::delay { petition, .. }) => {
				Petitions::<Test>::get(petition).and_then(|own| own.by).into_iter().collect()
			}
			_ => Vec::new(),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_call(track: Option<Track>) -> RuntimeCall {
		match track {
			Some(_) => frame_system::Call::remark { remark: vec![0; 8_000] }.into(),
			None => Call::delay { petition: PetitionId(0), by: 1 }.into(),
		}
	}
}

/// The account of a person.
pub fn key(person: u32) -> AccountId {
	account(person as u8)
}

/// A seat of the genesis, for a year.
fn seat(person: u32) -> GenesisSeat {
	let fields = FieldSet::of(&[Field::Finance]);
	GenesisSeat { person: PersonId(person), fields, until: TODAY + 365 * DAYS }
}

/// The province, in its second block, at [`TODAY`].
pub fn begin() -> TestExternalities {
	let settle = || {
		for person in 1..=STRANGER {
			let region = if person <= 100 { BORYEONG } else { ASAN };
			MockRegistry::add_person(key(person), PersonId(person), ZoneId::new(region, 1));
			if person != STRANGER {
				MockRegistry::enter_roll(PersonId(person), region, 0);
			}
		}
		let scopes = ScopeSet::of(&[Scope::Budget, Scope::Chair]);
		MockRegistry::add_attester(OFFICE, scopes, RegionSet::province());
	};
	let seats = MEMBERS.map(seat).collect();
	let civic = pallet_genesis(seats);
	let mut chain = chungnam_testkit::begin_at::<Test>(TODAY - 1_000, civic, settle);
	chain.execute_with(|| {
		next_block::<Test>(TODAY);
		System::reset_events();
	});
	chain
}

fn pallet_genesis(seats: Vec<GenesisSeat>) -> RuntimeGenesisConfig {
	let civic = GenesisConfig { seats, ..Default::default() };
	RuntimeGenesisConfig { civic, ..Default::default() }
}

/// Runs a test, and proves the invariants after it.
pub fn run(test: impl FnOnce()) {
	chungnam_testkit::execute::<Test>(begin(), test);
}

/// What people read.
pub fn title() -> H256 {
	H256::repeat_byte(7)
}

/// A call that says something.
pub fn remark(bytes: usize) -> RuntimeCall {
	frame_system::Call::remark { remark: vec![0; bytes] }.into()
}

/// A call that only Root makes.
pub fn repair() -> RuntimeCall {
	frame_system::Call::set_heap_pages { pages: 1 }.into()
}

/// The track of Boryeong.
pub const COUNTY: Track = Track::Region(BORYEONG);

/// The origin of a power.
pub fn by(power: Power) -> RuntimeOrigin {
	power.into()
}

/// More than half of the committee, and not two thirds.
pub fn majority() -> RuntimeOrigin {
	by(Power::Committee { yes: 3, heads: 5 })
}

/// Two thirds of the committee.
pub fn two_thirds() -> RuntimeOrigin {
	by(Power::Committee { yes: 4, heads: 6 })
}

/// A person files.
pub fn try_file(person: u32, track: Track, call: RuntimeCall) -> DispatchResult {
	Civic::file(signed(key(person)), track, Box::new(call), title())
}

/// A person files, and is the first sponsor.
#[track_caller]
pub fn file(person: u32, track: Track, call: RuntimeCall) -> PetitionId {
	let id = NextPetition::<Test>::get();
	assert_ok!(try_file(person, track, call));
	id
}

/// People sponsor.
#[track_caller]
pub fn sponsor_all(petition: PetitionId, people: impl IntoIterator<Item = u32>) {
	for person in people {
		assert_ok!(Civic::sponsor(signed(key(person)), petition));
	}
}

/// A petition with the three sponsors that it needs: it is opened if there is a free slot.
#[track_caller]
pub fn complete(person: u32, track: Track, call: RuntimeCall) -> PetitionId {
	let id = file(person, track, call);
	sponsor_all(id, [person + 1, person + 2]);
	id
}

/// A petition as it is stored.
#[track_caller]
pub fn petition(id: PetitionId) -> Petition {
	Petitions::<Test>::get(id).expect("it is stored")
}

/// Where a petition stands.
#[track_caller]
pub fn state(id: PetitionId) -> State {
	petition(id).state
}

/// How a petition ended.
#[track_caller]
pub fn end(id: PetitionId) -> End {
	match state(id) {
		State::Ended { how, .. } => how,
		open => panic!("{open:?}"),
	}
}

/// Time passes, and what was due by then is done.
#[track_caller]
pub fn pass(time: Moment) {
	next_block::<Test>(now() + time);
	next_block::<Test>(now());
	next_block::<Test>(now());
}

/// A ballot is decided, its final moment comes, and its user hears of it.
#[track_caller]
pub fn decide_ballot(ballot: BallotId, outcome: Outcome) {
	MockBallots::decide(ballot, outcome);
	let (_, plan) = MockBallots::opened(ballot).expect("it was opened");
	next_block::<Test>(now().max(plan.closes + plan.contest));
	MockBallots::tell::<Civic>();
}

/// The vote about a petition ends like this.
#[track_caller]
pub fn decide(id: PetitionId, verdict: Verdict) {
	let ballot = petition(id).ballot.expect("it has a ballot");
	decide_ballot(ballot, MockBallots::outcome_of(verdict));
}

/// A member tables a motion.
pub fn try_motion(person: u32, call: RuntimeCall) -> DispatchResult {
	Civic::motion(signed(key(person)), Box::new(call), title())
}

/// A member tables a motion, and so many of five say yes.
#[track_caller]
pub fn committee_says(yes: u64, call: RuntimeCall) -> MotionId {
	let id = NextMotion::<Test>::get();
	assert_ok!(try_motion(91, call));
	let motion = Motions::<Test>::get(id).expect("it was tabled");
	let needed = if motion.rule.share == Share::TwoThirds { 4 } else { 3 };
	let verdict = if yes >= needed { Verdict::Passed } else { Verdict::Rejected };
	let total = ClassTotal { heads: 5, voted: 5, blank: 0, yes, no: 5 - yes };
	let classes = vec![total].try_into().unwrap();
	decide_ballot(motion.ballot, Outcome { classes, ..MockBallots::outcome_of(verdict) });
	id
}

chungnam_testkit::test_events!(Test);
