// SPDX-License-Identifier: Apache-2.0

//! Opening series for those who decide who gets what. A drop costs the same for one person as for two million.

use alloc::{collections::BTreeSet, vec::Vec};
use chungnam_frame_kit::{Clock, PeopleExt, WonExt};
use chungnam_ports::{Cohorts, Counted, Drops, Opened, Opener, Part, Source};
use chungnam_primitives::{CohortId, Moment, MoneyClass, PersonId, RegionSet, SeriesId, Won, DAYS};
use frame_support::{ensure, weights::Weight, BoundedVec};
use sp_runtime::{DispatchError, DispatchResult, Perbill};

use crate::{declared, functions::Purse, pallet::*, types::*};

/// One part of a drop that is about to open, with everything that is checked before anything is written.
struct Opening<T: Config> {
	cohort: CohortId,
	definition: SeriesOf<T>,
	/// When its people counted, and how many they were.
	counted: Counted,
	amount: Won,
	claim_until: Moment,
	/// The list of the cohort, with ends as they are known now, and how many series were looked at for it.
	drops: DropList,
	looked_at: u32,
}

/// What all parts of a drop share.
#[derive(Clone, Copy)]
struct Terms {
	opener: Opener,
	number: u32,
	per_head: Won,
	now: Moment,
}

impl<T: Config> Drops<T::AccountId> for Pallet<T> {
	type Template = Template<T::AccountId>;

	fn ensure_sound(template: &Self::Template) -> DispatchResult {
		ensure!(template.is_sound(), Error::<T>::RulesUnsound);
		Self::check_funders(&template.funders)?;
		Ok(())
	}

	fn issuers(template: &Self::Template) -> RegionSet {
		template.issuers
	}

	fn valid_days(template: &Self::Template) -> u16 {
		template.valid_days
	}

	/// Errors: [`Error::MaxDropsExceeded`].
	fn reserve(opener: Opener, cohort: CohortId, drops: u32) -> DispatchResult {
		let mut reserved = RoomByCohort::<T>::get(cohort);
		let before = reserved.iter().find(|own| own.opener == opener).map_or(0, |own| own.drops);
		reserved.retain(|own| own.opener != opener);
		if drops > 0 {
			let own = Reserved { opener, drops };
			reserved.try_push(own).map_err(|_| Error::<T>::MaxDropsExceeded)?;
			// A drop that is over takes its place until it lapses: a promise reads no series.
			let open = DropsByCohort::<T>::get(cohort);
			let open: Vec<_> = open.iter().map(|drop| drop.opener).collect();
			// What was promised before is not promised anew, though such drops may be too many now.
			let fits = drops <= before || room_taken(&open, &reserved) <= MAX_DROPS;
			ensure!(fits, Error::<T>::MaxDropsExceeded);
		}

		if reserved.is_empty() {
			RoomByCohort::<T>::remove(cohort);
		} else {
			RoomByCohort::<T>::insert(cohort, reserved);
		}
		Self::deposit_event(Event::RoomReserved { cohort, opener, drops });
		Ok(())
	}

	/// Its level is [`FunderLevel::Other`].
	fn with_funder(template: Self::Template, funder: &T::AccountId) -> Self::Template {
		let account = funder.clone();
		let only = Funder { account, level: FunderLevel::Other, share: Perbill::one() };
		let funders = BoundedVec::truncate_from(alloc::vec![only]); // one fits
		Template { funders, to_router: Perbill::zero(), ..template }
	}

	/// Errors: [`Error::ZeroAmount`], [`Error::RulesUnsound`] (also when a cohort is named twice),
	/// [`Error::SharesNotOne`], [`Error::DuplicateFunder`], [`Error::CohortNotFound`], [`Error::TooLate`],
	/// [`Error::MaxDropsExceeded`],
	/// [`Error::InsufficientBalance`] when `payer` does not have the whole sum.
	fn open(
		opener: Opener,
		parts: &[Part<Self::Template>],
		per_head: Won,
		claim_until: Option<Moment>,
		payer: &T::AccountId,
	) -> Result<Opened, DispatchError> {
		ensure!(per_head > 0, Error::<T>::ZeroAmount);
		let cohorts: BTreeSet<_> = parts.iter().map(|part| part.cohort).collect();
		ensure!(cohorts.len() == parts.len(), Error::<T>::RulesUnsound);
		let now = T::Time::moment();
		let mut book = PaymentState::<T>::get();
		let number = book.last_drop.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let terms = Terms { opener, number, per_head, now };
		let mut openings = Vec::new();
		let mut total: Won = 0;
		for part in parts {
			let opening = Self::prepare_part(part, terms, claim_until)?;
			let amount = opening.as_ref().map_or(0, |opening| opening.amount);
			total = total.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			openings.push(opening);
		}
		let mut opened = Opened { series: Vec::new(), lapses: Weight::zero() };
		if total == 0 {
			opened.series = openings.iter().map(|_| None).collect();
			return Ok(opened);
		}
		ensure!(T::Won::spendable(payer) >= total, Error::<T>::InsufficientBalance);

		book.last_drop = number;
		PaymentState::<T>::put(book);
		for opening in openings {
			let Some(opening) = opening else {
				opened.series.push(None);
				continue;
			};
			let looked_at = opening.looked_at;
			let (series, lapsed) = Self::open_part(opening, terms, payer)?;
			opened.series.push(Some(series));
			let late = declared::late_opening::<T>(looked_at, lapsed);
			opened.lapses = opened.lapses.saturating_add(late);
		}
		Self::note_given(total)?;
		Ok(opened)
	}

