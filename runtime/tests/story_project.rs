// SPDX-License-Identifier: Apache-2.0

//! Duri founds a garden under glass in Cheongyang (project-tokens): the neighbours judge it, its units are sold, and it is
//! built by milestones, or stopped by those who hold units.

mod driver;

use chungnam_ports::{Answer, Choice, Escrow as _, Holder, Payee, Silence, Source, Stage};
use chungnam_primitives::{BallotId, EnvelopeId, InstrumentId, OfferId, DAYS, HOURS};
use chungnam_runtime::{
	AccountId, Ballots, Escrow, FundRouter, ProjectTokens, Runtime, RuntimeCall,
};
use chungnam_testkit::hash;
use chungnam_wallet_api::api::runtime_decl_for_wallet_api::WalletApi;
use driver::{
	account, cast,
	centre::{self, CENTRE, SALE},
	town_story, why, Currency, People, Province,
};
use pallet_escrow::{Milestones, REVIEW};
use pallet_project_tokens::{Error, Plan, Status};
use pallet_registry::KeyKind;
use pallet_securities::{Sale, Terms};
use sp_runtime::{BoundedVec, Perbill};

type Project = pallet_project_tokens::Call<Runtime>;
type Units = pallet_securities::Call<Runtime>;
type Envelope = pallet_escrow::Call<Runtime>;

const GARDEN: EnvelopeId = EnvelopeId(0);

/// Founds the garden.
const FOUNDER: &str = "Duri";
/// What Duri locks for it: a twentieth of what all units cost together.
const BOND: u128 = 5_000;
/// Builds it.
const BUILDER: &str = "Gongju";
/// Looks at it.
const OFFICE: &str = "Province";

/// 100,000 won in four milestones, and reports for a hundred days.
fn plan() -> Plan<AccountId> {
	let stage =
		|(percent, days)| Stage { share: Perbill::from_percent(percent), after: days * DAYS };
	let stages = [(30, 30), (30, 60), (30, 90), (10, 120)].map(stage);
	Plan {
		document: hash(1),
		most: 100_000,
		payee: Payee::Institution(account(BUILDER)),
		stages: BoundedVec::truncate_from(stages.to_vec()),
		reviewers: centre::reviewers(),
		silence: Silence::Release,
		grace: 7 * DAYS,
		promise: 100 * DAYS,
	}
}

fn status() -> Option<Status> {
	ProjectTokens::project(CENTRE).map(|own| own.status)
}

/// Won of the bond that is left.
fn bonded() -> Option<u128> {
	ProjectTokens::project(CENTRE).map(|own| own.bonded())
}

/// Won of a source that the circle of this month shows.
fn received(source: Source) -> u128 {
	let sources = Runtime::circle(FundRouter::running_month()).sources;
	sources.into_iter().filter(|own| own.source == source).map(|own| own.received).sum()
}

/// Won of bonds that founders lost this month.
fn slashed() -> u128 {
	received(Source::Slashes)
}

/// What a call brings a source, as the circle shows it.
fn brings(
	province: &mut Province,
	source: Source,
	name: &str,
	call: impl Into<RuntimeCall>,
) -> u128 {
	let before = received(source);
	province.does(name, call);
	received(source) - before
}

/// The builder reaches some of the milestones, and nobody objects. Returns what the builder is paid.
fn reach(province: &mut Province, milestones: core::ops::Range<u8>) -> u128 {
	for milestone in milestones.clone() {
		let evidence = hash(10 + milestone);
		province.does(BUILDER, Envelope::submit_evidence { id: GARDEN, milestone, evidence });
		province.does(OFFICE, Envelope::accept { id: GARDEN, milestone, evidence });
	}
	for time in [REVIEW, DAYS + 2 * HOURS] {
		province.sleep(time);
		province.catch_up();
	}
	let before = province.won(BUILDER);
	for milestone in milestones {
		province.does("Bob", Envelope::collect { id: GARDEN, milestone });
	}
	province.won(BUILDER) - before
}

/// The builder shows a milestone, Bob, who has more than 15 % of the units, objects, and the committee says nothing.
fn stop(province: &mut Province, milestone: u8) {
	let evidence = hash(10 + milestone);
	province.does(BUILDER, Envelope::submit_evidence { id: GARDEN, milestone, evidence });
	let own = Milestones::<Runtime>::get(GARDEN, milestone).expect("it is there");
	let ballot = own.state.objection().expect("holders can object");
	let choice = Choice::Support;
	province.does("Bob", pallet_ballots::Call::<Runtime>::cast { ballot, choice });
	province.blocks(4);
	province.wait(17);
	assert_eq!(Escrow::facts(GARDEN), None);
	province.does("Alice", advance());
	assert_eq!(status(), Some(Status::Stopped { envelope: GARDEN }));
}

