// SPDX-License-Identifier: Apache-2.0

//! Vouchers that arrive by themselves, and nobody who gets round a rule of theirs.

mod driver;

use chungnam_ports::Source;
use chungnam_primitives::{CohortId, MerchantId, PersonId, ProgrammeId, DAYS};
use chungnam_runtime::{AccountId, Balances, RegionalCurrency, Runtime, RuntimeCall, VoucherDrops};
use chungnam_wallet_api::api::runtime_decl_for_wallet_api::WalletApi;
use driver::{account, story, why, Currency, People, Province, Vouchers};
use frame_support::traits::fungible::Inspect;
use pallet_registry::{KeyKind, RoleOffer};
use sp_runtime::Perbill;

const PROGRAMME: ProgrammeId = ProgrammeId(0);
const PENSIONERS: CohortId = CohortId(0);
const VOUCHER: u128 = 50_000;
const INN: MerchantId = MerchantId(6);

fn budget() -> u128 {
	<Balances as Inspect<AccountId>>::balance(&VoucherDrops::programme_account(PROGRAMME))
}

fn enrol(province: &mut Province, name: &str) {
	let people = vec![province.person(name).unwrap()].try_into().unwrap();
	province.does("Boryeong", People::enrol { cohort: PENSIONERS, people });
}

#[test]
fn a_pensioner_does_nothing_and_has_a_voucher_every_thirty_days() {
	story(|province| {
		let before = budget();
		province.blocks(3);
		assert_eq!(province.lots("Boksun"), [VOUCHER]);
		assert_eq!(budget(), before - VOUCHER);
		let stored = pallet_regional_currency::Wallets::<Runtime>::contains_key(PersonId(6));
		assert!(!stored, "an unspent voucher costs no byte");
		province.pays("Boksun", INN, 20_000).unwrap().unwrap();
		assert_eq!(province.lots("Boksun"), [VOUCHER - 20_000]);
		province.until(2026, 4, 2);
		assert_eq!(province.lots("Boksun"), [VOUCHER - 20_000, VOUCHER]);
	});
}

#[test]
fn who_joins_later_gets_the_next_one_and_who_left_keeps_the_last() {
	story(|province| {
		province.blocks(3);
		enrol(province, "Alice");
		let own = province.lots("Alice").len();
		province.until(2026, 4, 2);
		assert_eq!(province.lots("Alice").len(), own + 1);
		let people = vec![province.person("Alice").unwrap()].try_into().unwrap();
		province.does("Boryeong", People::unenrol { cohort: PENSIONERS, people });
		enrol(province, "Alice");
		assert_eq!(province.lots("Alice").len(), own + 1, "enrolling again gives nothing twice");
	});
}

#[test]
fn a_person_with_two_keys_has_one_voucher() {
	story(|province| {
		province.blocks(3);
		let boksun = province.person("Boksun").unwrap();
		let key = province.agreed_phone("BoksunsOtherPhone", boksun);
		province.does("Boksun", People::add_key { key, kind: pallet_registry::KeyKind::Phone });
		province.pays("BoksunsOtherPhone", INN, 30_000).unwrap().unwrap();
		assert_eq!(province.lots("Boksun"), [20_000]);
		assert_eq!(province.lots("BoksunsOtherPhone"), [20_000]);
		let more = why(province.pays("Boksun", INN, 20_001));
		assert_eq!(more, pallet_regional_currency::Error::<Runtime>::InsufficientBalance.into());
	});
}

#[test]
fn nobody_but_the_office_changes_a_programme_whichever_way_the_call_is_wrapped() {
	story(|province| {
		let stop: RuntimeCall = Vouchers::stop { programme: PROGRAMME }.into();
		let wrapped: [RuntimeCall; 4] = [
			stop.clone(),
			pallet_utility::Call::batch_all { calls: vec![stop.clone()] }.into(),
			pallet_multisig::Call::as_multi_threshold_1 {
				other_signatories: vec![account("Bob")],
				call: Box::new(stop.clone()),
			}
			.into(),
			pallet_proxy::Call::proxy {
				real: account("Boryeong").into(),
				force_proxy_type: None,
				call: Box::new(stop),
			}
			.into(),
		];
		for call in wrapped {
			assert!(province.send("Alice", call).unwrap().is_err());
		}
		province.until(2026, 4, 2);
		assert_eq!(province.lots("Boksun").len(), 2, "the programme goes on");
	});
}

#[test]
fn an_outage_of_three_months_is_made_good_in_order_and_once() {
	story(|province| {
		province.blocks(3);
		province.sleep(95 * DAYS);
		province.blocks(10);
		// Due on days 30, 60 and 90: they opened late, each once, and end 60 days from then.
		assert_eq!(province.lots("Boksun"), [VOUCHER; 3]);
	});
}

#[test]
fn the_circle_of_each_month_balances_to_the_won() {
	story(|province| {
		province.blocks(10);
		province.pays("Boksun", INN, 20_000).unwrap().unwrap();
		province.pays("Hana", MerchantId(5), 30_000).unwrap().unwrap();
		province.until(2026, 5, 20);
		let source = Source::AssetIncome;
		province.does("Nation", pallet_fund_router::Call::pay_in { source, amount: 10_001 });
		// The fee of that transaction lies at the source of fees.
		province.does("Nation", pallet_fund_router::Call::flush { source: Source::Fees });
		let (first, last) = (2026 * 12 + 2, 2026 * 12 + 4);
		let (mut given, mut gone) = (0, 0);
		for month in first..=last {
			let circle = Runtime::circle(month);
			let money = circle.money;
			given += money.issued + money.sold + money.refunded;
			gone += money.spent + money.expired + money.lapsed + money.clawed_back;
			for source in circle.sources {
				assert_eq!(source.opening + source.received, source.routed + source.closing);
				let paid: u128 = source.to.iter().map(|(_, won)| won).sum();
				assert_eq!(paid, source.routed);
			}
		}
		// What was given since the chain began, with what people had then, is spent, gone, or still there.
		let outstanding: u128 = pallet_regional_currency::TotalsBySeries::<Runtime>::iter_values()
			.map(|totals| totals.outstanding)
			.sum();
		let at_genesis = 100_000 + 30_000 + 3 * 150_000 + 118_500;
		assert_eq!(given + at_genesis, gone + outstanding);
		assert!(RegionalCurrency::month(first).spent >= 50_000);
	});
}

