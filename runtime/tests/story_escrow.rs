// SPDX-License-Identifier: Apache-2.0

//! A city hall builds a square from the budget of the province: an office looks at each part, residents can object, and
//! every part of an envelope ends by itself (escrow and ballots together).

mod driver;

use chungnam_ports::{
	Body, Choice, EnvelopePlan, Escrow as _, EscrowOwner, MilestonePlan, Objectors, OwnerAct,
	Payee, Refund, RefundShare, Reviewers, Silence,
};
use chungnam_primitives::{BallotId, EnvelopeId, MerchantId, RegionSet, Scope, Won, DAYS, HOURS};
use chungnam_runtime::{
	configs::{calls::ProxyType, funds::BudgetAccount},
	AccountId, Balances, Escrow, Runtime, RuntimeCall, System,
};
use chungnam_testkit::hash;
use driver::{account, returned, town_story, why, People, Province};
use frame_support::traits::fungible::Inspect;
use pallet_escrow::{
	Call as Envelope, ChangeStage, Decision, Error, Event, MilestoneState, ESCALATION, REVIEW,
	UNCLAIMED,
};
use sp_runtime::{BoundedVec, DispatchError, DispatchResult, Perbill};

const GONGJU: u8 = 2;
const SQUARE: EnvelopeId = EnvelopeId(0);
/// The payee, a city hall.
const HALL: &str = "Gongju";
/// Another city hall.
const OTHER_HALL: &str = "Asan";
/// The office that reviews.
const OFFICE: &str = "Province";

type Plan = EnvelopePlan<AccountId>;

/// The hall is paid, the office reviews, three residents can stop a payment, silence releases, and what is left goes back.
fn plan(province: &Province, payments: &[(Won, u64)]) -> Plan {
	let payment = |(amount, days): &(Won, u64)| MilestonePlan {
		amount: *amount,
		due: in_days(province, *days),
	};
	let all = RefundShare { to: Refund::Owner, share: Perbill::one() };
	EnvelopePlan {
		title: hash(1),
		payee: Payee::Institution(account(HALL)),
		milestones: BoundedVec::truncate_from(payments.iter().map(payment).collect()),
		reviewers: Reviewers::Office {
			account: account(OFFICE),
			scope: Scope::Merchants,
			regions: RegionSet::of(&[GONGJU]),
		},
		silence: Silence::Release,
		objectors: Some(Objectors { body: Body::Province, least: 3 }),
		grace: 7 * DAYS,
		refunds: BoundedVec::truncate_from(vec![all]),
	}
}

fn in_days(province: &Province, days: u64) -> u64 {
	province.now() + days * DAYS
}

/// The budget gets the won of a plan, and residents decide to open the envelope.
fn open(province: &mut Province, plan: Plan) -> EnvelopeId {
	let value = plan.milestones.iter().map(|own| own.amount).sum();
	let dest = BudgetAccount::get().into();
	province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });
	let id = pallet_escrow::NextEnvelope::<Runtime>::get();
	province.decided(Envelope::open_envelope { plan });
	id
}

fn submit(id: EnvelopeId, milestone: u8, evidence: u8) -> Envelope<Runtime> {
	Envelope::submit_evidence { id, milestone, evidence: hash(evidence) }
}

fn accept(id: EnvelopeId, milestone: u8, evidence: u8) -> Envelope<Runtime> {
	Envelope::accept { id, milestone, evidence: hash(evidence) }
}

fn reject(id: EnvelopeId, milestone: u8, evidence: u8) -> Envelope<Runtime> {
	Envelope::reject { id, milestone, evidence: hash(evidence), reason: hash(0xBB) }
}

fn state(id: EnvelopeId, milestone: u8) -> Option<MilestoneState> {
	let (_, milestones) = Escrow::envelope(id)?;
	milestones.get(usize::from(milestone)).map(|own| own.state)
}

fn objection(id: EnvelopeId, milestone: u8) -> BallotId {
	state(id, milestone).and_then(|own| own.objection()).expect("residents can object")
}

fn object(ballot: BallotId) -> pallet_ballots::Call<Runtime> {
	pallet_ballots::Call::cast { ballot, choice: Choice::Support }
}

fn held(id: EnvelopeId) -> Won {
	Escrow::facts(id).map_or(0, |facts| facts.held)
}

/// Two weeks of review pass. A day more, for the pause counts as a stop of the chain, and moves the close of a ballot.
fn review_passes(province: &mut Province) {
	province.sleep(REVIEW);
	province.catch_up();
	province.sleep(DAYS + 2 * HOURS);
	province.catch_up();
}

