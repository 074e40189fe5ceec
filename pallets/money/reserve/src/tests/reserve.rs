// SPDX-License-Identifier: Apache-2.0

//! The reserve: `attest_reserve`, `mint`, `burn`, and what is published by half-year.

use chungnam_primitives::korean_month;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use super::*;
use crate::{half_year, Disclosures, ReserveState};

const STATEMENT: [u8; 32] = [7; 32];

fn attest(who: AccountId, balance: Won) -> DispatchResult {
	Reserve::attest_reserve(signed(who), balance, STATEMENT)
}

fn mint(amount: Won) -> DispatchResult {
	Reserve::mint(signed(TREASURY), COUNTY, amount)
}

#[test]
fn an_attested_balance_is_the_reserve_from_then_on() {
	ExtBuilder::default().reserve(500).build_and_execute(|| {
		assert_ok!(attest(BANK, 900));
		let reserve = ReserveState::<Test>::get();
		assert_eq!((reserve.balance, reserve.statement, reserve.at), (900, STATEMENT, TODAY));
		assert_eq!(
			last_event(),
			Event::ReserveAttested { old: 500, new: 900, missing: 0, statement: STATEMENT }
		);
	});
}

#[test]
fn only_attesters_for_the_whole_province_state_mint_and_burn() {
	ExtBuilder::default().plain(COUNTY, 10).build_and_execute(|| {
		let local = ScopeSet::of(&[Scope::Reserve, Scope::Mint]);
		MockRegistry::add_attester(STRANGER, local, county());
		for who in [COUNTY, STRANGER] {
			assert_noop!(attest(who.clone(), 900), BadOrigin);
			assert_noop!(Reserve::mint(signed(who.clone()), COUNTY, 1), BadOrigin);
			assert_noop!(Reserve::burn(signed(who), 1), BadOrigin);
		}
	});
}

#[test]
fn the_governing_origin_states_and_mints_but_has_no_account_to_burn_from() {
	ExtBuilder::default().build_and_execute(|| {
		let root = RuntimeOrigin::root;
		assert_ok!(Reserve::attest_reserve(root(), 900, STATEMENT));
		assert_ok!(Reserve::mint(root(), COUNTY, 900));
		assert_noop!(Reserve::burn(root(), 1), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn stating_and_minting_are_of_two_offices() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Reserve::mint(signed(BANK), COUNTY, 1), BadOrigin);
		assert_noop!(attest(TREASURY, 900), BadOrigin);
		assert_noop!(Reserve::burn(signed(TREASURY), 1), BadOrigin);
		assert_ok!(mint(1));
	});
}

#[test]
fn a_balance_below_the_won_in_existence_is_recorded_and_stops_minting() {
	ExtBuilder::default().reserve(1_000).plain(BANK, 700).build_and_execute(|| {
		assert_ok!(attest(BANK, 699));
		let short =
			Event::ReserveAttested { old: 1_000, new: 699, missing: 1, statement: STATEMENT };
		assert_eq!(last_event(), short);
		let coverage = Reserve::coverage();
		assert_eq!((coverage.balance, coverage.issuance), (699, 700));
		assert_eq!((coverage.missing, coverage.room), (1, 0));
		assert_noop!(mint(1), Error::<Test>::ReserveExceeded);
		let for_a_sale = <Reserve as Issuance<_>>::mint(&KIM, 1);
		assert_noop!(for_a_sale, Error::<Test>::ReserveExceeded);

		// Burning lowers both, so the bank is as short as before.
		assert_ok!(Reserve::burn(signed(BANK), 300));
		assert_eq!(Reserve::coverage().missing, 1);
		assert_noop!(mint(1), Error::<Test>::ReserveExceeded);
		assert_ok!(attest(BANK, 400));
		assert_noop!(mint(1), Error::<Test>::ReserveExceeded);
		assert_ok!(attest(BANK, 401));
		assert_ok!(mint(1));
	});
}

