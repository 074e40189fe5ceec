// SPDX-License-Identifier: Apache-2.0

//! A distribution centre of Cheongyang is shared (asset-fractions): appraised, sold once there is title, repaired from an
//! envelope, and run by a manager whose rent reaches everyone who holds units.

mod driver;

use chungnam_ports::{Answer, Choice, Escrow as _, Holder, Payee, Silence, Stage};
use chungnam_primitives::{BallotId, EnvelopeId, RegionSet, Scope, ScopeSet, DAYS, HOURS};
use chungnam_runtime::{AccountId, AssetFractions, Escrow, Runtime, Securities};
use chungnam_testkit::hash;
use driver::{
	account, cast,
	centre::{self, CENTRE, SALE},
	genesis, story_from, why, Province,
};
use pallet_asset_fractions::{Error, Experts, Plan, Status, Works};
use pallet_escrow::REVIEW;
use pallet_securities::{
	Agreement, Cap, Caps, Credential, InvestorClass, Reason, Sale, Seat, Terms,
};
use serde_json::{json, Value};
use sp_runtime::{BoundedVec, Perbill};

type Asset = pallet_asset_fractions::Call<Runtime>;
type Units = pallet_securities::Call<Runtime>;
type Envelope = pallet_escrow::Call<Runtime>;

const ROOF: EnvelopeId = EnvelopeId(0);

/// Issues the units.
const CITY: &str = "Cheongyang";
/// Repairs the roof.
const BUILDER: &str = "Gongju";
/// Attests investors, and looks at the roof.
const OFFICE: &str = "Province";
const MANAGER: &str = "Asan";
const APPRAISERS: [&str; 2] = ["Boryeong", "Seosan"];
const NOTARY: &str = "Dangjin";
/// The association of those who hold units.
const ASSOCIATION: &str = "Holders";
/// Would like to have all of the centre.
const BUYER: &str = "Firm";

/// The town, whose provincial office attests investors as well.
fn town() -> Value {
	let mut town = genesis("development");
	let more = json!(ScopeSet::of(&[Scope::Investors])).as_u64().expect("scopes are a number");
	let office = json!(account(OFFICE));
	let attesters = town["registry"]["attesters"].as_array_mut().expect("a list");
	let own = attesters.iter_mut().find(|own| own[0] == office).expect("the province is one");
	let scopes = own[1]["scopes"].as_u64().expect("scopes are a number");
	own[1]["scopes"] = json!(scopes | more);
	town
}

/// The city issues 200 units, of which it can take 100; experts and the manager may not buy. For 1,000 won each they cost as much
/// as the lower value.
fn terms() -> Terms<AccountId> {
	let names = [MANAGER, APPRAISERS[0], APPRAISERS[1], NOTARY];
	let mut related = names.map(|name| Holder::Account(account(name)));
	related.sort();
	let related = BoundedVec::truncate_from(related.to_vec());
	let own = centre::terms(Holder::Account(account(CITY)));
	let professional = Some(Cap { units: 50, won_a_year: 1_000_000 });
	let (units, own_units, outside_most, abroad_most) = (200, 100, 100, 20);
	let caps = Caps { professional, ..own.caps };
	Terms { related, caps, units, own_units, outside_most, abroad_most, ..own }
}

/// Half of the value is sold, and half of the money is for the roof.
fn plan() -> Plan<AccountId> {
	let works = Works {
		share: Perbill::from_percent(50),
		payee: Payee::Institution(account(BUILDER)),
		stages: BoundedVec::truncate_from(vec![Stage { share: Perbill::one(), after: 30 * DAYS }]),
		reviewers: centre::reviewers(),
		silence: Silence::Release,
		least: 40,
		grace: 7 * DAYS,
	};
	Plan {
		document: hash(1),
		share: Perbill::from_percent(50),
		works: Some(works),
		manager: account(MANAGER),
		term: 365 * DAYS,
	}
}

fn status() -> Option<Status> {
	AssetFractions::asset(CENTRE).map(|own| own.status)
}

/// The office attests an institution.
fn attest(province: &mut Province, name: &str, class: InvestorClass) {
	let until = province.now() + 700 * DAYS;
	let credential = Credential { seat: Seat::Korea, class, until };
	let holder = Holder::Account(account(name));
	province.does(OFFICE, Units::attest_investor { holder, credential });
}

