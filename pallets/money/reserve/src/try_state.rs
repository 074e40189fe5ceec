// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use alloc::collections::BTreeMap;
use chungnam_frame_kit::{check_all, sum_of, Check};
use chungnam_ports::TakingsFeed;
use chungnam_primitives::Won;
use frame_support::{
	ensure,
	traits::fungible::{Inspect, InspectHold},
};

use crate::{pallet::*, types::Reserve};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! {
			Self:
			check_reserve, check_cash_outs, check_numbers, check_takings, check_payments,
		}
	}

	/// I1: no won is made beyond the reserve: `issuance <= reserve + missing`, where `missing` is 0 unless the bank itself
	/// stated less than all won.
	fn check_reserve() -> Check {
		let Reserve { balance, missing, .. } = ReserveState::<T>::get();
		let covered = sum_of([balance, missing], "I1: the reserve overflows")?;
		ensure!(
			T::Won::total_issuance() <= covered,
			"I1: more won was made than the reserve covers"
		);
		Ok(())
	}

	/// I2: the won that an account holds for cash-out is the sum of its open requests: `held = sum(request.amount)`,
	/// each `amount > 0`.
	fn check_cash_outs() -> Check {
		let mut requested = BTreeMap::<T::AccountId, Won>::new();
		for request in CashOuts::<T>::iter_values() {
			ensure!(request.amount > 0, "I2: a cash-out asks for nothing");
			let own = requested.entry(request.account).or_default();
			*own = sum_of([*own, request.amount], "I2: an account's cash-outs overflow")?;
		}
		let reason = HoldReason::CashOut.into();
		for (account, amount) in &requested {
			ensure!(
				T::Won::balance_on_hold(&reason, account) == *amount,
				"I2: held won is not what cash-outs ask for"
			);
		}
		for account in frame_system::Account::<T>::iter_keys() {
			ensure!(
				requested.contains_key(&account) || T::Won::balance_on_hold(&reason, &account) == 0,
				"I2: won is held without a cash-out"
			);
		}
		Ok(())
	}

	/// I3: every number of a cash-out was given: `id < next`.
	fn check_numbers() -> Check {
		let next = NextCashOut::<T>::get();
		for id in CashOuts::<T>::iter_keys() {
			ensure!(id < next, "I3: a cash-out has a number that was never given");
		}
		Ok(())
	}

	/// I4: payments tell takings exactly while takings earn a bonus: `tells_takings = (rate > 0)`.
	fn check_takings() -> Check {
		ensure!(
			T::TakingsFeed::tells_takings() == RespendBonus::<T>::get().is_paid(),
			"I4: payments tell takings without a bonus, or do not tell them with one"
		);
		Ok(())
	}

	/// I5: a cash-out is taken into payment only after its hold-back, and not by its reviewer:
	/// `payment.until > payable_at` and `payment.by != reviewer`.
	fn check_payments() -> Check {
		for request in CashOuts::<T>::iter_values() {
			let Some(payment) = &request.payment else { continue };
			ensure!(
				payment.until > request.payable_at,
				"I5: a cash-out is in payment before its hold-back is over"
			);
			ensure!(
				!request.is_reviewed_by(payment.by.as_ref()),
				"I5: the reviewer of a cash-out took it"
			);
		}
		Ok(())
	}
}
