// SPDX-License-Identifier: Apache-2.0

//! A city that issues units, a resident of it, a neighbour, an investor abroad, an office that attests investors, and a
//! clock that tests set. Every test ends with the numbered invariants.

mod caps;
mod corruption;
mod credentials;
mod dividends;
mod encoding;
mod estates;
mod events;
mod freezes;
mod halts;
mod instruments;
mod issue;
mod leak;
mod market;
mod model;
mod pay;
mod pledges;
mod ports;
mod pots;
mod reasons;
mod recoveries;
mod redemptions;
mod residence;
mod sales;
mod sales_model;
mod tax;
mod transfers;
mod votes;

use chungnam_ports::Holder;
use chungnam_primitives::{
	dividends::Units, InstrumentId, Moment, OfferId, OfferingId, PersonId, RegionSet, Scope,
	ScopeSet, TransferId, Won, ZoneId, DAYS,
};
use chungnam_testkit::{account, at, hash, now, signed, MockRegistry};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use frame_system::RawOrigin;
use sp_io::TestExternalities;

use crate::{
	mock::{AccountId, Balances, RuntimeGenesisConfig, RuntimeOrigin, Securities, Test},
	AllTerms, Bid, Book, Books, Cap, Caps, Credential, Credentials, Error, Event, Form, Instrument,
	Instruments, InvestorClass, NextInstrument, Offerings, Pledge, Pledges, Position, Positions,
	Reason, Register, Sale, SaleChange, Seat, Seats, Terms, Way, CREDENTIAL_MEMORY, MAX_CREDENTIAL,
	MAX_INSTRUMENTS, MAX_POSITIONS, MAX_UNITS, MIN_REFUND, OPENING,
};

/// A city, which issues.
pub const CITY: AccountId = account(1);
/// An office that attests investors.
pub const OFFICE: AccountId = account(2);
/// An office that carries out orders.
pub const COURT: AccountId = account(10);
/// Another one.
pub const POLICE: AccountId = account(11);
/// A phone of [`KIM`].
pub const KIM_PHONE: AccountId = account(3);
/// Another phone of [`KIM`].
pub const KIM_OTHER_PHONE: AccountId = account(4);
/// A card of [`KIM`].
pub const KIM_CARD: AccountId = account(5);
/// A phone of [`LEE`].
pub const LEE_PHONE: AccountId = account(6);
/// A phone of [`SMITH`].
pub const SMITH_PHONE: AccountId = account(7);
/// Nobody whom anyone knows.
pub const STRANGER: AccountId = account(9);

/// Lives in the city.
pub const KIM: PersonId = PersonId(1);
/// Lives in another city of the province.
pub const LEE: PersonId = PersonId(2);
/// A visitor, who lives abroad.
pub const SMITH: PersonId = PersonId(3);

pub const HERE: ZoneId = ZoneId::new(12, 1);
pub const NEXT_DOOR: ZoneId = ZoneId::new(3, 1);

/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;
/// The first instrument.
pub const FIRST: InstrumentId = InstrumentId(0);
/// The first sale.
pub const SALE: OfferingId = OfferingId(0);
/// Won of those who have some.
pub const PLENTY: Won = 1_000_000;
/// Phones of eight more residents of the city, with the numbers from 50 on.
pub const BUYERS: [AccountId; 8] = [
	account(50),
	account(51),
	account(52),
	account(53),
	account(54),
	account(55),
	account(56),
	account(57),
];

/// Others who have won.
const RICH: [AccountId; 5] = [CITY, KIM_PHONE, KIM_OTHER_PHONE, LEE_PHONE, SMITH_PHONE];

/// The holder who is one of [`BUYERS`].
pub fn buyer(n: usize) -> Holder<AccountId> {
	Holder::Person(PersonId(50 + n as u32))
}

/// The holder that is the city.
pub fn city() -> Holder<AccountId> {
	Holder::Account(CITY)
}

/// A holder that is a person.
pub fn person(person: PersonId) -> Holder<AccountId> {
	Holder::Person(person)
}

/// Units change hands, and the fund router gets a thousandth.
pub fn licence() -> Option<crate::Licence> {
	Some(crate::Licence { document: hash(5), fee_bp: 10 })
}

fn settle() {
	for (key, person, zone) in [
		(KIM_PHONE, KIM, HERE),
		(KIM_OTHER_PHONE, KIM, HERE),
		(KIM_CARD, KIM, HERE),
		(LEE_PHONE, LEE, NEXT_DOOR),
		(SMITH_PHONE, SMITH, ZoneId::OUTSIDE),
	] {
		MockRegistry::add_person(key, person, zone);
	}
	for (n, key) in (50..).zip(BUYERS) {
		MockRegistry::add_person(key, PersonId(n), HERE);
	}
	MockRegistry::make_card(&KIM_CARD);
	let scopes = ScopeSet::of(&[Scope::Investors]);
	MockRegistry::add_attester(OFFICE, scopes, RegionSet::province());
	for office in [COURT, POLICE] {
		let scopes = ScopeSet::of(&[Scope::Orders]);
		MockRegistry::add_attester(office, scopes, RegionSet::province());
	}
}

/// The chain in its first block, at [`TODAY`], with the city attested.
pub fn begin() -> TestExternalities {
	let mut chain =
		chungnam_testkit::begin_at::<Test>(TODAY, RuntimeGenesisConfig::default(), settle);
	chain.execute_with(|| {
		let of_city = credential(Seat::Korea, InvestorClass::Public, 700 * DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), city(), of_city));
		for key in BUYERS.into_iter().chain(RICH) {
			give(&key, PLENTY);
		}
	});
	chain
}

