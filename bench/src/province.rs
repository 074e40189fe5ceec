// SPDX-License-Identifier: Apache-2.0

//! A province to measure on: the development preset, with many more residents and shops in it.

use std::ops::Range;

use chungnam_primitives::{
	category::GROCERY, CohortId, MerchantId, Moment, PersonId, ProgrammeId, RegionSet, SalesClass,
	SeriesId, Won, ZoneId,
};
use chungnam_runtime::{
	genesis_config_presets::{
		native,
		town::{basic_income, funded_by, INCOME_TOWN},
	},
	plain_extension, AccountId, Hash, Runtime, RuntimeCall, RuntimeGenesisConfig, SignedPayload,
	UncheckedExtrinsic, VoucherDrops, VERSION,
};
use codec::Encode;
use pallet_regional_currency::{Places, Template};
use pallet_registry::{Attester, GenesisCohort, GenesisMerchant, GenesisPerson, Person};
use pallet_voucher_drops::{CohortPlan, End, GenesisProgramme, Plan, Schedule};
use sp_core::{sr25519, Pair};
use sp_io::hashing::blake2_256;
use sp_runtime::{BuildStorage, MultiSignature};
use sp_state_machine::BasicExternalities;
use sp_storage::{well_known_keys::CODE, Storage};

/// Where everyone lives and shops: the county town of Cheongyang.
pub const ZONE: ZoneId = ZoneId::new(12, 0);
/// What everyone's lot is of: a month of basic income, with caps and a place rule.
pub const SERIES: SeriesId = INCOME_TOWN;
/// What everyone has of it, and in plain won.
pub const HAS: Won = 150_000;
/// Won of a drop for each person.
pub const PER_HEAD: Won = 10_000;
/// Won of a programme, enough for everyone many times.
const BUDGET: Won = 1_000_000_000_000;
/// Noon of 2 March 2026 in Korea.
pub const NOON: Moment = 1_772_420_400_000;

/// The secret of resident `index`.
pub fn resident(index: usize) -> sr25519::Pair {
	sr25519::Pair::from_seed(&blake2_256(&("resident", index as u64).encode()))
}

/// The secret of the owner of shop `index`.
pub fn owner(index: usize) -> sr25519::Pair {
	sr25519::Pair::from_seed(&blake2_256(&("shop", index as u64).encode()))
}

/// The secret of an elector who is not one of the residents.
fn elector(number: PersonId) -> sr25519::Pair {
	sr25519::Pair::from_seed(&blake2_256(&("elector", number).encode()))
}

/// A voucher with the rules of the basic income, valid for a quarter.
fn voucher(funder: AccountId) -> Template<AccountId> {
	let region = RegionSet::EMPTY.with(ZONE.region);
	let rules = basic_income(Places::Regions(region));
	Template {
		issuers: region,
		funders: funded_by(funder),
		places: rules.places,
		open_to_all: rules.open_to_all,
		categories: rules.categories,
		caps: rules.caps,
		sales_classes: rules.sales_classes,
		to_router: rules.to_router,
		valid_days: 90,
	}
}

/// A genesis under construction.
pub struct Province {
	config: RuntimeGenesisConfig,
	/// The number of the first resident.
	pub first_person: PersonId,
	/// The number of the first shop.
	pub first_shop: MerchantId,
	/// The keys of the first residents. Those after them have accounts that nobody signs for.
	pub keys: Vec<sr25519::Pair>,
}

impl Province {
	/// The development preset.
	pub fn new() -> Self {
		let config = native::config(&"development".into()).expect("the runtime has it");
		let first_person = PersonId(config.registry.people.len() as u32);
		let first_shop = MerchantId(config.registry.merchants.len() as u32);
		Self { config, first_person, first_shop, keys: Vec::new() }
	}

	/// Registers residents with a key and one cohort, whose number is returned. The first `signers` can sign.
	pub fn add_residents(&mut self, count: usize, signers: usize) -> CohortId {
		self.keys = (0..signers).map(resident).collect();
		let people = (0..count).map(|index| GenesisPerson {
			commitment: blake2_256(&("commitment", index as u64).encode()).into(),
			zone: ZONE,
			keys: vec![self.account(index)],
			cards: Vec::new(),
			elector: false,
		});
		let people: Vec<_> = people.collect();
		self.config.registry.people.extend(people);
		self.add_cohort(0..count)
	}

	/// The account of resident `index`.
	pub fn account(&self, index: usize) -> AccountId {
		match self.keys.get(index) {
			Some(pair) => pair.public().into(),
			None => blake2_256(&("account", index as u64).encode()).into(),
		}
	}

	/// The number of shop `index`.
	pub fn shop(&self, index: usize) -> MerchantId {
		MerchantId(self.first_shop.0 + index as u32)
	}

	/// The number of resident `index`.
	pub fn person(&self, index: usize) -> PersonId {
		PersonId(self.first_person.0 + index as u32)
	}

	/// Puts people into one more cohort, whose number is returned.
	pub fn add_cohort(&mut self, members: Range<usize>) -> CohortId {
		let members = members.map(|index| self.person(index)).collect();
		self.config.registry.cohorts.push(GenesisCohort { region: ZONE.region, members });
		CohortId(self.config.registry.cohorts.len() as u32 - 1)
	}

