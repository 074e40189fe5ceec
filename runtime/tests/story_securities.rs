// SPDX-License-Identifier: Apache-2.0

//! A distribution centre is shared out among residents (securities): all or nothing, without a fee, and every key of a
//! person is one holder.

mod driver;

use chungnam_ports::Holder;
use chungnam_primitives::{InstrumentId, OfferId, OfferingId, RegionSet, Won, DAYS};
use chungnam_runtime::{AccountId, Assets, Runtime, Securities};
use driver::{account, story, why, People, Province};
use frame_support::traits::fungibles::Inspect;
use pallet_securities::{
	Bid, Cap, Caps, Error, Form, Reason, Register, Sale, SaleState, Terms, MIN_REFUND,
};
use sp_core::H256;

type Call = pallet_securities::Call<Runtime>;

const CENTRE: InstrumentId = InstrumentId(0);
const SALE: OfferingId = OfferingId(0);

fn holder(province: &Province, name: &str) -> Holder<AccountId> {
	Holder::Person(province.person(name).expect("a registered person"))
}

/// Alice issues 1,000 units, of which 400 stay hers; a resident of Cheongyang may have 50.
fn terms(province: &Province) -> Terms<AccountId> {
	let retail = Some(Cap { units: 50, won_a_sale: 1_000_000 });
	Terms {
		issuer: holder(province, "Alice"),
		document: H256::repeat_byte(1),
		form: Form::TrustCertificate,
		register: Register::Mirror,
		filing: Some(H256::repeat_byte(2)),
		regions: RegionSet::of(&[12]),
		units: 1_000,
		own_units: 400,
		outside_most: 600,
		abroad_most: 100,
		public_share: sp_runtime::Perbill::from_percent(10),
		public_source: chungnam_ports::Source::AssetIncome,
		caps: Caps { retail, ..Default::default() },
		related: Default::default(),
	}
}

/// A hundred units for 1,000 won each, open for two months. The city gets the money if 80 are pledged.
fn sale(province: &Province) -> Sale {
	let now = province.now();
	let closes = now + 60 * DAYS;
	Sale {
		price: 1_000,
		ticket: 1,
		hard_cap: 100,
		soft_cap: 80,
		opening_cap: 50,
		opens_here: now,
		opens_korea: now + 7 * DAYS,
		opens_abroad: now + 14 * DAYS,
		closes,
		document: H256::repeat_byte(1),
		refund_until: closes + MIN_REFUND,
	}
}

/// Residents decide to share out the centre, and three of them have won.
fn open(province: &mut Province) {
	let terms = terms(province);
	province.decided(Call::create_instrument { terms });
	let sale = sale(province);
	province.decided(Call::open_sale { instrument: CENTRE, sale });
	for name in ["Bob", "Charlie", "Hana"] {
		let (dest, value) = (account(name).into(), 100_000);
		province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });
	}
}

fn pledge(province: &Province, units: u64) -> Call {
	let (document, dead_after) = (H256::repeat_byte(1), province.now() + 60_000);
	let bid = Bid { units, least: units, round: 0, document, dead_after };
	Call::pledge { id: SALE, bid }
}

fn state() -> Option<SaleState> {
	Securities::offering(SALE).map(|own| own.state)
}

#[test]
fn residents_buy_the_centre_and_nobody_pays_a_fee() {
	story(|province| {
		open(province);
		let before = ["Bob", "Charlie", "Hana"].map(|name| province.won(name));
		for (name, units) in [("Bob", 50), ("Charlie", 20), ("Hana", 20)] {
			let call = pledge(province, units);
			province.does(name, call);
		}
		// Charlie thinks again, and has the won back in the same call.
		province.does("Charlie", Call::cancel_pledge { id: SALE, units: 10 });
		let paid: [Won; 3] = [50_000, 10_000, 20_000];
		for ((name, before), paid) in ["Bob", "Charlie", "Hana"].into_iter().zip(before).zip(paid) {
			assert_eq!(province.won(name), before - paid, "{name}");
		}
		province.days(60);
		province.catch_up();
		let to = vec![(account("Cheongyang"), 80_000)].try_into().expect("one fits");
		province.decided(Call::hand_over { id: SALE, to });
		assert_eq!(state(), Some(SaleState::Sold));
		// Anyone brings anyone what they bought.
		for (by, name) in [("Duri", "Bob"), ("Charlie", "Charlie"), ("Hana", "Hana")] {
			let holder = holder(province, name);
			province.does(by, Call::collect { id: SALE, holder });
		}
		assert_eq!(state(), None, "nothing of the sale is left");
		let bob = Securities::holder_account(holder(province, "Bob"));
		assert_eq!(Assets::balance(CENTRE, &bob), 50, "a stock wallet reads it");
		province.does("Alice", Call::issue { instrument: CENTRE, units: 400 });
		assert_eq!(Assets::total_issuance(CENTRE), 480);

		// The centre is let. Of 53,333 won rent a tenth goes to the province, and 48,000 to 480 units.
		let pays_at = province.now() + 8 * DAYS;
		let rent = Call::distribute { instrument: CENTRE, gross: 53_333, pays_at };
		province.does("Alice", rent);
		province.days(9);
		province.catch_up();
		let before = province.won("Bob");
		province.does("Bob", Call::take_won { instrument: CENTRE });
		assert_eq!(province.won("Bob"), before + 5_000);
	});
}

