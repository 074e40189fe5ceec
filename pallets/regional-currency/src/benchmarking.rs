// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: full wallets of lots of different series, all of them charged and capped; rules with
//! every list full; as many funders as fit.

#![allow(
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::as_conversions,
	clippy::arithmetic_side_effects
)]

use alloc::{vec, vec::Vec};
use chungnam_primitives::{
	korean_month, year_of, CategorySet, Mandate, MerchantId, Merchants, Moment, MoneyClass, People,
	PersonId, RegionSet, SalesClassSet, Scope, SeriesId, Won, ZoneId, DAYS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOrigin, EnsureOriginWithArg, Get},
	weights::Weight,
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::{Perbill, Percent};

use super::*;

const NOW: Moment = 1_800_000_000_000;
const END: Moment = NOW + 3_650 * DAYS;
const ZONE: ZoneId = ZoneId::new(12, 1);
const CATEGORY: u8 = 3;
/// Won in each lot.
const LOT: Won = 100_000;
const PLENTY: Won = 1_000_000_000_000;
/// Under which everything that is sold here is limited.
const LIMITS: LimitId = 1_000;

/// Sets the clock. The pallet only knows how to read it, so this writes where pallet-timestamp keeps it.
fn set_now<T: Config>(now: Moment) {
	let key = frame_support::storage::storage_prefix(b"Timestamp", b"Now");
	frame_support::storage::unhashed::put(&key, &now);
	assert_eq!(Pallet::<T>::now(), now, "the runtime's clock is pallet-timestamp");
}

/// A reserve without bounds, no limits of cash-out, and the clock.
fn prepare<T: Config>() {
	set_now::<T>(NOW);
	ReserveState::<T>::mutate(|reserve| reserve.balance = Won::MAX / 2);
	CashOutLimits::<T>::put(CashOutTerms::default());
}

fn mint<T: Config>(to: &T::AccountId, amount: Won) {
	T::Won::mint_into(to, amount).expect("the reserve covers it");
}

fn mandated<T: Config>(scope: Scope) -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::MandateOrigin::try_successful_origin(&Mandate::province(scope))
		.map_err(|_| BenchmarkError::Stop("nobody can have this mandate"))
}

/// The account of an institution.
fn actor<T: Config>(scope: Scope) -> Result<(T::RuntimeOrigin, T::AccountId), BenchmarkError> {
	let origin = mandated::<T>(scope)?;
	let who = T::MandateOrigin::ensure_origin(origin.clone(), &Mandate::province(scope));
	let who = who.ok().flatten().ok_or(BenchmarkError::Stop("an institution has an account"))?;
	Ok((origin, who))
}

fn governor<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernorOrigin::try_successful_origin().map_err(|_| BenchmarkError::Stop("no governor"))
}

/// Rules with every list full. The zone and the category of the shop stand last.
fn rules(class: MoneyClass, series: SeriesId, incentive: Option<SeriesId>) -> Rules {
	let mut zones: Vec<_> = (1..MAX_ZONES as u8).map(|area| ZoneId::new(15, area)).collect();
	zones.push(ZONE);
	let cap = |number: u32| {
		let last = number + 1 == MAX_CAPS;
		let category = if last { CATEGORY } else { 10 + number as u8 };
		let categories = CategorySet::of(&[category]);
		CategoryCap { id: series * MAX_CAPS + number, categories, per_month: PLENTY }
	};
	let incentive = incentive.map(|series| IncentiveTerms {
		series,
		rate: Perbill::from_percent(10),
		per_month: PLENTY,
		per_year: PLENTY,
	});
	let month = korean_month(NOW);
	let special = (0..MAX_SPECIAL_MONTHS).rev().map(|n| (month + n, PLENTY)).collect();
	let is_sold = class == MoneyClass::Purchased;
	Rules {
		places: Places::Zones(BoundedVec::truncate_from(zones)),
		open_to_all: CategorySet::EMPTY,
		categories: CategorySet::ALL,
		caps: BoundedVec::truncate_from((0..MAX_CAPS).map(cap).collect()),
		sales_classes: SalesClassSet::ALL,
		gift: is_sold.then_some(GiftRule { per_gift: PLENTY, per_month: PLENTY }),
		refund: is_sold.then_some(RefundRule {
			used: Percent::from_percent(0),
			small_amount: 0,
			small_used: Percent::from_percent(0),
		}),
		sale: is_sold.then_some(SaleTerms {
			limits: LIMITS,
			closes: END,
			per_month: 0,
			special_months: BoundedVec::truncate_from(special),
			holding: PLENTY,
			incentive,
		}),
		opens: 0,
		expires: END,
		to_router: Perbill::from_percent(10),
	}
}

