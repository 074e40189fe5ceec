// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: shops with a ledger of this month, requests that were reviewed, as many as fit.

#![allow(clippy::restriction)]

use alloc::vec::Vec;
use chungnam_frame_kit::benchmarking::{assert_last, set_now, Mandated, Passing};
use chungnam_ports::{Mandate, Merchants};
use chungnam_primitives::{korean_month, MerchantId, Moment, Scope, Won, ZoneId};
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, EnsureOriginWithArg, Get};
use frame_system::RawOrigin;
use sp_runtime::Perbill;

use super::*;

const NOW: Moment = 1_800_000_000_000;
const ZONE: ZoneId = ZoneId::new(12, 1);
const CATEGORY: u8 = 3;
const LOT: Won = 100_000;
const PLENTY: Won = 1_000_000_000_000;

/// A reserve without bounds, and no limits of cash-out.
pub(crate) fn without_bounds<T: Config>() {
	ReserveState::<T>::mutate(|reserve| reserve.balance = Won::MAX / 2);
	CashOutLimits::<T>::put(CashOutTerms::default());
}

/// A ledger with everything in it, and a bonus of a tenth.
pub(crate) fn takings<T: Config>(shop: MerchantId) {
	let sum = MonthlySum { month: korean_month(NOW), amount: 1 };
	let ledger = ShopLedger { takings: PLENTY, cashed_out: sum.clone(), bonus: sum };
	ShopLedgers::<T>::insert(shop, ledger);
	let rate = Perbill::from_percent(10);
	RespendBonus::<T>::put(RespendTerms { rate, per_month: PLENTY });
	give::<T>(&Pallet::<T>::respend_account(), PLENTY);
}

/// As [`without_bounds`], with the clock.
fn prepare<T: Config>() {
	set_now::<T::Time>(NOW);
	without_bounds::<T>();
}

fn give<T: Config>(to: &T::AccountId, amount: Won) {
	T::Won::mint_into(to, amount).expect("the reserve covers it");
}

/// The account of an institution.
fn actor<T: Config>(scope: Scope) -> Result<(T::RuntimeOrigin, T::AccountId), BenchmarkError> {
	let origin = T::MandateOrigin::of_province(scope)?;
	let who = T::MandateOrigin::ensure_origin(origin.clone(), &Mandate::province(scope));
	let who = who.ok().flatten().ok_or(BenchmarkError::Stop("an institution has an account"))?;
	Ok((origin, who))
}

/// A shop with some plain won and takings.
fn shop<T: Config>(number: u32) -> (T::AccountId, MerchantId) {
	let owner: T::AccountId = account("shop", number, 0);
	let merchant = T::Merchants::benchmark_merchant(&owner, ZONE, CATEGORY);
	give::<T>(&owner, PLENTY);
	takings::<T>(merchant);
	(owner, merchant)
}

/// A shop's request for cash-out, by number.
fn cash_out<T: Config>(number: u32) -> Result<(T::AccountId, CashOutId), BenchmarkError> {
	let (owner, merchant) = shop::<T>(number);
	let claimant = Claimant::Merchant(merchant);
	Pallet::<T>::hold_for_cash_out(&owner, claimant, ZONE.region, LOT)?;
	Ok((owner, CashOutId(NextCashOut::<T>::get().0 - 1)))
}

/// Requests that another operator reviewed, because each needs that.
fn reviewed<T: Config>(n: u32) -> Result<CashOutIds, BenchmarkError> {
	let mut ids = CashOutIds::new();
	for number in 0..n {
		let (_, id) = cash_out::<T>(number)?;
		Pallet::<T>::do_review_cash_out(Some(account("reviewer", 0, 0)), id)?;
		ids.try_push(id).expect("as many as fit");
	}
	CashOutLimits::<T>::mutate(|terms| terms.review_above = 0);
	Ok(ids)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn attest_reserve() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (origin, statement) = (T::MandateOrigin::of_province(Scope::Reserve)?, [1; 32]);
		let (old, new) = (Won::MAX / 2, Won::MAX / 4);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, new, statement);
		assert_last::<T>(Event::ReserveAttested { old, new, missing: 0, statement });
		Ok(())
	}

	#[benchmark]
	fn mint() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (origin, to) =
			(T::MandateOrigin::of_province(Scope::Mint)?, account::<T::AccountId>("to", 0, 0));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, to.clone(), PLENTY);
		assert_last::<T>(Event::Minted { to, amount: PLENTY });
		Ok(())
	}

	#[benchmark]
	fn burn() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (origin, from) = actor::<T>(Scope::Reserve)?;
		give::<T>(&from, PLENTY);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, LOT);
		assert_last::<T>(Event::Burnt { from, amount: LOT });
		Ok(())
	}

	#[benchmark]
	fn request_cash_out() {
		prepare::<T>();
		let (owner, merchant) = shop::<T>(0);
		whitelist_account!(owner);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), LOT);
		let (id, claimant) =
			(CashOutId(NextCashOut::<T>::get().0 - 1), Claimant::Merchant(merchant));
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
	fn take_cash_outs(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let ids = reviewed::<T>(n)?;
		let last = *ids.last().expect("at least one");
		let (origin, who) = actor::<T>(Scope::Settle)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, ids);
		assert_last::<T>(Event::CashOutTaken {
			id: last,
			operator: Some(who),
			amount: LOT,
			until: NOW + T::PaymentWindow::get(),
		});
		Ok(())
	}

	#[benchmark]
	fn confirm_cash_outs(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let ids = reviewed::<T>(n)?;
		let (origin, who) = actor::<T>(Scope::Settle)?;
		Pallet::<T>::do_take_cash_outs(Some(who), ids.clone())?;
		let bank_document = [1; 32];
		let last = *ids.last().expect("at least one");
		let paid = ids.into_iter().map(|id| (id, bank_document)).collect::<Vec<_>>();
		let paid = Confirmations::try_from(paid).expect("as many as fit");
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, paid);
		assert_last::<T>(Event::CashOutConfirmed { id: last, amount: LOT, bank_document });
		Ok(())
	}

	#[benchmark]
	fn reject_cash_out() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (_, id) = cash_out::<T>(0)?;
		let (origin, reason) =
			(T::MandateOrigin::of_province(Scope::Settle)?, CashOutRejection::BankRefused);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, reason);
		assert_last::<T>(Event::CashOutRejected { id, amount: LOT, reason });
		Ok(())
	}

	#[benchmark]
	fn end_investigation() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (_, id) = cash_out::<T>(0)?;
		Pallet::<T>::do_reject_cash_out(None, id, CashOutRejection::UnderInvestigation)?;
		let origin = T::MandateOrigin::of_province(Scope::Settle)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id);
		assert_last::<T>(Event::InvestigationEnded { id });
		Ok(())
	}

	#[benchmark]
	fn set_cash_out_terms() -> Result<(), BenchmarkError> {
		let (origin, new) = (T::GovernorOrigin::passing()?, CashOutTerms::default());
		let old = CashOutLimits::<T>::get();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, new.clone());
		assert_last::<T>(Event::CashOutTermsSet { old, new });
		Ok(())
	}

	#[benchmark]
	fn set_respend_terms() -> Result<(), BenchmarkError> {
		let new = RespendTerms { rate: Perbill::one(), per_month: PLENTY };
		let (origin, old) = (T::GovernorOrigin::passing()?, RespendBonus::<T>::get());
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, new.clone());
		assert_last::<T>(Event::RespendTermsSet { old, new });
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
