// SPDX-License-Identifier: Apache-2.0

//! The calls, in the order of their numbers. Each is two lines, the origin and then the body in `functions.rs`.

use frame_support::pallet_macros::*;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Opens an intake: a call for firms. The most that it can award is reserved from the fund now. An office has four at a
		/// time.
		///
		/// Origin: an office with the scope Budget for all regions of the intake. Emits [`Event::Opened`].
		/// Errors: `RegionNotFound`, `NothingOffered`, `WindowsUnsound`, `JudgesUnsound`, `ReturnUnsound`,
		/// `MaxIntakesExceeded`, `InsufficientFund`.
		#[pallet::call_index(0)]
		pub fn open_intake(origin: OriginFor<T>, plan: Box<IntakePlan>) -> DispatchResult {
			let office = T::MandateOrigin::ensure_over(origin, Scope::Budget, plan.regions)?;
			Self::do_open_intake(office, *plan)
		}

		/// Applies to an intake: the hash of what the firm plans, and its milestones. Nobody is behind two firms of an intake.
		///
		/// Origin: the account into which the firm is paid, of an institution or of a shop that is open. Emits
		/// [`Event::Applied`].
		/// Errors: `IntakeNotFound`, `TooEarly`, `TooLate`, `NotTheFirm`, `OwnIntake`, `OutsideRegions`, `MilestonesUnsound`,
		/// `SumTooHigh`, `AlreadyApplied`, `MaxApplicationsExceeded`.
		#[pallet::call_index(1)]
		pub fn apply(
			origin: OriginFor<T>,
			intake: IntakeId,
			firm: FirmOf<T>,
			plan: H256,
			steps: Steps,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_apply(&who, intake, firm, plan, steps)
		}

		/// Takes an application back, before awards begin.
		///
		/// Origin: the account into which the firm is paid. Emits [`Event::Withdrawn`].
		/// Errors: `IntakeNotFound`, `ApplicationNotFound`, `TooLate`, `NotTheFirm`.
		#[pallet::call_index(2)]
		pub fn withdraw(origin: OriginFor<T>, intake: IntakeId, firm: FirmOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(&who, intake, firm)
		}

		/// Scores an application with 0 to 100 points, once and for good. One without enough scores can be scored for 60 days
		/// more.
		///
		/// Origin: a person with a seat in a field of the intake, who is behind no firm whose application waits. Emits
		/// [`Event::Scored`].
		/// Errors: `PointsTooHigh`, `IntakeNotFound`, `ApplicationNotFound`, `TooEarly`, `TooLate`, `NotAnExpert`, `OwnFirm`,
		/// `AlreadyScored`, `MaxScoresExceeded`.
		#[pallet::call_index(3)]
		pub fn score(
			origin: OriginFor<T>,
			intake: IntakeId,
			firm: FirmOf<T>,
			points: u8,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_score(&who, intake, firm, points)
		}

		/// Decides about the best application that is left; or, when none can be awarded, ends the intake, and what is left of
		/// its money goes back to the fund. Free of charge.
		///
		/// Origin: anyone. Emits [`Event::Awarded`], [`Event::PassedOver`] or [`Event::Closed`].
		/// Errors: `IntakeNotFound`, `TooEarly`, `NotTheFirm` as long as the best firm is stopped, and those of the envelope as
		/// long as it can still come about.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::award().max(T::WeightInfo::close_intake()))]
		pub fn award(origin: OriginFor<T>, intake: IntakeId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_award(intake)
		}

		/// Tells once of a milestone that was paid which evidence was shown for it, and the jobs and training places that it
		/// created.
		///
		/// Origin: the account into which the firm is paid. Emits [`Event::Reported`].
		/// Errors: `AwardNotFound`, `NotTheFirm`, `MilestoneNotFound`, `MilestoneNotPaid`, `AlreadyReported`.
		#[pallet::call_index(5)]
		pub fn report(
			origin: OriginFor<T>,
			award: EnvelopeId,
			milestone: u8,
			figures: Figures,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report(&who, award, milestone, figures)
		}

		/// Pays a part of what a firm agreed to return of its profit. It goes to the fund router, as a profit of projects.
		///
		/// Origin: anyone, for the firm. Emits [`Event::ReturnPaid`].
		/// Errors: `ZeroAmount`, `AwardNotFound`, `MoreThanAgreed`, `InsufficientBalance`.
		#[pallet::call_index(6)]
		pub fn pay_return(origin: OriginFor<T>, award: EnvelopeId, amount: Won) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_pay_return(&who, award, amount)
		}

		/// Ends an award whose envelope is empty and whose time of return is over, 90 days after the last payment at the
		/// earliest. Free of charge.
		///
		/// Origin: anyone. Emits [`Event::AwardEnded`].
		/// Errors: `AwardNotFound`, `NotOver`.
		#[pallet::call_index(7)]
		pub fn end_award(origin: OriginFor<T>, award: EnvelopeId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_end_award(award)
		}

		/// Cancels an intake that was opened by mistake, before experts may score. Applications end, and all of its money goes back
		/// to the fund. `why` is the hash of a document that says why.
		///
		/// Origin: the office that opened the intake, with the scope Budget for all of its regions. Emits [`Event::Cancelled`].
		/// Errors: `IntakeNotFound`, `NotAuthorized`, `TooLate`.
		#[pallet::call_index(8)]
		pub fn cancel_intake(origin: OriginFor<T>, intake: IntakeId, why: H256) -> DispatchResult {
			let regions = Self::load_intake(intake)?.plan.regions;
			let office = T::MandateOrigin::ensure_over(origin, Scope::Budget, regions)?;
			Self::do_cancel_intake(office, intake, why)
		}
	}
}
