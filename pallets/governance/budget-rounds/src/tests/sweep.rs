// SPDX-License-Identifier: Apache-2.0

//! `sweep_round`.

use super::*;
use frame_support::{dispatch::Pays, traits::fungible::Mutate};

pub fn sweep(limit: u32) -> Result<Pays, sp_runtime::DispatchError> {
	let done = BudgetRounds::sweep_round(signed(STRANGER), FIRST, limit);
	done.map(|post| post.pays_fee).map_err(|error| error.error)
}

/// A round with 2 ideas of 2 people and 3 sponsors that is over.
#[track_caller]
pub fn closed() {
	open();
	qualify(0, 0, 100);
	qualify(1, 1, 200);
	to_voting();
	choose(&[], &[]);
	assert_eq!(phase(), Phase::Closed);
}

#[test]
fn round_is_swept_in_steps_by_anyone_and_free_of_charge() {
	execute(|| {
		closed();
		// 3 sponsors, 2 proposers, 2 ideas.
		assert_eq!(sweep(4), Ok(Pays::No));
		assert_eq!(last_event(), Event::Swept { round: FIRST, entries: 4 });
		block_at(now() + 1_000);
		assert_eq!(sweep(3), Ok(Pays::No));
		assert_eq!(Ideas::<Test>::iter().count(), 0);
		assert_eq!(sweep(1), Ok(Pays::No));
		assert_eq!(last_event(), Event::Removed { round: FIRST, stray: 0 });
		assert_eq!(sweep(1), Err(Error::<Test>::RoundNotFound.into()));
	});
}

#[test]
fn round_that_is_not_over_is_not_swept() {
	execute(|| {
		open();
		assert_eq!(sweep(1), Err(Error::<Test>::TooEarly.into()));
	});
}

#[test]
fn sweep_of_nothing_is_refused() {
	execute(|| {
		closed();
		assert_eq!(sweep(0), Err(Error::<Test>::NothingToSweep.into()));
	});
}

#[test]
fn won_that_strayed_into_a_pot_goes_to_the_funder() {
	execute(|| {
		closed();
		assert_ok!(Balances::mint_into(&BudgetRounds::pot(FIRST), 7));
		assert_eq!(sweep(64), Ok(Pays::No));
		assert_eq!(last_event(), Event::Removed { round: FIRST, stray: 7 });
		assert_eq!(won(&OFFICE), PLENTY + 7);
	});
}

#[test]
fn swept_round_makes_room_for_another() {
	execute(|| {
		closed();
		for _ in 0..3 {
			open();
		}
		let fifth = open_round(signed(OFFICE), plan());
		assert_noop!(fifth, Error::<Test>::MaxRoundsExceeded);
		assert_eq!(sweep(64), Ok(Pays::No));
		open();
	});
}
