// SPDX-License-Identifier: Apache-2.0

//! How money reaches people: bought with an incentive on top, or given for a public purpose; and how it is taken back.

use chungnam_frame_kit::{Clock, CohortsExt, PeopleExt, WonExt};
use chungnam_ports::{Issuance, Published};
use chungnam_primitives::{
	korean_month, share_of, year_of, Moment, MoneyClass, PersonId, SeriesId, Won,
};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{DispatchError, DispatchResult};

use super::{Effort, Purse};
use crate::{pallet::*, plan::Shelf, types::*};

/// What a purchase does, decided before anything is written.
struct Deal<T: Config> {
	purse: Purse<T>,
	incentive: Option<(SeriesId, Won)>,
}

/// What is added to a purchase.
struct Incentive {
	series: SeriesId,
	amount: Won,
	ends: Moment,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_sell(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		least_incentive: Won,
		effort: &mut Effort,
	) -> DispatchResult {
		let deal = Self::strike(series, person, amount, least_incentive, true, effort)?;
		T::Issuance::mint(&Self::pot_of(series), amount)?;
		Self::close(series, person, amount, deal)
	}

	pub(crate) fn do_buy(
		who: &T::AccountId,
		series: SeriesId,
		amount: Won,
		least_incentive: Won,
		effort: &mut Effort,
	) -> DispatchResult {
		let person = T::People::acting(who).map_err(Error::<T>::from)?;
		let deal = Self::strike(series, person, amount, least_incentive, false, effort)?;
		T::Won::send(who, &Self::pot_of(series), amount, Error::<T>::InsufficientBalance)?;
		Self::close(series, person, amount, deal)
	}

	/// Decides a purchase: limits of the month, of what may be held, and the incentive there is. What is latent stays
	/// latent: nothing of it is bought or counts here.
	fn strike(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		least_incentive: Won,
		at_counter: bool,
		effort: &mut Effort,
	) -> Result<Deal<T>, Error<T>> {
		ensure!(amount > 0, Error::ZeroAmount);
		let definition = Self::load_for_sale(series)?;
		let now = T::Time::moment();
		let rules = definition.rules_at(now);
		let sale = rules.sale.as_ref().ok_or(Error::NotForSale)?;
		T::People::active(person)?;

		let month = korean_month(now);
		let mut purse = Purse::<T>::open(person, now);
		let (bought, period) = (UsageKey::Purchase(sale.limits), Period::Month(month));
		let may_hold = Self::ensure_may_hold(&mut purse, sale, amount);
		// All looking is done: a purchase that is refused from here on is charged for it as well.
		purse.note(effort);
		let used = purse.wallet.used(bought, period);
		let this_month = used.checked_add(amount).ok_or(Error::Overflow)?;
		ensure!(this_month <= sale.limit_in(month), Error::PurchaseLimitExceeded);
		may_hold?;
		let incentive = Self::incentive_for(&purse.wallet, sale, amount, now);
		let given = incentive.as_ref().map_or(0, |incentive| incentive.amount);
		ensure!(given >= least_incentive, Error::BelowMinimumIncentive);

		let wallet = &mut purse.wallet;
		wallet.note_use(bought, period, amount)?;
		wallet.receive(None, series, amount, rules.expires)?;
		if let Some(Incentive { series: from, amount, ends }) = &incentive {
			let (from, amount) = (*from, *amount);
			wallet.note_use(UsageKey::IncentiveOfMonth(sale.limits), period, amount)?;
			let year = Period::Year(year_of(month));
			wallet.note_use(UsageKey::IncentiveOfYear(sale.limits), year, amount)?;
			wallet.receive(None, from, amount, *ends)?;
			wallet.earn(series, from, amount)?;
		}
		let incentive = incentive.map(|own| (own.series, own.amount));
		let (limits, at) = (sale.limits, now);
		// Saturating: until the end of time.
		let until = now.saturating_add(sale.undo_within);
		wallet.remember(Purchase { series, amount, incentive, limits, at, until, at_counter });
		Ok(Deal { purse, incentive })
	}

