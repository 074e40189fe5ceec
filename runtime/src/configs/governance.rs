// SPDX-License-Identifier: Apache-2.0

//! Who decides: residents by referenda, the experts' committee by motions, and beside them, until it leaves the runtime,
//! two thirds of the first committee.

use core::cmp::Ordering;

use chungnam_ports::{BallotUser, OnBallot, Outcome};
use chungnam_primitives::BallotId;
use frame_support::{
	parameter_types,
	traits::{EnsureOrigin, PrivilegeCmp},
	weights::Weight,
};
use pallet_registry::EnsureAttester;

use pallet_civic_governance::{
	ByEmergency, ByInstitutions, ByMajority, ByParameters, BySchedule, BySupermajority, EnsurePower,
};

pub use super::powers::{CommitteeInstance, EnsureEmergency, EnsureGovernor};
use super::{
	limits::HalfBlock,
	powers::{FirstCommittee, Supermajority, Table},
};
use crate::{
	constants::DAYS, Agenda, Balances, Ballots, BlockNumber, BudgetRounds, CivicGovernance, Escrow,
	FundRouter, OriginCaller, Preimage, Registry, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeHoldReason, RuntimeOrigin, Scheduler, Timestamp,
};

/// Any majority that could have scheduled a call can cancel it, however many voted and however large the committee is by then.
/// Root is no majority: what a referendum of residents scheduled is not the committee's to cancel.
pub struct MajoritiesAreEqual;

impl PrivilegeCmp<OriginCaller> for MajoritiesAreEqual {
	fn cmp_privilege(left: &OriginCaller, right: &OriginCaller) -> Option<Ordering> {
		let governs = |caller: &OriginCaller| {
			FirstCommittee::try_origin(RuntimeOrigin::from(caller.clone())).is_ok()
		};
		(left == right || governs(left) && governs(right)).then_some(Ordering::Equal)
	}
}

parameter_types! {
	/// Two decisions fit into what the scheduler does of a block.
	pub MaxCallWeight: Weight = HalfBlock::get().saturating_div(2);
	/// A week to vote.
	pub const MotionDuration: BlockNumber = 7 * DAYS;
	pub const MaxProposals: u32 = 100;
	pub const MaxMembers: u32 = 50;
}

impl pallet_collective::Config<CommitteeInstance> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = MotionDuration;
	type MaxProposals = MaxProposals;
	type MaxMembers = MaxMembers;
	// A member who does not vote has not agreed, unless the prime member has and is not contradicted.
	type DefaultVote = pallet_collective::PrimeDefaultVote;
	type WeightInfo = crate::weights::pallet_collective::WeightInfo<Runtime>;
	type SetMembersOrigin = EnsureGovernor;
	type MaxProposalWeight = HalfBlock;
	type DisapproveOrigin = EnsureGovernor;
	type KillOrigin = EnsureGovernor;
	type Consideration = ();
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
			// No pallet holds ballots for these.
			BallotUser::Asset(_) | BallotUser::Project(_) => (),
		}
	}
}

impl pallet_ballots::Config for Runtime {
	type People = Registry;
	type Electors = Registry;
	type Cohorts = Registry;
	type Seats = CivicGovernance;
	// Nobody holds units until the pallet for it stands.
	type Holders = ();
	type OnBallot = BallotUsers;
	type Won = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sources = FundRouter;
	type MandateOrigin = EnsureAttester<Runtime>;
	type CommitteeOrigin = Supermajority;
	type Agenda = Agenda;
	type Time = Timestamp;
	type WeightInfo = crate::weights::pallet_ballots::WeightInfo<Runtime>;
}

impl pallet_civic_governance::Config for Runtime {
	type People = Registry;
	type Electors = Registry;
	type Ballots = Ballots;
	type Powers = Table;
	type Enact = BySchedule<Runtime, Scheduler, Preimage>;
	type MaxCallWeight = MaxCallWeight;
	type MandateOrigin = EnsureAttester<Runtime>;
	type InstitutionsOrigin = EnsurePower<ByInstitutions>;
	type ParametersOrigin = EnsurePower<ByParameters>;
	type EmergencyOrigin = EnsurePower<ByEmergency>;
	type MajorityOrigin = EnsurePower<ByMajority>;
	type SupermajorityOrigin = EnsurePower<BySupermajority>;
	type Agenda = Agenda;
	type Time = Timestamp;
	type WeightInfo = crate::weights::pallet_civic_governance::WeightInfo<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{configs::assert_weighed, AccountId, System};
	use frame_support::assert_ok;
	use pallet_collective::RawOrigin;
	use sp_runtime::traits::BadOrigin;

