// SPDX-License-Identifier: Apache-2.0

//! The rules by which Cheongyang, Nonsan and Buyeo pay are data: `data/practice.json` holds each as a part of a genesis, in
//! the runtime's own words. No line here states a rule. The tests compare the figures with their sources and play the days
//! that tell whether a rule holds.

mod driver;

use std::collections::BTreeMap;

use chungnam_primitives::{
	category, day_of, korean_month, CategoryId, CategorySet, IncomeId, MerchantId, Moment,
	MoneyClass, MoneyKind, MoneySet, PersonId, ProgrammeId, ReceiptId, RegionId, RegionSet,
	SalesClass, SalesClassSet, SeriesId, Won, ZoneId, DAYS,
};
use chungnam_runtime::{
	genesis_config_presets::native::merge, AccountId, Balances, BasicIncome, Runtime,
};
use driver::{account, genesis, story_from, why, Currency, Income, Province, Vouchers};
use frame_support::traits::fungible::Inspect;
use pallet_basic_income::{GenesisIncome, Newcomer};
use pallet_regional_currency::{
	FunderLevel, Funders, PaymentState, Places, Refusal, Rules, Template,
};
use pallet_registry::{GenesisMerchant, GenesisPerson};
use pallet_voucher_drops::{GenesisProgramme, Plan, Reward};
use serde_json::{json, Value};
use sp_io::hashing::blake2_256;
use sp_runtime::{DeserializeOwned, DispatchError, Perbill};

const PRACTICE: &str = include_str!("data/practice.json");
const GUIDELINE: &str =
	include_str!("../../crates/testkit/src/data/cheongyang-basic-income-2026.json");
const FIGURES: &str =
	include_str!("../../pallets/money/regional-currency/src/tests/data/practice-figures.json");
const OFFICIAL_REGIONS: &str = include_str!("../src/genesis_config_presets/chungnam-regions.json");

const NONSAN: RegionId = 6;
const BUYEO: RegionId = 10;
const CHEONGYANG: RegionId = 12;

// Shops, in the order of `shops`.
const TOWN_GROCER: MerchantId = MerchantId(0);
const MART_1: MerchantId = MerchantId(1);
const CORNER_1: MerchantId = MerchantId(2);
const MARKET_1: MerchantId = MerchantId(3);
const PHARMACY_2: MerchantId = MerchantId(4);
const MARKET_2: MerchantId = MerchantId(5);
const NONSAN_DINER: MerchantId = MerchantId(6);
const BUYEO_DINER: MerchantId = MerchantId(7);
const BUYEO_GROCER: MerchantId = MerchantId(8);
const BUYEO_STORE: MerchantId = MerchantId(9);

const INCOME: IncomeId = IncomeId(0);
const MONTH: Won = 150_000;
/// March 2026, in which each chain begins.
const MARCH: u32 = 2026 * 12 + 2;

type CurrencyError = pallet_regional_currency::Error<Runtime>;
type IncomeError = pallet_basic_income::Error<Runtime>;
type VoucherError = pallet_voucher_drops::Error<Runtime>;

fn parsed(file: &str) -> Value {
	serde_json::from_str(file).expect("the file is JSON")
}

/// Accounts in place of the names of well-known keys, which begin with `//`.
fn with_accounts(value: Value) -> Value {
	match value {
		Value::String(text) => match text.strip_prefix("//") {
			Some(name) => json!(account(name)),
			None => Value::String(text),
		},
		Value::Array(items) => items.into_iter().map(with_accounts).collect(),
		Value::Object(fields) => {
			fields.into_iter().map(|(key, value)| (key, with_accounts(value))).collect()
		}
		other => other,
	}
}

/// The rules of a place, as a part of a genesis.
fn rules_of(place: &str) -> Value {
	with_accounts(parsed(PRACTICE)[place]["genesis"].clone())
}