chungnam_testkit::test_block!(Test, begin(), Balances);

/// The governing origin.
pub fn governor() -> RuntimeOrigin {
	RawOrigin::Root.into()
}

/// A credential that holds for so long from now on.
pub fn credential(seat: Seat, class: InvestorClass, time: Moment) -> Credential {
	Credential { seat, class, until: now() + time }
}

/// A distribution centre: 1,000 units, 400 of the city itself, 600 outside at most, 100 abroad at most.
pub fn terms(issuer: Holder<AccountId>) -> Terms<AccountId> {
	let cap = |units| Some(Cap { units, won_a_year: 1_000_000 });
	let public = Some(Cap { units: 400, won_a_year: 1_000_000_000 });
	Terms {
		issuer,
		document: hash(1),
		form: Form::TrustCertificate,
		register: Register::Mirror,
		filing: Some(hash(2)),
		regions: RegionSet::of(&[12]),
		resident_before: None,
		units: 1_000,
		own_units: 400,
		outside_most: 600,
		abroad_most: 100,
		public_share: Default::default(),
		public_source: chungnam_ports::Source::AssetIncome,
		caps: Caps { retail: cap(50), qualified: cap(100), professional: cap(200), public },
		related: Default::default(),
	}
}

/// Creates an instrument that this holder issues. Returns its number.
#[track_caller]
pub fn create(issuer: Holder<AccountId>) -> InstrumentId {
	let id = NextInstrument::<Test>::get();
	assert_ok!(Securities::create_instrument(governor(), Box::new(terms(issuer))));
	id
}

/// The events of this pallet since the last reset, oldest first.
pub fn events() -> Vec<Event<Test>> {
	chungnam_testkit::events::<Test, _>()
}

/// The last event of this pallet.
#[track_caller]
pub fn last() -> Event<Test> {
	events().pop().expect("something happened")
}

/// A hundred units for a hundred won each: residents of the city begin today, Korea in a week, others in two.
pub fn sale() -> Sale {
	let closes = TODAY + 60 * DAYS;
	Sale {
		price: 100,
		ticket: 2,
		hard_cap: 100,
		soft_cap: 80,
		opening_cap: 10,
		opens_here: TODAY,
		opens_korea: TODAY + 7 * DAYS,
		opens_abroad: TODAY + 14 * DAYS,
		closes,
		document: hash(1),
		refund_until: closes + MIN_REFUND,
	}
}

/// The same sale so much later.
pub fn later(sale: Sale, by: Moment) -> Sale {
	Sale {
		opens_here: sale.opens_here + by,
		opens_korea: sale.opens_korea + by,
		opens_abroad: sale.opens_abroad + by,
		closes: sale.closes + by,
		refund_until: sale.refund_until + by,
		..sale
	}
}

/// The city's instrument, and a sale of it.
#[track_caller]
pub fn open_sale() {
	create(city());
	assert_ok!(Securities::open_sale(governor(), FIRST, sale()));
}

/// A bid in this round for this document.
pub fn bid_of(units: Units, round: u8, document: sp_core::H256) -> Bid {
	Bid { units, least: 1, round, document, dead_after: now() + DAYS }
}

/// A bid in the first round.
pub fn bid(units: Units) -> Bid {
	bid_of(units, 0, hash(1))
}

/// Pledges so many units by [`BUYERS`], each as many as one may.
#[track_caller]
pub fn fill(units: Units) {
	let each = if now() < sale().opens_here + OPENING { 10 } else { 50 };
	let mut left = units;
	for key in BUYERS {
		let units = left.min(each);
		left -= units;
		if units > 0 {
			assert_ok!(Securities::pledge(signed(key), SALE, bid(units)));
		}
	}
	assert_eq!(left, 0, "there are buyers");
}

/// The sale closes, and the city gets the money.
#[track_caller]
pub fn finish() {
	at::<Test>(sale().closes);
	let units = Offerings::<Test>::get(SALE).unwrap().live.total().unwrap();
	let to = vec![(CITY, Won::from(units) * 100)].try_into().unwrap();
	assert_ok!(Securities::hand_over(governor(), SALE, to));
}

/// Won comes to all units, and its day has come.
#[track_caller]
fn earn(gross: Won) {
	give(&CITY, gross);
	assert_ok!(Securities::distribute(signed(CITY), FIRST, gross, now() + crate::MIN_NOTICE));
	sleep(crate::MIN_NOTICE);
}

/// A sale of the city's instrument, of which each of [`BUYERS`] has collected ten units.
#[track_caller]
pub fn sell_to_eight() {
	open_sale();
	fill(80);
	finish();
	for n in 0..8 {
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(n)));
	}
}

/// Two buyers take 80 units for the changed document. A person whose pledge was released collects nothing, and has a refund.
#[track_caller]
pub fn sell_without(released: PersonId, phone: AccountId) {
	for key in &BUYERS[..2] {
		assert_ok!(Securities::pledge(signed(key.clone()), SALE, bid_of(40, 1, hash(9))));
	}
	at::<Test>(sale().closes);
	let to = vec![(CITY, 8_000)].try_into().unwrap();
	assert_ok!(Securities::hand_over(governor(), SALE, to));
	let collect = Securities::collect(signed(STRANGER), SALE, person(released));
	assert_eq!(collect.map_err(|why| why.error), Err(Error::<Test>::PledgeReleased.into()));
	assert_ok!(Securities::refund(signed(phone), SALE));
}

/// Units of the first instrument that a holder has.
pub fn units(holder: &Holder<AccountId>) -> Units {
	Securities::units_of(FIRST, holder)
}