#[test]
fn a_bank_that_states_nothing_still_pays_out_what_it_can() {
	ExtBuilder::default().plain(BANK, 700).build_and_execute(|| {
		assert_ok!(attest(BANK, 100));
		assert_ok!(Reserve::burn(signed(BANK), 250));
		let coverage = Reserve::coverage();
		assert_eq!((coverage.balance, coverage.issuance, coverage.missing), (0, 450, 450));
		assert_eq!(ReserveState::<Test>::get().missing, 450);
	});
}

#[test]
fn won_is_made_against_a_statement_for_fourteen_days() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(mint(1));
		assert_eq!(Reserve::coverage().mints_until, None, "the genesis has no clock");
		assert_ok!(attest(BANK, 900));
		let until = TODAY + 14 * DAYS;
		assert_eq!(Reserve::coverage().mints_until, Some(until));
		at(until - 1);
		assert_eq!(Reserve::coverage().room, 899);
		assert_ok!(mint(1));
		at(until);
		assert_eq!(Reserve::coverage().room, 0);
		assert_noop!(mint(1), Error::<Test>::StatementTooOld);
		let for_a_sale = <Reserve as Issuance<_>>::mint(&KIM, 1);
		assert_noop!(for_a_sale, Error::<Test>::StatementTooOld);
		at(TODAY + 400 * DAYS);
		assert_noop!(mint(1), Error::<Test>::StatementTooOld);
		assert_ok!(attest(BANK, 900));
		assert_ok!(mint(898));
	});
}

#[test]
fn won_is_made_up_to_the_reserve_and_not_beyond() {
	ExtBuilder::default().reserve(1_000).plain(KIM, 400).build_and_execute(|| {
		assert_noop!(mint(601), Error::<Test>::ReserveExceeded);
		assert_ok!(mint(600));
		assert_eq!(plain(COUNTY), 600);
		assert_eq!(last_event(), Event::Minted { to: COUNTY, amount: 600 });
		assert_noop!(mint(1), Error::<Test>::ReserveExceeded);
	});
}

#[test]
fn making_or_destroying_nothing_is_refused() {
	ExtBuilder::default().plain(BANK, 10).build_and_execute(|| {
		assert_noop!(mint(0), Error::<Test>::ZeroAmount);
		assert_noop!(Reserve::burn(signed(BANK), 0), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn more_won_than_a_number_holds_is_refused() {
	ExtBuilder::default().reserve(Won::MAX).plain(KIM, 1).build_and_execute(|| {
		assert_noop!(mint(Won::MAX), Error::<Test>::Overflow);
		assert_ok!(mint(Won::MAX - 1));
	});
}

#[test]
fn what_is_burnt_leaves_the_reserve_as_well() {
	ExtBuilder::default().reserve(1_000).plain(BANK, 300).build_and_execute(|| {
		let burn = |amount| Reserve::burn(signed(BANK), amount);
		assert_noop!(burn(301), Error::<Test>::InsufficientBalance);
		assert_ok!(burn(300));
		assert_eq!(plain(BANK), 0);
		assert_eq!(Balances::total_issuance(), 0);
		assert_eq!(ReserveState::<Test>::get().balance, 700);
		assert_eq!(last_event(), Event::Burnt { from: BANK, amount: 300 });
	});
}

#[test]
fn each_half_year_has_its_own_disclosure() {
	ExtBuilder::default().reserve(1_000).plain(BANK, 100).build_and_execute(|| {
		let of = |moment| Disclosures::<Test>::get(half_year(korean_month(moment)));
		let july = midnight(2026, 7, 1);
		assert_ok!(mint(50));
		at(july - 1);
		assert_ok!(mint(20));
		at(july);
		assert_ok!(mint(5));
		assert_ok!(Reserve::burn(signed(BANK), 40));

		let (first, second) = (of(TODAY), of(july));
		assert_eq!((first.minted, first.burnt), (70, 0));
		assert_eq!((first.reserve, first.issuance), (1_000, 170));
		assert_eq!((second.minted, second.burnt), (5, 40));
		assert_eq!((second.reserve, second.issuance), (960, 135));
	});
}