/// One of the rules, as the type of the runtime that stores it.
fn read<T: DeserializeOwned>(rules: &Value, path: &str) -> T {
	let value = rules.pointer(path).unwrap_or_else(|| panic!("{path} is stated"));
	serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn people() -> Vec<GenesisPerson<AccountId>> {
	let person = |name: &str, region, area, cards: &[&str]| GenesisPerson {
		commitment: blake2_256(name.as_bytes()).into(),
		zone: ZoneId::new(region, area),
		keys: vec![account(name)],
		cards: cards.iter().map(|name| account(name)).collect(),
		elector: false,
	};
	vec![
		person("Hana", CHEONGYANG, 1, &[]),
		person("Duri", CHEONGYANG, 0, &[]),
		person("Grandma", CHEONGYANG, 2, &["GrandmaCard"]),
		person("Newcomer", CHEONGYANG, 1, &[]),
		person("Nari", NONSAN, 0, &[]),
		person("Buyong", BUYEO, 0, &["BuyongCard"]),
	]
}

fn shops() -> Vec<GenesisMerchant<AccountId>> {
	use SalesClass::{Large, Micro, Small};
	let shop = |owner, region, area, category, sales_class| GenesisMerchant {
		owner: account(owner),
		zone: ZoneId::new(region, area),
		category,
		sales_class,
		check_due: None,
		operator: None,
	};
	vec![
		shop("TownGrocer", CHEONGYANG, 0, category::GROCERY, Micro),
		shop("Mart1", CHEONGYANG, 1, category::HANARO_MART, Large),
		shop("Corner1", CHEONGYANG, 1, category::CONVENIENCE_STORE, Small),
		shop("Market1", CHEONGYANG, 1, category::GROCERY, Micro),
		shop("Pharmacy2", CHEONGYANG, 2, category::PHARMACY, Small),
		shop("Market2", CHEONGYANG, 2, category::GROCERY, Micro),
		shop("NonsanDiner", NONSAN, 0, category::RESTAURANT, Small),
		shop("BuyeoDiner", BUYEO, 0, category::RESTAURANT, Micro),
		shop("BuyeoGrocer", BUYEO, 0, category::GROCERY, Small),
		shop("BuyeoStore", BUYEO, 0, category::GOODS, Large),
	]
}

/// People, shops and purses, and nothing that anybody decided about money. Pool and budget of the first income and
/// programme hold what the development preset gives them.
fn setting() -> Value {
	let mut whole = genesis("development");
	let patch = json!({
		"registry": { "people": people(), "merchants": shops(), "cohorts": [] },
		"regionalCurrency": { "series": [], "lots": [] },
		"voucherDrops": { "programmes": [] },
		"basicIncome": { "incomes": [] },
		"fundRouter": { "routes": [] },
	});
	merge(&mut whole, patch);
	let balances = whole.pointer_mut("/balances/balances").and_then(Value::as_array_mut);
	let balances = balances.expect("the preset has balances");
	balances.extend(["Nari", "Buyong"].map(|name| json!([account(name), 2_000_000])));
	whole
}

/// Plays a story by the rules of a place.
fn practice(place: &str, tell: impl FnOnce(&mut Province)) {
	let mut whole = setting();
	merge(&mut whole, rules_of(place));
	story_from(whole, tell);
}

fn buy(series: SeriesId, amount: Won, least_incentive: Won) -> Currency {
	Currency::buy { series, amount, least_incentive }
}

// ---- the figures ----

#[test]
fn every_place_is_a_region_of_the_official_list() {
	let official = parsed(OFFICIAL_REGIONS);
	let regions = official["regions"].as_array().unwrap();
	let number: BTreeMap<_, _> =
		regions.iter().map(|own| (own["ko"].as_str().unwrap(), own["index"].as_u64())).collect();
	let practice = parsed(PRACTICE);
	let places: Vec<_> = practice.as_object().unwrap().keys().collect();
	assert_eq!(places, ["buyeo", "cheongyang", "nonsan"]);
	for (name, region) in [("논산시", NONSAN), ("부여군", BUYEO), ("청양군", CHEONGYANG)] {
		assert_eq!(number[name], Some(region.into()), "{name}");
	}
}

#[test]
fn income_of_cheongyang_has_the_figures_of_the_guideline() {
	let guideline = parsed(GUIDELINE);
	let income: GenesisIncome<AccountId, Template<AccountId>> =
		read(&rules_of("cheongyang"), "/basicIncome/incomes/0");
	let terms = &income.terms;
	assert_eq!(income.region, CHEONGYANG);
	assert_eq!(guideline["amount_won_per_month"], terms.full as u64);
	let newcomers = &guideline["newcomers"];
	assert_eq!(newcomers["may_apply_after_days"], terms.newcomers_wait_days);
	assert_eq!(newcomers["residence_check_days"], terms.check_days);
	assert!(newcomers["then"].as_str().unwrap().contains("three months"));
	assert_eq!(terms.max_arrears, 3);
	let fraud = guideline["fraud"].to_string();
	let [least, most] = [terms.sanction.least, terms.sanction.most];
	assert!(fraud.contains(&format!("{least} to {most} times")), "{fraud}");
	assert!(fraud.contains(&format!("{} years", terms.ban_days / 365)), "{fraud}");
	let is_monthly = guideline["eligibility"].as_str().unwrap().contains("every month");
	assert_eq!(is_monthly, terms.confirm_monthly);

	// How the guideline and the chain name the trades.
	let trades: BTreeMap<&str, CategoryId> = [
		("hospital", category::HOSPITAL),
		("pharmacy", category::PHARMACY),
		("academy", category::ACADEMY),
		("optician", category::OPTICIAN),
		("cinema", category::CINEMA),
		("hanaro_mart", category::HANARO_MART),
		("petrol_station_in_myeon", category::PETROL_STATION_IN_MYEON),
		("convenience_store", category::CONVENIENCE_STORE),
	]
	.into();
	let set = |names: &Value| {
		let names = names.as_array().unwrap().iter();
		CategorySet::of(&names.map(|name| trades[name.as_str().unwrap()]).collect::<Vec<_>>())
	};
	let open = set(&guideline["categories_open_county_wide_to_everyone"]);
	let capped = &guideline["category_cap"];
	let zones = ["eup", "myeon_zone_1", "myeon_zone_2"];
	assert_eq!(guideline["zones"].as_object().unwrap().len(), zones.len());
	assert_eq!(income.tiers.len(), zones.len());
	for ((area, zone), tier) in (0..).zip(zones).zip(&income.tiers) {
		assert_eq!(tier.zones.to_vec(), [ZoneId::new(CHEONGYANG, area)], "{zone}");
		let (told, template) = (&guideline["zones"][zone], &tier.template);
		assert_eq!(told["unspent_after_days"], template.valid_days, "{zone}");
		let county = RegionSet::of(&[CHEONGYANG]);
		let places = match told["residents_may_spend_in"][0].as_str().unwrap() {
			"the whole county" => Places::Regions(county),
			own => {
				assert_eq!(own, zone);
				Places::HomeZone
			}
		};
		assert_eq!((template.issuers, &template.places), (county, &places), "{zone}");
		assert_eq!((template.categories, template.open_to_all), (CategorySet::ALL, open), "{zone}");
		// Every cap counts under one name: what is spent of one month counts for the next.
		let [cap] = &template.caps[..] else { panic!("{zone} has one cap") };
		assert_eq!(cap.categories, set(&capped["categories"]), "{zone}");
		assert_eq!(capped["together_at_most_won_per_month"], cap.per_month as u64, "{zone}");
		assert_eq!(cap.id, income.tiers[0].template.caps[0].id, "{zone}");
		// The county lets shops above the limit take its income: Hanaro marts are among them.
		assert_eq!(guideline["merchant_annual_sales_limit_won"], 3_000_000_000_u64);
		let all = SalesClassSet::of(&[SalesClass::Micro, SalesClass::Small, SalesClass::Large]);
		assert_eq!(template.sales_classes, all, "{zone}");
		// Unspent won returns to its funder.
		assert_eq!(template.to_router, Perbill::zero(), "{zone}");
	}
}

type GenesisSeries = (MoneyClass, RegionSet, Funders<AccountId>, Rules, Won);

/// The rules of what a place sells, compared with what is usual in the country.
fn usual_sale(place: &str, path: &str, region: RegionId) -> Rules {
	let figures = parsed(FIGURES);
	let (class, issuers, _, rules, _): GenesisSeries = read(&rules_of(place), path);
	assert_eq!((class, issuers), (MoneyClass::Purchased, RegionSet::of(&[region])));
	assert_eq!(rules.places, Places::Regions(issuers));
	let years = |moment: Moment| korean_month(moment) / 12;
	let valid = years(rules.expires) - years(rules.opens);
	assert_eq!(figures["validity_years_default"], valid);
	let refund = rules.refund.as_ref().expect("the rest is given back");
	let told = &figures["refund_of_remainder"];
	assert_eq!(told["usual_used_share_percent"], refund.used.deconstruct());
	assert_eq!(told["small_notes_percent"], refund.small_used.deconstruct());
	assert_eq!(told["small_note_at_most_won"], refund.small_amount as u64);
	let sale = rules.sale.as_ref().expect("it is sold");
	let limit = &figures["purchase_limit_won_per_month"];
	assert_eq!(limit["guideline_2023"], sale.per_month as u64);
	assert_eq!(figures["holding_limit_won"], sale.holding as u64);
	assert_eq!(sale.undo_within, 7 * DAYS, "an unused purchase is undone within seven days");
	let small = SalesClassSet::of(&[SalesClass::Micro, SalesClass::Small]);
	assert_eq!(rules.sales_classes, small);
	rules
}

#[test]
fn payback_of_nonsan_is_a_tenth_of_each_payment_up_to_seventy_thousand_won_a_month() {
	let rules = usual_sale("nonsan", "/regionalCurrency/series/0", NONSAN);
	assert_eq!(rules.sale.unwrap().incentive, None, "it comes back and is not added");
	let programme: GenesisProgramme<AccountId, Template<AccountId>> =
		read(&rules_of("nonsan"), "/voucherDrops/programmes/0");
	let Plan::Payback(plan) = programme.plan else { panic!("it is a payback") };
	let rate = Perbill::from_percent(10);
	assert_eq!(parsed(FIGURES)["discount_percent"]["usual"], 10);
	assert_eq!(plan.reward, Reward::Each { rate, per_month: 70_000 });
	let bought = MoneySet::of(&[MoneyKind::Bound(MoneyClass::Purchased)]);
	assert_eq!((plan.money, plan.regions), (bought, RegionSet::of(&[NONSAN])));
}

#[test]
fn incentive_of_buyeo_is_the_usual_tenth_and_the_nation_gives_seven_of_a_hundred() {
	let figures = parsed(FIGURES);
	let rules = usual_sale("buyeo", "/regionalCurrency/series/1", BUYEO);
	let incentive = rules.sale.unwrap().incentive.expect("an incentive is added");
	let usual = figures["discount_percent"]["usual"].as_u64().unwrap();
	assert_eq!(incentive.rate, Perbill::from_percent(usual as u32));
	let (class, _, funders, _, _): GenesisSeries =
		read(&rules_of("buyeo"), "/regionalCurrency/series/0");
	assert_eq!((class, incentive.series), (MoneyClass::Incentive, SeriesId(0)));
	let nation = funders.iter().find(|own| own.level == FunderLevel::Nation).unwrap();
	assert_eq!(nation.share * incentive.rate, Perbill::from_percent(7));
	assert!(figures["incentive_funding"].as_str().unwrap().contains("3, 5 or 7 percent"));
	let network = figures["buyeo_goodtrae_pay"].as_str().unwrap();
	assert!(network.contains("no fee") && network.contains("get a bonus"), "{network}");
}

// ---- Cheongyang ----

const OFFICE: &str = "Cheongyang";

fn enrol(province: &mut Province, names: &[&str]) {
	let people: Vec<PersonId> =
		names.iter().map(|name| province.person(name).expect("a registered person")).collect();
	province.does(OFFICE, Income::enrol { income: INCOME, people: people.try_into().unwrap() });
}

/// The county checked that all who are in may still be in.
fn confirm(province: &mut Province, month: u32) {
	province.does(OFFICE, Income::confirm_month { income: INCOME, month });
}

fn pool() -> Won {
	<Balances as Inspect<AccountId>>::balance(&BasicIncome::pool(INCOME))
}

/// The three who live on the income, and have their month of March.
fn march(tell: impl FnOnce(&mut Province)) {
	practice("cheongyang", |province| {
		enrol(province, &["Hana", "Duri", "Grandma"]);
		province.blocks(4);
		assert!(province.lots("Hana").is_empty(), "nothing is paid before the county has checked");
		confirm(province, MARCH);
		province.blocks(4);
		for name in ["Hana", "Duri", "Grandma"] {
			assert_eq!(province.lots(name), [MONTH], "{name}");
		}
		tell(province);
	});
}

#[test]
fn resident_of_cheongyang_spends_where_the_guideline_says() {
	march(|province| {
		let refused = |province: &Province, name, shop| province.refusal(name, shop, 1_000);
		// A township's resident: in the own living zone, and everywhere at a pharmacy.
		assert_eq!(refused(province, "Hana", MARKET_1), None);
		for shop in [TOWN_GROCER, MARKET_2, NONSAN_DINER] {
			assert_eq!(refused(province, "Hana", shop), Some(Refusal::PlaceNotAllowed));
		}
		assert_eq!(refused(province, "Hana", PHARMACY_2), None);
		// The town's resident: in the whole county, and not beyond it.
		for shop in [TOWN_GROCER, MARKET_1, MARKET_2] {
			assert_eq!(refused(province, "Duri", shop), None);
		}
		assert_eq!(refused(province, "Duri", NONSAN_DINER), Some(Refusal::PlaceNotAllowed));
		// Grandma has no phone.
		province.pays("GrandmaCard", MARKET_2, 20_000).unwrap().unwrap();
		assert_eq!(province.lots("GrandmaCard"), [MONTH - 20_000]);
		// Mart, petrol and convenience store together: 50,000 won a month.
		let cap = Some(Refusal::CategoryCapReached);
		assert_eq!(province.refusal("Hana", MART_1, 50_001), cap);
		province.pays("Hana", MART_1, 30_000).unwrap().unwrap();
		province.pays("Hana", CORNER_1, 20_000).unwrap().unwrap();
		assert_eq!(refused(province, "Hana", CORNER_1), cap);
		assert_eq!(refused(province, "Hana", MARKET_1), None);
	});
}

#[test]
fn unspent_income_of_cheongyang_returns_after_ninety_and_one_hundred_and_eighty_days() {
	march(|province| {
		let before = pool();
		province.until(2026, 5, 30);
		assert_eq!((province.lots("Duri"), pool()), (vec![MONTH], before));
		province.until(2026, 5, 31);
		assert_eq!((province.lots("Duri"), pool()), (vec![], before + MONTH));
		province.until(2026, 8, 28);
		assert_eq!(province.lots("Hana"), [MONTH]);
		province.until(2026, 8, 29);
		assert!(province.lots("Hana").is_empty() && province.lots("Grandma").is_empty());
		assert_eq!(pool(), before + 3 * MONTH);
	});
}

#[test]
fn newcomer_to_cheongyang_applies_after_thirty_days_and_is_paid_three_months_at_once() {
	march(|province| {
		province.until(2026, 3, 20);
		let person = province.person("Newcomer").unwrap();
		let begin = |day| Income::begin_check {
			income: INCOME,
			newcomers: vec![Newcomer { person, moved_in: day_of(2026, 2, day).unwrap() }]
				.try_into()
				.unwrap(),
		};
		let early = IncomeError::TooEarly.into();
		assert_eq!(why(province.send(OFFICE, begin(19))), early, "29 days ago");
		province.does(OFFICE, begin(18));
		for (month, passed) in [(4, MARCH + 1), (5, MARCH + 2), (6, MARCH + 3)] {
			confirm(province, passed);
			province.until(2026, month, 2);
		}
		province.until(2026, 6, 17);
		let admit = Income::admit { income: INCOME, person };
		assert_eq!(why(province.send(OFFICE, admit.clone())), early, "89 days");
		province.until(2026, 6, 18);
		assert!(province.lots("Newcomer").is_empty());
		province.does(OFFICE, admit);
		assert_eq!(province.lots("Newcomer").iter().sum::<Won>(), 3 * MONTH);
	});
}

#[test]
fn fraud_in_cheongyang_costs_three_to_five_times_and_two_years() {
	march(|province| {
		let person = province.person("Hana").unwrap();
		let sanction =
			|multiple| Income::sanction { income: INCOME, person, amount: MONTH, multiple };
		for multiple in [2, 6] {
			let wrong = why(province.send(OFFICE, sanction(multiple)));
			assert_eq!(wrong, IncomeError::SanctionOutOfRange.into());
		}
		province.does(OFFICE, sanction(5));
		assert!(province.lots("Hana").is_empty(), "what she has goes back at once");
		let people = vec![person].try_into().unwrap();
		let again = why(province.send(OFFICE, Income::enrol { income: INCOME, people }));
		assert_eq!(again, IncomeError::Banned.into());
	});
}

// ---- Nonsan ----

const NONSAN_PAY: SeriesId = SeriesId(0);
/// What comes back: the series that the programme opens on its first day.
const PAYBACK: SeriesId = SeriesId(1);

/// Nari pays in the diner and asks for her payback.
fn pays_and_claims(province: &mut Province, amount: Won) -> Result<Won, DispatchError> {
	province.pays("Nari", NONSAN_DINER, amount).unwrap().unwrap();
	let before = province.lot("Nari", PAYBACK);
	let receipt = ReceiptId(PaymentState::<Runtime>::get().next_receipt.0 - 1);
	let receipts = vec![receipt].try_into().unwrap();
	let claim = Vouchers::claim_payback { programme: ProgrammeId(0), receipts };
	province.send("Nari", claim).expect("the transaction is valid")?;
	Ok(province.lot("Nari", PAYBACK) - before)
}

#[test]
fn payment_in_nonsan_earns_a_tenth_until_the_month_is_used_up() {
	practice("nonsan", |province| {
		province.blocks(4);
		province.does("Nari", buy(NONSAN_PAY, 700_000, 0));
		let more = why(province.send("Nari", buy(NONSAN_PAY, 1, 0)));
		assert_eq!(more, CurrencyError::PurchaseLimitExceeded.into());
		assert_eq!(pays_and_claims(province, 100_000), Ok(10_000));
		// What came back is public money: to spend it earns nothing.
		let nothing = Err(VoucherError::BelowMinimum.into());
		assert_eq!(pays_and_claims(province, 10_000), nothing);

		province.until(2026, 4, 2);
		province.does("Nari", buy(NONSAN_PAY, 700_000, 0));
		province.until(2026, 5, 2);
		// She holds 1,300,000 won of it.
		let much = why(province.send("Nari", buy(NONSAN_PAY, 200_001, 0)));
		assert_eq!(much, CurrencyError::HoldingLimitExceeded.into());
		province.does("Nari", buy(NONSAN_PAY, 200_000, 0));
		assert_eq!(pays_and_claims(province, 600_000), Ok(60_000));
		// 60,000 won of the next payment are what came back, 140,000 are bought: 10,000 of 14,000 are left for May.
		assert_eq!(pays_and_claims(province, 200_000), Ok(10_000));
		assert_eq!(pays_and_claims(province, 110_000), Err(VoucherError::MonthUsedUp.into()));
		province.until(2026, 6, 1);
		assert_eq!(pays_and_claims(province, 100_000), Ok(10_000));
	});
}

// ---- Buyeo ----

const BUYEO_INCENTIVE: SeriesId = SeriesId(0);
const GOODTRAE: SeriesId = SeriesId(1);

#[test]
fn purchase_in_buyeo_gets_a_tenth_on_top_and_is_undone_within_seven_days() {
	practice("buyeo", |province| {
		province.does("Buyong", buy(GOODTRAE, 700_000, 70_000));
		assert_eq!(province.lot("Buyong", BUYEO_INCENTIVE), 70_000);
		let undo = Currency::undo_purchase { series: GOODTRAE };
		// A second before seven days are over. Its money, its incentive and the limit of the month are as before.
		province.sleep(7 * DAYS - 2_000);
		province.does("Buyong", undo.clone());
		assert!(province.lots("Buyong").is_empty());
		assert_eq!(province.won("Buyong"), 2_000_000);
		province.does("Buyong", buy(GOODTRAE, 700_000, 70_000));
		province.sleep(7 * DAYS);
		let late = why(province.send("Buyong", undo));
		assert_eq!(late, CurrencyError::PurchaseNotFound.into());
		// The rest comes back once 60 % of what was bought is used. The incentive is spent first.
		let rest = Currency::refund_rest { series: GOODTRAE };
		province.pays("Buyong", BUYEO_DINER, 489_999).unwrap().unwrap();
		let little = why(province.send("Buyong", rest.clone()));
		assert_eq!(little, CurrencyError::RefundThresholdNotMet.into());
		province.pays("Buyong", BUYEO_DINER, 1).unwrap().unwrap();
		province.does("Buyong", rest);
		assert!(province.lots("Buyong").is_empty());
		assert_eq!(province.held("Buyong"), 280_000, "the bank pays it out");
	});
}

#[test]
fn payment_in_buyeo_costs_no_fee_and_a_shop_that_pays_on_gets_a_bonus() {
	practice("buyeo", |province| {
		province.does("Buyong", buy(GOODTRAE, 100_000, 10_000));
		// By card, which holds no won of its own: not beyond the county, and not in a shop that sells more than 3 billion won.
		let refused = |shop| province.refusal("BuyongCard", shop, 1_000);
		assert_eq!(refused(NONSAN_DINER), Some(Refusal::PlaceNotAllowed));
		assert_eq!(refused(BUYEO_STORE), Some(Refusal::SalesClassNotAllowed));
		province.pays("BuyongCard", BUYEO_DINER, 60_000).unwrap().unwrap();
		assert_eq!(province.won("BuyeoDiner"), 60_000, "the shop gets all of it");
		assert_eq!(province.won("Buyong"), 1_900_000, "and nobody paid more");
		let until = province.now() + 60_000;
		let (to, amount, order) = (BUYEO_GROCER, 60_000, None);
		province.does("BuyeoDiner", Currency::pay_shop { to, amount, order, until });
		assert_eq!(province.won("BuyeoGrocer"), 60_000);
		assert_eq!(province.won("BuyeoDiner"), 3_000, "5 % for what was not cashed out");
	});
}