	/// The person may hold `amount` more of purchased money under the limits of `sale`.
	pub(crate) fn ensure_may_hold(
		purse: &mut Purse<T>,
		sale: &SaleTerms,
		amount: Won,
	) -> Result<(), Error<T>> {
		let held = Self::held(purse, sale)?.checked_add(amount).ok_or(Error::Overflow)?;
		let most = sale.holding_in(korean_month(T::Time::moment()));
		ensure!(held <= most, Error::HoldingLimitExceeded);
		Ok(())
	}

	/// Won of purchased money that a person holds under the limits of `sale`.
	fn held(purse: &mut Purse<T>, sale: &SaleTerms) -> Result<Won, Error<T>> {
		let now = T::Time::moment();
		let counts = |series: &SeriesOf<T>| {
			let terms = series.rules_at(now).sale.as_ref();
			series.class == MoneyClass::Purchased
				&& terms.is_some_and(|terms| terms.limits == sale.limits)
		};
		let mut held: Won = 0;
		for lot in &purse.wallet.lots {
			let Some(binding) = purse.shelf.binding(lot.series) else { continue };
			if counts(&binding.series) {
				held = held.checked_add(binding.worth(lot, now)).ok_or(Error::Overflow)?;
			}
		}
		Ok(held)
	}

	/// What a person may buy of a series now, and what `amount` of it would get on top.
	pub(crate) fn room_to_buy(who: &T::AccountId, series: SeriesId, amount: Won) -> RoomToBuy {
		let person = T::People::acting(who).map_err(Error::<T>::from)?;
		let definition = Self::load_for_sale(series)?;
		let now = T::Time::moment();
		let month = korean_month(now);
		let sale = definition.rules_at(now).sale.as_ref().ok_or(Error::<T>::NotForSale)?;
		let mut purse = Purse::<T>::open(person, now);
		let used = purse.wallet.used(UsageKey::Purchase(sale.limits), Period::Month(month));
		// A limit that was lowered below what is used leaves nothing, hence saturating.
		let of_month = sale.limit_in(month).saturating_sub(used);
		let of_holding = sale.holding_in(month).saturating_sub(Self::held(&mut purse, sale)?);
		let (most, bound_by) = if of_holding < of_month {
			(of_holding, PurchaseLimit::Holding)
		} else {
			(of_month, PurchaseLimit::Month)
		};
		let found = sale.incentive.as_ref().zip(Self::open_incentive(sale, now));
		let (incentive, incentive_bound_by) = found.map_or((0, None), |(terms, _)| {
			Self::cut_incentive(&purse.wallet, sale, terms, amount, now)
		});
		Ok(PurchaseRoom { most, bound_by, incentive, incentive_bound_by })
	}

	/// A series that is sold now.
	fn load_for_sale(series: SeriesId) -> Result<SeriesOf<T>, Error<T>> {
		let definition = Self::load_series(series)?;
		ensure!(definition.class == MoneyClass::Purchased, Error::WrongClass);
		ensure!(!definition.paused, Error::SeriesPaused);
		let now = T::Time::moment();
		let rules = definition.rules_at(now);
		let sale = rules.sale.as_ref().ok_or(Error::NotForSale)?;
		ensure!(now < sale.closes && now < rules.expires, Error::TooLate);
		Ok(definition)
	}

	/// The series from which an incentive is given now.
	fn open_incentive(sale: &SaleTerms, now: Moment) -> Option<SeriesOf<T>> {
		let series = SeriesById::<T>::get(sale.incentive.as_ref()?.series)?;
		(!series.paused && !series.has_ended(now)).then_some(series)
	}

	/// The incentive of a purchase, rounded down, cut to what is left of the person's limits and of the budget.
	fn incentive_for(
		wallet: &Wallet,
		sale: &SaleTerms,
		amount: Won,
		now: Moment,
	) -> Option<Incentive> {
		let terms = sale.incentive.as_ref()?;
		let series = Self::open_incentive(sale, now)?;
		let (amount, _) = Self::cut_incentive(wallet, sale, terms, amount, now);
		let ends = series.rules_at(now).expires;
		(amount > 0).then_some(Incentive { series: terms.series, amount, ends })
	}

