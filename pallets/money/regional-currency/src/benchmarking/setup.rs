// SPDX-License-Identifier: Apache-2.0

//! What benchmarks begin with: everything as large as it can be.

use crate::LimitId;
use alloc::{vec, vec::Vec};
use chungnam_frame_kit::{
	benchmarking::{assert_last, set_now},
	Clock,
};
use chungnam_ports::{Cohorts, Issuance, Merchants, Opener, People, Takings};
use chungnam_primitives::{
	korean_month, year_of, Announced, CategorySet, CohortId, MerchantId, Moment, MoneyClass,
	PersonId, ProgrammeId, ReceiptId, RegionSet, SalesClassSet, SeriesId, Won, ZoneId, DAYS,
};
use frame_benchmarking::account;
use frame_support::{traits::fungible::Mutate, BoundedVec};
use sp_runtime::{Perbill, Percent};

use crate::*;

pub(super) const NOW: Moment = 1_800_000_000_000;
pub(super) const END: Moment = NOW + 3_650 * DAYS;
pub(super) const ZONE: ZoneId = ZoneId::new(12, 1);
pub(super) const CATEGORY: u8 = 3;
/// Won in each lot.
pub(super) const LOT: Won = 100_000;
pub(super) const PLENTY: Won = 1_000_000_000_000;
/// Under which everything that is sold here is limited.
pub(super) const LIMITS: LimitId = LimitId(1_000);

/// A reserve without bounds, no limits of cash-out, and the clock.
pub(super) fn prepare<T: Config>() {
	set_now::<T::Time>(NOW);
	T::Issuance::benchmark_reserve();
}

pub(super) fn mint<T: Config>(to: &T::AccountId, amount: Won) {
	T::Won::mint_into(to, amount).expect("the reserve covers it");
}

/// Rules with every list full. The zone and the category of the shop stand last.
pub(super) fn rules(class: MoneyClass, series: SeriesId, incentive: Option<SeriesId>) -> Rules {
	let mut zones: Vec<_> = (1..MAX_ZONES as u8).map(|area| ZoneId::new(15, area)).collect();
	zones.push(ZONE);
	let cap = |number: u32| {
		let last = number + 1 == MAX_CAPS;
		let category = if last { CATEGORY } else { 10 + number as u8 };
		let categories = CategorySet::of(&[category]);
		CategoryCap { id: CapId(series.0 * MAX_CAPS + number), categories, per_month: PLENTY }
	};
	let incentive = incentive.map(|series| IncentiveTerms {
		series,
		rate: Perbill::from_percent(10),
		per_month: PLENTY,
		per_year: PLENTY,
	});
	let month = korean_month(NOW);
	let special = (0..MAX_SPECIAL_MONTHS)
		.rev()
		.map(|n| SpecialMonth { month: month + n, per_month: PLENTY, holding: PLENTY })
		.collect();
	let is_sold = class == MoneyClass::Purchased;
	Rules {
		places: Places::Zones(BoundedVec::truncate_from(zones)),
		open_to_all: CategorySet::EMPTY,
		categories: CategorySet::ALL,
		caps: BoundedVec::truncate_from((0..MAX_CAPS).map(cap).collect()),
		sales_classes: SalesClassSet::ALL,
		gift: is_sold.then_some(GiftRule { per_gift: PLENTY, per_month: PLENTY }),
		refund: is_sold.then_some(RefundRule {
			used: Percent::from_percent(0),
			small_amount: 0,
			small_used: Percent::from_percent(0),
			after_end: END,
		}),
		sale: is_sold.then_some(SaleTerms {
			limits: LIMITS,
			closes: END,
			undo_within: END,
			per_month: 0,
			special_months: BoundedVec::truncate_from(special),
			holding: PLENTY,
			incentive,
		}),
		opens: 0,
		expires: END,
		to_router: Perbill::from_percent(10),
	}
}

pub(super) fn funders<T: Config>() -> FundersOf<T> {
	let share = Perbill::from_parts(1_000_000_000 / MAX_FUNDERS);
	let funder = |number| Funder {
		account: account("funder", number, 0),
		level: FunderLevel::Municipality,
		share,
	};
	BoundedVec::truncate_from((0..MAX_FUNDERS).map(funder).collect())
}

