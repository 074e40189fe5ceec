// SPDX-License-Identifier: Apache-2.0

//! Won that is nobody's, on accounts without a key: `sweep_pot`.

use chungnam_ports::Pot;
use chungnam_primitives::{
	IncomeId, InstrumentId, IntakeId, OfferingId, PersonId, ProgrammeId, SeriesId,
};
use chungnam_testkit::{hash, MockPots};
use frame_support::{assert_noop, traits::fungible::Mutate};

use super::*;
use crate::Error;

fn sweep(pot: Pot) -> DispatchResult {
	FundRouter::sweep_pot(signed(STRANGER), pot)
}

/// One pot of each kind, with the source that takes what lies there.
fn pots() -> [(Pot, Source); 10] {
	[
		(Pot::Programme(ProgrammeId(7)), Source::ReturnedProjects),
		(Pot::Income(IncomeId(7)), Source::ForfeitedIncome),
		(Pot::Series(SeriesId(7)), Source::ExpiredSeries),
		(Pot::Sale(OfferingId(7)), Source::ForfeitedIncome),
		(Pot::Instrument(InstrumentId(7)), Source::ForfeitedIncome),
		(Pot::Person(PersonId(7)), Source::ForfeitedIncome),
		(Pot::Institution(hash(7)), Source::ForfeitedIncome),
		(Pot::Asset(InstrumentId(7)), Source::ForfeitedIncome),
		(Pot::Project(InstrumentId(7)), Source::ReturnedProjects),
		(Pot::Intake(IntakeId(7)), Source::ReturnedProjects),
	]
}

#[test]
fn won_on_the_account_of_what_is_gone_goes_to_the_source_of_its_kind() {
	ExtBuilder::default().build_and_execute(|| {
		for (number, (pot, source)) in (40u8..).zip(pots()) {
			let old = account(number);
			MockPots::leave(pot, &old);
			let before = waiting(source);
			assert_noop!(sweep(pot), Error::<Test>::NothingToSweep);
			assert_ok!(Balances::mint_into(&old, 1));
			assert_ok!(sweep(pot));
			assert_eq!((won(&old), waiting(source)), (0, before + 1));
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

#[test]
fn won_that_is_owed_stays_on_the_account() {
	ExtBuilder::default().build_and_execute(|| {
		let (purse, pot) = (account(40), Pot::Instrument(InstrumentId(7)));
		MockPots::leave(pot, &purse);
		MockPots::owe(pot, 10);
		for too_little in [9, 1] {
			assert_ok!(Balances::mint_into(&purse, too_little));
			assert_noop!(sweep(pot), Error::<Test>::NothingToSweep);
		}
		assert_ok!(Balances::mint_into(&purse, 3));
		assert_ok!(sweep(pot));
		assert_eq!((won(&purse), waiting(Source::ForfeitedIncome)), (10, 3));
	});
}
