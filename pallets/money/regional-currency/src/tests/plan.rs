// SPDX-License-Identifier: Apache-2.0

//! The pure parts: what pays, the refund threshold, wallets. No chain.

use crate::CapId;
use crate::LimitId;
use chungnam_ports::{MerchantProfile, ShopStanding};
use chungnam_primitives::{korean_month, SeriesId};
use proptest::prelude::*;

use super::*;
use crate::{
	plan::{apply, quote, Binding, Depth, Purchase, Shelf},
	Lot, Period, RefusedLot, Series, UsageKey, WalletFull, MAX_LOTS, MAX_USAGE,
};

/// A lot with the series that binds it.
struct Held {
	lot: Lot,
	binding: Binding<AccountId>,
}

fn held(series: SeriesId, amount: Won, rules: Rules) -> Held {
	let ends = rules.expires;
	let policy = Series::by_hand(MoneyClass::Policy, county(), funded_by_county(), rules);
	Held {
		lot: Lot { series, amount, face: amount, graced: 0, ends },
		binding: Binding { series: policy, grace_until: 0 },
	}
}

fn wallet_of(lots: &[Held]) -> Wallet {
	let lots = lots.iter().map(|held| held.lot.clone()).collect();
	Wallet { lots: BoundedVec::truncate_from(lots), ..Default::default() }
}

/// Counts how often it is asked.
struct MockShelf<'a>(&'a [Held], u32);

impl Shelf<AccountId> for MockShelf<'_> {
	fn binding(&mut self, series: SeriesId) -> Option<&Binding<AccountId>> {
		self.1 += 1;
		self.0.iter().find(|held| held.lot.series == series).map(|held| &held.binding)
	}

	fn ended(&self) -> &[RefusedLot] {
		&[]
	}
}

/// Everything that can be told of a purchase in the restaurant.
fn told(lots: &[Held], plain: Won, amount: Won) -> Quote {
	let shop = restaurant();
	let purchase = Purchase { home: MYEON_1, shop: &shop, now: TODAY };
	let shelf = &mut MockShelf(lots, 0);
	quote(&wallet_of(lots), shelf, &purchase, || plain, amount, Depth::Everything)
}

/// What a payment finds out, and how many series it looks at.
fn paid(lots: &[Held], plain: Won, amount: Won) -> (Quote, u32) {
	let shop = restaurant();
	let purchase = Purchase { home: MYEON_1, shop: &shop, now: TODAY };
	let mut shelf = MockShelf(lots, 0);
	let told = quote(&wallet_of(lots), &mut shelf, &purchase, || plain, amount, Depth::Enough);
	(told, shelf.1)
}

fn restaurant() -> MerchantProfile<AccountId> {
	MerchantProfile {
		account: COOK,
		operator: None,
		zone: MYEON_1,
		category: category::RESTAURANT,
		sales_class: SalesClass::Small,
		is_open: true,
		standing: ShopStanding::Operating,
	}
}

#[test]
fn a_graced_lot_is_worth_its_graced_part_until_the_grace_is_over() {
	let Held { mut lot, mut binding } = held(SeriesId(0), 100, policy());
	(lot.graced, binding.grace_until) = (30, EXPIRES + 10);
	let worth =
		[EXPIRES - 1, EXPIRES, EXPIRES + 9, EXPIRES + 10].map(|now| binding.worth(&lot, now));
	assert_eq!(worth, [100, 30, 30, 0]);
}

#[test]
fn what_is_graced_is_spent_before_lots_that_live_longer() {
	let mut ended = held(SeriesId(0), 10, Rules { expires: TODAY, ..policy() });
	(ended.lot.graced, ended.binding.grace_until) = (10, TODAY + 1);
	let lots = [held(SeriesId(1), 10, policy()), ended];
	let plan = told(&lots, 0, 15).plan.expect("there is enough");
	let parts: Vec<_> = plan.parts.iter().map(|p| (p.series, p.amount)).collect();
	assert_eq!(parts, [(SeriesId(0), 10), (SeriesId(1), 5)]);
}

#[test]
fn amounts_as_large_as_numbers_get_do_not_overflow() {
	let lots = [held(SeriesId(0), Won::MAX, policy()), held(SeriesId(1), Won::MAX, policy())];
	let told = told(&lots, Won::MAX, Won::MAX);
	assert_eq!(told.affordable, Won::MAX);
	assert!(told.plan.is_ok());
}

#[test]
fn a_payment_looks_at_no_series_that_cannot_be_next() {
	let later = |days| Rules { expires: EXPIRES + days * DAYS, ..policy() };
	let lots = [
		held(SeriesId(0), 10, later(2)),
		held(SeriesId(1), 10, later(0)),
		held(SeriesId(2), 10, later(1)),
	];
	assert_eq!(paid(&lots, 0, 10).1, 1);
	assert_eq!(paid(&lots, 0, 11).1, 2);
	assert_eq!(paid(&lots, 0, 30).1, 3);
	assert_eq!(paid(&lots, 9, 31).1, 3);
}

