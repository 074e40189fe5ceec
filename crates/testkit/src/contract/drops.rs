// SPDX-License-Identifier: Apache-2.0

use core::fmt::Debug;

use chungnam_ports::{Charged, Counted, Debts, Drops, Opener, Part, ReceiptFacts, Receipts};
use chungnam_primitives::{
	CohortId, IncomeId, MerchantId, PersonId, ProgrammeId, ReceiptId, RegionSet, SeriesId, Won,
	DAYS,
};
use sp_runtime::Percent;

use super::assert_refused;
use crate::now;

/// A currency as a contract needs it, and what the contract arranges there because no port does. Each function succeeds.
pub trait Bank {
	/// Accounts.
	type AccountId: Clone + Debug + PartialEq;
	/// The currency under test.
	type Currency: Drops<Self::AccountId> + Debts + Receipts;
	/// Two living people, one who has died, and a number that nobody has.
	const PEOPLE: [PersonId; 4];
	/// Has 100,000 won and pays for drops.
	const PAYER: Self::AccountId;

	/// The regions whose mandate [`Self::template`] needs.
	fn issuers() -> RegionSet;
	/// Sound rules, of which [`Self::PAYER`] is the only funder.
	fn template() -> <Self::Currency as Drops<Self::AccountId>>::Template;
	/// Rules by which nothing can be opened.
	fn unsound() -> <Self::Currency as Drops<Self::AccountId>>::Template;
	/// A cohort with these people in it.
	fn cohort(people: &[PersonId]) -> CohortId;
	/// Won of an account that is not held.
	fn balance(who: &Self::AccountId) -> Won;
	/// A payment of the first person to a shop, now.
	fn spend(amount: Won) -> (ReceiptId, MerchantId);
}

const BY: Opener = Opener::Programme(ProgrammeId(7));
const BY_ANOTHER: Opener = Opener::Income(IncomeId(7));

type Template<T> = <<T as Bank>::Currency as Drops<<T as Bank>::AccountId>>::Template;

fn part<T: Bank>(cohort: CohortId, template: Template<T>) -> Part<Template<T>> {
	Part::new(cohort, template)
}

/// What [`Bank::PAYER`] has.
fn left<T: Bank>() -> Won {
	T::balance(&T::PAYER)
}

/// The contract of [`Drops`].
pub fn drops<T: Bank>() {
	rules::<T>();
	opening::<T>();
	giving::<T>();
}

fn rules<T: Bank>() {
	assert_eq!(T::Currency::ensure_sound(&T::template()), Ok(()));
	assert!(T::Currency::ensure_sound(&T::unsound()).is_err());
	assert_eq!(T::Currency::issuers(&T::template()), T::issuers());
	let renamed = T::Currency::with_funder(T::template(), &T::PAYER);
	assert_eq!(T::Currency::ensure_sound(&renamed), Ok(()));
	assert_eq!(T::Currency::issuers(&renamed), T::issuers());
}

