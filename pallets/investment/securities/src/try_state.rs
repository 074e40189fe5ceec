// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use alloc::collections::BTreeMap;
use chungnam_frame_kit::{check_all, sum_of, Check, Clock};
use chungnam_primitives::{
	dividends::{Units, SCALE},
	InstrumentId, Won,
};
use frame_support::{
	ensure,
	traits::{fungible::Inspect as _, fungibles::Inspect},
};

use crate::*;

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! {
			Self: check_supply, check_seats, check_counts, check_terms, check_pots, check_pledges, check_sales,
			check_books, check_gate, check_earned, check_purses, check_locks, check_halts,
			check_freezes, check_transfers, check_offers, check_redemptions, check_histories,
			check_taxes
		}
	}

	/// I1: all units are somebody's, and the ledger knows no other: `supply(i) = here + korea + abroad = sum(units of
	/// holders) + sum(units of pots)`.
	fn check_supply() -> Check {
		let mut held = BTreeMap::<InstrumentId, Units>::new();
		let mut add = |id, units| {
			let sum = held.entry(id).or_default();
			*sum = sum.checked_add(units).ok_or("I1: the units of holders overflow")?;
			Ok::<(), &'static str>(())
		};
		for (holder, id, _) in Positions::<T>::iter() {
			add(id, Self::units_of(id, &holder))?;
		}
		for (id, own) in Offerings::<T>::iter() {
			add(own.instrument, T::Ledger::balance(own.instrument, &Self::pot_of(id)))?;
		}
		for (id, own) in Instruments::<T>::iter() {
			let issued = own.issued.total().ok_or("I1: the units of seats overflow")?;
			let supply = T::Ledger::total_issuance(id);
			ensure!(supply == issued, "I1: the ledger has another supply than was issued");
			let held = held.get(&id).copied().unwrap_or_default();
			ensure!(held == issued, "I1: holders have other units than were issued");
		}
		Ok(())
	}

	/// I2: units count under the seat of their holder: `units(i, seat) = sum(units of positions with the seat) + sum(units of
	/// sold pledges with the seat)`.
	fn check_seats() -> Check {
		let mut sums = BTreeMap::<InstrumentId, Seats>::new();
		let mut add = |id, seats: Option<Seats>| {
			let sum = sums.entry(id).or_default();
			let after = seats.and_then(|seats| sum.join(&seats));
			*sum = after.ok_or("I2: the units of a seat overflow")?;
			Ok::<(), &'static str>(())
		};
		for (holder, id, position) in Positions::<T>::iter() {
			add(id, Seats::default().plus(position.seat, Self::units_of(id, &holder)))?;
		}
		let sold = |own: &Offering| own.state == SaleState::Sold;
		for own in Offerings::<T>::iter_values().filter(sold) {
			add(own.instrument, Some(own.live))?;
		}
		for (id, own) in Instruments::<T>::iter() {
			let sum = sums.get(&id).copied().unwrap_or_default();
			ensure!(sum == own.issued, "I2: units count under another seat");
		}
		Ok(())
	}

	/// I3: no position is empty, and each is counted: `units + pledged + offered + due + cash > 0`, `pledged = sum(units
	/// of own pledges)`,
	/// `positions(h) = |positions of h| <= MAX_POSITIONS`, `holders(i) = |positions of i|`.
	fn check_counts() -> Check {
		let mut pledged = BTreeMap::<_, Units>::new();
		for (id, holder, pledge) in Pledges::<T>::iter() {
			let own = Offerings::<T>::get(id).ok_or("I3: a pledge has no sale")?;
			let sum = pledged.entry((holder, own.instrument)).or_default();
			*sum = sum.checked_add(pledge.units).ok_or("I3: the units of pledges overflow")?;
		}
		let (mut counts, mut holders) = (BTreeMap::new(), BTreeMap::<InstrumentId, u32>::new());
		for (holder, id, position) in Positions::<T>::iter() {
			let own = pledged.remove(&(holder.clone(), id)).unwrap_or(0);
			ensure!(own == position.pledged, "I3: a position has other pledges");
			let owes = position.due > 0 || position.cash > 0 || position.offered > 0;
			let is_empty = Self::units_of(id, &holder) == 0 && own == 0 && !owes;
			ensure!(!is_empty, "I3: a position is empty");
			let count: &mut u32 = counts.entry(holder).or_default();
			*count = count.saturating_add(1); // there are fewer
			let count = holders.entry(id).or_default();
			*count = count.saturating_add(1); // there are fewer
		}
		for (id, own) in Instruments::<T>::iter() {
			let count = holders.get(&id).copied().unwrap_or_default();
			ensure!(count == own.holders, "I3: the holders of an instrument are counted otherwise");
		}
		ensure!(pledged.is_empty(), "I3: a pledge has no position");
		let fits = counts.values().all(|count| *count <= MAX_POSITIONS);
		ensure!(fits, "I3: a holder has too many positions");
		for (holder, book) in Books::<T>::iter() {
			let count = counts.remove(&holder).unwrap_or(0);
			ensure!(count == book.positions, "I3: the positions of a holder are counted otherwise");
		}
		ensure!(counts.is_empty(), "I3: a holder of units has no book");
		Ok(())
	}

	/// I4: each instrument has sound terms and keeps to them: `|terms| = |instruments| <= MAX_INSTRUMENTS`,
	/// `issued <= units`, `own_issued <= own_units`, `id < next`, and each position has its instrument.
	fn check_terms() -> Check {
		let terms = AllTerms::<T>::iter_keys().count();
		ensure!(Instruments::<T>::iter_keys().count() == terms, "I4: terms and instruments differ");
		ensure!(AllTerms::<T>::count() <= MAX_INSTRUMENTS, "I4: there are too many instruments");
		for (id, own) in Instruments::<T>::iter() {
			let terms = AllTerms::<T>::get(id).ok_or("I4: an instrument has no terms")?;
			ensure!(terms.check().is_ok(), "I4: terms are not sound");
			ensure!(id < NextInstrument::<T>::get(), "I4: a number was never given");
			let fits = own.issued.total().is_some_and(|all| all <= terms.units);
			ensure!(fits, "I4: more units stand than were agreed");
			ensure!(own.own_issued <= terms.own_units, "I4: the issuer took too many units");
		}
		let known = Positions::<T>::iter().all(|(_, id, _)| Instruments::<T>::contains_key(id));
		ensure!(known, "I4: a position has no instrument");
		Ok(())
	}

	/// I5: each pot has what it owes: `won(pot) >= pledged - returned - taken = price * sum(units of pledges that were not
	/// sold)`, `units(pot) = live of a sold sale, else 0`.
	fn check_pots() -> Check {
		for (id, own) in Offerings::<T>::iter() {
			let is_sold = own.state == SaleState::Sold;
			let waits = |pledge: &Pledge| !(is_sold && own.is_live(pledge));
			let pledges = Pledges::<T>::iter_prefix_values(id).filter(waits);
			let owed =
				sum_of(pledges.map(|own_| own.sale.won(own_.units)), "I5: pledges overflow")?;
			let gone = own.returned.checked_add(own.taken);
			let rest = gone.and_then(|gone| own.pledged.checked_sub(gone));
			ensure!(rest == Some(owed), "I5: pledges have other won than waits");
			let won = T::Won::total_balance(&Self::pot_of(id));
			ensure!(won >= owed, "I5: a pot has less than is owed");
			let units = T::Ledger::balance(own.instrument, &Self::pot_of(id));
			let live = if is_sold { own.live.total() } else { Some(0) };
			ensure!(live == Some(units), "I5: a pot has other units than wait");
		}
		Ok(())
	}

	/// I6: a sale knows its pledges, by seat, without those that were released: `live = sum(units{round = current})`,
	/// `pending = sum(units{void_below <= round < current})`, `pledges(o) = |pledges of o|`.
	fn check_pledges() -> Check {
		for (id, own) in Offerings::<T>::iter() {
			let (mut live, mut pending, mut count) = (Seats::default(), Seats::default(), 0u32);
			for pledge in Pledges::<T>::iter_prefix_values(id) {
				count = count.saturating_add(1); // there are fewer
				ensure!(pledge.units > 0 && pledge.round <= own.round, "I6: a pledge is not sound");
				let side = if own.is_live(&pledge) {
					&mut live
				} else if own.can_wait(&pledge) {
					&mut pending
				} else {
					continue;
				};
				*side = side.plus(pledge.seat, pledge.units).ok_or("I6: pledges overflow")?;
			}
			ensure!(live == own.live, "I6: live pledges are counted otherwise");
			ensure!(pending == own.pending, "I6: pending pledges are counted otherwise");
			ensure!(count == own.pledges, "I6: pledges are counted otherwise");
		}
		Ok(())
	}

	/// I7: no sale sells more than was agreed, and one runs an instrument: `live + running pending <= hard_cap`,
	/// `i.sale = o` if and only if `o` runs, `o < next`, and a sale without a pledge runs.
	fn check_sales() -> Check {
		for (id, own) in Offerings::<T>::iter() {
			ensure!(id < NextOffering::<T>::get(), "I7: a number was never given");
			let kept = own.kept(T::Time::moment()).and_then(|kept| kept.total());
			ensure!(kept.is_some_and(|all| all <= own.sale.hard_cap), "I7: too much is pledged");
			let running = Instruments::<T>::get(own.instrument).and_then(|own| own.sale);
			let is_noted = (running == Some(id)) == own.state.is_running();
			ensure!(is_noted, "I7: an instrument knows another sale");
			ensure!(own.pledges > 0 || own.state.is_running(), "I7: a sale is left");
		}
		for own in Instruments::<T>::iter_values() {
			let is_there = own.sale.is_none_or(Offerings::<T>::contains_key);
			ensure!(is_there, "I7: an instrument knows a sale that is gone");
		}
		Ok(())
	}

	/// I8: books know the pledges: `pledges(h) = {sales with a pledge of h}`, `|pledges(h)| <= MAX_PLEDGES`,
	/// `won(h, i, year) >= price * sum(units of pledges of i of the year)` for the year of the book,
	/// `won(h, year) = sum(won(h, i, year))`, each of more than nothing and once, and no book is empty:
	/// `positions + |pledges| + won > 0`. It proves the count, not the cap: classes change.
	fn check_books() -> Check {
		let mut all = BTreeMap::new();
		for (id, holder, pledge) in Pledges::<T>::iter() {
			let own = Offerings::<T>::get(id).ok_or("I8: a pledge has no sale")?;
			let entry = all.entry(holder).or_insert_with(alloc::vec::Vec::new);
			entry.push((id, own.instrument, pledge.year, own.sale.won(pledge.units)));
		}
		for (holder, book) in Books::<T>::iter() {
			let own = all.remove(&holder).unwrap_or_default();
			let is_known = own.iter().all(|(id, ..)| book.pledges.contains(id));
			let fits = is_known && own.len() == book.pledges.len();
			ensure!(fits, "I8: a book knows other pledges");
			let mut pledged = BTreeMap::<InstrumentId, Won>::new();
			for (_, id, _, won) in own.iter().filter(|(.., year, _)| *year == book.year) {
				let sum = pledged.entry(*id).or_default();
				*sum = sum.checked_add(*won).ok_or("I8: the won of a year overflows")?;
			}
			let fits = pledged.iter().all(|(id, won)| *won <= book.won_into(*id, book.year));
			ensure!(fits, "I8: a holder put in more than is known");
			let bought: BTreeMap<_, _> = book.bought.iter().copied().collect();
			let is_once = bought.len() == book.bought.len() && bought.values().all(|won| *won > 0);
			ensure!(is_once, "I8: an instrument stands twice in a book, or without won");
			let won = sum_of(bought.into_values(), "I8: the won of a year overflows")?;
			ensure!(won == book.won, "I8: the won of a year is counted otherwise by instrument");
			ensure!(!book.is_empty(book.year), "I8: an empty book is left");
		}
		ensure!(all.is_empty(), "I8: a pledger has no book");
		Ok(())
	}

	/// I9: nothing is leaving an account between calls: `Moving = nothing`.
	fn check_gate() -> Check {
		ensure!(!Moving::<T>::exists(), "I9: the gate is open");
		Ok(())
	}

	/// I10: every won that units got was paid, is owed, or is carried, exactly: `SCALE * received = SCALE * paid + sum(due +
	/// units * (points - index)) + sum(units of sold pledges * (points - index of the sale)) + issued * rate of a redemption +
	/// carry`.
	fn check_earned() -> Check {
		let mut owed = BTreeMap::<InstrumentId, u128>::new();
		let mut add = |id, parts: Option<u128>| {
			let sum = owed.entry(id).or_default();
			let after = parts.and_then(|parts| sum.checked_add(parts));
			*sum = after.ok_or("I10: dues overflow")?;
			Ok::<(), &'static str>(())
		};
		let points = |id| Instruments::<T>::get(id).map_or(0, |own| own.points);
		for (holder, id, own) in Positions::<T>::iter() {
			let settled = own.settled(Self::units_of(id, &holder), points(id));
			add(id, settled.map(|own| own.due))?;
		}
		let sold = |own: &Offering| own.state == SaleState::Sold;
		for own in Offerings::<T>::iter_values().filter(sold) {
			let units = own.live.total().ok_or("I10: units overflow")?;
			add(own.instrument, own.earned(units, points(own.instrument)))?;
		}
		for (id, own) in Instruments::<T>::iter() {
			let scaled = |won: Won| won.checked_mul(SCALE);
			let owed = owed.get(&id).copied().unwrap_or_default();
			let rest = scaled(own.paid).and_then(|paid| paid.checked_add(owed));
			let rate = Redemptions::<T>::get(id).map_or(0, |own| own.rate);
			let brings = own.issued.total().and_then(|all| rate.checked_mul(all.into()));
			let brings = brings.and_then(|brings| brings.checked_add(own.carry));
			let rest = rest.zip(brings).and_then(|(rest, brings)| rest.checked_add(brings));
			ensure!(rest.is_some() && scaled(own.received) == rest, "I10: won was lost or made");
		}
		Ok(())
	}

	/// I11: each purse has what it owes: `won(purse) >= received + announced + cash - paid + tax_due`, `cash(i) = sum(cash of
	/// positions)`, and what is announced is in order: `pays_at(1) <= pays_at(2)`, `|announced| <= MAX_ANNOUNCED`.
	fn check_purses() -> Check {
		let mut cash = BTreeMap::<InstrumentId, Won>::new();
		for (_, id, own) in Positions::<T>::iter() {
			let sum = cash.entry(id).or_default();
			*sum = sum.checked_add(own.cash).ok_or("I11: cash overflows")?;
		}
		for (id, own) in Instruments::<T>::iter() {
			let sum = cash.get(&id).copied().unwrap_or_default();
			ensure!(sum == own.cash, "I11: sellers have other cash than is known");
			let won = T::Won::total_balance(&Self::purse_of(id));
			let owed = own.owed().and_then(|owed| owed.checked_add(TaxesDue::<T>::get(id)));
			ensure!(owed.is_some_and(|owed| owed <= won), "I11: a purse has less than is owed");
			let mut pairs = own.announced.windows(2);
			let in_order = pairs.all(|pair| {
				pair.first().map(|own| own.pays_at) <= pair.last().map(|own| own.pays_at)
			});
			ensure!(in_order, "I11: dividends are out of order");
		}
		Ok(())
	}

	/// I12: what voted is there: `locked + silent <= units` until each of both ends.
	fn check_locks() -> Check {
		let now = T::Time::moment();
		for (holder, id, own) in Positions::<T>::iter() {
			let voted = own.locked_at(now).checked_add(own.silent_at(now));
			let fits = voted.is_some_and(|units| units <= Self::units_of(id, &holder));
			ensure!(fits, "I12: more units voted than there are");
		}
		Ok(())
	}

	/// I13: a halt is short: `since <= until <= since + MAX_HALT`.
	fn check_halts() -> Check {
		for halt in Instruments::<T>::iter_values().filter_map(|own| own.halt) {
			let last = halt.since.saturating_add(MAX_HALT); // bounded
			let is_short = (halt.since..=last).contains(&halt.until);
			ensure!(is_short, "I13: a halt is too long");
		}
		Ok(())
	}

	/// I14: a freeze is short, and a longer one is of two offices: `since <= until <= since + MAX_FREEZE`, or `<= since +
	/// MAX_LONG_FREEZE` with `second != by`.
	fn check_freezes() -> Check {
		for own in Freezes::<T>::iter_values() {
			let is_of_two = own.second.as_ref().is_some_and(|second| *second != own.by);
			let most = if is_of_two { MAX_LONG_FREEZE } else { MAX_FREEZE };
			let last = own.since.saturating_add(most); // bounded
			let is_short = (own.since..=last).contains(&own.until);
			ensure!(is_short, "I14: a freeze is too long");
			ensure!(own.second.as_ref() != Some(&own.by), "I14: one office is named twice");
		}
		Ok(())
	}

	/// I15: a forced transfer is of two offices, and each is counted: `confirmed_by != by`, `from != to`, `units > 0`,
	/// `transfers(o) = |transfers proposed by o| <= MAX_TRANSFERS`, `id < next`.
	fn check_transfers() -> Check {
		let mut counts = BTreeMap::new();
		for (id, own) in Transfers::<T>::iter() {
			ensure!(id < NextTransfer::<T>::get(), "I15: a number was never given");
			let is_alone = own.confirmed.as_ref().is_some_and(|(who, _)| *who == own.by);
			ensure!(!is_alone, "I15: an office confirmed its own transfer");
			ensure!(own.units > 0 && own.from != own.to, "I15: a transfer moves nothing");
			let count: &mut u32 = counts.entry(own.by).or_default();
			*count = count.saturating_add(1); // there are fewer
		}
		for (office, count) in TransfersBy::<T>::iter() {
			let own = counts.remove(&office);
			ensure!(own == Some(count), "I15: the transfers of an office are counted otherwise");
			ensure!(count <= MAX_TRANSFERS, "I15: an office has too many transfers");
		}
		ensure!(counts.is_empty(), "I15: the transfers of an office are not counted");
		Ok(())
	}

	/// I16: what is on offer is marked, and each offer counted: `offered = sum(left of own offers)`, `offers(h) = |offers of
	/// h| <= MAX_OFFERS`, `left > 0`, `to != from`, `id < next`; and no fee is too high: `fee_bp <= MAX_FEE_BP`, of each offer and
	/// each licence.
	fn check_offers() -> Check {
		let (mut marked, mut counts) = (BTreeMap::new(), BTreeMap::new());
		for (id, own) in Offers::<T>::iter() {
			ensure!(id < NextOffer::<T>::get(), "I16: a number was never given");
			let is_sound = own.left > 0 && own.to.as_ref() != Some(&own.from);
			ensure!(is_sound && (own.price > 0 || own.to.is_some()), "I16: an offer is not sound");
			ensure!(own.fee_bp <= MAX_FEE_BP, "I16: the fee of an offer is too high");
			let count: &mut u32 = counts.entry(own.from.clone()).or_default();
			*count = count.saturating_add(1); // there are fewer
			let sum: &mut Units = marked.entry((own.from, own.instrument)).or_default();
			*sum = sum.checked_add(own.left).ok_or("I16: offers overflow")?;
		}
		for (holder, id, own) in Positions::<T>::iter() {
			let sum = marked.remove(&(holder, id)).unwrap_or_default();
			ensure!(sum == own.offered, "I16: other units are marked than are on offer");
		}
		ensure!(marked.is_empty(), "I16: an offer has no position");
		for (holder, book) in Books::<T>::iter() {
			let count = counts.remove(&holder).unwrap_or_default();
			ensure!(count == book.offers, "I16: the offers of a holder are counted otherwise");
			ensure!(count <= MAX_OFFERS, "I16: a holder has too many offers");
		}
		ensure!(counts.is_empty(), "I16: a holder of an offer has no book");
		let mut licences = Instruments::<T>::iter_values().filter_map(|own| own.licence);
		let are_small = licences.all(|own| own.fee_bp <= MAX_FEE_BP);
		ensure!(are_small, "I16: the fee of a licence is too high");
		Ok(())
	}

	/// I17: where units are redeemed nobody acquires any, and what was agreed ends soon: of a redemption `i.sale = none`,
	/// `licence = none`, `announced = none`, and there is no agreement; each of both has its instrument, `until <= now + REDEEM`
	/// of a redemption, and of an agreement `0 < won <= MAX_RECEIVED` and `until <= now + MAX_AGREED`.
	fn check_redemptions() -> Check {
		let now = T::Time::moment();
		for (id, own) in Redemptions::<T>::iter() {
			let instrument =
				Instruments::<T>::get(id).ok_or("I17: a redemption has no instrument")?;
			let is_still = instrument.sale.is_none() && instrument.licence.is_none();
			let is_still = is_still && instrument.announced.is_empty();
			ensure!(is_still, "I17: units are redeemed and acquired");
			ensure!(!Agreements::<T>::contains_key(id), "I17: a redemption is agreed twice");
			let last = now.saturating_add(REDEEM); // now is far from the end of time
			ensure!(own.until <= last, "I17: a redemption waits too long");
		}
		for (id, own) in Agreements::<T>::iter() {
			let is_known = Instruments::<T>::contains_key(id);
			ensure!(is_known, "I17: an agreement has no instrument");
			let last = now.saturating_add(MAX_AGREED); // now is far from the end of time
			ensure!(own.is_payable() && own.until <= last, "I17: an agreement is not sound");
		}
		Ok(())
	}

	/// I18: years in which units earned are in order, and so is what they had earned: `year(1) < year(2) <= this year`,
	/// `points(1) <= points(2) <= points(i)`, `|years| <= MAX_YEARS`.
	fn check_histories() -> Check {
		let year = Self::this_year();
		for (id, own) in Histories::<T>::iter() {
			let points = Instruments::<T>::get(id).map(|own| own.points);
			let points = points.ok_or("I18: a history has no instrument")?;
			let last = own.years.last().map_or((0, 0), |last| (last.year, last.points));
			ensure!(last.0 <= year && last.1 <= points, "I18: a year is ahead of its time");
			let mut pairs = own.years.windows(2);
			let in_order = pairs.all(|pair| {
				let pair = pair.first().zip(pair.last());
				pair.is_some_and(|(one, next)| one.year < next.year && one.points <= next.points)
			});
			ensure!(in_order, "I18: years are out of order");
		}
		Ok(())
	}

	/// I19: taxes are sound, wait where they were withheld, and have an office that is known: `korea` and `abroad` take at most
	/// `MAX_TAX_BP`, `office` is attested; of each tax `0 < tax_due(i) <= won(purse)`, `i < next`, and there is an office.
	fn check_taxes() -> Check {
		let terms = TaxTerms::<T>::get();
		if let Some(own) = &terms {
			ensure!(own.is_sound(), "I19: a rate is not sound");
			let office = chungnam_ports::Holder::Account(own.office.clone());
			ensure!(Credentials::<T>::contains_key(&office), "I19: nobody knows the office");
		}
		for (id, due) in TaxesDue::<T>::iter() {
			ensure!(terms.is_some(), "I19: a tax has no office");
			ensure!(id < NextInstrument::<T>::get(), "I19: a number was never given");
			let won = T::Won::total_balance(&Self::purse_of(id));
			ensure!(due > 0 && due <= won, "I19: a tax is not in the purse");
		}
		Ok(())
	}
}
