// SPDX-License-Identifier: Apache-2.0

//! The calls, in the order of their numbers: people and keys, shops, cohorts. Each is two lines, the origin and then the body
//! in `functions/`. What they read and write is declared in `lib.rs`.

use frame_support::pallet_macros::*;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Gives an institution this mandate in place of its present one, or offers it to an account that is none yet and
		/// accepts with `accept_mandate`. A region gives and replaces mandates of its own, and no wider one.
		///
		/// Origin: the governing origin. Emits [`Event::AttesterAppointed`] or [`Event::MandateOffered`]. Errors:
		/// `MandateTooWide`, `NothingGranted`, `RegionNotFound`, `ConflictingScopes`, `MaxAttestersExceeded`.
		#[pallet::call_index(0)]
		pub fn appoint_attester(
			origin: OriginFor<T>,
			who: T::AccountId,
			regions: RegionSet,
			scopes: ScopeSet,
		) -> DispatchResult {
			let widest = T::AttesterOrigin::ensure_origin(origin)?;
			Self::do_offer_mandate(who, Attester { regions, scopes }, &widest)
		}

		/// Takes the mandate, or the offer of one, from `who`. People, shops and cohorts that `who` attested stay. A region takes
		/// mandates of its own, and no wider one.
		///
		/// Origin: the dismissal origin. Emits [`Event::AttesterDismissed`]. Errors: `MandateTooWide`, `AttesterNotFound`.
		#[pallet::call_index(1)]
		pub fn dismiss_attester(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			let widest = T::DismissalOrigin::ensure_origin(origin)?;
			Self::do_dismiss_attester(who, &widest)
		}

		/// Registers people, all or none. A person whose account did not agree, or has another role, gets a key later.
		///
		/// Origin: an attester with `People` for every region named. Emits [`Event::PersonRegistered`] for each, and
		/// [`Event::KeyRefused`]. Errors: `RegionNotFound`, `CommitmentAlreadyUsed`, `NumbersExhausted`.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::weight_of_registering(count(people)))]
		pub fn register_people(
			origin: OriginFor<T>,
			people: BatchOf<T, NewPersonOf<T>>,
		) -> DispatchResult {
			Self::ensure_over_zones(origin, Scope::People, people.iter().map(|new| new.zone))?;
			Self::do_register_people(people.into_inner())
		}

		/// Adds a phone or card of one's own that agreed, at most [`MAX_KEYS`] in all.
		///
		/// Origin: a phone of a person who is not frozen. Emits [`Event::KeyAdded`]. Errors: `NotAuthorized`, `PersonFrozen`,
		/// `PersonDeceased`, `ConsentExpired`, `ConsentInvalid`, `KeyAlreadyRegistered`, `AccountAlreadyActs`,
		/// `AccountIsAttester`, `AccountIsInvestor`, `MaxKeysExceeded`.
		#[pallet::call_index(3)]
		pub fn add_key(origin: OriginFor<T>, key: ConsentOf<T>, kind: KeyKind) -> DispatchResult {
			let (person, _) = Self::ensure_phone(origin)?;
			let key = Self::ensure_consent(key, RoleOffer::Key { person, kind })?;
			Self::do_add_key(person, key, kind)
		}

		/// Removes a key of one's own, not the last.
		///
		/// Origin: a phone of a person who is not frozen, or the key itself. Emits [`Event::KeyRemoved`]. Errors:
		/// `NotAuthorized`, `PersonFrozen`, `PersonDeceased`, `KeyNotFound`, `LastKey`.
		#[pallet::call_index(4)]
		pub fn remove_key(origin: OriginFor<T>, key: T::AccountId) -> DispatchResult {
			let person = Self::ensure_phone_or_self(origin, &key)?;
			Self::do_remove_key(person, key)
		}

		/// Gives a person who has never had a key the first one, a card or a phone that agreed. Later keys come by `add_key` or
		/// a recovery, so that no attester gets at a person's money without the delay.
		///
		/// Origin: an attester with `People` over the person. Emits [`Event::KeyAdded`]. Errors: `NotRegistered`,
		/// `PersonDeceased`, `KeyAlreadyIssued`, `ConsentExpired`, `ConsentInvalid`, `KeyAlreadyRegistered`,
		/// `AccountAlreadyActs`, `AccountIsAttester`, `AccountIsInvestor`.
		#[pallet::call_index(5)]
		pub fn issue_key(
			origin: OriginFor<T>,
			person: PersonId,
			key: ConsentOf<T>,
			kind: KeyKind,
		) -> DispatchResult {
			Self::ensure_over_person(origin, Scope::People, person)?;
			let key = Self::ensure_consent(key, RoleOffer::Key { person, kind })?;
			Self::do_issue_key(person, key, kind)
		}

		/// Removes a lost or wrongly added key, even the last.
		///
		/// Origin: an attester with `People` over the person. Emits [`Event::KeyRemoved`]. Errors: `KeyNotFound`,
		/// `NotRegistered`.
		#[pallet::call_index(6)]
		pub fn revoke_key(origin: OriginFor<T>, key: T::AccountId) -> DispatchResult {
			let person = Self::ensure_over_key(origin, &key)?;
			Self::do_revoke_key(person, key)
		}

		/// Stops a person's keys at once.
		///
		/// Origin: an attester with `Freeze` over the person. Emits [`Event::PersonFrozen`]. Errors: `NotRegistered`,
		/// `PersonFrozen`, `PersonDeceased`.
		#[pallet::call_index(7)]
		pub fn freeze(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			Self::ensure_over_person(origin, Scope::Freeze, person)?;
			Self::do_freeze(person)
		}

		/// Lets a frozen person act again.
		///
		/// Origin: an attester with `Freeze` over the person. Emits [`Event::PersonUnfrozen`]. Errors: `NotRegistered`,
		/// `PersonNotFrozen`, `PersonDeceased`.
		#[pallet::call_index(8)]
		pub fn unfreeze(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			Self::ensure_over_person(origin, Scope::Freeze, person)?;
			Self::do_unfreeze(person)
		}

		/// Starts to move a person to a new key that agreed, which takes `RecoveryDelay` milliseconds.
		///
		/// Origin: an attester with `People` over the person. Emits [`Event::RecoveryStarted`]. Errors: `NotRegistered`,
		/// `PersonDeceased`, `RecoveryAlreadyStarted`, `MaxRecoveriesExceeded`, `ConsentExpired`, `ConsentInvalid`,
		/// `KeyAlreadyRegistered`, `AccountAlreadyActs`, `AccountIsAttester`, `AccountIsInvestor`.
		#[pallet::call_index(9)]
		pub fn start_recovery(
			origin: OriginFor<T>,
			person: PersonId,
			new_key: ConsentOf<T>,
			kind: KeyKind,
		) -> DispatchResult {
			let by = Self::ensure_over_person(origin, Scope::People, person)?;
			let new_key = Self::ensure_consent(new_key, RoleOffer::Key { person, kind })?;
			Self::do_start_recovery(person, new_key, kind, by)
		}

		/// Calls a recovery off.
		///
		/// Origin: a key of the person, who is not frozen, or an attester with `People` where the person lives. Emits
		/// [`Event::RecoveryCancelled`]. Errors: `NotRegistered`, `NotAuthorized`, `PersonFrozen`, `PersonDeceased`,
		/// `RecoveryNotFound`.
		#[pallet::call_index(10)]
		pub fn cancel_recovery(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			Self::ensure_over_person_or_key(origin, person)?;
			Self::do_cancel_recovery(person)
		}

		/// Makes the new key the person's only one, once the delay is over. A frozen person stays frozen.
		///
		/// Origin: anyone. Emits [`Event::RecoveryFinished`]. Errors: `RecoveryNotFound`, `TooEarly`, `NotRegistered`,
		/// `PersonDeceased`, `MaxRecoveriesExceeded`, `KeyAlreadyRegistered`, `AccountAlreadyActs`,
		/// `AccountIsAttester`, `AccountIsInvestor`.
		#[pallet::call_index(11)]
		pub fn finish_recovery(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_finish_recovery(person)
		}

		/// Clears away the record of a role that the account left `RoleMemory` ago. A former key's account must be empty.
		///
		/// Origin: anyone. Emits [`Event::KeyForgotten`] or [`Event::FormerAccountForgotten`]. Errors: `KeyNotFound`,
		/// `KeyStillValid`, `TooEarly`, `AccountInUse`.
		#[pallet::call_index(12)]
		pub fn forget_stale_key(origin: OriginFor<T>, key: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_forget_stale_key(key)
		}

		/// Records that a person lives in `zone` now, which makes a visitor a resident; outside of the province it makes a
		/// resident a visitor, who leaves the cohorts of attesters. A move that the office of the old home does not make itself
		/// only starts: `finish_move`.
		///
		/// Origin: an attester with `People` for the new region, or, to the outside, over the person. Emits
		/// [`Event::PersonMoved`] or [`Event::MoveStarted`]. Errors: `NotRegistered`, `PersonDeceased`, `RegionNotFound`.
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::weight_of_moving(zone))]
		pub fn move_house(origin: OriginFor<T>, person: PersonId, zone: ZoneId) -> DispatchResult {
			Self::do_move_house(origin, person, zone)
		}

		/// Records a death. The won on the keys of the person is frozen. Final after `EstateDelay` milliseconds: until then
		/// `undo_death`.
		///
		/// Origin: an attester with `People` over the person. Emits [`Event::DeathRecorded`]. Errors: `NotRegistered`,
		/// `PersonDeceased`.
		#[pallet::call_index(14)]
		pub fn record_death(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			Self::ensure_over_person(origin, Scope::People, person)?;
			Self::do_record_death(person)
		}

		/// Lets `guardian` do `acts` for `ward` before `until` (milliseconds), in place of earlier acts: after `RecoveryDelay`,
		/// or at once if the guardian may do them already. At most [`MAX_GUARDIANS`] whose time is not over.
		///
		/// Origin: an attester with `People` where the ward lives. Emits [`Event::GuardianAppointed`]. Errors: `NotRegistered`,
		/// `SelfGuardian`, `NothingGranted`, `TooLate`, `PersonDeceased`, `MaxGuardiansExceeded`.
		#[pallet::call_index(15)]
		pub fn appoint_guardian(
			origin: OriginFor<T>,
			ward: PersonId,
			guardian: PersonId,
			acts: WardActs,
			until: Moment,
		) -> DispatchResult {
			Self::ensure_over_person(origin, Scope::People, ward)?;
			Self::do_appoint_guardian(ward, guardian, acts, until)
		}

		/// Ends a guardianship.
		///
		/// Origin: the guardian, a key of the ward who is not frozen, an attester with `People` where the ward lives, or, when
		/// the time is over, anyone. Emits [`Event::GuardianDismissed`]. Errors: `NotRegistered`, `NotAuthorized`,
		/// `PersonFrozen`, `PersonDeceased`, `GuardianNotFound`.
		#[pallet::call_index(16)]
		pub fn dismiss_guardian(
			origin: OriginFor<T>,
			ward: PersonId,
			guardian: PersonId,
		) -> DispatchResult {
			Self::ensure_may_dismiss(origin, ward, guardian)?;
			Self::do_dismiss_guardian(ward, guardian)
		}

		/// Asks for the signer's shop to be let in; again, if the shop was rejected.
		///
		/// Origin: an account without a role. Emits [`Event::MerchantApplied`]. Errors: `RegionNotFound`, `CategoryNotFound`,
		/// `AccountAlreadyActs`, `KeyAlreadyRegistered`, `AccountIsAttester`, `NumbersExhausted`.
		#[pallet::call_index(17)]
		pub fn apply_merchant(
			origin: OriginFor<T>,
			zone: ZoneId,
			category: CategoryId,
			sales_class: SalesClass,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_apply_merchant(owner, zone, category, sales_class)
		}

		/// Takes an open or rejected application back.
		///
		/// Origin: the owner; after `ApplicationPeriod`, anyone. Emits [`Event::ApplicationWithdrawn`]. Errors:
		/// `MerchantNotFound`, `MerchantStatusForbids`, `TooEarly`, `AccountInUse`.
		#[pallet::call_index(18)]
		pub fn withdraw_application(origin: OriginFor<T>, merchant: MerchantId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_application(merchant, &who)
		}

		/// Registers shops and lets them in, except those whose account did not agree or has another role.
		///
		/// Origin: an attester with `Merchants` for every region named. Emits [`Event::MerchantRegistered`] or
		/// [`Event::OwnerRefused`] for each. Errors: `RegionNotFound`, `CategoryNotFound`, `NotRegistered`, `PersonDeceased`,
		/// `NumbersExhausted`.
		#[pallet::call_index(19)]
		#[pallet::weight(<T as Config>::WeightInfo::register_merchants(count(merchants)))]
		pub fn register_merchants(
			origin: OriginFor<T>,
			merchants: BatchOf<T, NewMerchantOf<T>>,
		) -> DispatchResult {
			Self::ensure_over_zones(origin, Scope::Merchants, merchants.iter().map(|m| m.zone))?;
			Self::do_register_merchants(merchants.into_inner())
		}

		/// Lets a shop in.
		///
		/// Origin: an attester with `Merchants` where the shop stands. Emits [`Event::MerchantApproved`]. Errors:
		/// `MerchantNotFound`, `MerchantStatusForbids`.
		#[pallet::call_index(20)]
		pub fn approve_merchant(origin: OriginFor<T>, merchant: MerchantId) -> DispatchResult {
			Self::ensure_over_merchant(origin, merchant)?;
			Self::do_approve_merchant(merchant)
		}

		/// Refuses an application.
		///
		/// Origin: an attester with `Merchants` where the shop stands. Emits [`Event::MerchantRejected`]. Errors:
		/// `MerchantNotFound`, `MerchantStatusForbids`.
		#[pallet::call_index(21)]
		pub fn reject_merchant(
			origin: OriginFor<T>,
			merchant: MerchantId,
			reason: Reason,
		) -> DispatchResult {
			Self::ensure_over_merchant(origin, merchant)?;
			Self::do_reject_merchant(merchant, reason)
		}

		/// Stops a shop from taking, spending and cashing out money; a suspended shop may still refund.
		///
		/// Origin: an attester with `Merchants` where the shop stands. Emits [`Event::MerchantSuspended`]. Errors:
		/// `MerchantNotFound`, `MerchantStatusForbids`.
		#[pallet::call_index(22)]
		pub fn suspend_merchant(
			origin: OriginFor<T>,
			merchant: MerchantId,
			reason: Reason,
		) -> DispatchResult {
			Self::ensure_over_merchant(origin, merchant)?;
			Self::do_suspend_merchant(merchant, reason)
		}

		/// Objects to the suspension of the signer's shop, once per suspension.
		///
		/// Origin: the owner. Emits [`Event::AppealFiled`]. Errors: `NotAuthorized`, `MerchantNotFound`,
		/// `MerchantStatusForbids`.
		#[pallet::call_index(23)]
		pub fn appeal(origin: OriginFor<T>) -> DispatchResult {
			let merchant = Self::ensure_owner(origin)?;
			Self::do_appeal(merchant)
		}

		/// Decides an objection: if it is upheld, the shop is open again; else the shop stays suspended.
		///
		/// Origin: an attester with `Merchants` where the shop stands. Emits [`Event::MerchantReinstated`] or
		/// [`Event::AppealDismissed`]. Errors: `MerchantNotFound`, `MerchantStatusForbids`.
		#[pallet::call_index(24)]
		pub fn decide_appeal(
			origin: OriginFor<T>,
			merchant: MerchantId,
			uphold: bool,
		) -> DispatchResult {
			Self::ensure_over_merchant(origin, merchant)?;
			Self::do_decide_appeal(merchant, uphold)
		}

		/// Ends a suspension.
		///
		/// Origin: an attester with `Merchants` where the shop stands. Emits [`Event::MerchantReinstated`]. Errors:
		/// `MerchantNotFound`, `MerchantStatusForbids`.
		#[pallet::call_index(25)]
		pub fn reinstate_merchant(origin: OriginFor<T>, merchant: MerchantId) -> DispatchResult {
			Self::ensure_over_merchant(origin, merchant)?;
			Self::do_reinstate_merchant(merchant)
		}

		/// Records the yearly check of a shop; the next is due `RecheckPeriod` from now.
		///
		/// Origin: an attester with `Merchants` where the shop stands. Emits [`Event::MerchantRechecked`]. Errors:
		/// `MerchantNotFound`, `MerchantStatusForbids`.
		#[pallet::call_index(26)]
		pub fn recheck_merchant(
			origin: OriginFor<T>,
			merchant: MerchantId,
			sales_class: SalesClass,
		) -> DispatchResult {
			Self::ensure_over_merchant(origin, merchant)?;
			Self::do_recheck_merchant(merchant, sales_class)
		}

		/// Records that a shop moved or changed its trade.
		///
		/// Origin: an attester with `Merchants` for the old and the new region. Emits [`Event::MerchantAmended`]. Errors:
		/// `MerchantNotFound`, `MerchantStatusForbids`, `RegionNotFound`, `CategoryNotFound`.
		#[pallet::call_index(27)]
		pub fn amend_merchant(
			origin: OriginFor<T>,
			merchant: MerchantId,
			zone: ZoneId,
			category: CategoryId,
		) -> DispatchResult {
			Self::ensure_over_merchant_and(origin, merchant, zone)?;
			Self::do_amend_merchant(merchant, zone, category)
		}

		/// Closes a shop for good.
		///
		/// Origin: the owner of an active shop, or an attester with `Merchants` where the shop stands. Emits
		/// [`Event::MerchantClosed`]. Errors: `MerchantNotFound`, `NotAuthorized`, `MerchantSuspended`, `MerchantNotApproved`,
		/// `MerchantStatusForbids`.
		#[pallet::call_index(28)]
		pub fn close_merchant(origin: OriginFor<T>, merchant: MerchantId) -> DispatchResult {
			Self::ensure_may_close(origin, merchant)?;
			Self::do_close_merchant(merchant)
		}

		/// Starts to move a shop to another owner's account that agreed: because the shop was sold, or its account lost. The
		/// present owner finishes it at once, else it takes `RecoveryDelay` milliseconds.
		///
		/// Origin: an attester with `Merchants` where the shop stands. Emits [`Event::ReplacementStarted`]. Errors:
		/// `MerchantNotFound`, `MerchantStatusForbids`, `ConsentExpired`, `ConsentInvalid`, `AccountAlreadyActs`,
		/// `KeyAlreadyRegistered`, `AccountIsAttester`.
		#[pallet::call_index(29)]
		pub fn replace_owner(
			origin: OriginFor<T>,
			merchant: MerchantId,
			new_owner: ConsentOf<T>,
		) -> DispatchResult {
			Self::ensure_over_merchant(origin, merchant)?;
			let owner = Self::ensure_consent(new_owner, RoleOffer::Owner { merchant })?;
			Self::do_start_replacement(merchant, owner)
		}

		/// Lets an account that agreed refund and spend for the signer's shop, up to a limit in won a Korean day; at most
		/// [`MAX_TILLS`].
		///
		/// Origin: the owner of an active shop. Emits [`Event::TillAdded`]. Errors: `NotAuthorized`, `MerchantNotFound`,
		/// `MerchantSuspended`, `MerchantNotApproved`, `MerchantStatusForbids`, `ConsentExpired`, `ConsentInvalid`,
		/// `AccountAlreadyActs`, `KeyAlreadyRegistered`, `AccountIsAttester`, `MaxTillsExceeded`.
		#[pallet::call_index(30)]
		pub fn add_till(
			origin: OriginFor<T>,
			till: ConsentOf<T>,
			limit_per_day: Won,
		) -> DispatchResult {
			let merchant = Self::ensure_owner(origin)?;
			let till = Self::ensure_consent(till, RoleOffer::Till { merchant })?;
			Self::do_add_till(merchant, till, limit_per_day)
		}

		/// Takes an account off the signer's shop.
		///
		/// Origin: the owner, or the till itself. Emits [`Event::TillRemoved`]. Errors: `NotAuthorized`, `TillNotFound`.
		#[pallet::call_index(31)]
		pub fn remove_till(origin: OriginFor<T>, till: T::AccountId) -> DispatchResult {
			let merchant = Self::ensure_owner_or_self(origin, &till)?;
			Self::do_remove_till(merchant, till)
		}

		/// Creates an empty cohort.
		///
		/// Origin: an attester with `Cohorts` for the region. Emits [`Event::CohortCreated`]. Errors: `RegionNotFound`,
		/// `NumbersExhausted`.
		#[pallet::call_index(32)]
		pub fn create_cohort(origin: OriginFor<T>, region: RegionId) -> DispatchResult {
			T::MandateOrigin::ensure_of(origin, Scope::Cohorts, region)?;
			Self::do_create_cohort(region, false).map(|_| ())
		}

		/// Enrols residents in a cohort of attesters, all or none, from the next moment on.
		///
		/// Origin: an attester with `Cohorts` for the cohort's region. Emits [`Event::PeopleEnrolled`]. Errors:
		/// `CohortNotFound`, `CohortManaged`, `NotRegistered`, `PersonDeceased`, `NotResident`, `AlreadyEnrolled`,
		/// `MaxEnrolmentsExceeded`.
		#[pallet::call_index(33)]
		#[pallet::weight(<T as Config>::WeightInfo::enrol(count(people)))]
		pub fn enrol(
			origin: OriginFor<T>,
			cohort: CohortId,
			people: BatchOf<T, PersonId>,
		) -> DispatchResult {
			Self::ensure_over_cohort(origin, cohort)?;
			Self::do_enrol(cohort, people)
		}

		/// Takes people out of a cohort of attesters, all or none, from the next moment on. Earned money stays theirs.
		///
		/// Origin: an attester with `Cohorts` for the cohort's region. Emits [`Event::PeopleUnenrolled`]. Errors:
		/// `CohortNotFound`, `CohortManaged`, `NotRegistered`, `NotEnrolled`.
		#[pallet::call_index(34)]
		#[pallet::weight(<T as Config>::WeightInfo::unenrol(count(people)))]
		pub fn unenrol(
			origin: OriginFor<T>,
			cohort: CohortId,
			people: BatchOf<T, PersonId>,
		) -> DispatchResult {
			Self::ensure_over_cohort(origin, cohort)?;
			Self::do_unenrol(cohort, people)
		}

		/// Accepts the mandate that was offered to the signer.
		///
		/// Origin: an account with an offer and without a role. Emits [`Event::AttesterAppointed`]. Errors:
		/// `AttesterNotFound`, `KeyAlreadyRegistered`, `AccountAlreadyActs`, `MaxAttestersExceeded`.
		#[pallet::call_index(35)]
		pub fn accept_mandate(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_mandate(who)
		}

		/// Moves people from one cohort of attesters to another, all or none: the next moment ends the one stay and begins the
		/// other, so exactly one of both covers any moment.
		///
		/// Origin: an attester with `Cohorts` for the regions of both. Emits [`Event::EnrolmentsTransferred`]. Errors:
		/// `CohortNotFound`, `SameCohort`, `CohortManaged`, `NotRegistered`, `PersonDeceased`, `NotResident`, `NotEnrolled`,
		/// `AlreadyEnrolled`, `MaxEnrolmentsExceeded`.
		#[pallet::call_index(36)]
		#[pallet::weight(<T as Config>::WeightInfo::transfer_enrolments(count(people)))]
		pub fn transfer_enrolments(
			origin: OriginFor<T>,
			from: CohortId,
			to: CohortId,
			people: BatchOf<T, PersonId>,
		) -> DispatchResult {
			Self::ensure_over_cohorts(origin, from, to)?;
			Self::do_transfer_enrolments(from, to, people)
		}

		/// Registers visitors, all or none: people with keys who live outside the province and are in no cohort. The region
		/// stands in the event only: later acts about a visitor take a mandate over the province.
		///
		/// Origin: an attester with `People` for `region`. Emits [`Event::VisitorRegistered`] for each, and [`Event::KeyRefused`]. Errors: `RegionNotFound`,
		/// `CommitmentAlreadyUsed`, `NumbersExhausted`.
		#[pallet::call_index(37)]
		#[pallet::weight(Pallet::<T>::weight_of_visitors(count(visitors)))]
		pub fn register_visitors(
			origin: OriginFor<T>,
			region: RegionId,
			visitors: BatchOf<T, NewVisitorOf<T>>,
		) -> DispatchResult {
			Self::ensure_over_region(origin, Scope::People, region)?;
			Self::do_register_visitors(region, visitors.into_inner())
		}

		/// States the person who runs a shop and so cannot be its customer, whichever account owns the shop, or with
		/// `None` that nobody does.
		///
		/// Origin: an attester with `Merchants` where the shop stands. Emits [`Event::OperatorSet`]. Errors: `MerchantNotFound`,
		/// `MerchantStatusForbids`, `NotRegistered`, `PersonDeceased`.
		#[pallet::call_index(38)]
		pub fn set_operator(
			origin: OriginFor<T>,
			merchant: MerchantId,
			operator: Option<PersonId>,
		) -> DispatchResult {
			Self::ensure_over_merchant(origin, merchant)?;
			Self::do_set_operator(merchant, operator)
		}

		/// Finishes a move to another region that was started.
		///
		/// Origin: a key of the person, who is not frozen, or an attester with `People` over the person; after `RecoveryDelay`,
		/// anyone. Emits [`Event::PersonMoved`]. Errors: `MoveNotFound`, `NotAuthorized`, `PersonFrozen`, `PersonDeceased`.
		#[pallet::call_index(39)]
		pub fn finish_move(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			Self::do_finish_move(origin, person)
		}

		/// Calls a move to another region off.
		///
		/// Origin: a key of the person, who is not frozen, or an attester with `People` over the person or for the new region.
		/// Emits [`Event::MoveCancelled`]. Errors: `MoveNotFound`, `NotAuthorized`, `PersonFrozen`, `PersonDeceased`.
		#[pallet::call_index(40)]
		pub fn cancel_move(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			Self::do_cancel_move(origin, person)
		}

		/// Gives a shop its other owner's account. The old account and all tills lose every right; what lies on the old account
		/// stays there if its owner agreed, and is the shop's after the delay.
		///
		/// Origin: the owner; after `RecoveryDelay`, anyone. Emits [`Event::OwnerReplaced`]. Errors: `ReplacementNotFound`,
		/// `TooEarly`, `MerchantStatusForbids`, `AccountAlreadyActs`, `KeyAlreadyRegistered`, `AccountIsAttester`.
		#[pallet::call_index(41)]
		pub fn finish_replacement(origin: OriginFor<T>, merchant: MerchantId) -> DispatchResult {
			Self::do_finish_replacement(origin, merchant)
		}

		/// Calls it off that a shop gets another owner's account.
		///
		/// Origin: the owner of an active shop, or an attester with `Merchants` where the shop stands. Emits
		/// [`Event::ReplacementCancelled`]. Errors: `ReplacementNotFound`, `NotAuthorized`, `MerchantSuspended`.
		#[pallet::call_index(42)]
		pub fn cancel_replacement(origin: OriginFor<T>, merchant: MerchantId) -> DispatchResult {
			Self::do_cancel_replacement(origin, merchant)
		}

		/// Enters people on the roll of the region where they live, all or none, from the next moment on. A person who stands
		/// on the roll of another region, which moves could not follow, comes to that of the home.
		///
		/// Origin: an attester with `People` for every region where they live. Emits [`Event::ElectorsGranted`], and
		/// [`Event::RollNearCeiling`] for a region that is almost full. Errors:
		/// `NotRegistered`, `PersonDeceased`, `NotResident`, `AlreadyElector`, `MaxStaysExceeded`, `CeilingReached`.
		#[pallet::call_index(43)]
		#[pallet::weight(Pallet::<T>::weight_of_granting(count(people)))]
		pub fn grant_elector(origin: OriginFor<T>, people: BatchOf<T, PersonId>) -> DispatchResult {
			Self::ensure_over_zones(origin, Scope::People, Self::homes_of(&people)?.into_iter())?;
			Self::do_grant_elector(people)
		}

		/// Takes people off their roll, all or none, from the next moment on. Votes on open ballots stay.
		///
		/// Origin: an attester with `People` for every region where they live. Emits [`Event::ElectorsWithdrawn`]. Errors:
		/// `NotRegistered`, `NotElector`.
		#[pallet::call_index(44)]
		#[pallet::weight(Pallet::<T>::weight_of_withdrawing(count(people)))]
		pub fn withdraw_elector(
			origin: OriginFor<T>,
			people: BatchOf<T, PersonId>,
		) -> DispatchResult {
			Self::ensure_over_zones(origin, Scope::People, Self::homes_of(&people)?.into_iter())?;
			Self::do_withdraw_elector(people)
		}

		/// Says how many adults a region has by the statistics. No office enters more than two in a hundred more on its roll; who
		/// stands there stays, and who moves in comes. Without a number there is no ceiling.
		///
		/// Origin: a referendum on parameters. Emits [`Event::CeilingSet`]. Errors: `RegionNotFound`.
		#[pallet::call_index(45)]
		pub fn set_ceiling(
			origin: OriginFor<T>,
			region: RegionId,
			adults: Option<u32>,
		) -> DispatchResult {
			T::CeilingOrigin::ensure_origin(origin)?;
			Self::do_set_ceiling(region, adults)
		}

		/// Stops an institution for 30 days, as after the theft of its key: it attests nothing, and keeps its mandate. Not twice
		/// in 60 days.
		///
		/// Origin: the suspension origin. Emits [`Event::AttesterSuspended`]. Errors: `AttesterNotFound`, `AlreadySuspended`,
		/// `MaxSuspensionsExceeded`.
		#[pallet::call_index(46)]
		pub fn suspend_attester(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			T::SuspensionOrigin::ensure_origin(origin)?;
			Self::do_suspend_attester(who)
		}

		/// Lets a suspended institution attest again before its time.
		///
		/// Origin: the suspension origin. Emits [`Event::SuspensionLifted`]. Errors: `NotSuspended`.
		#[pallet::call_index(47)]
		pub fn lift_suspension(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			T::SuspensionOrigin::ensure_origin(origin)?;
			Self::do_lift_suspension(who)
		}

		/// Names the file in which a region publishes names of its shops and series, by the blake2-256 hash of its bytes. The
		/// chain keeps the hash of the last file only; wallets get the file from anywhere and show what has this hash.
		///
		/// Origin: an attester with `Merchants` for the region. Emits [`Event::DirectoryPublished`]. Errors: `RegionNotFound`.
		#[pallet::call_index(50)]
		pub fn publish_directory(
			origin: OriginFor<T>,
			region: RegionId,
			hash: DirectoryHash,
		) -> DispatchResult {
			Self::ensure_over_region(origin, Scope::Merchants, region)?;
			Self::do_publish_directory(region, hash)
		}

		/// Undoes a death that was recorded by mistake, within `EstateDelay` milliseconds. The keys that counted count again, and
		/// standing, cohorts, roll and guardians are as before, as far as there is room; a move or a recovery begins anew.
		///
		/// Origin: an attester with `People` over the person. Emits [`Event::DeathUndone`], and for each cohort, roll and guardian
		/// [`Event::PeopleEnrolled`], [`Event::ElectorsGranted`] and [`Event::GuardianAppointed`]. Errors: `NotRegistered`,
		/// `PersonNotDeceased`, `TooLate`.
		#[pallet::call_index(51)]
		pub fn undo_death(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			Self::ensure_over_person(origin, Scope::People, person)?;
			Self::do_undo_death(person)
		}

		/// Says who inherits from a dead person, once the death is final; in place of an heir who has not accepted yet, or whose
		/// own death is final. An heir without a key gets one first.
		///
		/// Origin: an attester with `People` where the dead person lived. Emits [`Event::HeirNamed`]. Errors: `NotRegistered`,
		/// `PersonNotDeceased`, `TooEarly`, `PersonDeceased`, `PersonFrozen`, `EstateAccepted`.
		#[pallet::call_index(52)]
		pub fn name_heir(origin: OriginFor<T>, person: PersonId, heir: PersonId) -> DispatchResult {
			Self::ensure_over_person(origin, Scope::People, person)?;
			Self::do_name_heir(person, heir)
		}

		/// Accepts what a dead person left. From then on a key of the heir takes the plain won on each key and former key of the
		/// dead with the currency's `reclaim_won`, also what comes to it later.
		///
		/// Origin: a key of the heir, who is not frozen. Emits [`Event::EstateAccepted`]. Errors: `NotAuthorized`,
		/// `PersonFrozen`, `HeirNotFound`, `EstateAccepted`.
		#[pallet::call_index(53)]
		pub fn accept_estate(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			let heir = Self::ensure_key(origin)?;
			Self::do_accept_estate(person, heir)
		}

		/// Forgets one closed stay of a person who has as many as can be, 16: the one that ended first of those about which
		/// nothing asks any more, no open drop, no ballot, no case of an income. So there is room for another stay. Arrears of a
		/// day before its end can no longer be granted to the person.
		///
		/// Origin: anyone. Emits [`Event::StayForgotten`]. Errors: `NotRegistered`, `StaysNotFull`, `NothingToForget`.
		#[pallet::call_index(54)]
		pub fn forget_stay(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_forget_stay(person)
		}
	}
}
