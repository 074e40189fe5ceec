// SPDX-License-Identifier: Apache-2.0

//! A person moves to another county with money that their county issued: the series says whether it follows.

use chungnam_primitives::SeriesId;
use frame_support::assert_ok;
use MoneyClass::Policy;

use super::*;

/// Kim has 10,000 won of the county by these places, and moves to Boryeong.
fn kim_moves_with(places: Places, then: impl FnOnce()) {
	let rules = Rules { places, ..policy() };
	let builder = ExtBuilder::default().series(Policy, rules, 10_000);
	builder.lot(KIM_ID, SeriesId(0), 10_000).build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 1_000));
		MockRegistry::move_person(KIM_ID, BORYEONG_TOWN);
		then();
	});
}

#[test]
fn money_of_a_county_is_not_spent_in_the_next_county_when_its_holder_moves() {
	for places in [Places::HomeZone, Places::HomeRegion] {
		kim_moves_with(places, || {
			assert_refused(KIM, CAFE, 1_000, Refusal::PlaceNotAllowed);
			// And is not lost: it is spent in the territory that it was issued for.
			for shop in [RESTAURANT, MART, CLINIC] {
				assert_ok!(pay(KIM, shop, 1_000));
			}
		});
	}
}

#[test]
fn money_follows_its_holder_when_the_series_says_so() {
	for places in [Places::AnyHomeZone, Places::AnyHomeRegion] {
		kim_moves_with(places, || {
			assert_ok!(pay(KIM, CAFE, 1_000));
			assert_refused(KIM, RESTAURANT, 1_000, Refusal::PlaceNotAllowed);
		});
	}
}

#[test]
fn money_of_two_counties_is_spent_in_the_one_where_its_holder_lives() {
	let both = RegionSet::of(&[CHEONGYANG, BORYEONG]);
	let rules = Rules { places: Places::HomeRegion, ..policy() };
	let builder = ExtBuilder::default();
	let builder = builder.series_of(Policy, both, funded_by_county(), rules, 10_000);
	builder.lot(KIM_ID, SeriesId(0), 10_000).build_and_execute(|| {
		assert_refused(KIM, CAFE, 1_000, Refusal::PlaceNotAllowed);
		MockRegistry::move_person(KIM_ID, BORYEONG_TOWN);
		assert_ok!(pay(KIM, CAFE, 1_000));
		assert_refused(KIM, RESTAURANT, 1_000, Refusal::PlaceNotAllowed);
	});
}
