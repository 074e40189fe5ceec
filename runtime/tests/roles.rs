// SPDX-License-Identifier: Apache-2.0

//! One account, one role: walks the table of `docs/roles.md` on the real runtime, with real signatures.

mod driver;

use chungnam_ports::{Holder, Source};
use chungnam_primitives::{
	category::GROCERY, EnvelopeId, IncomeId, InstrumentId, IntakeId, MerchantId, OfferingId,
	PersonId, ProgrammeId, ReceiptId, RegionSet, SalesClass, Scope, ScopeSet, SeriesId, Won,
	ZoneId, DAYS, HOURS,
};
use chungnam_runtime::{
	configs::funds::{AcceleratorAccount, BudgetAccount},
	Accelerator, AccountId, AssetFractions, BasicIncome, Escrow, FundRouter, ProjectTokens,
	RegionalCurrency, Registry, Reserve, Runtime, Securities, VoucherDrops,
};
use driver::{account, story, why, Currency, People, Province};
use pallet_registry::{
	Attesters, Consent, KeyKind, MandateOffers, MerchantAccounts, NewMerchant, NextMerchant,
	RoleOffer,
};

const DOC: &str = include_str!("../../docs/roles.md");
const HALL: &str = "Cheongyang";
const TOWN_GROCERY: u32 = 1;
const HERE: ZoneId = ZoneId::new(12, 0);
const WON: Won = 10_000;

/// A row of the table: how an account gets the role, whether it has it, how it loses it.
struct Row {
	name: &'static str,
	begin: fn(&mut Province, &str) -> bool,
	has: fn(&AccountId) -> bool,
	end: fn(&mut Province, &str),
	/// True if the won on the account is the person's afterwards.
	is_the_persons: bool,
}

const ROWS: [Row; 5] = [
	Row {
		name: "phone",
		begin: |province, name| add_key(province, name, KeyKind::Phone),
		has: |who| Registry::person_of(who.clone()).is_some(),
		end: remove_key,
		is_the_persons: true,
	},
	Row {
		name: "card",
		begin: |province, name| add_key(province, name, KeyKind::Card),
		has: |who| Registry::person_of(who.clone()).is_some(),
		end: remove_key,
		is_the_persons: true,
	},
	Row {
		name: "shop",
		begin: open_shop,
		has: acts,
		end: |province, name| {
			let merchant = Registry::acting(account(name)).unwrap().merchant;
			province.does(name, People::close_merchant { merchant });
		},
		is_the_persons: false,
	},
	Row {
		name: "till",
		begin: |province, name| {
			let till =
				province.agreed(name, RoleOffer::Till { merchant: MerchantId(TOWN_GROCERY) });
			done(province, "Eve", People::add_till { till, limit_per_day: 5 })
		},
		has: acts,
		end: |province, name| province.does("Eve", People::remove_till { till: account(name) }),
		is_the_persons: false,
	},
	Row {
		name: "institution",
		begin: |province, name| {
			let (regions, scopes) = (RegionSet::of(&[12]), ScopeSet::of(&[Scope::Freeze]));
			province.decided(People::appoint_attester { who: account(name), regions, scopes });
			let accepted = done(province, name, People::accept_mandate {});
			// An offer that was not accepted is taken back; an institution keeps its mandate.
			if MandateOffers::<Runtime>::contains_key(account(name)) {
				province.decided(People::dismiss_attester { who: account(name) });
			}
			accepted
		},
		has: |who| Attesters::<Runtime>::contains_key(who),
		end: |province, name| {
			province.decided(People::dismiss_attester { who: account(name) });
		},
		is_the_persons: false,
	},
];

/// True if the call went through.
fn done(province: &mut Province, name: &str, call: People) -> bool {
	matches!(province.send(name, call), Ok(Ok(())))
}

fn bob(province: &Province) -> PersonId {
	province.person("Bob").unwrap()
}

fn acts(who: &AccountId) -> bool {
	Registry::acting(who.clone()).is_some_and(|acting| !acting.role.is_former())
}

fn add_key(province: &mut Province, name: &str, kind: KeyKind) -> bool {
	let person = bob(province);
	let key = province.agreed(name, RoleOffer::Key { person, kind });
	done(province, "Bob", People::add_key { key, kind })
}

fn remove_key(province: &mut Province, name: &str) {
	province.does("Bob", People::remove_key { key: account(name) });
}

