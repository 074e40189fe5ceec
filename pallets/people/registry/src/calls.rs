// SPDX-License-Identifier: Apache-2.0

//! The calls, in the order of their numbers: people and keys, shops, cohorts. Each is two lines, the origin and then the body
//! in `functions/`. What they read and write is declared in `lib.rs`.

use frame_support::pallet_macros::*;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Gives `who` this mandate in place of any earlier one.
		///
		/// Origin: the governing origin. Emits [`Event::AttesterAppointed`]. Errors: `NothingGranted`, `InvalidRegion`,
		/// `ConflictingScopes`, `MaxAttestersExceeded`.
		#[pallet::call_index(0)]
		pub fn appoint_attester(
			origin: OriginFor<T>,
			who: T::AccountId,
			regions: RegionSet,
			scopes: ScopeSet,
		) -> DispatchResult {
			T::AttesterOrigin::ensure_origin(origin)?;
			Self::do_appoint_attester(who, Attester { regions, scopes })
		}

		/// Takes the mandate from `who`. People, shops and cohorts that `who` attested stay.
		///
		/// Origin: the governing origin. Emits [`Event::AttesterDismissed`]. Errors: `AttesterNotFound`.
		#[pallet::call_index(1)]
		pub fn dismiss_attester(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			T::AttesterOrigin::ensure_origin(origin)?;
			Self::do_dismiss_attester(who)
		}

		/// Registers people, all or none.
		///
		/// Origin: an attester with `People` for every region named. Emits [`Event::PersonRegistered`] for each. Errors:
		/// `InvalidRegion`, `CommitmentAlreadyUsed`, `KeyAlreadyRegistered`, `NumbersExhausted`.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::weight_of_registering(count(people)))]
		pub fn register_people(
			origin: OriginFor<T>,
			people: BatchOf<T, NewPersonOf<T>>,
		) -> DispatchResult {
			Self::ensure_over_zones(origin, Scope::People, people.iter().map(|new| new.zone))?;
			Self::do_register_people(&people)
		}

		/// Adds a phone or card of one's own, at most [`MAX_KEYS`] in all.
		///
		/// The account agrees afterwards with `confirm_key`, or leaves with `remove_key`: an account without a won could not
		/// agree first. A person who adds another's account gives that person money.
		///
		/// Origin: a phone of a person who is not frozen. Emits [`Event::KeyAdded`], and [`Event::OperatorSet`] if the key owns
		/// a shop that nobody is known to run. Errors: `NotAuthorized`, `PersonFrozen`, `PersonDeceased`,
		/// `KeyAlreadyRegistered`, `MaxKeysExceeded`.
		#[pallet::call_index(3)]
		pub fn add_key(origin: OriginFor<T>, key: T::AccountId, kind: KeyKind) -> DispatchResult {
			let (person, _) = Self::ensure_phone(origin)?;
			Self::do_add_key(person, key, kind, false)
		}

		/// Removes a key of one's own, not the last.
		///
		/// Origin: a phone of a person who is not frozen, or the key itself. Emits [`Event::KeyRemoved`]. Errors:
		/// `NotAuthorized`, `PersonFrozen`, `PersonDeceased`, `KeyNotFound`, `LastKey`, `AccountInUse`.
		#[pallet::call_index(4)]
		pub fn remove_key(origin: OriginFor<T>, key: T::AccountId) -> DispatchResult {
			let person = Self::ensure_phone_or_self(origin, &key)?;
			Self::do_remove_key(person, key)
		}

		/// Gives a person who has never had a key the first one, a card or a phone. Later keys come by `add_key` or a recovery,
		/// so that no attester gets at a person's money without the delay.
		///
		/// Origin: an attester with `People` over the person. Emits [`Event::KeyAdded`], and [`Event::OperatorSet`] if the key
		/// owns a shop that nobody is known to run. Errors: `NotRegistered`, `PersonDeceased`, `KeyAlreadyIssued`,
		/// `KeyAlreadyRegistered`.
		#[pallet::call_index(5)]
		pub fn issue_key(
			origin: OriginFor<T>,
			person: PersonId,
			key: T::AccountId,
			kind: KeyKind,
		) -> DispatchResult {
			Self::ensure_over_person(origin, Scope::People, person)?;
			Self::do_issue_key(person, key, kind)
		}

		/// Removes a lost or wrongly added key, even the last.
		///
		/// Origin: an attester with `People` over the person. Emits [`Event::KeyRemoved`]. Errors: `KeyNotFound`,
		/// `NotRegistered`, `AccountInUse`.
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

		/// Starts to move a person to a new key, which takes `RecoveryDelay` milliseconds.
		///
		/// Origin: an attester with `People` over the person. Emits [`Event::RecoveryStarted`]. Errors: `NotRegistered`,
		/// `PersonDeceased`, `RecoveryAlreadyStarted`, `MaxRecoveriesExceeded`, `KeyAlreadyRegistered`.
		#[pallet::call_index(9)]
		pub fn start_recovery(
			origin: OriginFor<T>,
			person: PersonId,
			new_key: T::AccountId,
			kind: KeyKind,
		) -> DispatchResult {
			let by = Self::ensure_over_person(origin, Scope::People, person)?;
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
		/// Origin: anyone. Emits [`Event::RecoveryFinished`], and [`Event::OperatorSet`] if the key owns a shop that nobody is
		/// known to run. Errors: `RecoveryNotFound`, `TooEarly`, `NotRegistered`, `PersonDeceased`, `MaxRecoveriesExceeded`,
		/// `KeyAlreadyRegistered`.
		#[pallet::call_index(11)]
		pub fn finish_recovery(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_finish_recovery(person)
		}

		/// Clears away the record of a key that no longer counts and whose account holds nothing else.
		///
		/// Origin: anyone. Emits [`Event::KeyForgotten`]. Errors: `KeyNotFound`, `KeyStillValid`, `AccountInUse`.
		#[pallet::call_index(12)]
		pub fn forget_stale_key(origin: OriginFor<T>, key: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_forget_stale_key(key)
		}

		/// Records that a person lives in `zone` now, which makes a visitor a resident. Cohorts stay as they are.
		///
		/// Origin: an attester with `People` for the new region. Emits [`Event::PersonMoved`]. Errors: `NotRegistered`,
		/// `PersonDeceased`, `InvalidRegion`.
		#[pallet::call_index(13)]
		pub fn move_house(origin: OriginFor<T>, person: PersonId, zone: ZoneId) -> DispatchResult {
			Self::ensure_over_zones(origin, Scope::People, core::iter::once(zone))?;
			Self::do_move_house(person, zone)
		}

		/// Records a death. Final.
		///
		/// Origin: an attester with `People` over the person. Emits [`Event::DeathRecorded`]. Errors: `NotRegistered`,
		/// `PersonDeceased`.
		#[pallet::call_index(14)]
		pub fn record_death(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			Self::ensure_over_person(origin, Scope::People, person)?;
			Self::do_record_death(person)
		}

		/// Lets `guardian` do `acts` for `ward` before `until` (milliseconds), in place of earlier acts. At most
		/// [`MAX_GUARDIANS`] whose time is not over.
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
			Self::do_appoint_guardian(ward, Guardian { guardian, acts, until })
		}

		/// Ends a guardianship.
		///
		/// Origin: the guardian, an attester with `People` where the ward lives, or, when the time is over, anyone. Emits
		/// [`Event::GuardianDismissed`]. Errors: `NotRegistered`, `NotAuthorized`, `GuardianNotFound`.
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
		/// Origin: anyone who acts for no shop. Emits [`Event::MerchantApplied`]. Errors: `InvalidRegion`, `InvalidCategory`,
		/// `AccountAlreadyActs`, `NumbersExhausted`.
		#[pallet::call_index(17)]
		pub fn apply_merchant(
			origin: OriginFor<T>,
			zone: ZoneId,
			category: CategoryId,
			sales_class: SalesClass,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_apply_merchant(NewMerchant { owner, zone, category, sales_class })
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

		/// Registers shops and lets them in, all or none.
		///
		/// Origin: an attester with `Merchants` for every region named. Emits [`Event::MerchantRegistered`] for each. Errors:
		/// `InvalidRegion`, `InvalidCategory`, `AccountAlreadyActs`, `NumbersExhausted`.
		#[pallet::call_index(19)]
		#[pallet::weight(<T as Config>::WeightInfo::register_merchants(count(merchants)))]
		pub fn register_merchants(
			origin: OriginFor<T>,
			merchants: BatchOf<T, NewMerchantOf<T>>,
		) -> DispatchResult {
			Self::ensure_over_zones(origin, Scope::Merchants, merchants.iter().map(|m| m.zone))?;
			Self::do_register_merchants(&merchants)
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
		/// `MerchantNotFound`, `MerchantStatusForbids`, `InvalidRegion`, `InvalidCategory`.
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
		/// `MerchantStatusForbids`, `AccountInUse`.
		#[pallet::call_index(28)]
		pub fn close_merchant(origin: OriginFor<T>, merchant: MerchantId) -> DispatchResult {
			Self::ensure_may_close(origin, merchant)?;
			Self::do_close_merchant(merchant)
		}

		/// Moves a shop to another owner's account, which must not act for a shop. Money stays on the old account. If the new
		/// account is a person's key, that person is the operator; else the operator stays.
		///
		/// Origin: an attester with `Merchants` where the shop stands. Emits [`Event::OwnerReplaced`]. Errors:
		/// `MerchantNotFound`, `MerchantStatusForbids`, `AccountAlreadyActs`, `AccountInUse`.
		#[pallet::call_index(29)]
		pub fn replace_owner(
			origin: OriginFor<T>,
			merchant: MerchantId,
			new_owner: T::AccountId,
		) -> DispatchResult {
			Self::ensure_over_merchant(origin, merchant)?;
			Self::do_replace_owner(merchant, new_owner)
		}

		/// Lets an account refund and spend for the signer's shop, up to a limit in won a Korean day; at most [`MAX_TILLS`].
		///
		/// Origin: the owner of an active shop. Emits [`Event::TillAdded`]. Errors: `NotAuthorized`, `MerchantNotFound`,
		/// `MerchantSuspended`, `MerchantNotApproved`, `MerchantStatusForbids`, `AccountAlreadyActs`, `MaxTillsExceeded`.
		#[pallet::call_index(30)]
		pub fn add_till(
			origin: OriginFor<T>,
			till: T::AccountId,
			limit_per_day: Won,
		) -> DispatchResult {
			let merchant = Self::ensure_owner(origin)?;
			Self::do_add_till(merchant, till, limit_per_day)
		}

		/// Takes an account off the signer's shop.
		///
		/// Origin: the owner, or the till itself. Emits [`Event::TillRemoved`]. Errors: `NotAuthorized`, `TillNotFound`,
		/// `AccountInUse`.
		#[pallet::call_index(31)]
		pub fn remove_till(origin: OriginFor<T>, till: T::AccountId) -> DispatchResult {
			let merchant = Self::ensure_owner_or_self(origin, &till)?;
			Self::do_remove_till(merchant, till)
		}

		/// Creates an empty cohort.
		///
		/// Origin: an attester with `Cohorts` for the region. Emits [`Event::CohortCreated`]. Errors: `InvalidRegion`,
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

		/// Agrees to be a key. From then on won on the account counts as the person's, who may claim it after a recovery.
		///
		/// Origin: a key that its person added. Emits [`Event::KeyConfirmed`]. Errors: `NotAuthorized`, `KeyAlreadyConfirmed`.
		#[pallet::call_index(35)]
		pub fn confirm_key(origin: OriginFor<T>) -> DispatchResult {
			let key = ensure_signed(origin)?;
			Self::do_confirm_key(key)
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
		/// Origin: an attester with `People` for `region`. Emits [`Event::VisitorRegistered`] for each. Errors: `InvalidRegion`,
		/// `CommitmentAlreadyUsed`, `KeyAlreadyRegistered`, `NumbersExhausted`.
		#[pallet::call_index(37)]
		#[pallet::weight(Pallet::<T>::weight_of_visitors(count(visitors)))]
		pub fn register_visitors(
			origin: OriginFor<T>,
			region: RegionId,
			visitors: BatchOf<T, NewVisitorOf<T>>,
		) -> DispatchResult {
			Self::ensure_over_region(origin, Scope::People, region)?;
			Self::do_register_visitors(region, &visitors)
		}

		/// States the person who runs a shop and so cannot be its customer, whichever account owns the shop. With `None` the
		/// owner's account names the operator, once that account is a person's key.
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
	}
}
