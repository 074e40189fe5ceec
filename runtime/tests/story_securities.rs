// SPDX-License-Identifier: Apache-2.0

//! A distribution centre is shared out among residents (securities): all or nothing, without a fee, and every key of a
//! person is one holder. No batch, proxy, multisig or scheduler leads round its rules.

mod driver;

use chungnam_ports::Holder;
use chungnam_primitives::{
	korean_month, year_of, Moment, OfferId, OfferingId, PersonId, RegionSet, Scope, ScopeSet,
	SeriesId, Won, ZoneId, DAYS, HOURS,
};
use chungnam_runtime::{
	configs::calls::ProxyType, AccountId, Assets, Balances, OriginCaller, Preimage,
	RegionalCurrency, Runtime, RuntimeCall, RuntimeEvent, Scheduler, Securities, System,
};
use chungnam_wallet_api::api::runtime_decl_for_wallet_api::WalletApi;
use driver::{
	account,
	centre::{self, CENTRE, SALE},
	story, why, People, Province,
};
use frame_support::traits::{
	fungibles::Inspect,
	schedule::{v3::Anon, DispatchTime},
	StorePreimage,
};
use frame_system::RawOrigin;
use pallet_registry::{KeyKind, RoleOffer};
use pallet_securities::{Agreement, AllTerms, Cap, Error, Reason, SaleState, Seat, Terms};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

type Call = pallet_securities::Call<Runtime>;
type CurrencyError = pallet_regional_currency::Error<Runtime>;

fn holder(province: &Province, name: &str) -> Holder<AccountId> {
	Holder::Person(province.person(name).expect("a registered person"))
}

/// Residents decide to share out the centre of Alice in a sale of two months, and three of them have won.
fn open(province: &mut Province) {
	open_for(province, None);
}

/// The same, for residents who came before a moment.
fn open_for(province: &mut Province, resident_before: Option<Moment>) {
	let terms = centre::terms(holder(province, "Alice"));
	let terms = Terms { resident_before, ..terms };
	province.decided(Call::create_instrument { terms: Box::new(terms) });
	let now = province.now();
	let sale = centre::sale(now, now + 60 * DAYS);
	province.decided(Call::open_sale { instrument: CENTRE, sale });
	for name in ["Bob", "Charlie", "Hana"] {
		let (dest, value) = (account(name).into(), 100_000);
		province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });
	}
}

fn pledge(province: &Province, units: u64) -> Call {
	Call::pledge { id: SALE, bid: centre::bid(province, units) }
}

/// The sale closes, and the city gets the won of 80 units.
fn hand_over(province: &mut Province) {
	province.days(60);
	province.catch_up();
	let to = vec![(account("Cheongyang"), 80_000)].try_into().expect("one fits");
	province.decided(Call::hand_over { id: SALE, to });
}

