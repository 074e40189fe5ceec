// SPDX-License-Identifier: Apache-2.0

//! The round of the province of 2025: 44 projects in four categories, residents 30 % and the committee 70 %, five choices a
//! category. Costs, sponsors and votes are invented. From ideas to a paid milestone, conserved to the won.

mod driver;

use chungnam_ports::{Body, Choice, Class, Payee, Picks, Question, Reviewers, Rule, Silence, Ties};
use chungnam_primitives::{
	BallotId, EnvelopeId, FieldSet, IdeaId, PersonId, RegionSet, RoundId, Scope, ScopeSet, Won,
	ZoneId, DAYS,
};
use chungnam_runtime::{AccountId, Balances, Ballots, BudgetRounds, Escrow, Runtime};
use chungnam_testkit::hash;
use chungnam_wallet_api::{api::runtime_decl_for_wallet_api::WalletApi, MyIdea};
use driver::{account, add_person, genesis, issuance, story_from, why, Province};
use frame_support::traits::fungible::Inspect;
use pallet_budget_rounds::{
	Award, Error, Ground, Heading, Judgement, MergeOffer, Phase, Refusal, RoundPlan, Stage, Terms,
	Windows,
};
use serde_json::{json, Value};
use sp_runtime::{BoundedVec, Perbill};

type Round = pallet_budget_rounds::Call<Runtime>;
type Votes = pallet_ballots::Call<Runtime>;
type Envelope = pallet_escrow::Call<Runtime>;

const FIRST: RoundId = RoundId(0);
/// Projects of the round, after one merge: eleven in each of four categories.
const PROJECTS: u16 = 44;
const CATEGORIES: u8 = 4;
/// People of the story. The first seven are the town's; the next one has two phones.
const PEOPLE: u32 = 24;
const TWO_PHONES: u32 = 7;
/// The first people have seats on the committee.
const SEATS: u32 = 5;
const BUDGET: u64 = 30_000;
const SPONSORS: u32 = 3;

/// A key of a person.
fn name(person: u32) -> String {
	let town = ["Alice", "Bob", "Charlie", "Grandma", "Hana", "Duri", "Boksun"];
	let name = usize::try_from(person).ok().and_then(|at| town.get(at));
	name.map_or_else(|| format!("Citizen{person}"), |name| (*name).into())
}

/// The town with more people, more seats, and an office for the budget.
fn larger_town() -> Value {
	let mut town = genesis("development");
	let registry = &mut town["registry"];
	for person in registry["people"].as_array_mut().expect("a list") {
		person["elector"] = json!(true);
	}
	for person in 7..PEOPLE {
		let name = name(person);
		match person {
			TWO_PHONES => add_person(&mut town, &[name.as_str(), "SecondPhone"]),
			_ => add_person(&mut town, &[name.as_str()]),
		}
	}
	let registry = &mut town["registry"];
	let mut office = registry["attesters"][0].clone();
	office[0] = json!(account("RoundOffice"));
	office[1]["scopes"] = json!(ScopeSet::of(&[Scope::Budget]));
	office[1]["regions"] = json!(RegionSet::province());
	registry["attesters"].as_array_mut().expect("a list").push(office);
	let seats = town["civicGovernance"]["seats"].as_array_mut().expect("a list");
	let pattern = seats[0].clone();
	*seats = (0..SEATS)
		.map(|person| {
			let mut seat = pattern.clone();
			seat["person"] = json!(person);
			seat
		})
		.collect();
	town
}

fn tell(story: impl FnOnce(&mut Province)) {
	story_from(larger_town(), story);
}

fn plan() -> RoundPlan<AccountId> {
	let heading = |number| Heading { title: hash(number), budget: BUDGET };
	let stage = |percent, after| Stage { share: Perbill::from_percent(percent), after };
	let class = |body, weight_bp| Class { body, weight_bp, quorum_bp: 2_000 };
	RoundPlan {
		title: hash(25),
		region: None,
		headings: BoundedVec::truncate_from((0..CATEGORIES).map(heading).collect()),
		least: 1_000,
		most: 20_000,
		sponsors: SPONSORS,
		part_bp: 8_000,
		// A member of the committee votes there and not as a resident as well.
		classes: BoundedVec::truncate_from(vec![
			class(Body::Seats(FieldSet::ALL), 7_000),
			class(Body::Province, 3_000),
		]),
		question: Question::Approval { least: 1, most: 5, per_heading: true },
		rule: Rule::Greedy { ties: Ties::CheaperThenNumber },
		paper_cap_bp: 3_000,
		shown: false,
		windows: Windows {
			ideas: 40 * DAYS,
			sponsoring: 14 * DAYS,
			merging: 10 * DAYS,
			feasibility: 30 * DAYS,
			appealing: 3 * DAYS,
			appeals: 7 * DAYS,
			notice: 7 * DAYS,
			voting: 10 * DAYS,
			contest: 3 * DAYS,
			acceptance: 30 * DAYS,
		},
		terms: Terms {
			payee: Payee::Person(PersonId(20)),
			stages: BoundedVec::truncate_from(vec![stage(30, 30 * DAYS), stage(70, 90 * DAYS)]),
			reviewers: Reviewers::Seats(FieldSet::ALL),
			silence: Silence::Release,
			objectors: None,
			grace: 10 * DAYS,
		},
	}
}

