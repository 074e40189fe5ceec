// SPDX-License-Identifier: Apache-2.0

//! "Why can't I pay here?" is answered by the code that decides.

use crate::CapId;
use chungnam_ports::Standing;
use chungnam_primitives::{MerchantId, SeriesId};
use chungnam_testkit::MockBrakes;
use frame_support::assert_ok;
use proptest::prelude::*;
use MoneyClass::{Incentive, Policy, Purchased};

use super::*;
use crate::{CategoryCap, Part, Plan, RefusedLot};

#[test]
fn a_quote_names_the_lots_that_would_pay_and_changes_nothing() {
	let builder = ExtBuilder::default().series(Policy, policy(), 100).lot(KIM_ID, SeriesId(0), 100);
	builder.plain(KIM, 50).build_and_execute(|| {
		let told = quote(KIM, RESTAURANT, 120);
		let bonuses = crate::Bonuses::new();
		let (series, class) = (SeriesId(0), MoneyClass::Policy);
		let part = Part { series, class, amount: 100, face: 0, cap: None, bonuses };
		let parts = BoundedVec::truncate_from(vec![part]);
		assert_eq!(told.plan, Ok(Plan { parts, plain: 20 }));
		assert_eq!((told.affordable, told.refused.len()), (150, 0));
		assert_eq!((lot(KIM_ID, SeriesId(0)), plain(KIM)), (100, 50));
		assert!(events().is_empty());
	});
}

#[test]
fn a_quote_gives_each_lot_that_cannot_pay_its_own_reason() {
	let clinics = CategorySet::of(&[category::HOSPITAL]);
	let large = SalesClassSet::of(&[SalesClass::Large]);
	let later = Rules { opens: APRIL, ..policy() };
	let dead = Rules { expires: TODAY, ..policy() };
	ExtBuilder::default()
		.series(Policy, Rules { places: Places::HomeZone, ..policy() }, 1)
		.series(Policy, Rules { categories: clinics, ..policy() }, 1)
		.series(Policy, Rules { sales_classes: large, ..policy() }, 1)
		.series(Policy, later, 1)
		.series(Policy, dead, 1)
		.series(Policy, policy(), 1)
		.series(Policy, policy(), 1)
		.lots(KIM_ID, 7, 1)
		.build_and_execute(|| {
			assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), SeriesId(5)));
			let told = quote(KIM, MART, 1);
			let reasons: Vec<_> = told.refused.iter().map(|lot| (lot.series, lot.reason)).collect();
			let expected = [
				(SeriesId(0), Refusal::PlaceNotAllowed),
				(SeriesId(1), Refusal::CategoryNotAllowed),
				(SeriesId(2), Refusal::SalesClassNotAllowed),
				(SeriesId(3), Refusal::NotYetOpen),
				(SeriesId(5), Refusal::SeriesPaused),
				(SeriesId(4), Refusal::Expired),
			];
			assert_eq!(reasons, expected);
			assert_eq!(told.affordable, 1);
			assert!(told.plan.is_ok());
		});
}

#[test]
fn nothing_is_affordable_where_nothing_can_be_paid() {
	let builder = ExtBuilder::default().series(Policy, policy(), 100).lot(KIM_ID, SeriesId(0), 100);
	builder.plain(KIM, 100).build_and_execute(|| {
		let cases = [(STRANGER, RESTAURANT), (KIM, MerchantId(999)), (KIM, FARM_STAND)];
		let reasons = [Refusal::NotRegistered, Refusal::MerchantNotFound, Refusal::SelfPayment];
		for ((who, shop), reason) in cases.into_iter().zip(reasons) {
			assert_eq!(quote(who, shop, 1), Quote::refused(reason, TODAY));
		}
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_eq!(quote(KIM, RESTAURANT, 1), Quote::refused(Refusal::PersonFrozen, TODAY));
	});
}

