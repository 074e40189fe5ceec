// SPDX-License-Identifier: Apache-2.0

//! Drops: opening them, and how what is latent becomes lots.

use chungnam_ports::ManagedCohorts;
use chungnam_primitives::{CohortId, PersonId, SeriesId};
use frame_support::{assert_noop, assert_ok, weights::Weight};

use super::*;
use crate::{DropsByCohort, Error, SeriesById, WeightInfo, MAX_DROPS, MAX_LOTS};

fn open(
	parts: &[Part<Template<AccountId>>],
	per_head: Won,
) -> Result<Vec<Option<SeriesId>>, DispatchError> {
	RegionalCurrency::open(PROGRAMME, parts, per_head, None, &COUNTY).map(|opened| opened.series)
}

fn root() -> Vec<u8> {
	sp_io::storage::root(sp_runtime::StateVersion::V1)
}

#[test]
fn a_drop_moves_the_whole_sum_and_writes_nothing_for_anyone() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID, LEE_ID]);
		let series = drop_on(cohort, 30_000);
		assert_eq!((pot(series), plain(COUNTY)), (60_000, 1_000_000_000 - 60_000));
		let Totals { budget, issued, outstanding, .. } = totals(series);
		assert_eq!((budget, issued, outstanding), (0, 60_000, 60_000));
		assert_eq!(Wallets::<Test>::iter().count(), 0);
		let own = SeriesById::<Test>::get(series).expect("it was opened");
		assert_eq!((own.opener, own.cohort), (Some(PROGRAMME), Some(cohort)));
		assert_eq!((own.rules.opens, own.rules.expires), (TODAY, DROPS_END));
		let opened = Event::DropOpened {
			drop: 1,
			opener: PROGRAMME,
			cohort,
			series,
			per_head: 30_000,
			heads: 2,
			counted_at: TODAY,
			claim_until: DROPS_END,
		};
		assert_eq!(last_event(), opened);
		assert_eq!(RegionalCurrency::month(korean_month(TODAY)).issued, 60_000);
	});
}

#[test]
fn the_first_payment_turns_what_is_latent_into_a_lot() {
	rich_county().build_and_execute(|| {
		let series = drop_on(cohort_of(&[KIM_ID, LEE_ID]), 30_000);
		assert_eq!(quote(KIM, RESTAURANT, 1).affordable, 30_000);
		assert_ok!(pay(KIM, RESTAURANT, 12_000));
		assert_eq!((lot(KIM_ID, series), wallet(KIM_ID).seen), (18_000, 1));
		let drops = BoundedVec::truncate_from(vec![(series, 30_000)]);
		assert!(events().contains(&Event::Claimed { person: KIM_ID, seen: 1, drops }));
		assert_eq!(RegionalCurrency::drops(CohortId(0))[0].unclaimed, 1);
		assert_ok!(pay(KIM, RESTAURANT, 18_000));
		assert_refused(KIM, RESTAURANT, 1, Refusal::InsufficientBalance);
		assert!(!Wallets::<Test>::contains_key(LEE_ID), "who does not pay costs no byte");
	});
}

#[test]
fn whoever_counts_at_the_opening_has_a_share_and_nobody_else() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID, LEE_ID]);
		MockRegistry::enrol_since(cohort, CHOI_ID, TODAY + 1);
		MockRegistry::enrol_since(cohort, CHILD_ID, TODAY);
		assert_ok!(MockRegistry::unenrol(cohort, LEE_ID)); // counts up to the end of this block
		let opened = TODAY;
		let parts = [part(cohort)];
		assert_ok!(RegionalCurrency::open(PROGRAMME, &parts, 1_000, None, &COUNTY));
		at(opened + DAYS);
		let has = |who| quote(who, RESTAURANT, 1).affordable;
		assert_eq!([KIM, LEE, CHILD].map(has), [1_000, 1_000, 1_000]);
		assert_eq!(has(CHOI), 0, "joined after the opening");
		assert_ok!(MockRegistry::unenrol(cohort, KIM_ID));
		at(opened + 2 * DAYS);
		assert_ok!(pay(KIM, RESTAURANT, 400));
		assert_ok!(MockRegistry::enrol(cohort, KIM_ID));
		at(opened + 3 * DAYS);
		assert_eq!(has(KIM), 600, "enrolling again gives nothing twice");
	});
}