	/// The incentive of a purchase, rounded down, cut to the smallest of the person's limits and the budget, and the limit
	/// that cut it.
	fn cut_incentive(
		wallet: &Wallet,
		sale: &SaleTerms,
		terms: &IncentiveTerms,
		amount: Won,
		now: Moment,
	) -> (Won, Option<IncentiveLimit>) {
		let month = korean_month(now);
		let of_month = wallet.used(UsageKey::IncentiveOfMonth(sale.limits), Period::Month(month));
		let of_year =
			wallet.used(UsageKey::IncentiveOfYear(sale.limits), Period::Year(year_of(month)));
		// A limit that was lowered below what is used leaves nothing, hence saturating.
		let limits = [
			(terms.per_month.saturating_sub(of_month), IncentiveLimit::Month),
			(terms.per_year.saturating_sub(of_year), IncentiveLimit::Year),
			(TotalsBySeries::<T>::get(terms.series).budget, IncentiveLimit::Budget),
		];
		limits.into_iter().fold(
			(share_of(terms.rate, amount), None),
			|(least, by), (limit, own)| {
				if limit < least {
					(limit, Some(own))
				} else {
					(least, by)
				}
			},
		)
	}

	/// Writes a purchase down. The won is in the pot already.
	fn close(series: SeriesId, person: PersonId, amount: Won, deal: Deal<T>) -> DispatchResult {
		deal.purse.keep()?;
		Self::update_totals(series, |totals| {
			totals.budget = totals.budget.checked_add(amount)?;
			totals.issue(amount)
		})?;
		if let Some((from, given)) = deal.incentive {
			Self::update_totals(from, |totals| totals.issue(given))?;
		}
		let given = deal.incentive.map_or(0, |(_, given)| given);
		Self::note_flow(|flow| {
			flow.sold = flow.sold.checked_add(amount)?;
			flow.issued = flow.issued.checked_add(given)?;
			Some(())
		})?;
		T::Issuance::publish(Published::Sold { amount, incentive: given })?;
		Self::deposit_event(Event::Sold { series, person, amount, incentive: deal.incentive });
		Ok(())
	}

	pub(crate) fn do_issue(
		series: SeriesId,
		payments: Payments,
		effort: &mut Effort,
	) -> DispatchResult {
		let definition = Self::load_given(series)?;
		ensure!(definition.opener.is_none(), Error::<T>::OpenedByOther);
		let mut total: Won = 0;
		for (_, amount) in &payments {
			ensure!(*amount > 0, Error::<T>::ZeroAmount);
			total = total.checked_add(*amount).ok_or(Error::<T>::Overflow)?;
		}
		ensure!(total > 0, Error::<T>::ZeroAmount);
		let budget = TotalsBySeries::<T>::get(series).budget;
		ensure!(budget >= total, Error::<T>::BudgetExhausted);

		// The events of a list in which nobody is paid go with it.
		with_storage_layer(|| Self::issue_all(series, &definition, payments, effort))
	}

	/// Pays whom it can. One who cannot be paid keeps nobody else waiting.
	fn issue_all(
		series: SeriesId,
		definition: &SeriesOf<T>,
		payments: Payments,
		effort: &mut Effort,
	) -> DispatchResult {
		let ends = definition.rules_at(T::Time::moment()).expires;
		let (mut given, mut first) = (0, None);
		for (person, amount) in payments {
			let withheld = match Self::issue_to(person, definition, (series, amount, ends), effort)
			{
				Ok(withheld) => withheld,
				Err(reason) => {
					let reason = DispatchError::from(reason);
					first.get_or_insert(reason);
					Self::deposit_event(Event::NotIssued { series, person, amount, reason });
					continue;
				}
			};
			given = amount.checked_add(given).ok_or(Error::<T>::Overflow)?;
			Self::update_totals(series, |totals| totals.issue(amount))?;
			Self::deposit_event(Event::Issued { series, person, amount });
			if withheld > 0 {
				effort.withheld = effort.withheld.saturating_add(1); // at most MAX_BATCH
				Self::take_withheld(series, person, withheld)?;
			}
		}
		match first {
			Some(reason) if given == 0 => Err(reason),
			_ => Self::note_given(given),
		}
	}

