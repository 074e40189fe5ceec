// SPDX-License-Identifier: Apache-2.0

//! Payees of escrow, an owner of envelopes that notes what it hears, and envelopes whose payments a test decides.

use core::marker::PhantomData;

use chungnam_ports::{
	EnvelopeFacts, EnvelopePlan, Escrow, EscrowNews, EscrowOwner, Merchants, OnEscrow, OwnerAct,
	Payee, PayeeReason, Payees, People, PeopleBehind, Refund, Standing,
};
use chungnam_primitives::{EnvelopeId, Moment, Won};
use codec::{Codec, Decode, Encode};
use frame_support::{
	ensure,
	pallet_prelude::ValueQuery,
	storage_alias,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::Preservation,
	},
	weights::Weight,
	Identity,
};
use sp_runtime::{DispatchError, DispatchResult};

use super::{account_of, key_of, mandates, Key, MockRegistry, Now};

#[storage_alias(verbatim)]
type Heard = StorageValue<Testkit, Vec<(EscrowOwner, EnvelopeId, EscrowNews)>, ValueQuery>;
#[storage_alias(verbatim)]
type RefundTo = StorageMap<Testkit, Identity, EscrowOwner, Key>;

impl<AccountId: Codec + Clone + PartialEq> Payees<AccountId> for MockRegistry {
	fn account_of(payee: &Payee<AccountId>, asks: &AccountId) -> Result<AccountId, PayeeReason> {
		match payee {
			Payee::Institution(account) if !mandates::is_attester(account) => {
				Err(PayeeReason::Gone)
			}
			Payee::Institution(account) if mandates::is_suspended(account) => {
				Err(PayeeReason::Stopped)
			}
			Payee::Institution(account) => Ok(account.clone()),
			Payee::Person(person) => {
				let profile = <Self as People<AccountId>>::profile(*person);
				match profile.map(|own| own.standing) {
					None | Some(Standing::Deceased) => Err(PayeeReason::Gone),
					Some(Standing::Frozen) => Err(PayeeReason::Stopped),
					Some(Standing::Active) if Self::person_of(asks) == Some(*person) => {
						Ok(asks.clone())
					}
					Some(Standing::Active) => Err(PayeeReason::NotTheirKey),
				}
			}
			Payee::Merchant(shop) => {
				let shop = <Self as Merchants<AccountId>>::merchant(*shop, Now::get());
				let shop = shop.ok_or(PayeeReason::Gone)?;
				if shop.is_open {
					Ok(shop.account)
				} else {
					Err(PayeeReason::Stopped)
				}
			}
		}
	}

	fn people_behind(payee: &Payee<AccountId>) -> PeopleBehind {
		let people = match payee {
			Payee::Institution(account) => vec![Self::person_of(account)],
			Payee::Person(person) => vec![Some(*person)],
			Payee::Merchant(shop) => {
				match <Self as Merchants<AccountId>>::merchant(*shop, Now::get()) {
					Some(shop) => vec![shop.operator, Self::person_of(&shop.account)],
					None => vec![],
				}
			}
		};
		let mut people: Vec<_> = people.into_iter().flatten().collect();
		people.dedup();
		PeopleBehind::truncate_from(people)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_institution(account: &AccountId) {
		use chungnam_primitives::{RegionSet, Scope, ScopeSet};
		let scopes = ScopeSet::of(&[Scope::Reserve]);
		Self::add_attester(account.clone(), scopes, RegionSet::province());
	}
}

/// An owner of envelopes that notes what it hears.
pub struct MockEscrowOwner;

impl MockEscrowOwner {
	/// What was heard since the last time, in order.
	pub fn take_heard() -> Vec<(EscrowOwner, EnvelopeId, EscrowNews)> {
		Heard::take()
	}

	/// From now on money goes back to this account of an owner.
	pub fn set_refund_to(owner: EscrowOwner, account: impl Codec) {
		RefundTo::insert(owner, key_of(&account));
	}
}

impl<AccountId: Codec> OnEscrow<AccountId> for MockEscrowOwner {
	fn weight() -> Weight {
		Weight::from_parts(1_000, 0)
	}

	fn on_event(owner: EscrowOwner, id: EnvelopeId, what: EscrowNews) {
		Heard::mutate(|heard| heard.push((owner, id, what)));
	}