fn open_shop(province: &mut Province, name: &str) -> bool {
	let shop = NewMerchant {
		owner: province.agreed(name, RoleOffer::Shop),
		zone: HERE,
		category: GROCERY,
		sales_class: SalesClass::Small,
		operator: None,
	};
	let before = NextMerchant::<Runtime>::get();
	let merchants = vec![shop].try_into().unwrap();
	province.does(HALL, People::register_merchants { merchants });
	NextMerchant::<Runtime>::get() > before
}

#[test]
fn every_role_begins_excludes_ends_and_leaves_its_money_as_the_table_says() {
	story(|province| {
		for row in &ROWS {
			let listed = DOC.contains(&format!("\n| **{}**", row.name));
			assert!(listed, "docs/roles.md has a row for {}", row.name);
			let name = format!("Somebody//{}", row.name);
			let who = account(&name);
			province.give(&name, WON);
			province.sleep(HOURS);
			province.blocks(1);
			assert!(!(row.has)(&who), "{}: before", row.name);
			assert!((row.begin)(province, &name), "{}: begins", row.name);
			assert!((row.has)(&who), "{}: has begun", row.name);

			for other in &ROWS {
				let began = (other.begin)(province, &name);
				assert!(!began, "{} while it is {}", other.name, row.name);
			}
			assert_eq!(ROWS.iter().filter(|other| (other.has)(&who)).count(), roles_like(row));

			province.blocks(1);
			(row.end)(province, &name);
			assert!(!(row.has)(&who), "{}: has ended", row.name);
			province.blocks(1);
			leaves_its_money(province, row, &name);
		}
	});
}

/// Phone and card are one question to the registry, shop and till another.
fn roles_like(row: &Row) -> usize {
	if row.name == "institution" {
		1
	} else {
		2
	}
}

fn leaves_its_money(province: &mut Province, row: &Row, name: &str) {
	let left = province.won(name);
	assert!(left > WON / 2, "{}: the fees are small", row.name);
	let from = account(name);
	let before = province.won("Bob");
	let claimed = matches!(province.send("Bob", Currency::reclaim_won { from }), Ok(Ok(())));
	assert_eq!(claimed, row.is_the_persons, "{}", row.name);
	if claimed {
		assert_eq!((province.won(name), province.won("Bob")), (0, before + left));
	} else {
		// Its holder keeps it, and sends it where it is wanted.
		let dest = account("Alice").into();
		let all = pallet_balances::Call::transfer_all { dest, keep_alive: false };
		province.does(name, all);
		assert_eq!(province.won(name), 0);
	}
}

#[test]
fn institution_that_may_hold_units_becomes_nobodys_key() {
	use pallet_securities::{Call, Credential, InvestorClass, Seat};
	story(|province| {
		province.blocks(1);
		province.give("Checker", WON);
		let (who, regions) = (account("Checker"), RegionSet::province());
		let scopes = ScopeSet::of(&[Scope::Investors]);
		province.decided(People::appoint_attester { who, regions, scopes });
		province.does("Checker", People::accept_mandate {});
		let until = province.now() + 365 * DAYS;
		let credential =
			Credential { seat: Seat::Korea, class: InvestorClass::Professional, until };
		let holder = Holder::Account(account("Fund"));
		let attest = Call::<Runtime>::attest_investor { holder: holder.clone(), credential };
		province.does("Checker", attest);
		let key = province.agreed_phone("Fund", bob(province));
		let refused = why(province.send("Bob", People::add_key { key, kind: KeyKind::Phone }));
		assert_eq!(refused, pallet_registry::Error::<Runtime>::AccountIsInvestor.into());
		assert_eq!(Securities::holder_of(account("Fund")), Some(holder));
	});
}