	/// Puts policy money into a wallet: of a series, an amount, until an end. Refused is who does not live, and a wallet
	/// without room; nothing is written then. What the person has latent stays latent. Returns what debts withhold.
	fn issue_to(
		person: PersonId,
		definition: &SeriesOf<T>,
		(series, amount, ends): (SeriesId, Won, Moment),
		effort: &mut Effort,
	) -> Result<Won, Error<T>> {
		T::People::living(person)?;
		let mut purse = Purse::<T>::open(person, T::Time::moment());
		purse.note(effort);
		let withheld = purse.wallet.receive(definition.opener, series, amount, ends)?;
		Self::store_wallet(person, purse.settled());
		Ok(withheld)
	}

	/// A series of policy money from which people can be given something now.
	pub(crate) fn load_given(series: SeriesId) -> Result<SeriesOf<T>, Error<T>> {
		let definition = Self::load_series(series)?;
		ensure!(definition.class == MoneyClass::Policy, Error::WrongClass);
		ensure!(!definition.paused, Error::SeriesPaused);
		ensure!(!definition.has_ended(T::Time::moment()), Error::Expired);
		Ok(definition)
	}

	/// Counts policy money that was given.
	pub(crate) fn note_given(total: Won) -> DispatchResult {
		Self::note_flow(|flow| {
			flow.issued = flow.issued.checked_add(total)?;
			Some(())
		})?;
		T::Issuance::publish(Published::Given(total))
	}

	pub(crate) fn do_claw_back(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		reason: ClawBackReason,
		effort: &mut Effort,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let definition = Self::load_series(series)?;
		// Purchased money is the buyer's own; only public money can be taken back.
		ensure!(definition.class != MoneyClass::Purchased, Error::<T>::WrongClass);
		let mut purse = Self::claimed_purse(person);
		purse.note(effort);
		let debit = purse.wallet.debit(series, amount).ok_or(Error::<T>::InsufficientBalance)?;

		purse.keep()?;
		Self::note_clawed_back(series, person, amount, debit.graced, reason)
	}

	/// A person gives up the lot of a series that is nothing to them: its won goes back into the budget.
	pub(crate) fn do_give_up(
		who: &T::AccountId,
		series: SeriesId,
		effort: &mut Effort,
	) -> DispatchResult {
		let person = T::People::acting(who).map_err(Error::<T>::from)?;
		let mut purse = Purse::<T>::open(person, T::Time::moment());
		purse.note(effort);
		let amount = purse.wallet.lot(series).ok_or(Error::<T>::InsufficientBalance)?.amount;
		let debit = purse.wallet.debit(series, amount).ok_or(Error::<T>::InsufficientBalance)?;

		purse.keep()?;
		Self::return_to_budget(series, amount, debit.graced)?;
		Self::deposit_event(Event::GivenUp { series, person, amount });
		Ok(())
	}

	/// The wallet of anyone, with what was latent in it, whether or not they may act.
	pub(crate) fn claimed_purse(person: PersonId) -> Purse<T> {
		let mut purse = Purse::<T>::open(person, T::Time::moment());
		if let Ok(member) = T::Cohorts::known_member(person) {
			purse.claim(&member, PaymentState::<T>::get().last_drop);
		}
		purse
	}

	/// Puts what was taken out of a lot into the budget of its series.
	pub(crate) fn note_clawed_back(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		graced: Won,
		reason: ClawBackReason,
	) -> DispatchResult {
		Self::return_to_budget(series, amount, graced)?;
		Self::deposit_event(Event::ClawedBack { series, person, amount, reason });
		Ok(())
	}

	/// Counts won of a lot that goes back into the budget of its series; `graced` of it was in its grace.
	pub(crate) fn return_to_budget(series: SeriesId, amount: Won, graced: Won) -> DispatchResult {
		Self::update_totals(series, |totals| totals.claw_back(amount, graced))?;
		Self::note_flow(|flow| {
			flow.clawed_back = flow.clawed_back.checked_add(amount)?;
			Some(())
		})
	}
}
