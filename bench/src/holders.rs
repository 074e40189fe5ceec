// SPDX-License-Identifier: Apache-2.0

//! A sale, a dividend and a redemption for ten holders against those for a million.

use chungnam_ports::{Holder, Source};
use chungnam_primitives::{
	dividends::{Units, SCALE},
	InstrumentId, Moment, OfferingId, PersonId, RegionSet, Won, DAYS, HOURS,
};
use chungnam_runtime::{
	AccountId, Assets, Balances, BlockNumber, OriginCaller, Runtime, RuntimeCall, RuntimeEvent,
	Scheduler, Securities, UncheckedExtrinsic,
};
use codec::Encode;
use frame_support::{
	instances::Instance1,
	traits::{
		fungible::Mutate as _,
		fungibles::{Create, Mutate as _},
		schedule::{v3::Named, DispatchTime, HARD_DEADLINE},
		Bounded, BoundedInline,
	},
	BoundedVec,
};
use pallet_civic_governance::Power;
use pallet_securities::{
	Agreement, Agreements, AllTerms, Bid, Book, Books, Call, Cap, Caps, Form, Histories, History,
	Instrument, Instruments, NextInstrument, NextOffering, Offering, Offerings, Pledge, Pledges,
	Position, Positions, Register, Sale, Seat, Seats, Terms, MIN_REFUND,
};
use sp_blockchain::{Error, Result};
use sp_core::{sr25519, Pair, H256};
use sp_io::hashing::blake2_256;
use sp_runtime::{DispatchError, Perbill};
use sp_state_machine::BasicExternalities;
use sp_storage::Storage;

use crate::{
	acts::{self, quiet, walk, Act},
	measure::Sample,
	province::{Province, NOON, ZONE},
	report::{grouped, Promise, Section},
	world::{self, World},
	Options,
};

/// Holders of the larger instrument, where there are as many people.
const MANY: usize = 1_000_000;
/// Holders of each instrument who can sign: all of the smaller one. The last of them is its issuer.
const SIGNERS: usize = 10;
/// Of them so many pledge, so many collect, and so many take what their units earned, in a block each. Only the first have no
/// pledge before.
const EACH: usize = 3;

/// Units of each holder, and of each pledge that is made.
const UNITS: Units = 10;
/// Units of each pledge that stands already.
const PLEDGED: Units = 100;
/// Won for a unit.
const PRICE: Won = 1_000;
/// Won that a unit has earned, which nobody took.
const EARNED: Won = 100;
/// Won of the dividend that is announced.
const DIVIDEND: Won = 10_000_000;
/// Won that is paid for all units.
const PAID: Won = 1_000_000_000_000;
/// Won of each who can sign.
const PURSE: Won = 1_000_000;
/// The Korean year of [`NOON`].
const YEAR: u32 = 2026;

/// When the sales close.
const CLOSES: Moment = NOON + HOURS;
/// The block in which the money of the smaller sale is handed over: later than the close. That of the larger sale is so many
/// blocks later that one without an act lies between.
const HANDED_OVER: BlockNumber = 60;
const LATER: BlockNumber = 2;

/// What is measured, in order of the rows.
const ORDER: [&str; 7] =
	["pledge", "hand_over", "collect", "distribute", "take_won", "open_redemption", "redeem"];

/// Holders of the same instrument, of which a sale runs.
struct Firm {
	number: u32,
	holders: usize,
	/// The first of them.
	signers: Vec<(PersonId, sr25519::Pair)>,
	/// Pays for all units.
	payer: sr25519::Pair,
}

impl Firm {
	fn new(province: &mut Province, number: u32, holders: usize) -> Self {
		let payer = sr25519::Pair::from_seed(&blake2_256(&("payer", number).encode()));
		let signers = province.add_electors(ZONE, SIGNERS);
		Self { number, holders, signers, payer }
	}

	fn instrument(&self) -> InstrumentId {
		InstrumentId(self.number)
	}

