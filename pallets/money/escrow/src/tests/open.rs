// SPDX-License-Identifier: Apache-2.0

//! Envelopes: opened, refused, owned.

use super::*;

#[track_caller]
fn refused(plan: PlanOf<Test>, error: Error<Test>) {
	assert_noop!(Escrow::open_envelope(governor(), plan), error);
}

fn with_payments(payments: &[MilestonePlan]) -> PlanOf<Test> {
	PlanOf::<Test> { milestones: BoundedVec::truncate_from(payments.to_vec()), ..plan() }
}

#[test]
fn opening_moves_the_whole_sum_and_freezes_the_plan() {
	execute(|| {
		assert_eq!(open(plan()), FIRST);
		assert_eq!((won(&BUDGET), won(&Escrow::pot(FIRST))), (PLENTY - 3_000, 3_000));
		let own = envelope();
		assert_eq!((own.total, own.held, own.paid, own.refunded), (3_000, 3_000, 0, 0));
		assert_eq!(own.owner, EscrowOwner::Envelope(0));
		assert_eq!(state(0), MilestoneState::Waiting { until: TODAY + 30 * DAYS + GRACE });
		assert_eq!(state(1), MilestoneState::Waiting { until: TODAY + 60 * DAYS + GRACE });
		assert_eq!(
			last_event(),
			Event::Opened {
				envelope: FIRST,
				owner: EscrowOwner::Envelope(0),
				from: BUDGET,
				plan: plan(),
				people: Default::default(),
			}
		);
		assert_eq!(open(plan()), EnvelopeId(1));
	});
}

#[test]
fn opening_is_refused_to_all_but_the_opening_origin() {
	execute(|| {
		let refused = Escrow::open_envelope(signed(BUDGET), plan());
		assert_noop!(refused, sp_runtime::DispatchError::BadOrigin);
	});
}

#[test]
fn plan_without_milestones_is_refused() {
	execute(|| refused(with_payments(&[]), Error::MilestonesMissing));
}

#[test]
fn milestone_of_nothing_is_refused() {
	execute(|| refused(with_payments(&[payment(0, TODAY + DAYS)]), Error::ZeroAmount));
}

#[test]
fn due_moment_must_lie_ahead_and_within_ten_years() {
	execute(|| {
		refused(with_payments(&[payment(1, TODAY)]), Error::DueOutOfRange);
		let last = TODAY + crate::MAX_TERM;
		refused(with_payments(&[payment(1, last + 1)]), Error::DueOutOfRange);
		open(with_payments(&[payment(1, TODAY + 1), payment(1, last)]));
	});
}

#[test]
fn sum_that_is_no_number_is_refused() {
	execute(|| {
		let payments = [payment(Won::MAX, TODAY + DAYS), payment(1, TODAY + DAYS)];
		refused(with_payments(&payments), Error::Overflow);
	});
}

#[test]
fn grace_has_a_bound() {
	execute(|| {
		let grace = crate::MAX_GRACE;
		refused(PlanOf::<Test> { grace: grace + 1, ..plan() }, Error::MaxGraceExceeded);
		open(PlanOf::<Test> { grace, ..plan() });
	});
}

#[test]
fn shares_must_sum_to_one() {
	execute(|| {
		let mut unsound = plan();
		unsound.refunds = BoundedVec::new();
		refused(unsound.clone(), Error::SharesNotOne);
		let half = RefundShare { to: Refund::Owner, share: Perbill::from_percent(50) };
		unsound.refunds = BoundedVec::truncate_from(vec![half]);
		refused(unsound, Error::SharesNotOne);
	});
}

#[test]
fn at_least_one_objection_is_needed() {
	execute(|| {
		let objectors = Some(Objectors { body: Body::Province, least: 0 });
		refused(PlanOf::<Test> { objectors, ..plan() }, Error::ThresholdZero);
	});
}