/// A funded series with announced changes, as large as it can be, on the agenda.
pub(super) fn series<T: Config>(class: MoneyClass, incentive: Option<SeriesId>) -> SeriesId {
	let number = NextSeries::<T>::mutate(|next| {
		let number = *next;
		*next = SeriesId(number.0 + 1);
		number
	});
	let rules = rules(class, number, incentive);
	let changes = [END - 2, END - 1].map(|from| (from, rules.clone()));
	let changes = Announced::without_notice(changes);
	let issuers = RegionSet::province();
	let series = Series { changes, ..Series::by_hand(class, issuers, funders::<T>(), rules) };
	SeriesById::<T>::insert(number, series);
	TotalsBySeries::<T>::insert(number, Totals { budget: PLENTY, ..Default::default() });
	mint::<T>(&Pallet::<T>::pot_of(number), PLENTY);
	Pallet::<T>::expect_end(number, END);
	number
}

pub(super) fn many_series<T: Config>(class: MoneyClass, count: u32) -> Vec<SeriesId> {
	(0..count).map(|_| series::<T>(class, None)).collect()
}

/// Lots of these series, and as many counters as fit: what `keys` count, and others.
pub(super) fn fill<T: Config>(person: PersonId, lots: &[SeriesId], keys: &[(UsageKey, Period)]) {
	let mut wallet = Wallets::<T>::get(person);
	for series in lots {
		let lot = Lot { series: *series, amount: LOT, face: 2 * LOT, graced: 0, ends: END };
		wallet.credit(lot).expect("there is room for lots");
		TotalsBySeries::<T>::mutate(series, |totals| totals.issue(LOT)).expect("it is funded");
	}
	let month = Period::Month(korean_month(NOW));
	let others = (0..MAX_USAGE).map(|n| (UsageKey::Purchase(LimitId(2 * LIMITS.0 + n)), month));
	for (key, period) in keys.iter().copied().chain(others).take(MAX_USAGE as usize) {
		wallet.note_use(key, period, 1).expect("there is room for counters");
	}
	Wallets::<T>::insert(person, wallet);
}

/// Counters of the caps that a payment in the shop counts.
pub(super) fn caps(lots: &[SeriesId]) -> Vec<(UsageKey, Period)> {
	let month = Period::Month(korean_month(NOW));
	let cap = |series: &SeriesId| (UsageKey::Cap(CapId(series.0 * MAX_CAPS + MAX_CAPS - 1)), month);
	lots.iter().map(cap).collect()
}

/// Counters of what a purchase counts.
pub(super) fn limits() -> Vec<(UsageKey, Period)> {
	let month = korean_month(NOW);
	vec![
		(UsageKey::Purchase(LIMITS), Period::Month(month)),
		(UsageKey::IncentiveOfMonth(LIMITS), Period::Month(month)),
		(UsageKey::IncentiveOfYear(LIMITS), Period::Year(year_of(month))),
	]
}

/// A person with some plain won.
pub(super) fn person<T: Config>(number: u32) -> (T::AccountId, PersonId) {
	let key: T::AccountId = account("person", number, 0);
	let person = T::People::benchmark_person(&key, ZONE);
	mint::<T>(&key, PLENTY);
	(key, person)
}

/// A shop with some plain won and takings.
pub(super) fn shop<T: Config>(number: u32) -> (T::AccountId, MerchantId) {
	let owner: T::AccountId = account("shop", number, 0);
	let merchant = T::Merchants::benchmark_merchant(&owner, ZONE, CATEGORY);
	mint::<T>(&owner, PLENTY);
	T::Takings::benchmark_takings(merchant);
	(owner, merchant)
}

/// A payment from a wallet of `count` lots, all of which pay, and from plain won.
pub(super) fn payment<T: Config>(count: u32) -> (T::AccountId, PersonId, MerchantId, Won) {
	let lots = many_series::<T>(MoneyClass::Policy, count);
	let (key, person) = person::<T>(0);
	let (_, merchant) = shop::<T>(0);
	fill::<T>(person, &lots, &caps(&lots));
	PaymentState::<T>::mutate(|book| book.notes_takings = true);
	(key, person, merchant, Won::from(count) * LOT)
}