/// Somebody has a milestone paid to the hall. Returns how much arrived.
fn collect(province: &mut Province, name: &str, milestone: u8) -> Won {
	let before = province.won(HALL);
	province.does(name, Envelope::collect { id: SQUARE, milestone });
	province.won(HALL) - before
}

#[test]
fn square_is_paid_in_part_stopped_in_part_and_every_won_is_somewhere() {
	town_story(|province| {
		let issued = Balances::total_issuance();
		let id = open(province, plan(province, &[(100_000, 10), (200_000, 40), (300_000, 60)]));
		let pot = Escrow::pot(id);
		assert_eq!(
			(Balances::balance(&pot), Balances::balance(&BudgetAccount::get())),
			(600_000, 0)
		);

		// The office sends the hall back once. Then it agrees, and one neighbour objects: too few.
		province.does(HALL, submit(id, 0, 1));
		assert_eq!(Escrow::my_reviews(account(OFFICE)), [(id, 0)]);
		province.does(OFFICE, reject(id, 0, 1));
		assert!(matches!(state(id, 0), Some(MilestoneState::Cure { .. })));
		province.does(HALL, submit(id, 0, 2));
		province.does(OFFICE, accept(id, 0, 2));
		province.does("Bob", object(objection(id, 0)));
		let early = why(province.send("Bob", Envelope::collect { id, milestone: 0 }));
		assert_eq!(early, Error::<Runtime>::NotPayable.into());
		review_passes(province);
		assert_eq!(collect(province, "Bob", 0), 100_000);

		// Of the second part residents hear that it is crooked. The third objection counts at once.
		province.does(HALL, submit(id, 1, 3));
		province.does(OFFICE, accept(id, 1, 3));
		let ballot = objection(id, 1);
		for neighbour in ["Bob", "Charlie", "Hana"] {
			assert!(matches!(state(id, 1), Some(MilestoneState::Review { .. })));
			province.does(neighbour, object(ballot));
		}
		province.blocks(2);
		assert!(matches!(state(id, 1), Some(MilestoneState::Escalated { .. })));
		// The committee gives it another month, once. This time nobody says a word, and the office is there.
		let later = Decision::Later(in_days(province, 30));
		province.decided(Envelope::decide { id, milestone: 1, decision: later });
		province.does(HALL, submit(id, 1, 4));
		review_passes(province);
		assert_eq!(collect(province, "Alice", 1), 200_000);

		// The office is dismissed: now silence releases nothing.
		province.does(HALL, submit(id, 2, 5));
		province.decided(People::dismiss_attester { who: account(OFFICE) });
		review_passes(province);
		assert!(matches!(state(id, 2), Some(MilestoneState::Escalated { .. })));
		assert_eq!((returned(), Balances::balance(&pot)), (0, 300_000));
		province.sleep(ESCALATION);
		province.catch_up();
		assert_eq!((Escrow::envelope(id), Balances::balance(&pot)), (None, 0));
		assert_eq!(returned(), 300_000);
		assert_eq!(Balances::total_issuance(), issued);
	});
}

/// An envelope of one milestone for each state that waits, and two in which the payee changes. Returns what they hold.
fn open_one_of_each(province: &mut Province) -> Won {
	for number in 0..7 {
		open(province, plan(province, &[(1_000 << number, 10)]));
	}
	let id = EnvelopeId;
	let rejected_thrice = |province: &mut Province, id| {
		for evidence in [1, 2, 3] {
			province.does(HALL, submit(id, 0, evidence));
			province.does(OFFICE, reject(id, 0, evidence));
		}
	};
	province.does(HALL, submit(id(1), 0, 1));
	province.does(HALL, submit(id(2), 0, 1));
	province.does(OFFICE, reject(id(2), 0, 1));
	rejected_thrice(province, id(3));
	rejected_thrice(province, id(4));
	let pay = Envelope::decide { id: id(4), milestone: 0, decision: Decision::Pay };
	province.decided(pay);
	for changing in [5, 6] {
		let act = OwnerAct::NewPayee(Payee::Institution(account(OTHER_HALL)));
		province.decided(Envelope::settle_envelope { id: id(changing), act });
	}
	for hall in [HALL, OTHER_HALL] {
		province.does(hall, Envelope::change_payee { id: id(6) });
	}
	let states: Vec<_> = (0..7).filter_map(|number| state(id(number), 0)).collect();
	assert!(matches!(
		states[..],
		[
			MilestoneState::Waiting { .. },
			MilestoneState::Review { objection: Some(_), .. },
			MilestoneState::Cure { .. },
			MilestoneState::Escalated { .. },
			MilestoneState::Payable { .. },
			MilestoneState::Waiting { .. },
			MilestoneState::Waiting { .. },
		]
	));
	(0..7).map(|number| held(id(number))).sum()
}

