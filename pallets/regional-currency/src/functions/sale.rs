// SPDX-License-Identifier: Apache-2.0

//! How money reaches people: bought with an incentive on top, or given for a public purpose; and how it is taken back.

use chungnam_primitives::{
	korean_month, share_of, year_of, Moment, MoneyClass, PersonId, SeriesId, Won,
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

/// What a purchase does, decided before anything is written.
struct Deal {
	wallet: Wallet,
	incentive: Option<(SeriesId, Won)>,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_sell(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		least_incentive: Won,
	) -> DispatchResult {
		let deal = Self::strike(series, person, amount, least_incentive)?;
		Self::do_mint(&Self::pot_of(series), amount)?;
		Self::close(series, person, amount, deal)
	}

	pub(crate) fn do_buy(
		who: &T::AccountId,
		series: SeriesId,
		amount: Won,
		least_incentive: Won,
	) -> DispatchResult {
		let person = Self::ensure_person(who)?;
		let deal = Self::strike(series, person, amount, least_incentive)?;
		Self::transfer(who, &Self::pot_of(series), amount)?;
		Self::close(series, person, amount, deal)
	}

	/// Decides a purchase: limits of the month, of what may be held, and the incentive there is.
	fn strike(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		least_incentive: Won,
	) -> Result<Deal, Error<T>> {
		ensure!(amount > 0, Error::ZeroAmount);
		let definition = Self::load_series(series)?;
		ensure!(definition.class == MoneyClass::Purchased, Error::WrongClass);
		ensure!(!definition.paused, Error::SeriesPaused);
		let now = Self::now();
		let rules = definition.rules_at(now);
		let sale = rules.sale.as_ref().ok_or(Error::NotForSale)?;
		ensure!(now < sale.closes && now < rules.expires, Error::TooLate);
		Self::ensure_active(person)?;

		let month = korean_month(now);
		let (mut wallet, _) = Self::current_wallet(person, now);
		let (bought, period) = (UsageKey::Purchase(sale.limits), Period::Month(month));
		let this_month = wallet.used(bought, period).checked_add(amount).ok_or(Error::Overflow)?;
		ensure!(this_month <= sale.limit_in(month), Error::PurchaseLimitExceeded);
		Self::ensure_may_hold(&wallet, sale, amount, now)?;
		let incentive = Self::incentive_for(&wallet, sale, amount, now);
		let given = incentive.map_or(0, |(_, amount)| amount);
		ensure!(given >= least_incentive, Error::BelowMinimumIncentive);

		wallet.note_use(bought, period, amount)?;
		wallet.credit(series, amount, amount, 0)?;
		if let Some((from, given)) = incentive {
			wallet.note_use(UsageKey::IncentiveOfMonth(sale.limits), period, given)?;
			let year = Period::Year(year_of(month));
			wallet.note_use(UsageKey::IncentiveOfYear(sale.limits), year, given)?;
			wallet.credit(from, given, given, 0)?;
		}
		Ok(Deal { wallet, incentive })
	}

	/// The person may hold `amount` more of purchased money under the limits of `sale`.
	pub(crate) fn ensure_may_hold(
		wallet: &Wallet,
		sale: &SaleTerms,
		amount: Won,
		now: Moment,
	) -> Result<(), Error<T>> {
		let counts = |series: &SeriesOf<T>| {
			let terms = series.rules_at(now).sale.as_ref();
			series.class == MoneyClass::Purchased
				&& terms.is_some_and(|terms| terms.limits == sale.limits)
		};
		let held = Self::held_lots(wallet, now)
			.iter()
			.filter(|held| counts(&held.series))
			.try_fold(amount, |sum: Won, held| sum.checked_add(held.worth(now)))
			.ok_or(Error::Overflow)?;
		ensure!(held <= sale.holding, Error::HoldingLimitExceeded);
		Ok(())
	}

	/// The incentive of a purchase, rounded down, cut to what is left of the person's limits and of the budget.
	fn incentive_for(
		wallet: &Wallet,
		sale: &SaleTerms,
		amount: Won,
		now: Moment,
	) -> Option<(SeriesId, Won)> {
		let terms = sale.incentive.as_ref()?;
		let series = SeriesById::<T>::get(terms.series)?;
		if series.paused || series.has_ended(now) {
			return None;
		}
		let month = korean_month(now);
		let of_month = wallet.used(UsageKey::IncentiveOfMonth(sale.limits), Period::Month(month));
		let of_year =
			wallet.used(UsageKey::IncentiveOfYear(sale.limits), Period::Year(year_of(month)));
		// A limit that was lowered below what is used leaves nothing, hence saturating.
		let given = share_of(terms.rate, amount)
			.min(terms.per_month.saturating_sub(of_month))
			.min(terms.per_year.saturating_sub(of_year))
			.min(TotalsBySeries::<T>::get(terms.series).budget);
		(given > 0).then_some((terms.series, given))
	}

	/// Writes a purchase down. The won is in the pot already.
	fn close(series: SeriesId, person: PersonId, amount: Won, deal: Deal) -> DispatchResult {
		Self::store_wallet(person, deal.wallet);
		Self::update_totals(series, |totals| {
			totals.budget = totals.budget.checked_add(amount)?;
			totals.issue(amount)
		})?;
		if let Some((from, given)) = deal.incentive {
			Self::update_totals(from, |totals| totals.issue(given))?;
		}
		let given = deal.incentive.map_or(0, |(_, given)| given);
		Self::disclose(|now| {
			now.sold = now.sold.checked_add(amount)?;
			now.incentive = now.incentive.checked_add(given)?;
			Some(())
		})?;
		Self::deposit_event(Event::Sold { series, person, amount, incentive: deal.incentive });
		Ok(())
	}

	pub(crate) fn do_issue(series: SeriesId, payments: Payments) -> DispatchResult {
		let definition = Self::load_series(series)?;
		ensure!(definition.class == MoneyClass::Policy, Error::<T>::WrongClass);
		ensure!(!definition.paused, Error::<T>::SeriesPaused);
		let now = Self::now();
		ensure!(!definition.has_ended(now), Error::<T>::Expired);

		let mut total: Won = 0;
		for (person, amount) in &payments {
			ensure!(*amount > 0, Error::<T>::ZeroAmount);
			Self::ensure_alive(*person)?;
			total = total.checked_add(*amount).ok_or(Error::<T>::Overflow)?;
		}
		ensure!(total > 0, Error::<T>::ZeroAmount);
		let budget = TotalsBySeries::<T>::get(series).budget;
		ensure!(budget >= total, Error::<T>::BudgetExhausted);

		for (person, amount) in payments {
			let mut wallet = Self::wallet_with_room(person, series, now);
			wallet.credit(series, amount, amount, 0).map_err(Error::<T>::from)?;
			Self::store_wallet(person, wallet);
			Self::deposit_event(Event::Issued { series, person, amount });
		}
		Self::update_totals(series, |totals| totals.issue(total))?;
		Self::disclose(|now| {
			now.policy = now.policy.checked_add(total)?;
			Some(())
		})
	}

	pub(crate) fn do_claw_back(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		reason: ClawBackReason,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let definition = Self::load_series(series)?;
		// Purchased money is the buyer's own; only public money can be taken back.
		ensure!(definition.class != MoneyClass::Purchased, Error::<T>::WrongClass);
		let (mut wallet, _) = Self::current_wallet(person, Self::now());
		let debit = wallet.debit(series, amount).ok_or(Error::<T>::InsufficientBalance)?;

		Self::store_wallet(person, wallet);
		Self::update_totals(series, |totals| totals.claw_back(amount, debit.graced))?;
		Self::deposit_event(Event::ClawedBack { series, person, amount, reason });
		Ok(())
	}
}