	/// Announces programmes, each of which gives [`PER_HEAD`] to a cohort on days after the first, in place of those of the
	/// preset. They are numbered in this order.
	pub fn announce(&mut self, programmes: Vec<(CohortId, Schedule, End)>) {
		// What the preset lets arrive would arrive on the same days.
		self.config.basic_income = Default::default();
		self.config.voucher_drops = Default::default();
		for (number, (cohort, schedule, end)) in (0..).zip(programmes) {
			let account = VoucherDrops::programme_account(ProgrammeId(number));
			let balances = &mut self.config.balances.balances;
			balances.retain(|(who, _)| *who != account);
			balances.push((account.clone(), BUDGET));
			let plan = CohortPlan {
				cohort,
				per_head: PER_HEAD,
				schedule,
				end,
				claim_days: None,
				max_arrears: 0,
				catches_up: true,
			};
			let programme = GenesisProgramme {
				plan: Plan::Cohort(plan),
				template: voucher(account.clone()),
				refund_to: account,
			};
			self.config.voucher_drops.programmes.push(programme);
		}
	}

	/// Gives residents a lot and plain won.
	pub fn give(&mut self, residents: Range<usize>) {
		for index in residents {
			let (account, person) = (self.account(index), self.person(index));
			self.config.balances.balances.push((account, HAS));
			self.config.regional_currency.lots.push((person, SERIES, HAS));
			self.config.regional_currency.series[SERIES.0 as usize].4 += HAS;
		}
		self.config.reserve.reserve = Won::MAX / 2;
	}

	/// Opens small shops that have taken something before.
	pub fn add_shops(&mut self, count: usize) {
		let owners: Vec<AccountId> = (0..count).map(|index| owner(index).public().into()).collect();
		self.config.balances.balances.extend(owners.iter().map(|owner| (owner.clone(), HAS)));
		self.config.registry.merchants.extend(owners.into_iter().map(|owner| GenesisMerchant {
			owner,
			zone: ZONE,
			category: GROCERY,
			sales_class: SalesClass::Small,
			check_due: None,
			operator: None,
		}));
	}

	/// Registers electors who can sign. They come after the residents; returns them with their numbers.
	pub fn add_electors(&mut self, zone: ZoneId, count: usize) -> Vec<(PersonId, sr25519::Pair)> {
		let first = self.next_person();
		let numbers = first.until(PersonId(first.0 + count as u32));
		let pairs = numbers.map(|number| (number, elector(number)));
		let electors: Vec<_> = pairs.collect();
		self.config.registry.people.extend(electors.iter().map(|(number, pair)| GenesisPerson {
			commitment: blake2_256(&("elector", number).encode()).into(),
			zone,
			keys: vec![pair.public().into()],
			cards: Vec::new(),
			elector: true,
		}));
		electors
	}

	/// The number that the next person gets.
	pub fn next_person(&self) -> PersonId {
		PersonId(self.config.registry.people.len() as u32)
	}

	/// Appoints an institution that has won for its fees.
	pub fn appoint(&mut self, who: AccountId, mandate: Attester) {
		self.config.balances.balances.push((who.clone(), HAS));
		self.config.registry.attesters.push((who, mandate));
	}

	/// The state at the beginning, by the same checks as the chain's calls.
	pub fn build(&self) -> Storage {
		self.config.build_storage().expect("the genesis is sound")
	}

	/// The state at the beginning of a chain that runs `wasm`.
	pub fn build_with(&self, wasm: &[u8]) -> Storage {
		let mut storage = self.build();
		storage.top.insert(CODE.to_vec(), wasm.to_vec());
		storage
	}
}

/// Adds people to a state, straight into storage: a record and their enrolments, no key and no account. The first `heads`
/// of them are in each of `cohorts`.
pub fn add_bare_people(storage: &mut Storage, count: usize, cohorts: &[(CohortId, usize)]) {
	use pallet_registry::{Cohorts, NextPerson, People, Residents};
	let mut ext = BasicExternalities::new(std::mem::take(storage));
	let first = ext.execute_with(|| {
		let first = NextPerson::<Runtime>::get();
		NextPerson::<Runtime>::put(PersonId(first.0 + count as u32));
		Residents::<Runtime>::mutate(ZONE.region, |residents| *residents += count as u32);
		for (id, heads) in cohorts {
			let cohort = Cohorts::<Runtime>::get(id).expect("the genesis has it");
			let heads = cohort.heads + *heads.min(&count) as u32;
			// From the first millisecond on, as in a genesis.
			Cohorts::<Runtime>::insert(id, cohort.with_heads(heads, 0));
		}
		first
	});
	*storage = ext.into_storages();
	for (index, id) in first.until(PersonId::MAX).take(count).enumerate() {
		let own = cohorts.iter().filter(|(_, heads)| index < *heads);
		let person = own.fold(Person::new(ZONE), |person, (cohort, _)| {
			person.enrol(*cohort, 1, 0).expect("there is room for so few")
		});
		storage.top.insert(People::<Runtime>::hashed_key_for(id), person.encode());
	}
}

/// Bytes of keys and values.
pub fn size(storage: &Storage) -> usize {
	storage.top.iter().map(|(key, value)| key.len() + value.len()).sum()
}

/// A transaction as a wallet signs it: immortal, without a tip.
pub fn sign(
	pair: &sr25519::Pair,
	nonce: u32,
	genesis: Hash,
	call: impl Into<RuntimeCall>,
) -> UncheckedExtrinsic {
	let call = call.into();
	let extension = plain_extension(nonce);
	let implicit = (
		(),
		(),
		VERSION.spec_version,
		VERSION.transaction_version,
		genesis,
		genesis,
		((), (), ()),
		None,
		(),
	);
	let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implicit);
	let signature = payload.using_encoded(|bytes| pair.sign(bytes));
	let account: AccountId = pair.public().into();
	UncheckedExtrinsic::new_signed(
		call,
		account.into(),
		MultiSignature::Sr25519(signature),
		extension,
	)
}
