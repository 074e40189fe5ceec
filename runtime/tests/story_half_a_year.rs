// SPDX-License-Identifier: Apache-2.0

//! Half a year of the rural basic income of Cheongyang, by the rules of its ordinance, with people of different kinds:
//! two who live on it, a newcomer, one who is suspended for a while, a grandmother with a card, one who moves, one who
//! cheats and one who dies.

mod driver;

use chungnam_ports::Opener;
use chungnam_primitives::{korean_month, IncomeId, MerchantId, PersonId, ZoneId};
use chungnam_runtime::{AccountId, Balances, BasicIncome, RegionalCurrency, Runtime};
use driver::{story, why, Income, People, Province, NOON};
use frame_support::traits::fungible::Inspect;
use pallet_basic_income::{IncomeStanding, Newcomer, SuspensionReason};
use pallet_regional_currency::Refusal;

type Error = pallet_basic_income::Error<Runtime>;

const INCOME: IncomeId = IncomeId(0);
const MONTH: u128 = 150_000;
const TOWNSHIP_GROCERY: MerchantId = MerchantId(5);
const TOWN_GROCERY: MerchantId = MerchantId(1);
const PHARMACY: MerchantId = MerchantId(3);
/// March 2026, in which the stories begin.
const MARCH: u32 = 2026 * 12 + 2;
const OFFICE: &str = "Cheongyang";

fn pool() -> u128 {
	<Balances as Inspect<AccountId>>::balance(&BasicIncome::pool(INCOME))
}

fn first_template() -> pallet_basic_income::TemplateOf<Runtime> {
	let income = pallet_basic_income::Incomes::<Runtime>::get(INCOME).unwrap();
	income.tiers[1].template.clone()
}

fn person(province: &Province, name: &str) -> PersonId {
	province.person(name).expect("a registered person")
}

fn enrol(province: &mut Province, names: &[&str]) {
	let people: Vec<_> = names.iter().map(|name| person(province, name)).collect();
	province.does(OFFICE, Income::enrol { income: INCOME, people: people.try_into().unwrap() });
}

/// Of so many months that a person has, the oldest is there until this day of 2026, and is back in the pool on the next one.
#[track_caller]
fn oldest_month_comes_back(
	province: &mut Province,
	name: &str,
	months: usize,
	(month, day): (u32, u32),
) {
	province.until(2026, month, day);
	assert_eq!(province.lots(name), vec![MONTH; months]);
	let before = pool();
	province.until(2026, month, day + 1);
	assert_eq!(province.lots(name), vec![MONTH; months - 1]);
	assert_eq!(pool(), before + MONTH);
}

#[test]
fn the_month_is_there_and_nobody_asked_for_it() {
	story(|province| {
		assert_eq!(korean_month(NOON), MARCH);
		let before = pool();
		province.blocks(10);
		assert_eq!(province.lots("Hana"), [MONTH]);
		assert_eq!(province.lots("Duri"), [MONTH]);
		// 27,000 and 91,500 won of an earlier month came back, two months of 150,000 went out.
		assert_eq!(pool(), before + 118_500 - 2 * MONTH);
		assert!(province.lots("Bob").len() == 1, "who is not enrolled gets nothing");
	});
}

#[test]
fn each_spends_where_their_home_allows() {
	story(|province| {
		province.blocks(10);
		assert_eq!(province.refusal("Hana", TOWN_GROCERY, 5_000), Some(Refusal::PlaceNotAllowed));
		province.pays("Hana", TOWNSHIP_GROCERY, 5_000).unwrap().unwrap();
		province.pays("Hana", PHARMACY, 5_000).unwrap().unwrap();
		assert_eq!(province.refusal("Duri", TOWNSHIP_GROCERY, 5_000), None);
	});
}

#[test]
fn money_of_a_township_that_nobody_claims_comes_back_after_one_hundred_and_eighty_days() {
	story(|province| {
		oldest_month_comes_back(province, "Hana", 6, (8, 28));
	});
}

