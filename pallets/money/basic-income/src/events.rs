// SPDX-License-Identifier: Apache-2.0

//! What happens to an income, and to whom.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are. Amounts are won.
	// An event is encoded as soon as it is made; its size in memory does not matter.
	#[allow(missing_docs, clippy::large_enum_variant)]
	pub enum Event<T: Config> {
		/// An income was defined.
		IncomeCreated { income: IncomeId, definition: IncomeOf<T> },
		/// An income of the genesis knows its first month.
		IncomeBegan { income: IncomeId, month: KoreanMonth, day: KoreanDay },
		/// New terms were announced.
		ChangeScheduled { income: IncomeId, from: KoreanMonth, terms: Terms },
		/// An announced change was called off.
		ChangeCancelled { income: IncomeId, from: KoreanMonth },
		/// No period opens any more.
		IncomeStopped { income: IncomeId },
		/// Eligibility was checked for a month.
		MonthConfirmed { income: IncomeId, month: KoreanMonth },
		/// Somebody paid in.
		Funded { income: IncomeId, who: T::AccountId, amount: Won },
		/// A period that waited is tried again on this day.
		PeriodDue { income: IncomeId, month: KoreanMonth, day: KoreanDay },
		/// A period did not open. The chain tries again the next day.
		PeriodWaiting { income: IncomeId, month: KoreanMonth, why: Wait },
		/// The currency refused a period.
		OpeningRefused { income: IncomeId, month: KoreanMonth, error: DispatchError },
		/// Nobody was there to be paid.
		PeriodSkipped { income: IncomeId, month: KoreanMonth },
		/// A month was paid to everyone who counted in a tier.
		PeriodOpened { income: IncomeId, period: Period, claim_until: Moment },
		/// A period that opened short was topped up to the full amount: everyone whom it paid gets `amount` more.
		PeriodToppedUp { income: IncomeId, month: KoreanMonth, amount: Won, claim_until: Moment },
		/// Arrears of a tier go to this series from now on.
		ArrearsSeriesOpened { income: IncomeId, tier: u32, series: SeriesId },
		/// Newcomers' residence is checked.
		CheckBegun { income: IncomeId, people: PeopleList, since: Moment, until: Moment },
		/// A newcomer came in and got the periods since the check began.
		Admitted { income: IncomeId, person: PersonId, tier: u32, arrears: Won, periods: u32 },
		/// A newcomer, or a suspended person, does not come in.
		Refused { income: IncomeId, person: PersonId },
		/// People came in, each into a tier.
		Enrolled { income: IncomeId, people: BoundedVec<(PersonId, u32), ConstU32<MAX_PEOPLE>> },
		/// People are out.
		Unenrolled { income: IncomeId, people: PeopleList },
		/// Payments to a person stopped.
		Suspended { income: IncomeId, person: PersonId, reason: SuspensionReason },
		/// Payments to a person go on.
		Resumed { income: IncomeId, person: PersonId, tier: u32, arrears: Won, periods: u32 },
		/// A case ended with what was owed paid, and the person stays out: the income was stopped, or they live elsewhere now.
		Settled { income: IncomeId, person: PersonId, arrears: Won, periods: u32 },
		/// A person moved into the homes of another tier.
		Moved { income: IncomeId, person: PersonId, from: u32, to: u32 },
		/// A case ended by itself: the ban is over, or the person moved away or died.
		CaseClosed { income: IncomeId, person: PersonId },
		/// A person must give back `amount` and `multiple` times as much on top, is out, and shut out until `until`. Of
		/// all that, `taken` was taken at once and `debt` will be kept from later income.
		Sanctioned {
			income: IncomeId,
			person: PersonId,
			amount: Won,
			multiple: u8,
			taken: Won,
			debt: Won,
			until: Moment,
		},
		/// An appeal was successful: the debt is gone, and so is the ban.
		Forgiven { income: IncomeId, person: PersonId, debt: Won },
		/// What was left in the pool of a stopped income went back.
		Returned { income: IncomeId, to: T::AccountId, amount: Won },
		/// Bans of a stopped income were deleted.
		CasesPruned { income: IncomeId, people: PeopleList },
		/// A stopped income was deleted.
		IncomeRemoved { income: IncomeId },
		/// A month waits, and is for the people who counted at this moment, whenever it opens.
		PeriodCounted { income: IncomeId, count: Count },
		/// What a person is owed of months that wait, since they came in with arrears; nothing any more if it is empty.
		ArrearsOwed { income: IncomeId, person: PersonId, owed: OwedTimes },
		/// A person got the months that had waited when they came in; nothing if none of them opened, or the person has died.
		ArrearsPaid { income: IncomeId, person: PersonId, arrears: Won, periods: u32 },
	}
}