#[test]
fn payee_must_be_there() {
	execute(|| {
		for payee in [
			Payee::Institution(STRANGER),
			Payee::Person(PersonId(99)),
			Payee::Merchant(MerchantId(99)),
		] {
			refused(PlanOf::<Test> { payee, ..plan() }, Error::PayeeGone);
		}
	});
}

#[test]
fn payee_cannot_be_reviewer_by_any_role() {
	execute(|| {
		let office = Reviewers::Office {
			account: SCHOOL,
			scope: Scope::Settle,
			regions: RegionSet::of(&[3]),
		};
		refused(PlanOf::<Test> { reviewers: office, ..plan() }, Error::Conflict);
		let reviewers = Reviewers::Person(BUILDER_PERSON);
		for payee in [Payee::Person(BUILDER_PERSON), Payee::Merchant(SHOP)] {
			let own = PlanOf::<Test> { payee, reviewers: reviewers.clone(), ..plan() };
			refused(own, Error::Conflict);
		}
		open(PlanOf::<Test> { reviewers, ..plan() });
	});
}

#[test]
fn somebody_must_be_able_to_review() {
	execute(|| {
		let nobody = [
			Reviewers::Seats(FieldSet::of(&[Field::Law])),
			Reviewers::Person(PersonId(99)),
			Reviewers::Office {
				account: STRANGER,
				scope: Scope::Settle,
				regions: RegionSet::of(&[3]),
			},
			Reviewers::Office {
				account: OFFICE,
				scope: Scope::Settle,
				regions: RegionSet::of(&[4]),
			},
		];
		for reviewers in nobody {
			refused(PlanOf::<Test> { reviewers, ..plan() }, Error::ReviewerMissing);
		}
		// The only engineer is the payee.
		let own = PlanOf::<Test> { payee: Payee::Person(ENGINEER), ..plan() };
		refused(own, Error::ReviewerMissing);
	});
}

#[test]
fn opening_needs_the_money() {
	execute(|| {
		let dear = with_payments(&[payment(PLENTY + 1, TODAY + DAYS)]);
		refused(dear, Error::InsufficientBalance);
		open(with_payments(&[payment(PLENTY, TODAY + DAYS)]));
	});
}

#[test]
fn envelopes_have_a_bound() {
	execute(|| {
		open(plan());
		let counter = frame_support::storage::storage_prefix(b"Escrow", b"CounterForEnvelopes");
		frame_support::storage::unhashed::put(&counter, &crate::MAX_ENVELOPES);
		refused(plan(), Error::MaxEnvelopesExceeded);
		frame_support::storage::unhashed::put(&counter, &(1u32));
		crate::NextEnvelope::<Test>::put(EnvelopeId(crate::END_OF_ENVELOPES));
		refused(plan(), Error::MaxEnvelopesExceeded);
		crate::NextEnvelope::<Test>::put(EnvelopeId(1));
	});
}

#[test]
fn owner_opens_asks_and_acts_by_the_trait() {
	execute(|| {
		let owner = EscrowOwner::Round(7);
		let id = <Escrow as chungnam_ports::Escrow<AccountId>>::open(owner, &OWNER_POT, plan());
		assert_eq!(id, Ok(FIRST));
		assert_eq!(won(&OWNER_POT), PLENTY - 3_000);
		let facts = Escrow::facts(FIRST).expect("it is open");
		assert_eq!((facts.owner, facts.held), (owner, 3_000));
		assert_eq!(facts.next_due, Some(TODAY + 30 * DAYS + GRACE));
		let abort = || OwnerActOf::<Test>::Abort(hash(1));
		let other = <Escrow as chungnam_ports::Escrow<AccountId>>::settle(
			EscrowOwner::Round(8),
			FIRST,
			abort(),
		);
		assert_eq!(other, Err(Error::<Test>::NotAuthorized.into()));
		assert_noop!(settle_alone(abort()), Error::<Test>::NotAuthorized);
		assert_ok!(Escrow::settle(owner, FIRST, abort()));
		assert_eq!((won(&FUNDER), Escrow::facts(FIRST)), (3_000, None));
	});
}
