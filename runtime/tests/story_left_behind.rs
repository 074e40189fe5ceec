// SPDX-License-Identifier: Apache-2.0

//! What somebody leaves behind: a death that was a mistake, an heir after one that was not, and stays of earlier homes.

mod driver;

use chungnam_ports::Source;
use chungnam_primitives::{
	category::GROCERY, IncomeId, MerchantId, SalesClass, SeriesId, Won, ZoneId, HOURS, SECONDS,
};
use chungnam_runtime::{FundRouter, Registry, Runtime};
use driver::{account, issuance, story, why, Currency, Income, People, Province};
use pallet_registry::{NewMerchant, RoleOffer};
use sp_runtime::DispatchError::BadOrigin;

const HALL: &str = "Cheongyang";
const TOWN_GROCERY: MerchantId = MerchantId(1);
const INCOME_TOWN: SeriesId = SeriesId(3);
type Error = pallet_registry::Error<Runtime>;
type Router = pallet_fund_router::Call<Runtime>;
type RouterError = pallet_fund_router::Error<Runtime>;

#[test]
fn charlie_was_taken_for_dead_and_pays_again_the_same_day() {
	story(|province| {
		province.give("Charlie", 7_000);
		let charlie = province.person("Charlie").unwrap();
		province.does(HALL, People::record_death { person: charlie });
		assert_eq!(province.person("Charlie"), None);
		assert!(!matches!(province.pays("Charlie", TOWN_GROCERY, 1_000), Ok(Ok(()))));
		let value = 1_000;
		let dest = account("Friend").into();
		let send = pallet_balances::Call::transfer_allow_death { dest, value };
		assert!(!matches!(province.send("Charlie", send), Ok(Ok(()))));

		let undo = || People::undo_death { person: charlie };
		assert_eq!(why(province.send("Cheonan", undo())), BadOrigin);
		province.does(HALL, undo());
		assert_eq!(province.person("Charlie"), Some(charlie));
		assert_eq!(province.lot("Charlie", INCOME_TOWN), 150_000);
		province.pays("Charlie", TOWN_GROCERY, 1_000).unwrap().unwrap();
		assert_eq!(province.won("Charlie") + province.lot("Charlie", INCOME_TOWN), 156_000);
	});
}

#[test]
fn after_thirty_days_the_death_is_final() {
	story(|province| {
		let charlie = province.person("Charlie").unwrap();
		province.does(HALL, People::record_death { person: charlie });
		province.days(30);
		let undo = People::undo_death { person: charlie };
		assert_eq!(why(province.send(HALL, undo)), Error::TooLate.into());
	});
}

#[test]
fn bob_inherits_what_lay_on_charlies_phone_once_the_month_is_over() {
	story(|province| {
		province.give("Charlie", 7_000);
		let (bob, charlie) = (province.person("Bob").unwrap(), province.person("Charlie").unwrap());
		let name = || People::name_heir { person: charlie, heir: bob };
		let accept = || People::accept_estate { person: charlie };
		let take = || Currency::reclaim_won { from: account("Charlie") };
		province.does(HALL, People::record_death { person: charlie });
		assert_eq!(why(province.send(HALL, name())), Error::TooEarly.into());
		province.days(30);
		assert_eq!(why(province.send("Cheonan", name())), BadOrigin);
		province.does(HALL, name());
		// Named, and not accepted: nothing moves.
		let (before, issued) = (province.won("Bob"), issuance());
		assert!(!matches!(province.send("Bob", take()), Ok(Ok(()))));
		assert_eq!(why(province.send("Alice", accept())), Error::NotAuthorized.into());
		province.does("Bob", accept());
		assert!(!matches!(province.send("Alice", take()), Ok(Ok(()))));
		province.does("Bob", take());

		assert_eq!((province.won("Charlie"), province.won("Bob")), (0, before + 7_000));
		assert_eq!(issuance(), issued, "no won is made, and none is lost");
		assert!(!matches!(province.send("Bob", take()), Ok(Ok(()))), "and none is taken twice");
		let again = People::name_heir { person: charlie, heir: bob };
		assert_eq!(why(province.send(HALL, again)), Error::EstateAccepted.into());
	});
}

#[test]
fn bob_inherits_from_charlie_when_hana_who_accepted_died_before_taking_it() {
	story(|province| {
		province.give("Charlie", 7_000);
		let [bob, charlie, hana] =
			["Bob", "Charlie", "Hana"].map(|name| province.person(name).unwrap());
		let name = |heir| People::name_heir { person: charlie, heir };
		let accept = || People::accept_estate { person: charlie };
		let sweep = || Router::sweep_estate { from: account("Charlie") };
		province.does(HALL, People::record_death { person: charlie });
		province.days(30);
		province.does(HALL, name(hana));
		province.does("Hana", accept());
		province.days(730);
		assert_eq!(why(province.send("Alice", sweep())), RouterError::EstateAccepted.into());
		province.does(HALL, People::record_death { person: hana });
		province.days(30);
		assert_eq!(why(province.send("Alice", sweep())), RouterError::TooEarly.into());
		// Charlie died more than two years ago, and Bob has as much time as after Hana's death.
		province.does(HALL, name(bob));
		assert_eq!(why(province.send("Alice", sweep())), RouterError::TooEarly.into());
		let (before, issued) = (province.won("Bob"), issuance());
		province.does("Bob", accept());
		province.does("Bob", Currency::reclaim_won { from: account("Charlie") });
		assert_eq!((province.won("Charlie"), province.won("Bob")), (0, before + 7_000));
		assert_eq!(issuance(), issued, "no won is made, and none is lost");
	});
}

