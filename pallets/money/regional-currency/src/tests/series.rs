// SPDX-License-Identifier: Apache-2.0

//! The life of a series before its end: `create_series`, `schedule_change`, `cancel_change`, `pause_series`,
//! `resume_series`, `fund`.

use crate::CapId;
use chungnam_primitives::SeriesId;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use super::*;
use crate::{mock::ChangeDelay, CategoryCap, Error, NextSeries, SeriesById};

fn create(class: MoneyClass, funders: FundersOf<Test>, rules: Rules) -> DispatchResult {
	RegionalCurrency::create_series(signed(COUNTY), class, county(), funders, rules)
}

fn create_policy(rules: Rules) -> DispatchResult {
	create(MoneyClass::Policy, funded_by_county(), rules)
}

fn fund(who: AccountId, amount: Won) -> DispatchResult {
	RegionalCurrency::fund(signed(who), SeriesId(0), amount)
}

fn funders(shares: &[(AccountId, u32)]) -> FundersOf<Test> {
	let funder = |(account, percent): &(AccountId, u32)| Funder {
		account: account.clone(),
		level: FunderLevel::Other,
		share: Perbill::from_percent(*percent),
	};
	BoundedVec::truncate_from(shares.iter().map(funder).collect())
}

/// A chain with one policy series and an empty budget.
fn with_policy() -> ExtBuilder {
	ExtBuilder::default().series(MoneyClass::Policy, policy(), 0).plain(COUNTY, 1_000)
}

fn later() -> Moment {
	TODAY + ChangeDelay::get()
}

#[test]
fn a_series_gets_the_next_number_and_an_empty_account() {
	ExtBuilder::default().build_and_execute(|| {
		for number in 0..3 {
			assert_ok!(create_policy(policy()));
			let definition = SeriesById::<Test>::get(SeriesId(number)).expect("it was created");
			assert_eq!((definition.class, definition.issuers), (MoneyClass::Policy, county()));
			assert_eq!(definition.rules, policy());
			assert!(definition.changes.is_empty() && !definition.paused);
			assert_eq!(totals(SeriesId(number)), Totals::default());
			assert_eq!(last_event(), Event::SeriesCreated { series: SeriesId(number), definition });
		}
		assert_eq!(NextSeries::<Test>::get(), SeriesId(3));
	});
}

#[test]
fn only_who_has_the_mandate_of_all_issuers_creates() {
	ExtBuilder::default().build_and_execute(|| {
		let both = RegionSet::of(&[CHEONGYANG, BORYEONG]);
		for issuers in [both, RegionSet::of(&[BORYEONG]), RegionSet::EMPTY] {
			let call = RegionalCurrency::create_series(
				signed(COUNTY),
				MoneyClass::Policy,
				issuers,
				funded_by_county(),
				policy(),
			);
			assert_noop!(call, BadOrigin);
		}
	});
}

#[test]
fn rules_that_contradict_themselves_or_their_class_are_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let cap = |id, categories: &[u8]| CategoryCap {
			id,
			categories: CategorySet::of(categories),
			per_month: 1,
		};
		let caps = |caps: [CategoryCap; 2]| BoundedVec::truncate_from(caps.to_vec());
		let unsound = [
			Rules { opens: EXPIRES, ..policy() },
			Rules { categories: CategorySet::EMPTY, ..policy() },
			Rules { sales_classes: SalesClassSet::EMPTY, ..policy() },
			Rules { places: Places::Regions(RegionSet::EMPTY), ..policy() },
			Rules { places: Places::Regions(RegionSet::of(&[16])), ..policy() },
			Rules { places: Places::Zones(BoundedVec::new()), ..policy() },
			Rules {
				places: Places::Zones(BoundedVec::truncate_from(vec![ZoneId::new(0, 0)])),
				..policy()
			},
			Rules { caps: caps([cap(CapId(1), &[1, 2]), cap(CapId(2), &[2, 3])]), ..policy() },
			Rules { caps: caps([cap(CapId(1), &[1]), cap(CapId(1), &[2])]), ..policy() },
			Rules { gift: Some(gift_rule()), ..policy() },
			Rules { sale: Some(sale_terms(None)), ..policy() },
			Rules { refund: purchased(None).refund, ..policy() },
		];
		for rules in unsound {
			assert_noop!(create_policy(rules), Error::<Test>::RulesUnsound);
		}
	});
}