#[test]
fn every_state_that_waits_ends_by_itself_at_its_deadline() {
	town_story(|province| {
		let all = open_one_of_each(province);
		let stage = |number| Escrow::payee_change(EnvelopeId(number)).map(|own| own.stage);
		assert!(matches!(stage(5), Some(ChangeStage::Signing { .. })));
		assert!(matches!(stage(6), Some(ChangeStage::Objecting { .. })));
		let begin = province.now();
		// What each is on the days before and after its deadline. A day has gone when the chain has caught up with it.
		let expected = |day: u64, number: u32| {
			let is = |own: fn(&MilestoneState) -> bool| {
				state(EnvelopeId(number), 0).is_some_and(|it| own(&it))
			};
			let is_gone = Escrow::envelope(EnvelopeId(number)).is_none();
			match (number, day) {
				(0 | 5 | 6, 0..=16) => is(|it| matches!(it, MilestoneState::Waiting { .. })),
				(0 | 5 | 6, 18..=30) => is(|it| matches!(it, MilestoneState::Escalated { .. })),
				(0 | 5 | 6, 33..) => is_gone,
				(1, 0..=13) => is(|it| matches!(it, MilestoneState::Review { .. })),
				(1, 17..) => is(|it| matches!(it, MilestoneState::Payable { .. })),
				(2, 0..=29) => is(|it| matches!(it, MilestoneState::Cure { .. })),
				(2, 31..=43) => is(|it| matches!(it, MilestoneState::Escalated { .. })),
				(2, 47..) => is_gone,
				(3, 0..=13) => is(|it| matches!(it, MilestoneState::Escalated { .. })),
				(3, 15..) => is_gone,
				(4, _) => is(|it| matches!(it, MilestoneState::Payable { .. })),
				_ => true,
			}
		};
		for day in 0..=48 {
			for number in 0..7 {
				let is = state(EnvelopeId(number), 0);
				assert!(expected(day, number), "{number} on day {day}: {is:?}");
			}
			// Both have 30 days to agree.
			assert_eq!(stage(5).is_some(), day < 30, "day {day}");
			let payee = Escrow::envelope(EnvelopeId(6)).map(|(own, _)| own.payee);
			let changed = payee.map(|own| own == Payee::Institution(account(OTHER_HALL)));
			match day {
				0..=13 => assert_eq!(changed, Some(false)),
				17..=30 => assert_eq!(changed, Some(true)),
				_ => (),
			}
			province.sleep(begin + (day + 1) * DAYS - province.now());
			province.catch_up();
		}
		// The two that are owed wait for years, and go back at last.
		let owed = held(EnvelopeId(1)) + held(EnvelopeId(4));
		assert_eq!((owed, returned()), (2_000 + 16_000, all - owed));
		province.sleep(UNCLAIMED);
		province.catch_up();
		assert_eq!(returned(), all);
		for number in 0..7 {
			assert_eq!(Escrow::envelope(EnvelopeId(number)), None);
			assert_eq!(Balances::balance(&Escrow::pot(EnvelopeId(number))), 0);
		}
	});
}

/// Threat 19: the brakes stop calls of envelopes, but no vote and no deadline.
#[test]
fn objection_reaches_its_end_in_safe_mode() {
	town_story(|province| {
		let id = open(province, plan(province, &[(100_000, 10)]));
		province.does(HALL, submit(id, 0, 1));
		let ballot = objection(id, 0);
		province.decided(pallet_safe_mode::Call::<Runtime>::force_enter {});
		let stopped = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(tries(province, OFFICE, accept(id, 0, 1).into()), Err(stopped));
		for neighbour in ["Bob", "Charlie", "Hana"] {
			province.does(neighbour, object(ballot));
		}
		province.blocks(2);
		assert!(matches!(state(id, 0), Some(MilestoneState::Escalated { .. })));
		province.sleep(ESCALATION);
		province.catch_up();
		assert_eq!((held(id), returned()), (0, 100_000));
	});
}