	fn ends_after(template: &Self::Template, opens: Moment, closes: Moment) -> Option<Moment> {
		let last = opens.max(closes.saturating_sub(1)); // nobody is given anything at the close
		let ends = template.ends_from(last);
		let longest = Moment::from(MAX_VALID_DAYS).checked_mul(DAYS)?;
		(ends.checked_sub(opens)? <= longest).then_some(ends)
	}

	fn ends(series: SeriesId) -> Option<Moment> {
		SeriesById::<T>::get(series).map(|own| own.rules_at(T::Time::moment()).expires)
	}

	/// Errors: those of [`Self::give`] without a payer.
	fn can_give(series: SeriesId, person: PersonId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		Self::prepare_gift(series, person, amount)?;
		Self::ensure_budget(series, amount)?;
		Ok(())
	}

	/// Errors: [`Error::SeriesNotFound`].
	fn give_back(series: SeriesId) -> Result<Won, DispatchError> {
		let definition = Self::load_series(series)?;
		let mut totals = TotalsBySeries::<T>::get(series);
		let amount = core::mem::take(&mut totals.budget);
		if amount == 0 {
			return Ok(0);
		}
		let to_router = definition.rules_at(T::Time::moment()).to_router;
		let division = divide(&definition.funders, to_router, amount);
		let division = division.ok_or(DispatchError::from(Error::<T>::SharesNotOne))?;
		let Division { to_funders, to_router, .. } = division;

		TotalsBySeries::<T>::insert(series, totals);
		Self::pay_out(series, &definition.funders, division, Source::ExpiredSeries)?;
		Self::note_flow(|flow| {
			flow.to_funders = flow.to_funders.checked_add(to_funders)?;
			flow.to_router = flow.to_router.checked_add(to_router)?;
			Some(())
		})?;
		Self::deposit_event(Event::BudgetReturned { series, to_funders, to_router });
		Ok(amount)
	}

	/// Errors: those of a sound template, [`Error::ZeroAmount`], [`Error::InsufficientBalance`],
	/// [`Error::SeriesTooLong`].
	fn open_budget(
		opener: Opener,
		template: &Self::Template,
		amount: Won,
		payer: &T::AccountId,
		closes: Option<Moment>,
	) -> Result<SeriesId, DispatchError> {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		Self::ensure_sound(template)?;
		ensure!(T::Won::spendable(payer) >= amount, Error::<T>::InsufficientBalance);
		let now = T::Time::moment();
		let mut definition = opened_series(opener, None, template, now);
		if let Some(closes) = closes {
			let ends = Self::ends_after(template, now, closes);
			definition.rules.expires = ends.ok_or(Error::<T>::SeriesTooLong)?;
		}
		let series = Self::define_series(definition)?;
		Self::pay_in(payer, series, amount)?;
		Ok(series)
	}

	/// Errors: [`Error::ZeroAmount`], [`Error::SeriesNotFound`], [`Error::WrongClass`], [`Error::SeriesPaused`],
	/// [`Error::Expired`], [`Error::NotRegistered`], [`Error::PersonDeceased`],
	/// [`Error::InsufficientBalance`] of the payer, [`Error::BudgetExhausted`], [`Error::MaxLotsExceeded`].
	fn give(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		payer: Option<&T::AccountId>,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let (purse, withheld) = Self::prepare_gift(series, person, amount)?;
		match payer {
			Some(payer) => {
				ensure!(T::Won::spendable(payer) >= amount, Error::<T>::InsufficientBalance);
				Self::pay_in(payer, series, amount)?;
			}
			None => Self::ensure_budget(series, amount)?,
		}

		Self::update_totals(series, |totals| totals.issue(amount))?;
		purse.keep()?;
		Self::deposit_event(Event::Issued { series, person, amount });
		if withheld > 0 {
			Self::take_withheld(series, person, withheld)?;
		}
		Self::note_given(amount)
	}

	fn weight_of_lots(people: u32) -> Weight {
		declared::lots::<T>(people)
	}

	fn weight_of_claims() -> Weight {
		declared::with_claim::<T>(Weight::zero())
	}