#[test]
fn a_series_that_is_over_already_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let rules = Rules { expires: TODAY, ..policy() };
		assert_noop!(create_policy(rules), Error::<Test>::TooLate);
		assert_ok!(create_policy(Rules { expires: TODAY + 1, ..policy() }));
	});
}

#[test]
fn funders_pay_the_whole_and_each_is_named_once() {
	ExtBuilder::default().build_and_execute(|| {
		let by = |shares: &[_]| create(MoneyClass::Policy, funders(shares), policy());
		for shares in [vec![], vec![(COUNTY, 99)], vec![(COUNTY, 60), (BANK, 50)]] {
			assert_noop!(by(&shares), Error::<Test>::SharesNotOne);
		}
		let twice = by(&[(COUNTY, 50), (COUNTY, 50)]);
		assert_noop!(twice, Error::<Test>::DuplicateFunder);
		assert_ok!(create(MoneyClass::Policy, funders(&[(COUNTY, 60), (BANK, 40)]), policy()));
	});
}

#[test]
fn an_incentive_comes_from_a_series_of_that_class() {
	with_policy().build_and_execute(|| {
		let sell = |incentive| {
			create(MoneyClass::Purchased, funded_by_county(), purchased(Some(incentive)))
		};
		assert_noop!(sell(SeriesId(9)), Error::<Test>::SeriesNotFound);
		assert_noop!(sell(SeriesId(0)), Error::<Test>::WrongClass);
		assert_ok!(create(MoneyClass::Incentive, funded_by_county(), incentive()));
		assert_ok!(sell(SeriesId(1)));
	});
}

#[test]
fn numbers_of_series_end_somewhere() {
	ExtBuilder::default().build_and_execute(|| {
		NextSeries::<Test>::put(SeriesId::MAX);
		assert_noop!(create_policy(policy()), Error::<Test>::Overflow);
	});
}

#[test]
fn a_change_holds_from_its_moment_and_not_before() {
	with_policy().build_and_execute(|| {
		let wider = Rules { places: Places::Province, ..policy() };
		assert_ok!(schedule(later(), wider.clone()));
		let change =
			Event::ChangeScheduled { series: SeriesId(0), from: later(), rules: wider.clone() };
		assert_eq!(last_event(), change);
		at(later() - 1);
		assert_eq!(RegionalCurrency::rules(SeriesId(0)), Some(policy()));
		at(later());
		assert_eq!(RegionalCurrency::rules(SeriesId(0)), Some(wider));
	});
}

#[test]
fn a_change_needs_the_delay_and_the_life_of_the_series() {
	with_policy().build_and_execute(|| {
		assert_noop!(schedule(later() - 1, policy()), Error::<Test>::TooEarly);
		assert_noop!(schedule(EXPIRES, policy()), Error::<Test>::TooLate);
		assert_ok!(schedule(EXPIRES - 1, policy()));
		assert_ok!(schedule(later(), policy()));
	});
}

#[test]
fn a_change_never_cuts_a_promise_short() {
	with_policy().build_and_execute(|| {
		let shorter = Rules { expires: EXPIRES - 1, ..policy() };
		let other_opening = Rules { opens: OPENS + 1, ..policy() };
		for rules in [shorter, other_opening] {
			assert_noop!(schedule(later(), rules), Error::<Test>::BackwardChange);
		}
		assert_ok!(schedule(later(), Rules { expires: EXPIRES + 1, ..policy() }));
	});
}

#[test]
fn a_change_is_sound_like_the_rules_it_replaces() {
	with_policy().build_and_execute(|| {
		let unsound = Rules { categories: CategorySet::EMPTY, ..policy() };
		assert_noop!(schedule(later(), unsound), Error::<Test>::RulesUnsound);
	});
}

#[test]
fn a_change_that_sells_needs_its_incentive_to_exist() {
	let sold = purchased(None);
	ExtBuilder::default().series(MoneyClass::Purchased, sold, 0).build_and_execute(|| {
		assert_noop!(
			schedule(later(), purchased(Some(SeriesId(9)))),
			Error::<Test>::SeriesNotFound
		);
		assert_noop!(schedule(later(), purchased(Some(SeriesId(0)))), Error::<Test>::WrongClass);
	});
}

