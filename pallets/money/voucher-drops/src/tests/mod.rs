// SPDX-License-Identifier: Apache-2.0

//! A small county: pensioners and visitors, shops and beacons, an institution, and a clock. Every test ends with the
//! numbered invariants.

mod arrears;
mod arrivals;
mod beacons;
mod change;
mod cohort;
mod coming;
mod corruption;
mod encoding;
mod events;
mod genesis;
mod late;
mod leak;
mod life;
mod list;
mod model;
mod payback;
mod place;
mod schedule;
mod wards;

use chungnam_ports::{Due, ReceiptFacts, Spent};
use chungnam_primitives::{
	category, start_of_day, CategorySet, CohortId, KoreanDay, MerchantId, Moment, MoneySet,
	PersonId, ProgrammeId, ReceiptId, RegionId, RegionSet, SalesClass, Scope, ScopeSet, Won,
	ZoneId, DAYS, HOURS, MINUTES,
};
use chungnam_testkit::{
	account, assert_sound, begin_at, begin_block, date, execute, now, signed, MockAgenda,
	MockDrops, MockRegistry, MockSeries, MockTemplate,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect, BoundedVec};
use sp_core::{sr25519, Pair};
use sp_io::TestExternalities;
use sp_runtime::{
	AccountId32,
	DispatchError::{self, BadOrigin},
	DispatchResult, MultiSignature, Perbill,
};

use crate::{
	mock::{
		AccountId, Balances, ChangeDelay, ClosingDelay, RuntimeGenesisConfig, RuntimeOrigin,
		System, Test, VoucherDrops,
	},
	types::*,
	Arrears, Beacons, Claims, Error, Event, ListClaims, NewTermsOf, NextBeacon, NextProgramme,
	ProgrammeOf, Programmes, ProgrammesByCohort, Tallies, EMPTY_DAYS, MAX_PROGRAMMES,
};

/// The mock's currency over the mock's balances.
pub type Currency = MockDrops<Balances>;

// People and their keys.
pub const KIM: AccountId = account(1);
pub const LEE: AccountId = account(2);
pub const PARK: AccountId = account(3);
pub const GUEST: AccountId = account(4);
pub const STRANGER: AccountId = account(9);
/// Pensioners of the county.
pub const KIM_ID: PersonId = PersonId(1);
pub const LEE_ID: PersonId = PersonId(2);
/// Lives in the county, in no cohort.
pub const PARK_ID: PersonId = PersonId(3);
/// A visitor from elsewhere.
pub const GUEST_ID: PersonId = PersonId(4);

/// Pays for programmes, and gets the rest back.
pub const FUNDER: AccountId = account(31);
/// Creates and changes the programmes of the county.
pub const COUNTY: AccountId = account(23);
/// Issues for another city only.
pub const CITY: AccountId = account(24);

pub const CHEONGYANG: RegionId = 12;
pub const BORYEONG: RegionId = 3;
pub const EUP: ZoneId = ZoneId::new(CHEONGYANG, 1);
pub const MYEON: ZoneId = ZoneId::new(CHEONGYANG, 2);
pub const BEACH: ZoneId = ZoneId::new(BORYEONG, 1);

/// A small restaurant in the county town.
pub const RESTAURANT: MerchantId = MerchantId(1);
/// A small grocery in a township.
pub const GROCERY: MerchantId = MerchantId(2);
/// A small restaurant in another city.
pub const FAR_CAFE: MerchantId = MerchantId(3);

/// The cohort of the pensioners: Kim and Lee.
pub const PENSIONERS: CohortId = CohortId(0);
/// A cohort of the county with nobody in it.
pub const NOBODY: CohortId = CohortId(1);
/// A cohort of another city.
pub const OTHERS: CohortId = CohortId(2);

/// Won that the funder has at first.
pub const PLENTY: Won = 1_000_000_000_000;

/// 10 March 2026: tests begin, at nine in the morning.
pub fn today() -> KoreanDay {
	date(2026, 3, 10)
}

