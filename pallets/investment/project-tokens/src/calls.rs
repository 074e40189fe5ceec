// SPDX-License-Identifier: Apache-2.0

//! The calls, in the order of their numbers. Each is two lines, the origin and then the body in `functions.rs`.

use frame_support::pallet_macros::*;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Proposes a project, by a plan that is frozen from now on. The residents of the instrument's regions judge it.
		///
		/// Origin: the founder, who issues the instrument. Emits [`Event::Proposed`].
		/// Errors: `NothingAsked`, `MilestonesUnsound`, `PromiseUnsound`, `InstrumentNotFound`, `NotAuthorized`,
		/// `FounderKeepsUnits`, `AlreadyExists`, `MaxProjectsExceeded`, `PayeeGone`, and those of the ballot.
		#[pallet::call_index(0)]
		pub fn propose(
			origin: OriginFor<T>,
			project: InstrumentId,
			plan: Box<PlanOf<T>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_propose(&who, project, *plan)
		}

		/// Opens the sale of the units. The signer pays a bond of 5 % of what all units on sale cost together, which answers for
		/// the project. The account of the signer is in use until the project ends, so it keeps its last won.
		///
		/// Origin: the founder. Emits [`Event::BondLocked`] and [`Event::Advanced`].
		/// Errors: `ProjectNotFound`, `NotAuthorized`, `WrongStatus`, `TooLate`, `WrongDocument`, `PriceTooHigh`,
		/// `InsufficientBalance`, and those of the sale and of accounts.
		#[pallet::call_index(1)]
		pub fn offer(
			origin: OriginFor<T>,
			project: InstrumentId,
			sale: SaleOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer(&who, project, sale)
		}

		/// Does what follows by itself: residents judged, a time is over, the sale is decided, money came back, or all is
		/// built. Free of charge when something followed.
		///
		/// Origin: anyone. Emits [`Event::Advanced`], [`Event::Paid`], [`Event::GivenBack`], [`Event::Routed`],
		/// [`Event::ReportMissed`], [`Event::BondReturned`], [`Event::BondGiven`], [`Event::BondSlashed`] or [`Event::Ended`].
		/// Errors: `ProjectNotFound`, `NothingToDo`, and those of the sale, of the envelope and of the dividend.
		#[pallet::call_index(2)]
		pub fn advance(origin: OriginFor<T>, project: InstrumentId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_advance(project)
		}

		/// Takes an approved project back, before the sale opens.
		///
		/// Origin: the founder. Emits [`Event::Ended`].
		/// Errors: `ProjectNotFound`, `NotAuthorized`, `WrongStatus`.
		#[pallet::call_index(3)]
		pub fn withdraw(origin: OriginFor<T>, project: InstrumentId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(&who, project)
		}

		/// Reports on a quarter, by the document with this hash.
		///
		/// Origin: the founder. Emits [`Event::Reported`], and [`Event::Advanced`].
		/// Errors: `ProjectNotFound`, `NotAuthorized`, `WrongStatus`, `TooLate`, `TooEarly`.
		#[pallet::call_index(4)]
		pub fn report(origin: OriginFor<T>, project: InstrumentId, report: H256) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report(&who, project, report)
		}
	}
}
