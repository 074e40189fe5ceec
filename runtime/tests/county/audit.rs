// SPDX-License-Identifier: Apache-2.0

//! The comparison of the chain with the ledger, to the won.

use std::{collections::BTreeMap, fmt::Debug};

use crate::{
	chain::{Chain, Wallet},
	ledger::*,
	rules::*,
};

/// Notes a difference.
fn same<T: PartialEq + Debug>(
	found: &mut Vec<String>,
	what: impl Fn() -> String,
	chain: T,
	ledger: T,
) {
	if chain != ledger {
		found.push(format!("{}: the chain has {chain:?}, the ledger {ledger:?}", what()));
	}
}

/// What a person has by the ledger: with unclaimed shares if a key can look.
fn wallet_of(ledger: &Ledger, id: u32, has_key: bool) -> Wallet {
	let person = &ledger.people[&id];
	let mut wallet = Wallet { debt: person.debt, ..Wallet::default() };
	let mut lots: BTreeMap<u32, Won> =
		person.lots.iter().map(|(series, lot)| (*series, lot.amount)).collect();
	if has_key {
		for share in &person.latent {
			let is_owed = ledger.series[&share.series].opener == Some(Opener::Income);
			let kept =
				if is_owed { (share.amount * DEBT_PERCENT / 100).min(wallet.debt) } else { 0 };
			wallet.debt -= kept;
			*lots.entry(share.series).or_insert(0) += share.amount - kept;
		}
	}
	// What lies in a wallet without a key after its end is not looked at on either side.
	let counts = |series: &u32| has_key || !ledger.series[series].has_ended;
	let lots = lots.into_iter().filter(|(series, amount)| *amount > 0 && counts(series));
	// A share that nobody claimed yet ends when it can no longer be claimed.
	let unclaimed = |series| person.latent.iter().find(|own| has_key && own.series == series);
	let ends = |series| unclaimed(series).map_or(ledger.ends(series), |share| share.until);
	wallet.lots = lots.map(|(series, amount)| (series, (amount, ends(series)))).collect();
	wallet
}

/// Differences about one person: each lot with its end, claimed or not, own won, debt.
pub fn person(chain: &mut Chain, ledger: &Ledger, id: u32, found: &mut Vec<String>) {
	let person = &ledger.people[&id];
	let key = person.key.as_deref();
	let mut on_chain = chain.wallet(id, key);
	if key.is_none() {
		on_chain
			.lots
			.retain(|series, _| ledger.series.get(series).is_none_or(|own| !own.has_ended));
	}
	for (series, (_, ends)) in &mut on_chain.lots {
		// Money without a term ends at a moment that the county does not live to see.
		if ledger.series.get(series).is_some_and(|own| own.ends == Moment::MAX) {
			*ends = Moment::MAX;
		}
	}
	same(found, || format!("wallet of {id}"), on_chain, wallet_of(ledger, id, key.is_some()));
	let is_live = |series: &u32| ledger.series.get(series).is_none_or(|own| !own.has_ended);
	let stored: BTreeMap<u32, Won> =
		chain.stored(id).into_iter().filter(|(series, _)| is_live(series)).collect();
	let lots = person.lots.iter().filter(|(series, _)| is_live(series));
	let claimed = lots.map(|(series, lot)| (*series, lot.amount)).collect();
	same(found, || format!("claimed lots of {id}"), stored, claimed);
	for key in person.key.iter().chain(&person.former) {
		same(found, || format!("own won on {key}"), chain.won(key), ledger.has(key));
		let held = ledger.held.get(key).copied().unwrap_or(0);
		same(found, || format!("won held on {key}"), chain.held(key), held);
	}
	same(found, || format!("tier of {id}"), chain.tier(id), ledger.income.tier.get(&id).copied());
}

/// Differences about one shop.
pub fn shop(chain: &mut Chain, ledger: &Ledger, id: u32, found: &mut Vec<String>) {
	let shop = &ledger.shops[&id];
	let owner = &shop.owner;
	same(found, || format!("won of shop {id}"), chain.won(owner), ledger.has(owner));
	let held = ledger.held.get(owner).copied().unwrap_or(0);
	same(found, || format!("cash-out of shop {id}"), chain.held(owner), held);
	same(found, || format!("takings of shop {id}"), chain.takings(id), shop.takings);
}

/// Differences about pots, pools, offices and the whole.
pub fn public_money(chain: &mut Chain, ledger: &Ledger, found: &mut Vec<String>) {
	for id in ledger.series.keys() {
		let series = &ledger.series[id];
		let what = || format!("pot of series {id}, {:?}", series.opener);
		same(found, what, chain.pot(*id), ledger.pot(*id));
	}
	let budgets = (0..).map(budget_of).take(ledger.programmes.len());
	let accounts = [POOL, RESPEND, NATION, PROVINCE, COUNTY].map(String::from);
	for account in accounts.into_iter().chain(budgets) {
		same(found, || account.clone(), chain.won(&account), ledger.has(&account));
	}
	same(found, || "the fund router".into(), chain.circle(), ledger.circle);
	same(found, || "all won".into(), chain.issuance(), ledger.issuance);
	same(found, || "the reserve".into(), chain.reserve(), ledger.reserve);
	let pots: Won = ledger.series.keys().map(|id| ledger.pot(*id)).sum();
	let held: Won = ledger.held.values().sum();
	let sum = ledger.plain.values().sum::<Won>() + held + pots + ledger.circle;
	same(found, || "the sum of all accounts".into(), sum, ledger.issuance);
}

/// Every difference there is.
pub fn everything(chain: &mut Chain, ledger: &Ledger) -> Vec<String> {
	let mut found = Vec::new();
	if let Err(why) = chain.match_series(ledger) {
		found.push(why);
	}
	for id in ledger.people.keys() {
		person(chain, ledger, *id, &mut found);
	}
	for id in ledger.shops.keys() {
		shop(chain, ledger, *id, &mut found);
	}
	public_money(chain, ledger, &mut found);
	found
}