	fn weight_of_lapses(parts: u32) -> Weight {
		declared::late_opening::<T>(MAX_DROPS, 1).saturating_mul(parts.into())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_template() -> Self::Template {
		crate::benchmarking::template::<T>()
	}
}

/// A series of policy money, opened by `template` at `now`.
fn opened_series<AccountId: Clone>(
	opener: Opener,
	cohort: Option<CohortId>,
	template: &Template<AccountId>,
	now: Moment,
) -> Series<AccountId> {
	let (issuers, funders, rules) =
		(template.issuers, template.funders.clone(), template.rules(now));
	let by_hand = Series::by_hand(MoneyClass::Policy, issuers, funders, rules);
	Series { opener: Some(opener), cohort, ..by_hand }
}

impl<T: Config> Pallet<T> {
	/// A wallet with a gift in it, and won that a debt kept of the gift. Writes nothing.
	fn prepare_gift(
		series: SeriesId,
		person: PersonId,
		amount: Won,
	) -> Result<(Purse<T>, Won), DispatchError> {
		let definition = Self::load_given(series)?;
		T::People::living(person).map_err(Error::<T>::from)?;
		let now = T::Time::moment();
		let mut purse = Purse::<T>::open(person, now);
		let ends = definition.rules_at(now).expires;
		let came = purse.wallet.receive(definition.opener, series, amount, ends);
		Ok((purse, came.map_err(Error::<T>::from)?))
	}

	fn ensure_budget(series: SeriesId, amount: Won) -> Result<(), Error<T>> {
		let budget = TotalsBySeries::<T>::get(series).budget;
		ensure!(budget >= amount, Error::BudgetExhausted);
		Ok(())
	}

	/// Checks one part of a drop. `None` when its cohort is empty.
	fn prepare_part(
		part: &Part<Template<T::AccountId>>,
		terms: Terms,
		claim_until: Option<Moment>,
	) -> Result<Option<Opening<T>>, DispatchError> {
		let Part { cohort, template, counted } = part;
		let Terms { opener, per_head, now, .. } = terms;
		Self::ensure_sound(template)?;
		let present = T::Cohorts::heads_at(*cohort, now).ok_or(Error::<T>::CohortNotFound)?;
		let counted = counted.unwrap_or(Counted { at: now, heads: present });
		let heads = counted.heads;
		let definition = opened_series(opener, Some(*cohort), template, now);
		let ends = definition.rules.expires;
		let claim_until = claim_until.map_or(ends, |until| until.min(ends));
		ensure!(now < claim_until, Error::<T>::TooLate);
		if heads == 0 {
			return Ok(None);
		}
		let (drops, looked_at) = Self::known_drops(*cohort, now);
		let living = drops.iter().filter(|drop| now < drop.claim_until);
		let open: Vec<_> = living.map(|drop| drop.opener).chain([opener]).collect();
		let taken = room_taken(&open, &RoomByCohort::<T>::get(cohort));
		ensure!(taken <= MAX_DROPS, Error::<T>::MaxDropsExceeded);
		let amount = per_head.checked_mul(heads.into()).ok_or(Error::<T>::Overflow)?;
		let cohort = *cohort;
		Ok(Some(Opening { cohort, definition, counted, amount, claim_until, drops, looked_at }))
	}

	/// Opens one part of a drop that was checked. Returns its series, and how many drops lapsed for it: one at most.
	fn open_part(
		opening: Opening<T>,
		terms: Terms,
		payer: &T::AccountId,
	) -> Result<(SeriesId, u32), DispatchError> {
		let Opening { cohort, definition, counted, amount, claim_until, mut drops, .. } = opening;
		let Terms { opener, number, per_head, now } = terms;

		let Counted { at: opened_at, heads } = counted;
		let ends = definition.rules.expires;
		let series = Self::define_series(definition)?;
		let drop = OpenDrop {
			number,
			series,
			opener,
			opened_at,
			per_head,
			ends,
			claim_until,
			unclaimed: heads,
		};
		// What is over lapses by the agenda. Where it fills the list, one gives its place up here: callers declare no more.
		let is_over = |drop: &OpenDrop| drop.claim_until <= now;
		let first = drops.iter().position(is_over).filter(|_| drops.is_full());
		let over = first.map(|place| drops.remove(place));
		drops.try_push(drop).map_err(|_| Error::<T>::MaxDropsExceeded)?;
		let lapsed = Self::settle_drops(cohort, drops, over.into_iter().collect())?;
		Self::expect_lapse(cohort, claim_until);
		Self::pay_in(payer, series, amount)?;
		Self::update_totals(series, |totals| totals.issue(amount))?;
		Self::deposit_event(Event::DropOpened {
			drop: number,
			opener,
			cohort,
			series,
			per_head,
			heads,
			counted_at: opened_at,
			claim_until,
		});
		Ok((series, lapsed))
	}
}