#[test]
fn a_person_in_two_cohorts_gets_one_part_of_a_drop() {
	rich_county().build_and_execute(|| {
		let (first, second) = (cohort_of(&[KIM_ID, LEE_ID]), cohort_of(&[KIM_ID]));
		let opened = open(&[part(first), part(second)], 1_000).expect("it opens");
		assert_eq!(opened, [Some(SeriesId(0)), Some(SeriesId(1))]);
		assert_ok!(calls::claim(signed(KIM)));
		assert_eq!((lot(KIM_ID, SeriesId(0)), lot(KIM_ID, SeriesId(1))), (1_000, 0));
		assert_eq!(RegionalCurrency::drops(second)[0].unclaimed, 1, "it lapses");
		assert_noop!(calls::claim(signed(KIM)), Error::<Test>::NothingToClaim);
		// Another drop is another number.
		let third = drop_on(second, 5);
		assert_ok!(calls::claim(signed(KIM)));
		assert_eq!(lot(KIM_ID, third), 5);
	});
}

#[test]
fn what_does_not_fit_the_wallet_stays_latent_and_comes_when_there_is_room() {
	let mut builder = rich_county();
	for series in 0..MAX_LOTS - 1 {
		builder =
			builder.series(MoneyClass::Policy, policy(), 10).lot(KIM_ID, SeriesId(series), 10);
	}
	builder.build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		let (first, second, third) = (drop_on(cohort, 1), drop_on(cohort, 2), drop_on(cohort, 3));
		assert_ok!(calls::claim(signed(KIM)));
		assert_eq!((lot(KIM_ID, first), lot(KIM_ID, second)), (1, 0));
		assert_eq!(wallet(KIM_ID).seen, 1);
		assert_noop!(calls::claim(signed(KIM)), Error::<Test>::NothingToClaim);
		// Money that people are given needs no latent lot to become one, and finds no room.
		let given = RegionalCurrency::give(second, KIM_ID, 5, Some(&COUNTY));
		assert_eq!(given, Err(Error::<Test>::MaxLotsExceeded.into()));
		assert_ok!(pay(KIM, RESTAURANT, 20));
		assert_ok!(calls::claim(signed(KIM)));
		assert_eq!((lot(KIM_ID, second), lot(KIM_ID, third)), (2, 3));
		assert_eq!(wallet(KIM_ID).seen, 3);
	});
}

#[test]
fn who_is_in_no_cohort_keeps_no_byte_for_drops() {
	rich_county().plain(LEE, 10).build_and_execute(|| {
		drop_on(cohort_of(&[KIM_ID]), 1_000);
		assert_ok!(pay(LEE, RESTAURANT, 10));
		assert!(!Wallets::<Test>::contains_key(LEE_ID));
	});
}

#[test]
fn an_empty_cohort_gets_no_series_and_nothing_changes() {
	rich_county().build_and_execute(|| {
		let (empty, full) = (cohort_of(&[]), cohort_of(&[KIM_ID]));
		let before = root();
		assert_eq!(open(&[part(empty)], 1_000), Ok(vec![None]));
		assert_eq!(root(), before);
		assert_eq!(open(&[part(empty), part(full)], 1_000), Ok(vec![None, Some(SeriesId(0))]));
	});
}

#[test]
fn a_drop_that_cannot_open_whole_changes_nothing() {
	rich_county().build_and_execute(|| {
		let (cohort, other) = (cohort_of(&[KIM_ID]), cohort_of(&[LEE_ID]));
		let refused = |parts: &[Part<Template<AccountId>>], per_head, until, error| {
			let before = root();
			let opened = RegionalCurrency::open(PROGRAMME, parts, per_head, until, &COUNTY);
			assert_eq!(opened, Err(Error::<Test>::into(error)));
			assert_eq!(root(), before);
		};
		let with = |template| Part::new(other, template);
		refused(&[part(cohort)], 0, None, Error::ZeroAmount);
		for valid_days in [0, 367] {
			let wrong = with(Template { valid_days, ..template() });
			refused(&[part(cohort), wrong], 1, None, Error::RulesUnsound);
		}
		refused(&[part(cohort), part(cohort)], 1, None, Error::RulesUnsound);
		let wrong = with(Template { funders: BoundedVec::new(), ..template() });
		refused(&[part(cohort), wrong], 1, None, Error::SharesNotOne);
		refused(&[part(cohort), part(CohortId(99))], 1, None, Error::CohortNotFound);
		refused(&[part(cohort)], 1, Some(TODAY), Error::TooLate);
		refused(&[part(cohort), part(other)], 500_000_001, None, Error::InsufficientBalance);
		MockRegistry::enrol_since(cohort, LEE_ID, 0);
		refused(&[part(cohort)], Won::MAX, None, Error::Overflow);
	});
}