/// Nine in the morning of a day.
pub fn morning(day: KoreanDay) -> Moment {
	start_of_day(day) + 9 * HOURS
}

/// Sets the clock.
pub fn at(now: Moment) {
	chungnam_testkit::at::<Test>(now);
}

/// Blocks begin on the morning of `day`, until there is nothing left to open.
pub fn go_to(day: KoreanDay) {
	at(morning(day));
	for _ in 0..200 {
		begin_block::<Test>();
	}
	assert_sound::<Test>();
}

/// A block begins, after which every invariant holds.
pub fn block() {
	chungnam_testkit::next_block::<Test>(now());
}

/// The rules of the county.
pub fn rules() -> MockTemplate {
	MockTemplate { issuers: RegionSet::of(&[CHEONGYANG]), is_sound: true, funder: None }
}

/// 10,000 won for each pensioner, by a schedule.
pub fn pension(schedule: Schedule) -> CohortPlan {
	CohortPlan {
		cohort: PENSIONERS,
		per_head: 10_000,
		schedule,
		end: End::Never,
		claim_days: None,
		max_arrears: 3,
		catches_up: true,
	}
}

/// Every week from today.
pub fn weekly() -> Plan {
	Plan::Cohort(pension(Schedule::EveryDays { first: today(), every: 7 }))
}

/// 5,000 won for the first ten visitors of the county town, from today for thirty days. Slots of ten minutes.
pub fn visit() -> PlacePlan {
	PlacePlan {
		per_head: 5_000,
		claims: 10,
		window: Window { opens: morning(today()), closes: morning(today()) + 30 * DAYS },
		zones: BoundedVec::truncate_from(vec![EUP, MYEON]),
		sights: 1,
		slot: 10 * MINUTES,
		visitors_only: false,
	}
}

/// Half of what was spent in restaurants of the county and anything in its township, if 30,000 won, at most 40,000 won.
pub fn payback() -> PaybackPlan {
	PaybackPlan {
		reward: Reward::Share { rate: Perbill::from_percent(50), most: 40_000 },
		claims: 10,
		receipts: Window { opens: morning(today()), closes: morning(today()) + 7 * DAYS },
		closes: morning(today()) + 14 * DAYS,
		minimum: 30_000,
		money: MoneySet::ALL,
		categories: CategorySet::of(&[category::RESTAURANT, category::GROCERY]),
		regions: RegionSet::EMPTY,
		zones: BoundedVec::truncate_from(vec![EUP, MYEON]),
		visitors_only: false,
	}
}

/// A chain of the county with a first block, on the morning of [`today`].
#[derive(Default)]
pub struct ExtBuilder(crate::GenesisConfig<Test>);

impl ExtBuilder {
	pub fn genesis(genesis: crate::GenesisConfig<Test>) -> Self {
		Self(genesis)
	}

	pub fn build(self) -> TestExternalities {
		let balances = pallet_balances::GenesisConfig {
			balances: vec![(FUNDER, PLENTY), (STRANGER, PLENTY)],
			..Default::default()
		};
		let genesis =
			RuntimeGenesisConfig { balances, voucher_drops: self.0, ..Default::default() };
		begin_at::<Test>(morning(today()), genesis, settle_county)
	}

	/// Runs a test, and proves the numbered invariants after it.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		execute::<Test>(self.build(), test);
	}
}

/// Who lives, sells and governs here.
fn settle_county() {
	MockRegistry::add_person(KIM, KIM_ID, EUP);
	MockRegistry::add_person(LEE, LEE_ID, MYEON);
	MockRegistry::add_person(PARK, PARK_ID, EUP);
	MockRegistry::add_person(GUEST, GUEST_ID, ZoneId::OUTSIDE);
	assert_eq!(MockRegistry::add_cohort(CHEONGYANG, &[KIM_ID, LEE_ID]), PENSIONERS);
	assert_eq!(MockRegistry::add_cohort(CHEONGYANG, &[]), NOBODY);
	assert_eq!(MockRegistry::add_cohort(BORYEONG, &[]), OTHERS);

	let small = SalesClass::Small;
	MockRegistry::add_merchant(account(11), RESTAURANT, EUP, category::RESTAURANT, small);
	MockRegistry::add_merchant(account(12), GROCERY, MYEON, category::GROCERY, small);
	MockRegistry::add_merchant(account(13), FAR_CAFE, BEACH, category::RESTAURANT, small);

	let office = ScopeSet::of(&[Scope::Issue]);
	MockRegistry::add_attester(COUNTY, office, RegionSet::of(&[CHEONGYANG]));
	MockRegistry::add_attester(CITY, office, RegionSet::of(&[BORYEONG]));
}

