// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use chungnam_frame_kit::{check_all, sum_of, waiting, Check, Clock};
use chungnam_ports::{Agenda, Due};
use chungnam_primitives::{SeriesId, Won, DAYS};
use frame_support::{
	ensure,
	traits::{fungible::Inspect, Get},
};

use crate::{functions::SeriesShelf, pallet::*, plan::Shelf, types::*};

/// What people hold of one series.
#[derive(Default)]
struct Held {
	/// Won in all lots, also those that are worth nothing any more.
	amount: Won,
	/// Won of it that refunds brought back after the end.
	graced: Won,
	/// Won that can be spent now or later.
	worth: Won,
}

/// True if no two items are equal.
fn are_distinct<K: Ord>(keys: impl Iterator<Item = K>) -> bool {
	let mut seen = BTreeSet::new();
	keys.into_iter().all(|key| seen.insert(key))
}

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! {
			Self:
			check_pots, check_totals, check_outstanding, check_lots, check_receipts,
			check_usage, check_definitions, check_numbers, check_wallets, check_drops,
			check_months, check_agenda, check_orders,
		}
	}

	/// I1: the pot of a series covers what the series owes: `pot >= budget + outstanding`.
	fn check_pots() -> Check {
		for (series, totals) in TotalsBySeries::<T>::iter() {
			let owed =
				sum_of([totals.budget, totals.outstanding], "I1: what a pot owes overflows")?;
			ensure!(
				T::Won::balance(&Self::pot_of(series)) >= owed,
				"I1: a pot holds less than it owes"
			);
		}
		Ok(())
	}

	/// I2: all issued won of a series is accounted for:
	/// `issued = outstanding + spent + expired + clawed_back + refunded + lapsed`.
	fn check_totals() -> Check {
		for (_, totals) in TotalsBySeries::<T>::iter() {
			let Totals { outstanding, spent, expired, clawed_back, refunded, lapsed, .. } = totals;
			let uses = [outstanding, spent, expired, clawed_back, refunded, lapsed];
			let found = sum_of(uses, "I2: the uses of a series overflow")?;
			ensure!(found == totals.issued, "I2: issued won was not accounted for");
		}
		Ok(())
	}

	/// I3: before the end of a series the lots and the unclaimed shares of its drop sum to what is outstanding:
	/// `sum(amount) + per_head * unclaimed = outstanding`, `graced = 0`. After the end lots are worth no more than
	/// what refunds brought back, and not for ever: `sum(worth) <= graced <= outstanding`,
	/// `grace_until <= expires + window + grace`. As long as buyers can take them back, lots sum to what is outstanding:
	/// `now < kept_until => sum(amount) = outstanding`.
	fn check_outstanding() -> Check {
		let (now, mut people) = (T::Time::moment(), BTreeMap::<SeriesId, Held>::new());
		let mut shelf = SeriesShelf::<T>::new(now);
		let overflow = "I3: people's lots overflow";
		for wallet in Wallets::<T>::iter_values() {
			for lot in &wallet.lots {
				let Some(binding) = shelf.binding(lot.series) else { continue };
				let of_series = people.entry(lot.series).or_default();
				of_series.amount = sum_of([of_series.amount, lot.amount], overflow)?;
				of_series.graced = sum_of([of_series.graced, lot.graced], overflow)?;
				of_series.worth = sum_of([of_series.worth, binding.worth(lot, now)], overflow)?;
			}
		}
		for drop in DropsByCohort::<T>::iter_values().flatten() {
			let of_series = people.entry(drop.series).or_default();
			let latent = drop.latent().ok_or(overflow)?;
			of_series.amount = sum_of([of_series.amount, latent], overflow)?;
		}
		for (series, definition) in SeriesById::<T>::iter() {
			let totals = TotalsBySeries::<T>::get(series);
			let held = people.remove(&series).unwrap_or_default();
			if definition.has_ended(now) {
				let expires = definition.rules_at(now).expires;
				ensure!(
					totals.grace_until <= Self::last_grace(expires),
					"I3: refunded money of an ended series never ends"
				);
				ensure!(
					held.worth <= totals.graced && totals.graced <= totals.outstanding,
					"I3: people hold more of an ended series than is graced"
				);
				let is_kept = now < definition.kept_until(now);
				ensure!(
					!is_kept || held.amount == totals.outstanding,
					"I3: lots that can be taken back do not sum to outstanding"
				);
			} else {
				ensure!(held.amount == totals.outstanding, "I3: lots do not sum to outstanding");
				ensure!(
					held.graced == 0 && totals.graced == 0,
					"I3: won is graced before its series has ended"
				);
			}
		}
		Ok(())
	}

	/// I4: no lot is empty, graced beyond its amount, of a series that never was, or thought to outlive its series,
	/// and a wallet has one lot a series: `0 < amount`, `graced <= amount`, `series < next`,
	/// `lot.ends <= max(kept_until, grace_until)`. Only lots that are there earned incentive or can be undone:
	/// `earned > 0`, `{earned, purchases} subset {lots}`.
	fn check_lots() -> Check {
		let (next, now) = (NextSeries::<T>::get(), T::Time::moment());
		let mut shelf = SeriesShelf::<T>::new(now);
		for wallet in Wallets::<T>::iter_values() {
			ensure!(
				are_distinct(wallet.lots.iter().map(|lot| lot.series)),
				"I4: a wallet has two lots of one series"
			);
			for lot in &wallet.lots {
				let ends = shelf.binding(lot.series).map(|own| own.series.kept_until(now));
				let grace = TotalsBySeries::<T>::get(lot.series).grace_until;
				ensure!(
					ends.is_none_or(|ends| lot.ends <= ends.max(grace)),
					"I4: a lot is thought to live longer than its series"
				);
				ensure!(lot.amount > 0, "I4: a lot is empty");
				ensure!(lot.graced <= lot.amount, "I4: more of a lot is graced than there is");
				ensure!(lot.series < next, "I4: a lot is of a series that never was");
			}
			let bought = wallet.earned.iter().map(|earned| earned.bought);
			let bought = bought.chain(wallet.purchases.iter().map(|own| own.series));
			for series in bought {
				ensure!(wallet.lot(series).is_some(), "I4: a lot that is gone is remembered");
			}
			ensure!(
				wallet.earned.iter().all(|earned| earned.amount > 0)
					&& are_distinct(wallet.earned.iter().map(|own| (own.bought, own.from))),
				"I4: a lot earned nothing, or twice the same"
			);
		}
		Ok(())
	}

	/// I5: receipts lie between the oldest and the next, have something left, and of a series sum to at most what was
	/// spent: `oldest <= id < next`, `left > 0`, `sum(part.amount) <= spent`. A receipt of a removed series is past
	/// the refund window: `now >= at + RefundWindow`.
	fn check_receipts() -> Check {
		let numbers = OldestReceipt::<T>::get()..PaymentState::<T>::get().next_receipt;
		let mut refundable = BTreeMap::<SeriesId, Won>::new();
		let overflow = "I5: what can be refunded overflows";
		for (id, receipt) in Receipts::<T>::iter() {
			ensure!(numbers.contains(&id), "I5: a receipt is older or newer than any can be");
			let left = receipt.left().ok_or(overflow)?;
			ensure!(left > 0, "I5: nothing is left of a receipt");
			let is_over = T::Time::moment() >= receipt.at.saturating_add(T::RefundWindow::get());
			for part in &receipt.parts {
				ensure!(part.amount > 0, "I5: nothing is left of a part of a receipt");
				if SeriesById::<T>::contains_key(part.series) {
					let own = refundable.entry(part.series).or_default();
					*own = sum_of([*own, part.amount], overflow)?;
				} else {
					ensure!(is_over, "I5: a receipt names a series that is gone");
				}
			}
		}
		for (series, amount) in refundable {
			ensure!(
				amount <= TotalsBySeries::<T>::get(series).spent,
				"I5: more can be refunded than was spent"
			);
		}
		Ok(())
	}

	/// I13: a shop was paid for an order by one receipt, which names the order:
	/// `{orders} = {(shop, reference) -> receipt: the receipt names an order}`.
	fn check_orders() -> Check {
		let mut paid = ReceiptByOrder::<T>::iter().count();
		for (id, receipt) in Receipts::<T>::iter() {
			let Some(order) = receipt.order else { continue };
			let found = ReceiptByOrder::<T>::get((receipt.merchant, order.reference));
			ensure!(found == Some(id), "I13: an order is paid by another receipt than it says");
			paid = paid.checked_sub(1).ok_or("I13: more receipts than orders")?;
		}
		ensure!(paid == 0, "I13: an order is paid by no receipt");
		Ok(())
	}

	/// I6: a wallet counts each limit and period once, and never zero: `(key, period)` is distinct,
	/// `usage.amount > 0`.
	fn check_usage() -> Check {
		for wallet in Wallets::<T>::iter_values() {
			ensure!(
				wallet.usage.iter().all(|usage| usage.amount > 0),
				"I6: a counter counts nothing"
			);
			let mut counters = wallet.usage.iter().enumerate();
			ensure!(
				counters.all(|(i, usage)| {
					let mut earlier = wallet.usage.iter().take(i);
					!earlier.any(|own| own.key == usage.key && own.period == usage.period)
				}),
				"I6: a limit is counted twice"
			);
		}
		Ok(())
	}

	/// I7: the shares of funders sum to one, rules and announced rules are sound, and each announced change begins
	/// while the series lives and keeps the promises of the rules before it: `sum(shares) = 1`,
	/// `change.from < expires`, `rules[i].may_become(rules[i + 1])`.
	fn check_definitions() -> Check {
		for definition in SeriesById::<T>::iter_values() {
			ensure!(are_whole(&definition.funders), "I7: the shares of funders do not sum to one");
			let are_sound = |rules: &Rules| rules.are_sound(definition.class, definition.issuers);
			ensure!(are_sound(&definition.rules), "I7: the rules of a series are not sound");
			let changes = definition.changes.iter().all(|change| are_sound(&change.value));
			ensure!(changes, "I7: an announced change is not sound");
			ensure!(definition.check_changes().is_ok(), "I7: an announced change breaks a promise");
		}
		Ok(())
	}

	/// I8: every number was given, and a series and its totals come and go together: `id < next`,
	/// `ids of series = ids of totals`, `oldest receipt <= next receipt`.
	fn check_numbers() -> Check {
		let next = NextSeries::<T>::get();
		for series in SeriesById::<T>::iter_keys() {
			ensure!(series < next, "I8: a series has a number that was never given");
			ensure!(TotalsBySeries::<T>::contains_key(series), "I8: a series has no totals");
		}
		for series in TotalsBySeries::<T>::iter_keys() {
			ensure!(SeriesById::<T>::contains_key(series), "I8: totals have no series");
		}
		ensure!(
			OldestReceipt::<T>::get() <= PaymentState::<T>::get().next_receipt,
			"I8: the oldest receipt is newer than any"
		);
		Ok(())
	}

	/// I9: a wallet in state is not empty: `|lots| + |usage| + |debts| + seen > 0`.
	fn check_wallets() -> Check {
		for wallet in Wallets::<T>::iter_values() {
			ensure!(!wallet.is_empty(), "I9: an empty wallet is kept");
		}
		Ok(())
	}

	/// I10: the open drops of a cohort are in order of given numbers, and each is of a series dropped on that cohort
	/// by that opener: `number[i] < number[i + 1] <= last`, `claim_until <= ends <= expires`, `latent <= outstanding`.
	/// Drops take no room that is kept for another opener: `|drops without reservation| + sum(max(reserved, |drops|)) <= 16`. A person has seen only drops that were, and owes each opener once and more than nothing: `seen <= last`,
	/// `debt.left > 0`.
	fn check_drops() -> Check {
		let (last, now) = (PaymentState::<T>::get().last_drop, T::Time::moment());
		for (cohort, drops) in DropsByCohort::<T>::iter() {
			ensure!(!drops.is_empty(), "I10: an empty list of drops is kept");
			let (living, _) = Self::sort_drops(cohort, now);
			let open: Vec<_> = living.iter().map(|drop| drop.opener).collect();
			let taken = room_taken(&open, &RoomByCohort::<T>::get(cohort));
			ensure!(taken <= MAX_DROPS, "I10: an open drop has the room of another opener");
			let numbers = drops.iter().map(|drop| drop.number);
			let later = numbers.clone().skip(1);
			ensure!(
				numbers.clone().zip(later).all(|(one, next)| one < next),
				"I10: drops are not in order of their numbers"
			);
			for drop in &drops {
				ensure!(
					drop.number > 0 && drop.number <= last,
					"I10: a drop has a number that was never given"
				);
				ensure!(drop.claim_until <= drop.ends, "I10: a drop is claimed after its end");
				let series = SeriesById::<T>::get(drop.series)
					.ok_or("I10: a drop is of a series that does not exist")?;
				ensure!(
					series.cohort == Some(cohort) && series.opener == Some(drop.opener),
					"I10: a drop is of a series for others"
				);
				ensure!(
					drop.ends <= series.rules_at(now).expires,
					"I10: a drop is thought to live longer than its series"
				);
				let latent = drop.latent().ok_or("I10: what is latent overflows")?;
				ensure!(
					latent <= TotalsBySeries::<T>::get(drop.series).outstanding,
					"I10: more is latent than was issued"
				);
			}
		}
		for wallet in Wallets::<T>::iter_values() {
			ensure!(wallet.seen <= last, "I10: a person has seen a drop that never was");
			ensure!(wallet.debts.iter().all(|debt| debt.left > 0), "I10: a debt is of nothing");
			ensure!(
				are_distinct(wallet.debts.iter().map(|debt| debt.opener)),
				"I10: a person owes one opener twice"
			);
		}
		Ok(())
	}

	/// I11: the figures of all months sum to the totals of all series, removed ones included:
	/// `sum(issued + sold) = issued`, `sum(spent) = spent + sum(refunded)`; expired, lapsed, clawed back and refunded
	/// won likewise.
	fn check_months() -> Check {
		let overflow = "I11: the figures of the months overflow";
		let mut totals = RemovedTotals::<T>::get();
		for own in TotalsBySeries::<T>::iter_values() {
			totals.add(&own).ok_or(overflow)?;
		}
		let mut flows = MonthFlow::default();
		flows.add_payments(&PaymentState::<T>::get()).ok_or(overflow)?;
		for flow in Months::<T>::iter_values() {
			flows.add(&flow).ok_or(overflow)?;
		}
		ensure!(
			sum_of([flows.issued, flows.sold], overflow)? == totals.issued,
			"I11: the months do not sum to what was issued"
		);
		ensure!(
			flows.spent == sum_of([totals.spent, flows.refunded], overflow)?,
			"I11: the months do not sum to what was spent"
		);
		let became = [flows.expired, flows.lapsed, flows.clawed_back, flows.returned];
		let expected = [totals.expired, totals.lapsed, totals.clawed_back, totals.refunded];
		ensure!(became == expected, "I11: the months do not sum to what became of the rest");
		Ok(())
	}

	/// I12: the agenda holds every series and no other, and every cohort with open drops stands there no later than its
	/// next lapse, or a day ahead where that failed: `{series in the agenda} = {series}`,
	/// `at(cohort) <= max(min(claim_until), now + 1 day)`.
	fn check_agenda() -> Check {
		let mut ends = waiting::<T::Agenda, _>(|due| match due {
			Due::Series(series) => Some(series),
			_ => None,
		});
		for series in SeriesById::<T>::iter_keys() {
			ensure!(ends.remove(&series).is_some(), "I12: a series does not wait for its end");
		}
		ensure!(ends.is_empty(), "I12: a series that is gone waits for its end");
		let tomorrow = T::Time::moment().saturating_add(DAYS);
		for (cohort, drops) in DropsByCohort::<T>::iter() {
			let at = T::Agenda::at(Due::Lapse(cohort));
			let at = at.ok_or("I12: a cohort does not wait for its lapses")?;
			let due = drops.iter().map(|drop| drop.claim_until).min();
			ensure!(
				due.is_none_or(|due| at <= due.max(tomorrow)),
				"I12: a cohort waits longer than its drops"
			);
		}
		Ok(())
	}
}