#[test]
fn a_cohort_has_room_for_sixteen_drops_and_for_another_when_one_lapsed() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		for _ in 0..MAX_DROPS {
			let until = Some(TODAY + DAYS);
			assert_ok!(RegionalCurrency::open(PROGRAMME, &[part(cohort)], 1, until, &COUNTY));
		}
		let full = open(&[part(cohort)], 1);
		assert_eq!(full, Err(Error::<Test>::MaxDropsExceeded.into()));
		at(TODAY + DAYS);
		assert_eq!(open(&[part(cohort)], 7), Ok(vec![Some(SeriesId(MAX_DROPS))]));
		// The opening lets one lapse for its own place, and the agenda all others.
		assert_eq!(DropsByCohort::<Test>::get(cohort).len(), 16);
		assert_eq!([0, 1].map(|series| totals(SeriesId(series)).lapsed), [1, 0]);
		next_block::<Test>(now());
		assert_eq!(DropsByCohort::<Test>::get(cohort).len(), 1);
		assert_eq!(totals(SeriesId(1)).lapsed, 1);
	});
}

#[test]
fn opening_lets_one_drop_lapse_in_each_full_list_and_weighs_it() {
	rich_county().build_and_execute(|| {
		let parts = [cohort_of(&[KIM_ID]), cohort_of(&[LEE_ID])].map(part);
		let open = |until| RegionalCurrency::open(PROGRAMME, &parts, 1, until, &COUNTY);
		for _ in 0..MAX_DROPS {
			let opened = open(Some(TODAY + DAYS)).expect("there is room");
			assert_eq!(opened.lapses, Weight::zero(), "nothing is over");
		}
		at(TODAY + DAYS);
		let opened = open(None).expect("of each list one lapses");
		let lapsed = events().into_iter().filter(|event| matches!(event, Event::Lapsed { .. }));
		assert_eq!(lapsed.count(), parts.len(), "one in each list, and no more");
		let each = <Test as crate::Config>::WeightInfo::lapse(1);
		assert_eq!(opened.lapses, each + each);
		let declared = RegionalCurrency::weight_of_lapses(2);
		assert!(opened.lapses.all_lte(declared), "{declared:?}");
	});
}

#[test]
fn opening_into_a_full_list_of_ended_series_weighs_all_that_is_declared() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		for _ in 0..MAX_DROPS {
			drop_on(cohort, 1);
		}
		at(DROPS_END);
		let opened = RegionalCurrency::open(PROGRAMME, &[part(cohort)], 1, None, &COUNTY);
		let opened = opened.expect("one lapses");
		let lapse = <Test as crate::Config>::WeightInfo::lapse(1);
		let looked = <Test as crate::Config>::WeightInfo::look_at(MAX_DROPS);
		assert_eq!(opened.lapses, lapse + looked);
		assert_eq!(RegionalCurrency::weight_of_lapses(1), opened.lapses);
	});
}

#[test]
fn drop_for_those_who_counted_earlier_is_theirs_alone() {
	use chungnam_ports::{Counted, ManagedCohorts};
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		let before = drop_on(cohort, 1_000);
		at(TODAY + DAYS);
		assert_ok!(MockRegistry::unenrol(cohort, KIM_ID));
		assert_ok!(MockRegistry::enrol(cohort, LEE_ID));
		at(TODAY + 2 * DAYS);
		let counted = Some(Counted { at: TODAY, heads: 1 });
		let opened = open(&[Part { counted, ..part(cohort) }], 400).expect("it opens");
		let series = opened[0].expect("somebody counted");
		assert_eq!((pot(before), pot(series)), (1_000, 400));
		assert_noop!(calls::claim(signed(LEE)), Error::<Test>::NothingToClaim);
		assert_ok!(calls::claim(signed(KIM)));
		assert_eq!((lot(KIM_ID, before), lot(KIM_ID, series)), (1_000, 400));
	});
}

#[test]
fn series_of_claims_lasts_as_long_from_the_last_claim_as_any_from_its_opening() {
	rich_county().build_and_execute(|| {
		let closes = TODAY + 30 * DAYS;
		let open =
			|closes| RegionalCurrency::open_budget(PROGRAMME, &template(), 500, &COUNTY, closes);
		let plain = open(None).expect("it opens");
		let claimed = open(Some(closes)).expect("it opens");
		let ends = |series| RegionalCurrency::ends(series).expect("it was opened");
		// The last moment of claims lies on the day before.
		assert_eq!(ends(claimed) - ends(plain), 29 * DAYS);
		assert_eq!(RegionalCurrency::ends_after(&template(), TODAY, closes), Some(ends(claimed)));
		let days = Moment::from(template().valid_days);
		let longest = TODAY + (367 - days) * DAYS;
		assert!(RegionalCurrency::ends_after(&template(), TODAY, longest).is_some());
		assert_eq!(RegionalCurrency::ends_after(&template(), TODAY, longest + 1), None);
		assert_eq!(open(Some(longest + 1)), Err(Error::<Test>::SeriesTooLong.into()));
	});
}