/// What a project costs: invented, no two categories alike.
fn cost(idea: u16) -> u64 {
	3_000 + u64::from(idea * 37 % 101) * 100
}

fn phase() -> Phase {
	BudgetRounds::round(FIRST).expect("it is open").0.phase
}

/// Time passes to the end of the state.
fn next_state(province: &mut Province) {
	let until = phase().until().expect("it waits");
	province.sleep(until.saturating_sub(province.now()));
	province.catch_up();
	province.blocks(2);
	province.catch_up();
}

/// Ideas, sponsors and one merge: 44 projects in four categories.
fn collect_ideas(province: &mut Province) {
	for idea in 0..=PROJECTS {
		let heading = u8::try_from(idea % 4).expect("four");
		// Each has one idea in a category: the categories go round, and people with them.
		let by = name(u32::from(idea / 4) + 6);
		let (zone, text) = (ZoneId::new(12, 1), hash(1));
		let cost = cost(idea);
		province.does(&by, Round::propose_idea { round: FIRST, heading, zone, cost, text });
	}
	// Nobody is asked for a ninth idea: the sponsors go round as well.
	for idea in 0..=PROJECTS {
		for turn in 0..SPONSORS {
			let who = name((u32::from(idea) * SPONSORS + turn) % PEOPLE);
			province.does(&who, Round::sponsor { round: FIRST, idea: IdeaId(idea) });
		}
		if idea % 11 == 10 {
			province.sleep(6 * 3_600_000);
		}
	}
	next_state(province);
	// The last idea goes into the first of its category.
	let offer = MergeOffer { into: IdeaId(0), text: hash(2), cost: cost(0) + 500 };
	let last = IdeaId(PROJECTS);
	let by = name(u32::from(PROJECTS / 4) + 6);
	let to = Round::offer_merge { round: FIRST, idea: last, offer: Some(offer) };
	province.does(&by, to);
	province.does(&name(6), Round::accept_merge { round: FIRST, idea: last, offer });
	assert_eq!(BudgetRounds::ideas(FIRST, IdeaId(0)).len(), usize::from(PROJECTS));
	next_state(province);
}

/// A voter's choices: at most five of each category, invented. The committee likes other numbers than residents.
fn picks(person: u32) -> Picks {
	let likes = |option: &u8| {
		let option = u32::from(*option);
		(option * 7 + person * if person < SEATS { 5 } else { 3 }) % 11 < 5
	};
	let mut left = [5u8; 4];
	let all: Vec<u8> = (0..44).collect();
	let fits = |option: &u8| {
		let rest = &mut left[usize::from(option % 4)];
		*rest = rest.saturating_sub(1);
		*rest > 0
	};
	let picks: Vec<u8> = all.into_iter().filter(likes).filter(fits).collect();
	BoundedVec::truncate_from(picks)
}

/// A blank vote among the committee and one among residents; everybody else picks.
fn choice(person: u32) -> Choice {
	if person == 4 || person == 10 {
		Choice::Blank
	} else {
		Choice::Picks(picks(person))
	}
}

fn has_voted(person: u32) -> bool {
	person != 15
}