#[test]
fn sale_that_misses_its_target_gives_everything_back_when_asked() {
	story(|province| {
		open(province);
		let before = province.won("Bob");
		let call = pledge(province, 50);
		province.does("Bob", call);
		province.days(60);
		province.catch_up();
		let refused = why(province.send("Hana", pledge(province, 1)));
		assert_eq!(refused, Error::<Runtime>::Refused(Reason::WrongState).into());
		province.does("Charlie", Call::decide { id: SALE });
		assert_eq!(state(), Some(SaleState::Missed));
		province.days(200);
		province.catch_up();
		province.does("Bob", Call::refund { id: SALE });
		assert_eq!((province.won("Bob"), state()), (before, None));
	});
}

#[test]
fn rules_give_their_reason_in_the_call_and_in_the_view() {
	story(|province| {
		open(province);
		let refused = |province: &mut Province, name: &str, units, reason| {
			let call = pledge(province, units);
			let Call::pledge { bid, .. } = call.clone() else { unreachable!() };
			assert_eq!(Securities::may_pledge(SALE, account(name), bid), Err(reason));
			let why = why(province.send(name, call));
			assert_eq!(why, Error::<Runtime>::Refused(reason).into());
		};
		refused(province, "Alice", 1, Reason::Excluded);
		refused(province, "Boksun", 1, Reason::NotYetOpen);
		refused(province, "Bob", 51, Reason::OpeningCap);
		refused(province, "Duri", 1, Reason::NotEnoughWon);
		province.days(2);
		refused(province, "Bob", 51, Reason::CapUnits);
	});
}

#[test]
fn heir_takes_what_the_dead_left_within_the_cap_and_the_rest_earns_for_the_heir() {
	story(|province| {
		open(province);
		for (name, units) in [("Bob", 50), ("Charlie", 10), ("Hana", 20)] {
			let call = pledge(province, units);
			province.does(name, call);
		}
		province.days(60);
		province.catch_up();
		let to = vec![(account("Cheongyang"), 80_000)].try_into().expect("one fits");
		province.decided(Call::hand_over { id: SALE, to });
		for name in ["Bob", "Charlie"] {
			let holder = holder(province, name);
			province.does("Duri", Call::collect { id: SALE, holder });
		}
		let (bob, charlie) = (holder(province, "Bob"), holder(province, "Charlie"));
		let [from, heir] =
			["Bob", "Charlie"].map(|name| province.person(name).expect("a registered person"));
		province.does("Cheongyang", People::record_death { person: from });
		province.days(31);
		province.catch_up();
		province.does("Cheongyang", People::name_heir { person: from, heir });
		province.does("Charlie", People::accept_estate { person: from });
		province.does("Charlie", Call::inherit { instrument: CENTRE, from });
		let units = |holder| Assets::balance(CENTRE, Securities::holder_account(holder));
		assert_eq!((units(bob.clone()), units(charlie)), (10, 50));

		let pays_at = province.now() + 8 * DAYS;
		province.does("Alice", Call::distribute { instrument: CENTRE, gross: 88_889, pays_at });
		province.days(9);
		province.catch_up();
		let before = province.won("Charlie");
		province.does("Charlie", Call::inherit { instrument: CENTRE, from });
		assert_eq!((province.won("Charlie"), units(bob)), (before + 10_000, 10));
	});
}

#[test]
fn neighbour_buys_from_a_holder_and_not_while_the_committee_halts() {
	story(|province| {
		open(province);
		for (name, units) in [("Bob", 50), ("Charlie", 10), ("Hana", 20)] {
			let call = pledge(province, units);
			province.does(name, call);
		}
		province.days(60);
		province.catch_up();
		let to = vec![(account("Cheongyang"), 80_000)].try_into().expect("one fits");
		province.decided(Call::hand_over { id: SALE, to });
		let bob = holder(province, "Bob");
		province.does("Duri", Call::collect { id: SALE, holder: bob.clone() });
		let (id, until) = (OfferId(0), province.now() + 20 * DAYS);
		let offer = Call::offer { instrument: CENTRE, units: 10, price: 1_000, to: None, until };
		let closed = why(province.send("Bob", offer.clone()));
		assert_eq!(closed, Error::<Runtime>::Refused(Reason::MarketClosed).into());
		let licence = Some(H256::repeat_byte(5));
		province.decided(Call::set_market { instrument: CENTRE, licence });
		province.does("Bob", offer);

		let take = Call::take { id, units: 5, price: 1_000, dead_after: until };
		province.does("Charlie", take.clone());
		// Five thousand won less a thousandth of them.
		assert_eq!(Securities::dues(CENTRE, bob.clone()), 4_995);
		let charlie = Securities::holder_account(holder(province, "Charlie"));
		assert_eq!(Assets::balance(CENTRE, &charlie), 5);

		let (length, reason) = (7 * DAYS, H256::repeat_byte(6));
		province.decided(Call::halt { instrument: CENTRE, length, reason });
		let halted = why(province.send("Charlie", take.clone()));
		assert_eq!(halted, Error::<Runtime>::Refused(Reason::Halted).into());
		// What is Bob's he takes all the same, free of charge.
		let before = province.won("Bob");
		province.does("Bob", Call::take_won { instrument: CENTRE });
		assert_eq!((province.won("Bob"), Securities::dues(CENTRE, bob)), (before + 4_995, 0));
		province.days(8);
		province.catch_up();
		province.does("Charlie", take);
		assert_eq!(Assets::balance(CENTRE, &charlie), 10);
	});
}
