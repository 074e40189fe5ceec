// SPDX-License-Identifier: Apache-2.0

//! What shops took from residents, and the bonus for passing it on.

use chungnam_frame_kit::WonExt;
use chungnam_primitives::{share_of, Won};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// The bonus for passing on takings, rounded down, cut to what is left of the month and of the pot.
	pub(crate) fn respend_bonus(ledger: &ShopLedger, from_takings: Won, month: u32) -> Won {
		let terms = RespendBonus::<T>::get();
		share_of(terms.rate, from_takings)
			.min(terms.per_month.saturating_sub(ledger.bonus.in_month(month))) // a lowered limit leaves nothing
			.min(T::Won::spendable(&Self::respend_account()))
	}
}
