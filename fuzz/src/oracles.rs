// SPDX-License-Identifier: Apache-2.0

//! The questions, each a pure function of what was seen. Each has a test in which a planted fault makes it fail.

use std::collections::BTreeSet;

use chungnam_primitives::Won;
use chungnam_runtime::{configs::system::DatabaseWeight, AccountId};
use frame_support::weights::Weight;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidity, TransactionValidityError},
	ApplyExtrinsicResult,
};

use crate::{
	chain::Hooks,
	failure::{Failure, Oracle},
	track::{Access, Key},
};

/// An answer: nothing, or what is wrong.
pub type Answer = Option<Failure>;

fn ask(oracle: Oracle, holds: bool, text: impl FnOnce() -> String) -> Answer {
	(!holds).then(|| Failure::new(oracle, text()))
}

/// A call uses no more than it declares.
pub fn weight_declared(declared: Weight, used: Option<Weight>) -> Answer {
	let used = used.unwrap_or(declared);
	ask(Oracle::WeightDeclared, used.all_lte(declared), || format!("{used:?} of {declared:?}"))
}

/// What the database asks for reads and writes, in picoseconds. `is_booked` names entries that are paid elsewhere. The
/// writes of a call that failed were taken back before the database heard of them.
pub fn price(
	access: &Access,
	failed: bool,
	is_booked: impl Fn(&Key) -> bool,
) -> (u64, usize, usize) {
	let reads = access.read.iter().filter(|key| !is_booked(key)).count();
	let written = access.written.keys().filter(|key| !is_booked(key)).count();
	let writes = if failed { 0 } else { written };
	let database = DatabaseWeight::get();
	let price = database.read * reads as u64 + database.write * writes as u64;
	(price, reads, writes)
}

/// Reads and writes weigh no more than what is charged.
pub fn work_charged(charged: u64, price: (u64, usize, usize)) -> Answer {
	let (price, reads, writes) = price;
	ask(Oracle::WorkCharged, price <= charged, || {
		format!("{reads} reads and {writes} writes are {price} ps, {charged} ps are charged")
	})
}

/// A call that failed changed what is allowed only.
pub fn failure_leaves_nothing<'a>(
	changed: impl IntoIterator<Item = &'a Key>,
	is_allowed: impl Fn(&Key) -> bool,
	name_of: impl Fn(&Key) -> String,
) -> Answer {
	let mut others = changed.into_iter().filter(|key| !is_allowed(key));
	let other = others.next().map(name_of);
	ask(Oracle::FailureLeavesNothing, other.is_none(), || format!("{other:?} changed"))
}

/// The issuance moved by what the reserve's events say, and the reserve covers it.
pub fn issuance(before: Won, after: Won, (up, down): (Won, Won), reserve: Won) -> Answer {
	let told = before.checked_add(up).and_then(|sum| sum.checked_sub(down));
	ask(Oracle::Issuance, told == Some(after), || {
		format!("from {before} to {after}, and events tell of +{up} and -{down}")
	})
	.or_else(|| {
		// An issuance that an attested statement fell short of does not grow.
		ask(Oracle::Issuance, after <= reserve || after <= before, || {
			format!("{after} won, and {reserve} in the bank")
		})
	})
}

/// Only accounts that may fall fell.
pub fn own_word(
	fallen: &[(AccountId, Won, Won)],
	may: impl Fn(&AccountId) -> bool,
	name_of: impl Fn(&AccountId) -> String,
) -> Answer {
	let other = fallen.iter().find(|(account, ..)| !may(account));
	ask(Oracle::OwnWord, other.is_none(), || {
		let (account, before, after) = other.expect("it is there");
		format!("{} fell from {before} to {after}", name_of(account))
	})
}

/// No account that a pallet derived has a role.
pub fn roles(pots: &[AccountId], with_a_role: &BTreeSet<AccountId>) -> Answer {
	let other = pots.iter().find(|pot| with_a_role.contains(pot));
	ask(Oracle::Roles, other.is_none(), || format!("a pot has a role: {other:?}"))
}

/// A quote and the payment itself say the same.
pub fn quote_agrees(is_payable: bool, pays: Result<(), String>) -> Answer {
	ask(Oracle::Views, is_payable == pays.is_ok(), || {
		format!("the quote says {is_payable}, and the payment {pays:?}")
	})
}

/// A transaction is free of charge where wallets were told so.
pub fn fee_agrees(is_free: bool, fee: Won) -> Answer {
	ask(Oracle::Views, !is_free || fee == 0, || format!("free: {is_free}, and the fee is {fee}"))
}

/// The pool takes what the block takes. A full block refuses what the next one takes.
pub fn pool_agrees(pool: &TransactionValidity, block: &ApplyExtrinsicResult) -> Answer {
	let full = TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources);
	let agree = match (pool, block) {
		(_, Err(error)) if *error == full => true,
		(pool, block) => pool.is_ok() == block.is_ok(),
	};
	ask(Oracle::PoolAgrees, agree, || format!("the pool says {pool:?}, and the block {block:?}"))
}

/// The work of hooks is booked, and leaves room for people.
pub fn hooks(hooks: &Hooks, is_booked: impl Fn(&Key) -> bool) -> Answer {
	let (price, reads, writes) = price(&hooks.access, false, is_booked);
	let most = hooks.most;
	ask(Oracle::Hooks, price <= hooks.booked, || {
		format!("{reads} reads and {writes} writes are {price} ps, {} ps are booked", hooks.booked)
	})
	.or_else(|| {
		ask(Oracle::Hooks, hooks.booked <= most, || format!("{} ps of {most} ps", hooks.booked))
	})
}
