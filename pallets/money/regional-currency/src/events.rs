// SPDX-License-Identifier: Apache-2.0

//! What the currency tells. A reader of the events alone knows all of the currency's state.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are. Amounts are won.
	// An event is encoded as soon as it is made; its size in memory does not matter.
	#[allow(missing_docs, clippy::large_enum_variant)]
	pub enum Event<T: Config> {
		/// A series was defined.
		SeriesCreated { series: SeriesId, definition: SeriesOf<T> },
		/// New rules were announced.
		ChangeScheduled { series: SeriesId, from: Moment, rules: Rules },
		/// An announced change was called off.
		ChangeCancelled { series: SeriesId, from: Moment },
		/// A series was stopped for the time being.
		SeriesPaused { series: SeriesId },
		/// A stopped series goes on.
		SeriesResumed { series: SeriesId },
		/// A funder paid in.
		Funded { series: SeriesId, funder: T::AccountId, amount: Won },
		/// A person bought. `incentive` came from the series of the incentive, if there is one.
		Sold { series: SeriesId, person: PersonId, amount: Won, incentive: Option<(SeriesId, Won)> },
		/// A person was given policy money.
		Issued { series: SeriesId, person: PersonId, amount: Won },
		/// A person in a list was not paid, for the reason named; the others were.
		NotIssued { series: SeriesId, person: PersonId, amount: Won, reason: DispatchError },
		/// A person gave a lot up; its won is in the budget of its series.
		GivenUp { series: SeriesId, person: PersonId, amount: Won },
		/// Money was taken back into the budget of its series.
		ClawedBack { series: SeriesId, person: PersonId, amount: Won, reason: ClawBackReason },
		/// A person paid in a shop, for an order if the shop named one.
		Paid {
			receipt: ReceiptId,
			person: PersonId,
			merchant: MerchantId,
			order: Option<Order>,
			parts: Parts,
			plain: Won,
		},
		/// A shop gave money back.
		Refunded {
			receipt: ReceiptId,
			person: PersonId,
			merchant: MerchantId,
			order: Option<Order>,
			parts: Parts,
			plain: Won,
			/// What went back of a payback, beside these.
			payback: Option<PaidBack>,
		},
		/// A person gave money of a series to another person.
		Gifted { series: SeriesId, from: PersonId, to: PersonId, amount: Won },
		/// A buyer asked for the rest in bank won, or took it as plain won after the end. The incentive that it got went back to
		/// its budget, as far as it was left.
		RestReturned { series: SeriesId, person: PersonId, amount: Won, forfeited: Bonuses },
		/// A buyer undid an unused purchase. Its incentive went back to its budget. The won is the buyer's own again, or asked
		/// for in bank won if it was bought over the counter.
		PurchaseUndone {
			series: SeriesId,
			person: PersonId,
			amount: Won,
			incentive: Option<(SeriesId, Won)>,
			at_counter: bool,
		},
		/// A shop paid another shop.
		Respent { from: MerchantId, to: MerchantId, order: Option<Order>, amount: Won, bonus: Won },
		/// What was left of an ended series went to its funders and to the fund router.
		Swept { series: SeriesId, to_funders: Won, to_router: Won },
		/// An ended series was deleted.
		SeriesRemoved { series: SeriesId },
		/// A person moved the plain won of a lost key to a new one, or an heir that of a dead person's key to an own one.
		WonReclaimed { person: PersonId, from: T::AccountId, to: T::AccountId, amount: Won },
		/// Plain won on an account that a shop's owner had lost moved to the shop's account of now.
		TakingsReclaimed { merchant: MerchantId, from: T::AccountId, to: T::AccountId, amount: Won },
		/// Room for open drops on a cohort is kept for an opener, in place of the room before; 0 gives it up.
		RoomReserved { cohort: CohortId, opener: Opener, drops: u32 },
		/// What was left in the budget of a series went to its funders and to the fund router before its end.
		BudgetReturned { series: SeriesId, to_funders: Won, to_router: Won },
		/// A drop opened for everyone who counted in the cohort at `counted_at`, the moment of the block or an earlier one.
		/// Its other parts, for other cohorts, have the same number. `heads` is how many they were.
		DropOpened {
			drop: u32,
			opener: Opener,
			cohort: CohortId,
			series: SeriesId,
			per_head: Won,
			heads: u32,
			counted_at: Moment,
			claim_until: Moment,
		},
		/// Every drop up to number `seen` was decided for a person: what is theirs of these series became lots, the whole
		/// share of each, before anything was withheld.
		Claimed { person: PersonId, seen: u32, drops: ClaimedDrops },
		/// A debt kept this much of a lot, in the budget of its series.
		Withheld { series: SeriesId, person: PersonId, amount: Won },
		/// What nobody claimed of a drop went to its funders and to the fund router. Nothing, if its series had ended.
		Lapsed { cohort: CohortId, series: SeriesId, amount: Won, to_funders: Won, to_router: Won },
		/// A person owes this much, and at most `share` of each lot is withheld for it. Replaces an earlier debt to the same.
		DebtSet { person: PersonId, opener: Opener, amount: Won, share: Percent },
		/// Somebody paid back by a receipt, and a refund takes the same share back; or took the payback away.
		PaybackSet { receipt: ReceiptId, payback: Option<Payback> },
	}
}
