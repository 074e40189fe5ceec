// SPDX-License-Identifier: Apache-2.0

//! What becomes of a proven double vote.

use alloc::vec::Vec;
use core::marker::PhantomData;
use sp_staking::offence::{Offence, OffenceError, ReportOffence};

use crate::{pallet::*, types::Cause};

/// Files a report with `Records` (pallet-offences) and suspends the offender in the same block.
///
/// Two servers with the same keys vote twice in every round, several times a second. One report is enough: while the
/// offender is suspended, all others are refused as known, so the records cannot be filled. Nor does an old report
/// suspend anew who was reinstated since.
pub struct SuspendReported<T, Records>(PhantomData<(T, Records)>);

impl<T, Records, O> ReportOffence<T::AccountId, (T::AccountId, ()), O>
	for SuspendReported<T, Records>
where
	T: Config,
	Records: ReportOffence<T::AccountId, (T::AccountId, ()), O>,
	O: Offence<(T::AccountId, ())>,
{
	fn report_offence(reporters: Vec<T::AccountId>, offence: O) -> Result<(), OffenceError> {
		let (offenders, session) = (offence.offenders(), offence.session_index());
		let is_settled =
			|(who, ()): &(T::AccountId, ())| Pallet::<T>::is_settled(who, Some(session));
		if offenders.iter().all(is_settled) {
			return Err(OffenceError::DuplicateReport);
		}
		Records::report_offence(reporters, offence)?;
		for (who, ()) in offenders {
			Pallet::<T>::keep_out(who, Cause::Equivocation);
		}
		Ok(())
	}

	fn is_known_offence(offenders: &[(T::AccountId, ())], slot: &O::Slot) -> bool {
		offenders.iter().all(|(who, ())| Pallet::<T>::is_settled(who, None))
			|| Records::is_known_offence(offenders, slot)
	}
}