#[test]
fn too_little_money_is_not_blamed_on_a_rule() {
	let caps = BoundedVec::truncate_from(vec![mart_cap(40)]);
	ExtBuilder::default()
		.series(Policy, Rules { caps, ..policy() }, 100)
		.lot(KIM_ID, SeriesId(0), 100)
		.plain(KIM, 5)
		.build_and_execute(|| {
			// Without the cap there would be 105 won, and not one more.
			assert_refused(KIM, MART, 46, Refusal::CategoryCapReached);
			assert_refused(KIM, MART, 105, Refusal::CategoryCapReached);
			assert_refused(KIM, MART, 106, Refusal::InsufficientBalance);
			let told = quote(KIM, MART, 46);
			let reason = Refusal::CategoryCapReached;
			assert_eq!(told.refused[..], [RefusedLot { series: SeriesId(0), amount: 100, reason }]);
			assert_eq!(told.affordable, 45);
		});
}

#[test]
fn a_cap_that_is_not_in_the_way_is_not_mentioned() {
	let caps = BoundedVec::truncate_from(vec![mart_cap(40)]);
	let builder = ExtBuilder::default().series(Policy, Rules { caps, ..policy() }, 100);
	builder.lot(KIM_ID, SeriesId(0), 100).build_and_execute(|| {
		assert!(quote(KIM, MART, 40).refused.is_empty());
		assert!(quote(KIM, RESTAURANT, 100).refused.is_empty());
	});
}

#[test]
fn every_refusal_is_the_error_of_the_same_name() {
	use codec::Decode;
	let mut seen = 0;
	while let Ok(refusal) = Refusal::decode(&mut &[seen][..]) {
		let error = Error::<Test>::from(refusal);
		assert_eq!(format!("{error:?}"), format!("{refusal:?}"));
		seen += 1;
	}
	assert_eq!(seen, 19);
}

fn mart_cap(per_month: Won) -> CategoryCap {
	CategoryCap { id: CapId(1), categories: CategorySet::of(&[category::HANARO_MART]), per_month }
}

prop_compose! {
	/// Rules that often, and not always, allow a payment here and now.
	fn any_rules()(
		places in prop_oneof![
			Just(Places::HomeZone), Just(Places::HomeRegion), Just(Places::Province),
			Just(Places::AnyHomeZone), Just(Places::AnyHomeRegion),
			Just(Places::Regions(RegionSet::of(&[CHEONGYANG]))),
		],
		at_marts in any::<bool>(),
		all_sales_classes in any::<bool>(),
		opens in prop_oneof![4 => Just(OPENS), 1 => Just(TODAY + 1)],
		expires in prop_oneof![2 => Just(EXPIRES), 2 => Just(EXPIRES + 1), 1 => Just(TODAY + 2)],
		cap in proptest::option::of((1u32..4, 0u128..60)),
	) -> Rules {
		let except_marts = CategorySet(!(1 << category::HANARO_MART));
		let caps = cap.map(|(id, per_month)| CategoryCap { id: CapId(id), ..mart_cap(per_month) });
		Rules {
			places,
			categories: if at_marts { CategorySet::ALL } else { except_marts },
			sales_classes: if all_sales_classes { SalesClassSet::ALL } else { policy().sales_classes },
			caps: BoundedVec::truncate_from(caps.into_iter().collect()),
			opens,
			expires,
			..policy()
		}
	}
}

/// A wallet, and where Kim goes with it.
type Case = (Vec<(Rules, u8, Won)>, Won, Vec<(MerchantId, Won, Moment)>);

fn any_case() -> impl Strategy<Value = Case> {
	let series = proptest::collection::vec((any_rules(), 0u8..3, 0u128..80), 0..6);
	let shop = prop_oneof![Just(RESTAURANT), Just(MART), Just(STORE), Just(CAFE)];
	let when = prop_oneof![4 => Just(TODAY), 1 => Just(TODAY + 2), 1 => Just(APRIL)];
	let visits =
		proptest::collection::vec((shop, 0u128..200, when), 1..5).prop_map(|mut visits| {
			visits.sort_by_key(|(_, _, when)| *when);
			visits
		});
	(series, 0u128..50, visits)
}

