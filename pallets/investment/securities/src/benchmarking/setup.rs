// SPDX-License-Identifier: Apache-2.0

//! Instruments, investors, sales and orders for the benchmarks.

use alloc::vec::Vec;

use super::*;

pub(super) fn terms<T: Config>(issuer: HolderOf<T>) -> TermsOf<T> {
	let related = (0..MAX_RELATED).map(|n| Holder::Person(PersonId(1_000_000 + n))).collect();
	let cap = Some(Cap { units: 100, won_a_year: PLENTY });
	Terms {
		issuer,
		document: H256::repeat_byte(1),
		form: Form::TrustCertificate,
		register: Register::Mirror,
		filing: Some(H256::repeat_byte(2)),
		regions: RegionSet::province(),
		// Nobody came later, and it is asked of everyone.
		resident_before: Some(Moment::MAX),
		units: 1_000_000,
		own_units: 500_000,
		outside_most: 500_000,
		abroad_most: 100_000,
		public_share: sp_runtime::Perbill::from_percent(10),
		public_source: chungnam_ports::Source::AssetIncome,
		caps: Caps { retail: cap, qualified: cap, professional: cap, public: cap },
		related: BoundedVec::truncate_from(related),
	}
}

/// An issuer with a phone.
pub(super) fn issuer<T: Config>() -> (T::AccountId, HolderOf<T>) {
	set_now::<T::Time>(NOW);
	let key: T::AccountId = account("issuer", 0, 0);
	let person = T::People::benchmark_person(&key, HOME);
	(key, Holder::Person(person))
}

/// An instrument of which a holder has all units, for the pallets that ask.
pub fn instrument_of<T: Config>(who: &HolderOf<T>, units: Units) -> InstrumentId {
	use frame_support::traits::{fungibles::Create, Get};
	use sp_runtime::traits::AccountIdConversion;
	let id = NextInstrument::<T>::get();
	let keeper = T::PalletId::get().into_account_truncating();
	T::Ledger::create(id, keeper, true, 1).expect("the number is new");
	NextInstrument::<T>::put(InstrumentId(id.0 + 1));
	AllTerms::<T>::insert(id, terms::<T>(who.clone()));
	Instruments::<T>::insert(id, Instrument::default());
	Pallet::<T>::make(id, who, units, Seat::Here).expect("so many units can be made");
	id
}

/// An investor who has died, and the heir, both with this position: the heir's units count elsewhere now.
pub(super) fn bereaved<T: Config>(dead: &HolderOf<T>, heir: &HolderOf<T>) -> PersonId {
	let (Holder::Person(dead), Holder::Person(heir)) = (dead, heir) else {
		unreachable!("both are people");
	};
	T::Estates::benchmark_heir(*dead, *heir);
	*dead
}

/// A holder who has died, and whose heir died as well.
pub(super) fn unclaimed<T: Config>(dead: &HolderOf<T>, heir: &HolderOf<T>) {
	let (Holder::Person(dead), Holder::Person(heir)) = (dead, heir) else {
		unreachable!("both are people");
	};
	T::Estates::benchmark_unclaimed(*dead, *heir);
}

pub(super) fn governor<T: Config>() -> T::RuntimeOrigin {
	T::TermsOrigin::try_successful_origin().expect("somebody creates instruments")
}

pub(super) fn office<T: Config>() -> T::RuntimeOrigin {
	T::MandateOrigin::try_successful_origin(&Mandate::province(Scope::Investors))
		.expect("an office attests investors")
}

pub(super) fn credential() -> Credential {
	Credential {
		seat: Seat::Abroad,
		class: InvestorClass::Professional,
		until: NOW + MAX_CREDENTIAL,
	}
}

pub(super) fn institution<T: Config>() -> HolderOf<T> {
	set_now::<T::Time>(NOW);
	Holder::Account(account("institution", 0, 0))
}

pub(super) fn sale() -> Sale {
	let closes = NOW + 60 * DAYS;
	Sale {
		price: 100,
		ticket: 1,
		hard_cap: 100,
		soft_cap: 80,
		opening_cap: 100,
		opens_here: NOW,
		opens_korea: NOW,
		opens_abroad: NOW,
		closes,
		document: H256::repeat_byte(1),
		refund_until: closes + MIN_REFUND,
	}
}

pub(super) fn bid(units: u64, round: u8) -> Bid {
	Bid { units, least: units, round, document: sale().document, dead_after: Moment::MAX }
}