/// What Bob takes when all that was given is due.
fn bob_takes(province: &mut Province) -> u128 {
	province.days(9);
	province.catch_up();
	let before = province.won("Bob");
	province.does("Bob", Units::take_won { instrument: CENTRE });
	province.won("Bob") - before
}

fn advance() -> Project {
	Project::advance { project: CENTRE }
}

/// Residents make the instrument, and Duri proposes the garden. Returns the ballot on which the neighbours judge it.
fn propose(province: &mut Province) -> BallotId {
	province.give(FOUNDER, 100_000);
	let founder = Holder::Person(province.person(FOUNDER).expect("a registered person"));
	let greedy: Terms<AccountId> =
		Terms { public_source: Source::ProjectProfits, ..centre::terms(founder) };
	let terms = Terms { own_units: 0, ..greedy.clone() };
	province.decided(Units::create_instrument { terms: Box::new(terms) });
	let propose = || Project::propose { project: CENTRE, plan: Box::new(plan()) };
	let refused = why(province.send("Alice", propose()));
	assert_eq!(refused, Error::<Runtime>::NotAuthorized.into());
	// With units that cost her nothing she would share in what comes back when nothing is built.
	province.decided(Units::create_instrument { terms: Box::new(greedy) });
	let (project, own) = (InstrumentId(1), Box::new(plan()));
	let refused = why(province.send(FOUNDER, Project::propose { project, plan: own }));
	assert_eq!(refused, Error::<Runtime>::FounderKeepsUnits.into());
	province.does(FOUNDER, propose());
	let Some(Status::Judged { ballot, .. }) = status() else { panic!("nobody judges it") };
	province.wait(8);
	ballot
}

/// The neighbours approve of the garden, and 90 units are pledged for until the sale closes.
fn sell(province: &mut Province) {
	let ballot = propose(province);
	let may = |province: &Province, name| {
		let person = province.person(name).expect("a registered person");
		Ballots::can_cast(person, ballot, Choice::Vote(Answer::Yes)).is_ok()
	};
	assert!(may(province, "Bob") && !may(province, FOUNDER), "who would gain does not judge");
	for (name, answer) in [("Bob", Answer::Yes), ("Charlie", Answer::Yes), ("Hana", Answer::No)] {
		province.does(name, cast(ballot, answer));
	}
	province.wait(30);
	province.does("Alice", advance());
	assert!(matches!(status(), Some(Status::Ready { .. })));

	let tomorrow = province.now() + DAYS;
	let sale = centre::sale(tomorrow, tomorrow + 59 * DAYS);
	let dear = Project::offer { project: CENTRE, sale: Sale { price: 1_001, ..sale } };
	let refused = why(province.send(FOUNDER, dear));
	assert_eq!(refused, Error::<Runtime>::PriceTooHigh.into());
	let had = province.won(FOUNDER);
	province.does(FOUNDER, Project::offer { project: CENTRE, sale });
	assert!(province.won(FOUNDER) <= had - BOND, "a founder answers with own won");
	assert_eq!(bonded(), Some(BOND));
	centre::sell(province);
	let before = province.won(FOUNDER);
	province.does("Alice", advance());
	assert_eq!(province.won(FOUNDER), before, "a founder gets nothing on the first day");
	assert_eq!(status(), Some(Status::Building { envelope: GARDEN }));
	assert_eq!(Escrow::facts(GARDEN).map(|own| own.held), Some(90_000));
	let holder = Holder::Person(province.person("Bob").expect("a registered person"));
	province.does("Hana", Units::collect { id: SALE, holder });
}

#[test]
fn garden_is_judged_sold_built_and_reported_on() {
	town_story(|province| {
		sell(province);
		assert_eq!(reach(province, 0..4), 90_000);
		let had = province.won(FOUNDER);
		province.does("Alice", advance());
		assert!(matches!(status(), Some(Status::Running { .. })));
		// Four fifths of the bond.
		assert_eq!((province.won(FOUNDER), bonded()), (had + 4_000, Some(1_000)));
		province.does(FOUNDER, Project::report { project: CENTRE, report: hash(7) });
		province.wait(101);
		let had = province.won(FOUNDER);
		province.does("Alice", advance());
		assert_eq!((status(), province.won(FOUNDER)), (None, had + 1_000));
	});
}

#[test]
fn everyone_has_the_rest_back_when_holders_stop_the_garden() {
	town_story(|province| {
		sell(province);
		stop(province, 0);
		let before = slashed();
		province.does("Alice", advance());
		assert_eq!((status(), slashed()), (None, before + BOND), "nobody lost a won");
		assert_eq!(bob_takes(province), 50_000);
	});
}

