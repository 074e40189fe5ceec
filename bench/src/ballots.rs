// SPDX-License-Identifier: Apache-2.0

//! A vote, a close and an enactment for ten electors against those for a million.

use chungnam_ports::{
	Answer, BallotPlan, BallotUser, Ballots as _, Bias, Choice, Class, Holder, Method, Question,
	Rule, Stay, Stays, Verdict, ALL_BP,
};
use chungnam_primitives::{
	BallotId, Moment, PersonId, PetitionId, RegionId, RegionSet, Scope, ScopeSet, ZoneId, HOURS,
	MINUTES,
};
use chungnam_runtime::{
	AccountId, Ballots, Runtime, RuntimeCall, RuntimeEvent, UncheckedExtrinsic,
};
use codec::Encode;
use frame_support::BoundedVec;
use pallet_ballots::{Tallies, Tally, Vote, Votes, KEYS};
use pallet_civic_governance::{
	Calls, End, NextPetition, Petition, Petitions, Queues, State, Terms, Track, TrackTerms,
};
use pallet_registry::{Attester, ElectorStays, Rolls, PROVINCE_ROLL};
use sp_blockchain::{Error, Result};
use sp_core::{sr25519, Pair, H256};
use sp_io::hashing::blake2_256;
use sp_state_machine::BasicExternalities;
use sp_storage::Storage;

use crate::{
	acts::{self, at, quiet, walk, Act},
	measure::Sample,
	province::{Province, NOON},
	report::{grouped, Promise, Section},
	world::{self, World},
	Options,
};

/// Where ten people vote, and where a million do. Nobody else stands on these rolls.
const VILLAGE: ZoneId = ZoneId::new(5, 0);
const CITY: ZoneId = ZoneId::new(6, 0);
/// Electors of the larger vote, where there are as many people.
const CITY_ELECTORS: usize = 1_000_000;
/// Electors of each vote who can sign: all of the smaller one.
const SIGNERS: usize = 10;
/// Of them so many vote for the first time, so many change their vote, and so many bring paper: three in ten, for an office
/// enters no more.
const EACH: usize = 3;

/// From the beginning of the chain to the close of the smaller vote.
const WINDOW: Moment = HOURS;
/// From the close to the final moment, and from there to the enactment.
const WAIT: Moment = 40 * MINUTES;
/// So much later than the smaller vote the larger one closes, ends and is enacted, so that each has a block of its own.
const LATER: Moment = 20 * MINUTES;

/// Electors who vote on the same petition.
struct Town {
	number: u32,
	region: RegionId,
	electors: usize,
	/// The first of them.
	signers: Vec<(PersonId, sr25519::Pair)>,
	/// Enters paper.
	office: sr25519::Pair,
}

impl Town {
	fn new(province: &mut Province, number: u32, zone: ZoneId, electors: usize) -> Self {
		let office = sr25519::Pair::from_seed(&blake2_256(&("office", number).encode()));
		let regions = RegionSet::EMPTY.with(zone.region);
		let mandate = Attester { regions, scopes: ScopeSet::of(&[Scope::Ballots]) };
		province.appoint(office.public().into(), mandate);
		let signers = province.add_electors(zone, SIGNERS);
		Self { number, region: zone.region, electors, signers, office }
	}

	/// Electors without a key.
	fn bare(&self) -> usize {
		self.electors - SIGNERS
	}

	fn petition(&self) -> PetitionId {
		PetitionId(self.number)
	}

	fn ballot(&self) -> BallotId {
		BallotId(self.number)
	}

	fn track(&self) -> Track {
		Track::Region(self.region)
	}

	fn closes(&self) -> Moment {
		NOON + WINDOW + Moment::from(self.number) * LATER
	}

	/// When the call is made: the moment of the enactment.
	fn enacted(&self) -> Moment {
		self.closes() + 2 * WAIT
	}

	/// The plan of the region's referenda, that votes from now on.
	fn plan(&self) -> BallotPlan {
		let class = Class { body: self.track().body(), weight_bp: ALL_BP, quorum_bp: 0 };
		let floor_bp = self.track().first_terms().floor_bp;
		BallotPlan {
			title: H256::zero(),
			classes: BoundedVec::truncate_from(vec![class]),
			question: Question::YesNo,
			rule: Rule::Majority { floor_bp, bias: Bias::Adaptive },
			options: Default::default(),
			headings: Default::default(),
			opens: NOON,
			closes: self.closes(),
			contest: WAIT,
			conflicts: Default::default(),
			paper_cap_bp: 3_000,
			early: false,
			shown: false,
			can_be_annulled: true,
			method: Method::Open,
		}
	}

	/// What is voted on: an office of the region's own.
	fn call(&self) -> RuntimeCall {
		let who = AccountId::from(blake2_256(&("candidate", self.number).encode()));
		let regions = RegionSet::EMPTY.with(self.region);
		let scopes = ScopeSet::of(&[Scope::People]);
		pallet_registry::Call::appoint_attester { who, regions, scopes }.into()
	}

