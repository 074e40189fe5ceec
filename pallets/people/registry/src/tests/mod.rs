// SPDX-License-Identifier: Apache-2.0

mod accounts;
mod attesters;
mod cohorts;
mod contracts;
mod corruption;
mod deaths;
mod electors;
mod encoding;
mod events;
mod freezing;
mod genesis;
mod guardians;
mod heirs;
mod homes;
mod invariants;
mod keys;
mod leak;
mod managed;
mod merchants;
mod neighbours;
mod operators;
mod people;
mod recovery;
mod roles;
mod stays;
mod transfers;
mod visitors;

pub use roles::Attested;
pub use stays::Asked;

use crate::{mock::*, *};
use chungnam_ports::Cohorts as CohortsOfChain;
use chungnam_primitives::{
	CohortId, MerchantId, Moment, PersonId, RegionSet, SalesClass, Scope, ScopeSet, Won, ZoneId,
	DAYS,
};
use chungnam_testkit::{at, begin_at, execute, now, signed as by, EnsureMockGovernor};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::RawOrigin,
	traits::{EitherOf, EnsureOrigin, OriginTrait},
	BoundedVec,
};
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::{testing::TestSignature, DispatchError::BadOrigin, DispatchResult};

/// 2026-11-23, midnight in Seoul.
pub const START: Moment = 1_795_359_600_000;

/// An attester with every scope in Cheongyang (12) alone.
pub const CHEONGYANG: AccountId = 900;
/// An attester with every scope in Boryeong (4) alone.
pub const BORYEONG: AccountId = 901;
pub const HERE: ZoneId = ZoneId::new(12, 1);
pub const THERE: ZoneId = ZoneId::new(4, 0);

/// Person 0 has phone 1; person 1 phone 2 and card 20; person 2, in Boryeong, phone 3; person 3 has no key.
pub const PHONE: AccountId = 1;
pub const OTHER_PHONE: AccountId = 2;
pub const CARD: AccountId = 20;
pub const PHONE_THERE: AccountId = 3;
/// The owner of shop 0, in Cheongyang.
pub const OWNER: AccountId = 100;

pub fn commitment(n: u64) -> Commitment {
	H256::from_low_u64_be(n)
}

/// Every scope in one region.
pub fn attester(region: u8) -> Attester {
	Attester { regions: RegionSet::of(&[region]), scopes: every_scope() }
}

/// What residents of Cheongyang decide for their county alone, and about phones alone.
pub const COUNTY_VOTE: AccountId = 990;

/// Appoints and dismisses whom it wants, as root; offices of the county alone, as the county.
pub struct Decides;

impl EnsureOrigin<RuntimeOrigin> for Decides {
	type Success = Attester;