	fn sale(&self) -> OfferingId {
		OfferingId(self.number)
	}

	/// Holders without a key.
	fn bare(&self) -> usize {
		self.holders - SIGNERS
	}

	/// Those who can sign and have a pledge: neither the first, nor the issuer.
	fn pledgers(&self) -> &[(PersonId, sr25519::Pair)] {
		&self.signers[EACH..SIGNERS - 1]
	}

	/// Units that all holders have.
	fn held(&self) -> Units {
		self.holders as Units * UNITS
	}

	/// Units that are pledged.
	fn pledged(&self) -> Units {
		(self.pledgers().len() + self.bare()) as Units * PLEDGED
	}

	/// The block in which the money of the sale is handed over.
	fn handed_over(&self) -> BlockNumber {
		HANDED_OVER + self.number * LATER
	}

	fn terms(&self) -> Terms<AccountId> {
		let cap = Some(Cap { units: 1_000, won_a_year: Won::MAX });
		let (issuer, _) = self.signers[SIGNERS - 1];
		Terms {
			issuer: Holder::Person(issuer),
			document: H256::zero(),
			form: Form::TrustCertificate,
			register: Register::Mirror,
			filing: Some(H256::zero()),
			regions: RegionSet::province(),
			resident_before: None,
			units: 2 * (self.held() + self.pledged()),
			own_units: UNITS,
			outside_most: 0,
			abroad_most: 0,
			public_share: Perbill::from_percent(10),
			public_source: Source::AssetIncome,
			caps: Caps { retail: cap, ..Default::default() },
			related: Default::default(),
		}
	}

	/// A sale in which nobody pledged yet.
	fn offer(&self) -> Sale {
		let hard_cap = self.pledged() + EACH as Units * UNITS;
		Sale {
			price: PRICE,
			ticket: 1,
			hard_cap,
			soft_cap: (hard_cap * 4).div_ceil(5),
			opening_cap: hard_cap,
			opens_here: NOON,
			opens_korea: NOON,
			opens_abroad: NOON,
			closes: CLOSES,
			document: H256::zero(),
			refund_until: CLOSES + MIN_REFUND,
		}
	}

	/// Writes the instrument, its holders and its sale, straight into storage.
	fn found(&self, storage: &mut Storage, first_bare: PersonId) -> Result<()> {
		let mut ext = BasicExternalities::new(std::mem::take(storage));
		let founded = ext.execute_with(|| self.open());
		*storage = ext.into_storages();
		founded?;

		// What the ledger wrote for one holder stands there for each.
		let (one, _) = self.signers[0];
		let [in_ledger, in_system] = self.accounts(one).map(|key| storage.top.get(&key).cloned());
		let missing = || Error::Storage("the ledger has no holder".into());
		let in_ledger = in_ledger.ok_or_else(missing)?;
		let in_system = in_system.ok_or_else(missing)?;
		let pledge = Pledge {
			units: PLEDGED,
			round: 0,
			seat: Seat::Here,
			year: YEAR,
			changes: 0,
			is_released: false,
		};
		let pledge = pledge.encode();
		for person in first_bare.until(PersonId::MAX).take(self.bare()) {
			let [ledger, system] = self.accounts(person);
			storage.top.insert(ledger, in_ledger.clone());
			storage.top.insert(system, in_system.clone());
			self.list(storage, person, PLEDGED);
			storage.top.insert(self.pledge(person), pledge.clone());
		}
		for (person, _) in self.pledgers() {
			self.list(storage, *person, PLEDGED);
			storage.top.insert(self.pledge(*person), pledge.clone());
		}
		let last = self.signers.last();
		for (person, _) in self.signers.iter().take(EACH).chain(last) {
			self.list(storage, *person, 0);
		}
		Ok(())
	}