/// Residents make the instrument, and the city proposes to share the centre.
fn propose(province: &mut Province) {
	propose_by(province, terms());
}

/// The same, by these terms.
fn propose_by(province: &mut Province, terms: Terms<AccountId>) {
	attest(province, CITY, InvestorClass::Public);
	province.decided(Units::create_instrument { terms: Box::new(terms) });
	province.does(CITY, Asset::propose { asset: CENTRE, plan: Box::new(plan()) });
}

/// Experts look at the centre.
fn appraise(province: &mut Province) {
	let appraisers = APPRAISERS.map(account);
	let experts = Experts { appraisers, notary: account(NOTARY) };
	province.decided(Asset::name_experts { asset: CENTRE, experts });
	for (name, value) in APPRAISERS.into_iter().zip([210_000, 200_000]) {
		province.does(name, Asset::appraise { asset: CENTRE, value, report: hash(3) });
	}
}

/// Experts look at the centre, nobody has another idea for the roof, and the city opens the sale.
fn offer(province: &mut Province) {
	appraise(province);
	province.days(30);
	province.catch_up();
	province.does("Nation", Asset::advance { asset: CENTRE });
	open(province);
}

/// The city opens the sale.
fn open(province: &mut Province) {
	let tomorrow = province.now() + DAYS;
	let sale = centre::sale(tomorrow, tomorrow + 59 * DAYS);
	let dear = Asset::offer { asset: CENTRE, sale: Sale { price: 1_001, ..sale } };
	let refused = why(province.send(CITY, dear));
	assert_eq!(refused, Error::<Runtime>::PriceTooHigh.into());
	province.does(CITY, Asset::offer { asset: CENTRE, sale });
}

/// 90 units are pledged for until the sale closes.
fn sell(province: &mut Province) {
	offer(province);
	centre::sell(province);
}

/// The roof is repaired, and the centre runs. Holders of units could have stopped the payment.
fn repair(province: &mut Province) {
	let evidence = hash(5);
	province.does(BUILDER, Envelope::submit_evidence { id: ROOF, milestone: 0, evidence });
	province.does(OFFICE, Envelope::accept { id: ROOF, milestone: 0, evidence });
	for time in [REVIEW, DAYS + 2 * HOURS] {
		province.sleep(time);
		province.catch_up();
	}
	province.does(BUILDER, Envelope::collect { id: ROOF, milestone: 0 });
	province.does("Bob", Asset::advance { asset: CENTRE });
	assert!(matches!(status(), Some(Status::Operating { .. })));
}

/// Those who pledged have their units.
fn holders_collect(province: &mut Province) {
	for name in ["Bob", "Charlie", "Hana"] {
		let holder = Holder::Person(province.person(name).expect("a registered person"));
		province.does("Duri", Units::collect { id: SALE, holder });
	}
}

/// Holders answer, and the three weeks of the vote go by, with the two days in which it may be done.
fn holders_answer(province: &mut Province, ballot: BallotId, answers: &[(&str, Answer)]) {
	for (name, answer) in answers {
		province.does(name, cast(ballot, *answer));
	}
	province.wait(23);
}

/// The ballot on which holders sign or vote about the manager.
fn waiting() -> BallotId {
	let challenge = AssetFractions::challenge(CENTRE).expect("holders are asked");
	challenge.stage.ballot().expect("a ballot is waited for")
}

#[test]
fn holders_dismiss_the_manager_and_the_city_runs_the_centre() {
	story_from(town(), |province| {
		propose(province);
		sell(province);
		let advance = || Asset::advance { asset: CENTRE };
		province.does(NOTARY, Asset::confirm_title { asset: CENTRE, deed: hash(4) });
		province.does("Bob", advance());
		repair(province);
		holders_collect(province);

		// Who has no unit asks nobody. Bob has more than 3 % of them, so that he alone has it put to the vote.
		let ask = || Asset::ask_holders { asset: CENTRE, document: hash(10) };
		let refused = why(province.send("Nation", ask()));
		assert_eq!(refused, Error::<Runtime>::NotAuthorized.into());
		province.does("Bob", ask());
		let (ballot, choice) = (waiting(), Choice::Support);
		province.does("Bob", pallet_ballots::Call::<Runtime>::cast { ballot, choice });
		province.blocks(4);
		province.does("Bob", advance());
		let ballot = waiting();
		// While they vote the city makes no units that would take the place of theirs.
		let issue = why(province.send(CITY, Units::issue { instrument: CENTRE, units: 46 }));
		let shut = pallet_securities::Error::<Runtime>::Refused(Reason::WrongState);
		assert_eq!(issue, shut.into());
		assert_eq!(AssetFractions::manager(CENTRE), Some(account(MANAGER)));
		holders_answer(province, ballot, &[("Bob", Answer::Yes), ("Charlie", Answer::No)]);
		province.does("Hana", advance());
		assert_eq!(AssetFractions::manager(CENTRE), Some(account(CITY)));
		let again = why(province.send("Bob", ask()));
		assert_eq!(again, Error::<Runtime>::NobodyServes.into());
	});
}