/// The plan with another payee and reviewer.
fn paid_to(province: &Province, payee: Payee<AccountId>, reviewers: Reviewers<AccountId>) -> Plan {
	Plan { payee, reviewers, objectors: None, ..plan(province, &[(100_000, 10), (50_000, 20)]) }
}

/// What came of a call that was decided about the budget.
fn budget_tries(call: impl Into<RuntimeCall>) -> DispatchResult {
	let origin = pallet_civic_governance::Power::Budget.into();
	let done = sp_runtime::traits::Dispatchable::dispatch(call.into(), origin);
	done.map(|_| ()).map_err(|refused| refused.error)
}

/// Threat 20: through a shop, a second key, a batch, a proxy, a multisig or the scheduler.
#[test]
fn payee_cannot_be_reviewer_by_any_role() {
	town_story(|province| {
		let bob = province.person("Bob").unwrap();
		let key = province.agreed_phone("BobsTablet", bob);
		let kind = pallet_registry::KeyKind::Phone;
		province.does("Bob", People::add_key { key, kind });
		let merchant = MerchantId(5);
		province.does("Cheongyang", People::set_operator { merchant, operator: Some(bob) });
		let himself = Reviewers::Person(bob);
		let office = Reviewers::Office {
			account: account(HALL),
			scope: Scope::Merchants,
			regions: RegionSet::of(&[GONGJU]),
		};
		for (payee, reviewers) in [
			(Payee::Person(bob), himself.clone()),
			(Payee::Merchant(merchant), himself),
			(Payee::Institution(account(HALL)), office),
		] {
			let plan = paid_to(province, payee, reviewers);
			let refused = budget_tries(Envelope::open_envelope { plan });
			assert_eq!(refused, Err(Error::<Runtime>::Conflict.into()));
		}

		// Bob is paid, Charlie reviews.
		let charlie = province.person("Charlie").unwrap();
		let plan = paid_to(province, Payee::Person(bob), Reviewers::Person(charlie));
		let id = open(province, plan);
		province.does("Bob", submit(id, 0, 1));
		for name in ["Bob", "BobsTablet"] {
			let dest = account(name).into();
			let give = pallet_balances::Call::transfer_allow_death { dest, value: 100_000 };
			province.does("Alice", give);
			for (call, error) in ways_to(accept(id, 0, 1)) {
				let refused = tries(province, name, call.clone());
				assert_eq!(refused, Err(error), "{name}: {call:?}");
			}
		}
		assert_eq!(budget_tries(accept(id, 0, 1)), Err(DispatchError::BadOrigin));
		assert_eq!(Escrow::my_reviews(account("Charlie")), [(id, 0)]);
		province.does("Charlie", accept(id, 0, 1));
	});
}

/// A call alone, in a batch, and as a multisig of two of which one is enough; with the error that somebody without the
/// right gets.
fn ways_to(call: Envelope<Runtime>) -> [(RuntimeCall, DispatchError); 3] {
	let call: RuntimeCall = call.into();
	let refused = Error::<Runtime>::NotAuthorized.into();
	let batch = pallet_utility::Call::batch_all { calls: vec![call.clone()] };
	let multisig = pallet_multisig::Call::as_multi_threshold_1 {
		other_signatories: vec![account("Charlie")],
		call: Box::new(call.clone()),
	};
	[
		(call, refused),
		(batch.into(), refused),
		// The account of a multisig is not a key of anyone.
		(multisig.into(), Error::<Runtime>::NotRegistered.into()),
	]
}

/// What came of a transaction, and of the call in it.
fn tries(province: &mut Province, name: &str, call: RuntimeCall) -> DispatchResult {
	province.send(name, call).expect("the transaction is valid")
}

/// Threat 20: a proxy has the rights of the account for which it acts, and no other.
#[test]
fn proxy_reviews_for_its_principal_and_for_nobody_else() {
	town_story(|province| {
		let id = open(province, plan(province, &[(100_000, 10)]));
		province.does(HALL, submit(id, 0, 1));
		let delegate = account("Alice");
		let proxied = |real: &str| {
			let call = Box::new(accept(id, 0, 1).into());
			pallet_proxy::Call::proxy { real: account(real).into(), force_proxy_type: None, call }
		};
		let last = |province: &mut Province, real: &str| {
			province.does("Alice", proxied(real));
			let events = System::events().into_iter().rev();
			let found = events.map(|own| own.event).find_map(|event| match event {
				chungnam_runtime::RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted {
					result,
				}) => Some(result),
				_ => None,
			});
			found.expect("the proxy acted")
		};
		for principal in [HALL, OFFICE] {
			let delegate = delegate.clone().into();
			let (proxy_type, delay) = (ProxyType::Any, 0);
			let add = pallet_proxy::Call::add_proxy { delegate, proxy_type, delay };
			province.does(principal, add);
		}
		assert_eq!(last(province, HALL), Err(Error::<Runtime>::NotAuthorized.into()));
		assert_eq!(last(province, OFFICE), Ok(()));
	});
}