pub(super) fn seller<T: Config>() -> T::RuntimeOrigin {
	T::SaleOrigin::try_successful_origin().expect("somebody opens sales")
}

pub(super) fn braker<T: Config>() -> T::RuntimeOrigin {
	T::BrakeOrigin::try_successful_origin().expect("somebody halts instruments")
}

pub(super) fn orders() -> Mandate {
	Mandate::province(Scope::Orders)
}

/// An office that carries out orders.
pub(super) fn court<T: Config>() -> T::RuntimeOrigin {
	T::MandateOrigin::try_successful_origin(&orders()).expect("an office carries out orders")
}

/// The issuer of an instrument that is being sold, and two holders of it: of the first all units have voted.
pub(super) fn opponents<T: Config>() -> (T::AccountId, HolderOf<T>, HolderOf<T>) {
	use chungnam_ports::Holders;
	let issuer = selling::<T>();
	let ((_, from), (_, to)) = (investor::<T>(1), investor::<T>(2));
	Pallet::<T>::make(FIRST, &from, 10, Seat::Korea).expect("so many units can be made");
	Pallet::<T>::make(FIRST, &to, 10, Seat::Abroad).expect("so many units can be made");
	Pallet::<T>::lock(FIRST, &from, NOW + 30 * DAYS).expect("the instrument stands");
	(issuer, from, to)
}

/// A forced transfer of ten units that two offices want.
pub(super) fn ordered<T: Config>(from: HolderOf<T>, to: HolderOf<T>) -> Result<(), BenchmarkError> {
	let document = H256::repeat_byte(1);
	Pallet::<T>::do_propose_transfer(account("office", 0, 0), FIRST, from, to, 10, document)?;
	Pallet::<T>::do_confirm_transfer(account("office", 1, 0), TransferId(0), document)?;
	Ok(())
}

/// A licence with a fee of a thousandth.
pub(super) fn licence() -> Option<Licence> {
	Some(Licence { document: H256::repeat_byte(1), fee_bp: 10 })
}

/// The issuer of an instrument of which a sale went well, another one runs, and units change hands.
pub(super) fn trading<T: Config>() -> Result<T::AccountId, BenchmarkError> {
	let issuer = selling::<T>();
	Instruments::<T>::mutate_extant(FIRST, |own| {
		own.last_price = Some(100);
		own.licence = licence();
	});
	Ok(issuer)
}

/// An issuer with an instrument that is being sold.
pub(super) fn selling<T: Config>() -> T::AccountId {
	let (key, holder) = issuer::<T>();
	Pallet::<T>::do_create_instrument(terms::<T>(holder)).expect("the terms are sound");
	Pallet::<T>::do_open_sale(FIRST, sale()).expect("the sale is sound");
	key
}

/// An investor with won and a credential.
pub(super) fn investor<T: Config>(n: u32) -> (T::AccountId, HolderOf<T>) {
	let key: T::AccountId = account("investor", n, 0);
	let person = T::People::benchmark_person(&key, HOME);
	T::Won::mint_into(&key, PLENTY).expect("so much can be made");
	Credentials::<T>::insert(Holder::Person(person), credential());
	(key, Holder::Person(person))
}

/// An investor who pledged.
pub(super) fn pledger<T: Config>(n: u32, units: u64) -> (T::AccountId, HolderOf<T>) {
	let (key, holder) = investor::<T>(n);
	Pallet::<T>::do_pledge(&key, SALE, bid(units, 0)).expect("there are units");
	(key, holder)
}

pub(super) fn change() -> SaleChange {
	SaleChange { document: sale().document, closes: sale().closes, soft_cap: 90 }
}

/// What is handed over, to as many as fit.
pub(super) fn payees<T: Config>(won: Won) -> PayeesOf<T> {
	let each = won / Won::from(MAX_PAYEES);
	let payee = |n| (account("payee", n, 0), each);
	BoundedVec::truncate_from((0..MAX_PAYEES).map(payee).collect())
}

/// As many dividends as fit are announced, and due.
pub(super) fn earn<T: Config>(issuer: &T::AccountId) {
	T::Won::mint_into(issuer, PLENTY).expect("so much can be made");
	let pays_at = T::Time::moment() + MIN_NOTICE;
	for _ in 0..MAX_ANNOUNCED {
		Pallet::<T>::do_distribute(issuer, FIRST, 10_000, pays_at).expect("it is announced");
	}
	set_now::<T::Time>(pays_at);
}