#[test]
fn budget_that_is_given_back_goes_to_the_funders_and_leaves_what_people_have() {
	rich_county().build_and_execute(|| {
		let opened = RegionalCurrency::open_budget(PROGRAMME, &template(), 1_000, &COUNTY, None);
		let series = opened.expect("it opens");
		assert_ok!(RegionalCurrency::give(series, KIM_ID, 300, None));
		let before = plain(COUNTY);
		assert_eq!(RegionalCurrency::give_back(series), Ok(700));
		let Totals { budget, outstanding, .. } = totals(series);
		assert_eq!((budget, outstanding, pot(series)), (0, 300, 300));
		let to_router = template().to_router.mul_floor(700u128);
		let to_funders = 700 - to_router;
		assert_eq!(last_event(), Event::BudgetReturned { series, to_funders, to_router });
		assert_eq!(plain(COUNTY) - before, to_funders);
		let give = RegionalCurrency::can_give(series, KIM_ID, 1);
		assert_eq!(give, Err(Error::<Test>::BudgetExhausted.into()));
		assert_eq!(RegionalCurrency::give_back(series), Ok(0));
	});
}

#[test]
fn a_drop_on_two_million_writes_what_a_drop_on_one_writes() {
	let written = |heads: u32| {
		let mut sizes = Vec::new();
		ExtBuilder::default().plain(COUNTY, 500_000_000_000).build_and_execute(|| {
			let cohort = cohort_of(&[KIM_ID]);
			MockRegistry::set_heads(cohort, heads);
			let before = state();
			drop_on(cohort, 100_000);
			let changed = state().into_iter().filter(|(key, value)| before.get(key) != Some(value));
			sizes = changed.map(|(key, value)| (key, value.len())).collect();
		});
		sizes
	};
	let one = written(1);
	assert!(one.len() > 5);
	assert_eq!(one, written(2_100_000));
}

/// All of the state.
fn state() -> std::collections::BTreeMap<Vec<u8>, Vec<u8>> {
	let (mut found, mut last) = (std::collections::BTreeMap::new(), Vec::new());
	while let Some(key) = sp_io::storage::next_key(&last) {
		let value = sp_io::storage::get(&key).expect("the key exists");
		found.insert(key.clone(), value.to_vec());
		last = key;
	}
	found
}

#[test]
fn the_first_payment_after_eight_unseen_drops_looks_at_one_series() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		for day in 0..8 {
			let template = Template { valid_days: 90 + day, ..template() };
			assert_ok!(open(&[Part::new(cohort, template)], 1_000));
		}
		let weighs = |amount| {
			let paid = RegionalCurrency::pay(signed(KIM), RESTAURANT, amount, None, 0, soon());
			paid.expect("there is enough").actual_weight.expect("it is weighed")
		};
		let usual = <Test as crate::Config>::WeightInfo::pay(1);
		let claim = <Test as crate::Config>::WeightInfo::claim(1);
		assert_eq!(weighs(100), usual + claim);
		assert_eq!(wallet(KIM_ID).lots.len(), 8);
		assert_eq!(weighs(100), usual);
	});
}

#[test]
fn a_payment_that_fails_weighs_what_it_looked_at() {
	rich_county().build_and_execute(|| {
		drop_on(cohort_of(&[KIM_ID]), 1_000);
		let failed = RegionalCurrency::pay(signed(KIM), RESTAURANT, 2_000, None, 0, soon());
		let failed = failed.expect_err("too much");
		let looked = <Test as crate::Config>::WeightInfo::look_at(1);
		let claim = <Test as crate::Config>::WeightInfo::claim(1);
		let expected = <Test as crate::Config>::WeightInfo::pay(0) + looked + claim;
		assert_eq!(failed.post_info.actual_weight, Some(expected));
		assert_eq!(failed.error, Error::<Test>::InsufficientBalance.into());
	});
}

