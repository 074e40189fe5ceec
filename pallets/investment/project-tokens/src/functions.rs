// SPDX-License-Identifier: Apache-2.0

//! Projects: proposed, judged, sold, and built; and the bond that answers for them.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{
	BallotUser, Ballots, Endings, Escrow, EscrowOwner, Holder, Holders, Instruments, Offerings,
	PayeeReason, Payees, SaleFacts, SaleOutcome, Source, Sources, Verdict,
};
use chungnam_primitives::{EnvelopeId, InstrumentId, Moment, OfferingId, PersonId, Won};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	traits::Get,
	BoundedVec,
};
use sp_core::H256;
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> From<Unsound> for Error<T> {
	fn from(why: Unsound) -> Self {
		match why {
			Unsound::Most => Self::NothingAsked,
			Unsound::Stages => Self::MilestonesUnsound,
			Unsound::Promise => Self::PromiseUnsound,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The account through which money of a project goes into an envelope, and into which it comes back.
	pub(crate) fn pot_of(id: InstrumentId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(id.0)
	}

	/// The owner of the envelope of a project.
	pub(crate) fn envelopes_of(id: InstrumentId) -> EscrowOwner {
		EscrowOwner::Project(id.0)
	}

	fn project_of(id: InstrumentId) -> Result<ProjectOf<T>, Error<T>> {
		Projects::<T>::get(id).ok_or(Error::<T>::ProjectNotFound)
	}

	/// A project whose founder signs.
	fn founded_by(who: &T::AccountId, id: InstrumentId) -> Result<ProjectOf<T>, Error<T>> {
		let project = Self::project_of(id)?;
		ensure!(T::Instruments::is_issuer(id, who), Error::<T>::NotAuthorized);
		Ok(project)
	}

	/// What follows from an act of somebody.
	fn follows(project: &ProjectOf<T>, act: Act) -> Result<Step, Error<T>> {
		let now = T::Time::moment();
		let late = project.status.is_late(now);
		let why = if late { Error::<T>::TooLate } else { Error::<T>::WrongStatus };
		next(project.status, act, now).ok_or(why)
	}

	/// Keeps a project in its next status, or ends it. Won that strayed into its pot is the fund router's to sweep.
	fn apply(id: InstrumentId, mut project: ProjectOf<T>, step: Step) {
		match step {
			Step::To(status) => {
				project.status = status;
				Projects::<T>::insert(id, project);
				Self::deposit_event(Event::Advanced { project: id, status });
			}
			Step::End(end) => {
				if let Some(own) = &project.bond {
					frame_system::Pallet::<T>::dec_consumers(&own.from);
				}
				Projects::<T>::remove(id);
				Self::deposit_event(Event::Ended { project: id, end });
			}
		}
	}

	/// The people who would gain by a project: they do not judge it.
	fn gainers(id: InstrumentId, plan: &PlanOf<T>) -> Vec<PersonId> {
		let mut people: Vec<_> = T::Payees::people_behind(&plan.payee).into_iter().collect();
		if let Some(Holder::Person(person)) = T::Instruments::issuer(id) {
			people.push(person);
		}
		people.sort();
		people.dedup();
		people
	}

	pub(crate) fn do_propose(
		who: &T::AccountId,
		id: InstrumentId,
		plan: PlanOf<T>,
	) -> DispatchResult {
		plan.check().map_err(Error::<T>::from)?;
		let regions = T::Instruments::regions(id).ok_or(Error::<T>::InstrumentNotFound)?;
		ensure!(T::Instruments::is_issuer(id, who), Error::<T>::NotAuthorized);
		// With units that cost nothing a founder would share in what comes back to those who paid.
		let allotment = T::Instruments::allotment(id).ok_or(Error::<T>::InstrumentNotFound)?;
		ensure!(allotment.own == 0, Error::<T>::FounderKeepsUnits);
		ensure!(!Projects::<T>::contains_key(id), Error::<T>::AlreadyExists);
		ensure!(Projects::<T>::count() < MAX_PROJECTS, Error::<T>::MaxProjectsExceeded);
		let account = T::Payees::account_of(&plan.payee, &Self::pot_of(id));
		ensure!(account != Err(PayeeReason::Gone), Error::<T>::PayeeGone);

		let now = T::Time::moment();
		// One person more than can be behind a payee.
		let conflicts = BoundedVec::truncate_from(Self::gainers(id, &plan));
		let judged = plan.ballot(regions, conflicts, now);
		let ballot = T::Ballots::open(BallotUser::Project(id.0), judged)?;
		Projects::<T>::insert(id, Project::new(plan.clone(), ballot, now));
		Self::deposit_event(Event::Proposed { project: id, ballot, plan });
		Ok(())
	}

	pub(crate) fn do_offer(
		who: &T::AccountId,
		id: InstrumentId,
		sale: SaleOf<T>,
	) -> DispatchResult {
		let mut project = Self::founded_by(who, id)?;
		// The number of the sale is not known yet.
		Self::follows(&project, Act::Offered(OfferingId::default()))?;
		let SaleFacts { most, document, .. } = T::Offerings::facts(&sale);
		ensure!(document == project.plan.document, Error::<T>::WrongDocument);
		ensure!(most <= project.plan.most, Error::<T>::PriceTooHigh);

		let offering = T::Offerings::open(id, sale)?;
		let step = Self::follows(&project, Act::Offered(offering))?;
		let (from, won) = (who.clone(), bond_for(most));
		// The registry forgets no key whose account is in use: what goes back years later comes to the founder or the heirs.
		frame_system::Pallet::<T>::inc_consumers(who)?;
		T::Won::send(who, &Self::pot_of(id), won, Error::<T>::InsufficientBalance)?;
		project.bond = Some(Bond { from: from.clone(), won });
		Self::deposit_event(Event::BondLocked { project: id, from, won });
		Self::apply(id, project, step);
		Ok(())
	}

	pub(crate) fn do_withdraw(who: &T::AccountId, id: InstrumentId) -> DispatchResult {
		let project = Self::founded_by(who, id)?;
		let step = next(project.status, Act::TakenBack, T::Time::moment());
		Self::apply(id, project, step.ok_or(Error::<T>::WrongStatus)?);
		Ok(())
	}

	pub(crate) fn do_advance(id: InstrumentId) -> DispatchResultWithPostInfo {
		let mut project = Self::project_of(id)?;
		let act = Self::happened(id, &mut project)?;
		let step = next(project.status, act, T::Time::moment()).ok_or(Error::<T>::NothingToDo)?;
		if let (Status::Running { .. }, Step::To(_)) = (project.status, step) {
			project.missed = project.missed.saturating_add(1); // at most one a quarter of the promise
			let missed = project.missed;
			Self::deposit_event(Event::ReportMissed { project: id, missed });
		}
		Self::settle_bond(id, &mut project, step)?;
		Self::apply(id, project, step);
		Ok(Pays::No.into())
	}

	/// What happened to a project since anyone asked. Moves the money that waits for it.
	fn happened(id: InstrumentId, project: &mut ProjectOf<T>) -> Result<Act, DispatchError> {
		Ok(match project.status {
			Status::Judged { ballot, .. } => {
				match T::Ballots::outcome(ballot).map(|own| own.verdict) {
					Some(Verdict::Passed) => Act::Approved,
					Some(Verdict::Annulled(_)) => Act::Annulled,
					Some(_) => Act::Refused,
					None => Act::Clock,
				}
			}
			Status::Offering { sale } => match T::Offerings::outcome(sale) {
				SaleOutcome::Decided(won) => Act::Paid(Self::pay(id, project, sale, won)?),
				SaleOutcome::Over => Act::SaleOver,
				SaleOutcome::Open => Act::Clock,
			},
			Status::Building { .. } | Status::Stopped { .. } if project.waiting() > 0 => {
				Self::give_back(id, project)?;
				Act::CameBack
			}
			Status::Building { envelope } | Status::Stopped { envelope }
				if T::Escrow::facts(envelope).is_none() =>
			{
				Act::Emptied(project.plan.promise)
			}
			Status::Running { .. } if T::Instruments::has_ended(id) => Act::Redeemed,
			_ => Act::Clock,
		})
	}

	/// Puts all money of a decided sale into an envelope. Holders of its units can stop each payment.
	fn pay(
		id: InstrumentId,
		project: &mut ProjectOf<T>,
		offering: OfferingId,
		won: Won,
	) -> Result<EnvelopeId, DispatchError> {
		let (pot, now) = (Self::pot_of(id), T::Time::moment());
		T::Offerings::hand_over(offering, &[(pot.clone(), won)])?;
		let units = T::Holders::units(id).unwrap_or_default();
		let plan = project.plan.envelope(id, pot.clone(), won, units, now);
		let plan = plan.ok_or(Error::<T>::NothingToDo)?;
		project.taken = won;
		Self::deposit_event(Event::Paid { project: id, offering, won });
		T::Escrow::open(Self::envelopes_of(id), &pot, plan)
	}

	/// Gives all units what came back, and whatever else lies in the pot beside the bond. If somebody paid for all units before,
	/// it goes to the fund router.
	fn give_back(id: InstrumentId, project: &mut ProjectOf<T>) -> DispatchResult {
		let pot = Self::pot_of(id);
		let won = T::Won::spendable(&pot).saturating_sub(project.bonded()); // it lies in the pot (I3)
		if T::Instruments::has_ended(id) {
			let router = T::Sources::account_of(Source::ReturnedProjects);
			T::Won::send(&pot, &router, won, Error::<T>::InsufficientBalance)?;
			Self::deposit_event(Event::Routed { project: id, won });
		} else {
			let pays_at = Self::given_at();
			T::Instruments::give_back(id, &pot, won, pays_at)?;
			Self::deposit_event(Event::GivenBack { project: id, won, pays_at });
		}
		project.given = project.returned;
		Ok(())
	}

	/// The day of what is given to all units now.
	fn given_at() -> Moment {
		T::Time::moment().saturating_add(GIVEN_AFTER) // now is far from the end of time
	}

	/// Pays of the bond what a step of `advance` asks for.
	fn settle_bond(id: InstrumentId, project: &mut ProjectOf<T>, step: Step) -> DispatchResult {
		let bonded = project.bonded();
		match (project.status, step) {
			(Status::Running { .. }, Step::To(_)) => Self::slash(id, project, missed_of(bonded)),
			(_, Step::To(Status::Running { .. })) => {
				let kept = kept_of(bonded);
				Self::return_bond(id, project, bonded.saturating_sub(kept)) // a part of it
			}
			(_, Step::End(End::Stopped)) => Self::make_whole(id, project),
			(_, Step::End(_)) => Self::return_bond(id, project, bonded),
			_ => Ok(()),
		}
	}

	/// Pays won of the bond back to the account that paid it.
	fn return_bond(id: InstrumentId, project: &mut ProjectOf<T>, won: Won) -> DispatchResult {
		let Some(to) = project.bond.as_ref().map(|own| own.from.clone()) else { return Ok(()) };
		if won > 0 {
			T::Won::send(&Self::pot_of(id), &to, won, Error::<T>::InsufficientBalance)?;
			project.lower_bond(won);
			Self::deposit_event(Event::BondReturned { project: id, to, won });
		}
		Ok(())
	}

	/// Takes won of the bond for the fund router.
	fn slash(id: InstrumentId, project: &mut ProjectOf<T>, won: Won) -> DispatchResult {
		if won > 0 {
			let router = T::Sources::account_of(Source::Slashes);
			T::Won::send(&Self::pot_of(id), &router, won, Error::<T>::InsufficientBalance)?;
			project.lower_bond(won);
			Self::deposit_event(Event::BondSlashed { project: id, won });
		}
		Ok(())
	}

	/// Gives all units of the bond as much as was spent of their money, and the rest to the fund router.
	fn make_whole(id: InstrumentId, project: &mut ProjectOf<T>) -> DispatchResult {
		let is_paid = T::Instruments::has_ended(id);
		let won = if is_paid { 0 } else { project.spent().min(project.bonded()) };
		if won > 0 {
			let pays_at = Self::given_at();
			T::Instruments::give_back(id, &Self::pot_of(id), won, pays_at)?;
			project.lower_bond(won);
			Self::deposit_event(Event::BondGiven { project: id, won, pays_at });
		}
		let rest = project.bonded();
		Self::slash(id, project, rest)
	}

	/// Money of a project came back from its envelope.
	pub(crate) fn note_returned(id: InstrumentId, envelope: EnvelopeId, won: Won) {
		let Some(mut project) = Projects::<T>::get(id) else { return };
		if project.status.envelope() != Some(envelope) {
			return;
		}
		project.returned = project.returned.saturating_add(won); // no more than was taken
		Projects::<T>::insert(id, project);
		Self::deposit_event(Event::Returned { project: id, won });
	}

	pub(crate) fn do_report(who: &T::AccountId, id: InstrumentId, report: H256) -> DispatchResult {
		let project = Self::founded_by(who, id)?;
		let step = Self::follows(&project, Act::Reported)?;
		if let Status::Running { report_due, .. } = project.status {
			let begins = report_due.saturating_sub(QUARTER); // a moment of the chain is later
			ensure!(T::Time::moment() >= begins, Error::<T>::TooEarly);
		}

		Self::deposit_event(Event::Reported { project: id, report });
		Self::apply(id, project, step);
		Ok(())
	}
}