#[test]
fn money_of_the_town_ends_after_ninety_days_and_comes_back_by_itself() {
	story(|province| {
		oldest_month_comes_back(province, "Duri", 3, (5, 30));
	});
}

#[test]
fn who_claims_in_time_keeps_a_month_until_it_ends() {
	story(|province| {
		province.until(2026, 5, 31);
		province.does("Hana", driver::Currency::claim {});
		province.until(2026, 6, 3);
		assert_eq!(province.lots("Hana"), [MONTH; 4]);
		assert_eq!(RegionalCurrency::month(MARCH + 3).lapsed, 0);
	});
}

#[test]
fn a_newcomer_is_checked_for_ninety_days_and_then_paid_at_once() {
	story(|province| {
		province.until(2026, 3, 20);
		let bob = person(province, "Bob");
		let begin = |moved_in| Income::begin_check {
			income: INCOME,
			newcomers: vec![Newcomer { person: bob, moved_in }].try_into().unwrap(),
		};
		let day = |month, day| chungnam_primitives::day_of(2026, month, day).unwrap();
		assert_eq!(why(province.send(OFFICE, begin(day(2, 28)))), Error::TooEarly.into());
		province.does(OFFICE, begin(day(2, 18)));
		province.until(2026, 6, 17);
		let admit = Income::admit { income: INCOME, person: bob };
		assert_eq!(why(province.send(OFFICE, admit.clone())), Error::TooEarly.into());
		province.until(2026, 6, 19);
		let before = province.lots("Bob").iter().sum::<u128>();
		province.does(OFFICE, admit);
		assert_eq!(province.lots("Bob").iter().sum::<u128>(), before + 3 * MONTH);
		province.until(2026, 7, 2);
		assert_eq!(province.lots("Bob").iter().sum::<u128>(), before + 4 * MONTH);
	});
}

#[test]
fn a_wrong_suspension_is_made_good_and_no_month_is_paid_twice() {
	story(|province| {
		enrol(province, &["Charlie"]);
		let own = province.lots("Charlie").iter().sum::<u128>();
		province.until(2026, 4, 2);
		let charlie = person(province, "Charlie");
		let reason = SuspensionReason::Inquiry;
		province.does(OFFICE, Income::suspend { income: INCOME, person: charlie, reason });
		province.until(2026, 6, 2);
		assert_eq!(province.lots("Charlie").iter().sum::<u128>(), own + MONTH);
		let resume =
			|with_arrears| Income::resume { income: INCOME, person: charlie, with_arrears };
		province.does(OFFICE, resume(true));
		assert_eq!(province.lots("Charlie").iter().sum::<u128>(), own + 3 * MONTH);
		assert_eq!(why(province.send(OFFICE, resume(true))), Error::NotSuspended.into());
	});
}

#[test]
fn a_grandmother_needs_no_phone_and_her_money_ends_with_her() {
	story(|province| {
		enrol(province, &["Grandma"]);
		province.until(2026, 4, 2);
		let lots = province.lots("GrandmaCard");
		assert_eq!(lots.iter().sum::<u128>(), 2 * MONTH);
		province.pays("GrandmaCard", PHARMACY, 20_000).unwrap().unwrap();
		let grandma = person(province, "Grandma");
		province.does(OFFICE, People::record_death { person: grandma });
		province.until(2026, 5, 2);
		let standing = BasicIncome::standing(INCOME, grandma);
		assert_eq!(standing, Some(IncomeStanding::Deceased));
		let scale = BasicIncome::scale(INCOME).unwrap();
		assert_eq!(scale.people, 2, "she is no longer counted");
	});
}

