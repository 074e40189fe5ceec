// SPDX-License-Identifier: Apache-2.0

//! The participatory budget.

use frame_support::{parameter_types, PalletId};
use pallet_registry::EnsureAttester;

use super::{funds::BudgetAccount, powers::Majority};
use crate::{Agenda, Balances, Ballots, Escrow, Registry, Runtime, Timestamp};

parameter_types! {
	/// The pot of each round derives from it. Changing it would lose sight of their won.
	pub const RoundsPalletId: PalletId = PalletId(*b"cn/round");
}

impl pallet_budget_rounds::Config for Runtime {
	type Won = Balances;
	type MandateOrigin = EnsureAttester<Runtime>;
	// More than half of the committee.
	type CommitteeOrigin = Majority;
	type Budget = BudgetAccount;
	type People = Registry;
	type Electors = Registry;
	type Payees = Registry;
	type Ballots = Ballots;
	type Escrow = Escrow;
	type Agenda = Agenda;
	type Time = Timestamp;
	type PalletId = RoundsPalletId;
	type WeightInfo = pallet_budget_rounds::weights::Measured<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{configs::assert_weighed, AccountId, BudgetRounds, RuntimeOrigin};
	use chungnam_ports::{Mandate, Source, Sources};
	use chungnam_primitives::{EnvelopeId, RoundId, Scope};
	use frame_support::traits::{EnsureOrigin, EnsureOriginWithArg};
	use pallet_civic_governance::Power;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_budget_rounds);
	}

	#[test]
	fn only_offices_open_rounds() {
		type Origin = <Runtime as pallet_budget_rounds::Config>::MandateOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		let mandate = Mandate::province(Scope::Budget);
		sp_io::TestExternalities::default().execute_with(|| {
			for origin in [RuntimeOrigin::signed(alice.clone()), RuntimeOrigin::none()] {
				assert!(Origin::try_origin(origin, &mandate).is_err());
			}
		});
	}

	#[test]
	fn appeals_are_the_committees() {
		type Origin = <Runtime as pallet_budget_rounds::Config>::CommitteeOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		assert!(<Origin as EnsureOrigin<RuntimeOrigin>>::try_origin(RuntimeOrigin::signed(alice))
			.is_err());
		let of = |yes| Power::Committee { yes, heads: 4 }.into();
		assert!(<Origin as EnsureOrigin<RuntimeOrigin>>::try_origin(of(3)).is_ok());
		assert!(<Origin as EnsureOrigin<RuntimeOrigin>>::try_origin(of(2)).is_err());
	}

	#[test]
	fn no_pot_of_a_round_is_another_account() {
		let account = <crate::FundRouter as Sources<AccountId>>::account_of;
		for id in [0, 1, u32::MAX] {
			let pot = BudgetRounds::pot(RoundId(id));
			assert_ne!(pot, BudgetAccount::get());
			assert_ne!(pot, Escrow::pot(EnvelopeId(id)));
			assert!(Source::ALL.iter().all(|source| account(*source) != pot));
		}
	}
}
