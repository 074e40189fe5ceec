// SPDX-License-Identifier: Apache-2.0

//! What the registry tells. Numbers and accounts only: nothing here says who somebody is.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	#[allow(missing_docs)] // the fields are named as in the calls
	pub enum Event<T: Config> {
		/// An institution may attest, with this mandate and no other.
		AttesterAppointed { attester: T::AccountId, regions: RegionSet, scopes: ScopeSet },
		/// An account may become an institution with this mandate, once it accepts.
		MandateOffered { attester: T::AccountId, regions: RegionSet, scopes: ScopeSet },
		/// An institution may no longer attest, and no mandate is offered to it.
		AttesterDismissed { attester: T::AccountId },
		/// An institution may not attest before this moment.
		AttesterSuspended { attester: T::AccountId, until: Moment },
		/// An institution that was suspended may attest again.
		SuspensionLifted { attester: T::AccountId },
		/// A person was registered, with a phone key or without one.
		PersonRegistered { person: PersonId, zone: ZoneId, key: Option<T::AccountId> },
		/// A visitor was registered by an attester of `region`.
		VisitorRegistered { person: PersonId, region: RegionId, key: Option<T::AccountId> },
		/// A newcomer was registered without this account, which did not agree or has another role.
		KeyRefused { person: PersonId, key: T::AccountId },
		/// An account became a key of a person.
		KeyAdded { person: PersonId, key: T::AccountId, kind: KeyKind },
		/// An account is no longer a key of a person.
		KeyRemoved { person: PersonId, key: T::AccountId },
		/// The record of an account that had acted for a shop was cleared away.
		FormerAccountForgotten { merchant: MerchantId, account: T::AccountId },
		/// The record of a key that no longer counted was cleared away.
		KeyForgotten { person: PersonId, key: T::AccountId },
		/// A person's keys were stopped.
		PersonFrozen { person: PersonId },
		/// A person's keys work again.
		PersonUnfrozen { person: PersonId },
		/// A person is to get a new key in place of all others, from `ready_at` on.
		RecoveryStarted {
			person: PersonId,
			new_key: T::AccountId,
			kind: KeyKind,
			ready_at: Moment,
			by: Option<T::AccountId>,
		},
		/// The recovery was called off.
		RecoveryCancelled { person: PersonId },
		/// All earlier keys of the person are void; this one counts.
		RecoveryFinished { person: PersonId, new_key: T::AccountId, kind: KeyKind },
		/// A person is to live in another region, from `ready_at` on or when the person or the old region says so.
		MoveStarted { person: PersonId, zone: ZoneId, ready_at: Moment },
		/// The move was called off.
		MoveCancelled { person: PersonId },
		/// A person lives elsewhere now. Outside of the province the person is in no cohort of attesters.
		PersonMoved { person: PersonId, zone: ZoneId },
		/// A person has died: all keys are void, guardians and recovery gone, every cohort left.
		DeathRecorded { person: PersonId },
		/// A death was recorded by mistake: the person is as before, and the keys that counted count. Cohorts, roll and guardians that
		/// came back are told by events of their own.
		DeathUndone { person: PersonId },
		/// An attester says who inherits from a dead person, in place of anyone named before.
		HeirNamed { person: PersonId, heir: PersonId },
		/// The heir takes what lies on the keys of a dead person.
		EstateAccepted { person: PersonId, heir: PersonId },
		/// Someone may act for a ward, from `since` on and before `until`.
		GuardianAppointed {
			ward: PersonId,
			guardian: PersonId,
			acts: WardActs,
			since: Moment,
			until: Moment,
		},
		/// Someone may no longer act for a ward.
		GuardianDismissed { ward: PersonId, guardian: PersonId },
		/// A shop asks to be let in, or asks again.
		MerchantApplied {
			merchant: MerchantId,
			owner: T::AccountId,
			zone: ZoneId,
			category: CategoryId,
			sales_class: SalesClass,
		},
		/// An application was taken back or cleared away. Its number is not given again.
		ApplicationWithdrawn { merchant: MerchantId },
		/// An attester registered a shop that may take money at once.
		MerchantRegistered {
			merchant: MerchantId,
			owner: T::AccountId,
			zone: ZoneId,
			category: CategoryId,
			sales_class: SalesClass,
			check_due: Moment,
			operator: Option<PersonId>,
		},
		/// A shop was not registered: this account did not agree, or has another role.
		OwnerRefused { owner: T::AccountId },
		/// A shop was let in.
		MerchantApproved { merchant: MerchantId, check_due: Moment, operator: Option<PersonId> },
		/// A shop was not let in.
		MerchantRejected { merchant: MerchantId, reason: Reason },
		/// A shop may take no money for now.
		MerchantSuspended { merchant: MerchantId, reason: Reason },
		/// The owner objects to the suspension.
		AppealFiled { merchant: MerchantId },
		/// The objection was heard; the suspension stays.
		AppealDismissed { merchant: MerchantId },
		/// The suspension is over.
		MerchantReinstated { merchant: MerchantId },
		/// The shop was checked.
		MerchantRechecked {
			merchant: MerchantId,
			sales_class: SalesClass,
			check_due: Moment,
			operator: Option<PersonId>,
		},
		/// The shop moved or changed its trade.
		MerchantAmended {
			merchant: MerchantId,
			zone: ZoneId,
			category: CategoryId,
			operator: Option<PersonId>,
		},
		/// The shop is closed for good; no account acts for it.
		MerchantClosed { merchant: MerchantId },
		/// The shop is to have another owner's account, when the present owner says so or from `ready_at` on.
		ReplacementStarted { merchant: MerchantId, owner: T::AccountId, ready_at: Moment },
		/// The shop keeps its owner's account.
		ReplacementCancelled { merchant: MerchantId },
		/// The shop has another owner's account, and no tills.
		OwnerReplaced { merchant: MerchantId, owner: T::AccountId, operator: Option<PersonId> },
		/// The shop is run by this person, or by nobody known: an attester said so.
		OperatorSet { merchant: MerchantId, operator: Option<PersonId> },
		/// An account may act for the shop, up to a limit.
		TillAdded { merchant: MerchantId, till: T::AccountId, limit_per_day: Won },
		/// An account may no longer act for the shop.
		TillRemoved { merchant: MerchantId, till: T::AccountId },
		/// A region published names of its shops and series, in the file with this hash.
		DirectoryPublished { region: RegionId, hash: DirectoryHash },
		/// There is a new, empty cohort. A managed one is kept by another pallet, not by attesters.
		CohortCreated { cohort: CohortId, region: RegionId, managed: bool },
		/// These people are in the cohort from `since` on.
		PeopleEnrolled { cohort: CohortId, people: BatchOf<T, PersonId>, since: Moment },
		/// These people are in the cohort until `until`, not included.
		PeopleUnenrolled { cohort: CohortId, people: BatchOf<T, PersonId>, until: Moment },
		/// These people are in cohort `to` from `since` on, and in cohort `from` until then, not included.
		EnrolmentsTransferred {
			from: CohortId,
			to: CohortId,
			people: BatchOf<T, PersonId>,
			since: Moment,
		},
		/// Closed stays of a person about which nothing asks any more are forgotten.
		StayForgotten { person: PersonId, stay: Enrolment },
		/// These people stand on the roll of the region where they live, from `since` on.
		ElectorsGranted { people: BatchOf<T, PersonId>, since: Moment },
		/// These people stand on a roll until `until`, not included.
		ElectorsWithdrawn { people: BatchOf<T, PersonId>, until: Moment },
		/// The roll of a region is at 98 of 100 of its ceiling, or above. An alarm.
		RollNearCeiling { region: RegionId, heads: u32, adults: u32 },
		/// A region has so many adults by the statistics; without a number its roll has no ceiling.
		CeilingSet { region: RegionId, adults: Option<u32> },
		/// An elector who moved stands on the roll of this region from `since` on.
		ElectorMoved { person: PersonId, region: RegionId, since: Moment },
	}
}
