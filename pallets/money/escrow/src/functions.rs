// SPDX-License-Identifier: Apache-2.0

//! Envelopes: opened, and over. What the subjects below share.

mod change;
mod due;
mod refund;
mod review;

use alloc::vec::Vec;
use chungnam_frame_kit::{errors_from, Clock, PeopleExt, WonExt};
use chungnam_ports::{
	Agenda, BallotPlan, BallotUser, Ballots, Class, Due, EscrowNews, EscrowOwner, Mandate, Method,
	Objectors, OnEscrow, OwnerAct, Payee, PayeeReason, Payees, People, PeopleBehind, Question,
	Reviewers, Rule, Seats, ALL_BP, MAX_NEWS,
};
use chungnam_primitives::{sum_to_one, BallotId, EnvelopeId, Moment, PersonId, Won};
use frame_support::{
	ensure,
	traits::{EnsureOriginWithArg, Get},
	weights::Weight,
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_core::H256;
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

errors_from!(Unfit);
errors_from!(PayeeReason);

impl<T: Config> Pallet<T> {
	/// The account in which the money of an envelope waits.
	pub(crate) fn pot_of(id: EnvelopeId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(id.0)
	}

	/// The owner of an envelope that stands alone.
	pub(crate) fn alone(id: EnvelopeId) -> EscrowOwner {
		EscrowOwner::Envelope(id.0)
	}

	pub(crate) fn load(id: EnvelopeId) -> Result<EnvelopeOf<T>, Error<T>> {
		Envelopes::<T>::get(id).ok_or(Error::<T>::EnvelopeNotFound)
	}

	/// An envelope and one of its milestones.
	pub(crate) fn load_part(
		id: EnvelopeId,
		number: u8,
	) -> Result<(EnvelopeOf<T>, Milestone), Error<T>> {
		let envelope = Self::load(id)?;
		let milestone = Milestones::<T>::get(id, number).ok_or(Error::<T>::MilestoneNotFound)?;
		Ok((envelope, milestone))
	}

	/// Keeps a milestone, and notes when it does not wait any longer.
	pub(crate) fn put(id: EnvelopeId, number: u8, milestone: &Milestone) {
		let due = Due::Envelope(id, number);
		match milestone.state.until() {
			Some(until) => T::Agenda::set(due, until),
			None => T::Agenda::cancel(due),
		}
		Milestones::<T>::insert(id, number, milestone);
	}

	pub(crate) fn do_open_alone(from: &T::AccountId, plan: PlanOf<T>) -> DispatchResult {
		Self::do_open(Self::alone(NextEnvelope::<T>::get()), from, plan).map(|_| ())
	}

	pub(crate) fn do_open(
		owner: EscrowOwner,
		from: &T::AccountId,
		plan: PlanOf<T>,
	) -> Result<EnvelopeId, DispatchError> {
		let total = Self::check_plan(&plan)?;
		let people = Self::check_people(&plan.payee, &plan.reviewers)?;
		let id = NextEnvelope::<T>::get();
		let next = id.checked_add(1).filter(|next| next.0 <= END_OF_ENVELOPES);
		let next = next.ok_or(Error::<T>::MaxEnvelopesExceeded)?;
		ensure!(Envelopes::<T>::count() < MAX_ENVELOPES, Error::<T>::MaxEnvelopesExceeded);
		let envelope = Envelope {
			owner,
			title: plan.title,
			payee: plan.payee.clone(),
			people: people.clone(),
			reviewers: plan.reviewers.clone(),
			silence: plan.silence,
			objectors: plan.objectors,
			grace: plan.grace,
			refunds: plan.refunds.clone(),
			milestones: number_of(plan.milestones.len()),
			total,
			paid: 0,
			refunded: 0,
			held: total,
		};
		ensure!(Self::reviewer_lives(&envelope), Error::<T>::ReviewerMissing);

		// The only step that can fail, so it comes before all that is written.
		T::Won::send(from, &Self::pot_of(id), total, Error::<T>::InsufficientBalance)?;
		NextEnvelope::<T>::put(next);
		for (number, payment) in envelope.numbers().zip(&plan.milestones) {
			let state = MilestoneState::Waiting { until: payment.due.saturating_add(plan.grace) }; // both bounded
			let (amount, due) = (payment.amount, payment.due);
			let evidence = BoundedVec::new();
			let new = Milestone { amount, due, state, tries: 0, was_moved: false, evidence };
			Self::put(id, number, &new);
		}
		Envelopes::<T>::insert(id, envelope);
		let from = from.clone();
		Self::deposit_event(Event::Opened { envelope: id, owner, from, plan, people });
		Ok(id)
	}

	/// The sum of a plan that is sound.
	fn check_plan(plan: &PlanOf<T>) -> Result<Won, Error<T>> {
		ensure!(!plan.milestones.is_empty(), Error::<T>::MilestonesMissing);
		let mut total: Won = 0;
		for payment in &plan.milestones {
			ensure!(payment.amount > 0, Error::<T>::ZeroAmount);
			Self::check_due(payment.due)?;
			total = total.checked_add(payment.amount).ok_or(Error::<T>::Overflow)?;
		}
		ensure!(plan.grace <= MAX_GRACE, Error::<T>::MaxGraceExceeded);
		let shares = plan.refunds.iter().map(|refund| refund.share);
		ensure!(sum_to_one(shares), Error::<T>::SharesNotOne);
		let is_open = plan.objectors.is_none_or(|objectors| objectors.least > 0);
		ensure!(is_open, Error::<T>::ThresholdZero);
		Ok(total)
	}

	/// A due moment lies ahead, and not too far.
	pub(crate) fn check_due(due: Moment) -> Result<(), Error<T>> {
		let now = T::Time::moment();
		let is_ahead = due > now && due <= now.saturating_add(MAX_TERM); // now is far from the end of time
		ensure!(is_ahead, Error::<T>::DueOutOfRange);
		Ok(())
	}

	/// The people behind a payee that is there and shares nobody with the reviewers. Who sits on the committee is asked when
	/// a seat reviews.
	pub(crate) fn check_people(
		payee: &PayeeOf<T>,
		reviewers: &Reviewers<T::AccountId>,
	) -> Result<PeopleBehind, Error<T>> {
		ensure!(!Self::is_gone(payee), Error::<T>::PayeeGone);
		let people = T::Payees::people_behind(payee);
		let is_one = match reviewers {
			Reviewers::Seats(_) => false,
			Reviewers::Person(person) => people.contains(person),
			Reviewers::Office { account, .. } => {
				let is_payee = matches!(payee, Payee::Institution(own) if own == account);
				let person = T::People::person_of(account);
				is_payee || person.is_some_and(|person| people.contains(&person))
			}
		};
		ensure!(!is_one, Error::<T>::Conflict);
		Ok(people)
	}

	/// True if a payee will never be paid again.
	pub(crate) fn is_gone(payee: &PayeeOf<T>) -> bool {
		let nobody = T::PalletId::get().into_account_truncating();
		T::Payees::account_of(payee, &nobody) == Err(PayeeReason::Gone)
	}

	/// The signer acts for a payee.
	pub(crate) fn ensure_payee(payee: &PayeeOf<T>, who: &T::AccountId) -> Result<(), Error<T>> {
		let account = T::Payees::account_of(payee, who)?;
		ensure!(account == *who, Error::<T>::NotAuthorized);
		Ok(())
	}

	/// True if a reviewer could speak now.
	pub(crate) fn reviewer_lives(envelope: &EnvelopeOf<T>) -> bool {
		match &envelope.reviewers {
			Reviewers::Person(person) => T::People::active(*person).is_ok(),
			Reviewers::Seats(fields) => {
				let now = T::Time::moment();
				let is_seated = |person: &&PersonId| T::Seats::is_seated(**person, *fields, now);
				let behind = envelope.people.iter().filter(is_seated).count();
				usize::try_from(T::Seats::seats_at(*fields, now)).is_ok_and(|seats| seats > behind)
			}
			Reviewers::Office { account, scope, regions } => {
				Self::holds(account, &Mandate::over(*scope, *regions))
			}
		}
	}

	/// True if an institution holds a mandate now.
	pub(crate) fn holds(account: &T::AccountId, mandate: &Mandate) -> bool {
		let origin = RawOrigin::Signed(account.clone());
		T::MandateOrigin::try_origin(origin.into(), mandate).is_ok()
	}

	/// Opens the ballot on which objectors object to something of an envelope until then.
	pub(crate) fn open_objection(
		subject: u32,
		title: H256,
		objectors: Objectors,
		conflicts: Vec<PersonId>,
		until: Moment,
	) -> Result<BallotId, DispatchError> {
		let class = Class { body: objectors.body, weight_bp: ALL_BP, quorum_bp: 0 };
		let plan = BallotPlan {
			title,
			classes: BoundedVec::truncate_from(alloc::vec![class]),
			question: Question::Support,
			rule: Rule::Reached { least: objectors.least },
			options: BoundedVec::new(),
			headings: BoundedVec::new(),
			opens: T::Time::moment(),
			closes: until,
			contest: 0,
			// At most MAX_PEOPLE_BEHIND twice.
			conflicts: BoundedVec::truncate_from(conflicts),
			paper_cap_bp: ALL_BP,
			early: true,
			shown: true,
			can_be_annulled: false,
			method: Method::Open,
		};
		T::Ballots::open(BallotUser::Envelope(subject), plan)
	}

	/// Ends a ballot about which nobody asks any longer. One that has ended stays as it is.
	pub(crate) fn close_objection(ballot: Option<BallotId>, reason: H256) {
		if let Some(ballot) = ballot {
			let _ = T::Ballots::annul(ballot, reason);
		}
	}

	pub(crate) fn do_settle(
		owner: EscrowOwner,
		id: EnvelopeId,
		act: OwnerActOf<T>,
	) -> DispatchResult {
		ensure!(Self::load(id)?.owner == owner, Error::<T>::NotAuthorized);
		match act {
			OwnerAct::Abort(reason) => Self::abort(id, Some(reason)),
			OwnerAct::Pay(number) => Self::do_decide(id, number, Decision::Pay),
			OwnerAct::NewPayee(payee) => Self::propose_payee(id, payee),
		}
	}

	/// Tells the owner of an envelope.
	pub(crate) fn tell(owner: EscrowOwner, id: EnvelopeId, what: EscrowNews) {
		T::Owners::on_event(owner, id, what);
	}

	/// A weight with the most that one call or one moment tells an owner.
	pub(crate) fn with_news(weight: Weight) -> Weight {
		weight.saturating_add(T::Owners::weight().saturating_mul(MAX_NEWS))
	}

	/// Keeps an envelope, or ends it when nothing is held any more: what strayed into its pot goes to the fund router, and
	/// nothing is left.
	pub(crate) fn keep_or_end(id: EnvelopeId, envelope: EnvelopeOf<T>) -> DispatchResult {
		if envelope.held > 0 {
			Envelopes::<T>::insert(id, envelope);
			return Ok(());
		}
		let stray = T::Won::spendable(&Self::pot_of(id));
		if stray > 0 {
			Self::send_stray(id, stray)?;
		}
		for number in envelope.numbers() {
			Milestones::<T>::remove(id, number);
		}
		if let Some(change) = PayeeChanges::<T>::take(id) {
			T::Agenda::cancel(Due::Envelope(id, PAYEE_PART));
			Self::close_objection(change.stage.objection(), envelope.title);
			Self::deposit_event(Event::PayeeChangeLapsed { envelope: id });
		}
		Envelopes::<T>::remove(id);
		Self::deposit_event(Event::Ended { envelope: id });
		Self::tell(envelope.owner, id, EscrowNews::Ended);
		Ok(())
	}
}