#[test]
fn a_wallet_shows_what_is_latent_and_asks_for_nothing() {
	rich_county().build_and_execute(|| {
		let series = drop_on(cohort_of(&[KIM_ID]), 1_000);
		let shown = RegionalCurrency::wallet(KIM).expect("Kim is registered").lots;
		assert_eq!((shown[0].series, shown[0].amount, shown[0].claimed), (series, 1_000, false));
		assert_eq!((shown[0].opener, shown[0].ends), (Some(PROGRAMME), DROPS_END));
		assert!(!Wallets::<Test>::contains_key(KIM_ID));
		assert_ok!(calls::claim(signed(KIM)));
		assert!(RegionalCurrency::wallet(KIM).expect("Kim is registered").lots[0].claimed);
	});
}

#[test]
fn a_guardian_claims_for_a_ward_while_the_guardianship_lasts() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[CHILD_ID]);
		let series = drop_on(cohort, 700);
		assert_noop!(calls::claim_for(signed(LEE), CHILD_ID), Error::<Test>::NotAuthorized);
		assert_noop!(calls::claim_for(signed(STRANGER), CHILD_ID), Error::<Test>::NotRegistered);
		MockRegistry::set_standing(CHILD_ID, Standing::Frozen);
		assert_noop!(calls::claim(signed(CHILD)), Error::<Test>::PersonFrozen);
		MockRegistry::set_standing(CHILD_ID, Standing::Active);
		assert_ok!(calls::claim_for(signed(KIM), CHILD_ID));
		assert_eq!(lot(CHILD_ID, series), 700);
		assert_noop!(calls::claim_for(signed(KIM), CHILD_ID), Error::<Test>::NothingToClaim);
		drop_on(cohort, 1);
		at(GUARDED_UNTIL);
		assert_noop!(calls::claim_for(signed(KIM), CHILD_ID), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn money_is_given_from_the_budget_or_by_a_payer() {
	rich_county().build_and_execute(|| {
		let series = RegionalCurrency::open_budget(PROGRAMME, &template(), 1_000, &COUNTY, None);
		let series = series.expect("it opens");
		assert_eq!((totals(series).budget, pot(series)), (1_000, 1_000));
		assert_ok!(RegionalCurrency::give(series, KIM_ID, 600, None));
		assert_eq!(last_event(), Event::Issued { series, person: KIM_ID, amount: 600 });
		let give = |person, amount, payer| RegionalCurrency::give(series, person, amount, payer);
		assert_noop!(give(KIM_ID, 401, None), Error::<Test>::BudgetExhausted);
		assert_noop!(give(KIM_ID, 0, None), Error::<Test>::ZeroAmount);
		assert_noop!(give(PersonId(99), 1, None), Error::<Test>::NotRegistered);
		assert_noop!(give(KIM_ID, 1, Some(&STRANGER)), Error::<Test>::InsufficientBalance);
		MockRegistry::set_standing(LEE_ID, Standing::Deceased);
		assert_noop!(give(LEE_ID, 1, None), Error::<Test>::PersonDeceased);
		assert_ok!(give(CHOI_ID, 700, Some(&COUNTY)));
		assert_eq!((lot(CHOI_ID, series), totals(series).budget), (700, 400));
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), series));
		assert_noop!(give(KIM_ID, 1, None), Error::<Test>::SeriesPaused);
		assert_noop!(
			RegionalCurrency::give(SeriesId(9), KIM_ID, 1, None),
			Error::<Test>::SeriesNotFound
		);
		assert_ok!(RegionalCurrency::resume_series(signed(COUNTY), series));
		at(DROPS_END - 1);
		assert_ok!(give(KIM_ID, 1, None));
		at(DROPS_END);
		assert_noop!(give(KIM_ID, 1, None), Error::<Test>::Expired);
		let open = RegionalCurrency::open_budget(PROGRAMME, &template(), 0, &COUNTY, None);
		assert_eq!(open, Err(Error::<Test>::ZeroAmount.into()));
		let open = RegionalCurrency::open_budget(PROGRAMME, &template(), 1, &STRANGER, None);
		assert_eq!(open, Err(Error::<Test>::InsufficientBalance.into()));
	});
}

#[test]
fn a_template_with_one_funder_gives_all_that_is_left_back_to_it() {
	rich_county().build_and_execute(|| {
		let half = Template { to_router: Perbill::from_percent(50), ..template() };
		let template = RegionalCurrency::with_funder(half, &LEE);
		assert_ok!(RegionalCurrency::ensure_sound(&template));
		assert_eq!(RegionalCurrency::issuers(&template), county());
		let opened = open(&[Part::new(cohort_of(&[KIM_ID]), template)], 100);
		assert_eq!(opened, Ok(vec![Some(SeriesId(0))]));
		at(DROPS_END);
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), SeriesId(0)));
		assert_eq!((plain(LEE), plain(router())), (100, 0));
	});
}
