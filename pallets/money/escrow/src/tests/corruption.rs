// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use super::*;
use chungnam_ports::{Due, OwnerAct};
use chungnam_testkit::{assert_breaks, MockAgenda};

/// Breaks a chain with an envelope of which one milestone is paid, one payable, one reviewed and one waiting.
#[track_caller]
fn breaks(number: &str, break_it: impl FnOnce()) {
	chain().execute_with(|| {
		let due = TODAY + 30 * DAYS;
		let payments = [1_000, 2_000, 3_000, 4_000].map(|amount| payment(amount, due));
		open(PlanOf::<Test> { milestones: BoundedVec::truncate_from(payments.to_vec()), ..plan() });
		for milestone in [0, 1, 2] {
			assert_ok!(submit(SCHOOL, milestone, milestone));
		}
		for milestone in [0, 1] {
			assert_ok!(accept(ENGINEER_KEY, milestone, milestone));
		}
		assert_ok!(collect(STRANGER, 0));
		assert_ok!(settle_alone(OwnerAct::NewPayee(Payee::Merchant(SHOP))));
		assert_breaks::<Test>(number, break_it);
	});
}

fn change(break_it: impl FnOnce(&mut Envelope<AccountId>)) {
	Envelopes::<Test>::mutate(FIRST, |own| break_it(own.as_mut().expect("it is there")));
}

fn change_milestone(number: u8, break_it: impl FnOnce(&mut Milestone)) {
	Milestones::<Test>::mutate(FIRST, number, |own| break_it(own.as_mut().expect("it is there")));
}

#[test]
fn i1_fails_when_parts_do_not_sum_to_the_total() {
	breaks("I1", || change(|own| own.total += 1));
	breaks("I1", || change(|own| own.refunded += 1));
	breaks("I1", || change(|own| own.held = Won::MAX));
}

#[test]
fn i1_fails_when_a_milestone_has_another_amount() {
	breaks("I1", || change_milestone(3, |own| own.amount += 1));
	breaks("I1", || change_milestone(3, |own| own.amount = Won::MAX));
}

#[test]
fn i1_fails_when_a_milestone_is_paid_that_is_not_counted() {
	breaks("I1", || change_milestone(1, |own| own.state = MilestoneState::Paid));
}

#[test]
fn i1_fails_when_a_milestone_went_back_that_is_not_counted() {
	breaks("I1", || change_milestone(3, |own| own.state = MilestoneState::Returned));
}

#[test]
fn i1_fails_when_a_pot_lost_a_won() {
	breaks("I1", || {
		let pot = Escrow::pot(FIRST);
		assert_ok!(Balances::transfer_allow_death(signed(pot), STRANGER, 1));
	});
}

#[test]
fn i2_fails_when_nobody_waits_for_a_deadline() {
	for part in [1, 2, 3, PAYEE_PART] {
		breaks("I2", || MockAgenda::tamper(Due::Envelope(FIRST, part), None));
		breaks("I2", || MockAgenda::tamper(Due::Envelope(FIRST, part), Some(Moment::MAX)));
	}
	breaks("I2", || MockAgenda::tamper(Due::Envelope(FIRST, 0), Some(Moment::MAX)));
}

#[test]
fn i2_fails_when_evidence_counts_twice() {
	breaks("I2", || change_milestone(3, |own| own.evidence.try_push(hash(0)).unwrap()));
}

#[test]
fn i2_fails_when_a_payee_is_its_own_reviewer() {
	breaks("I2", || {
		change(|own| {
			own.people = BoundedVec::truncate_from(vec![PAINTER]);
			own.reviewers = Reviewers::Person(PAINTER);
		});
	});
	breaks("I2", || {
		change(|own| {
			let regions = RegionSet::of(&[3]);
			own.reviewers = Reviewers::Office { account: SCHOOL, scope: Scope::Settle, regions };
		});
	});
}

#[test]
fn i3_fails_when_an_envelope_is_left_of_which_nothing_is_held() {
	breaks("I3", || {
		for number in [1, 2, 3] {
			change_milestone(number, |own| own.state = MilestoneState::Returned);
			MockAgenda::tamper(Due::Envelope(FIRST, number), None);
		}
		change(|own| (own.held, own.refunded) = (0, 9_000));
	});
}

#[test]
fn i3_fails_when_an_envelope_has_a_number_never_given() {
	breaks("I3", || crate::NextEnvelope::<Test>::put(FIRST));
}

#[test]
fn i3_fails_when_a_milestone_is_missing_or_left() {
	breaks("I3", || change(|own| own.milestones = 5));
	breaks("I3", || Milestones::<Test>::insert(EnvelopeId(9), 0, milestone(1)));
}

#[test]
fn i3_fails_when_a_change_has_no_envelope() {
	breaks("I3", || {
		let change = PayeeChanges::<Test>::get(FIRST).expect("it is proposed");
		MockAgenda::tamper(Due::Envelope(EnvelopeId(9), PAYEE_PART), Some(TODAY + SIGNING));
		PayeeChanges::<Test>::insert(EnvelopeId(9), change);
	});
}

#[test]
fn i3_fails_when_the_agenda_knows_a_part_that_is_over() {
	breaks("I3", || MockAgenda::tamper(Due::Envelope(EnvelopeId(9), 0), Some(TODAY)));
	breaks("I3", || MockAgenda::tamper(Due::Envelope(FIRST, 4), Some(TODAY)));
}

#[test]
fn i3_fails_when_there_are_too_many_envelopes() {
	breaks("I3", || {
		let counter = frame_support::storage::storage_prefix(b"Escrow", b"CounterForEnvelopes");
		let too_many: u32 = crate::MAX_ENVELOPES + 1;
		frame_support::storage::unhashed::put(&counter, &too_many);
	});
}