/// Threat 21, in one transaction as well.
#[test]
fn same_evidence_is_refused() {
	town_story(|province| {
		let id = open(province, plan(province, &[(100_000, 10), (50_000, 20)]));
		let calls: Vec<RuntimeCall> = vec![submit(id, 0, 1).into(), submit(id, 1, 1).into()];
		let batch = pallet_utility::Call::batch_all { calls };
		let refused = tries(province, HALL, batch.into());
		assert_eq!(refused, Err(Error::<Runtime>::EvidenceUsed.into()));
		// All of it is undone, the ballot of objectors too.
		assert!(matches!(state(id, 0), Some(MilestoneState::Waiting { .. })));
		province.does(HALL, submit(id, 0, 1));
		assert_eq!(objection(id, 0), BallotId(0));
		let again = tries(province, HALL, submit(id, 1, 1).into());
		assert_eq!(again, Err(Error::<Runtime>::EvidenceUsed.into()));
	});
}

/// Threat 21: whichever way the reviewer goes.
#[test]
fn silence_without_reviewer_escalates() {
	town_story(|province| {
		let charlie = province.person("Charlie").unwrap();
		let reviewed_by =
			|province: &Province, reviewers| Plan { reviewers, ..plan(province, &[(100_000, 10)]) };
		let dead = open(province, reviewed_by(province, Reviewers::Person(charlie)));
		let alive = open(province, reviewed_by(province, plan(province, &[]).reviewers));
		for id in [dead, alive] {
			province.does(HALL, submit(id, 0, 1));
		}
		province.does("Cheongyang", People::record_death { person: charlie });
		review_passes(province);
		assert!(matches!(state(dead, 0), Some(MilestoneState::Escalated { .. })));
		assert!(matches!(state(alive, 0), Some(MilestoneState::Payable { .. })));
	});
}

/// Threat 22: money of an owner that is over.
#[test]
fn refund_of_a_closed_round_reaches_the_router() {
	town_story(|province| {
		let owner = EscrowOwner::Round(7);
		let plan = plan(province, &[(100_000, 10)]);
		let id = Escrow::open(owner, &account("Nation"), plan).expect("the plan is sound");
		let other = Escrow::settle(EscrowOwner::Round(8), id, OwnerAct::Abort(hash(2)));
		assert_eq!(other, Err(Error::<Runtime>::NotAuthorized.into()));
		Escrow::settle(owner, id, OwnerAct::Abort(hash(2))).expect("it is its owner's");
		assert_eq!((held(id), returned()), (0, 100_000));
		let ended = Event::<Runtime>::Ended { envelope: id };
		System::assert_last_event(ended.into());
	});
}

/// Threat 22: won that strays into a pot, before and after its envelope, and a pot that should be paid.
#[test]
fn stray_won_reaches_the_router_and_a_pot_is_nobodys_payee() {
	town_story(|province| {
		let id = open(province, plan(province, &[(100_000, 10)]));
		let stray = |province: &mut Province| {
			let dest = Escrow::pot(id).into();
			province.does("Alice", pallet_balances::Call::transfer_allow_death { dest, value: 7 });
			province.does("Alice", Envelope::return_stray { id });
		};
		stray(province);
		assert_eq!((returned(), held(id)), (7, 100_000));
		let nothing = tries(province, "Alice", Envelope::return_stray { id }.into());
		assert_eq!(nothing, Err(Error::<Runtime>::NothingToReturn.into()));
		let act = OwnerAct::Abort(hash(2));
		province.decided(Envelope::settle_envelope { id, act });
		stray(province);
		assert_eq!(returned(), 100_014);

		let payee = Payee::Institution(Escrow::pot(id));
		let plan = Plan { payee, ..plan(province, &[(100_000, 10)]) };
		let refused = budget_tries(Envelope::open_envelope { plan });
		assert_eq!(refused, Err(Error::<Runtime>::PayeeGone.into()));
	});
}