	/// Where the units of a person lie, and the account itself.
	fn accounts(&self, person: PersonId) -> [Vec<u8>; 2] {
		let account = Securities::holder_account(Holder::Person(person));
		let system = frame_system::Account::<Runtime>::hashed_key_for(&account);
		let ledger = pallet_assets::Account::<Runtime, Instance1>::hashed_key_for(
			self.instrument(),
			account,
		);
		[ledger, system]
	}

	fn pledge(&self, person: PersonId) -> Vec<u8> {
		let holder = Holder::<AccountId>::Person(person);
		Pledges::<Runtime>::hashed_key_for(self.sale(), holder)
	}

	/// The position and the book of a person who pledged so much.
	fn list(&self, storage: &mut Storage, person: PersonId, pledged: Units) {
		let holder = Holder::<AccountId>::Person(person);
		let position = Position { pledged, ..Position::new(Seat::Here, 0) };
		let pledges = if pledged > 0 { vec![self.sale()] } else { Vec::new() };
		let won = PRICE * Won::from(pledged);
		let bought = if pledged > 0 { vec![(self.instrument(), won)] } else { Vec::new() };
		let book = Book {
			positions: 1,
			pledges: BoundedVec::truncate_from(pledges),
			offers: 0,
			year: YEAR,
			won,
			bought: BoundedVec::truncate_from(bought),
		};
		let key = Positions::<Runtime>::hashed_key_for(&holder, self.instrument());
		storage.top.insert(key, position.encode());
		storage.top.insert(Books::<Runtime>::hashed_key_for(&holder), book.encode());
	}

	/// The instrument and its sale, with the sums that its holders and pledges have.
	fn open(&self) -> Result<()> {
		let (id, sale) = (self.instrument(), self.sale());
		let next = (NextInstrument::<Runtime>::get(), NextOffering::<Runtime>::get());
		if next != (id, sale) {
			return Err(Error::Storage(format!("{next:?} are next, and not {id:?} and {sale:?}")));
		}
		NextInstrument::<Runtime>::put(InstrumentId(self.number + 1));
		NextOffering::<Runtime>::put(OfferingId(self.number + 1));
		self.pay().map_err(told_as)?;

		let received = EARNED * Won::from(self.held());
		AllTerms::<Runtime>::insert(id, self.terms());
		let instrument = Instrument {
			issued: here(self.held()),
			own_issued: UNITS,
			holders: self.holders as u32,
			sale: Some(sale),
			points: EARNED * SCALE,
			received,
			..Default::default()
		};
		Instruments::<Runtime>::insert(id, instrument);
		Histories::<Runtime>::insert(id, History::default().noted(YEAR, 0));
		let offering = Offering {
			live: here(self.pledged()),
			pledged: PRICE * Won::from(self.pledged()),
			pledges: (self.pledgers().len() + self.bare()) as u32,
			..Offering::new(id, self.offer())
		};
		Offerings::<Runtime>::insert(sale, offering);
		let agreement = Agreement {
			payer: self.payer.public().into(),
			won: PAID,
			document: H256::zero(),
			until: NOON + 60 * DAYS,
		};
		Agreements::<Runtime>::insert(id, agreement);
		self.schedule().map_err(told_as)
	}

	/// The units of those who can sign, the number of all of them, and the won of everyone.
	fn pay(&self) -> std::result::Result<(), DispatchError> {
		let id = self.instrument();
		let keeper = AccountId::from(blake2_256(&("keeper", self.number).encode()));
		// Calls of the same name stand before it.
		<Assets as Create<AccountId>>::create(id, keeper, true, 1)?;
		for (person, pair) in &self.signers {
			Assets::mint_into(id, &Securities::holder_account(Holder::Person(*person)), UNITS)?;
			let key: AccountId = pair.public().into();
			Balances::mint_into(&key, PURSE + 2 * DIVIDEND)?;
		}
		pallet_assets::Asset::<Runtime, Instance1>::mutate(id, |own| {
			if let Some(own) = own {
				own.supply = self.held();
				own.accounts += self.bare() as u32;
				own.sufficients += self.bare() as u32;
			}
		});
		let payer: AccountId = self.payer.public().into();
		Balances::mint_into(&payer, PAID + PURSE)?;
		let pledged = PRICE * Won::from(self.pledged());
		Balances::mint_into(&Securities::pot(self.sale()), pledged)?;
		Balances::mint_into(&Securities::purse(id), EARNED * Won::from(self.held()))?;
		Ok(())
	}