#[test]
fn a_claim_that_brings_nothing_says_so_and_is_free_all_the_same() {
	story(|province| {
		province.blocks(3);
		assert_eq!(province.won("Boksun"), 0);
		province.does("Boksun", Currency::claim {});
		let again = why(province.send("Boksun", Currency::claim {}));
		assert_eq!(again, pallet_regional_currency::Error::<Runtime>::NothingToClaim.into());
	});
}

/// 10 % of each payment in Boryeong, at most 70,000 won a month, for one person, from now on for so many days.
fn tenth_of_each_payment(province: &mut Province, days: u64) -> ProgrammeId {
	use chungnam_primitives::{CategorySet, MoneySet, RegionSet};
	use pallet_voucher_drops::{NextProgramme, PaybackPlan, Plan, Programmes, Reward, Window};
	let like = Programmes::<Runtime>::get(PROGRAMME).expect("the preset has it");
	let programme = NextProgramme::<Runtime>::get();
	let (opens, closes) = (province.now(), province.now() + days * DAYS);
	let plan = PaybackPlan {
		reward: Reward::Each { rate: Perbill::from_percent(10), per_month: 70_000 },
		claims: 1,
		receipts: Window { opens, closes },
		closes,
		minimum: 1_000,
		money: MoneySet::ALL,
		categories: CategorySet::ALL,
		regions: RegionSet::of(&[3]),
		zones: Default::default(),
		visitors_only: false,
	};
	let amount = plan.most().expect("it is a small sum");
	let (template, refund_to) = (like.template, like.refund_to);
	let plan = Plan::Payback(plan);
	province.does("Boryeong", Vouchers::create_programme { plan, template, refund_to });
	province.does("Nation", Vouchers::fund { programme, amount });
	province.blocks(3);
	programme
}

/// Pays in the inn and asks for the tenth, with the phone or the card of that name. Returns what came back.
fn pays_and_claims(
	province: &mut Province,
	who: &str,
	programme: ProgrammeId,
	amount: u128,
) -> u128 {
	province.pays(who, INN, amount).unwrap().unwrap();
	let receipt = pallet_regional_currency::PaymentState::<Runtime>::get().next_receipt;
	let receipts = vec![chungnam_primitives::ReceiptId(receipt.0 - 1)].try_into().unwrap();
	let before = province.lots(who).iter().sum::<u128>();
	province.does(who, Vouchers::claim_payback { programme, receipts });
	province.lots(who).iter().sum::<u128>() - before
}

#[test]
fn payback_of_two_months_pays_for_both() {
	story(|province| {
		province.blocks(3);
		let programme = tenth_of_each_payment(province, 60);
		assert_eq!(pays_and_claims(province, "Boksun", programme, 20_000), 2_000);
		// The receipt of the first payment is gone, and what came back for it stays.
		province.days(40);
		assert_eq!(pays_and_claims(province, "Boksun", programme, 10_000), 1_000);
		let person = province.person("Boksun").unwrap();
		let claim = pallet_voucher_drops::Claims::<Runtime>::get(programme, person);
		assert_eq!(claim.map(|claim| claim.amount), Some(3_000));
	});
}

#[test]
fn card_claims_what_its_holder_is_paid_back() {
	story(|province| {
		province.blocks(3);
		let programme = tenth_of_each_payment(province, 20);
		let person = province.person("Boksun").unwrap();
		let kind = KeyKind::Card;
		let key = province.agreed("BoksunCard", RoleOffer::Key { person, kind });
		province.does("Boksun", People::add_key { key, kind });
		assert_eq!(pays_and_claims(province, "BoksunCard", programme, 20_000), 2_000);
	});
}

#[test]
fn tenth_of_a_payment_comes_back_and_goes_with_the_refund_of_the_payment() {
	story(|province| {
		province.blocks(3);
		let programme = tenth_of_each_payment(province, 20);
		province.pays("Boksun", INN, 30_000).unwrap().unwrap();
		let receipt = pallet_regional_currency::PaymentState::<Runtime>::get().next_receipt;
		let receipt = chungnam_primitives::ReceiptId(receipt.0 - 1);
		let receipts = vec![receipt].try_into().unwrap();
		province.does("Boksun", Vouchers::claim_payback { programme, receipts });
		assert_eq!(province.lots("Boksun").iter().sum::<u128>(), 20_000 + 3_000);
		// She spends all she has, the payback with it; then the inn gives a third of the first payment back.
		province.pays("Boksun", INN, 23_000).unwrap().unwrap();
		province.does("Inn", Currency::refund { receipt, amount: 10_000 });
		assert_eq!(province.lots("Boksun").iter().sum::<u128>(), 9_000);
		let person = province.person("Boksun").unwrap();
		let claim = pallet_voucher_drops::Claims::<Runtime>::get(programme, person);
		assert_eq!(claim.map(|claim| claim.amount), Some(2_000));
		province.check();
	});
}