fn opening<T: Bank>() {
	let [kim, lee, ..] = T::PEOPLE;
	let (both, nobody) = (T::cohort(&[kim, lee]), T::cohort(&[]));
	let open = |parts: &[_], per_head| T::Currency::open(BY, parts, per_head, None, &T::PAYER);
	let part = |cohort| part::<T>(cohort, T::template());
	let before = left::<T>();

	let opened = open(&[part(nobody), part(both)], 1_000).expect("the payer has it");
	assert!(opened.lapses.all_lte(T::Currency::weight_of_lapses(2)), "no more than is declared");
	let [None, Some(first)] = opened.series[..] else {
		panic!("only one cohort has people: {opened:?}")
	};
	assert_eq!(left::<T>(), before - 2_000, "the whole sum was moved");
	let opened = open(&[part(both)], 1).expect("the payer has it");
	assert_ne!(opened.series, [Some(first)], "each drop has a series of its own");
	assert_eq!(open(&[part(nobody)], 1).expect("nothing is due").series, [None]);
	assert_eq!(left::<T>(), before - 2_002);

	let earlier = Some(Counted { at: now(), heads: 1 });
	let before = left::<T>();
	let opened = open(&[Part { counted: earlier, ..part(both) }], 30).expect("it opens");
	assert!(opened.series[0].is_some());
	assert_eq!(left::<T>(), before - 30, "those who counted earlier are paid, and nobody else");

	let too_much = left::<T>() / 2 + 1;
	assert_refused(|| open(&[part(both)], too_much), "more than the payer has");
	let parts = [part(T::cohort(&[kim])), part(both)];
	assert_refused(|| open(&parts, left::<T>() / 3 + 1), "the second part is too much");
	assert_refused(|| open(&[part(both)], 0), "nothing for everyone");
	assert_refused(|| open(&[part(CohortId(both.0 + 99))], 1), "there is no such cohort");
	let unsound = self::part::<T>(both, T::unsound());
	assert_refused(|| open(&[unsound], 1), "unsound rules");
}

fn giving<T: Bank>() {
	let [kim, lee, dead, unknown] = T::PEOPLE;
	let before = left::<T>();
	let open = |amount| T::Currency::open_budget(BY, &T::template(), amount, &T::PAYER, None);
	let series = open(1_000).expect("the payer has it");
	assert_eq!(left::<T>(), before - 1_000);
	assert_refused(|| open(left::<T>() + 1), "more than the payer has");
	assert_refused(|| open(0), "an empty budget");
	let unsound = || T::Currency::open_budget(BY, &T::unsound(), 1, &T::PAYER, None);
	assert_refused(unsound, "unsound rules");

	let give = |person, amount, payer: Option<_>| {
		T::Currency::give(series, person, amount, payer.as_ref())
	};
	let can = |person, amount| T::Currency::can_give(series, person, amount);
	assert_eq!((can(kim, 600), can(kim, 1_001).is_ok()), (Ok(()), false));
	assert_eq!([dead, unknown].map(|person| can(person, 1).is_ok()), [false, false]);
	assert_eq!(give(kim, 600, None), Ok(()));
	assert_eq!((can(lee, 401).is_ok(), can(lee, 400)), (false, Ok(())));
	assert_refused(|| give(lee, 401, None), "more than the budget has");
	assert_eq!(give(lee, 400, None), Ok(()));
	assert_refused(|| give(kim, 1, None), "the budget is empty");
	assert_eq!(left::<T>(), before - 1_000, "a budget costs the payer nothing more");
	assert_eq!(give(kim, 50, Some(T::PAYER)), Ok(()));
	assert_eq!(left::<T>(), before - 1_050);
	for person in [dead, unknown] {
		assert_refused(|| give(person, 1, Some(T::PAYER)), "only the living get a lot");
	}
	let too_much = || give(kim, left::<T>() + 1, Some(T::PAYER));
	assert_refused(too_much, "more than the payer has");
	let nowhere = || T::Currency::give(SeriesId(series.0 + 99), kim, 1, Some(&T::PAYER));
	assert_refused(nowhere, "there is no such series");

	let ends_after = |closes| T::Currency::ends_after(&T::template(), now(), closes);
	assert_eq!((T::Currency::ends(series), T::Currency::ends(SeriesId(99))), (ends_after(0), None));
	let later = now() + 5 * DAYS;
	let claimed = T::Currency::open_budget(BY, &T::template(), 500, &T::PAYER, Some(later));
	let claimed = claimed.expect("the payer has it");
	assert_eq!(T::Currency::ends(claimed), ends_after(later));
	assert!(ends_after(later) > ends_after(0), "its days count from the last claim");
	assert_eq!(ends_after(now() + 400 * DAYS), None, "no series lives so long");
	assert_eq!(T::Currency::give(claimed, kim, 200, None), Ok(()));
	assert_eq!(T::Currency::give_back(claimed), Ok(300));
	assert_eq!(T::Currency::give_back(claimed), Ok(0), "nothing is left");
	assert!(T::Currency::can_give(claimed, kim, 1).is_err());
}