#[test]
fn a_second_announcement_for_a_moment_replaces_the_first_and_builds_on_what_holds() {
	with_policy().build_and_execute(|| {
		let (longer, longest) = (
			Rules { expires: EXPIRES + DAYS, ..policy() },
			Rules { expires: EXPIRES + 2 * DAYS, ..policy() },
		);
		assert_ok!(schedule(later(), longest));
		assert_ok!(schedule(later(), longer.clone()));
		at(later());
		assert_eq!(RegionalCurrency::rules(SeriesId(0)), Some(longer.clone()));
		let next = later() + ChangeDelay::get();
		assert_noop!(schedule(next, policy()), Error::<Test>::BackwardChange);
		assert_ok!(schedule(next, longer.clone()));
		let definition = SeriesById::<Test>::get(SeriesId(0)).expect("it exists");
		assert_eq!(definition.rules, longer);
	});
}

#[test]
fn an_announcement_can_be_called_off_until_it_holds() {
	with_policy().build_and_execute(|| {
		let cancel = || RegionalCurrency::cancel_change(signed(COUNTY), SeriesId(0), later());
		assert_noop!(cancel(), Error::<Test>::ChangeNotFound);
		assert_ok!(schedule(later(), policy()));
		assert_ok!(cancel());
		assert_eq!(last_event(), Event::ChangeCancelled { series: SeriesId(0), from: later() });
		assert_ok!(schedule(later(), policy()));
		at(later());
		assert_noop!(cancel(), Error::<Test>::TooLate);
	});
}

#[test]
fn a_series_is_stopped_and_goes_on() {
	with_policy().build_and_execute(|| {
		let pause = || RegionalCurrency::pause_series(signed(COUNTY), SeriesId(0));
		let resume = || RegionalCurrency::resume_series(signed(COUNTY), SeriesId(0));
		assert_noop!(resume(), Error::<Test>::AlreadyInState);
		assert_ok!(pause());
		assert_eq!(last_event(), Event::SeriesPaused { series: SeriesId(0) });
		assert_noop!(pause(), Error::<Test>::AlreadyInState);
		assert_ok!(resume());
		assert_eq!(last_event(), Event::SeriesResumed { series: SeriesId(0) });
	});
}

#[test]
fn strangers_change_nothing_and_nothing_has_no_rules() {
	with_policy().build_and_execute(|| {
		for who in [KIM, BANK] {
			let who = || signed(who.clone());
			let change = RegionalCurrency::schedule_change(who(), SeriesId(0), later(), policy());
			assert_noop!(change, BadOrigin);
			assert_noop!(RegionalCurrency::cancel_change(who(), SeriesId(0), later()), BadOrigin);
			assert_noop!(RegionalCurrency::pause_series(who(), SeriesId(0)), BadOrigin);
			assert_noop!(RegionalCurrency::resume_series(who(), SeriesId(0)), BadOrigin);
		}
		let (who, missing) = (|| signed(COUNTY), Error::<Test>::SeriesNotFound);
		let change = RegionalCurrency::schedule_change(who(), SeriesId(1), later(), policy());
		assert_noop!(change, missing);
		let missing = || Error::<Test>::SeriesNotFound;
		assert_noop!(RegionalCurrency::cancel_change(who(), SeriesId(1), later()), missing());
		assert_noop!(RegionalCurrency::pause_series(who(), SeriesId(1)), missing());
		assert_noop!(RegionalCurrency::resume_series(who(), SeriesId(1)), missing());
		assert_noop!(RegionalCurrency::fund(who(), SeriesId(1), 1), missing());
		assert_eq!(RegionalCurrency::rules(SeriesId(1)), None);
	});
}

#[test]
fn a_funder_pays_into_the_budget() {
	with_policy().build_and_execute(|| {
		assert_ok!(fund(COUNTY, 600));
		assert_eq!((pot(SeriesId(0)), totals(SeriesId(0)).budget, plain(COUNTY)), (600, 600, 400));
		assert_eq!(
			last_event(),
			Event::Funded { series: SeriesId(0), funder: COUNTY, amount: 600 }
		);
		assert_ok!(fund(COUNTY, 400));
		assert_eq!(totals(SeriesId(0)).budget, 1_000);
	});
}

#[test]
fn only_funders_fund_from_what_they_have_while_the_series_lives() {
	with_policy().plain(KIM, 10).build_and_execute(|| {
		assert_noop!(fund(COUNTY, 0), Error::<Test>::ZeroAmount);
		assert_noop!(fund(KIM, 10), Error::<Test>::NotAuthorized);
		assert_noop!(fund(COUNTY, 1_001), Error::<Test>::InsufficientBalance);
		at(EXPIRES);
		assert_noop!(fund(COUNTY, 1), Error::<Test>::TooLate);
		at(EXPIRES - 1);
		assert_ok!(fund(COUNTY, 1));
	});
}
