// SPDX-License-Identifier: Apache-2.0

//! What refunds took of paybacks: claims and tallies say what people still have of a programme.

use chungnam_ports::{Opener, Paybacks};
use chungnam_primitives::{korean_month, Moment, PersonId, Won};

use crate::pallet::*;

impl<T: Config> Paybacks for Pallet<T> {
	/// Emits [`Event::PaybackTakenBack`]. Marks of a closed programme that were deleted are not written again.
	fn taken_back(opener: Opener, person: PersonId, at: Moment, amount: Won) {
		let Opener::Programme(programme) = opener else { return };
		let known = Claims::<T>::mutate_exists(programme, person, |found| {
			let claim = found.as_mut()?;
			claim.give_back(korean_month(at), amount);
			Some(())
		});
		if known.is_none() {
			return;
		}
		if Tallies::<T>::contains_key(programme) {
			Tallies::<T>::mutate(programme, |tally| *tally = tally.with_less(amount));
		}
		Self::deposit_event(Event::PaybackTakenBack { programme, person, amount });
	}
}