	/// Opens the vote, and lets everyone vote by key but those who are to be measured. Straight into storage.
	fn vote(&self, storage: &mut Storage, first_bare: PersonId) -> Result<()> {
		let mut ext = BasicExternalities::new(std::mem::take(storage));
		let opened = ext.execute_with(|| self.open());
		*storage = ext.into_storages();
		opened?;

		let bare = first_bare.until(PersonId::MAX).take(self.bare());
		let stay = Stay { region: self.region, since: 1, until: None };
		let stays = Stays::truncate_from(vec![stay]).encode();
		for person in bare.clone() {
			storage.top.insert(ElectorStays::<Runtime>::hashed_key_for(person), stays.clone());
		}
		let choice = Choice::Vote(Answer::Yes);
		let vote = Vote { class: 0, source: KEYS, weight: 1, choice }.encode();
		for person in self.known().chain(bare) {
			let voter = Holder::<AccountId>::Person(person);
			let key = Votes::<Runtime>::hashed_key_for(self.ballot(), voter);
			storage.top.insert(key, vote.clone());
		}
		Ok(())
	}

	/// Of those who can sign, they who have voted already.
	fn known(&self) -> impl Iterator<Item = PersonId> + '_ {
		let new = 2 * EACH;
		self.signers.iter().skip(new).map(|(person, _)| *person)
	}

	/// The roll, the petition and its ballot, with the counts that the votes will have.
	fn open(&self) -> Result<()> {
		for roll in [PROVINCE_ROLL, self.region] {
			Rolls::<Runtime>::mutate(roll, |own| {
				let heads = own.heads + self.bare() as u32;
				*own = own.with_heads(heads, 0);
			});
		}
		pallet_timestamp::Now::<Runtime>::put(NOON);
		let ballot = Ballots::open(BallotUser::Referendum(self.number), self.plan());
		pallet_timestamp::Now::<Runtime>::kill();
		let heads = ballot.ok().and_then(Ballots::ballot).map(|own| own.ballot.classes[0].heads);
		if ballot != Ok(self.ballot()) || heads != Some(self.electors as u64) {
			let text = format!("{ballot:?} for {heads:?} instead of {}", self.electors);
			return Err(Error::Storage(text));
		}
		let voted = (self.electors - 2 * EACH) as u64;
		// No and yes.
		let counts = BoundedVec::truncate_from(vec![0, voted]);
		let tally = Tally { voted, blank: 0, counts };
		Tallies::<Runtime>::insert(self.ballot(), (0, KEYS), tally);

		let (id, track) = (self.petition(), self.track());
		let petition = Petition {
			track,
			title: H256::zero(),
			by: None,
			filed: NOON,
			sponsors: 0,
			threshold: 0,
			ballot: Some(self.ballot()),
			repeated: false,
			delayed: false,
			state: State::Voting,
		};
		NextPetition::<Runtime>::put(PetitionId(self.number + 1));
		Petitions::<Runtime>::insert(id, petition);
		Queues::<Runtime>::insert(track, BoundedVec::truncate_from(vec![id]));
		let call = BoundedVec::truncate_from(self.call().encode());
		Calls::<Runtime>::insert(BallotUser::Referendum(self.number), call);
		let terms = Terms { contest: WAIT, enactment: WAIT, ..track.first_terms() };
		TrackTerms::<Runtime>::insert(track, terms);
		Ok(())
	}

	/// Votes by key of some of those who can sign.
	fn casts(&self, world: &World, from: usize, answer: Answer) -> Vec<UncheckedExtrinsic> {
		let signers = self.signers.iter().skip(from).take(EACH);
		let cast = |(_, pair): &(PersonId, sr25519::Pair)| {
			let choice = Choice::Vote(answer);
			world.sign(pair, 0, pallet_ballots::Call::cast { ballot: self.ballot(), choice })
		};
		signers.map(cast).collect()
	}

	/// Paper of those who can sign and have not.
	fn papers(&self, world: &World) -> Vec<UncheckedExtrinsic> {
		let people = self.signers.iter().skip(EACH).take(EACH);
		let enter = |(nonce, (person, _)): (u32, &(PersonId, sr25519::Pair))| {
			let (ballot, person, sheet) = (self.ballot(), *person, H256::zero());
			let choice = Choice::Vote(Answer::Yes);
			let call = pallet_ballots::Call::cast_for { ballot, person, choice, sheet };
			world.sign(&self.office, nonce, call)
		};
		(0..).zip(people).map(enter).collect()
	}
}