#[test]
fn of_lots_that_end_together_all_are_looked_at_and_the_most_restricted_pays() {
	let narrow = Rules { places: Places::HomeZone, ..policy() };
	let lots = [held(SeriesId(0), 10, policy()), held(SeriesId(1), 10, narrow)];
	let (quote, looks) = paid(&lots, 0, 5);
	assert_eq!(looks, 2);
	assert_eq!(quote.plan.expect("there is enough").parts[0].series, SeriesId(1));
}

#[test]
fn a_lot_whose_end_moved_later_waits_for_those_that_end_before() {
	let extended = Rules { expires: EXPIRES + 9 * DAYS, ..policy() };
	let mut lots = [
		held(SeriesId(0), 10, extended),
		held(SeriesId(1), 10, Rules { expires: EXPIRES + DAYS, ..policy() }),
	];
	lots[0].lot.ends = EXPIRES;
	let (quote, looks) = paid(&lots, 0, 5);
	assert_eq!(looks, 2);
	assert_eq!(quote.plan.expect("there is enough").parts[0].series, SeriesId(1));
}

fn lot(series: SeriesId, amount: Won, face: Won, graced: Won) -> Lot {
	Lot { series, amount, face, graced, ends: EXPIRES }
}

#[test]
fn a_debit_takes_what_is_graced_last_and_names_the_face_of_an_emptied_lot() {
	let mut wallet = Wallet::default();
	wallet.credit(lot(SeriesId(0), 100, 120, 30)).expect("there is room");
	let first = wallet.debit(SeriesId(0), 60).expect("there is enough");
	assert_eq!((first.graced, first.closed_face), (0, 0));
	let second = wallet.debit(SeriesId(0), 20).expect("there is enough");
	assert_eq!((second.graced, second.closed_face), (10, 0));
	assert!(wallet.debit(SeriesId(0), 21).is_none());
	let last = wallet.debit(SeriesId(0), 20).expect("there is enough");
	assert_eq!((last.graced, last.closed_face), (20, 120));
	assert!(wallet.is_empty() && wallet.debit(SeriesId(0), 1).is_none());
}

#[test]
fn a_wallet_says_why_it_is_full() {
	let mut wallet = Wallet::default();
	for series in 0..MAX_LOTS {
		assert_eq!(wallet.credit(lot(SeriesId(series), 1, 1, 0)), Ok(()));
	}
	assert_eq!(wallet.credit(lot(SeriesId(MAX_LOTS), 1, 1, 0)), Err(WalletFull::Lots));
	assert_eq!(wallet.credit(lot(SeriesId(0), Won::MAX, 1, 0)), Err(WalletFull::Overflow));
	assert_eq!(wallet.lot(SeriesId(0)).map(|lot| lot.amount), Some(1), "nothing was changed");
	let month = Period::Month(1);
	for cap in 0..MAX_USAGE {
		assert_eq!(wallet.note_use(UsageKey::Cap(CapId(cap)), month, 1), Ok(()));
	}
	assert_eq!(wallet.note_use(UsageKey::Cap(CapId(MAX_USAGE)), month, 1), Err(WalletFull::Usage));
	let too_much = wallet.note_use(UsageKey::Cap(CapId(0)), month, Won::MAX);
	assert_eq!(too_much, Err(WalletFull::Overflow));
	assert_eq!(
		wallet.note_use(UsageKey::Cap(CapId(MAX_USAGE)), month, 0),
		Ok(()),
		"nothing to count"
	);
}

#[test]
fn counters_are_forgotten_when_their_month_or_year_is_over() {
	let mut wallet = Wallet::default();
	let (december, year) = (2026 * 12 + 11, 2026);
	let month = (UsageKey::IncentiveOfMonth(LimitId(0)), Period::Month(december));
	let of_year = (UsageKey::IncentiveOfYear(LimitId(0)), Period::Year(year));
	wallet.note_use(month.0, month.1, 5).expect("there is room");
	wallet.note_use(of_year.0, of_year.1, 5).expect("there is room");
	wallet.forget_past(december);
	assert_eq!((wallet.used(month.0, month.1), wallet.used(of_year.0, of_year.1)), (5, 5));
	wallet.forget_past(december + 1);
	assert!(wallet.is_empty());
}