/// The contract of [`Debts`].
pub fn debts<T: Bank>() {
	let [kim, lee, ..] = T::PEOPLE;
	let half = Percent::from_percent(50);
	let debt = |by, person| T::Currency::debt(by, person);
	let take = |by, amount| T::Currency::take_back(by, kim, amount);
	let open = |by| T::Currency::open_budget(by, &T::template(), 5_000, &T::PAYER, None);
	let (series, other) = (open(BY).expect("it opens"), open(BY_ANOTHER).expect("it opens"));
	let give = |series, amount| T::Currency::give(series, kim, amount, None);
	assert_eq!((debt(BY, kim), take(BY, 10)), (0, Ok(0)), "nothing was given");

	assert_eq!((give(series, 300), give(other, 300)), (Ok(()), Ok(())));
	assert_eq!(take(BY, 100), Ok(100));
	assert_eq!(take(BY, 500), Ok(200), "no more than the opener gave");
	assert_eq!(take(BY, 1), Ok(0), "and nothing of what another gave");

	let charge = |amount| T::Currency::charge(BY, kim, amount, half);
	assert_eq!(charge(150), Ok(Charged { taken: 0, debt: 150 }));
	assert_eq!(charge(50), Ok(Charged { taken: 0, debt: 200 }), "a charge adds to a debt");
	assert_eq!((debt(BY, kim), debt(BY_ANOTHER, kim), debt(BY, lee)), (200, 0, 0));
	assert_eq!(give(other, 100), Ok(()));
	assert_eq!(debt(BY, kim), 200, "what another gives pays no debt");
	assert_eq!(give(series, 201), Ok(()));
	assert_eq!(debt(BY, kim), 100, "the share is rounded down");
	assert_eq!(take(BY, 1_000), Ok(101), "the rest became the person's");
	assert_eq!(give(series, 1_000), Ok(()));
	assert_eq!((debt(BY, kim), take(BY, 1_000)), (0, Ok(900)), "no more than is owed is kept");
	assert_eq!(give(series, 30), Ok(()));
	assert_eq!(charge(40), Ok(Charged { taken: 30, debt: 10 }), "what there is is taken at once");
	assert_eq!(T::Currency::forgive(BY, kim), Ok(10));
	assert_eq!((debt(BY, kim), T::Currency::forgive(BY, kim)), (0, Ok(0)));
	assert_eq!((give(series, 30), take(BY, 100)), (Ok(()), Ok(30)), "nothing is kept any more");
}

/// The contract of [`Receipts`].
pub fn receipts<T: Bank>() {
	let [kim, ..] = T::PEOPLE;
	let (id, merchant) = T::spend(500);
	let spent = T::Currency::receipt(id).expect("the payment has a receipt").spent;
	let bound = spent.purchased + spent.incentive + spent.policy;
	assert_eq!(spent.own + bound, 500, "of which money depends on what the person had");
	let facts =
		|is_pledged| Some(ReceiptFacts { person: kim, merchant, at: now(), spent, is_pledged });
	assert_eq!(T::Currency::receipt(id), facts(false));
	assert_eq!(T::Currency::receipt(ReceiptId(id.0 + 1)), None);
	assert_eq!(T::Currency::set_payback(id, Some((SeriesId(0), 5))), Ok(()));
	assert_eq!(T::Currency::receipt(id), facts(true));
	assert_eq!(T::Currency::set_payback(id, None), Ok(()));
	assert_eq!(T::Currency::receipt(id), facts(false));
	assert_refused(
		|| T::Currency::set_payback(ReceiptId(id.0 + 1), None),
		"there is no such receipt",
	);
}