/// Somebody puts won into the pot of the sale, so that its end is dearer.
pub(super) fn stray<T: Config>() {
	T::Won::mint_into(&Pallet::<T>::pot_of(SALE), 1).expect("so much can be made");
}

/// An instrument of which an institution has units, and which keeps others out, for life cycles.
pub fn issued_by<T: Config>(issuer: &T::AccountId, kept_out: &[T::AccountId]) -> InstrumentId {
	let holder = Holder::Account(issuer.clone());
	let id = instrument_of::<T>(&holder, 100);
	Credentials::<T>::insert(&holder, credential());
	let mut terms = AllTerms::<T>::get(id).expect("it was created");
	let mut related: Vec<_> = kept_out.iter().cloned().map(Holder::Account).collect();
	related.sort();
	terms.related = BoundedVec::truncate_from(related);
	// A founder keeps none.
	terms.own_units = 0;
	AllTerms::<T>::insert(id, terms);
	id
}

/// A sale that opens now.
pub fn sale_from_now<T: Config>() -> Sale {
	let now = T::Time::moment();
	let closes = now + 60 * DAYS;
	let (opens_here, opens_korea, opens_abroad) = (now, now, now);
	let refund_until = closes + MIN_REFUND;
	Sale { opens_here, opens_korea, opens_abroad, closes, refund_until, ..sale() }
}

/// All units of an open sale are pledged, and the sale closes.
pub fn decide<T: Config>(id: OfferingId) {
	let mut own = Offerings::<T>::get(id).expect("it was opened");
	let units = own.sale.hard_cap;
	own.live = Seats { here: units, ..Default::default() };
	own.pledged = own.sale.won(units);
	own.sale.closes = T::Time::moment();
	T::Won::mint_into(&Pallet::<T>::pot_of(id), own.pledged).expect("so much can be made");
	Offerings::<T>::insert(id, own);
}

/// Residents agreed that this account pays so much for all units.
pub(super) fn agreed<T: Config>(payer: &T::AccountId, won: Won) -> Result<(), BenchmarkError> {
	let until = T::Time::moment() + MAX_AGREED;
	let (payer, document) = (payer.clone(), H256::repeat_byte(1));
	let agreement = Agreement { payer, won, document, until };
	Pallet::<T>::do_agree_redemption(FIRST, Some(agreement))?;
	Ok(())
}

/// What residents agreed to does not hold any more, and nobody took it back.
pub(super) fn over<T: Config>() {
	Agreements::<T>::mutate_extant(FIRST, |own| own.until = T::Time::moment());
}

/// A holder of units that are redeemed and earned before, who sold others: won waits of each kind, and less than a won is
/// carried.
pub(super) fn redeeming<T: Config>() -> Result<(T::AccountId, HolderOf<T>), BenchmarkError> {
	let issuer = trading::<T>()?;
	let ((key, holder), (buyer, _)) = (investor::<T>(1), investor::<T>(2));
	Pallet::<T>::make(FIRST, &holder, 13, Seat::Here)?;
	let until = T::Time::moment() + MAX_OFFER;
	Pallet::<T>::do_offer(&key, FIRST, 6, 100, None, until)?;
	Pallet::<T>::do_take(&buyer, OfferId(0), 6, 100, until)?;
	T::Won::mint_into(&issuer, PLENTY)?;
	let pays_at = T::Time::moment() + MIN_NOTICE;
	Pallet::<T>::do_distribute(&issuer, FIRST, 1_000, pays_at)?;
	Pallet::<T>::do_stop_sale(SALE, H256::repeat_byte(1))?;
	agreed::<T>(&issuer, 1_000)?;
	Pallet::<T>::do_open_redemption(&issuer, FIRST, 1_000)?;
	Ok((key, holder))
}

/// A tenth and a tenth of that are withheld of all people, for an institution.
pub(super) fn withholding<T: Config>() -> WithholdingOf<T> {
	let rate = TaxRate { bp: 1_000, local_bp: 1_000, step: 10, least: 10 };
	let office: T::AccountId = account("tax office", 0, 0);
	Credentials::<T>::insert(Holder::Account(office.clone()), credential());
	Withholding { office, korea: rate, abroad: rate }
}

/// So much was withheld before, and waits in the purse.
pub(super) fn owe_tax<T: Config>() {
	T::Won::mint_into(&Pallet::<T>::purse_of(FIRST), 1_000).expect("so much can be made");
	TaxesDue::<T>::insert(FIRST, 1_000);
}