fn funders<T: Config>() -> FundersOf<T> {
	let share = Perbill::from_parts(1_000_000_000 / MAX_FUNDERS);
	let funder = |number| Funder {
		account: account("funder", number, 0),
		level: FunderLevel::Municipality,
		share,
	};
	BoundedVec::truncate_from((0..MAX_FUNDERS).map(funder).collect())
}

/// A funded series with an announced change, as large as it can be.
fn series<T: Config>(class: MoneyClass, incentive: Option<SeriesId>) -> SeriesId {
	let number = NextSeries::<T>::mutate(|next| {
		*next += 1;
		*next - 1
	});
	let rules = rules(class, number, incentive);
	let change = Some(RuleChange { from: END - 1, rules: rules.clone() });
	let issuers = RegionSet::province();
	let series = Series { class, issuers, funders: funders::<T>(), rules, change, paused: false };
	SeriesById::<T>::insert(number, series);
	TotalsBySeries::<T>::insert(number, Totals { budget: PLENTY, ..Default::default() });
	mint::<T>(&Pallet::<T>::pot_of(number), PLENTY);
	number
}

fn many_series<T: Config>(class: MoneyClass, count: u32) -> Vec<SeriesId> {
	(0..count).map(|_| series::<T>(class, None)).collect()
}

/// Lots of these series, and as many counters as fit: what `keys` count, and others.
fn fill<T: Config>(person: PersonId, lots: &[SeriesId], keys: &[(UsageKey, Period)]) {
	let mut wallet = Wallets::<T>::get(person);
	for series in lots {
		wallet.credit(*series, LOT, 2 * LOT, 0).expect("there is room for lots");
		TotalsBySeries::<T>::mutate(series, |totals| totals.issue(LOT)).expect("it is funded");
	}
	let month = Period::Month(korean_month(NOW));
	let others = (0..MAX_USAGE).map(|n| (UsageKey::Purchase(2 * LIMITS + n), month));
	for (key, period) in keys.iter().copied().chain(others).take(MAX_USAGE as usize) {
		wallet.note_use(key, period, 1).expect("there is room for counters");
	}
	Wallets::<T>::insert(person, wallet);
}

/// Counters of the caps that a payment in the shop counts.
fn caps(lots: &[SeriesId]) -> Vec<(UsageKey, Period)> {
	let month = Period::Month(korean_month(NOW));
	let cap = |series: &SeriesId| (UsageKey::Cap(series * MAX_CAPS + MAX_CAPS - 1), month);
	lots.iter().map(cap).collect()
}

/// Counters of what a purchase counts.
fn limits() -> Vec<(UsageKey, Period)> {
	let month = korean_month(NOW);
	vec![
		(UsageKey::Purchase(LIMITS), Period::Month(month)),
		(UsageKey::IncentiveOfMonth(LIMITS), Period::Month(month)),
		(UsageKey::IncentiveOfYear(LIMITS), Period::Year(year_of(month))),
	]
}