pub fn try_create(plan: Plan) -> DispatchResult {
	VoucherDrops::create_programme(signed(COUNTY), plan, rules(), FUNDER)
}

/// A programme of the county without any money.
pub fn create(plan: Plan) -> ProgrammeId {
	let number = NextProgramme::<Test>::get();
	assert_ok!(try_create(plan));
	number
}

pub fn fund(programme: ProgrammeId, amount: Won) {
	assert_ok!(VoucherDrops::fund(signed(FUNDER), programme, amount));
}

/// A programme of the county with a budget.
pub fn create_funded(plan: Plan, budget: Won) -> ProgrammeId {
	let number = create(plan);
	fund(number, budget);
	number
}

/// A programme with claims, open.
pub fn open(plan: Plan) -> ProgrammeId {
	let budget = plan.claims_budget().expect("it has claims");
	let number = create_funded(plan, budget);
	block();
	assert!(programme(number).claim_series().is_some(), "it was opened");
	number
}

pub fn programme(number: ProgrammeId) -> ProgrammeOf<Test> {
	Programmes::<Test>::get(number).expect("there is such a programme")
}

/// Won in the budget of a programme.
pub fn budget(number: ProgrammeId) -> Won {
	Balances::balance(&VoucherDrops::programme_account(number))
}

/// The days of all openings that are remembered.
pub fn opened(number: ProgrammeId) -> Vec<KoreanDay> {
	programme(number).openings.iter().map(|opening| opening.day).collect()
}

/// The series that a programme opened, in order.
pub fn series_of(number: ProgrammeId) -> Vec<MockSeries> {
	let by = chungnam_ports::Opener::Programme(number);
	Currency::series().into_iter().filter(|series| series.opener == by).collect()
}

/// Lets a person join or leave the pensioners, from the next moment on.
pub fn enrol(person: PersonId) {
	use chungnam_ports::ManagedCohorts;
	assert_ok!(MockRegistry::enrol(PENSIONERS, person));
}

pub fn unenrol(person: PersonId) {
	use chungnam_ports::ManagedCohorts;
	assert_ok!(MockRegistry::unenrol(PENSIONERS, person));
}

/// A beacon's own key.
pub fn device(seed: u8) -> sr25519::Pair {
	sr25519::Pair::from_seed(&[seed; 32])
}

pub fn key_of(pair: &sr25519::Pair) -> AccountId32 {
	pair.public().into()
}

/// Registers a beacon that sees as many visitors in a slot.
pub fn beacon(number: ProgrammeId, pair: &sr25519::Pair, per_slot: u32) -> BeaconId {
	let id = NextBeacon::<Test>::get();
	let key = key_of(pair);
	assert_ok!(VoucherDrops::register_beacon(signed(COUNTY), number, key, EUP, per_slot));
	id
}

/// A programme at a place, with the one device there and its beacon.
pub fn at_place(plan: PlacePlan, per_slot: u32) -> (ProgrammeId, sr25519::Pair, BeaconId) {
	let (number, pair) = (open(Plan::Place(plan)), device(1));
	let id = beacon(number, &pair, per_slot);
	(number, pair, id)
}

/// What a device signs for a visitor in the current slot.
pub fn sight(
	pair: &sr25519::Pair,
	number: ProgrammeId,
	beacon: BeaconId,
	person: PersonId,
) -> Sight {
	let slot = VoucherDrops::current_slot(number).expect("it is at a place");
	sight_in(slot, pair, number, beacon, person)
}

