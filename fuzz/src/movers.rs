// SPDX-License-Identifier: Apache-2.0

//! Whose won a call may take besides that of the account on whose word it is done, and why.

use std::collections::BTreeSet;

use chungnam_ports::Merchants as _;
use chungnam_primitives::{PersonId, DAYS};
use chungnam_runtime::{AccountId, Registry, Runtime, RuntimeCall, Timestamp};
use pallet_registry::{
	Heirs, Keys, MerchantAccounts, Merchants, People, Role, UnclaimedSince, VoidedAt,
};

use crate::{
	calls::{ballots, nested::Told, reserve},
	steps::name_of,
};

/// Whose won.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
	/// Accounts that pallets derive: the call pays out by the rules of a series, programme, income or source.
	Pots,
	/// The account that pays the bonus for paying on.
	Bonus,
	/// The shop of a till.
	OwnShop,
	/// A key of the same person, which the person lost.
	OwnKeys,
	/// A key of the dead whose heir the person is.
	Estate,
	/// A key of somebody who died two years ago, and so did the heirs, if some accepted.
	Unclaimed,
	/// The former account of the shop, which its owner lost.
	LostShop,
	/// Shops and buyers who asked the bank for it.
	Claimants,
	/// Those whose count of a ballot is replayed.
	Counters,
}

use Whose::{Bonus, Claimants, Counters, Estate, LostShop, OwnKeys, OwnShop, Pots, Unclaimed};

/// The list: pallet, call (`*` for all), whose, and why.
pub const MOVERS: [(&str, &str, &[Whose], &str); 19] = [
	("RegionalCurrency", "refund", &[OwnShop], "a till gives back what its shop took"),
	(
		"RegionalCurrency",
		"pay_shop",
		&[OwnShop, Bonus],
		"a till pays for its shop; a bonus is paid",
	),
	("Reserve", "request_cash_out", &[OwnShop], "a hold is not a fall"),
	(
		"RegionalCurrency",
		"reclaim_won",
		&[OwnKeys, Estate],
		"a person gathers the won of keys that are lost, and of the dead whose heir they are",
	),
	(
		"RegionalCurrency",
		"reclaim_takings",
		&[LostShop],
		"a shop gathers the won of the account its owner lost",
	),
	("Reserve", "confirm_cash_outs", &[Claimants], "the bank paid"),
	("RegionalCurrency", "gift", &[], "lots move, and no won does"),
	("RegionalCurrency", "*", &[Pots], "pots pay by the rules of their series"),
	("VoucherDrops", "*", &[Pots], "budgets pay by the terms of their programme"),
	("BasicIncome", "*", &[Pots], "pools pay by the terms of their income"),
	("FundRouter", "sweep_estate", &[Unclaimed], "nobody inherited in two years"),
	("FundRouter", "*", &[Pots], "sources pay by their route"),
	("Ballots", "replay", &[Counters], "a wrong count loses its bond"),
	("Escrow", "*", &[Pots], "the budget fills envelopes, and envelopes pay and give back"),
	("Securities", "*", &[Pots], "pots of sales pay by what was pledged"),
	("AssetFractions", "*", &[Pots], "pots of sales pay owners and works, and what works leave"),
	("ProjectTokens", "*", &[Pots], "pots fill envelopes, give what comes back, and pay bonds out"),
	("Accelerator", "*", &[Pots], "the fund fills intakes, and these envelopes and the fund"),
	(
		"BudgetRounds",
		"*",
		&[Pots],
		"the budget fills rounds, and rounds fill envelopes and give back",
	),
];

fn may_take(call: &RuntimeCall) -> &'static [Whose] {
	let name = name_of(call);
	let (pallet, call) = name.split_once('.').unwrap_or_default();
	let fits = |(own, calls, ..): &&(&str, &str, &[Whose], &str)| {
		*own == pallet && (*calls == call || *calls == "*")
	};
	MOVERS.iter().find(fits).map_or(&[], |(_, _, whose, _)| *whose)
}

