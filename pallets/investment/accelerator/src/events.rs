// SPDX-License-Identifier: Apache-2.0

//! What happens to intakes and awards. The events suffice to rebuild all of it.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// An office opened an intake, and won was reserved for it.
		Opened { intake: IntakeId, office: Option<T::AccountId>, plan: IntakePlan, reserve: Won },
		/// A firm applied, with the people behind it whom the chain knows.
		Applied {
			intake: IntakeId,
			firm: FirmOf<T>,
			people: PeopleBehind,
			plan: H256,
			steps: Steps,
		},
		/// A firm took its application back.
		Withdrawn { intake: IntakeId, firm: FirmOf<T> },
		/// An expert scored an application.
		Scored { intake: IntakeId, firm: FirmOf<T>, expert: PersonId, points: u8 },
		/// A firm gets what it asked for, by milestones, and returns a part of its profit until then.
		Awarded { intake: IntakeId, firm: FirmOf<T>, award: EnvelopeId, sum: Won, until: Moment },
		/// The money of the best application could not be put into an envelope. The next one takes its turn.
		PassedOver { intake: IntakeId, firm: FirmOf<T>, why: DispatchError },
		/// An intake is over, and what was left went back to the fund.
		Closed { intake: IntakeId, won: Won },
		/// The firm was paid a milestone. The award does not end within 90 days.
		MilestonePaid { award: EnvelopeId, milestone: u8, won: Won },
		/// Money of an award went back to the fund.
		Returned { award: EnvelopeId, won: Won },
		/// A firm told of a milestone.
		Reported { award: EnvelopeId, milestone: u8, figures: Figures },
		/// A part of the agreed return was paid.
		ReturnPaid { award: EnvelopeId, from: T::AccountId, won: Won },
		/// An award is over. So much of the agreed return was not paid.
		AwardEnded { award: EnvelopeId, unpaid: Won },
		/// The office that opened an intake cancelled it. Its applications ended, and its won went back
		/// to the fund.
		Cancelled { intake: IntakeId, office: Option<T::AccountId>, why: H256, won: Won },
	}
}
