// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{
	BallotPlan, Bias, Body, Class, EnvelopePlan, Holder, Method, MilestonePlan, Payee, Pot,
	Question, ReceiptFacts, Refund, RefundShare, Reviewers, Rule, Silence, Standing, ALL_BP,
};
use chungnam_primitives::{
	CategoryId, CohortId, FieldSet, IncomeId, InstrumentId, MerchantId, Moment, OfferingId,
	PersonId, ReceiptId, RegionId, RegionSet, SalesClass, ScopeSet, SeriesId, Won, ZoneId,
};
use frame_support::traits::fungible::{Inspect, Mutate};
use sp_runtime::{Perbill, Percent};

use super::*;
use crate::{
	at,
	contract::{
		self, Bank, Booth, Bourse, Chamber, Counter, Exchange, Hall, Notary, Office, Tower, Town,
		Vault, Vaults,
	},
	now, EnsureMockAttester, MockAgenda, MockBallotUser, MockBallots, MockBrakes, MockDrops,
	MockEscrow, MockEscrowOwner, MockHolders, MockInstruments, MockPots, MockPurchases,
	MockRegistry, MockReserve, MockSale, MockSeats, MockSources, MockTakingsFeed, MockTemplate,
};

const HOME: ZoneId = ZoneId::new(12, 1);

struct Mocks;

impl Town for Mocks {
	type AccountId = AccountId;
	type Registry = MockRegistry;
	const ZONES: [ZoneId; 2] = [HOME, ZoneId::new(12, 2)];

	fn account(number: u8) -> AccountId {
		crate::account(number)
	}

	fn register(key: &AccountId, zone: ZoneId) -> PersonId {
		let person =
			(0..).find(|id| MockRegistry::profile_of(PersonId(*id)).is_none()).expect("there is");
		MockRegistry::add_person(key.clone(), PersonId(person), zone);
		MockRegistry::register_at(PersonId(person), now());
		PersonId(person)
	}

	fn move_to(person: PersonId, zone: ZoneId) {
		MockRegistry::move_person(person, zone);
	}

	fn set_standing(person: PersonId, standing: Standing) {
		match standing {
			Standing::Deceased => MockRegistry::bury(person),
			other => MockRegistry::set_standing(person, other),
		}
	}

	fn recover(_: PersonId, old: &AccountId, new: &AccountId) {
		MockRegistry::recover_key(old.clone(), new.clone());
	}

	fn appoint_guardian(guardian: PersonId, ward: PersonId, until: Moment) {
		MockRegistry::add_guardian(guardian, ward, until);
	}

	fn open_shop(
		owner: &AccountId,
		operator: PersonId,
		zone: ZoneId,
		category: CategoryId,
	) -> MerchantId {
		MockRegistry::add_merchant(owner.clone(), MerchantId(5), zone, category, SalesClass::Small);
		MockRegistry::set_operator(MerchantId(5), operator);
		MerchantId(5)
	}

	fn add_till(_: &AccountId, till: &AccountId, shop: MerchantId, limit: Won) {
		MockRegistry::add_till(till.clone(), shop, limit);
	}

	fn let_check_lapse(shop: MerchantId) {
		MockRegistry::let_check_lapse(shop);
	}

	fn lose_owner(shop: MerchantId, old: &AccountId, new: &AccountId) {
		MockRegistry::lose_owner(shop, old.clone(), new.clone());
	}

	fn suspend(shop: MerchantId) {
		MockRegistry::set_open(shop, false);
	}

	fn close(shop: MerchantId) {
		MockRegistry::close_merchant(shop);
	}

	fn pass(time: Moment) {
		at::<Test>(now() + time);
	}
}

impl Office for Mocks {
	type AccountId = AccountId;
	type Origin = RuntimeOrigin;
	type Mandated = EnsureMockAttester;

	fn account(number: u8) -> AccountId {
		crate::account(number)
	}

	fn appoint(who: &AccountId, scopes: ScopeSet, regions: RegionSet) {
		MockRegistry::add_attester(who.clone(), scopes, regions);
	}

	fn set_suspended(who: &AccountId, is_suspended: bool) {
		MockRegistry::set_attester_suspended(who.clone(), is_suspended);
	}