#[test]
fn pot_takes_no_role() {
	story(|province| {
		assert!(DOC.contains("\n| **pot or source**"));
		province.blocks(1);
		let person = bob(province);
		let mut derived = vec![
			RegionalCurrency::pot(SeriesId(0)),
			Reserve::respend_pot(),
			VoucherDrops::programme_account(ProgrammeId(0)),
			BasicIncome::pool(IncomeId(0)),
			Escrow::pot(EnvelopeId(0)),
			Securities::pot(OfferingId(0)),
			AssetFractions::pot(InstrumentId(0)),
			ProjectTokens::pot(InstrumentId(0)),
			Securities::holder_account(Holder::Person(person)),
			Accelerator::pot(IntakeId(0)),
			AcceleratorAccount::get(),
			BudgetAccount::get(),
		];
		derived.extend(Source::ALL.map(|source| FundRouter::waiting(source).0));
		for pot in derived {
			let forged = |province: &Province, offer| Consent {
				account: pot.clone(),
				..province.agreed("Bob", offer)
			};
			let kind = KeyKind::Phone;
			let key = forged(province, RoleOffer::Key { person, kind });
			assert!(!done(province, "Bob", People::add_key { key: key.clone(), kind }));
			let recover = People::start_recovery { person, new_key: key, kind };
			assert!(!done(province, HALL, recover));
			let till = forged(province, RoleOffer::Till { merchant: MerchantId(TOWN_GROCERY) });
			assert!(!done(province, "Eve", People::add_till { till, limit_per_day: 5 }));
			let merchant = TOWN_GROCERY;
			let new_owner = forged(province, RoleOffer::Owner { merchant: MerchantId(merchant) });
			assert!(!done(
				province,
				HALL,
				People::replace_owner { merchant: MerchantId(merchant), new_owner }
			));
			// An office offers it a mandate, which nobody can accept for it.
			province.decided(People::appoint_attester {
				who: pot.clone(),
				regions: RegionSet::of(&[12]),
				scopes: ScopeSet::of(&[Scope::Freeze]),
			});
			assert!(MandateOffers::<Runtime>::contains_key(&pot));
			province.decided(People::dismiss_attester { who: pot.clone() });
			assert_eq!(Registry::person_of(pot.clone()), None);
			assert!(!MerchantAccounts::<Runtime>::contains_key(&pot));
			assert!(!Attesters::<Runtime>::contains_key(&pot));
		}
	});
}

#[test]
fn a_refund_to_a_removed_key_is_claimed_by_its_person() {
	story(|province| {
		province.blocks(1);
		let charlie = province.person("Charlie").unwrap();
		let bound: Won = province.lots("Charlie").iter().sum();
		province.give("Charlie", 20_000);
		// All that is bound first, and the last 20,000 plain won.
		province.pays("Charlie", MerchantId(TOWN_GROCERY), bound).unwrap().unwrap();
		province.pays("Charlie", MerchantId(TOWN_GROCERY), 20_000).unwrap().unwrap();
		let key = province.agreed_phone("CharliesNewPhone", charlie);
		province.does("Charlie", People::add_key { key, kind: KeyKind::Phone });
		let key = account("Charlie");
		province.does("CharliesNewPhone", People::remove_key { key: key.clone() });
		let forget = People::forget_stale_key { key: key.clone() };
		assert!(!done(province, HALL, forget), "the record stays as long as shops refund");
		province.does("Eve", Currency::refund { receipt: ReceiptId(1), amount: 20_000 });
		assert_eq!(province.won("Charlie"), 20_000);
		province.does("CharliesNewPhone", Currency::reclaim_won { from: key });
		assert_eq!(province.won("CharliesNewPhone"), 20_000);
	});
}

#[test]
fn a_transaction_from_before_a_key_was_removed_is_never_valid_again() {
	story(|province| {
		province.blocks(5);
		let person = bob(province);
		let key = |province: &Province| province.agreed_phone("Other", person);
		let added = key(province);
		province.does("Bob", People::add_key { key: added, kind: KeyKind::Phone });
		let old = province.sign("Other", Currency::claim {}, 0);
		assert!(province.pool(old.clone()).is_ok());
		province.pays("Other", MerchantId(5), 1_000).unwrap().unwrap();
		province.does("Bob", People::remove_key { key: account("Other") });
		province.blocks(3);
		province.days(61);
		let forget = People::forget_stale_key { key: account("Other") };
		province.does(HALL, forget);
		assert!(!chungnam_runtime::System::account_exists(&account("Other")));
		let again = key(province);
		province.does("Bob", People::add_key { key: again, kind: KeyKind::Phone });
		assert!(province.pool(old).is_err(), "an immortal transaction of an earlier life");
	});
}

#[test]
fn a_shop_that_lost_its_account_brings_its_takings_home() {
	story(|province| {
		province.blocks(1);
		province.pays("Bob", MerchantId(5), 9_000).unwrap().unwrap();
		let merchant = 5;
		let new_owner =
			province.agreed("NewMarket", RoleOffer::Owner { merchant: MerchantId(merchant) });
		province.does(HALL, People::replace_owner { merchant: MerchantId(merchant), new_owner });
		assert!(!done(
			province,
			HALL,
			People::finish_replacement { merchant: MerchantId(merchant) }
		));
		province.sleep(2 * DAYS);
		province.does(HALL, People::finish_replacement { merchant: MerchantId(merchant) });
		let from = account("Market");
		province.does("NewMarket", Currency::reclaim_takings { from });
		assert_eq!((province.won("Market"), province.won("NewMarket")), (0, 9_000));
	});
}