/// A person with some plain won.
fn person<T: Config>(number: u32) -> (T::AccountId, PersonId) {
	let key: T::AccountId = account("person", number, 0);
	let person = T::People::benchmark_person(&key, ZONE);
	mint::<T>(&key, PLENTY);
	(key, person)
}

/// A shop with some plain won and takings.
fn shop<T: Config>(number: u32) -> (T::AccountId, MerchantId) {
	let owner: T::AccountId = account("shop", number, 0);
	let merchant = T::Merchants::benchmark_merchant(&owner, ZONE, CATEGORY);
	mint::<T>(&owner, PLENTY);
	let sum = MonthlySum { month: korean_month(NOW), amount: 1 };
	let till = Till { takings: PLENTY, cashed_out: sum.clone(), bonus: sum };
	Tills::<T>::insert(merchant, till);
	(owner, merchant)
}

/// A shop's request for cash-out, by number.
fn cash_out<T: Config>(number: u32) -> Result<(T::AccountId, CashOutId), BenchmarkError> {
	let (owner, merchant) = shop::<T>(number);
	let claimant = Claimant::Merchant(merchant);
	Pallet::<T>::hold_for_cash_out(&owner, claimant, ZONE.region, LOT)?;
	Ok((owner, NextCashOut::<T>::get() - 1))
}

/// A payment from a wallet of `count` lots, all of which pay, and from plain won.
fn payment<T: Config>(count: u32) -> (T::AccountId, PersonId, MerchantId, Won) {
	let lots = many_series::<T>(MoneyClass::Policy, count);
	let (key, person) = person::<T>(0);
	let (_, merchant) = shop::<T>(0);
	fill::<T>(person, &lots, &caps(&lots));
	(key, person, merchant, Won::from(count) * LOT)
}

/// A series that is sold with an incentive, and a buyer whose wallet is full of what counts against the same limit.
fn counter<T: Config>() -> (T::AccountId, PersonId, SeriesId, SeriesId) {
	let incentive = series::<T>(MoneyClass::Incentive, None);
	let mut lots = many_series::<T>(MoneyClass::Purchased, MAX_LOTS - 2);
	let sold = series::<T>(MoneyClass::Purchased, Some(incentive));
	lots.extend([incentive, sold]);
	let (key, person) = person::<T>(0);
	fill::<T>(person, &lots, &limits());
	(key, person, sold, incentive)
}

fn assert_paid<T: Config>(person: PersonId, merchant: MerchantId, lots: u32, plain: Won) {
	let receipt = NextReceipt::<T>::get() - 1;
	let parts = Receipts::<T>::get(receipt).expect("it was written").parts;
	assert_eq!(parts.len() as u32, lots, "every lot paid");
	assert_last::<T>(Event::Paid { receipt, person, merchant, parts, plain });
}