#[test]
fn who_moves_is_paid_by_the_rules_of_the_new_home() {
	story(|province| {
		province.blocks(10);
		let hana = person(province, "Hana");
		let to_town = People::move_house { person: hana, zone: ZoneId::new(12, 0) };
		province.does(OFFICE, to_town);
		province.does(OFFICE, Income::refresh { income: INCOME, person: hana });
		province.until(2026, 4, 2);
		assert_eq!(province.lots("Hana"), [MONTH; 2]);
		// In town all of the county is open to her, and money of the township is spent where she lives now.
		assert_eq!(province.refusal("Hana", TOWN_GROCERY, 160_000), None);
		let away = People::move_house { person: hana, zone: ZoneId::new(1, 0) };
		province.does("Cheonan", away);
		province.does("Hana", People::finish_move { person: hana });
		province.does(OFFICE, Income::refresh { income: INCOME, person: hana });
		province.until(2026, 5, 2);
		assert_eq!(province.lots("Hana"), [MONTH; 2], "she left and keeps what was hers");
	});
}

#[test]
fn who_cheats_gives_back_several_times_over_and_is_shut_out_for_two_years() {
	story(|province| {
		enrol(province, &["Bob"]);
		province.until(2026, 4, 2);
		let bob = person(province, "Bob");
		let sanction =
			|multiple| Income::sanction { income: INCOME, person: bob, amount: MONTH, multiple };
		assert_eq!(why(province.send(OFFICE, sanction(2))), Error::SanctionOutOfRange.into());
		let own = province.lots("Bob").iter().sum::<u128>();
		province.does(OFFICE, sanction(3));
		// 600,000 won are owed: April's 150,000 went at once, the rest is kept from later income.
		assert_eq!(province.lots("Bob").iter().sum::<u128>(), own - MONTH);
		let people = vec![bob].try_into().unwrap();
		let again = Income::enrol { income: INCOME, people };
		assert_eq!(why(province.send(OFFICE, again.clone())), Error::Banned.into());
		province.until(2028, 4, 3);
		province.does(OFFICE, again);
		let own = province.lots("Bob").iter().sum::<u128>();
		province.until(2028, 5, 2);
		let kept = province.lots("Bob").iter().sum::<u128>() - own;
		assert_eq!(kept, MONTH / 2, "half of each month until all is given back");
	});
}

#[test]
fn a_short_pool_is_shared_and_the_rest_stays() {
	story(|province| {
		province.blocks(10);
		// A second income, of one person.
		let tiers = vec![pallet_basic_income::NewTier {
			zones: vec![ZoneId::new(12, 2)].try_into().unwrap(),
			template: first_template(),
		}];
		let terms = pallet_basic_income::Incomes::<Runtime>::get(INCOME).unwrap().terms;
		province.does(
			OFFICE,
			Income::create {
				region: 12,
				tiers: tiers.try_into().unwrap(),
				terms,
				first: MARCH + 1,
				refund_to: driver::account(OFFICE),
			},
		);
		let grandma = person(province, "Grandma");
		let people = vec![grandma].try_into().unwrap();
		province.does(OFFICE, Income::enrol { income: IncomeId(1), people });
		province.does("Nation", Income::fund { income: IncomeId(1), amount: 100_001 });
		province.next_block();
		let scale = BasicIncome::scale(IncomeId(1)).unwrap();
		assert_eq!((scale.people, scale.pool, scale.per_head), (1, 100_001, 100_001));
		let own = province.lots("Grandma").iter().sum::<u128>();
		province.until(2026, 4, 2);
		assert_eq!(province.lots("Grandma").iter().sum::<u128>(), own + 100_001);
		// In May there is nothing: the month waits, says so, and opens when it is paid for.
		province.until(2026, 5, 2);
		assert_eq!(BasicIncome::scale(IncomeId(1)).unwrap().per_head, 0);
		province.does("Nation", Income::fund { income: IncomeId(1), amount: MONTH });
		province.blocks(4);
		assert_eq!(province.lots("Grandma").iter().sum::<u128>(), own + 100_001 + MONTH);
	});
}

/// Won in the pots of the income's months.
fn pots() -> u128 {
	pallet_regional_currency::SeriesById::<Runtime>::iter()
		.filter(|(_, series)| series.opener == Some(Opener::Income(INCOME)))
		.map(|(number, _)| {
			<Balances as Inspect<AccountId>>::balance(&RegionalCurrency::pot(number))
		})
		.sum()
}