/// The winners by hand: the score of each option is a fraction over what the classes said; a second writing.
fn winners_by_hand(list: &[(u8, u64)]) -> Vec<(u8, u64)> {
	let said = |is_seat: bool| {
		let own = |person: &u32| (*person < SEATS) == is_seat && has_voted(*person);
		(0..PEOPLE).filter(own).filter(|person| choice(*person) != Choice::Blank).count() as u128
	};
	let (seats, residents) = (said(true), said(false));
	let count = |option: u8, is_seat: bool| {
		let own = |person: &u32| (*person < SEATS) == is_seat && has_voted(*person);
		let picked = |person: &u32| match choice(*person) {
			Choice::Picks(picks) => picks.contains(&option),
			_ => false,
		};
		(0..PEOPLE).filter(own).filter(picked).count() as u128
	};
	let score =
		|option: u8| 7_000 * count(option, true) * residents + 3_000 * count(option, false) * seats;
	let mut order: Vec<u8> = (0..list.len() as u8).collect();
	order.sort_by_key(|option| {
		(core::cmp::Reverse(score(*option)), list[usize::from(*option)].1, *option)
	});
	let mut won = Vec::new();
	for heading in 0..CATEGORIES {
		let (mut left, mut next) = (BUDGET, None);
		for option in order.iter().filter(|option| list[usize::from(**option)].0 == heading) {
			let cost = list[usize::from(*option)].1;
			if cost <= left {
				left -= cost;
				won.push((*option, cost));
			} else {
				next = next.or(Some((*option, cost)));
			}
		}
		// Part of the next, if four fifths of it can be paid.
		if let Some((option, cost)) = next.filter(|(_, cost)| left >= (cost * 8).div_ceil(10)) {
			assert!(left < cost);
			won.push((option, left));
		}
	}
	won.sort_unstable();
	won
}

fn ballot() -> BallotId {
	phase().ballot().expect("people vote")
}

fn begin(province: &mut Province) {
	let (dest, value) = (account("RoundOffice").into(), 200_000);
	province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });
	province.does("RoundOffice", Round::open_round { plan: Box::new(plan()) });
}

#[test]
fn round_of_2025_runs_from_ideas_to_a_paid_milestone() {
	tell(|province| {
		let whole = issuance();
		begin(province);
		let pot =
			|_: &Province| <Balances as Inspect<AccountId>>::balance(&BudgetRounds::pot(FIRST));
		assert_eq!(pot(province), 4 * Won::from(BUDGET));
		collect_ideas(province);

		// One cannot be done, and one is dearer and somebody else builds it; the office says nothing about the others.
		let judge = |idea, judgement| Round::judge_idea { round: FIRST, idea, judgement };
		let (ground, reason) = (Ground::Unlawful, hash(3));
		let no = Judgement::Unfeasible { ground, reason };
		province.does("RoundOffice", judge(IdeaId(5), no));
		let payee = Some(Payee::Person(PersonId(21)));
		let yes = Judgement::Feasible { cost: 9_900, payee, reason };
		province.does("RoundOffice", judge(IdeaId(2), yes));
		// Its proposer appeals, and the committee does not answer: it is on the list.
		province.does(&name(7), Round::appeal { round: FIRST, idea: IdeaId(5), reason });
		while phase().rank() < 7 {
			next_state(province);
		}
		let list: Vec<(u8, u64)> =
			BudgetRounds::list(FIRST).iter().map(|own| (own.heading, own.cost)).collect();
		assert_eq!(list.len(), usize::from(PROJECTS));
		assert_eq!((list[0].1, list[2].1), (cost(0) + 500, 9_900));

		// A week later people vote: free of charge, each once, whichever the phone.
		province.sleep(7 * DAYS);
		let ballot = ballot();
		for person in (0..PEOPLE).filter(|person| has_voted(*person)) {
			province.does(&name(person), Votes::cast { ballot, choice: choice(person) });
		}
		let again = Votes::cast { ballot, choice: choice(TWO_PHONES) };
		province.does("SecondPhone", again);
		// To the chain ten days without a block are a stop, which moves the close by a day.
		province.sleep(10 * DAYS);
		province.catch_up();
		for _ in 0..5 {
			province.days(1);
			province.catch_up();
		}
		let classes =
			<Ballots as chungnam_ports::Ballots>::outcome(ballot).expect("it is final").classes;
		let counts: Vec<_> =
			classes.iter().map(|class| (class.heads, class.voted, class.blank)).collect();
		// All but one voted, and the two phones of one person are one vote.
		assert_eq!(counts, [(5, 5, 1), (24, 18, 1)]);

		let offered: Vec<(u8, u64)> = BudgetRounds::awards(FIRST)
			.into_iter()
			.map(|(option, award): (u8, Award)| (option, award.amount))
			.collect();
		let expected = winners_by_hand(&list);
		assert_eq!(offered, expected);
		assert!(offered.len() > 8, "several of each category");

		// Payees accept all but the last, which goes to the next that fits or back.
		let payee_of = |option: u8| if option == 2 { name(21) } else { name(20) };
		let (last, accepted) = offered.split_last().expect("some won");
		for (option, _) in accepted {
			let call = Round::accept_award { round: FIRST, option: *option };
			province.does(&payee_of(*option), call);
		}
		let promised: u64 = accepted.iter().map(|(_, amount)| amount).sum();
		assert_eq!(pot(province), 4 * Won::from(BUDGET) - Won::from(promised));
		next_state(province);
		let second: Vec<_> = BudgetRounds::awards(FIRST);
		for (option, award) in &second {
			assert!(award.amount <= BUDGET && *option != last.0);
			let call = Round::accept_award { round: FIRST, option: *option };
			province.does(&payee_of(*option), call);
		}
		province.blocks(4);
		assert_eq!(phase(), Phase::Running);
		let more: u64 = second.iter().map(|(_, award)| award.amount).sum();
		assert_eq!(pot(province), 0);
		let held =
			|id: u32| Escrow::envelope(EnvelopeId(id)).map_or(0, |(envelope, _)| envelope.held);
		let envelopes = u32::try_from(accepted.len() + second.len()).expect("few");
		let all: Won = (0..envelopes).map(held).sum();
		assert_eq!(all, Won::from(promised + more));

		// The first project shows what it did, an engineer of the committee looks, and the payee collects.
		let (id, builder) = (EnvelopeId(0), payee_of(accepted[0].0));
		let evidence = hash(9);
		province.does(&builder, Envelope::submit_evidence { id, milestone: 0, evidence });
		province.does("Alice", Envelope::accept { id, milestone: 0, evidence });
		let before = province.won(&builder);
		province.does(&builder, Envelope::collect { id, milestone: 0 });
		let amount = Won::from(accepted[0].1);
		let first = amount - amount * 70 / 100;
		assert_eq!(province.won(&builder) - before, first);
		assert_eq!((0..envelopes).map(held).sum::<Won>(), all - first);
		assert_eq!(issuance(), whole, "no won came or went");
	});
}

