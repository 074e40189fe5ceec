// SPDX-License-Identifier: Apache-2.0

//! Why the registry says no.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// The signer is not someone who may do this.
		NotAuthorized,
		/// There is no such city or county.
		RegionNotFound,
		/// There is no such shop category.
		CategoryNotFound,
		/// A mandate or guardianship that allows nothing.
		NothingGranted,
		/// All numbers of this kind are given, or a page of registrations is full of others, which no call can bring about.
		NumbersExhausted,
		/// The waiting time is not over.
		TooEarly,
		/// The end lies in the past.
		TooLate,
		/// The account is not an attester.
		AttesterNotFound,
		/// There are as many attesters as there can be.
		MaxAttestersExceeded,
		/// There is no such person.
		NotRegistered,
		/// The person has died.
		PersonDeceased,
		/// The person is frozen. Ask the call centre.
		PersonFrozen,
		/// The person is not frozen.
		PersonNotFrozen,
		/// Someone is registered with this commitment already, or was.
		CommitmentAlreadyUsed,
		/// The account is not a key of the person.
		KeyNotFound,
		/// The account is a person's key already, or was another person's and is not forgotten.
		KeyAlreadyRegistered,
		/// The person has had a key: the way to another is `add_key` or a recovery.
		KeyAlreadyIssued,
		/// The key counts, so it cannot be forgotten.
		KeyStillValid,
		/// A person cannot give up their last key.
		LastKey,
		/// The person has as many keys as one can have.
		MaxKeysExceeded,
		/// Something else on the chain holds on to the account: a held balance, for instance. Settle that first.
		AccountInUse,
		/// No recovery is under way.
		RecoveryNotFound,
		/// A recovery is under way.
		RecoveryAlreadyStarted,
		/// The person was recovered as often as one can be.
		MaxRecoveriesExceeded,
		/// Nobody is their own guardian.
		SelfGuardian,
		/// There is no such guardian.
		GuardianNotFound,
		/// The person has as many guardians as one can have.
		MaxGuardiansExceeded,
		/// There is no such shop.
		MerchantNotFound,
		/// The shop was not let in yet.
		MerchantNotApproved,
		/// The shop is suspended.
		MerchantSuspended,
		/// The shop's status does not allow this step.
		MerchantStatusForbids,
		/// The account acts for a shop already.
		AccountAlreadyActs,
		/// The account is not a till of the shop.
		TillNotFound,
		/// The shop has as many tills as one can have.
		MaxTillsExceeded,
		/// The till has given out what it may today.
		TillLimitExceeded,
		/// There is no such cohort.
		CohortNotFound,
		/// The cohort is kept by another pallet: no attester enrols in it.
		CohortManaged,
		/// The cohort is kept by attesters: no pallet enrols in it.
		CohortNotManaged,
		/// A transfer must name two cohorts.
		SameCohort,
		/// A visitor can be in no cohort: an attester must register a home in the province first.
		NotResident,
		/// A person is in the cohort already, or named twice.
		AlreadyEnrolled,
		/// A person is not in the cohort, or named twice.
		NotEnrolled,
		/// A person is in as many cohorts as one can be, recently left ones included. `forget_stay` makes room.
		MaxEnrolmentsExceeded,
		/// The account did not sign that it takes this role on this chain.
		ConsentInvalid,
		/// The consent is too old, from a time to come, or from before the account last left a role.
		ConsentExpired,
		/// The account is an institution's.
		AccountIsAttester,
		/// Nobody is moving the person to another region.
		MoveNotFound,
		/// The shop is not to get another owner's account.
		ReplacementNotFound,
		/// One account cannot both state the reserve and make won against it. Appoint another office for the other one.
		ConflictingScopes,
		/// A person stands on the roll of their region already, or is named twice.
		AlreadyElector,
		/// A person stands on no roll, or is named twice.
		NotElector,
		/// The person has moved as often as rolls remember.
		MaxStaysExceeded,
		/// More electors than the region has adults, and two in a hundred more.
		CeilingReached,
		/// The person lives.
		PersonNotDeceased,
		/// No heir of the person is named.
		HeirNotFound,
		/// The heir has accepted.
		EstateAccepted,
		/// Something still asks about each closed stay of the person, or there is none.
		NothingToForget,
		/// There is room for another stay, so none has to be forgotten.
		StaysNotFull,
		/// The institution was suspended in the last 60 days.
		AlreadySuspended,
		/// The institution is not suspended.
		NotSuspended,
		/// As many institutions were suspended in the last 60 days as may be.
		MaxSuspensionsExceeded,
		/// The account is an institution's that may hold units, so it is nobody's key. Take a fresh one.
		AccountIsInvestor,
		/// The mandate, or the one that the account holds or is offered, is wider than this decision can give or take: a region
		/// decides about its own offices.
		MandateTooWide,
	}
}
