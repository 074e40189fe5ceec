// SPDX-License-Identifier: Apache-2.0

//! How those who decide who gets what ask the currency to give it.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{weights::Weight, Parameter};
use scale_info::TypeInfo;
use serde::{de::DeserializeOwned, Serialize};
use sp_runtime::{DispatchError, DispatchResult, Percent};

use chungnam_primitives::{
	CohortId, IncomeId, MerchantId, Moment, MoneyClass, MoneyKind, MoneySet, PersonId, ProgrammeId,
	ReceiptId, RegionSet, SeriesId, Won,
};

/// Who opened a series. Debts are taken only from what the same opener gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Opener {
	/// A programme of voucher drops.
	#[codec(index = 0)]
	Programme(ProgrammeId),
	/// A basic income.
	#[codec(index = 1)]
	Income(IncomeId),
}

/// The people of a cohort who counted at an earlier moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
	/// A moment at which they were counted, at most 366 days before the end of the drop's claims: as long as stays in
	/// cohorts are remembered for certain.
	pub at: Moment,
	/// How many counted then.
	pub heads: u32,
}

/// A group that gets its share of a drop as a series of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<Template> {
	/// The people who get the part: all who count in this cohort when the drop opens,
	pub cohort: CohortId,
	/// The rules of the series.
	pub template: Template,
	/// or, where this is said, all who counted at an earlier moment and nobody else.
	pub counted: Option<Counted>,
}

impl<Template> Part<Template> {
	/// A part for all who count in `cohort` now.
	pub fn new(cohort: CohortId, template: Template) -> Self {
		Self { cohort, template, counted: None }
	}
}

/// What came of an opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
	/// The series, in the order of the parts. `None` for a part for which nobody counts.
	pub series: Vec<Option<SeriesId>>,
	/// What the opening weighed beyond one into lists of which no drop is over: at most
	/// [`Drops::weight_of_lapses`] for its parts.
	pub lapses: Weight,
}

/// What will come, for a wallet to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Coming {
	/// From whom.
	pub from: Opener,
	/// When it opens, if nothing is missing then.
	pub at: Moment,
	/// Won. Of a basic income the full amount, which a short pool scales down.
	pub amount: Won,
}

/// Opens series of policy money and gives from them.
pub trait Drops<AccountId> {
	/// The rules of series to be opened, without dates. A genesis can name them.
	type Template: Parameter + MaxEncodedLen + Serialize + DeserializeOwned;

	/// Checks that series can be opened by `template`. The currency's own error says why not.
	fn ensure_sound(template: &Self::Template) -> DispatchResult;
	/// Whose mandate is needed to open series by `template`.
	fn issuers(template: &Self::Template) -> RegionSet;
	/// The same rules with `funder` as the only funder: whatever is left of the series goes back to it, none of it
	/// anywhere else.
	fn with_funder(template: Self::Template, funder: &AccountId) -> Self::Template;
	/// Korean days for which a series by `template` is spent.
	fn valid_days(template: &Self::Template) -> u16;
	/// Keeps room for so many open drops of `opener` on a cohort, in place of the room that it had: no drop of another takes
	/// that room. Refused when the room is not there, with nothing changed. No more than before always succeeds, and 0 gives
	/// all of it up. An opener without room, or with more drops than it has room for, uses what nobody keeps.
	fn reserve(opener: Opener, cohort: CohortId, drops: u32) -> DispatchResult;
	/// Opens one drop: a series for each part for which somebody counts, `per_head` won for everyone who counts. Nobody gets more than one part of it. What nobody has used or claimed at `claim_until` goes back to the
	/// funders; `None` leaves it until the series ends. Moves the whole sum out of `payer`, or changes nothing.
	/// Costs the same for any number of people. A part whose cohort has a full list lets one drop lapse that is over, and no
	/// part lets more lapse.
	fn open(
		opener: Opener,
		parts: &[Part<Self::Template>],
		per_head: Won,
		claim_until: Option<Moment>,
		payer: &AccountId,
	) -> Result<Opened, DispatchError>;
	/// When a series by `template` ends that opens at `opens` and from which is given until `closes`: so many days after the
	/// last of these moments as the template says, so that the last person has it for as long as any. `None` if the series
	/// would live for more than 366 days.
	fn ends_after(template: &Self::Template, opens: Moment, closes: Moment) -> Option<Moment>;
	/// Opens a series with a budget of `amount` out of `payer`, from which [`Self::give`] gives until `closes`; `None` for
	/// what is given at once. It ends as [`Self::ends_after`] says.
	fn open_budget(
		opener: Opener,
		template: &Self::Template,
		amount: Won,
		payer: &AccountId,
		closes: Option<Moment>,
	) -> Result<SeriesId, DispatchError>;
	/// When a series ends. `None` if there is no such series.
	fn ends(series: SeriesId) -> Option<Moment>;
	/// Nothing if [`Self::give`] would give from the budget of the series now, or the reason against it.
	fn can_give(series: SeriesId, person: PersonId, amount: Won) -> DispatchResult;
	/// Gives what is left in the budget of a series back as at its end, before its end. Returns won. What people have of
	/// the series stays theirs.
	fn give_back(series: SeriesId) -> Result<Won, DispatchError>;
	/// Gives a living person a lot, from `payer` or, without one, from the budget of the series.
	fn give(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		payer: Option<&AccountId>,
	) -> DispatchResult;
	/// What [`Self::give`] to so many people, or [`Debts::forgive`], weighs at most beyond a wallet with nothing in it: all
	/// their lots ended, and all owe something. For the weight that a call declares.
	fn weight_of_lots(people: u32) -> Weight;
	/// What [`Debts::charge`] or [`Debts::take_back`] weighs at most beyond a wallet with nothing in it: as above, and all
	/// that is latent becomes lots first.
	fn weight_of_claims() -> Weight;
	/// What [`Self::open`] of so many parts weighs at most beyond what is measured: every list is full of drops whose series
	/// ended, and one of each lapses. [`Opened::lapses`] says what it was.
	fn weight_of_lapses(parts: u32) -> Weight;