	fn dismiss(who: &AccountId) {
		MockRegistry::dismiss_attester(who.clone());
	}
}

impl Vaults for Mocks {
	type AccountId = AccountId;
	type Escrow = MockEscrow<Balances, MockEscrowOwner>;

	fn payer() -> AccountId {
		FUNDER
	}

	fn plan() -> EnvelopePlan<AccountId> {
		let payment = |amount| MilestonePlan { amount, due: now() + 1_000 };
		let back = RefundShare { to: Refund::Account(Self::funder()), share: Perbill::one() };
		EnvelopePlan {
			title: Default::default(),
			payee: Payee::Institution(crate::account(9)),
			milestones: vec![payment(1_000), payment(2_000)].try_into().unwrap(),
			reviewers: Reviewers::Person(PersonId(1)),
			silence: Silence::Release,
			objectors: None,
			grace: 0,
			refunds: vec![back].try_into().unwrap(),
		}
	}

	fn funder() -> AccountId {
		crate::account(8)
	}

	fn balance(who: &AccountId) -> Won {
		Balances::balance(who)
	}
}

impl Bank for Mocks {
	type AccountId = AccountId;
	type Currency = MockDrops<Balances>;
	const PEOPLE: [PersonId; 4] = [PersonId(0), PersonId(1), PersonId(2), PersonId(99)];
	const PAYER: AccountId = FUNDER;

	fn issuers() -> RegionSet {
		RegionSet::of(&[12])
	}

	fn template() -> MockTemplate {
		MockTemplate::sound(Self::issuers())
	}

	fn unsound() -> MockTemplate {
		MockTemplate { is_sound: false, ..Self::template() }
	}

	fn cohort(people: &[PersonId]) -> CohortId {
		MockRegistry::add_cohort(12, people)
	}

	fn balance(who: &AccountId) -> Won {
		Balances::balance(who)
	}

	fn spend(amount: Won) -> (ReceiptId, MerchantId) {
		let facts = ReceiptFacts {
			person: PersonId(0),
			merchant: MerchantId(5),
			at: now(),
			spent: chungnam_ports::Spent::own(amount),
			is_pledged: false,
		};
		MockDrops::<Balances>::add_receipt(ReceiptId(8), facts);
		(ReceiptId(8), MerchantId(5))
	}
}

/// The first of the people of [`Bank::PEOPLE`], as a buyer.
impl Counter for Mocks {
	type AccountId = AccountId;
	type Currency = MockPurchases<Balances>;
	const BUYER: AccountId = crate::account(1);
	const STRANGER: AccountId = FUNDER;
	const SERIES: [SeriesId; 2] = [SeriesId(0), SeriesId(1)];

	fn balance(who: &AccountId) -> Won {
		Balances::balance(who)
	}

	fn bought() -> (Won, Won) {
		MockPurchases::<Balances>::bought(PersonId(0), SeriesId(0))
	}

	fn freeze() {
		MockRegistry::set_standing(PersonId(0), Standing::Frozen);
	}
}

impl Vault for Mocks {
	type AccountId = AccountId;
	type Reserve = MockReserve<Balances>;
	const OWNER: AccountId = crate::account(1);
	const SHOP: MerchantId = MerchantId(5);

	fn cover(more: Won) {
		MockReserve::state(Balances::total_issuance() + more);
	}

	fn refuse_rest() {
		assert_eq!(Self::Reserve::refuse_rest(&Self::OWNER), Ok(()));
	}

	fn fall_short() {
		MockReserve::state(Balances::total_issuance() - 1);
	}

	fn let_the_statement_age() {
		MockReserve::let_the_statement_age();
	}

	fn spendable() -> Won {
		Balances::balance(&Self::OWNER)
	}

	fn published() -> [Won; 4] {
		MockReserve::published()
	}

	fn set_bonus(rate: Perbill, pot: Won) {
		MockReserve::set_bonus(rate);
		let minted = Balances::mint_into(&MockReserve::bonus_pot(), pot);
		assert_eq!(minted, Ok(pot));
	}
}

impl Tower for Mocks {
	type Agenda = MockAgenda;

