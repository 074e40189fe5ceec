// SPDX-License-Identifier: Apache-2.0

//! The calls, in the order of their numbers: programmes, arrears, beacons, claims. Each is two lines, the origin and then the
//! body in `functions/`. What they read and write is declared in `lib.rs`.

use frame_support::pallet_macros::*;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Creates a programme with a budget account of its own, which begins empty; see [`Pallet::programme_account`].
		/// The rest of the budget goes to `refund_to` in the end. Nothing in the plan may be due before today.
		///
		/// Origin: an attester with scope `Issue` for all regions that issue by `template`. Emits
		/// [`Event::ProgrammeCreated`]. Errors: `PlanUnsound`, `CohortNotFound`, `WrongIssuers`, `MaxProgrammesExceeded`,
		/// `Overflow`, `TooLate`, `WrongNumber`, `WindowTooLong`, and the currency's own for `template`.
		#[pallet::call_index(0)]
		pub fn create_programme(
			origin: OriginFor<T>,
			plan: Plan,
			template: TemplateOf<T>,
			refund_to: T::AccountId,
		) -> DispatchResult {
			Self::ensure_issuer_by(origin, &template)?;
			Self::do_create_programme(plan, template, refund_to)
		}

		/// Pays own plain won into the budget of a programme. A waiting drop is opened in one of the next blocks.
		///
		/// Origin: anyone. Emits [`Event::Funded`]. Errors: `ZeroAmount`, `ProgrammeNotFound`, `TooLate`,
		/// `InsufficientBalance`.
		#[pallet::call_index(1)]
		pub fn fund(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			#[pallet::compact] amount: Won,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_fund(&who, programme, amount)
		}

		/// Opens what is due of a programme at once, as the agenda would. Where the cohort's list is full, one drop that is over
		/// lapses for it.
		///
		/// Origin: anyone. Emits [`Event::DropOpened`], [`Event::DropSkipped`] or [`Event::ClaimsOpened`], and
		/// [`Event::ProgrammeCompleted`] at the end. Errors: `ProgrammeNotFound`, `TooLate`, `TooEarly`, `BudgetExhausted`,
		/// `NobodyEnrolled`, `Overflow`, and the currency's own.
		#[pallet::call_index(2)]
		#[pallet::weight(declared::opening::<T>(<T as Config>::WeightInfo::retry()))]
		pub fn retry(origin: OriginFor<T>, programme: ProgrammeId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_retry(programme)
		}

		/// Announces other terms for the drops of a cohort that are due on the day `from` or later, however late they open.
		/// Two changes can be announced; one for the same day is replaced.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::ChangeScheduled`]. Errors:
		/// `ProgrammeNotFound`, `WrongKind`, `TooLate`, `PlanUnsound`, `WrongIssuers`, `TooEarly`, `MaxChangesExceeded`,
		/// `Overflow`, and the currency's own for the new rules.
		#[pallet::call_index(3)]
		pub fn schedule_change(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			from: KoreanDay,
			terms: NewTermsOf<T>,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_schedule_change(programme, from, terms)
		}

		/// Calls off the terms that are announced for the day `from` and do not hold yet.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::ChangeCancelled`]. Errors:
		/// `ProgrammeNotFound`, `ChangeNotFound`, `TooLate`.
		#[pallet::call_index(4)]
		pub fn cancel_change(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			from: KoreanDay,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_cancel_change(programme, from)
		}

		/// Ends what is still to be opened, and claims at a place, for spending or by a list. What people have and open drops
		/// of a cohort stay as promised; what nobody claimed of claims goes back to the funders.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::ProgrammeStopped`]. Errors:
		/// `ProgrammeNotFound`, `AlreadyInState`.
		#[pallet::call_index(5)]
		pub fn stop(origin: OriginFor<T>, programme: ProgrammeId) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_stop(programme)
		}

		/// Gives back what is left of the budget of a programme that is over: `ClosingDelay` after its end or the end of
		/// its claims, at once if it never opened anything.
		///
		/// Origin: anyone. Emits [`Event::ProgrammeClosed`]. Errors: `ProgrammeNotFound`, `TooEarly`, `AlreadyInState`,
		/// `Overflow`.
		#[pallet::call_index(6)]
		pub fn close(origin: OriginFor<T>, programme: ProgrammeId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_close(programme)
		}

		/// Deletes at most `limit` (at most [`MAX_PRUNED`]) marks and beacons of a closed programme, and with the last of
		/// them the programme. Won that was sent to its account since goes the way of the rest.
		///
		/// Origin: anyone. Emits [`Event::Pruned`], and [`Event::ProgrammeRemoved`] at the end. Errors:
		/// `ProgrammeNotFound`, `TooEarly`, `NothingToPrune`.
		#[pallet::call_index(7)]
		#[pallet::weight(<T as Config>::WeightInfo::prune((*limit).min(MAX_PRUNED)))]
		pub fn prune(origin: OriginFor<T>, programme: ProgrammeId, limit: u32) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(programme, limit)
		}

		/// Gives the drop of a past day to up to 100 people who were not in the cohort then, from the programme's budget, and
		/// names those who cannot get it. Where its series has less than half of its days left, they get it from a new one.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::ArrearsGranted`], and
		/// [`Event::ArrearsRefused`] if some could not be paid. Errors: `ProgrammeNotFound`, `WrongKind`, `TooLate`,
		/// `OpeningNotFound`, `NotRegistered`, `PersonDeceased`, `AlreadyEnrolled`, `AlreadyGranted`, `MaxArrearsExceeded`,
		/// `ZeroAmount`, `BudgetExhausted`, and the currency's own.
		#[pallet::call_index(8)]
		#[pallet::weight(declared::grant_arrears::<T>(count(people)))]
		pub fn grant_arrears(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			day: KoreanDay,
			people: Latecomers,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_grant_arrears(programme, day, people)
		}

		/// Lets a device in a zone of the programme say who was there, `per_slot` visitors in a time slot.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::BeaconRegistered`]. Errors:
		/// `ProgrammeNotFound`, `WrongKind`, `TooLate`, `PlanUnsound`, `MaxBeaconsExceeded`, `WrongNumber`.
		#[pallet::call_index(9)]
		pub fn register_beacon(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			key: AccountId32,
			zone: ZoneId,
			per_slot: u32,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_register_beacon(programme, Beacon::new(key, zone, per_slot))
		}

		/// Switches a beacon off, or on again.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::BeaconSwitched`]. Errors:
		/// `ProgrammeNotFound`, `BeaconNotFound`, `AlreadyInState`.
		#[pallet::call_index(10)]
		pub fn switch_beacon(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			beacon: BeaconId,
			is_active: bool,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_switch_beacon(programme, beacon, is_active)
		}

		/// Removes a beacon. Claims by its sights stay.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::BeaconRemoved`]. Errors:
		/// `ProgrammeNotFound`, `BeaconNotFound`.
		#[pallet::call_index(11)]
		pub fn remove_beacon(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			beacon: BeaconId,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_remove_beacon(programme, beacon)
		}

		/// Claims what a programme gives at a place, with the signature of each beacon that saw the visitor; see
		/// [`Pallet::sight_payload`]. Once a person and programme.
		///
		/// Origin: a key of an active person, the visitor's pass. Emits [`Event::PlaceClaimed`]. Errors: `NotRegistered`,
		/// `PersonFrozen`, `PersonDeceased`, `ProgrammeNotFound`, `WrongKind`, `TooEarly`, `TooLate`, `NotOpen`,
		/// `NotVisitor`, `AlreadyClaimed`, `MaxClaimsExceeded`, `WrongSights`, `BeaconNotFound`, `SameBeacon`,
		/// `BeaconNotActive`, `StaleSight`, `SignatureInvalid`, `MaxVisitorsExceeded`, and the currency's own.
		#[pallet::call_index(12)]
		#[pallet::weight(declared::claim_at_place::<T>(count(sights)))]
		pub fn claim_at_place(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			sights: Sights,
		) -> DispatchResult {
			let person = Self::ensure_person(origin)?;
			Self::do_claim_at_place(person, programme, sights)
		}

		/// Claims what a programme pays back for the person's own payments: once a person and programme, or for each payment.
		/// A refund of such a payment takes the same share of the payback back.
		///
		/// Origin: a key of an active person. Emits [`Event::PaybackClaimed`]. Errors: `NotRegistered`, `PersonFrozen`,
		/// `PersonDeceased`, `ProgrammeNotFound`, `WrongKind`, `TooEarly`, `TooLate`, `NotOpen`, `NotVisitor`,
		/// `AlreadyClaimed`, `MaxClaimsExceeded`, `SameReceipt`, `ReceiptNotFound`, `ForeignReceipt`, `ReceiptPledged`,
		/// `ReceiptOutsideWindow`, `ShopNotAllowed`, `BelowMinimum`, `MonthUsedUp`, and the currency's own.
		#[pallet::call_index(13)]
		#[pallet::weight(declared::claim_payback::<T>(count(receipts)))]
		pub fn claim_payback(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			receipts: ReceiptIds,
		) -> DispatchResult {
			let person = Self::ensure_person(origin)?;
			Self::do_claim_payback(person, programme, receipts)
		}

		/// Gives a payback back in full, less what refunds took of it already, so that its receipts can be claimed for with
		/// others. Not where each payment counts by itself.
		///
		/// Origin: a key of the active person who claimed it. Emits [`Event::PaybackUndone`]. Errors: `NotRegistered`,
		/// `PersonFrozen`, `PersonDeceased`, `ProgrammeNotFound`, `WrongKind`, `TooLate`, `ClaimNotFound`, `PaybackSpent`,
		/// and the currency's own.
		#[pallet::call_index(14)]
		#[pallet::weight(declared::undo_payback::<T>())]
		pub fn undo_payback(origin: OriginFor<T>, programme: ProgrammeId) -> DispatchResult {
			let person = Self::ensure_person(origin)?;
			Self::do_undo_payback(person, programme)
		}

		/// Claims an entry of a list for the person it names, once.
		///
		/// Origin: anyone. Emits [`Event::ListClaimed`]. Errors: `ProgrammeNotFound`, `WrongKind`, `TooEarly`, `TooLate`,
		/// `NotOpen`, `ProofInvalid`, `AlreadyClaimed`, `ZeroAmount`, `NotRegistered`, `PersonDeceased`, `BudgetExhausted`,
		/// and the currency's own.
		#[pallet::call_index(15)]
		#[pallet::weight(declared::claim_listed::<T>(count(proof)))]
		pub fn claim_listed(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			entry: ListEntry,
			proof: Proof,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim_listed(programme, entry, proof)
		}

		/// Claims at a place for a ward whom the beacons saw, as [`Pallet::claim_at_place`] does for oneself.
		///
		/// Origin: a key of a guardian of `ward` who may claim for it. Emits [`Event::PlaceClaimed`]. Errors: `NotAuthorized`,
		/// `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `ProgrammeNotFound`, `WrongKind`, `TooEarly`, `TooLate`, `NotOpen`,
		/// `NotVisitor`, `AlreadyClaimed`, `MaxClaimsExceeded`, `WrongSights`, `BeaconNotFound`, `SameBeacon`,
		/// `BeaconNotActive`, `StaleSight`, `SignatureInvalid`, `MaxVisitorsExceeded`, and the currency's own.
		#[pallet::call_index(16)]
		#[pallet::weight(declared::claim_at_place_for::<T>(count(sights)))]
		pub fn claim_at_place_for(
			origin: OriginFor<T>,
			ward: PersonId,
			programme: ProgrammeId,
			sights: Sights,
		) -> DispatchResult {
			Self::ensure_guardian(origin, ward)?;
			Self::do_claim_at_place(ward, programme, sights)
		}

		/// Claims for a ward what a programme pays back for the ward's payments, as [`Pallet::claim_payback`] does for one's own.
		///
		/// Origin: a key of a guardian of `ward` who may claim for it. Emits [`Event::PaybackClaimed`]. Errors: `NotAuthorized`,
		/// `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `ProgrammeNotFound`, `WrongKind`, `TooEarly`, `TooLate`, `NotOpen`,
		/// `NotVisitor`, `AlreadyClaimed`, `MaxClaimsExceeded`, `SameReceipt`, `ReceiptNotFound`, `ForeignReceipt`,
		/// `ReceiptPledged`, `ReceiptOutsideWindow`, `ShopNotAllowed`, `BelowMinimum`, `MonthUsedUp`, and the currency's own.
		#[pallet::call_index(17)]
		#[pallet::weight(declared::claim_payback_for::<T>(count(receipts)))]
		pub fn claim_payback_for(
			origin: OriginFor<T>,
			ward: PersonId,
			programme: ProgrammeId,
			receipts: ReceiptIds,
		) -> DispatchResult {
			Self::ensure_guardian(origin, ward)?;
			Self::do_claim_payback(ward, programme, receipts)
		}
	}
}
