// SPDX-License-Identifier: Apache-2.0

use super::*;
use chungnam_ports::Mandate;
use chungnam_primitives::PersonId;
use frame_support::traits::EnsureOriginWithArg;

const BANK: AccountId = 910;

fn appoint(regions: RegionSet, scopes: &[Scope]) -> DispatchResult {
	appoint_attester(RuntimeOrigin::root(), BANK, regions, ScopeSet::of(scopes))
}

#[test]
fn an_attester_serves_the_regions_and_scopes_it_was_appointed_for_and_no_others() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::freeze(by(BANK), PersonId(0)), BadOrigin);
		assert_ok!(appoint(RegionSet::of(&[12]), &[Scope::Freeze]));
		assert_ok!(Registry::freeze(by(BANK), PersonId(0)));
		assert_noop!(Registry::freeze(by(BANK), PersonId(2)), BadOrigin);
		assert_noop!(Registry::record_death(by(BANK), PersonId(0)), BadOrigin);
	});
}

#[test]
fn a_new_appointment_replaces_the_old_one() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(appoint(RegionSet::province(), &[Scope::Freeze, Scope::People]));
		assert_ok!(appoint(RegionSet::of(&[4]), &[Scope::Freeze]));
		assert_noop!(Registry::freeze(by(BANK), PersonId(0)), BadOrigin);
		assert_ok!(Registry::freeze(by(BANK), PersonId(2)));
		let regions = RegionSet::of(&[4]);
		assert_eq!(Attesters::<Test>::get(BANK).unwrap().regions, regions);
	});
}

#[test]
fn a_dismissed_attester_can_do_nothing_and_what_it_attested_stays() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(0)));
		assert_ok!(Registry::dismiss_attester(RuntimeOrigin::root(), CHEONGYANG));
		assert_eq!(last_event(), Event::AttesterDismissed { attester: CHEONGYANG });
		assert_noop!(Registry::unfreeze(by(CHEONGYANG), PersonId(0)), BadOrigin);
		assert_noop!(
			Registry::dismiss_attester(RuntimeOrigin::root(), CHEONGYANG),
			Error::<Test>::AttesterNotFound
		);
	});
}

#[test]
fn only_the_governing_origin_appoints_and_dismisses() {
	ExtBuilder::default().build_and_execute(|| {
		let all = ScopeSet::of(&Scope::ALL);
		assert_noop!(appoint_attester(by(CHEONGYANG), BANK, RegionSet::of(&[12]), all), BadOrigin);
		assert_noop!(Registry::dismiss_attester(by(CHEONGYANG), BORYEONG), BadOrigin);
	});
}

#[test]
fn county_gives_replaces_and_takes_mandates_of_its_own_and_no_wider_one() {
	ExtBuilder::default().build_and_execute(|| {
		let (own, freeze) = (RegionSet::of(&[12]), ScopeSet::of(&[Scope::Freeze]));
		let give = |who, regions, scopes| {
			Registry::appoint_attester(by(COUNTY_VOTE), who, regions, scopes)
		};
		let take = |who| Registry::dismiss_attester(by(COUNTY_VOTE), who);
		let both = RegionSet::of(&[4, 12]);
		for (regions, scopes) in [(both, freeze), (own, freeze.with(Scope::People))] {
			assert_noop!(give(BANK, regions, scopes), Error::<Test>::MandateTooWide);
		}
		// Offered and withdrawn; offered, accepted, given anew and taken.
		assert_ok!(give(BANK, own, freeze));
		assert_ok!(take(BANK));
		assert_ok!(give(BANK, own, freeze));
		assert_ok!(Registry::accept_mandate(by(BANK)));
		assert_ok!(give(BANK, own, freeze));
		assert_ok!(take(BANK));
		assert_noop!(take(BANK), Error::<Test>::AttesterNotFound);
	});
}

#[test]
fn county_cannot_touch_a_mandate_that_grew_since_it_voted() {
	ExtBuilder::default().build_and_execute(|| {
		let (own, freeze) = (RegionSet::of(&[12]), ScopeSet::of(&[Scope::Freeze]));
		let give = |who| Registry::appoint_attester(by(COUNTY_VOTE), who, own, freeze);
		let take = |who| Registry::dismiss_attester(by(COUNTY_VOTE), who);
		let offered = BANK + 1;
		assert_ok!(appoint(own, &[Scope::Freeze]));
		assert_ok!(appoint(RegionSet::province(), &[Scope::Freeze]));
		let province = RegionSet::province();
		assert_ok!(Registry::appoint_attester(RuntimeOrigin::root(), offered, province, freeze));
		for who in [BANK, offered, CHEONGYANG] {
			assert_noop!(give(who), Error::<Test>::MandateTooWide);
			assert_noop!(take(who), Error::<Test>::MandateTooWide);
		}
		assert_ok!(Registry::freeze(by(BANK), PersonId(2)));
		assert_ok!(Registry::accept_mandate(by(offered)));
	});
}

#[test]
fn no_account_both_states_the_reserve_and_makes_won_against_it() {
	ExtBuilder::default().build_and_execute(|| {
		let province = RegionSet::province();
		assert_noop!(appoint(RegionSet::of(&[12]), &Scope::ALL), Error::<Test>::ConflictingScopes);
		for makes_won in [Scope::Mint, Scope::Sell] {
			let both = [Scope::Reserve, makes_won];
			assert_noop!(appoint(province, &both), Error::<Test>::ConflictingScopes);
			assert_ok!(appoint(province, &both[..1]));
			assert_ok!(appoint(province, &both[1..]));
			assert_eq!(Attesters::<Test>::get(BANK).unwrap().scopes, ScopeSet::of(&[makes_won]));
		}
		// Minting and selling are of one kind.
		assert_ok!(appoint(province, &[Scope::Mint, Scope::Sell]));
	});
}