	fn try_origin(origin: RuntimeOrigin) -> Result<Attester, RuntimeOrigin> {
		match origin.as_system_ref() {
			Some(RawOrigin::Root) => Ok(Attester::WIDEST),
			Some(RawOrigin::Signed(COUNTY_VOTE)) => {
				let scopes = ScopeSet::of(&[Scope::Freeze]);
				Ok(Attester { regions: RegionSet::of(&[12]), scopes })
			}
			_ => Err(origin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Ok(RuntimeOrigin::root())
	}
}

/// Attesters; and root with every mandate, where a test does not ask who acts.
pub type Offices = EitherOf<EnsureAttester<Test>, EnsureMockGovernor>;

pub struct ExtBuilder(GenesisConfig<Test>);

impl Default for ExtBuilder {
	fn default() -> Self {
		let person = |n: u64, zone, keys: &[AccountId], cards: &[AccountId]| GenesisPerson {
			commitment: commitment(n),
			zone,
			keys: keys.to_vec(),
			cards: cards.to_vec(),
			elector: false,
		};
		Self(GenesisConfig {
			attesters: vec![(CHEONGYANG, attester(12)), (BORYEONG, attester(4))],
			people: vec![
				person(1_000, HERE, &[PHONE], &[]),
				person(1_001, HERE, &[OTHER_PHONE], &[CARD]),
				person(1_002, THERE, &[PHONE_THERE], &[]),
				person(1_003, HERE, &[], &[]),
			],
			merchants: vec![GenesisMerchant {
				owner: OWNER,
				zone: HERE,
				category: 0,
				sales_class: SalesClass::Micro,
				check_due: Some(START + 100 * DAYS),
				operator: None,
			}],
			cohorts: vec![GenesisCohort { region: 12, members: vec![PersonId(0), PersonId(1)] }],
			recovery_delay: None,
		})
	}
}

impl ExtBuilder {
	pub fn empty() -> Self {
		Self(GenesisConfig::default())
	}

	pub fn with(genesis: GenesisConfig<Test>) -> Self {
		Self(genesis)
	}

	pub fn with_recovery_delay(mut self, delay: Moment) -> Self {
		self.0.recovery_delay = Some(delay);
		self
	}

	pub fn build(self) -> TestExternalities {
		let genesis = RuntimeGenesisConfig { registry: self.0, ..Default::default() };
		begin_at::<Test>(START, genesis, || ())
	}

	/// Runs `test` and proves every invariant after it.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		execute::<Test>(self.build(), test);
	}
}

pub fn pass(ms: Moment) {
	at::<Test>(now() + ms);
}

fn batch<Item: core::fmt::Debug>(items: Vec<Item>) -> BatchOf<Test, Item> {
	BoundedVec::try_from(items).unwrap()
}

/// The word of `account` that it takes the role of `offer` from now on.
fn agreed(account: AccountId, offer: RoleOffer) -> ConsentOf<Test> {
	agreed_at(now(), account, offer)
}

fn agreed_at(at: Moment, account: AccountId, offer: RoleOffer) -> ConsentOf<Test> {
	let payload = Registry::consent_to(account, offer, at);
	Consent { account, at, signature: TestSignature(account, payload) }
}

/// The word of the phone of a person with this commitment.
fn first_phone(n: u64, account: AccountId) -> ConsentOf<Test> {
	agreed(account, RoleOffer::FirstPhone { commitment: commitment(n) })
}

/// A key is added that agreed.
fn add_key(origin: RuntimeOrigin, key: AccountId, kind: KeyKind) -> DispatchResult {
	let who = frame_system::ensure_signed(origin.clone()).unwrap();
	let person = Registry::person_of(who).unwrap_or_default();
	Registry::add_key(origin, agreed(key, RoleOffer::Key { person, kind }), kind)
}

fn issue_key(
	origin: RuntimeOrigin,
	person: PersonId,
	key: AccountId,
	kind: KeyKind,
) -> DispatchResult {
	Registry::issue_key(origin, person, agreed(key, RoleOffer::Key { person, kind }), kind)
}

fn start_recovery(
	origin: RuntimeOrigin,
	person: PersonId,
	key: AccountId,
	kind: KeyKind,
) -> DispatchResult {
	Registry::start_recovery(origin, person, agreed(key, RoleOffer::Key { person, kind }), kind)
}

/// A shop gets another owner's account with the present owner's word.
fn replace_owner(origin: RuntimeOrigin, merchant: MerchantId, owner: AccountId) -> DispatchResult {
	Registry::replace_owner(origin, merchant, agreed(owner, RoleOffer::Owner { merchant }))?;
	let present = Merchants::<Test>::get(merchant).unwrap().owner;
	Registry::finish_replacement(by(present), merchant)
}

/// A till is added that agreed.
fn add_till(origin: RuntimeOrigin, till: AccountId, limit: Won) -> DispatchResult {
	let who = frame_system::ensure_signed(origin.clone()).unwrap();
	let merchant = Registry::acting(who).map_or(MerchantId(0), |acting| acting.merchant);
	Registry::add_till(origin, agreed(till, RoleOffer::Till { merchant }), limit)
}

/// A mandate is given, and accepted if it was only offered.
fn appoint_attester(
	origin: RuntimeOrigin,
	who: AccountId,
	regions: RegionSet,
	scopes: ScopeSet,
) -> DispatchResult {
	Registry::appoint_attester(origin, who, regions, scopes)?;
	if MandateOffers::<Test>::contains_key(who) {
		Registry::accept_mandate(by(who))?;
	}
	Ok(())
}

/// Registers one person and gives the number.
fn register(n: u64, zone: ZoneId, key: Option<AccountId>) -> PersonId {
	let id = NextPerson::<Test>::get();
	let key = key.map(|key| first_phone(n, key));
	let new = NewPerson { commitment: commitment(n), zone, key };
	assert_ok!(Registry::register_people(RuntimeOrigin::root(), batch(vec![new])));
	id
}

fn enrol(cohort: CohortId, people: &[PersonId]) -> DispatchResult {
	Registry::enrol(by(CHEONGYANG), cohort, batch(people.to_vec()))
}

fn unenrol(cohort: CohortId, people: &[PersonId]) -> DispatchResult {
	Registry::unenrol(by(CHEONGYANG), cohort, batch(people.to_vec()))
}

fn heads(cohort: CohortId) -> u32 {
	Cohorts::<Test>::get(cohort).unwrap().heads
}

fn was_enrolled(person: PersonId, cohort: CohortId, moment: Moment) -> bool {
	<Registry as CohortsOfChain>::member(person)
		.is_some_and(|member| member.was_enrolled(cohort, moment))
}

/// Whatever is opened for the cohort in a block: as many are counted as are found enrolled one by one.
fn assert_counted_one_by_one(cohort: CohortId) {
	let now = now();
	let found = People::<Test>::iter_keys().filter(|id| was_enrolled(*id, cohort, now));
	assert_eq!(<Registry as CohortsOfChain>::heads_at(cohort, now), Some(found.count() as u32));
}

/// A shop to register, whose account agrees.
fn new_shop(
	owner: AccountId,
	zone: ZoneId,
	category: u8,
	operator: Option<PersonId>,
) -> NewMerchantOf<Test> {
	let owner = agreed(owner, RoleOffer::Shop);
	NewMerchant { owner, zone, category, sales_class: SalesClass::Small, operator }
}

/// Registers a visitor with a phone, by an attester of Cheongyang, and gives the number.
fn register_visitor(n: u64, key: AccountId) -> PersonId {
	let id = NextPerson::<Test>::get();
	let new = NewVisitor { commitment: commitment(n), key: first_phone(n, key) };
	assert_ok!(Registry::register_visitors(by(CHEONGYANG), 12, batch(vec![new])));
	id
}

/// The scopes that came first, but `Sell`, which nobody holds together with `Reserve`.
fn every_scope() -> ScopeSet {
	let of_reserve = Scope::ALL[..9].iter().filter(|scope| **scope != Scope::Sell);
	of_reserve.fold(ScopeSet::EMPTY, |set, scope| set.with(*scope))
}

/// An attester with every scope in the whole province.
fn appoint_for_the_province(who: AccountId) {
	let attester = Attester { regions: RegionSet::province(), scopes: every_scope() };
	assert_ok!(Registry::do_appoint_attester(who, attester));
}

/// A shop of `owner` in Cheongyang that waits for approval.
fn apply(owner: AccountId) -> MerchantId {
	let id = NextMerchant::<Test>::get();
	assert_ok!(Registry::apply_merchant(by(owner), HERE, 3, SalesClass::Small));
	id
}

const REASON: Reason = Reason { code: ReasonCode::IncompleteDocuments, document: None };

chungnam_testkit::test_events!(Test);
