// SPDX-License-Identifier: Apache-2.0

//! What programmes tell. Numbers and accounts only: nothing here says who somebody is.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are. Amounts are won, days are Korean days.
	// An event is encoded as soon as it is made; its size in memory does not matter.
	#[allow(missing_docs, clippy::large_enum_variant)]
	pub enum Event<T: Config> {
		/// A programme was created. The rest of its budget goes to `definition.refund_to` in the end.
		ProgrammeCreated { programme: ProgrammeId, definition: ProgrammeOf<T> },
		/// A programme of the genesis begins: its days count from this one.
		ProgrammeBegan { programme: ProgrammeId, day: KoreanDay },
		/// Someone paid into a budget.
		Funded { programme: ProgrammeId, from: T::AccountId, amount: Won },
		/// A drop was opened for the `heads` people who counted in the cohort at `counted_at`.
		DropOpened {
			programme: ProgrammeId,
			day: KoreanDay,
			series: SeriesId,
			per_head: Won,
			heads: u32,
			counted_at: Moment,
			next: Option<KoreanDay>,
		},
		/// Nobody was in the cohort, the next date has come where missed dates do not open, or what was to be opened for claims has closed before it could be.
		DropSkipped { programme: ProgrammeId, day: KoreanDay, next: Option<KoreanDay> },
		/// The budget lacks so much for the opening due on `day`. The chain tries again when won is paid in, and every day.
		DropWaiting { programme: ProgrammeId, day: KoreanDay, missing: Won },
		/// The opening due on `day` failed. The chain tries again every day, and whenever someone asks.
		DropRefused { programme: ProgrammeId, day: KoreanDay, reason: DispatchError },
		/// A series was opened from which claims are given.
		ClaimsOpened { programme: ProgrammeId, day: KoreanDay, series: SeriesId, amount: Won },
		/// Nothing more will be opened. Open drops and claims can be claimed before `at`.
		ProgrammeCompleted { programme: ProgrammeId, at: Moment },
		/// Other terms were announced.
		ChangeScheduled { programme: ProgrammeId, from: KoreanDay, terms: NewTermsOf<T> },
		/// The announced terms were called off.
		ChangeCancelled { programme: ProgrammeId, from: KoreanDay },
		/// The programme was stopped. Open drops stay open; what nobody claimed by its claims went back.
		ProgrammeStopped { programme: ProgrammeId },
		/// What was left of the budget went back.
		ProgrammeClosed { programme: ProgrammeId, refund_to: T::AccountId, amount: Won },
		/// Marks of claims, and beacons, of a closed programme were deleted.
		Pruned { programme: ProgrammeId, removed: u32 },
		/// The last of a programme was deleted.
		ProgrammeRemoved { programme: ProgrammeId },
		/// People were given an earlier drop, `amount` each, from this series.
		ArrearsGranted {
			programme: ProgrammeId,
			day: KoreanDay,
			series: SeriesId,
			people: Latecomers,
			amount: Won,
		},
		/// People were not given an earlier drop, each for a reason of their own. Others of the same list were.
		ArrearsRefused {
			programme: ProgrammeId,
			day: KoreanDay,
			people: BoundedVec<(PersonId, DispatchError), ConstU32<MAX_LATECOMERS>>,
		},
		/// A device may say who was there.
		BeaconRegistered {
			programme: ProgrammeId,
			beacon: BeaconId,
			key: AccountId32,
			zone: ZoneId,
			per_slot: u32,
		},
		/// A beacon was switched on or off.
		BeaconSwitched { programme: ProgrammeId, beacon: BeaconId, is_active: bool },
		/// A beacon was removed.
		BeaconRemoved { programme: ProgrammeId, beacon: BeaconId },
		/// A visitor was seen and got it.
		PlaceClaimed { programme: ProgrammeId, person: PersonId, amount: Won, seen: Seen },
		/// A person spent enough and got part of it back.
		PaybackClaimed {
			programme: ProgrammeId,
			person: PersonId,
			amount: Won,
			receipts: ReceiptIds,
		},
		/// A refund of a payment took so much of a payback back.
		PaybackTakenBack { programme: ProgrammeId, person: PersonId, amount: Won },
		/// A person gave a payback back. Its receipts can be claimed for again.
		PaybackUndone { programme: ProgrammeId, person: PersonId, amount: Won },
		/// A person of a list got what it says.
		ListClaimed { programme: ProgrammeId, index: u32, person: PersonId, amount: Won },
		/// A date waits, and is for the people who counted at this moment, whenever it opens.
		DropCounted { programme: ProgrammeId, count: Count },
	}
}