	/// Residents decided to whom the money of the sale goes: the call is made in a block that is known.
	fn schedule(&self) -> std::result::Result<(), DispatchError> {
		let payee = AccountId::from(blake2_256(&("payee", self.number).encode()));
		let to = BoundedVec::truncate_from(vec![(payee, PRICE * Won::from(self.pledged()))]);
		let call: RuntimeCall = Call::<Runtime>::hand_over { id: self.sale(), to }.into();
		let inline = BoundedInline::truncate_from(call.encode());
		let name = blake2_256(&("hand over", self.number).encode());
		let when = DispatchTime::At(self.handed_over());
		let origin = Power::Budget.into();
		let call = Bounded::Inline(inline);
		<Scheduler as Named<BlockNumber, RuntimeCall, OriginCaller>>::schedule_named(
			name,
			when,
			None,
			HARD_DEADLINE,
			origin,
			call,
		)
		.map(drop)
	}

	/// The same call of some of those who can sign, of whom nobody signed before.
	fn each(
		&self,
		world: &World,
		from: usize,
		nonce: u32,
		call: impl Fn(PersonId) -> Call<Runtime>,
	) -> Vec<UncheckedExtrinsic> {
		let some = self.signers.iter().skip(from).take(EACH);
		some.map(|(person, pair)| world.sign(pair, nonce, call(*person))).collect()
	}

	/// While the sale is open: pledges, an announcement, and won that is taken.
	fn open_acts(&self, world: &World) -> Result<[Act; 3]> {
		let (id, instrument) = (self.sale(), self.instrument());
		let bid = Bid {
			units: UNITS,
			least: UNITS,
			round: 0,
			document: H256::zero(),
			dead_after: Moment::MAX,
		};
		let pledges = self.each(world, 0, 0, |_| Call::pledge { id, bid });
		let taken = self.each(world, 2 * EACH, 0, |_| Call::take_won { instrument });
		let pays_at = NOON + 30 * DAYS;
		let announce = Call::<Runtime>::distribute { instrument, gross: DIVIDEND, pays_at };
		let announced = world.sign(&self.signers[SIGNERS - 1].1, 0, announce);
		Ok([
			Act::signed(world, "pledge", self.holders, &pledges)?,
			Act::signed(world, "take_won", self.holders, &taken)?,
			Act::signed(world, "distribute", self.holders, &[announced])?,
		])
	}

	/// The block in which the money of the sale is handed over.
	fn hand_over(&self, world: &mut World) -> Result<Act> {
		while world.chain.next_header().number + 1 < self.handed_over() {
			quiet(world)?;
		}
		let before = quiet(world)?;
		Act::by_itself(world, "hand_over", self.holders, before, |event| {
			use pallet_securities::Event::HandedOver;
			matches!(event, RuntimeEvent::Securities(HandedOver { offering, .. })
				if *offering == self.sale())
		})
	}

	/// Once it was handed over: units that are collected, and won that is paid for all units. That stays.
	fn sold_acts(&self, world: &mut World) -> Result<[Act; 2]> {
		let (id, instrument) = (self.sale(), self.instrument());
		let collect = |person| Call::<Runtime>::collect { id, holder: Holder::Person(person) };
		let collected = self.each(world, EACH, 0, collect);
		let pay = Call::<Runtime>::open_redemption { instrument, won: PAID };
		let paid = [world.sign(&self.payer, 0, pay)];
		let acts = [
			Act::signed(world, "collect", self.holders, &collected)?,
			Act::signed(world, "open_redemption", self.holders, &paid)?,
		];
		let built = world.block_of(&paid)?;
		world.chain.import(built)?;
		Ok(acts)
	}