#[test]
fn won_that_nobody_inherits_from_charlie_goes_to_the_circle_two_years_later() {
	story(|province| {
		province.give("Charlie", 7_000);
		let (bob, charlie) = (province.person("Bob").unwrap(), province.person("Charlie").unwrap());
		let sweep = || Router::sweep_estate { from: account("Charlie") };
		assert_eq!(why(province.send("Alice", sweep())), RouterError::PersonNotDeceased.into());
		province.does(HALL, People::record_death { person: charlie });
		// What is due meanwhile happens in time.
		for _ in 0..27 {
			province.days(27);
			province.catch_up();
		}
		// Named, and not accepted.
		province.does(HALL, People::name_heir { person: charlie, heir: bob });
		assert_eq!(why(province.send("Alice", sweep())), RouterError::TooEarly.into());
		province.days(1);
		province.sleep(SECONDS);
		// What is due each day may empty the source.
		province.catch_up();

		let forfeited = || FundRouter::waiting(Source::ForfeitedIncome).1;
		let (before, issued) = (forfeited(), issuance());
		province.does("Alice", sweep());
		assert_eq!((province.won("Charlie"), forfeited()), (0, before + 7_000));
		assert_eq!(issuance(), issued, "no won is made, and none is lost");
		assert_eq!(why(province.send("Alice", sweep())), RouterError::NothingToSweep.into());
	});
}

#[test]
fn a_shop_of_the_dead_goes_to_the_account_of_the_heir_with_its_takings() {
	story(|province| {
		let shop = NewMerchant {
			owner: province.agreed("OldShop", RoleOffer::Shop),
			zone: ZoneId::new(12, 0),
			category: GROCERY,
			sales_class: SalesClass::Small,
			operator: province.person("Charlie"),
		};
		let merchant = pallet_registry::NextMerchant::<Runtime>::get();
		let merchants = vec![shop].try_into().unwrap();
		province.does(HALL, People::register_merchants { merchants });
		province.give("OldShop", 9_000);
		let charlie = province.person("Charlie").unwrap();
		province.does(HALL, People::record_death { person: charlie });
		// Nobody knows the shop's key any more.
		let owner = province.agreed("NewShop", RoleOffer::Owner { merchant });
		province.does(HALL, People::replace_owner { merchant, new_owner: owner });
		province.sleep(48 * HOURS);
		province.does("Alice", People::finish_replacement { merchant });
		let operator = province.person("Bob");
		province.does(HALL, People::set_operator { merchant, operator });
		province.does("NewShop", Currency::reclaim_takings { from: account("OldShop") });
		assert_eq!((province.won("OldShop"), province.won("NewShop")), (0, 9_000));
		assert_eq!(Registry::merchant(merchant).unwrap().0.operator, operator);
	});
}

/// The tier in which Hana is, and the one of her home.
fn tiers_of_hana(province: &Province) -> (Option<usize>, Option<usize>) {
	use chungnam_ports::Cohorts;
	let income = pallet_basic_income::Incomes::<Runtime>::get(IncomeId(0)).unwrap();
	let hana = Registry::member(province.person("Hana").unwrap()).unwrap();
	(income.tier_of_member(&hana), income.tier_of_home(hana.profile.zone))
}

#[test]
fn hana_moves_to_and_fro_and_ends_in_the_tier_of_her_home() {
	story(|province| {
		province.blocks(10);
		let hana = province.person("Hana").unwrap();
		let first = Registry::person(hana).unwrap().zone;
		let refresh = || Income::refresh { income: IncomeId(0), person: hana };
		let lots = province.lots("Hana");
		let mut zones = [ZoneId::new(12, 0), first].into_iter().cycle();
		let refused = loop {
			let zone = zones.next().unwrap();
			province.does(HALL, People::move_house { person: hana, zone });
			province.next_block();
			if let Err(why) = province.send(HALL, refresh()).unwrap() {
				break why;
			}
			province.blocks(2);
		};
		assert_eq!(refused, Error::MaxEnrolmentsExceeded.into());
		let (tier, home) = tiers_of_hana(province);
		assert_ne!(tier, home, "her home is in the zones of the other tier");
		// Anybody makes room, and she goes where she lives.
		province.does("Alice", People::forget_stay { person: hana });
		province.does(HALL, refresh());
		let (tier, home) = tiers_of_hana(province);
		assert_eq!(tier, home);
		assert_eq!(province.lots("Hana"), lots, "March is hers all the same");
		province.until(2026, 4, 2);
		assert_eq!(province.lots("Hana").iter().sum::<Won>(), lots.iter().sum::<Won>() + 150_000);
	});
}
