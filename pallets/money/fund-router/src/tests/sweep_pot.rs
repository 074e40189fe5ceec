// SPDX-License-Identifier: Apache-2.0

//! Won on the account of something that is gone: `sweep_pot`.

use chungnam_ports::Pot;
use chungnam_primitives::{IncomeId, ProgrammeId, SeriesId};
use chungnam_testkit::MockPots;
use frame_support::{assert_noop, traits::fungible::Mutate};

use super::*;
use crate::Error;

fn sweep(pot: Pot) -> DispatchResult {
	FundRouter::sweep_pot(signed(STRANGER), pot)
}

/// The pots of three things, one of each kind, with the source that takes what lies there.
fn pots() -> [(Pot, Source); 3] {
	[
		(Pot::Programme(ProgrammeId(7)), Source::ReturnedProjects),
		(Pot::Income(IncomeId(7)), Source::ForfeitedIncome),
		(Pot::Series(SeriesId(7)), Source::ExpiredSeries),
	]
}

#[test]
fn won_on_the_account_of_what_is_gone_goes_to_the_source_of_its_kind() {
	ExtBuilder::default().build_and_execute(|| {
		for (number, (pot, source)) in (40u8..).zip(pots()) {
			let old = account(number);
			MockPots::leave(pot, &old);
			assert_noop!(sweep(pot), Error::<Test>::NothingToSweep);
			assert_ok!(Balances::mint_into(&old, 1));
			assert_ok!(sweep(pot));
			assert_eq!((won(&old), waiting(source)), (0, 1));
			assert_eq!(last_event(), Event::PotSwept { pot, source, amount: 1 });
			assert_noop!(sweep(pot), Error::<Test>::NothingToSweep);
		}
	});
}

#[test]
fn account_in_use_keeps_its_won() {
	ExtBuilder::default().build_and_execute(|| {
		for (pot, _) in pots() {
			assert_noop!(sweep(pot), Error::<Test>::PotInUse);
		}
		let unsigned = FundRouter::sweep_pot(RuntimeOrigin::none(), pots()[0].0);
		assert_noop!(unsigned, sp_runtime::DispatchError::BadOrigin);
	});
}