/// Seven people, one run: one spends, one never does, one is suspended, one pays by card and dies, one comes new, one
/// cheats, and one moves to town. At the end every won is where it should be.
#[test]
fn half_a_year_in_cheongyang() {
	const HANARO_MART: MerchantId = MerchantId(2);
	story(|province| {
		let start = pool();
		province.blocks(10);
		enrol(province, &["Charlie", "Grandma"]);
		let [bob, charlie, grandma, alice] =
			["Bob", "Charlie", "Grandma", "Alice"].map(|name| person(province, name));
		let moved_in = chungnam_primitives::day_of(2026, 1, 20).unwrap();
		let newcomers = vec![Newcomer { person: bob, moved_in }].try_into().unwrap();
		province.does(OFFICE, Income::begin_check { income: INCOME, newcomers });
		let sum = |province: &Province, name: &str| province.lots(name).iter().sum::<u128>();
		let before = ["Bob", "Charlie", "Grandma"].map(|name| sum(province, name));

		// March and April: Hana spends, and her mart money has its cap.
		province.pays("Hana", TOWNSHIP_GROCERY, 60_000).unwrap().unwrap();
		let large = province.refusal("Hana", HANARO_MART, 50_001);
		assert_eq!(large, Some(Refusal::CategoryCapReached));
		province.pays("Hana", HANARO_MART, 50_000).unwrap().unwrap();
		province.does("Cheongyang", People::move_house { person: alice, zone: ZoneId::new(12, 1) });
		province.does("Alice", People::finish_move { person: alice });
		enrol(province, &["Alice"]);
		province.until(2026, 4, 3);
		assert_eq!(sum(province, "Hana"), 2 * MONTH - 110_000);
		assert_eq!(sum(province, "Charlie"), before[1] + MONTH);
		province.pays("GrandmaCard", PHARMACY, 12_000).unwrap().unwrap();
		let reason = SuspensionReason::Inquiry;
		province.does(OFFICE, Income::suspend { income: INCOME, person: charlie, reason });

		// May: Alice never lived there. Her months go back and three times as much is owed.
		province.until(2026, 5, 3);
		let own = sum(province, "Alice");
		let amount = 2 * MONTH;
		province
			.does(OFFICE, Income::sanction { income: INCOME, person: alice, amount, multiple: 3 });
		assert_eq!(sum(province, "Alice"), own - 2 * MONTH);

		// June: Bob's ninety days are over, Charlie's suspension was wrong.
		province.until(2026, 6, 3);
		assert_eq!(sum(province, "Bob"), before[0]);
		province.does(OFFICE, Income::admit { income: INCOME, person: bob });
		assert_eq!(sum(province, "Bob"), before[0] + 3 * MONTH);
		let resume = Income::resume { income: INCOME, person: charlie, with_arrears: true };
		province.does(OFFICE, resume);
		assert_eq!(sum(province, "Charlie"), before[1] + 3 * MONTH);

		// July: Grandma dies, Hana moves to town.
		province.until(2026, 7, 3);
		province.does(OFFICE, People::record_death { person: grandma });
		let hana = person(province, "Hana");
		province.does(OFFICE, People::move_house { person: hana, zone: ZoneId::new(12, 0) });
		province.does(OFFICE, Income::refresh { income: INCOME, person: hana });
		province.until(2026, 8, 3);
		province.pays("Hana", TOWN_GROCERY, 100_000).unwrap().unwrap();
		assert_eq!(BasicIncome::scale(INCOME).unwrap().people, 4);
		province.until(2026, 9, 3);

		// Nothing is lost: what was in the pool is spent, in people's pots, or back in it.
		let spent = 60_000 + 50_000 + 12_000 + 100_000;
		assert_eq!(pool() + pots() + spent, start + 118_500);
	});
}