	/// Units end, with the last that their holders have.
	fn redeem(&self, world: &World) -> Result<Act> {
		let instrument = self.instrument();
		let redeemed = self.each(world, 0, 0, |_| Call::redeem { instrument });
		Act::signed(world, "redeem", self.holders, &redeemed)
	}
}

/// Units of holders who are residents.
fn here(units: Units) -> Seats {
	Seats { here: units, ..Default::default() }
}

fn told_as(error: DispatchError) -> Error {
	Error::Storage(format!("{error:?}"))
}

/// Sales, dividends and redemptions, of both instruments.
pub fn run(options: &Options, wasm: &[u8]) -> Result<(Section, Vec<Promise>)> {
	let (mut world, firms) = begin(options, wasm)?;
	eprintln!("Selling, paying and redeeming");
	let mut acts = Vec::new();
	for firm in &firms {
		acts.extend(firm.open_acts(&world)?);
	}
	walk(&mut world, CLOSES)?;
	for firm in &firms {
		acts.push(firm.hand_over(&mut world)?);
	}
	for firm in &firms {
		acts.extend(firm.sold_acts(&mut world)?);
	}
	for firm in &firms {
		acts.push(firm.redeem(&world)?);
	}
	let samples = acts::measure(&world, options, &mut acts, &ORDER)?;
	Ok(told(&acts, &samples))
}

/// A province in which few people hold units of one instrument, and many of another.
fn begin(options: &Options, wasm: &[u8]) -> Result<(World, [Firm; 2])> {
	let (mut province, cohorts) = world::people(options);
	let many = MANY.min(options.bare());
	let firms = [Firm::new(&mut province, 0, SIGNERS), Firm::new(&mut province, 1, many)];
	let first_bare = province.next_person();
	eprintln!("Writing a province of {} people", grouped(options.people as u64));
	let mut storage = world::state(&province, &cohorts, options, wasm);
	eprintln!("Writing the units and pledges of {} holders", grouped(many as u64));
	for firm in &firms {
		firm.found(&mut storage, first_bare)?;
	}
	let world = World::begin(province, cohorts, storage)?;
	Ok((world, firms))
}

/// Two rows for each act, the one of few holders first, and what is promised of them.
fn told(acts: &[Act], samples: &[Sample]) -> (Section, Vec<Promise>) {
	// What each holder does comes several times in a block; what is done for all of them comes once.
	let (table, most) = acts::table("holders", acts, samples);
	let promises = vec![
		Promise {
			what: "reads, writes and bytes of a sale, a dividend and a redemption, many holders against ten",
			at_most: 1.0,
			aim: None,
			measured: most.work,
			digits: 3,
		},
		// Pledges lie in the tree of their sale and units in that of their instrument, which a million make five levels deep.
		Promise {
			what: "time of a block of what each holder does, many holders against ten",
			at_most: 1.3,
			aim: Some(1.1),
			measured: most.several,
			digits: 3,
		},
		Promise {
			what: "time of what is done once for all holders, many holders against ten",
			at_most: 1.1,
			aim: Some(1.02),
			measured: most.once,
			digits: 3,
		},
	];
	let section = Section {
		title: "Selling, paying and redeeming, for ten holders and for a million".into(),
		how: format!(
			"Two instruments in one state, which differ in how many people hold units and have pledged to buy more: each holder has a\nposition, a book and an account in the ledger of units. What holders do (`pledge`, `collect`, `take_won`, `redeem`) comes {EACH}\ntimes in a block; `distribute` and `open_redemption` come once, and so does `hand_over`, which closes a sale and is made by\nthe scheduler at the beginning of a block. Blocks run as a node imports them; `µs` is what one takes longer than a block\nwithout it, for each act; `ratio` compares whole blocks."
		),
		table,
		notes: acts::notes(&promises),
	};
	(section, promises)
}