	fn block(now: Moment) {
		crate::next_block::<Test>(now);
	}
}

/// A chain with the people of [`Bank::PEOPLE`].
fn with_people(test: impl FnOnce()) {
	chain().execute_with(|| {
		for (key, person) in (1..).zip(0..3) {
			MockRegistry::add_person(crate::account(key), PersonId(person), HOME);
		}
		MockRegistry::bury(PersonId(2));
		test();
	});
}

#[test]
fn mock_registry_keeps_the_contract_of_people() {
	chain().execute_with(contract::people::<Mocks>);
	chain().execute_with(contract::residence::<Mocks>);
}

impl Notary for Mocks {
	fn name(dead: PersonId, _: PersonId) {
		MockRegistry::name_heir(dead);
	}

	fn accept(dead: PersonId, heir: PersonId, _: &AccountId) {
		MockRegistry::make_heir(dead, heir);
	}
}

#[test]
fn mock_registry_keeps_the_contract_of_estates() {
	chain().execute_with(contract::estates::<Mocks>);
}

#[test]
fn mock_registry_keeps_the_contract_of_unclaimed_won() {
	chain().execute_with(contract::unclaimed::<Mocks>);
}

#[test]
fn mock_registry_keeps_the_contract_of_merchants() {
	chain().execute_with(contract::merchants::<Mocks>);
}

#[test]
fn mock_registry_keeps_the_contract_of_cohorts() {
	chain().execute_with(contract::cohorts::<Mocks>);
}

#[test]
fn mock_attesters_keep_the_contract_of_mandates() {
	chain().execute_with(contract::mandates::<Mocks>);
}

#[test]
fn mock_registry_keeps_the_contract_of_payees() {
	chain().execute_with(contract::payees::<Mocks>);
}

#[test]
fn mock_escrow_keeps_the_contract_of_escrow() {
	chain().execute_with(contract::escrow::<Mocks>);
}

#[test]
fn mock_drops_keep_the_contract_of_drops() {
	with_people(contract::drops::<Mocks>);
}

#[test]
fn mock_drops_keep_the_contract_of_debts() {
	with_people(contract::debts::<Mocks>);
}

#[test]
fn mock_drops_keep_the_contract_of_receipts() {
	with_people(contract::receipts::<Mocks>);
}

#[test]
fn mock_counter_keeps_the_contract_of_purchases() {
	with_people(|| {
		assert_eq!(Balances::mint_into(&crate::account(1), 1_000_000), Ok(1_000_000));
		let rate = Percent::from_percent(10);
		MockPurchases::<Balances>::sell(SeriesId(0), rate, 700_000);
		contract::purchases::<Mocks>();
	});
}

#[test]
fn mock_reserve_keeps_the_contract_of_issuance() {
	chain().execute_with(contract::issuance::<Mocks>);
}

#[test]
fn mock_reserve_keeps_the_contract_of_takings() {
	chain().execute_with(contract::takings::<Mocks>);
}

#[test]
fn mock_feed_keeps_the_contract_of_takings_feed() {
	chain().execute_with(contract::takings_feed::<MockTakingsFeed>);
}

#[test]
fn mock_brakes_keep_the_contract_of_brakes() {
	chain().execute_with(|| contract::brakes::<MockBrakes>(MockBrakes::stop));
}

#[test]
fn mock_sources_keep_the_contract_of_sources() {
	contract::sources::<MockSources, AccountId>(|account| *account != AccountId::new([0; 32]));
}

#[test]
fn mock_pots_keep_the_contract_of_pots() {
	chain().execute_with(|| {
		let (gone, account) = (Pot::Income(IncomeId(1)), AccountId::new([7; 32]));
		MockPots::leave(gone, &account);
		let others = [Pot::Income(IncomeId(2)), Pot::Series(SeriesId(1))];
		contract::pots::<MockPots, _>((gone, account), &others);
	});
}

#[test]
fn mock_agenda_keeps_the_contract_of_the_agenda() {
	chain().execute_with(contract::agenda::<Mocks>);
}

impl Hall for Mocks {
	type Ballots = MockBallots;

