// SPDX-License-Identifier: Apache-2.0

//! What happens to projects. The events suffice to rebuild all of it.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// A founder proposed a project, which residents judge on a ballot.
		Proposed { project: InstrumentId, ballot: BallotId, plan: PlanOf<T> },
		/// A project stands here now.
		Advanced { project: InstrumentId, status: Status },
		/// The money of the sale went into an envelope.
		Paid { project: InstrumentId, offering: OfferingId, won: Won },
		/// Money came back from the envelope.
		Returned { project: InstrumentId, won: Won },
		/// All that came back, and whatever else lay in the pot, goes to all units of a day.
		GivenBack { project: InstrumentId, won: Won, pays_at: Moment },
		/// The founder reported.
		Reported { project: InstrumentId, report: H256 },
		/// A report did not come: so many by now.
		ReportMissed { project: InstrumentId, missed: u8 },
		/// Nothing is left of a project here. Its units stay whose they are.
		Ended { project: InstrumentId, end: End },
		/// The founder paid the bond that answers for a project.
		BondLocked { project: InstrumentId, from: T::AccountId, won: Won },
		/// Won of the bond went back to the account that paid it.
		BondReturned { project: InstrumentId, to: T::AccountId, won: Won },
		/// Won of the bond goes to all units of a day, for what was spent of their money.
		BondGiven { project: InstrumentId, won: Won, pays_at: Moment },
		/// Won of the bond went to the fund router.
		BondSlashed { project: InstrumentId, won: Won },
		/// All that came back, and whatever else lay in the pot beside the bond, went to the fund router: somebody paid for all
		/// units before.
		Routed { project: InstrumentId, won: Won },
	}
}
