// SPDX-License-Identifier: Apache-2.0

//! The registry keeps the contracts of the ports that it serves, as their mocks do.

use chungnam_ports::Standing;
use chungnam_primitives::{CategoryId, Won};
use chungnam_testkit::contract::{self, Booth, Notary, Office, Town};

use super::*;

struct Real;

impl Town for Real {
	type AccountId = AccountId;
	type Registry = Registry;
	const ZONES: [ZoneId; 2] = [HERE, ZoneId::new(12, 2)];

	fn account(number: u8) -> AccountId {
		2_000 + AccountId::from(number)
	}

	fn register(key: &AccountId, zone: ZoneId) -> PersonId {
		super::register(*key, zone, Some(*key))
	}

	fn move_to(person: PersonId, zone: ZoneId) {
		assert_ok!(Registry::move_house(RuntimeOrigin::root(), person, zone));
	}

	fn set_standing(person: PersonId, standing: Standing) {
		let root = RuntimeOrigin::root();
		assert_ok!(match standing {
			Standing::Active => Registry::unfreeze(root, person),
			Standing::Frozen => Registry::freeze(root, person),
			Standing::Deceased => Registry::record_death(root, person),
		});
	}

	fn recover(person: PersonId, _: &AccountId, new: &AccountId) {
		let root = RuntimeOrigin::root();
		assert_ok!(start_recovery(root, person, *new, KeyKind::Phone));
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(*new), person));
	}

	fn appoint_guardian(guardian: PersonId, ward: PersonId, until: Moment) {
		let root = RuntimeOrigin::root();
		assert_ok!(Registry::appoint_guardian(root, ward, guardian, WardActs::ALL, until));
		pass(RecoveryDelay::get());
	}

	fn open_shop(
		owner: &AccountId,
		operator: PersonId,
		zone: ZoneId,
		category: CategoryId,
	) -> MerchantId {
		let shop = NextMerchant::<Test>::get();
		assert_ok!(Registry::apply_merchant(by(*owner), zone, category, SalesClass::Small));
		assert_ok!(Registry::approve_merchant(RuntimeOrigin::root(), shop));
		assert_ok!(Registry::set_operator(RuntimeOrigin::root(), shop, Some(operator)));
		shop
	}

	fn add_till(owner: &AccountId, till: &AccountId, _: MerchantId, limit: Won) {
		assert_ok!(super::add_till(by(*owner), *till, limit));
	}

	fn lose_owner(shop: MerchantId, _: &AccountId, new: &AccountId) {
		let consent = agreed(*new, RoleOffer::Owner { merchant: shop });
		assert_ok!(Registry::replace_owner(RuntimeOrigin::root(), shop, consent));
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_replacement(by(77), shop));
	}

	fn let_check_lapse(shop: MerchantId) {
		let due = Merchants::<Test>::get(shop).expect("it was opened").check_due;
		super::pass(due - super::now());
	}

	fn suspend(shop: MerchantId) {
		assert_ok!(Registry::suspend_merchant(RuntimeOrigin::root(), shop, REASON));
	}

	fn close(shop: MerchantId) {
		assert_ok!(Registry::close_merchant(RuntimeOrigin::root(), shop));
	}

	fn pass(time: Moment) {
		super::pass(time);
	}
}

impl Office for Real {
	type AccountId = AccountId;
	type Origin = RuntimeOrigin;
	type Mandated = EnsureAttester<Test>;

	fn account(number: u8) -> AccountId {
		2_000 + AccountId::from(number)
	}

	fn appoint(who: &AccountId, scopes: ScopeSet, regions: RegionSet) {
		assert_ok!(appoint_attester(RuntimeOrigin::root(), *who, regions, scopes));
	}

	fn set_suspended(who: &AccountId, is_suspended: bool) {
		let root = RuntimeOrigin::root();
		assert_ok!(if is_suspended {
			Registry::suspend_attester(root, *who)
		} else {
			Registry::lift_suspension(root, *who)
		});
	}

	fn dismiss(who: &AccountId) {
		assert_ok!(Registry::dismiss_attester(RuntimeOrigin::root(), *who));
	}
}

#[test]
fn registry_keeps_the_contract_of_people() {
	ExtBuilder::default().build_and_execute(contract::people::<Real>);
	ExtBuilder::default().build_and_execute(contract::residence::<Real>);
}

impl Notary for Real {
	fn name(dead: PersonId, heir: PersonId) {
		super::pass(EstateDelay::get());
		assert_ok!(Registry::name_heir(RuntimeOrigin::root(), dead, heir));
	}

	fn accept(dead: PersonId, heir: PersonId, key: &AccountId) {
		Self::name(dead, heir);
		assert_ok!(Registry::accept_estate(by(*key), dead));
	}
}

#[test]
fn registry_keeps_the_contract_of_estates() {
	ExtBuilder::default().build_and_execute(contract::estates::<Real>);
}

#[test]
fn registry_keeps_the_contract_of_unclaimed_won() {
	ExtBuilder::default().build_and_execute(contract::unclaimed::<Real>);
}

#[test]
fn registry_keeps_the_contract_of_merchants() {
	ExtBuilder::default().build_and_execute(contract::merchants::<Real>);
}

#[test]
fn registry_keeps_the_contract_of_cohorts() {
	ExtBuilder::default().build_and_execute(contract::cohorts::<Real>);
}

#[test]
fn attesters_keep_the_contract_of_mandates() {
	ExtBuilder::default().build_and_execute(contract::mandates::<Real>);
}

impl Booth for Real {
	const ELSEWHERE: u8 = 4;

	fn enter(person: PersonId) {
		assert_ok!(Registry::grant_elector(RuntimeOrigin::root(), batch(vec![person])));
	}

	fn leave(person: PersonId) {
		assert_ok!(Registry::withdraw_elector(RuntimeOrigin::root(), batch(vec![person])));
	}

	fn move_away(person: PersonId, region: u8) {
		let zone = ZoneId::new(region, 1);
		assert_ok!(Registry::move_house(RuntimeOrigin::root(), person, zone));
	}

	fn add_card(person: PersonId) -> AccountId {
		let card = <Self as Town>::account(77);
		assert_ok!(Registry::do_add_key(person, card, KeyKind::Card));
		card
	}
}

#[test]
fn registry_keeps_the_contract_of_electors() {
	ExtBuilder::default().build_and_execute(contract::electors::<Real>);
}

#[test]
fn registry_keeps_the_contract_of_payees() {
	ExtBuilder::default().build_and_execute(contract::payees::<Real>);
}