pub fn sight_in(
	slot: u64,
	pair: &sr25519::Pair,
	number: ProgrammeId,
	beacon: BeaconId,
	person: PersonId,
) -> Sight {
	let payload = VoucherDrops::sight_payload(number, beacon, slot, person);
	Sight { beacon, slot, signature: MultiSignature::Sr25519(pair.sign(&payload)) }
}

pub fn sights(all: &[Sight]) -> Sights {
	BoundedVec::truncate_from(all.to_vec())
}

/// A payment of today in a shop.
pub fn spend(person: PersonId, merchant: MerchantId, amount: Won) -> ReceiptId {
	use chungnam_ports::Receipts;
	let id = (0..).find(|id| Currency::receipt(ReceiptId(*id)).is_none()).expect("there are more");
	let at = now();
	Currency::add_receipt(
		ReceiptId(id),
		ReceiptFacts { person, merchant, at, spent: Spent::own(amount), is_pledged: false },
	);
	ReceiptId(id)
}

pub fn is_pledged(receipt: ReceiptId) -> bool {
	use chungnam_ports::Receipts;
	Currency::receipt(receipt).is_some_and(|facts| facts.is_pledged)
}

pub fn receipts(all: &[ReceiptId]) -> ReceiptIds {
	BoundedVec::truncate_from(all.to_vec())
}

/// The name of the lists of the tests.
pub const LIST: Digest = [0x4C; 32];

/// A list of entries with the tree over them.
pub struct Tree {
	name: Digest,
	pub entries: Vec<ListEntry>,
	levels: Vec<Vec<Digest>>,
}

impl Tree {
	/// A tree over who gets how much, under a name. What is beside the last leaf is zero.
	pub fn new(name: Digest, lines: &[(PersonId, Won)]) -> Self {
		let entry = |(index, (person, amount)): (usize, &(PersonId, Won))| ListEntry {
			index: index as u32,
			person: *person,
			amount: *amount,
			salt: [index as u8 ^ 0x5A; 32],
		};
		let entries: Vec<_> = lines.iter().enumerate().map(entry).collect();
		let genesis = System::block_hash(0);
		let mut level: Vec<_> = entries.iter().map(|entry| leaf(&genesis, &name, entry)).collect();
		level.resize(level.len().next_power_of_two(), [0; 32]);
		let mut levels = vec![level];
		while levels.last().expect("there is one").len() > 1 {
			let below = levels.last().expect("there is one");
			levels.push(below.chunks(2).map(|pair| node(&pair[0], &pair[1])).collect());
		}
		Self { name, entries, levels }
	}

	pub fn root(&self) -> Digest {
		self.levels.last().expect("there is one")[0]
	}

	pub fn proof(&self, index: u32) -> Proof {
		let depth = self.levels.len() - 1;
		let beside = |(height, level): (usize, &Vec<Digest>)| level[(index as usize >> height) ^ 1];
		let proof = self.levels.iter().take(depth).enumerate().map(beside);
		BoundedVec::truncate_from(proof.collect())
	}

	/// A list for thirty days from today.
	pub fn plan(&self) -> ListPlan {
		ListPlan {
			name: self.name,
			root: self.root(),
			entries: self.entries.len() as u32,
			total: self.entries.iter().map(|entry| entry.amount).sum(),
			window: Window { opens: morning(today()), closes: morning(today()) + 30 * DAYS },
		}
	}

	pub fn claim(&self, programme: ProgrammeId, index: u32) -> DispatchResult {
		let entry = self.entries[index as usize].clone();
		VoucherDrops::claim_listed(signed(STRANGER), programme, entry, self.proof(index))
	}
}

chungnam_testkit::test_events!(Test);

/// Fails if no event like this happened.
#[track_caller]
pub fn assert_happened(event: Event<Test>) {
	assert!(events().contains(&event), "{event:?} not in {:?}", events());
}
