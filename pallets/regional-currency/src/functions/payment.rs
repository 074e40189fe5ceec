// SPDX-License-Identifier: Apache-2.0

//! Paying in a shop, asking whether one could, and giving to another person.

use alloc::vec::Vec;
use chungnam_primitives::{
	korean_month, MerchantId, MerchantProfile, Merchants, Moment, People, PersonId, PersonProfile,
	SeriesId, Standing, WardAct, Won,
};
use frame_support::{defensive, ensure};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
	pallet::*,
	plan::{self, HeldLot, Plan, Purchase, Quote, Refusal},
	types::*,
};

/// Who pays: whose lots, and whose plain won.
pub(crate) struct Payer<T: Config> {
	person: PersonId,
	account: T::AccountId,
	/// Plain won that may be spent. A ward's guardian spends none.
	plain: Won,
}

/// Payer and shop face to face, with everything that decides about a payment.
struct Counter<T: Config> {
	payer: Payer<T>,
	profile: PersonProfile,
	shop: MerchantProfile<T::AccountId>,
	wallet: Wallet,
	lots: Vec<HeldLot<T::AccountId>>,
	now: Moment,
}

impl<T: Config> Counter<T> {
	fn quote(&self, amount: Won) -> Quote {
		let purchase = Purchase { home: self.profile.zone, shop: &self.shop, now: self.now };
		plan::quote(&self.wallet, &self.lots, &purchase, self.payer.plain, amount)
	}
}

impl<T: Config> Pallet<T> {
	/// Someone who pays for themselves.
	fn payer(who: &T::AccountId) -> Result<Payer<T>, Refusal> {
		let person = T::People::person_of(who).ok_or(Refusal::NotRegistered)?;
		Ok(Payer { person, account: who.clone(), plain: Self::spendable(who) })
	}

	/// A guardian who pays from the lots of a ward.
	fn payer_for(who: &T::AccountId, ward: PersonId) -> Result<Payer<T>, Refusal> {
		let guardian = T::People::person_of(who).ok_or(Refusal::NotRegistered)?;
		let standing = T::People::profile(guardian).map(|profile| profile.standing);
		if standing != Some(Standing::Active) {
			return Err(Refusal::PersonNotActive);
		}
		if !T::People::is_guardian(guardian, ward, WardAct::Spend, Self::now()) {
			return Err(Refusal::NotAuthorized);
		}
		Ok(Payer { person: ward, account: who.clone(), plain: 0 })
	}

	/// Brings payer and shop together, if both may trade now.
	fn meet(payer: Payer<T>, merchant: MerchantId) -> Result<Counter<T>, Refusal> {
		let now = Self::now();
		let profile = T::People::profile(payer.person).ok_or(Refusal::NotRegistered)?;
		if profile.standing != Standing::Active {
			return Err(Refusal::PersonNotActive);
		}
		let shop = T::Merchants::merchant(merchant, now).ok_or(Refusal::MerchantNotFound)?;
		if !shop.is_open {
			return Err(Refusal::MerchantNotOpen);
		}
		// Neither the owner with another key, nor a guardian with a ward's money, pays their own shop.
		let owner = T::People::person_of(&shop.account);
		let own = owner.is_some()
			&& (owner == Some(payer.person) || owner == T::People::person_of(&payer.account));
		if own || shop.account == payer.account {
			return Err(Refusal::SelfPayment);
		}
		let (wallet, lots) = Self::current_wallet(payer.person, now);
		Ok(Counter { payer, profile, shop, wallet, lots, now })
	}

	pub(crate) fn quote_for_account(
		who: &T::AccountId,
		merchant: MerchantId,
		amount: Won,
	) -> Quote {
		match Self::payer(who).and_then(|payer| Self::meet(payer, merchant)) {
			Ok(counter) => counter.quote(amount),
			Err(reason) => Quote::refused(reason),
		}
	}

	pub(crate) fn quote_for_ward(
		who: &T::AccountId,
		ward: PersonId,
		merchant: MerchantId,
		amount: Won,
	) -> Quote {
		match Self::payer_for(who, ward).and_then(|payer| Self::meet(payer, merchant)) {
			Ok(counter) => counter.quote(amount),
			Err(reason) => Quote::refused(reason),
		}
	}

	/// Returns how many lots were looked at, which is what a payment's cost depends on.
	pub(crate) fn do_pay(
		who: &T::AccountId,
		merchant: MerchantId,
		amount: Won,
	) -> Result<u32, DispatchError> {
		let payer = Self::payer(who).map_err(Error::<T>::from)?;
		Self::pay_as(payer, merchant, amount)
	}