#[test]
fn bond_goes_to_holders_when_the_garden_is_stopped_after_two_milestones() {
	town_story(|province| {
		sell(province);
		assert_eq!(reach(province, 0..2), 54_000);
		stop(province, 2);
		let (before, had) = (slashed(), province.won(FOUNDER));
		province.does("Alice", advance());
		assert_eq!((status(), province.won(FOUNDER)), (None, had), "the bond is lost");
		assert_eq!(slashed(), before, "holders come first");
		// Of 36,000 won that were not spent, and of the bond of 5,000: 50 of 90 parts.
		assert_eq!(bob_takes(province), 22_777);
	});
}

#[test]
fn finder_of_the_founders_phone_gets_no_bond() {
	town_story(|province| {
		sell(province);
		let (person, kind) = (province.person(FOUNDER).expect("registered"), KeyKind::Phone);
		province.does("Cheongyang", People::freeze { person });
		let new_key = province.agreed_phone("DurisNewPhone", person);
		province.does("Cheongyang", People::start_recovery { person, new_key, kind });
		province.sleep(48 * HOURS);
		province.does("Cheongyang", People::finish_recovery { person });
		province.does("Cheongyang", People::unfreeze { person });
		assert_eq!(reach(province, 0..4), 90_000);
		province.does("Alice", advance());
		let reclaim = || Currency::reclaim_won { from: account(FOUNDER) };
		province.does("DurisNewPhone", reclaim());
		province.does("DurisNewPhone", Project::report { project: CENTRE, report: hash(7) });

		// Nothing lies on the lost key, and the finder would have it forgotten.
		province.wait(61);
		assert_eq!(province.won(FOUNDER), 0);
		let forget = || People::forget_stale_key { key: account(FOUNDER) };
		let refused = why(province.send("Alice", forget()));
		assert_eq!(refused, pallet_registry::Error::<Runtime>::AccountInUse.into());
		province.wait(40);
		province.does("Alice", advance());
		assert_eq!((status(), province.won(FOUNDER)), (None, 1_000));
		let had = province.won("DurisNewPhone");
		province.does("DurisNewPhone", reclaim());
		assert_eq!(province.won("DurisNewPhone"), had + 1_000);
		province.does("Alice", forget());
	});
}

#[test]
fn circle_shows_what_assets_projects_bonds_and_trades_bring_it() {
	town_story(|province| {
		sell(province);
		assert_eq!(reach(province, 0..4), 90_000);
		province.does("Alice", advance());

		// A tenth of what the garden earns, and of what a centre of Alice earns.
		let (gross, pays_at) = (10_001, province.now() + 8 * DAYS);
		let earned = Units::distribute { instrument: CENTRE, gross, pays_at };
		assert_eq!(brings(province, Source::ProjectProfits, FOUNDER, earned), 1_000);
		let alice = Holder::Person(province.person("Alice").expect("a registered person"));
		province.decided(Units::create_instrument { terms: Box::new(centre::terms(alice)) });
		let earned = Units::distribute { instrument: InstrumentId(2), gross, pays_at };
		assert_eq!(brings(province, Source::AssetIncome, "Alice", earned), 1_000);

		// A thousandth of what Charlie pays Bob.
		let licence = centre::licence();
		province.decided(Units::set_market { instrument: CENTRE, licence });
		let (units, price, until) = (10, 1_000, province.now() + 20 * DAYS);
		let to = None;
		province.does("Bob", Units::offer { instrument: CENTRE, units, price, to, until });
		let take = Units::take { id: OfferId(0), units, price, dead_after: until };
		assert_eq!(brings(province, Source::MarketFees, "Charlie", take), 10);

		// Half of the bond that is left, for Duri did not report.
		province.wait(92);
		assert_eq!(brings(province, Source::Slashes, "Alice", advance()), 500);
		assert_eq!(bonded(), Some(500));
	});
}

#[test]
fn nothing_is_sold_of_what_the_neighbours_refused() {
	town_story(|province| {
		let ballot = propose(province);
		for name in ["Bob", "Charlie"] {
			province.does(name, cast(ballot, Answer::No));
		}
		province.wait(30);
		province.does("Alice", advance());
		assert!(matches!(status(), Some(Status::Rejected { .. })));
		let tomorrow = province.now() + DAYS;
		let sale = centre::sale(tomorrow, tomorrow + 59 * DAYS);
		let refused = why(province.send(FOUNDER, Project::offer { project: CENTRE, sale }));
		assert_eq!(refused, Error::<Runtime>::WrongStatus.into());
		province.wait(181);
		province.does("Alice", advance());
		assert_eq!(status(), None);
	});
}
