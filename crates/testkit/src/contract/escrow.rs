// SPDX-License-Identifier: Apache-2.0

use core::fmt::Debug;

use chungnam_ports::{
	EnvelopePlan, Escrow, EscrowNews, EscrowOwner, OwnerAct, Payee, PayeeReason, Payees, Standing,
};
use chungnam_primitives::{
	category, EnvelopeId, MerchantId, PersonId, RegionSet, Scope, ScopeSet, Won,
};
use sp_core::H256;

use super::{assert_refused, Office, Town};
use crate::MockEscrowOwner;

/// The contract of [`Payees`].
pub fn payees<T>()
where
	T: Town + Office<AccountId = <T as Town>::AccountId>,
	T::Registry: Payees<<T as Town>::AccountId>,
{
	let [key, owner, stranger] = [1, 2, 3].map(<T as Town>::account);
	let zone = T::ZONES[0];
	let person = T::register(&key, zone);
	let account_of = |payee: &Payee<_>, asks| T::Registry::account_of(payee, asks);
	let behind = |payee: &Payee<_>| T::Registry::people_behind(payee).to_vec();

	let somebody = Payee::Person(person);
	assert_eq!(account_of(&somebody, &key), Ok(key.clone()), "a person's key asks");
	assert_eq!(account_of(&somebody, &stranger), Err(PayeeReason::NotTheirKey));
	assert_eq!(behind(&somebody), [person]);
	let nobody = Payee::Person(PersonId(person.0 + 1));
	assert_eq!(account_of(&nobody, &key), Err(PayeeReason::Gone), "a number never given");

	let shop = T::open_shop(&owner, person, zone, category::RESTAURANT);
	let merchant = Payee::Merchant(shop);
	assert_eq!(account_of(&merchant, &stranger), Ok(owner), "whoever asks");
	assert_eq!(behind(&merchant), [person], "who runs the shop");
	let unknown = Payee::Merchant(MerchantId(shop.0 + 1));
	assert_eq!(account_of(&unknown, &stranger), Err(PayeeReason::Gone));
	assert_eq!(behind(&unknown), []);
	T::suspend(shop);
	assert_eq!(account_of(&merchant, &stranger), Err(PayeeReason::Stopped));
	T::close(shop);
	assert_eq!(account_of(&merchant, &stranger), Err(PayeeReason::Gone));

	let office = <T as Office>::account(9);
	let institution = Payee::Institution(office.clone());
	assert_eq!(account_of(&institution, &stranger), Err(PayeeReason::Gone), "not appointed");
	T::appoint(&office, ScopeSet::of(&[Scope::Settle]), RegionSet::of(&[3]));
	assert_eq!(account_of(&institution, &stranger), Ok(office.clone()));
	assert_eq!(behind(&institution), []);
	T::set_suspended(&office, true);
	assert_eq!(account_of(&institution, &stranger), Err(PayeeReason::Stopped));
	T::set_suspended(&office, false);
	assert_eq!(account_of(&institution, &stranger), Ok(office.clone()));
	T::dismiss(&office);
	assert_eq!(account_of(&institution, &stranger), Err(PayeeReason::Gone));

	T::set_standing(person, Standing::Frozen);
	assert_eq!(account_of(&somebody, &key), Err(PayeeReason::Stopped));
	T::set_standing(person, Standing::Active);
	T::set_standing(person, Standing::Deceased);
	assert_eq!(account_of(&somebody, &key), Err(PayeeReason::Gone));
}

/// A chain with envelopes, whose owner is [`MockEscrowOwner`].
pub trait Vaults {
	/// Accounts.
	type AccountId: Clone + Debug + PartialEq;
	/// The envelopes under test.
	type Escrow: Escrow<Self::AccountId>;

	/// Has 10,000 won at least.
	fn payer() -> Self::AccountId;
	/// A sound plan of two payments, of 1,000 and 2,000 won, of which all goes back to [`Self::funder`].
	fn plan() -> EnvelopePlan<Self::AccountId>;
	/// Has nothing, and gets back what is not paid.
	fn funder() -> Self::AccountId;
	/// Won of an account.
	fn balance(who: &Self::AccountId) -> Won;
}

/// The contract of [`Escrow`] and of what its owners hear.
pub fn escrow<T: Vaults>() {
	let (payer, owner, other) = (T::payer(), EscrowOwner::Round(7), EscrowOwner::Asset(7));
	let before = T::balance(&payer);
	let first = T::Escrow::open(owner, &payer, T::plan()).expect("the plan is sound");
	let second = T::Escrow::open(other, &payer, T::plan()).expect("the plan is sound");
	assert!(first < second, "numbers ascend");
	assert_eq!(T::balance(&payer), before - 6_000, "all money moves in at the opening");
	let facts = T::Escrow::facts(first).expect("it is open");
	assert_eq!((facts.owner, facts.payee), (owner, T::plan().payee));
	assert_eq!((facts.total, facts.held, facts.paid, facts.refunded), (3_000, 3_000, 0, 0));
	assert!(facts.next_due.is_some(), "it does not wait for ever");
	let unknown = EnvelopeId(second.0 + 1);
	assert_eq!(T::Escrow::facts(unknown), None, "a number never given");
	assert_refused(|| T::Escrow::open(owner, &T::funder(), T::plan()), "there is no money");

	let abort = || OwnerAct::Abort(H256::repeat_byte(9));
	assert_refused(|| T::Escrow::settle(other, first, abort()), "another owner");
	assert_refused(|| T::Escrow::settle(owner, unknown, abort()), "there is none");
	assert_refused(|| T::Escrow::settle(owner, first, OwnerAct::Pay(0)), "nobody was asked");
	MockEscrowOwner::take_heard();
	T::Escrow::settle(owner, first, abort()).expect("it is its owner's");
	assert_eq!(T::balance(&T::funder()), 3_000, "all goes back");
	assert_eq!(T::Escrow::facts(first), None, "nothing is left");
	let heard = [EscrowNews::Returned(3_000), EscrowNews::Ended].map(|news| (owner, first, news));
	assert_eq!(MockEscrowOwner::take_heard(), heard);
	assert_refused(|| T::Escrow::settle(owner, first, abort()), "it is over");
	T::Escrow::settle(other, second, abort()).expect("it is its owner's");
	MockEscrowOwner::take_heard();
}