#[test]
fn an_appointment_grants_something_within_the_province() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(appoint(RegionSet::EMPTY, &[Scope::Freeze]), Error::<Test>::NothingGranted);
		assert_noop!(appoint(RegionSet::province(), &[]), Error::<Test>::NothingGranted);
		assert_noop!(
			appoint(RegionSet::of(&[16]), &[Scope::Freeze]),
			Error::<Test>::RegionNotFound
		);
	});
}

#[test]
fn there_are_at_most_so_many_attesters_and_each_can_still_be_changed() {
	ExtBuilder::empty().build_and_execute(|| {
		for who in 0..u64::from(MAX_ATTESTERS) {
			assert_ok!(Registry::do_appoint_attester(1_000 + who, attester(12)));
		}
		assert_noop!(
			Registry::do_appoint_attester(BANK, attester(12)),
			Error::<Test>::MaxAttestersExceeded
		);
		assert_ok!(Registry::do_appoint_attester(1_000, attester(4)));
	});
}

#[test]
fn nobody_has_a_mandate_for_no_region() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::register_people(by(CHEONGYANG), batch(vec![])), BadOrigin);
		assert_noop!(Registry::register_merchants(by(CHEONGYANG), batch(vec![])), BadOrigin);
	});
}

#[test]
fn root_and_who_does_not_sign_hold_no_mandate() {
	ExtBuilder::default().build_and_execute(|| {
		for scope in Scope::ALL {
			let mandate = Mandate::of(scope, 12);
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert!(EnsureAttester::<Test>::try_origin(origin, &mandate).is_err(), "{scope:?}");
			}
		}
	});
}

fn suspend(who: AccountId) -> DispatchResult {
	Registry::suspend_attester(RuntimeOrigin::root(), who)
}

fn lift(who: AccountId) -> DispatchResult {
	Registry::lift_suspension(RuntimeOrigin::root(), who)
}

#[test]
fn suspended_attester_attests_nothing_and_keeps_its_mandate_for_later() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = Attesters::<Test>::get(CHEONGYANG);
		assert_ok!(suspend(CHEONGYANG));
		let until = START + SUSPENSION;
		assert_eq!(last_event(), Event::AttesterSuspended { attester: CHEONGYANG, until });
		assert_noop!(Registry::freeze(by(CHEONGYANG), PersonId(0)), BadOrigin);
		assert_eq!(Attesters::<Test>::get(CHEONGYANG), mandate);
		// Other institutions go on.
		assert_ok!(Registry::freeze(by(BORYEONG), PersonId(2)));
		pass(SUSPENSION - 1);
		assert_noop!(Registry::freeze(by(CHEONGYANG), PersonId(0)), BadOrigin);
		pass(1);
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(0)));
		assert_noop!(lift(CHEONGYANG), Error::<Test>::NotSuspended);
	});
}

#[test]
fn attester_is_not_suspended_twice_in_sixty_days_nor_after_it_was_let_go() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(suspend(BANK), Error::<Test>::AttesterNotFound);
		assert_noop!(lift(CHEONGYANG), Error::<Test>::NotSuspended);
		assert_ok!(suspend(CHEONGYANG));
		assert_noop!(suspend(CHEONGYANG), Error::<Test>::AlreadySuspended);
		assert_ok!(lift(CHEONGYANG));
		assert_eq!(last_event(), Event::SuspensionLifted { attester: CHEONGYANG });
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(0)));
		assert_noop!(lift(CHEONGYANG), Error::<Test>::NotSuspended);
		pass(SUSPENSION_REST - 1);
		assert_noop!(suspend(CHEONGYANG), Error::<Test>::AlreadySuspended);
		pass(1);
		assert_ok!(suspend(CHEONGYANG));
		assert_eq!(Suspensions::<Test>::get().len(), 1);
	});
}

#[test]
fn mandate_that_is_given_anew_stays_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(CHEONGYANG));
		let all = ScopeSet::of(&[Scope::Freeze]);
		let regions = RegionSet::of(&[12]);
		assert_ok!(appoint_attester(RuntimeOrigin::root(), CHEONGYANG, regions, all));
		assert_noop!(Registry::freeze(by(CHEONGYANG), PersonId(0)), BadOrigin);
		assert_ok!(lift(CHEONGYANG));
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(0)));
	});
}

#[test]
fn as_many_are_suspended_as_are_remembered() {
	ExtBuilder::default().build_and_execute(|| {
		for who in (0..=MAX_SUSPENSIONS).map(|number| 2_000 + AccountId::from(number)) {
			assert_ok!(Registry::do_appoint_attester(who, attester(12)));
			if who < 2_000 + AccountId::from(MAX_SUSPENSIONS) {
				assert_ok!(suspend(who));
			} else {
				assert_noop!(suspend(who), Error::<Test>::MaxSuspensionsExceeded);
			}
		}
	});
}

#[test]
fn only_the_suspension_origin_suspends_and_lets_go() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::suspend_attester(by(CHEONGYANG), BORYEONG), BadOrigin);
		assert_noop!(Registry::lift_suspension(by(CHEONGYANG), BORYEONG), BadOrigin);
	});
}