#[test]
fn rules_that_contradict_themselves_are_not_sound() {
	let is_sound = |rules: &Rules| rules.are_sound(MoneyClass::Purchased, county());
	assert!(is_sound(&purchased(None)));
	let cap = |id, categories| crate::CategoryCap { id, categories, per_month: 1 };
	let marts = CategorySet::of(&[category::HANARO_MART]);
	let clinics = CategorySet::of(&[category::HOSPITAL]);
	let with_caps = |caps| Rules { caps: BoundedVec::truncate_from(caps), ..policy() };
	assert!(is_sound(&with_caps(vec![cap(CapId(1), marts), cap(CapId(2), clinics)])));

	let nowhere = Places::Zones(BoundedVec::new());
	let abroad = Places::Zones(BoundedVec::truncate_from(vec![ZoneId::new(16, 0)]));
	let broken = [
		Rules { opens: EXPIRES, ..policy() },
		Rules { categories: CategorySet::EMPTY, ..policy() },
		Rules { sales_classes: SalesClassSet::EMPTY, ..policy() },
		Rules { places: Places::Regions(RegionSet::EMPTY), ..policy() },
		Rules { places: Places::Regions(RegionSet::of(&[16])), ..policy() },
		Rules { places: nowhere, ..policy() },
		Rules { places: abroad, ..policy() },
		with_caps(vec![cap(CapId(1), marts), cap(CapId(2), marts)]),
		with_caps(vec![cap(CapId(1), marts), cap(CapId(1), clinics)]),
	];
	for rules in broken {
		assert!(!is_sound(&rules), "{rules:?}");
	}
	assert!(!policy().are_sound(MoneyClass::Policy, RegionSet::EMPTY));
	assert!(!policy().are_sound(MoneyClass::Policy, RegionSet::of(&[16])));
	assert!(!incentive().are_sound(MoneyClass::Policy, county()), "welfare is not given away");
	assert!(!purchased(None).are_sound(MoneyClass::Incentive, county()), "nor sold");
}

#[test]
fn the_opening_stays_and_the_end_never_comes_earlier() {
	let may = |next: Rules| policy().may_become(&next);
	assert!(may(policy()) && may(Rules { expires: EXPIRES + 1, ..policy() }));
	assert!(may(Rules { places: Places::HomeZone, ..policy() }));
	assert!(!may(Rules { expires: EXPIRES - 1, ..policy() }));
	assert!(!may(Rules { opens: OPENS + 1, ..policy() }));
	assert!(!may(Rules { opens: OPENS - 1, ..policy() }));
}

proptest! {
	/// The threshold against exact arithmetic: `used / face >= percent / 100`, and nothing is rounded.
	#[test]
	fn a_refund_threshold_is_met_exactly(face in 1u128..1_000_000, rest in 0u128..1_000_000) {
		let rule = purchased(None).refund.unwrap();
		let percent = if face <= 10_000 { 80 } else { 60 };
		let expected = face >= rest && (face - rest) * 100 >= percent * face;
		prop_assert_eq!(rule.is_met(face, rest), expected);
		// One won less used never helps.
		prop_assert!(rule.is_met(face, rest) || !rule.is_met(face, rest + 1));
	}

	#[test]
	fn a_refund_threshold_beyond_all_numbers_is_not_met(rest in any::<u128>()) {
		prop_assert!(!purchased(None).refund.unwrap().is_met(Won::MAX, rest));
	}

	/// Parts and plain won sum to the amount, no part exceeds its lot, and plain won is touched only when lots are empty.
	#[test]
	fn a_plan_adds_up(
		amounts in proptest::collection::vec((1u128..1_000, 0u64..3), 0..16),
		plain in 0u128..2_000,
		amount in 1u128..10_000,
	) {
		let lots: Vec<_> = (0..).zip(&amounts)
			.map(|(id, (won, later))| held(SeriesId(id), *won, Rules { expires: EXPIRES + later, ..policy() }))
			.collect();
		let mut wallet = wallet_of(&lots);
		let held: Won = amounts.iter().map(|(won, _)| won).sum();
		let told = told(&lots, plain, amount);
		prop_assert_eq!(told.affordable, held + plain);
		prop_assert_eq!(&paid(&lots, plain, amount).0.plan, &told.plan, "pay and quote agree");
		let Ok(mut plan) = told.plan else {
			prop_assert!(held + plain < amount);
			return Ok(());
		};
		let parts: Won = plan.parts.iter().map(|part| part.amount).sum();
		prop_assert_eq!(parts + plan.plain, amount);
		prop_assert!(plan.plain == 0 || parts == held);
		let ends: Vec<_> = plan.parts.iter()
			.map(|part| lots[part.series.0 as usize].binding.series.rules.expires).collect();
		prop_assert!(ends.is_sorted());
		let month = Period::Month(korean_month(TODAY));
		prop_assert!(apply(&mut wallet, &mut plan, month).is_some());
		prop_assert_eq!(wallet.lots.iter().map(|lot| lot.amount).sum::<Won>(), held - parts);
	}
}