#[test]
fn two_phones_of_one_person_are_one_sponsor_and_an_office_elsewhere_opens_nothing() {
	tell(|province| {
		begin(province);
		let (zone, text, cost) = (ZoneId::new(12, 1), hash(1), 5_000);
		let idea = Round::propose_idea { round: FIRST, heading: 0, zone, cost, text };
		province.does("Bob", idea.clone());
		let sponsor = || Round::sponsor { round: FIRST, idea: IdeaId(0) };
		province.does(&name(TWO_PHONES), sponsor());
		let twice = why(province.send("SecondPhone", sponsor()));
		assert_eq!(twice, Error::<Runtime>::AlreadySponsored.into());
		let second = why(province.send("Bob", idea));
		assert_eq!(second, Error::<Runtime>::AlreadyProposed.into());
		// What a wallet shows each of them.
		let rounds = Runtime::rounds();
		assert_eq!(rounds.iter().map(|own| own.id).collect::<Vec<_>>(), [FIRST]);
		assert_eq!(rounds[0].plan, plan());
		let shown = |who: &str| {
			let own = |own: MyIdea<_>| (own.number, own.idea.sponsors, own.may_sponsor);
			let page = Runtime::ideas(account(who), FIRST, IdeaId(0));
			page.into_iter().map(own).collect::<Vec<_>>()
		};
		let sponsored = (IdeaId(0), 1, Err(Refusal::AlreadySponsored));
		assert_eq!(shown(&name(TWO_PHONES)), [sponsored]);
		assert_eq!(shown("SecondPhone"), [sponsored]);
		assert_eq!(shown("Charlie"), [(IdeaId(0), 1, Ok(()))]);
		assert_eq!(shown("Bank"), [(IdeaId(0), 1, Err(Refusal::NotRegistered))]);
		assert_eq!(Runtime::ideas(account("Charlie"), FIRST, IdeaId(1)), []);
		let by_another = province.send("Cheongyang", Round::open_round { plan: Box::new(plan()) });
		assert_eq!(why(by_another), sp_runtime::DispatchError::BadOrigin);
	});
}

#[test]
fn round_that_nobody_takes_part_in_gives_its_money_back_and_is_swept_by_anyone() {
	tell(|province| {
		begin(province);
		let before = province.won("RoundOffice");
		next_state(province);
		assert_eq!(phase(), Phase::Closed);
		// Wallets show no round that is over.
		assert_eq!((Runtime::rounds().len(), BudgetRounds::rounds().len()), (0, 1));
		assert_eq!(province.won("RoundOffice"), before + 4 * Won::from(BUDGET));
		province.does("Alice", Round::sweep_round { round: FIRST, limit: 64 });
		assert_eq!(BudgetRounds::round(FIRST), None);
	});
}
