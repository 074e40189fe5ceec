// SPDX-License-Identifier: Apache-2.0

//! Who decides: residents by referenda, the experts' committee by motions.

use chungnam_ports::{BallotUser, OnBallot, Outcome};
use chungnam_primitives::BallotId;
use frame_support::{parameter_types, weights::Weight};
use pallet_civic_governance::BySchedule;
use pallet_registry::EnsureAttester;

use super::{
	brakes::WithEndOfPauses,
	limits::HalfBlock,
	powers::{AppointsSeats, Emergency, Majority, SetsTerms, Supermajority, Table},
};
use crate::{
	Agenda, Balances, Ballots, BudgetRounds, CivicGovernance, Escrow, FundRouter, Preimage,
	Registry, Runtime, RuntimeHoldReason, Scheduler, Securities, Timestamp,
};

parameter_types! {
	/// Two decisions fit into what the scheduler does of a block.
	pub MaxCallWeight: Weight = HalfBlock::get().saturating_div(2);
}

/// Hands each outcome to the user of the ballot.
pub struct BallotUsers;

impl OnBallot for BallotUsers {
	fn weight() -> Weight {
		let dearest = <Escrow as OnBallot>::weight().max(<CivicGovernance as OnBallot>::weight());
		dearest.max(<BudgetRounds as OnBallot>::weight())
	}

	fn on_final(user: BallotUser, ballot: BallotId, outcome: &Outcome) {
		match user {
			BallotUser::Referendum(_) | BallotUser::Motion(_) => {
				CivicGovernance::on_final(user, ballot, outcome);
			}
			BallotUser::Round(_) => BudgetRounds::on_final(user, ballot, outcome),
			BallotUser::Envelope(_) => Escrow::on_final(user, ballot, outcome),
			// Assets and projects ask for their outcome when anyone advances them.
			BallotUser::Asset(_) | BallotUser::Project(_) => (),
		}
	}
}

impl pallet_ballots::Config for Runtime {
	type People = Registry;
	type Electors = Registry;
	type Cohorts = Registry;
	type Seats = CivicGovernance;
	type Holders = Securities;
	type OnBallot = BallotUsers;
	type Won = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sources = FundRouter;
	type MandateOrigin = EnsureAttester<Runtime>;
	type CommitteeOrigin = Supermajority;
	type Agenda = Agenda;
	type Time = Timestamp;
	type WeightInfo = pallet_ballots::weights::Measured<Runtime>;
}

impl pallet_civic_governance::Config for Runtime {
	type People = Registry;
	type Electors = Registry;
	type Ballots = Ballots;
	type Powers = Table;
	type Enact = WithEndOfPauses<BySchedule<Runtime, Scheduler, Preimage>>;
	type MaxCallWeight = MaxCallWeight;
	type MandateOrigin = EnsureAttester<Runtime>;
	type InstitutionsOrigin = AppointsSeats;
	type ParametersOrigin = SetsTerms;
	type EmergencyOrigin = Emergency;
	type MajorityOrigin = Majority;
	type SupermajorityOrigin = Supermajority;
	type Agenda = Agenda;
	type Time = Timestamp;
	type WeightInfo = pallet_civic_governance::weights::Measured<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{configs::assert_weighed, RuntimeOrigin};
	use frame_support::traits::{EnsureOrigin, EnsureOriginWithArg};
	use pallet_civic_governance::Power;

	fn committee(yes: u32, heads: u32) -> RuntimeOrigin {
		Power::Committee { yes, heads }.into()
	}

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_ballots, pallet_civic_governance);
	}

	#[test]
	fn two_thirds_strike_offices_and_annul_ballots() {
		type Origin = <Runtime as pallet_ballots::Config>::CommitteeOrigin;
		assert!(<Origin as EnsureOrigin<RuntimeOrigin>>::try_origin(committee(2, 3)).is_ok());
		assert!(<Origin as EnsureOrigin<RuntimeOrigin>>::try_origin(committee(3, 5)).is_err());
	}

	#[test]
	fn only_offices_enter_paper() {
		type Origin = <Runtime as pallet_ballots::Config>::MandateOrigin;
		let mandate = chungnam_ports::Mandate::province(chungnam_primitives::Scope::Ballots);
		let somebody = RuntimeOrigin::signed(sp_keyring::Sr25519Keyring::Alice.to_account_id());
		sp_io::TestExternalities::default().execute_with(|| {
			for origin in [somebody, RuntimeOrigin::none(), committee(1, 1)] {
				assert!(Origin::try_origin(origin, &mandate).is_err());
			}
		});
	}

	#[test]
	fn every_outcome_is_weighed_with_the_dearest_user() {
		let users = [
			<Escrow as OnBallot>::weight(),
			<CivicGovernance as OnBallot>::weight(),
			<BudgetRounds as OnBallot>::weight(),
		];
		for weight in users {
			assert!(weight.ref_time() > 0 && weight.all_lte(BallotUsers::weight()));
		}
	}

	#[test]
	fn call_that_passed_fits_into_what_the_scheduler_does() {
		let block: Weight = <Runtime as pallet_scheduler::Config>::MaximumWeight::get();
		assert!(MaxCallWeight::get().saturating_mul(2).all_lte(block));
	}
}
