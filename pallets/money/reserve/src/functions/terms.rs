// SPDX-License-Identifier: Apache-2.0

//! What the governing origin sets.

use chungnam_ports::TakingsFeed;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_cash_out_terms(new: CashOutTerms) -> DispatchResult {
		let old = CashOutLimits::<T>::mutate(|terms| core::mem::replace(terms, new.clone()));
		Self::deposit_event(Event::CashOutTermsSet { old, new });
		Ok(())
	}

	pub(crate) fn do_set_respend_terms(new: RespendTerms) -> DispatchResult {
		let old = RespendBonus::<T>::mutate(|terms| core::mem::replace(terms, new.clone()));
		// Without a bonus nobody asks for takings, and payments need not tell them.
		T::TakingsFeed::tell_takings(new.is_paid());
		Self::deposit_event(Event::RespendTermsSet { old, new });
		Ok(())
	}
}