/// The ballot on which holders sign or vote about the hand-over.
fn waiting_for_hand_over() -> BallotId {
	let own = AssetFractions::hand_over(CENTRE).expect("holders are asked");
	own.stage.ballot().expect("a ballot is waited for")
}

#[test]
fn holders_take_the_centre_over_by_their_association() {
	story_from(town(), |province| {
		propose(province);
		offer(province);
		centre::pledge(province);
		// Who is not from here waits for a week. The association buys what is left.
		attest(province, ASSOCIATION, InvestorClass::Professional);
		province.days(8);
		province.catch_up();
		let (dest, value) = (account(ASSOCIATION).into(), 100_000);
		province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });
		let bid = centre::bid(province, 10);
		province.does(ASSOCIATION, Units::pledge { id: SALE, bid });
		province.days(52);
		province.catch_up();
		province.does(NOTARY, Asset::confirm_title { asset: CENTRE, deed: hash(4) });
		let advance = || Asset::advance { asset: CENTRE };
		province.does("Bob", advance());
		repair(province);
		holders_collect(province);
		let holder = Holder::Account(account(ASSOCIATION));
		province.does(ASSOCIATION, Units::collect { id: SALE, holder });

		// A person is no association. Bob has more than 3 % of all units.
		let ask = || Asset::ask_hand_over { asset: CENTRE, document: hash(11) };
		let refused = why(province.send("Bob", ask()));
		assert_eq!(refused, Error::<Runtime>::NotAuthorized.into());
		province.does(ASSOCIATION, ask());
		// From now on the city takes no units with which it would vote.
		let refused = why(province.send(CITY, Units::issue { instrument: CENTRE, units: 1 }));
		let shut = pallet_securities::Error::<Runtime>::Refused(Reason::WrongState);
		assert_eq!(refused, shut.into());
		let (ballot, choice) = (waiting_for_hand_over(), Choice::Support);
		province.does("Bob", pallet_ballots::Call::<Runtime>::cast { ballot, choice });
		province.blocks(4);
		province.does("Bob", advance());
		// Hana would rather have the city, and keeps her units.
		let ballot = waiting_for_hand_over();
		holders_answer(
			province,
			ballot,
			&[("Bob", Answer::Yes), ("Charlie", Answer::Yes), ("Hana", Answer::No)],
		);
		province.does("Hana", advance());
		assert!(matches!(status(), Some(Status::HandedOver { .. })));
		assert_eq!(AssetFractions::manager(CENTRE), Some(account(ASSOCIATION)));

		// The city takes no units and pays nothing in; the association reports and lets the centre.
		let refused = why(province.send(CITY, Units::issue { instrument: CENTRE, units: 1 }));
		let shut = pallet_securities::Error::<Runtime>::Refused(Reason::WrongState);
		assert_eq!(refused, shut.into());
		// It can still ask what the centre is worth.
		province.does(CITY, Asset::ask_value { asset: CENTRE, document: hash(8) });
		province.does(ASSOCIATION, Asset::report { asset: CENTRE, report: hash(7) });
		let pays_at = province.now() + 8 * DAYS;
		let (gross, evidence) = (10_000, hash(6));
		let income = || Asset::pay_income { asset: CENTRE, gross, pays_at, evidence };
		let refused = why(province.send(MANAGER, income()));
		assert_eq!(refused, Error::<Runtime>::NotAuthorized.into());
		let (dest, value) = (account(ASSOCIATION).into(), 100_000);
		province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });
		province.does(ASSOCIATION, income());
		province.days(9);
		province.catch_up();
		let before = province.won("Hana");
		province.does("Hana", Units::take_won { instrument: CENTRE });
		assert_eq!(province.won("Hana"), before + 1_800);
	});
}