	fn refund_to(owner: EscrowOwner) -> Option<AccountId> {
		RefundTo::get(owner).map(account_of)
	}
}

/// The pot of all envelopes of [`MockEscrow`].
pub(super) const POT: Key = [0xE5; 32];

/// The owner, the account it goes back to, the payee, the amounts, which of them are paid, and when the last is due.
type Box_ = (EscrowOwner, Key, Vec<u8>, Vec<(Won, bool)>, Moment);

#[storage_alias(verbatim)]
type Boxes = StorageMap<Testkit, Identity, EnvelopeId, Box_>;
#[storage_alias(verbatim)]
type NextBox = StorageValue<Testkit, EnvelopeId, ValueQuery>;

/// Envelopes over the balances of the mock runtime, without reviewers: a test says what is paid. `Owner` hears of them.
pub struct MockEscrow<Balances, Owner>(PhantomData<(Balances, Owner)>);

impl<Balances, Owner> MockEscrow<Balances, Owner> {
	/// Pays a milestone to an account, as if its payee had collected it.
	pub fn pay<AccountId>(id: EnvelopeId, number: u8, to: &AccountId)
	where
		AccountId: Codec + Clone + Eq,
		Balances: Inspect<AccountId, Balance = Won> + Mutate<AccountId>,
		Owner: OnEscrow<AccountId>,
	{
		let mut own = Boxes::get(id).expect("it is open");
		let (amount, is_paid) = own.3.get_mut(usize::from(number)).expect("there is a milestone");
		let amount = *amount;
		assert!(!core::mem::replace(is_paid, true), "it is paid once");
		let moved = Balances::transfer(&account_of(POT), to, amount, Preservation::Expendable);
		assert_eq!(moved, Ok(amount));
		Owner::on_event(own.0, id, EscrowNews::Paid(number, amount));
		let is_over = own.3.iter().all(|(_, is_paid)| *is_paid);
		if is_over {
			Boxes::remove(id);
			Owner::on_event(own.0, id, EscrowNews::Ended);
		} else {
			Boxes::insert(id, own);
		}
	}
}

fn sum(amounts: &[(Won, bool)], which: bool) -> Won {
	amounts.iter().filter(|(_, is_paid)| *is_paid == which).map(|(amount, _)| amount).sum()
}

impl<AccountId, Balances, Owner> Escrow<AccountId> for MockEscrow<Balances, Owner>
where
	AccountId: Codec + Clone + Eq,
	Balances: Inspect<AccountId, Balance = Won> + Mutate<AccountId>,
	Owner: OnEscrow<AccountId>,
{
	fn open(
		owner: EscrowOwner,
		from: &AccountId,
		plan: EnvelopePlan<AccountId>,
	) -> Result<EnvelopeId, DispatchError> {
		let amounts: Vec<_> = plan.milestones.iter().map(|own| (own.amount, false)).collect();
		let last = plan.milestones.iter().map(|own| own.due).max();
		let last = last.ok_or(DispatchError::Other("MilestonesMissing"))?;
		let total = sum(&amounts, false);
		Balances::transfer(from, &account_of(POT), total, Preservation::Expendable)?;
		let back = match plan.refunds.first().map(|own| own.to.clone()) {
			Some(Refund::Account(account)) => account,
			_ => from.clone(),
		};
		let id = NextBox::get();
		NextBox::put(id.checked_add(1).expect("a test opens few"));
		Boxes::insert(id, (owner, key_of(&back), plan.payee.encode(), amounts, last));
		Ok(id)
	}

	fn facts(id: EnvelopeId) -> Option<EnvelopeFacts<AccountId>> {
		let (owner, _, payee, amounts, last) = Boxes::get(id)?;
		let (paid, held) = (sum(&amounts, true), sum(&amounts, false));
		let payee = Payee::decode(&mut &payee[..]).expect("it was encoded");
		let (total, next_due) = (paid + held, Some(last));
		Some(EnvelopeFacts { owner, payee, total, paid, refunded: 0, held, next_due })
	}

	fn settle(owner: EscrowOwner, id: EnvelopeId, act: OwnerAct<AccountId>) -> DispatchResult {
		let mut own = Boxes::get(id).ok_or(DispatchError::Other("EnvelopeNotFound"))?;
		ensure!(own.0 == owner, DispatchError::Other("NotAuthorized"));
		match act {
			OwnerAct::Abort(_) => {
				let (back, held) = (account_of(own.1), sum(&own.3, false));
				Balances::transfer(&account_of(POT), &back, held, Preservation::Expendable)?;
				Boxes::remove(id);
				Owner::on_event(owner, id, EscrowNews::Returned(held));
				Owner::on_event(owner, id, EscrowNews::Ended);
				Ok(())
			}
			OwnerAct::Pay(_) => Err(DispatchError::Other("NotEscalated")),
			OwnerAct::NewPayee(payee) => {
				own.2 = payee.encode();
				Boxes::insert(id, own);
				Ok(())
			}
		}
	}

	/// Here a change of the payee needs nobody's consent.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_contest(_: EnvelopeId) {}
}