	fn plan(opens: Moment, closes: Moment, contest: Moment) -> BallotPlan {
		let class = Class { body: Body::Province, weight_bp: ALL_BP, quorum_bp: 0 };
		BallotPlan {
			title: Default::default(),
			classes: vec![class].try_into().expect("one fits"),
			question: Question::YesNo,
			rule: Rule::Majority { floor_bp: 0, bias: Bias::Plain },
			options: Default::default(),
			headings: Default::default(),
			opens,
			closes,
			contest,
			conflicts: Default::default(),
			paper_cap_bp: 0,
			early: false,
			shown: true,
			can_be_annulled: true,
			method: Method::Open,
		}
	}

	fn elector() -> PersonId {
		PersonId(1)
	}

	fn pass(moment: Moment) {
		at::<Test>(moment);
		MockBallots::tell::<MockBallotUser>();
	}
}

#[test]
fn mock_ballots_keep_the_contract() {
	chain().execute_with(contract::ballots::<Mocks>);
}

impl Booth for Mocks {
	const ELSEWHERE: RegionId = 3;

	fn enter(person: PersonId) {
		MockRegistry::enter_roll(person, HOME.region, now() + 1);
	}

	fn leave(person: PersonId) {
		MockRegistry::leave_roll(person);
	}

	fn move_away(person: PersonId, region: RegionId) {
		MockRegistry::enter_roll(person, region, now() + 1);
	}

	fn add_card(person: PersonId) -> AccountId {
		let card = crate::account(77);
		MockRegistry::add_person(card.clone(), person, HOME);
		MockRegistry::make_card(&card);
		card
	}
}

#[test]
fn mock_registry_keeps_the_contract_of_electors() {
	chain().execute_with(contract::electors::<Mocks>);
}

impl Chamber for Mocks {
	type Seats = MockSeats;

	fn people() -> [PersonId; 3] {
		[1, 2, 3].map(PersonId)
	}

	fn seat(person: PersonId, fields: FieldSet, until: Moment) {
		MockSeats::seat(person, fields, until);
	}

	fn pass_to(moment: Moment) {
		at::<Test>(moment);
	}
}

#[test]
fn mock_seats_keep_the_contract() {
	chain().execute_with(contract::seats::<Mocks>);
}

impl Exchange for Mocks {
	type AccountId = AccountId;
	type Holders = MockHolders;

	fn holders() -> [Holder<AccountId>; 2] {
		[Holder::Person(PersonId(1)), Holder::Account(crate::account(2))]
	}

	fn issue(instrument: InstrumentId, who: &Holder<AccountId>, units: u64) {
		MockHolders::issue(instrument, who, units);
	}

	fn give(
		instrument: InstrumentId,
		from: &Holder<AccountId>,
		to: &Holder<AccountId>,
		units: u64,
	) -> bool {
		MockHolders::give(instrument, from, to, units).is_ok()
	}

	fn pass_to(moment: Moment) {
		at::<Test>(moment);
	}
}

#[test]
fn mock_holders_keep_the_contract() {
	chain().execute_with(contract::holders::<Mocks>);
}

impl Bourse for Mocks {
	type AccountId = AccountId;
	type Instruments = MockInstruments<Balances>;
	type Offerings = MockInstruments<Balances>;

	fn issued() -> (InstrumentId, AccountId, AccountId) {
		MockInstruments::<Balances>::issue(InstrumentId(1), &FUNDER, &[crate::account(9)]);
		MockHolders::issue(InstrumentId(1), &Holder::Account(FUNDER), 10);
		(InstrumentId(1), FUNDER, crate::account(9))
	}

	fn sale() -> MockSale {
		MockSale { most: 9_000, document: Default::default() }
	}

	fn fill(id: OfferingId) -> Won {
		MockInstruments::<Balances>::decide::<AccountId>(id, 8_000);
		8_000
	}

	fn payee() -> AccountId {
		crate::account(8)
	}

	fn balance(who: &AccountId) -> Won {
		Balances::balance(who)
	}
}

#[test]
fn mock_instruments_keep_the_contract() {
	chain().execute_with(contract::instruments::<Mocks>);
	chain().execute_with(contract::offerings::<Mocks>);
}