#[test]
fn holders_sell_the_whole_centre_to_a_firm() {
	story_from(town(), |province| {
		propose(province);
		sell(province);
		province.does(NOTARY, Asset::confirm_title { asset: CENTRE, deed: hash(4) });
		let advance = || Asset::advance { asset: CENTRE };
		province.does("Bob", advance());
		repair(province);
		holders_collect(province);
		attest(province, BUYER, InvestorClass::Professional);
		let (dest, value) = (account(BUYER).into(), 150_000);
		province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });

		// What was said at the sale is old. Bob has units, and asks what the centre is worth.
		let offer = |won| Asset::offer_purchase { asset: CENTRE, won, document: hash(12) };
		let refused = why(province.send(BUYER, offer(100_000)));
		assert_eq!(refused, Error::<Runtime>::NotValued.into());
		province.does("Bob", Asset::ask_value { asset: CENTRE, document: hash(8) });
		for (name, value) in APPRAISERS.into_iter().zip([100_000, 110_000]) {
			province.does(name, Asset::appraise { asset: CENTRE, value, report: hash(9) });
		}
		let refused = why(province.send(BUYER, offer(99_999)));
		assert_eq!(refused, Error::<Runtime>::PriceTooLow.into());
		province.does(BUYER, offer(100_000));
		let own = AssetFractions::purchase(CENTRE).expect("holders are asked");
		assert_eq!((own.deposited(), AssetFractions::returned(CENTRE)), (100_000, 0));
		let ballot = own.stage.ballot().expect("a ballot is waited for");
		// The city takes no units with which it would vote.
		let refused = why(province.send(CITY, Units::issue { instrument: CENTRE, units: 1 }));
		let shut = pallet_securities::Error::<Runtime>::Refused(Reason::WrongState);
		assert_eq!(refused, shut.into());
		// Hana would rather keep her units.
		holders_answer(
			province,
			ballot,
			&[("Bob", Answer::Yes), ("Charlie", Answer::Yes), ("Hana", Answer::No)],
		);
		// Nor once they agreed, until the deposit is paid: it would take a part of it.
		let refused = why(province.send(CITY, Units::issue { instrument: CENTRE, units: 100 }));
		let shut = pallet_securities::Error::<Runtime>::Refused(Reason::WrongState);
		assert_eq!(refused, shut.into());
		province.does("Hana", advance());
		assert_eq!((status(), AssetFractions::purchase(CENTRE)), (None, None));
		let (_, own) = Securities::instrument(CENTRE).expect("it stands");
		let units = own.issued.total().expect("there are some");
		let before = province.won("Bob");
		province.does("Bob", Units::redeem { instrument: CENTRE });
		assert_eq!(province.won("Bob"), before + 50 * 100_000 / u128::from(units));
	});
}

#[test]
fn residents_choose_what_is_built_with_the_money_for_the_roof() {
	story_from(town(), |province| {
		// All people of the province are asked. Alice is the only elector of this town.
		propose_by(province, Terms { regions: RegionSet::province(), ..terms() });
		appraise(province);
		let idea = |document| {
			let (document, note) = (hash(document), hash(21));
			Asset::hand_in_idea { asset: CENTRE, document, note }
		};
		let support = |document| Asset::support_idea { asset: CENTRE, document: hash(document) };
		let refused = why(province.send(CITY, idea(22)));
		assert_eq!(refused, Error::<Runtime>::NotRegistered.into());
		// Bob has no plain won, and needs none: an idea is free.
		province.does("Bob", idea(22));
		for name in ["Charlie", "Hana", "Duri", "Alice"] {
			province.does(name, support(22));
		}
		let refused = why(province.send("Charlie", idea(23)));
		assert_eq!(refused, Error::<Runtime>::StandsBehindOne.into());
		province.does("Boksun", idea(24));
		let advance = || Asset::advance { asset: CENTRE };
		province.days(30);
		province.catch_up();
		province.does("Nation", advance());
		assert_eq!(AssetFractions::ideas(CENTRE).len(), 1, "too few are behind the other");
		let Some(Status::Choosing { ballot, .. }) = status() else { panic!("residents vote") };
		let choice = Choice::Picks(vec![1].try_into().expect("one fits"));
		province.does("Alice", pallet_ballots::Call::<Runtime>::cast { ballot, choice });
		for _ in 0..20 {
			province.days(1);
			province.catch_up();
		}
		province.does("Nation", advance());
		assert_eq!(AssetFractions::asset(CENTRE).and_then(|own| own.idea), Some(hash(22)));

		// Holders see it in the envelope from which the builder is paid.
		open(province);
		centre::sell(province);
		province.does(NOTARY, Asset::confirm_title { asset: CENTRE, deed: hash(4) });
		province.does("Bob", advance());
		let (envelope, _) = Escrow::envelope(ROOF).expect("it is open");
		assert_eq!(envelope.title, hash(22));
	});
}