/// A series that is sold with an incentive, and a buyer who has some of both. Other lots are weighed by `look_at`.
pub(super) fn checkout<T: Config>() -> (T::AccountId, PersonId, SeriesId, SeriesId) {
	let incentive = series::<T>(MoneyClass::Incentive, None);
	let other = series::<T>(MoneyClass::Incentive, None);
	let sold = series::<T>(MoneyClass::Purchased, Some(incentive));
	let lots = [incentive, other, sold];
	let (key, person) = person::<T>(0);
	fill::<T>(person, &lots, &limits());
	let purchase = Purchase {
		series: sold,
		amount: LOT / 10,
		incentive: Some((incentive, LOT / 100)),
		limits: LIMITS,
		at: NOW,
		until: END,
		at_counter: true,
	};
	Wallets::<T>::mutate(person, |wallet| {
		for from in [incentive, other] {
			wallet.earn(sold, from, LOT / 10).expect("there is room");
		}
		(0..MAX_PURCHASES).for_each(|_| wallet.remember(purchase.clone()));
	});
	(key, person, sold, incentive)
}

/// Rules for drops, with every list full.
pub(crate) fn template<T: Config>() -> Template<T::AccountId> {
	let rules = rules(MoneyClass::Policy, SeriesId(0), None);
	Template {
		issuers: RegionSet::province(),
		funders: funders::<T>(),
		places: rules.places,
		open_to_all: rules.open_to_all,
		categories: rules.categories,
		caps: rules.caps,
		sales_classes: rules.sales_classes,
		to_router: rules.to_router,
		valid_days: 90,
	}
}

/// A receipt with as many parts as fit.
pub(crate) fn receipt<T: Config>(person: PersonId, merchant: MerchantId, amount: Won) -> ReceiptId {
	let bonuses = Bonuses::new();
	let class = MoneyClass::Policy;
	let part = Part { series: SeriesId(0), class, amount: 1, face: 0, cap: None, bonuses };
	let count = amount.min(MAX_LOTS.into());
	let parts: Parts = BoundedVec::truncate_from(vec![part; count as usize]);
	let (account, at) = (account("person", person.0, 0), T::Time::moment());
	let (order, plain, payback) = (None, amount - count, None);
	let receipt = Receipt { person, account, merchant, order, at, parts, plain, payback };
	PaymentState::<T>::mutate(|book| {
		let id = book.next_receipt;
		Receipts::<T>::insert(id, receipt);
		book.next_receipt = ReceiptId(id.0 + 1);
		id
	})
}

/// A cohort with `count` open drops of one opener. Other cohorts have drops of the same numbers.
pub(super) fn cohort_with_drops<T: Config>(
	first: u32,
	count: u32,
	members: &[PersonId],
) -> CohortId {
	let cohort = T::Cohorts::benchmark_cohort(ZONE.region, 1_000, members);
	let opener = Opener::Programme(ProgrammeId(0));
	let mut drops = DropList::new();
	for number in first..first + count {
		let series = series::<T>(MoneyClass::Policy, None);
		SeriesById::<T>::mutate(series, |own| {
			let own = own.as_mut().expect("it was created");
			(own.opener, own.cohort) = (Some(opener), Some(cohort));
		});
		let issued = TotalsBySeries::<T>::mutate(series, |totals| totals.issue(1_000 * LOT));
		issued.expect("it is funded");
		let drop = OpenDrop {
			number,
			series,
			opener,
			opened_at: NOW,
			per_head: LOT,
			ends: END,
			claim_until: END - 1,
			unclaimed: 1_000,
		};
		drops.try_push(drop).expect("as many as fit");
	}
	PaymentState::<T>::mutate(|book| book.last_drop = book.last_drop.max(first + count - 1));
	DropsByCohort::<T>::insert(cohort, drops);
	cohort
}

/// A person in `count` cohorts, each with as many open drops as fit.
pub(super) fn heir<T: Config>(count: u32) -> (T::AccountId, PersonId) {
	let (key, person) = person::<T>(0);
	for number in 0..count {
		cohort_with_drops::<T>(1 + number * MAX_DROPS, MAX_DROPS, &[person]);
	}
	set_now::<T::Time>(NOW + 1);
	(key, person)
}

pub(super) fn assert_paid<T: Config>(
	person: PersonId,
	merchant: MerchantId,
	lots: u32,
	plain: Won,
) {
	let receipt = ReceiptId(PaymentState::<T>::get().next_receipt.0 - 1);
	let parts = Receipts::<T>::get(receipt).expect("it was written").parts;
	assert_eq!(parts.len() as u32, lots, "every lot paid");
	assert_last::<T>(Event::Paid { receipt, person, merchant, order: None, parts, plain });
}