	pub(crate) fn do_pay_for(
		who: &T::AccountId,
		ward: PersonId,
		merchant: MerchantId,
		amount: Won,
	) -> Result<u32, DispatchError> {
		let payer = Self::payer_for(who, ward).map_err(Error::<T>::from)?;
		Self::pay_as(payer, merchant, amount)
	}

	fn pay_as(payer: Payer<T>, merchant: MerchantId, amount: Won) -> Result<u32, DispatchError> {
		let mut counter = Self::meet(payer, merchant).map_err(Error::<T>::from)?;
		let lots = u32::try_from(counter.lots.len()).unwrap_or(MAX_LOTS);
		let mut plan = counter.quote(amount).plan.map_err(Error::<T>::from)?;
		let month = Period::Month(korean_month(counter.now));
		let Some(graced) = plan::apply(&mut counter.wallet, &mut plan, month) else {
			// The plan was made from this very wallet, and checked to fit it.
			defensive!("a plan fits the wallet it was made from");
			return Err(Error::<T>::InsufficientBalance.into());
		};

		let shop = &counter.shop.account;
		for (part, graced) in plan.parts.iter().zip(graced) {
			Self::transfer(&Self::pot_of(part.series), shop, part.amount)?;
			Self::update_totals(part.series, |totals| totals.spend(part.amount, graced))?;
		}
		Self::transfer(&counter.payer.account, shop, plan.plain)?;
		Self::store_wallet(counter.payer.person, counter.wallet);
		Self::note_takings(merchant, amount)?;
		Self::write_receipt(counter.payer, merchant, plan, counter.now)?;
		Ok(lots)
	}

	fn note_takings(merchant: MerchantId, amount: Won) -> DispatchResult {
		Tills::<T>::try_mutate(merchant, |till| {
			till.takings = till.takings.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			Ok(())
		})
	}

	fn write_receipt(
		payer: Payer<T>,
		merchant: MerchantId,
		plan: Plan,
		at: Moment,
	) -> DispatchResult {
		let Plan { parts, plain } = plan;
		let Payer { person, account, .. } = payer;
		let receipt = NextReceipt::<T>::get();
		NextReceipt::<T>::put(receipt.checked_add(1).ok_or(Error::<T>::Overflow)?);
		Self::deposit_event(Event::Paid { receipt, person, merchant, parts: parts.clone(), plain });
		Receipts::<T>::insert(receipt, Receipt { person, account, merchant, at, parts, plain });
		Ok(())
	}

	pub(crate) fn do_gift(
		who: &T::AccountId,
		series: SeriesId,
		to: PersonId,
		amount: Won,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let from = Self::ensure_person(who)?;
		ensure!(from != to, Error::<T>::SelfPayment);
		Self::ensure_active(to)?;
		let definition = Self::load_series(series)?;
		ensure!(!definition.paused, Error::<T>::SeriesPaused);
		let now = Self::now();
		ensure!(!definition.has_ended(now), Error::<T>::Expired);
		let rules = definition.rules_at(now);
		ensure!(now >= rules.opens, Error::<T>::NotYetOpen);
		let limit = rules.gift.as_ref().ok_or(Error::<T>::NotTransferable)?;
		ensure!(amount <= limit.per_gift, Error::<T>::GiftLimitExceeded);

		let (mut giver, _) = Self::current_wallet(from, now);
		let (mut receiver, _) = Self::current_wallet(to, now);
		let (key, period) = (UsageKey::Gift(series), Period::Month(korean_month(now)));
		let this_month = giver.used(key, period).checked_add(amount).ok_or(Error::<T>::Overflow)?;
		ensure!(this_month <= limit.per_month, Error::<T>::GiftLimitExceeded);
		let face = giver.pass_on(series, amount).ok_or(Error::<T>::InsufficientBalance)?;
		if let Some(sale) = &rules.sale {
			Self::ensure_may_hold(&receiver, sale, amount, now)?;
		}
		giver.note_use(key, period, amount).map_err(Error::<T>::from)?;
		receiver.credit(series, amount, face, 0).map_err(Error::<T>::from)?;

		Self::store_wallet(from, giver);
		Self::store_wallet(to, receiver);
		Self::deposit_event(Event::Gifted { series, from, to, amount });
		Ok(())
	}
}