fn builder_of(series: &[(Rules, u8, Won)], plain: Won) -> ExtBuilder {
	let mut builder = ExtBuilder::default();
	if plain > 0 {
		builder = builder.plain(KIM, plain);
	}
	for (id, (rules, class, amount)) in series.iter().enumerate() {
		let class = [Policy, Incentive, Purchased][usize::from(*class)];
		builder = builder.series(class, rules.clone(), 1_000);
		if *amount > 0 {
			builder = builder.lot(KIM_ID, SeriesId(id.try_into().unwrap()), *amount);
		}
	}
	builder
}

/// What a payment did, read from what it left behind.
fn pay_as_quoted(shop: MerchantId, amount: Won) {
	let told = quote(KIM, shop, amount);
	match told.plan {
		Ok(plan) => {
			assert_ok!(pay(KIM, shop, amount));
			let receipt = last_receipt();
			let done: Vec<_> = receipt.parts.iter().map(|p| (p.series, p.amount, p.cap)).collect();
			let said: Vec<_> = plan.parts.iter().map(|p| (p.series, p.amount, p.cap)).collect();
			assert_eq!((done, receipt.plain, receipt.left()), (said, plan.plain, Some(amount)));
		}
		Err(reason) => assert_refused(KIM, shop, amount, reason),
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	#[test]
	fn quote_and_pay_always_agree((series, plain, visits) in any_case()) {
		builder_of(&series, plain).build_and_execute(|| {
			for (shop, amount, when) in visits {
				at(when);
				pay_as_quoted(shop, amount);
			}
		});
	}

	#[test]
	fn what_is_affordable_can_be_paid_and_not_one_won_more((series, plain, visits) in any_case()) {
		builder_of(&series, plain).build_and_execute(|| {
			for (shop, amount, when) in visits {
				at(when);
				let most = quote(KIM, shop, amount).affordable;
				assert_eq!(quote(KIM, shop, 1).affordable, most, "whatever is asked for");
				assert!(pay(KIM, shop, most + 1).is_err());
				let told = quote(KIM, shop, most);
				assert_eq!(told.plan.is_ok(), most > 0);
				// Leave something for the next visit now and then.
				pay_as_quoted(shop, most.min(amount));
			}
		});
	}
}

#[test]
fn quote_says_that_payments_are_stopped_whoever_asks() {
	let builder = ExtBuilder::default().plain(KIM, 100).series(Policy, policy(), 100);
	builder.lot(CHILD_ID, SeriesId(0), 100).build_and_execute(|| {
		let ask = || {
			let own = quote(KIM, RESTAURANT, 10).plan;
			let ward = RegionalCurrency::quote_for(KIM, CHILD_ID, RESTAURANT, 10, None).plan;
			let third = RegionalCurrency::quote_of(CHILD_ID, RESTAURANT, 10, None).plan;
			[own, ward, third].map(Result::err)
		};
		let stopped = Some(Refusal::PaymentsStopped);
		assert_eq!(ask(), [None; 3]);
		MockBrakes::stop(true, false);
		assert_eq!(ask(), [stopped, None, stopped]);
		MockBrakes::stop(false, true);
		assert_eq!(ask(), [None, stopped, None]);
		MockBrakes::stop(true, true);
		// It comes before any other reason, and a wallet that tries all the same would be told the same word.
		let told = quote(STRANGER, MerchantId(99), 0);
		assert_eq!((told.plan.err(), told.affordable), (stopped, 0));
		assert_eq!(Error::<Test>::from(Refusal::PaymentsStopped), Error::PaymentsStopped);
		MockBrakes::stop(false, false);
		assert_eq!(ask(), [None; 3]);
	});
}