/// Votes, closes and enactments, in both towns.
pub fn run(options: &Options, wasm: &[u8]) -> Result<(Section, Vec<Promise>)> {
	let (mut world, towns) = begin(options, wasm)?;
	eprintln!("Voting");
	let mut acts = votes(&mut world, &towns)?;
	for town in &towns {
		acts.push(close(&mut world, town)?);
	}
	for town in &towns {
		// To the very moment, for the enactment is so much later than the block that tells of it.
		walk(&mut world, town.closes() + WAIT)?;
		quiet(&mut world)?;
	}
	for town in &towns {
		acts.extend(enact(&mut world, town)?);
	}
	let samples = acts::measure(&world, options, &mut acts, &ORDER)?;
	Ok(told(&acts, &samples))
}

/// What is measured, in order of the rows.
const ORDER: [&str; 6] = ["cast", "change of a vote", "paper", "close", "enactment", "its call"];

/// A province in which a village and a city vote, each on an office of its own.
fn begin(options: &Options, wasm: &[u8]) -> Result<(World, [Town; 2])> {
	let (mut province, cohorts) = world::people(options);
	let city = CITY_ELECTORS.min(options.bare());
	let towns =
		[Town::new(&mut province, 0, VILLAGE, SIGNERS), Town::new(&mut province, 1, CITY, city)];
	let first_bare = province.next_person();
	eprintln!("Writing a province of {} people", grouped(options.people as u64));
	let mut storage = world::state(&province, &cohorts, options, wasm);
	eprintln!("Writing the votes of {} electors", grouped(city as u64));
	for town in &towns {
		town.vote(&mut storage, first_bare)?;
	}
	let world = World::begin(province, cohorts, storage)?;
	Ok((world, towns))
}

/// Some of each kind of vote, in a block of their own. In the end all of them are in.
fn votes(world: &mut World, towns: &[Town]) -> Result<Vec<Act>> {
	let (mut acts, mut all) = (Vec::new(), Vec::new());
	for town in towns {
		let kinds = [
			("cast", town.casts(world, 0, Answer::Yes)),
			("change of a vote", town.casts(world, 2 * EACH, Answer::No)),
			("paper", town.papers(world)),
		];
		for (what, transactions) in kinds {
			acts.push(Act::signed(world, what, town.electors, &transactions)?);
			all.extend(transactions);
		}
	}
	let built = world.block_of(&all)?;
	world.chain.import(built)?;
	Ok(acts)
}

/// The block in which the votes are counted.
fn close(world: &mut World, town: &Town) -> Result<Act> {
	let before = at(world, town.closes())?;
	Act::by_itself(world, "close", town.electors, before, |event| {
		use pallet_ballots::Event::Closed;
		matches!(event, RuntimeEvent::Ballots(Closed { ballot, outcome, .. })
			if *ballot == town.ballot() && outcome.verdict == Verdict::Passed)
	})
}

/// The block in which what passed is handed over, and the one in which the call is made.
fn enact(world: &mut World, town: &Town) -> Result<[Act; 2]> {
	let before = at(world, town.enacted())?;
	let enactment = Act::by_itself(world, "enactment", town.electors, before.clone(), |event| {
		use pallet_civic_governance::Event::Ended;
		matches!(event, RuntimeEvent::CivicGovernance(Ended { petition, how: End::Enacted, .. })
			if *petition == town.petition())
	})?;
	let call = Act::by_itself(world, "its call", town.electors, before, |event| {
		use pallet_scheduler::Event::Dispatched;
		matches!(event, RuntimeEvent::Scheduler(Dispatched { result: Ok(()), .. }))
	})?;
	Ok([enactment, call])
}

/// Two rows for each act, the one of few electors first, and what is promised of them.
fn told(acts: &[Act], samples: &[Sample]) -> (Section, Vec<Promise>) {
	// Votes come several in a block; what happens by itself comes once.
	let (table, most) = acts::table("electors", acts, samples);
	let promises = vec![
		Promise {
			what: "reads, writes and bytes of a vote, a close and an enactment, many electors against ten",
			at_most: 1.0,
			aim: None,
			measured: most.work,
			digits: 3,
		},
		// A vote lies in the tree of its ballot, which a million votes make five levels deep.
		Promise {
			what: "time of a block of votes, many electors against ten",
			at_most: 1.3,
			aim: Some(1.1),
			measured: most.several,
			digits: 3,
		},
		Promise {
			what: "time of a close and an enactment, many electors against ten",
			at_most: 1.1,
			aim: Some(1.02),
			measured: most.once,
			digits: 3,
		},
	];
	let section = Section {
		title: "Deciding, for ten electors and for a million".into(),
		how: format!(
			"Two referenda in one state, of a region each, which differ in how many people stand on the roll and have voted.\nVotes come {EACH} in a block; what happens by itself, at the beginning of one. Blocks run as a node imports them; `µs` is\nwhat one takes longer than a block without it, for each vote; `ratio` compares whole blocks. A call is an appointment of\nan office. A vote lies in the tree of its ballot, which a million votes make deeper: its reads and writes stay the same."
		),
		table,
		notes: acts::notes(&promises),
	};
	(section, promises)
}
