// SPDX-License-Identifier: Apache-2.0

//! A playground is paid by milestones: money waits in an envelope until a neighbour has looked (escrow).

mod driver;

use chungnam_ports::{EnvelopePlan, MilestonePlan, Payee, Refund, RefundShare, Reviewers, Silence};
use chungnam_primitives::{EnvelopeId, Won, DAYS};
use chungnam_runtime::{configs::funds::BudgetAccount, AccountId, Escrow, Runtime};
use chungnam_testkit::hash;
use driver::{account, returned, story, story_on, why, Province};
use pallet_escrow::{Decision, Error, MilestoneState, ESCALATION, REVIEW};
use sp_runtime::{BoundedVec, Perbill};

type Envelope = pallet_escrow::Call<Runtime>;

const PLAYGROUND: EnvelopeId = EnvelopeId(0);

/// Hana builds: 100,000 won in ten days and 200,000 in twenty, a week of grace; Bob looks; the rest goes back.
fn plan(province: &Province) -> EnvelopePlan<AccountId> {
	let payment = |amount, days: u64| MilestonePlan { amount, due: province.now() + days * DAYS };
	let all = RefundShare { to: Refund::Owner, share: Perbill::one() };
	EnvelopePlan {
		title: hash(1),
		payee: Payee::Person(province.person("Hana").expect("she lives here")),
		milestones: BoundedVec::truncate_from(vec![payment(100_000, 10), payment(200_000, 20)]),
		reviewers: Reviewers::Person(province.person("Bob").expect("he lives here")),
		silence: Silence::Release,
		objectors: None,
		grace: 7 * DAYS,
		refunds: BoundedVec::truncate_from(vec![all]),
	}
}

/// The budget gets won, and residents decide to open the envelope.
fn open(province: &mut Province) {
	let (dest, value) = (BudgetAccount::get().into(), 300_000);
	province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });
	let plan = plan(province);
	province.decided(Envelope::open_envelope { plan });
	assert_eq!(held(), Some(300_000));
}

fn held() -> Option<Won> {
	Escrow::envelope(PLAYGROUND).map(|(own, _)| own.held)
}

fn submit(milestone: u8, evidence: u8) -> Envelope {
	Envelope::submit_evidence { id: PLAYGROUND, milestone, evidence: hash(evidence) }
}

#[test]
fn builder_is_paid_when_a_neighbour_has_looked_and_nobody_pays_a_fee() {
	story(|province| {
		open(province);
		province.does("Hana", submit(0, 1));
		let looked = Envelope::accept { id: PLAYGROUND, milestone: 0, evidence: hash(1) };
		assert_eq!(Escrow::my_reviews(account("Bob")), [(PLAYGROUND, 0)]);
		let (hana, bob) = (province.won("Hana"), province.won("Bob"));
		province.does("Bob", looked);
		let collect = || Envelope::collect { id: PLAYGROUND, milestone: 0 };
		let refused = why(province.send("Bob", collect()));
		assert_eq!(refused, Error::<Runtime>::NotAuthorized.into());
		province.does("Hana", collect());
		assert_eq!((province.won("Hana"), province.won("Bob")), (hana + 100_000, bob));
		assert_eq!(held(), Some(200_000));
	});
}

#[test]
fn project_that_nobody_finishes_gives_back_what_is_left() {
	story(|province| {
		open(province);
		province.does("Hana", submit(0, 1));
		// Bob says nothing: silence releases.
		province.sleep(REVIEW);
		province.catch_up();
		province.does("Hana", Envelope::collect { id: PLAYGROUND, milestone: 0 });
		// The second part is late, the committee says nothing either.
		province.days(14);
		province.catch_up();
		let (_, milestones) = Escrow::envelope(PLAYGROUND).expect("200,000 won wait");
		assert!(matches!(milestones[1].state, MilestoneState::Escalated { .. }));
		assert_eq!(returned(), 0);
		province.sleep(ESCALATION);
		province.catch_up();
		assert_eq!((held(), returned()), (None, 200_000));
	});
}

#[test]
fn people_behind_the_payee_do_not_vote_on_what_was_escalated() {
	use chungnam_ports::{Answer, Choice};
	use chungnam_runtime::CivicGovernance;
	// Alice, Bob and Charlie are the committee, and Bob is paid.
	story_on("local_testnet", |province| {
		let (dest, value) = (BudgetAccount::get().into(), 300_000);
		province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });
		let person = |name| province.person(name).unwrap();
		let (payee, reviewers) = (Payee::Person(person("Bob")), Reviewers::Person(person("Duri")));
		let plan = EnvelopePlan { payee, reviewers, ..plan(province) };
		province.decided(Envelope::open_envelope { plan });
		province.days(18);
		province.catch_up();
		let later = Decision::Later(province.now() + 30 * DAYS);
		let decide = Envelope::decide { id: PLAYGROUND, milestone: 0, decision: later };
		let (call, title) = (Box::new(decide.into()), hash(3));
		province.does("Bob", pallet_civic_governance::Call::<Runtime>::motion { call, title });
		let ballot = CivicGovernance::motions()[0].motion.ballot;
		let vote = || {
			let choice = Choice::Vote(Answer::Yes);
			pallet_ballots::Call::<Runtime>::cast { ballot, choice }
		};
		let refused = why(province.send("Bob", vote()));
		assert_eq!(refused, pallet_ballots::Error::<Runtime>::Conflict.into());
		// More than half of the two others are both.
		province.does("Alice", vote());
		province.blocks(4);
		assert_eq!(CivicGovernance::motions().len(), 1);
		province.does("Charlie", vote());
		province.blocks(4);
		assert!(CivicGovernance::motions().is_empty());
		let (_, milestones) = Escrow::envelope(PLAYGROUND).unwrap();
		assert!(matches!(milestones[0].state, MilestoneState::Waiting { .. }));
	});
}

#[test]
fn committee_gives_a_late_project_more_time_once() {
	story(|province| {
		open(province);
		province.days(18);
		province.catch_up();
		let later = |province: &Province| Decision::Later(province.now() + 30 * DAYS);
		let decision = later(province);
		province.decided(Envelope::decide { id: PLAYGROUND, milestone: 0, decision });
		province.does("Hana", submit(0, 1));
		province.does("Bob", Envelope::accept { id: PLAYGROUND, milestone: 0, evidence: hash(1) });
		province.does("Hana", Envelope::collect { id: PLAYGROUND, milestone: 0 });
		assert_eq!(held(), Some(200_000));
	});
}