	/// Sound rules that are the most expensive to handle, issued by the whole province.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_template() -> Self::Template;
}

/// What became of a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charged {
	/// Won taken at once.
	pub taken: Won,
	/// Won still owed, an earlier debt included.
	pub debt: Won,
}

/// Money that must be given back.
///
/// A debt is only added to or ended: nobody computes a new debt from one that was read before, because what is latent can
/// pay off a part in between.
pub trait Debts {
	/// Takes at most `amount` of what `opener` gave out of the person's lots, back to its funders. Returns won taken.
	fn take_back(opener: Opener, person: PersonId, amount: Won) -> Result<Won, DispatchError>;
	/// Adds `amount` to what the person owes `opener`, and takes at once what the person has left of that opener. Of each
	/// later lot that `opener` gives, at most `share` is kept, rounded down, until the rest is kept. What is taken or kept
	/// goes back to the funders. The person ends the same whether latent lots became lots before or not.
	fn charge(
		opener: Opener,
		person: PersonId,
		amount: Won,
		share: Percent,
	) -> Result<Charged, DispatchError>;
	/// Ends a debt: nothing is kept any more, not of what is latent either. Returns won that were owed.
	fn forgive(opener: Opener, person: PersonId) -> Result<Won, DispatchError>;
	/// Won still to be kept.
	fn debt(opener: Opener, person: PersonId) -> Won;
}

/// What a payment was made of, in won.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
	/// Plain won.
	pub own: Won,
	/// Money that was bought.
	pub purchased: Won,
	/// Incentives.
	pub incentive: Won,
	/// Policy money.
	pub policy: Won,
}

impl Spent {
	/// Plain won alone.
	pub const fn own(own: Won) -> Self {
		Self { own, purchased: 0, incentive: 0, policy: 0 }
	}

	/// Won of some kinds. `None` if no number could hold it.
	pub fn sum(&self, kinds: MoneySet) -> Option<Won> {
		let all = [
			(MoneyKind::Own, self.own),
			(MoneyKind::Bound(MoneyClass::Purchased), self.purchased),
			(MoneyKind::Bound(MoneyClass::Incentive), self.incentive),
			(MoneyKind::Bound(MoneyClass::Policy), self.policy),
		];
		let counted = all.into_iter().filter(|(kind, _)| kinds.contains(*kind));
		counted.into_iter().try_fold(0, |sum: Won, (_, won)| sum.checked_add(won))
	}

	/// With so many won of a class more. `None` if no number could hold it.
	pub fn with(mut self, class: MoneyClass, amount: Won) -> Option<Self> {
		let own = match class {
			MoneyClass::Purchased => &mut self.purchased,
			MoneyClass::Incentive => &mut self.incentive,
			MoneyClass::Policy => &mut self.policy,
		};
		*own = own.checked_add(amount)?;
		Some(self)
	}
}

/// What a payment was, for those who pay back by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiptFacts {
	/// Who paid.
	pub person: PersonId,
	/// Who was paid.
	pub merchant: MerchantId,
	/// When.
	pub at: Moment,
	/// What was paid and not refunded.
	pub spent: Spent,
	/// Somebody paid back by it already.
	pub is_pledged: bool,
}

/// Pays back by payments, and is told what refunds took back.
pub trait Paybacks {
	/// A refund of a payment of `at` took `amount` of what `opener` paid back by it.
	fn taken_back(opener: Opener, person: PersonId, at: Moment, amount: Won);
}

impl Paybacks for () {
	fn taken_back(_: Opener, _: PersonId, _: Moment, _: Won) {}
}

/// Payments that can still be refunded.
pub trait Receipts {
	/// What is known of one. `None` once it is fully refunded or older than the refund window.
	fn receipt(id: ReceiptId) -> Option<ReceiptFacts>;
	/// Notes that so many won were paid back by a receipt, out of a series: no more than the receipt's own sum. A refund
	/// takes the same share of it back, first from what the person has of that series, then from what the refund would
	/// give, and tells [`Paybacks`]. `None` takes the note away.
	fn set_payback(id: ReceiptId, payback: Option<(SeriesId, Won)>) -> DispatchResult;

	/// A receipt of `person` who paid `merchant` now.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_receipt(person: PersonId, merchant: MerchantId, amount: Won) -> ReceiptId;
}
