// SPDX-License-Identifier: Apache-2.0

//! Intakes: opened, applied to, scored, and awarded; and awards: paid, told of, and returned.

use chungnam_frame_kit::{count, Clock, PeopleExt, WonExt};
use chungnam_ports::{
	Escrow, EscrowOwner, Merchants, Payee, PayeeReason, Payees, Seats, Source, Sources,
};
use chungnam_primitives::{EnvelopeId, IntakeId, Moment, RegionSet, Won};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	storage::with_storage_layer,
	traits::Get,
};
use sp_core::H256;
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> From<Unsound> for Error<T> {
	fn from(why: Unsound) -> Self {
		match why {
			Unsound::Regions => Self::RegionNotFound,
			Unsound::Offer => Self::NothingOffered,
			Unsound::Windows => Self::WindowsUnsound,
			Unsound::Judges => Self::JudgesUnsound,
			Unsound::Return => Self::ReturnUnsound,
			Unsound::Steps => Self::MilestonesUnsound,
			Unsound::Sum => Self::SumTooHigh,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The account in which the money of an intake waits.
	pub(crate) fn pot_of(id: IntakeId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(id.0)
	}

	pub(crate) fn load_intake(id: IntakeId) -> Result<IntakeOf<T>, Error<T>> {
		Intakes::<T>::get(id).ok_or(Error::<T>::IntakeNotFound)
	}

	fn load_application(id: IntakeId, firm: &FirmOf<T>) -> Result<Application, Error<T>> {
		Applications::<T>::get(id, firm).ok_or(Error::<T>::ApplicationNotFound)
	}

	fn load_award(id: EnvelopeId) -> Result<AwardOf<T>, Error<T>> {
		Awards::<T>::get(id).ok_or(Error::<T>::AwardNotFound)
	}

	/// The present lies in this window.
	fn ensure_between(from: Moment, until: Moment) -> Result<(), Error<T>> {
		let now = T::Time::moment();
		ensure!(now >= from, Error::<T>::TooEarly);
		ensure!(now < until, Error::<T>::TooLate);
		Ok(())
	}

	/// The signer is the account into which a firm is paid now.
	fn ensure_firm(firm: &FirmOf<T>, who: &T::AccountId) -> Result<(), Error<T>> {
		let is_person = matches!(firm, Payee::Person(_));
		let is_paid = T::Payees::account_of(firm, who).is_ok_and(|account| account == *who);
		ensure!(!is_person && is_paid, Error::<T>::NotTheFirm);
		Ok(())
	}

	/// True if a firm is of one of these regions. Of an institution the chain does not know where it is.
	fn is_in(firm: &FirmOf<T>, regions: RegionSet) -> bool {
		match firm {
			Payee::Merchant(shop) => T::Merchants::merchant(*shop, T::Time::moment())
				.is_some_and(|own| regions.contains(own.zone.region)),
			Payee::Institution(_) | Payee::Person(_) => true,
		}
	}

	pub(crate) fn do_open_intake(office: Option<T::AccountId>, plan: IntakePlan) -> DispatchResult {
		plan.check_at(T::Time::moment()).map_err(Error::<T>::from)?;
		let has_room = Intakes::<T>::count() < MAX_INTAKES && Awards::<T>::count() < MAX_AWARDS;
		ensure!(has_room, Error::<T>::MaxIntakesExceeded);
		// The governing origin is no office.
		let own =
			Intakes::<T>::iter_values().filter(|own| own.office.is_some() && own.office == office);
		ensure!(own.count() < MAX_OF_OFFICE, Error::<T>::MaxIntakesExceeded);
		let id = NextIntake::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::MaxIntakesExceeded)?;
		let reserve = plan.reserve().ok_or(Error::<T>::InsufficientFund)?;

		let (fund, pot) = (T::Fund::get(), Self::pot_of(id));
		T::Won::send(&fund, &pot, reserve, Error::<T>::InsufficientFund)?;
		NextIntake::<T>::put(next);
		Intakes::<T>::insert(id, Intake::new(plan.clone(), office.clone()));
		Self::deposit_event(Event::Opened { intake: id, office, plan, reserve });
		Ok(())
	}

	/// Once experts may score the office has no word about who gets the money.
	pub(crate) fn do_cancel_intake(
		office: Option<T::AccountId>,
		id: IntakeId,
		why: H256,
	) -> DispatchResult {
		let intake = Self::load_intake(id)?;
		// The governing origin is no office.
		let may = office.is_none() || office == intake.office;
		ensure!(may, Error::<T>::NotAuthorized);
		Self::ensure_between(0, intake.plan.closes)?;

		let won = Self::clear(id, &intake)?;
		Self::deposit_event(Event::Cancelled { intake: id, office, why, won });
		Ok(())
	}

	pub(crate) fn do_apply(
		who: &T::AccountId,
		id: IntakeId,
		firm: FirmOf<T>,
		plan: H256,
		steps: Steps,
	) -> DispatchResult {
		let mut intake = Self::load_intake(id)?;
		Self::ensure_between(intake.plan.opens, intake.plan.closes)?;
		Self::ensure_firm(&firm, who)?;
		ensure!(!intake.is_of(&firm), Error::<T>::OwnIntake);
		ensure!(Self::is_in(&firm, intake.plan.regions), Error::<T>::OutsideRegions);
		check_steps(&steps, intake.plan.most).map_err(Error::<T>::from)?;
		let people = T::Payees::people_behind(&firm);
		let is_twice = people.iter().any(|person| intake.is_behind(*person));
		ensure!(!is_twice && !intake.has(&firm), Error::<T>::AlreadyApplied);
		let entry = Entry { firm: firm.clone(), people: people.clone(), scores: 0, points: 0 };
		let pushed = intake.entries.try_push(entry);
		pushed.map_err(|_| Error::<T>::MaxApplicationsExceeded)?;

		Intakes::<T>::insert(id, intake);
		Applications::<T>::insert(id, &firm, Application::new(plan, steps.clone()));
		Self::deposit_event(Event::Applied { intake: id, firm, people, plan, steps });
		Ok(())
	}

	pub(crate) fn do_withdraw(who: &T::AccountId, id: IntakeId, firm: FirmOf<T>) -> DispatchResult {
		let mut intake = Self::load_intake(id)?;
		Self::load_application(id, &firm)?;
		Self::ensure_between(0, intake.plan.scored_by)?;
		Self::ensure_firm(&firm, who)?;

		intake.forget(&firm);
		Intakes::<T>::insert(id, intake);
		Applications::<T>::remove(id, &firm);
		Self::deposit_event(Event::Withdrawn { intake: id, firm });
		Ok(())
	}

	pub(crate) fn do_score(
		who: &T::AccountId,
		id: IntakeId,
		firm: FirmOf<T>,
		points: u8,
	) -> DispatchResult {
		ensure!(points <= MAX_POINTS, Error::<T>::PointsTooHigh);
		let mut intake = Self::load_intake(id)?;
		let mut application = Self::load_application(id, &firm)?;
		Self::ensure_between(intake.plan.closes, intake.scored_until(&firm))?;
		let expert = T::People::acting(who).map_err(|_| Error::<T>::NotAnExpert)?;
		let is_seated = T::Seats::is_seated(expert, intake.plan.fields, T::Time::moment());
		ensure!(is_seated, Error::<T>::NotAnExpert);
		let is_own = intake.is_behind(expert) || T::Payees::people_behind(&firm).contains(&expert);
		ensure!(!is_own, Error::<T>::OwnFirm);
		ensure!(!application.experts.contains(&expert), Error::<T>::AlreadyScored);
		let pushed = application.experts.try_push(expert);
		pushed.map_err(|_| Error::<T>::MaxScoresExceeded)?;

		intake.count(&firm, points);
		Intakes::<T>::insert(id, intake);
		Applications::<T>::insert(id, &firm, application);
		Self::deposit_event(Event::Scored { intake: id, firm, expert, points });
		Ok(())
	}

	pub(crate) fn do_award(id: IntakeId) -> DispatchResultWithPostInfo {
		let intake = Self::load_intake(id)?;
		ensure!(T::Time::moment() >= intake.goes_on(), Error::<T>::TooEarly);
		match intake.best().map(|own| own.firm.clone()) {
			Some(firm) => Self::grant(id, intake, firm)?,
			None => Self::close(id, &intake)?,
		}
		Ok(Pays::No.into())
	}

	/// Puts the money of a firm into an envelope. One that can never be opened is passed over at once, and one that cannot be
	/// opened now, or whose firm is stopped, when nobody waits for it any longer.
	fn grant(id: IntakeId, mut intake: IntakeOf<T>, firm: FirmOf<T>) -> DispatchResult {
		let own = Self::load_application(id, &firm)?;
		let (pot, now) = (Self::pot_of(id), T::Time::moment());
		let account = T::Payees::account_of(&firm, &pot);
		let is_gone = account == Err(PayeeReason::Gone);
		let is_stopped = account == Err(PayeeReason::Stopped);
		let plan = own.envelope(intake.plan.fields, firm.clone(), T::Fund::get(), now);
		let owner = EscrowOwner::Intake(id.0);
		let is_over = is_gone || now >= intake.plan.patience_ends();
		let open = || -> Result<EnvelopeId, DispatchError> {
			ensure!(!is_stopped, Error::<T>::NotTheFirm);
			T::Escrow::open(owner, &pot, plan)
		};
		let opened = match with_storage_layer(open) {
			Err(why) if !is_over => return Err(why),
			opened => opened,
		};

		Applications::<T>::remove(id, &firm);
		intake.forget(&firm);
		match opened {
			Ok(envelope) => {
				let sum = own.sum();
				let until = now.saturating_add(intake.plan.term); // now is far from the end of time
				intake.awarded = intake.awarded.saturating_add(1); // at most the firms of the plan
				intake.spent = intake.spent.saturating_add(sum); // at most the reserve
				let milestones = u8::try_from(count(&own.steps)).unwrap_or(u8::MAX); // at most MAX_MILESTONES
				let share = intake.plan.share;
				let new = Award::new(id, firm.clone(), sum, milestones, share, until);
				Awards::<T>::insert(envelope, new);
				let awarded = Event::Awarded { intake: id, firm, award: envelope, sum, until };
				Self::deposit_event(awarded);
			}
			Err(why) => Self::deposit_event(Event::PassedOver { intake: id, firm, why }),
		}
		Intakes::<T>::insert(id, intake);
		Ok(())
	}

	/// Ends an intake.
	fn close(id: IntakeId, intake: &IntakeOf<T>) -> DispatchResult {
		let won = Self::clear(id, intake)?;
		Self::deposit_event(Event::Closed { intake: id, won });
		Ok(())
	}

	/// Nothing is left of an intake. Its won goes back to the fund, and is given.
	fn clear(id: IntakeId, intake: &IntakeOf<T>) -> Result<Won, DispatchError> {
		let (pot, fund) = (Self::pot_of(id), T::Fund::get());
		let won = T::Won::spendable(&pot);

		T::Won::send(&pot, &fund, won, Error::<T>::InsufficientFund)?;
		for own in &intake.entries {
			Applications::<T>::remove(id, &own.firm);
		}
		Intakes::<T>::remove(id);
		Ok(won)
	}

	/// The award of an envelope, if it is one of this intake.
	fn award_from(intake: IntakeId, id: EnvelopeId) -> Option<AwardOf<T>> {
		Awards::<T>::get(id).filter(|own| own.intake == intake)
	}

	/// A firm was paid a milestone. Its award stands for a while after that.
	pub(crate) fn note_paid(intake: IntakeId, id: EnvelopeId, milestone: u8, won: Won) {
		let Some(mut own) = Self::award_from(intake, id) else { return };
		let last = T::Time::moment().saturating_add(LAST_WORD); // now is far from the end of time
		own.paid = own.paid.saturating_add(won); // no more than was awarded
		own.reached |= own.bit(milestone).unwrap_or(0); // a milestone that is paid is there
		own.until = own.until.max(last);
		Awards::<T>::insert(id, own);
		Self::deposit_event(Event::MilestonePaid { award: id, milestone, won });
	}

	/// Money of an award went back to the fund.
	pub(crate) fn note_returned(intake: IntakeId, id: EnvelopeId, won: Won) {
		let Some(mut own) = Self::award_from(intake, id) else { return };
		own.returned = own.returned.saturating_add(won); // no more than was awarded
		Awards::<T>::insert(id, own);
		Self::deposit_event(Event::Returned { award: id, won });
	}

	pub(crate) fn do_report(
		who: &T::AccountId,
		id: EnvelopeId,
		milestone: u8,
		figures: Figures,
	) -> DispatchResult {
		let mut own = Self::load_award(id)?;
		Self::ensure_firm(&own.firm, who)?;
		let bit = own.bit(milestone).ok_or(Error::<T>::MilestoneNotFound)?;
		ensure!(own.has_reached(bit), Error::<T>::MilestoneNotPaid);
		ensure!(!own.has_told(bit), Error::<T>::AlreadyReported);

		own.tell(bit, &figures);
		Awards::<T>::insert(id, own);
		Self::deposit_event(Event::Reported { award: id, milestone, figures });
		Ok(())
	}

	pub(crate) fn do_pay_return(who: &T::AccountId, id: EnvelopeId, won: Won) -> DispatchResult {
		ensure!(won > 0, Error::<T>::ZeroAmount);
		let mut own = Self::load_award(id)?;
		ensure!(won <= own.unpaid(), Error::<T>::MoreThanAgreed);
		let to = T::Sources::account_of(Source::ProjectProfits);

		T::Won::send(who, &to, won, Error::<T>::InsufficientBalance)?;
		own.repaid = own.repaid.saturating_add(won); // at most what was agreed
		Awards::<T>::insert(id, own);
		Self::deposit_event(Event::ReturnPaid { award: id, from: who.clone(), won });
		Ok(())
	}

	pub(crate) fn do_end_award(id: EnvelopeId) -> DispatchResultWithPostInfo {
		let own = Self::load_award(id)?;
		let is_over = T::Time::moment() >= own.until && own.held() == 0;
		ensure!(is_over, Error::<T>::NotOver);

		Awards::<T>::remove(id);
		Self::deposit_event(Event::AwardEnded { award: id, unpaid: own.unpaid() });
		Ok(Pays::No.into())
	}
}