#[test]
fn centre_is_shared_repaired_and_let() {
	story_from(town(), |province| {
		propose(province);
		sell(province);
		// Nobody is paid before there is title.
		let advance = || Asset::advance { asset: CENTRE };
		let refused = why(province.send("Bob", advance()));
		assert_eq!(refused, Error::<Runtime>::NothingToDo.into());
		province.does(NOTARY, Asset::confirm_title { asset: CENTRE, deed: hash(4) });
		let before = province.won(CITY);
		province.does("Bob", advance());
		assert_eq!(province.won(CITY), before + 45_000);
		assert_eq!(status(), Some(Status::Development { works: ROOF }));
		assert_eq!(Escrow::facts(ROOF).map(|own| own.held), Some(45_000));

		repair(province);

		// Of 10,000 won rent a tenth goes to the province, and 9,000 to 90 units.
		let pays_at = province.now() + 8 * DAYS;
		let (gross, evidence) = (10_000, hash(6));
		province.does(MANAGER, Asset::pay_income { asset: CENTRE, gross, pays_at, evidence });
		province.does(MANAGER, Asset::report { asset: CENTRE, report: hash(7) });
		province.days(9);
		province.catch_up();
		let holder = Holder::Person(province.person("Bob").expect("a registered person"));
		province.does("Duri", Units::collect { id: SALE, holder });
		let before = province.won("Bob");
		province.does("Bob", Units::take_won { instrument: CENTRE });
		assert_eq!(province.won("Bob"), before + 5_000);

		// Both appraisers say anew what the centre is worth, and residents agree to no less.
		province.does(CITY, Asset::ask_value { asset: CENTRE, document: hash(8) });
		for (name, value) in APPRAISERS.into_iter().zip([100_000, 110_000]) {
			province.does(name, Asset::appraise { asset: CENTRE, value, report: hash(9) });
		}
		assert_eq!(AssetFractions::least(CENTRE), 100_000);
		let (payer, until) = (account("Nation"), province.now() + 80 * DAYS);
		let agreement = Agreement { payer, won: 100_000, document: hash(8), until };
		let agreement = Some(agreement);
		province.decided(Units::agree_redemption { instrument: CENTRE, agreement });
		let nothing = why(province.send("Bob", Asset::advance { asset: CENTRE }));
		assert_eq!(nothing, Error::<Runtime>::NothingToDo.into());
		province.does("Nation", Units::open_redemption { instrument: CENTRE, won: 100_000 });
		let (_, own) = Securities::instrument(CENTRE).expect("it stands");
		let units = own.issued.total().expect("there are some");
		let before = province.won("Bob");
		province.does("Bob", Units::redeem { instrument: CENTRE });
		assert_eq!(province.won("Bob"), before + 50 * 100_000 / u128::from(units));
		province.does("Bob", Asset::advance { asset: CENTRE });
		assert_eq!(status(), None);
	});
}

#[test]
fn everyone_has_the_won_back_when_the_trust_has_no_title_in_time() {
	story_from(town(), |province| {
		propose(province);
		sell(province);
		province.days(60);
		province.catch_up();
		let before = province.won("Bob");
		province.does("Bob", Units::refund { id: SALE });
		assert_eq!(province.won("Bob"), before + 50_000);
		province.does("Bob", Asset::advance { asset: CENTRE });
		assert_eq!(status(), None);
		assert!(Securities::instrument(CENTRE).is_some(), "the city can propose it again");
	});
}