fn assert_last<T: Config>(event: Event<T>) {
	frame_system::Pallet::<T>::assert_last_event(event.into());
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn attest_reserve() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (origin, statement) = (mandated::<T>(Scope::Reserve)?, [1; 32]);
		let (old, new) = (Won::MAX / 2, Won::MAX / 4);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, new, statement);
		assert_last::<T>(Event::ReserveAttested { old, new, statement });
		Ok(())
	}

	#[benchmark]
	fn mint() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (origin, to) = (mandated::<T>(Scope::Reserve)?, account::<T::AccountId>("to", 0, 0));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, to.clone(), PLENTY);
		assert_last::<T>(Event::Minted { to, amount: PLENTY });
		Ok(())
	}

	#[benchmark]
	fn burn() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (origin, from) = actor::<T>(Scope::Reserve)?;
		super::mint::<T>(&from, PLENTY);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, LOT);
		assert_last::<T>(Event::Burnt { from, amount: LOT });
		Ok(())
	}

	#[benchmark]
	fn create_series() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let incentive = series::<T>(MoneyClass::Incentive, None);
		let class = MoneyClass::Purchased;
		let (rules, funders) = (rules(class, incentive + 1, Some(incentive)), funders::<T>());
		let (origin, issuers) = (mandated::<T>(Scope::Series)?, RegionSet::province());
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, class, issuers, funders, rules);
		let series = incentive + 1;
		let definition = SeriesById::<T>::get(series).expect("it was created");
		assert_last::<T>(Event::SeriesCreated { series, definition });
		Ok(())
	}

	#[benchmark]
	fn schedule_change() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let incentive = series::<T>(MoneyClass::Incentive, None);
		let series = series::<T>(MoneyClass::Purchased, Some(incentive));
		let rules = rules(MoneyClass::Purchased, series, Some(incentive));
		let (origin, from) = (mandated::<T>(Scope::Series)?, NOW + T::ChangeDelay::get());
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series, from, rules.clone());
		assert_last::<T>(Event::ChangeScheduled { series, from, rules });
		Ok(())
	}

	#[benchmark]
	fn cancel_change() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Purchased, None);
		let origin = mandated::<T>(Scope::Series)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series);
		assert_last::<T>(Event::ChangeCancelled { series });
		Ok(())
	}

	#[benchmark]
	fn pause_series() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Purchased, None);
		let origin = mandated::<T>(Scope::Series)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series);
		assert_last::<T>(Event::SeriesPaused { series });
		Ok(())
	}

	#[benchmark]
	fn resume_series() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Purchased, None);
		Pallet::<T>::do_set_paused(series, true)?;
		let origin = mandated::<T>(Scope::Series)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series);
		assert_last::<T>(Event::SeriesResumed { series });
		Ok(())
	}

	#[benchmark]
	fn fund() {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Purchased, None);
		let funder: T::AccountId = account("funder", MAX_FUNDERS - 1, 0);
		super::mint::<T>(&funder, PLENTY);
		#[extrinsic_call]
		_(RawOrigin::Signed(funder.clone()), series, LOT);
		assert_last::<T>(Event::Funded { series, funder, amount: LOT });
	}

	#[benchmark]
	fn sell() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (_, person, series, incentive) = counter::<T>();
		let (origin, extra) = (mandated::<T>(Scope::Sell)?, LOT / 10);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series, person, LOT, extra);
		let incentive = Some((incentive, extra));
		assert_last::<T>(Event::Sold { series, person, amount: LOT, incentive });
		Ok(())
	}

	#[benchmark]
	fn buy() {
		prepare::<T>();
		let (key, person, series, incentive) = counter::<T>();
		let extra = LOT / 10;
		#[extrinsic_call]
		_(RawOrigin::Signed(key), series, LOT, extra);
		let incentive = Some((incentive, extra));
		assert_last::<T>(Event::Sold { series, person, amount: LOT, incentive });
	}

	/// Every wallet is full, and one lot of it has ended and makes room.
	#[benchmark]
	fn issue(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Policy, None);
		let lots = many_series::<T>(MoneyClass::Policy, MAX_LOTS);
		let mut payments = Payments::new();
		let mut last = 0;
		for number in 0..n {
			let (_, person) = person::<T>(number);
			fill::<T>(person, &lots, &[]);
			payments.try_push((person, LOT)).expect("as many as fit");
			last = person;
		}
		SeriesById::<T>::mutate(lots[0], |series| {
			let series = series.as_mut().expect("it was created");
			series.rules.expires = NOW;
		});
		let origin = mandated::<T>(Scope::Issue)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series, payments);
		assert_last::<T>(Event::Issued { series, person: last, amount: LOT });
		Ok(())
	}

	#[benchmark]
	fn claw_back() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let lots = many_series::<T>(MoneyClass::Policy, MAX_LOTS);
		let (_, person) = person::<T>(0);
		fill::<T>(person, &lots, &[]);
		let (series, reason) = (lots[MAX_LOTS as usize - 1], ClawBackReason::Resale);
		let origin = mandated::<T>(Scope::Issue)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series, person, LOT, reason);
		assert_last::<T>(Event::ClawedBack { series, person, amount: LOT, reason });
		Ok(())
	}

	#[benchmark]
	fn pay(l: Linear<0, MAX_LOTS>) {
		prepare::<T>();
		let (key, person, merchant, in_lots) = payment::<T>(l);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), merchant, in_lots + LOT);
		assert_paid::<T>(person, merchant, l, LOT);
	}

	#[benchmark]
	fn pay_for(l: Linear<1, MAX_LOTS>) {
		prepare::<T>();
		let (_, ward, merchant, in_lots) = payment::<T>(l);
		let (key, guardian) = person::<T>(1);
		T::People::benchmark_guardian(guardian, ward);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), ward, merchant, in_lots);
		assert_paid::<T>(ward, merchant, l, 0);
	}

	#[benchmark]
	fn gift() {
		prepare::<T>();
		let lots = many_series::<T>(MoneyClass::Purchased, MAX_LOTS);
		let series = lots[MAX_LOTS as usize - 1];
		let ((key, from), (_, to)) = (person::<T>(0), person::<T>(1));
		let given = (UsageKey::Gift(series), Period::Month(korean_month(NOW)));
		fill::<T>(from, &lots, &[given]);
		fill::<T>(to, &lots, &[]);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), series, to, LOT - 1);
		assert_last::<T>(Event::Gifted { series, from, to, amount: LOT - 1 });
	}

	#[benchmark]
	fn refund() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (key, person, merchant, in_lots) = payment::<T>(MAX_LOTS);
		Pallet::<T>::do_pay(&key, merchant, in_lots + LOT)?;
		let (owner, receipt) = (account::<T::AccountId>("shop", 0, 0), NextReceipt::<T>::get() - 1);
		let mut parts = Receipts::<T>::get(receipt).expect("it was written").parts;
		AsMut::<[Part]>::as_mut(&mut parts).reverse();
		// All but one won, so that the receipt is written again.
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), receipt, in_lots + LOT - 1);
		parts[MAX_LOTS as usize - 1].amount = LOT - 1;
		assert_last::<T>(Event::Refunded { receipt, person, merchant, parts, plain: LOT });
		Ok(())
	}

	#[benchmark]
	fn refund_rest() {
		prepare::<T>();
		let (key, person, series, _) = counter::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(key.clone()), series);
		let claimant = Claimant::Buyer(person, series);
		let id = NextCashOut::<T>::get() - 1;
		assert_last::<T>(Event::CashOutRequested { id, claimant, account: key, amount: LOT });
	}

	#[benchmark]
	fn request_cash_out() {
		prepare::<T>();
		let (owner, merchant) = shop::<T>(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), LOT);
		let (id, claimant) = (NextCashOut::<T>::get() - 1, Claimant::Merchant(merchant));
		assert_last::<T>(Event::CashOutRequested { id, claimant, account: owner, amount: LOT });
	}

	#[benchmark]
	fn cancel_cash_out() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (owner, id) = cash_out::<T>(0)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), id);
		assert_last::<T>(Event::CashOutCancelled { id, amount: LOT });
		Ok(())
	}

	#[benchmark]
	fn review_cash_out() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (_, id) = cash_out::<T>(0)?;
		let (origin, who) = actor::<T>(Scope::Settle)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id);
		assert_last::<T>(Event::CashOutReviewed { id, reviewer: Some(who) });
		Ok(())
	}

	#[benchmark]
	fn confirm_cash_outs(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let bank_document = [1; 32];
		let mut paid = Confirmations::new();
		let mut last = 0;
		for number in 0..n {
			let (_, id) = cash_out::<T>(number)?;
			Pallet::<T>::do_review_cash_out(Some(account("reviewer", 0, 0)), id)?;
			paid.try_push((id, bank_document)).expect("as many as fit");
			last = id;
		}
		CashOutLimits::<T>::mutate(|terms| terms.review_above = 0);
		let origin = mandated::<T>(Scope::Settle)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, paid);
		assert_last::<T>(Event::CashOutConfirmed { id: last, amount: LOT, bank_document });
		Ok(())
	}

	#[benchmark]
	fn reject_cash_out() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (_, id) = cash_out::<T>(0)?;
		let (origin, reason) = (mandated::<T>(Scope::Settle)?, CashOutRejection::BankRefused);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, reason);
		assert_last::<T>(Event::CashOutRejected { id, amount: LOT, reason });
		Ok(())
	}

	#[benchmark]
	fn pay_shop() {
		prepare::<T>();
		let rate = Perbill::from_percent(10);
		RespendBonus::<T>::put(RespendTerms { rate, per_month: PLENTY });
		super::mint::<T>(&Pallet::<T>::respend_account(), PLENTY);
		let ((owner, from), (_, to)) = (shop::<T>(0), shop::<T>(1));
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), to, LOT);
		assert_last::<T>(Event::Respent { from, to, amount: LOT, bonus: LOT / 10 });
	}

	#[benchmark]
	fn sweep() {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Policy, None);
		set_now::<T>(END);
		let caller: T::AccountId = whitelisted_caller();
		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series);
		let to_router = PLENTY / 10;
		let to_funders = PLENTY - to_router;
		assert_last::<T>(Event::Swept { series, to_funders, to_router });
	}

	#[benchmark]
	fn remove_series() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Policy, None);
		set_now::<T>(END + T::RefundWindow::get() + T::RefundGrace::get());
		Pallet::<T>::do_sweep(series)?;
		let origin = mandated::<T>(Scope::Series)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series);
		assert_last::<T>(Event::SeriesRemoved { series });
		Ok(())
	}

	#[benchmark]
	fn set_cash_out_terms() -> Result<(), BenchmarkError> {
		let (origin, new) = (governor::<T>()?, CashOutTerms::default());
		let old = CashOutLimits::<T>::get();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, new.clone());
		assert_last::<T>(Event::CashOutTermsSet { old, new });
		Ok(())
	}

	#[benchmark]
	fn set_respend_terms() -> Result<(), BenchmarkError> {
		let new = RespendTerms { rate: Perbill::one(), per_month: PLENTY };
		let (origin, old) = (governor::<T>()?, RespendBonus::<T>::get());
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, new.clone());
		assert_last::<T>(Event::RespendTermsSet { old, new });
		Ok(())
	}

	#[benchmark]
	fn reclaim_won() {
		prepare::<T>();
		let (old, person) = person::<T>(0);
		let new: T::AccountId = account("new", 0, 0);
		super::mint::<T>(&old, LOT);
		let amount = Pallet::<T>::spendable(&old);
		T::People::benchmark_recovery(&old, &new);

		#[extrinsic_call]
		_(RawOrigin::Signed(new.clone()), old.clone());

		assert_last::<T>(Event::WonReclaimed { person, from: old, to: new, amount });
	}

	#[benchmark]
	fn prune_receipts(n: Linear<0, 100>) {
		prepare::<T>();
		let part = Part { series: 0, amount: LOT, face: LOT, cap: Some(1) };
		let parts: Parts = BoundedVec::truncate_from(vec![part; MAX_LOTS as usize]);
		let account: T::AccountId = account("person", 0, 0);
		for id in 0..u64::from(n) {
			let (account, parts) = (account.clone(), parts.clone());
			let receipt = Receipt { person: 0, account, merchant: 0, at: 0, parts, plain: LOT };
			Receipts::<T>::insert(id, receipt);
		}
		NextReceipt::<T>::put(u64::from(n));
		OldestReceipt::<T>::put(0);
		#[block]
		{
			Pallet::<T>::prune_receipts(Weight::MAX);
		}
		assert_eq!(OldestReceipt::<T>::get(), u64::from(n));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
