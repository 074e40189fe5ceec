// SPDX-License-Identifier: Apache-2.0

//! Paying in a shop, asking whether one could, and giving to another person.

use alloc::vec::Vec;
use chungnam_frame_kit::{count, Clock, CohortsExt, PeopleExt, WonExt};
use chungnam_ports::{Brakes, MerchantProfile, Merchants, People, Takings, WardAct};
use chungnam_primitives::{
	korean_month, MerchantId, Moment, PersonId, ReceiptId, SeriesId, Won, ZoneId,
};
use frame_support::{
	defensive, ensure,
	traits::{
		fungible::{Mutate, Unbalanced},
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

use super::{Effort, Purse};
use crate::{
	pallet::*,
	plan::{self, Depth, Plan, Purchase, Quote, Refusal, Shelf},
	types::*,
};

/// Who pays: whose lots, and whose plain won.
pub(crate) struct Payer<T: Config> {
	/// Whose lots.
	person: PersonId,
	/// Who stands in the shop: the person, or a guardian.
	actor: PersonId,
	account: T::AccountId,
	/// Plain won may be spent. A ward's guardian spends none.
	spends_plain: bool,
}

/// Payer and shop face to face, with everything that decides about a payment.
struct Checkout<T: Config> {
	payer: Payer<T>,
	home: ZoneId,
	shop: MerchantProfile<T::AccountId>,
	purse: Purse<T>,
	book: PaymentBook,
	/// A receipt of the same order that cannot be refunded any more.
	earlier: Option<ReceiptId>,
	now: Moment,
}

/// What a receipt says, besides what paid.
struct Bill {
	merchant: MerchantId,
	order: Option<Order>,
	earlier: Option<ReceiptId>,
	at: Moment,
}

impl<T: Config> Checkout<T> {
	fn quote(&mut self, amount: Won, depth: Depth) -> Quote {
		let Self { payer, home, shop, purse, now, .. } = self;
		let purchase = Purchase { home: *home, shop, now: *now };
		let plain = || {
			if payer.spends_plain {
				T::Won::spendable(&payer.account)
			} else {
				0
			}
		};
		plan::quote(&purse.wallet, &mut purse.shelf, &purchase, plain, amount, depth)
	}
}

impl<T: Config> Pallet<T> {
	/// Someone who pays for themselves.
	fn payer(who: &T::AccountId) -> Result<Payer<T>, Refusal> {
		let person = T::People::behind(who)?;
		Ok(Payer { person, actor: person, account: who.clone(), spends_plain: true })
	}

	/// A guardian who pays from the lots of a ward.
	fn payer_for(who: &T::AccountId, ward: PersonId) -> Result<Payer<T>, Refusal> {
		let guardian = T::People::acting(who)?;
		if !T::People::is_guardian(guardian, ward, WardAct::Spend, T::Time::moment()) {
			return Err(Refusal::NotAuthorized);
		}
		Ok(Payer { person: ward, actor: guardian, account: who.clone(), spends_plain: false })
	}

	/// A person in whose place somebody asks. Nothing is paid by it.
	fn asked_about(person: PersonId) -> Payer<T> {
		// Nobody's key and no shop's account.
		let account = T::PalletId::get().into_account_truncating();
		Payer { person, actor: person, account, spends_plain: false }
	}

	/// Brings payer and shop together, if both may trade now.
	fn meet(
		payer: Payer<T>,
		merchant: MerchantId,
		order: Option<&Order>,
	) -> Result<Checkout<T>, Refusal> {
		let now = T::Time::moment();
		let member = T::Cohorts::active_member(payer.person)?;
		let shop = T::Merchants::merchant(merchant, now).ok_or(Refusal::MerchantNotFound)?;
		if !shop.is_open {
			return Err(Refusal::MerchantNotOpen);
		}
		// Neither the owner with another key, nor a guardian with a ward's money, pays their own shop.
		let own = shop.operator.is_some_and(|own| own == payer.person || own == payer.actor);
		if own || shop.account == payer.account {
			return Err(Refusal::SelfPayment);
		}
		let earlier = match order {
			Some(order) => Self::ensure_unpaid(merchant, order, now)?,
			None => None,
		};
		let book = PaymentState::<T>::get();
		let mut purse = Purse::open(payer.person, now);
		purse.claim(&member, book.last_drop);
		Ok(Checkout { payer, home: member.profile.zone, shop, purse, book, earlier, now })
	}

	fn quote_as(
		payer: Result<Payer<T>, Refusal>,
		merchant: MerchantId,
		amount: Won,
		order: Option<Order>,
	) -> Quote {
		match payer.and_then(|payer| Self::meet(payer, merchant, order.as_ref())) {
			Ok(mut checkout) => checkout.quote(amount, Depth::Everything),
			Err(reason) => Quote::refused(reason, T::Time::moment()),
		}
	}

	/// The payer of a quote, unless the call by which they would pay is stopped. A payment is not asked: a call that is
	/// stopped does not begin.
	fn unless_stopped(
		is_stopped: bool,
		payer: Result<Payer<T>, Refusal>,
	) -> Result<Payer<T>, Refusal> {
		if is_stopped {
			Err(Refusal::PaymentsStopped)
		} else {
			payer
		}
	}

	pub(crate) fn quote_for_account(
		who: &T::AccountId,
		merchant: MerchantId,
		amount: Won,
		order: Option<Order>,
	) -> Quote {
		let payer = Self::unless_stopped(T::Brakes::stop_payments(), Self::payer(who));
		Self::quote_as(payer, merchant, amount, order)
	}

	pub(crate) fn quote_for_ward(
		who: &T::AccountId,
		ward: PersonId,
		merchant: MerchantId,
		amount: Won,
		order: Option<Order>,
	) -> Quote {
		let is_stopped = T::Brakes::stop_payments_for_wards();
		let payer = Self::unless_stopped(is_stopped, Self::payer_for(who, ward));
		Self::quote_as(payer, merchant, amount, order)
	}

	/// What would pay `amount` won in the shop from the lots of a person, for guardians, call centres and town halls that ask
	/// in the person's place. Plain won belongs to keys and is left out.
	pub fn quote_of(
		person: PersonId,
		merchant: MerchantId,
		amount: Won,
		order: Option<Order>,
	) -> Quote {
		let payer = Ok(Self::asked_about(person));
		let payer = Self::unless_stopped(T::Brakes::stop_payments(), payer);
		Self::quote_as(payer, merchant, amount, order)
	}

	pub(crate) fn do_pay(
		who: &T::AccountId,
		merchant: MerchantId,
		agreement: Agreement,
		effort: &mut Effort,
	) -> DispatchResult {
		let payer = Self::payer(who).map_err(Error::<T>::from)?;
		Self::pay_as(payer, merchant, agreement, effort)
	}

	pub(crate) fn do_pay_for(
		who: &T::AccountId,
		ward: PersonId,
		merchant: MerchantId,
		agreement: Agreement,
		effort: &mut Effort,
	) -> DispatchResult {
		let payer = Self::payer_for(who, ward).map_err(Error::<T>::from)?;
		Self::pay_as(payer, merchant, agreement, effort)
	}

	fn pay_as(
		payer: Payer<T>,
		merchant: MerchantId,
		agreement: Agreement,
		effort: &mut Effort,
	) -> DispatchResult {
		let Agreement { amount, order, most_own, until } = agreement;
		Self::ensure_alive(until, T::Time::moment())?;
		effort.order = order.is_some();
		let met = Self::meet(payer, merchant, order.as_ref());
		let mut checkout = met.map_err(Error::<T>::from)?;
		let told = checkout.quote(amount, Depth::Enough);
		checkout.purse.note(effort);
		let mut plan = told.plan.map_err(Error::<T>::from)?;
		ensure!(plan.plain <= most_own, Error::<T>::MoreOfOwn);
		effort.parts = count(&plan.parts);
		let month = korean_month(checkout.now);
		let Some(graced) = plan::apply(&mut checkout.purse.wallet, &mut plan, Period::Month(month))
		else {
			// The plan was made from this very wallet, and checked to fit it.
			defensive!("a plan fits the wallet it was made from");
			return Err(Error::<T>::InsufficientBalance.into());
		};
		let Checkout { payer, shop, purse, mut book, earlier, now, .. } = checkout;

		purse.keep()?;
		Self::settle_plan(&payer.account, &shop.account, &plan, graced)?;
		// Plain won may have come from the shop itself, by a transfer: only lots are takings. A plan is for `amount`.
		let from_lots = amount.saturating_sub(plan.plain);
		if book.notes_takings && from_lots > 0 {
			T::Takings::note(merchant, from_lots)?;
		}
		Self::turn_page(&mut book, month)?;
		Self::write_receipt(book, payer, Bill { merchant, order, earlier, at: now }, plan)
	}

	/// Moves the won of a plan to the shop. The plan was made from what lots and account hold, so it is not asked again
	/// whether they do, and the shop's account is written once.
	fn settle_plan(
		payer: &T::AccountId,
		shop: &T::AccountId,
		plan: &Plan,
		graced: Vec<Won>,
	) -> DispatchResult {
		let take = |from: &T::AccountId, amount| {
			let (all, alone) = (Precision::Exact, Preservation::Expendable);
			T::Won::decrease_balance(from, amount, all, alone, Fortitude::Polite)
				.map_err(|_| Error::<T>::InsufficientBalance)?;
			T::Won::done_transfer(from, shop, amount);
			Ok::<_, DispatchError>(())
		};
		let mut sum = plan.plain;
		for (part, graced) in plan.parts.iter().zip(graced) {
			take(&Self::pot_of(part.series), part.amount)?;
			Self::update_totals(part.series, |totals| totals.spend(part.amount, graced))?;
			sum = sum.checked_add(part.amount).ok_or(Error::<T>::Overflow)?;
		}
		if plan.plain > 0 {
			take(payer, plan.plain)?;
		}
		T::Won::increase_balance(shop, sum, Precision::Exact).map(|_| ())
	}

	fn write_receipt(
		mut book: PaymentBook,
		payer: Payer<T>,
		bill: Bill,
		plan: Plan,
	) -> DispatchResult {
		let Plan { parts, plain } = plan;
		let Payer { person, account, .. } = payer;
		let Bill { merchant, order, earlier, at } = bill;
		let receipt = book.next_receipt;
		book.next_receipt = receipt.checked_add(1).ok_or(Error::<T>::Overflow)?;
		for part in &parts {
			book.spent = book.spent.checked_add(part.amount).ok_or(Error::<T>::Overflow)?;
		}
		PaymentState::<T>::put(book);
		if let Some(order) = &order {
			Self::keep_order(merchant, order, receipt, earlier);
		}
		let told = parts.clone();
		Self::deposit_event(Event::Paid { receipt, person, merchant, order, parts: told, plain });
		let payback = None;
		let written = Receipt { person, account, merchant, order, at, parts, plain, payback };
		Receipts::<T>::insert(receipt, written);
		Ok(())
	}

	pub(crate) fn do_gift(
		who: &T::AccountId,
		series: SeriesId,
		to: PersonId,
		amount: Won,
		effort: &mut Effort,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let from = T::People::behind(who).map_err(Error::<T>::from)?;
		let member = T::Cohorts::active_member(from).map_err(Error::<T>::from)?;
		ensure!(from != to, Error::<T>::SelfPayment);
		T::People::active(to).map_err(Error::<T>::from)?;
		let definition = Self::load_series(series)?;
		ensure!(!definition.paused, Error::<T>::SeriesPaused);
		let now = T::Time::moment();
		ensure!(!definition.has_ended(now), Error::<T>::Expired);
		let rules = definition.rules_at(now);
		ensure!(now >= rules.opens, Error::<T>::NotYetOpen);
		let limit = rules.gift.as_ref().ok_or(Error::<T>::NotTransferable)?;
		ensure!(amount <= limit.per_gift, Error::<T>::GiftLimitExceeded);

		let mut giver = Purse::<T>::open(from, now);
		giver.claim(&member, PaymentState::<T>::get().last_drop);
		let mut receiver = Purse::<T>::open(to, now);
		let (key, period) = (UsageKey::Gift(series), Period::Month(korean_month(now)));
		let may_hold = match &rules.sale {
			Some(sale) => Self::ensure_may_hold(&mut receiver, sale, amount),
			None => Ok(()),
		};
		let has_room = Self::has_room_for_gift(&mut receiver, series, now);
		// All looking is done: a gift that is refused from here on is charged for it as well.
		giver.note(effort);
		receiver.note(effort);
		let used = giver.wallet.used(key, period);
		let this_month = used.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		ensure!(this_month <= limit.per_month, Error::<T>::GiftLimitExceeded);
		let passed = giver.wallet.pass_on(series, amount);
		let (face, bonuses) = passed.ok_or(Error::<T>::InsufficientBalance)?;
		may_hold?;
		ensure!(has_room, Error::<T>::MaxLotsExceeded);
		giver.wallet.note_use(key, period, amount).map_err(Error::<T>::from)?;
		let lot = Lot { series, amount, face, graced: 0, ends: rules.expires };
		receiver.wallet.credit(lot).map_err(Error::<T>::from)?;
		for (from, won) in bonuses {
			receiver.wallet.earn(series, from, won).map_err(Error::<T>::from)?;
		}

		giver.keep()?;
		receiver.keep()?;
		Self::deposit_event(Event::Gifted { series, from, to, amount });
		Ok(())
	}

	/// True if a gift adds to a lot that is there, or begins one that leaves room for money of public purposes.
	fn has_room_for_gift(receiver: &mut Purse<T>, series: SeriesId, now: Moment) -> bool {
		if receiver.wallet.lot(series).is_some() {
			return true;
		}
		let Purse { wallet, shelf, .. } = receiver;
		let may_be_given = |lot: &&Lot| {
			let binding = shelf.binding(lot.series);
			binding.is_some_and(|binding| binding.series.rules_at(now).gift.is_some())
		};
		let gifts = wallet.lots.iter().filter(may_be_given).count();
		u32::try_from(gifts).is_ok_and(|gifts| gifts < MAX_GIFT_LOTS)
	}
}