/// Accounts whose won calls may take, read before the calls are made.
pub fn may_fall(told: &[Told], pots: &[AccountId]) -> BTreeSet<AccountId> {
	let mut may: BTreeSet<_> = told.iter().filter_map(|(who, _)| who.clone()).collect();
	for (who, call) in told {
		for whose in may_take(call) {
			match (whose, who) {
				(Pots, _) => may.extend(pots.iter().cloned()),
				(Bonus, _) => may.extend(reserve::pots()),
				(Claimants, _) => may.extend(reserve::claimants()),
				(Counters, _) => may.extend(ballots::counters()),
				(Unclaimed, _) => may.extend(unclaimed()),
				(OwnShop, Some(who)) => may.extend(shop_of(who)),
				(OwnKeys, Some(who)) => may.extend(keys_of(who)),
				(Estate, Some(who)) => may.extend(estates_of(who)),
				(LostShop, Some(who)) => may.extend(lost_of(who)),
				(OwnShop | OwnKeys | Estate | LostShop, None) => {}
			}
		}
	}
	// A pot falls where pots may, whatever role somebody gave it.
	let pots_may = told.iter().any(|(_, call)| may_take(call).contains(&Pots));
	if !pots_may {
		let own: BTreeSet<_> = told.iter().filter_map(|(who, _)| who.as_ref()).collect();
		let bonus = reserve::pots();
		may.retain(|account| {
			!pots.contains(account) || own.contains(account) || bonus.contains(account)
		});
	}
	may
}

fn shop_of(till: &AccountId) -> Option<AccountId> {
	let acting = MerchantAccounts::<Runtime>::get(till)?;
	matches!(acting.role, Role::Till(_)).then_some(())?;
	Merchants::<Runtime>::get(acting.merchant).map(|shop| shop.owner)
}

fn lost_of(owner: &AccountId) -> Vec<AccountId> {
	let Some(shop) = Registry::merchant_of(owner) else { return Vec::new() };
	let all = MerchantAccounts::<Runtime>::iter_keys();
	all.filter(|account| Registry::lost_account_of(account) == Some(shop)).collect()
}

fn keys_of(who: &AccountId) -> Vec<AccountId> {
	let Some(own) = Keys::<Runtime>::get(who) else { return Vec::new() };
	let all = Keys::<Runtime>::iter().filter(|(_, key)| key.person == own.person);
	all.map(|(account, _)| account).collect()
}

fn estates_of(who: &AccountId) -> Vec<AccountId> {
	let Some(own) = Keys::<Runtime>::get(who) else { return Vec::new() };
	let all = Heirs::<Runtime>::iter();
	let own = all.filter(|(_, heir)| heir.person == own.person && heir.has_accepted);
	let dead: BTreeSet<_> = own.map(|(dead, _)| dead).collect();
	let all = Keys::<Runtime>::iter().filter(|(_, key)| dead.contains(&key.person));
	all.map(|(account, _)| account).collect()
}

fn unclaimed() -> Vec<AccountId> {
	let is_dead = |person: PersonId| {
		let has_died = People::<Runtime>::get(person).is_some_and(|own| !own.is_living());
		has_died && VoidedAt::<Runtime>::get(person).is_some_and(is_two_years_ago)
	};
	let has_heir = |person: PersonId| {
		let heir = Heirs::<Runtime>::get(person).filter(|heir| heir.has_accepted);
		heir.is_some_and(|heir| !is_dead(heir.person))
	};
	let all = Keys::<Runtime>::iter().map(|(account, key)| (account, key.person));
	let had_heir = |person: PersonId| {
		UnclaimedSince::<Runtime>::get(person).is_some_and(|died| !is_two_years_ago(died))
	};
	let own =
		all.filter(|(_, person)| is_dead(*person) && !has_heir(*person) && !had_heir(*person));
	own.map(|(account, _)| account).collect()
}

fn is_two_years_ago(moment: u64) -> bool {
	moment + 730 * DAYS <= Timestamp::get()
}

/// Every account with a role that somebody's own word begins: keys, shops, tills.
pub fn with_a_role() -> BTreeSet<AccountId> {
	let mut all: BTreeSet<_> = Keys::<Runtime>::iter_keys().collect();
	all.extend(MerchantAccounts::<Runtime>::iter_keys());
	all
}