	fn committee(yes: u32, of: u32) -> RuntimeOrigin {
		RawOrigin::<AccountId, CommitteeInstance>::Members(yes, of).into()
	}

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(<Runtime as pallet_collective::Config<CommitteeInstance>>::WeightInfo);
		assert_weighed!(pallet_ballots, pallet_civic_governance);
	}

	#[test]
	fn two_thirds_strike_offices_and_annul_ballots() {
		type Origin = <Runtime as pallet_ballots::Config>::CommitteeOrigin;
		assert!(Origin::try_origin(committee(2, 3)).is_ok());
		assert!(Origin::try_origin(committee(3, 5)).is_err());
	}

	#[test]
	fn only_offices_enter_paper() {
		use frame_support::traits::EnsureOriginWithArg;
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
	fn call_is_cancelled_by_any_majority_that_could_have_scheduled_it() {
		sp_io::TestExternalities::default().execute_with(|| {
			System::set_block_number(1);
			let call: Box<RuntimeCall> =
				Box::new(frame_system::Call::remark { remark: vec![] }.into());
			let later = |name| {
				let call = call.clone();
				assert_ok!(Scheduler::schedule_named(committee(3, 4), name, 100, None, 0, call));
			};
			// More votes, fewer votes of a grown committee, and none of those who do not govern.
			for (name, majority) in [([1; 32], (4, 4)), ([2; 32], (4, 6)), ([3; 32], (5, 5))] {
				later(name);
				for (yes, of) in [(1, 2), (3, 5)] {
					let refused = Scheduler::cancel_named(committee(yes, of), name);
					assert_eq!(refused, Err(BadOrigin.into()));
				}
				assert_ok!(Scheduler::cancel_named(committee(majority.0, majority.1), name));
			}
			assert_ok!(Scheduler::schedule(committee(3, 4), 100, None, 0, call));
			assert_ok!(Scheduler::cancel(committee(4, 4), 100, 0));
		});
	}

	#[test]
	fn what_residents_scheduled_is_not_the_committees_to_cancel() {
		sp_io::TestExternalities::default().execute_with(|| {
			System::set_block_number(1);
			let call: Box<RuntimeCall> =
				Box::new(frame_system::Call::remark { remark: vec![] }.into());
			let root = RuntimeOrigin::root();
			assert_ok!(Scheduler::schedule_named(root.clone(), [1; 32], 100, None, 0, call));
			for (yes, of) in [(3, 4), (4, 4), (5, 5)] {
				let refused = Scheduler::cancel_named(committee(yes, of), [1; 32]);
				assert_eq!(refused, Err(BadOrigin.into()));
			}
			assert_ok!(Scheduler::cancel_named(root, [1; 32]));
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

	#[test]
	fn two_thirds_govern() {
		assert!(EnsureGovernor::try_origin(committee(2, 3)).is_ok());
		assert!(EnsureGovernor::try_origin(committee(1, 1)).is_ok());
		assert!(EnsureGovernor::try_origin(committee(3, 5)).is_err());
		assert!(EnsureGovernor::try_origin(RuntimeOrigin::root()).is_ok());
	}

	#[test]
	fn more_than_half_may_stop_but_not_half() {
		assert!(EnsureEmergency::try_origin(committee(3, 5)).is_ok());
		assert!(EnsureEmergency::try_origin(committee(2, 4)).is_err());
	}

	#[test]
	fn no_single_account_governs() {
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		let member = RawOrigin::<AccountId, CommitteeInstance>::Member(alice.clone());
		for origin in
			[RuntimeOrigin::signed(alice), RuntimeOrigin::none(), RuntimeOrigin::from(member)]
		{
			assert!(EnsureGovernor::try_origin(origin.clone()).is_err());
			assert!(EnsureEmergency::try_origin(origin).is_err());
		}
	}

	#[test]
	fn a_motion_fits_in_a_block() {
		type Most = <Runtime as pallet_collective::Config<CommitteeInstance>>::MaxProposalWeight;
		let block = <Runtime as frame_system::Config>::BlockWeights::get();
		assert!(Most::get().all_lt(block.max_block));
	}
}