/// Three residents buy 80 units, which they can collect.
fn sell(province: &mut Province) {
	open(province);
	for (name, units) in [("Bob", 50), ("Charlie", 10), ("Hana", 20)] {
		let call = pledge(province, units);
		province.does(name, call);
	}
	hand_over(province);
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
		hand_over(province);
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

/// Chungnam Pay of Cheonan, which the town sells with a tenth on top, and the series from which that comes.
const CHEONAN_PAY: SeriesId = SeriesId(1);
const ON_TOP: SeriesId = SeriesId(0);

#[test]
fn holder_takes_the_rent_as_chungnam_pay_with_something_on_top() {
	story(|province| {
		sell(province);
		let bob = holder(province, "Bob");
		province.does("Duri", Call::collect { id: SALE, holder: bob.clone() });
		// Of 88,889 won a tenth goes to the province. Bob has 50 of 80 units.
		let pays_at = province.now() + 8 * DAYS;
		province.does("Alice", Call::distribute { instrument: CENTRE, gross: 88_889, pays_at });
		province.days(9);
		province.catch_up();
		assert_eq!(Securities::dues(CENTRE, bob.clone()), 50_000);

		let pay = |amount, least_incentive| {
			let (instrument, series) = (CENTRE, CHEONAN_PAY);
			Call::take_pay { instrument, series, amount, least_incentive }
		};
		// More on top than there is, more than is due, and a series that is not sold: Bob is told why, and has his dividend.
		let refused = |province: &mut Province, call: Call| {
			let told = why(province.send("Bob", call));
			assert_eq!(Securities::dues(CENTRE, holder(province, "Bob")), 50_000);
			told
		};
		let told = refused(province, pay(40_000, 4_001));
		assert_eq!(told, CurrencyError::BelowMinimumIncentive.into());
		let told = refused(province, pay(50_001, 5_000));
		assert_eq!(told, Error::<Runtime>::MoreThanDue.into());
		let (amount, least_incentive) = (40_000, 0);
		let unsold = Call::take_pay { instrument: CENTRE, series: ON_TOP, amount, least_incentive };
		assert_eq!(refused(province, unsold), CurrencyError::WrongClass.into());

		let pot = |series| Balances::free_balance(RegionalCurrency::pot(series));
		let pots = || [CHEONAN_PAY, ON_TOP].map(pot);
		let (before, [sold, given]) = (province.won("Bob"), pots());
		province.does("Bob", pay(40_000, 4_000));
		assert_eq!(province.won("Bob"), before + 10_000, "the rest, and no fee");
		let lots = [CHEONAN_PAY, ON_TOP].map(|series| province.lot("Bob", series));
		assert_eq!(lots, [40_000, 4_000]);
		assert_eq!(pots(), [sold + 40_000, given], "what is on top was there before");
		assert_eq!(Securities::dues(CENTRE, bob), 0);
		let twice = why(province.send("Bob", pay(1, 0)));
		assert_eq!(twice, Error::<Runtime>::NothingDue.into());
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
fn hana_leaves_and_returns_before_the_sale_and_waits_for_korea() {
	story(|province| {
		let announced = province.now();
		let hana = province.person("Hana").expect("a registered person");
		for (office, zone) in [("Cheonan", ZoneId::new(1, 0)), ("Cheongyang", ZoneId::new(12, 1))] {
			province.does(office, People::move_house { person: hana, zone });
			province.does("Hana", People::finish_move { person: hana });
			// Less would be no break.
			province.days(14);
		}
		open_for(province, Some(announced));
		let may = |province: &Province, name: &str| {
			let bid = centre::bid(province, 10);
			Securities::may_pledge(SALE, account(name), bid).map(|own| own.seat)
		};
		assert_eq!(may(province, "Bob"), Ok(Seat::Here));
		assert_eq!(may(province, "Hana"), Err(Reason::NotYetOpen));
		province.days(8);
		assert_eq!(may(province, "Hana"), Ok(Seat::Korea));
		let call = pledge(province, 10);
		province.does("Hana", call);
		let own = Securities::pledge_of(SALE, holder(province, "Hana"));
		assert_eq!(own.map(|own| own.seat), Some(Seat::Korea));
	});
}

#[test]
fn wallet_shows_the_sale_and_what_the_holder_has_by_every_key() {
	story(|province| {
		open(province);
		assert_eq!(Runtime::holdings(account(FRIEND)), None, "nobody's key");
		assert_eq!(Runtime::offering(account("Bob"), OfferingId(9), 1), None);
		let page = Runtime::open_offerings(OfferingId(0));
		let listed: Vec<_> = page.offerings.iter().map(|(id, _)| *id).collect();
		assert_eq!((listed, page.next), (vec![SALE], None));
		let may = |name: &str, units| {
			let own = Runtime::offering(account(name), SALE, units).expect("a sale that runs");
			own.may_pledge.map(|granted| granted.units)
		};
		assert_eq!((may("Bob", 50), may("Bob", 51)), (Ok(50), Err(Reason::OpeningCap)));
		assert_eq!(may("Alice", 1), Err(Reason::Excluded));

		for (name, units) in [("Bob", 50), ("Charlie", 10), ("Hana", 20)] {
			let call = pledge(province, units);
			province.does(name, call);
		}
		let bob = Runtime::holdings(account("Bob")).expect("a holder");
		let [own] = bob.pledges.as_slice() else { unreachable!("one pledge") };
		assert_eq!((own.id, own.pledge.units), (SALE, 50));
		let [own] = bob.holdings.as_slice() else { unreachable!("one instrument") };
		assert_eq!((own.units, own.free, own.position.pledged), (0, 0, 50));

		hand_over(province);
		let holder = holder(province, "Bob");
		province.does("Duri", Call::collect { id: SALE, holder });
		let bob = Runtime::holdings(account("Bob")).expect("a holder");
		assert!(bob.pledges.is_empty());
		let [own] = bob.holdings.as_slice() else { unreachable!("one instrument") };
		assert_eq!((own.instrument, own.units, own.free, own.due), (CENTRE, 50, 50, 0));
	});
}

#[test]
fn heir_takes_what_the_dead_left_within_the_cap_and_the_rest_earns_for_the_heir() {
	story(|province| {
		sell(province);
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
fn dividends_of_the_dead_wait_while_an_heir_can_be_named_and_then_for_ten_years() {
	story(|province| {
		sell(province);
		let bob = holder(province, "Bob");
		province.does("Duri", Call::collect { id: SALE, holder: bob.clone() });
		let person = province.person("Bob").expect("a registered person");
		let lapse = || Call::lapse { instrument: CENTRE, holder: bob.clone() };
		let early: DispatchError = Error::<Runtime>::TooEarly.into();
		let dead: DispatchError = Error::<Runtime>::Refused(Reason::GiverDead).into();
		assert_eq!(why(province.send("Alice", lapse())), early);
		province.does("Cheongyang", People::record_death { person });
		assert_eq!(why(province.send("Alice", lapse())), dead);
		province.days(729);
		assert_eq!(why(province.send("Alice", lapse())), dead);
		province.days(1);
		assert_eq!(why(province.send("Alice", lapse())), early);
	});
}

#[test]
fn neighbour_buys_from_a_holder_and_not_while_the_committee_halts() {
	story(|province| {
		sell(province);
		let bob = holder(province, "Bob");
		province.does("Duri", Call::collect { id: SALE, holder: bob.clone() });
		let (id, until) = (OfferId(0), province.now() + 20 * DAYS);
		let offer = Call::offer { instrument: CENTRE, units: 10, price: 1_000, to: None, until };
		let closed = why(province.send("Bob", offer.clone()));
		assert_eq!(closed, Error::<Runtime>::Refused(Reason::MarketClosed).into());
		let licence = centre::licence();
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

#[test]
fn centre_is_sold_and_each_holder_takes_a_part_of_the_price() {
	story(|province| {
		open(province);
		for (name, units) in [("Bob", 50), ("Charlie", 20), ("Hana", 20)] {
			let call = pledge(province, units);
			province.does(name, call);
		}
		province.days(60);
		province.catch_up();
		let to = vec![(account("Cheongyang"), 90_000)].try_into().expect("one fits");
		province.decided(Call::hand_over { id: SALE, to });
		for name in ["Bob", "Charlie"] {
			let holder = holder(province, name);
			province.does("Duri", Call::collect { id: SALE, holder });
		}

		// Residents agree to 1,100 won a unit, and Nation pays them.
		let (payer, until) = (account("Nation"), province.now() + 80 * DAYS);
		let agreement = Agreement { payer, won: 99_000, document: H256::repeat_byte(7), until };
		let agreement = Some(agreement);
		province.decided(Call::agree_redemption { instrument: CENTRE, agreement });
		let less = Call::open_redemption { instrument: CENTRE, won: 98_000 };
		let changed = why(province.send("Nation", less));
		assert_eq!(changed, Error::<Runtime>::Refused(Reason::TermsChanged).into());
		province.does("Nation", Call::open_redemption { instrument: CENTRE, won: 99_000 });
		let before = ["Bob", "Charlie", "Hana"].map(|name| province.won(name));
		let hana = holder(province, "Hana");
		province.does("Duri", Call::collect { id: SALE, holder: hana });
		for name in ["Bob", "Charlie", "Hana"] {
			province.does(name, Call::redeem { instrument: CENTRE });
		}
		let after = ["Bob", "Charlie", "Hana"].map(|name| province.won(name));
		let parts: Vec<_> =
			after.iter().zip(before).map(|(after, before)| after - before).collect();
		assert_eq!(parts, [55_000, 22_000, 22_000], "free of charge");
		province.does("Nation", Call::retire_instrument { instrument: CENTRE });
		assert_eq!(Securities::instrument(CENTRE), None);
	});
}

/// Acts for others as a proxy, and is the other half of their multisigs.
const FRIEND: &str = "Friend";

/// A way on which a call can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
	Plain,
	Batch,
	BatchAll,
	ForceBatch,
	Proxy,
	Multisig,
	Agenda,
}

const WAYS: [Way; 7] = [
	Way::Plain,
	Way::Batch,
	Way::BatchAll,
	Way::ForceBatch,
	Way::Proxy,
	Way::Multisig,
	Way::Agenda,
];

/// A rule, with a call that it refuses and the reason; and the reason where the account of a multisig makes the call, which
/// is nobody's key.
struct Row {
	rule: &'static str,
	who: &'static str,
	call: RuntimeCall,
	why: DispatchError,
	multisig: DispatchError,
}

fn row(
	rule: &'static str,
	who: &'static str,
	call: impl Into<RuntimeCall>,
	why: DispatchError,
	multisig: DispatchError,
) -> Row {
	Row { rule, who, call: call.into(), why, multisig }
}

/// A refusal whoever asks.
fn never(
	rule: &'static str,
	who: &'static str,
	call: impl Into<RuntimeCall>,
	why: impl Into<DispatchError>,
) -> Row {
	let why = why.into();
	row(rule, who, call, why, why)
}

fn no(reason: Reason) -> DispatchError {
	Error::<Runtime>::Refused(reason).into()
}

/// Lets the friend act for people, who have won for fees and deposits.
fn befriend(province: &mut Province, names: &[&str]) {
	province.give(FRIEND, 100_000);
	for name in names {
		province.give(name, 100_000);
		let (delegate, proxy_type, delay) = (account(FRIEND).into(), ProxyType::Any, 0);
		province.does(name, pallet_proxy::Call::add_proxy { delegate, proxy_type, delay });
	}
}

/// Gives a person another key.
fn add_key(province: &mut Province, of: &str, name: &str, kind: KeyKind) {
	let person = province.person(of).expect("a registered person");
	let key = province.agreed(name, RoleOffer::Key { person, kind });
	province.does(of, People::add_key { key, kind });
}

/// What a wrapper told of the call in it.
fn told() -> Option<DispatchResult> {
	use pallet_utility::Event::{BatchInterrupted, ItemFailed};
	System::events().into_iter().find_map(|own| match own.event {
		RuntimeEvent::Utility(BatchInterrupted { error, .. } | ItemFailed { error }) => {
			Some(Err(error))
		}
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result })
		| RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => Some(result),
		_ => None,
	})
}

/// What came of a call of somebody on a way.
fn outcome(province: &mut Province, way: Way, who: &str, call: &RuntimeCall) -> DispatchResult {
	let (calls, boxed, call) = (vec![call.clone()], Box::new(call.clone()), call.clone());
	let (sender, wrapped): (&str, RuntimeCall) = match way {
		Way::Plain => (who, call),
		Way::Batch => (who, pallet_utility::Call::<Runtime>::batch { calls }.into()),
		Way::BatchAll => (who, pallet_utility::Call::<Runtime>::batch_all { calls }.into()),
		Way::ForceBatch => (who, pallet_utility::Call::<Runtime>::force_batch { calls }.into()),
		Way::Proxy => {
			let (real, force_proxy_type) = (account(who).into(), None);
			let proxied =
				pallet_proxy::Call::<Runtime>::proxy { real, force_proxy_type, call: boxed };
			(FRIEND, proxied.into())
		}
		Way::Multisig => {
			let other_signatories = vec![account(FRIEND)];
			let one = pallet_multisig::Call::<Runtime>::as_multi_threshold_1 {
				other_signatories,
				call: boxed,
			};
			(who, one.into())
		}
		Way::Agenda => return scheduled(province, account(who), call),
	};
	System::reset_events();
	province.send(sender, wrapped).expect("the transaction is valid")?;
	told().unwrap_or(Ok(()))
}

/// What came of a call that the scheduler makes for an account. Nobody but the chain itself puts one there.
fn scheduled(province: &mut Province, who: AccountId, call: RuntimeCall) -> DispatchResult {
	let bound = <Preimage as StorePreimage>::bound(call).expect("it is kept");
	let (soon, origin) = (DispatchTime::After(1), OriginCaller::system(RawOrigin::Signed(who)));
	<Scheduler as Anon<_, _, _>>::schedule(soon, None, 0, origin, bound).expect("there is room");
	for _ in 0..4 {
		province.next_block();
		if let Some(result) = told() {
			return result;
		}
	}
	panic!("the scheduler made the call");
}

/// What no refused call changes: the won of the pot, the sale, the instrument, and what is on offer.
fn kept() -> impl PartialEq + std::fmt::Debug {
	let pot = Balances::free_balance(Securities::pot(SALE));
	(pot, Securities::offering(SALE), Securities::instrument(CENTRE), Securities::offers(CENTRE))
}

/// Each rule holds on each way, and nothing comes of the call.
#[track_caller]
fn refused_on_all_ways(province: &mut Province, rows: Vec<Row>) {
	for Row { rule, who, call, why, multisig } in rows {
		for way in WAYS {
			let before = kept();
			let expected = if way == Way::Multisig { multisig } else { why };
			let found = outcome(province, way, who, &call);
			assert_eq!(found, Err(expected), "{rule}: {way:?}");
			assert_eq!(kept(), before, "{rule}: {way:?}");
		}
	}
}

#[test]
fn no_way_leads_round_the_rules_of_a_sale() {
	story(|province| {
		open(province);
		province.blocks(1);
		add_key(province, "Bob", "BobsTablet", KeyKind::Phone);
		add_key(province, "Bob", "BobsCard", KeyKind::Card);
		befriend(province, &["Alice", "Bob", "BobsTablet", "BobsCard", "Charlie"]);
		// Neither do two pledges in one transaction: all of it is undone.
		let half: RuntimeCall = pledge(province, 30).into();
		let calls = vec![half.clone(), half];
		let twice =
			why(province.send("Charlie", pallet_utility::Call::<Runtime>::batch_all { calls }));
		assert_eq!(twice, no(Reason::OpeningCap));
		assert_eq!(Securities::pledge_of(SALE, holder(province, "Charlie")), None);
		let call = pledge(province, 50);
		province.does("Bob", call);
		province.days(2);
		province.catch_up();

		let unknown = no(Reason::TakerUnknown);
		let rows = vec![
			row("a card acquires nothing", "BobsCard", pledge(province, 1), unknown, unknown),
			row(
				"the issuer buys nothing",
				"Alice",
				pledge(province, 1),
				no(Reason::Excluded),
				unknown,
			),
			row(
				"a cap is the person's and not the key's",
				"BobsTablet",
				pledge(province, 1),
				no(Reason::CapUnits),
				unknown,
			),
		];
		refused_on_all_ways(province, rows);

		let (length, reason) = (7 * DAYS, H256::repeat_byte(6));
		let halt = Call::halt { instrument: CENTRE, length, reason };
		province.decided(halt.clone());
		let rows = vec![
			row(
				"a halt stops pledging",
				"Charlie",
				pledge(province, 1),
				no(Reason::Halted),
				unknown,
			),
			never("nobody alone halts", "Bob", halt, DispatchError::BadOrigin),
		];
		refused_on_all_ways(province, rows);
	});
}

#[test]
fn no_way_leads_round_the_won_that_one_may_put_in_within_a_year() {
	story(|province| {
		sell(province);
		add_key(province, "Charlie", "CharliesTablet", KeyKind::Phone);
		befriend(province, &["Charlie", "CharliesTablet"]);
		let (bob, charlie) = (holder(province, "Bob"), holder(province, "Charlie"));
		province.does("Duri", Call::collect { id: SALE, holder: bob });
		let licence = centre::licence();
		province.decided(Call::set_market { instrument: CENTRE, licence });
		let (id, until) = (OfferId(0), province.now() + 20 * DAYS);
		let offer = Call::offer { instrument: CENTRE, units: 20, price: 1_000, to: None, until };
		province.does("Bob", offer);
		// Charlie may put in 10,000 won more this year.
		let year = year_of(korean_month(province.now()));
		let put_in = Securities::book(charlie).won_into(CENTRE, year);
		AllTerms::<Runtime>::mutate(CENTRE, |own| {
			let own = own.as_mut().expect("an instrument");
			own.caps.retail = Some(Cap { units: 50, won_a_year: put_in + 10_000 });
		});

		let take = |units| Call::take { id, units, price: 1_000, dead_after: until };
		let six: RuntimeCall = take(6).into();
		let calls = vec![six.clone(), six];
		let twice =
			why(province.send("Charlie", pallet_utility::Call::<Runtime>::batch_all { calls }));
		assert_eq!(twice, no(Reason::CapWon));
		province.does("CharliesTablet", take(6));
		let (cap, unknown) = (no(Reason::CapWon), no(Reason::TakerUnknown));
		let rows = vec![
			row("trades of a year count together", "Charlie", take(5), cap, unknown),
			row("whichever key signs", "CharliesTablet", take(5), cap, unknown),
		];
		refused_on_all_ways(province, rows);
		province.does("Charlie", take(4));
	});
}

#[test]
fn no_way_leads_to_the_won_of_a_pot_or_to_an_asset() {
	use chungnam_ports::{Payee, Reviewers, Silence, Stage};
	use pallet_asset_fractions::{Call as Asset, Error as AssetError, Experts, Plan};
	use pallet_project_tokens::{Call as Project, Error as ProjectError, Plan as ProjectPlan};
	story(|province| {
		open(province);
		befriend(province, &["Bob"]);
		let call = pledge(province, 50);
		province.does("Bob", call);
		let pot = Securities::pot(SALE);
		assert_eq!(Balances::free_balance(&pot), 50_000);

		let (dest, value) = (account("Bob"), 1_000);
		let take = pallet_balances::Call::<Runtime>::transfer_allow_death {
			dest: dest.clone().into(),
			value,
		};
		let force = pallet_balances::Call::<Runtime>::force_transfer {
			source: pot.clone().into(),
			dest: dest.clone().into(),
			value,
		};
		let proxied = pallet_proxy::Call::<Runtime>::proxy {
			real: pot.clone().into(),
			force_proxy_type: None,
			call: Box::new(take.clone().into()),
		};
		let in_its_name = pallet_utility::Call::<Runtime>::dispatch_as {
			as_origin: Box::new(OriginCaller::system(RawOrigin::Signed(pot))),
			call: Box::new(take.into()),
		};
		let to = vec![(dest.clone(), 50_000)].try_into().expect("one fits");
		let plan = Plan {
			document: H256::repeat_byte(1),
			share: sp_runtime::Perbill::from_percent(50),
			works: None,
			manager: dest.clone(),
			term: 365 * DAYS,
		};
		let propose = Asset::<Runtime>::propose { asset: CENTRE, plan: Box::new(plan) };
		let appraisers = [account("Boryeong"), account("Seosan")];
		let experts = Experts { appraisers, notary: account("Dangjin") };
		let name_experts = Asset::<Runtime>::name_experts { asset: CENTRE, experts };
		let share = sp_runtime::Perbill::from_percent(25);
		let stages: Vec<_> = (1..=4).map(|n| Stage { share, after: 30 * n * DAYS }).collect();
		let garden = ProjectPlan {
			document: H256::repeat_byte(1),
			most: 1_000,
			payee: Payee::Institution(account("Boryeong")),
			stages: stages.try_into().expect("four fit"),
			reviewers: Reviewers::Person(PersonId(0)),
			silence: Silence::Release,
			grace: DAYS,
			promise: 100 * DAYS,
		};
		let found = Project::<Runtime>::propose { project: CENTRE, plan: Box::new(garden) };
		let (by, bad) = ("Bob", DispatchError::BadOrigin);
		let rows = vec![
			never("nobody forces a transfer", by, force, bad),
			never("nobody acts for a pot", by, proxied, pallet_proxy::Error::<Runtime>::NotProxy),
			never("nobody signs for a pot", by, in_its_name, bad),
			never("nobody alone hands over", by, Call::hand_over { id: SALE, to }, bad),
			never("only the issuer shares", by, propose, AssetError::<Runtime>::NotAuthorized),
			never("only the issuer founds", by, found, ProjectError::<Runtime>::NotAuthorized),
			never("nobody alone names experts", by, name_experts, bad),
		];
		refused_on_all_ways(province, rows);
	});
}

#[test]
fn no_way_leads_out_for_units_that_an_office_froze() {
	story(|province| {
		sell(province);
		add_key(province, "Charlie", "CharliesCard", KeyKind::Card);
		befriend(province, &["Bob", "Charlie", "CharliesCard"]);
		let bob = holder(province, "Bob");
		province.does("Duri", Call::collect { id: SALE, holder: bob.clone() });
		let licence = centre::licence();
		province.decided(Call::set_market { instrument: CENTRE, licence });
		let (id, until) = (OfferId(0), province.now() + 20 * DAYS);
		let offer = Call::offer { instrument: CENTRE, units: 10, price: 1_000, to: None, until };
		province.does("Bob", offer.clone());
		let take = Call::take { id, units: 5, price: 1_000, dead_after: until };
		let nobody = (no(Reason::GiverUnknown), no(Reason::TakerUnknown));
		let card = row("a card takes nothing", "CharliesCard", take.clone(), nobody.1, nobody.1);
		refused_on_all_ways(province, vec![card]);

		province.give("Court", 100_000);
		let (who, regions) = (account("Court"), RegionSet::province());
		let scopes = ScopeSet::of(&[Scope::Orders]);
		province.decided(People::appoint_attester { who, regions, scopes });
		province.does("Court", People::accept_mandate {});
		let reason = H256::repeat_byte(7);
		let (instrument, length) = (CENTRE, 30 * DAYS);
		let freeze = Call::freeze_units { instrument, holder: bob, units: None, length, reason };
		let both = |why| {
			let (offer, take) = (offer.clone(), take.clone());
			let offered = row("units are not offered", "Bob", offer, no(why), nobody.0);
			vec![offered, row("nor taken", "Charlie", take, no(why), nobody.1)]
		};
		let alone =
			never("a holder freezes nothing", "Bob", freeze.clone(), DispatchError::BadOrigin);
		refused_on_all_ways(province, vec![alone]);
		province.does("Court", freeze);
		refused_on_all_ways(province, both(Reason::UnitsFrozen));

		let length = 7 * DAYS;
		province.decided(Call::halt { instrument, length, reason });
		refused_on_all_ways(province, both(Reason::Halted));
	});
}

#[test]
fn no_way_leads_out_for_a_key_that_a_recovery_brought_lately() {
	const NEW: &str = "BobsNewPhone";
	story(|province| {
		sell(province);
		let (bob, charlie) = (holder(province, "Bob"), holder(province, "Charlie"));
		province.does("Duri", Call::collect { id: SALE, holder: bob });
		let licence = centre::licence();
		province.decided(Call::set_market { instrument: CENTRE, licence });
		let person = province.person("Bob").expect("a registered person");
		let (new_key, kind) = (province.agreed_phone(NEW, person), KeyKind::Phone);
		province.does("Cheongyang", People::start_recovery { person, new_key, kind });
		province.sleep(48 * HOURS);
		province.does("Cheongyang", People::finish_recovery { person });
		befriend(province, &[NEW]);
		let until = province.now() + 20 * DAYS;
		let offer = |price, to| Call::offer { instrument: CENTRE, units: 10, price, to, until };
		let (new, nobody) = (no(Reason::KeyTooNew), no(Reason::GiverUnknown));
		let rows = vec![
			row("nothing is sold", NEW, offer(1_000, None), new, nobody),
			row("nor given", NEW, offer(0, Some(charlie)), new, nobody),
		];
		refused_on_all_ways(province, rows);

		let (payer, until) = (account("Nation"), province.now() + 80 * DAYS);
		let agreement = Agreement { payer, won: 88_000, document: H256::repeat_byte(7), until };
		let agreement = Some(agreement);
		province.decided(Call::agree_redemption { instrument: CENTRE, agreement });
		province.does("Nation", Call::open_redemption { instrument: CENTRE, won: 88_000 });
		let redeem = Call::redeem { instrument: CENTRE };
		refused_on_all_ways(province, vec![row("nor redeemed", NEW, redeem, new, nobody)]);
	});
}
