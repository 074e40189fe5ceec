// SPDX-License-Identifier: Apache-2.0

//! The circle: where public money goes before it comes back to people.

use frame_support::{parameter_types, PalletId};

use super::{governance::EnsureGovernor, limits::Notice};
use crate::{Agenda, Balances, Runtime, Timestamp};

parameter_types! {
	/// The account of each source derives from it. Changing it would lose sight of their won.
	pub const FundRouterPalletId: PalletId = PalletId(*b"chn/fund");
}

impl pallet_fund_router::Config for Runtime {
	type Won = Balances;
	type GovernorOrigin = EnsureGovernor;
	type Agenda = Agenda;
	type Time = Timestamp;
	type PalletId = FundRouterPalletId;
	type ChangeDelay = Notice;
	type WeightInfo = crate::weights::pallet_fund_router::WeightInfo<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{configs::assert_weighed, AccountId, FundRouter, RuntimeOrigin};
	use chungnam_ports::{Source, Sources};
	use frame_support::traits::EnsureOrigin;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_fund_router);
	}

	#[test]
	fn every_source_has_an_account_of_its_own() {
		let account = <FundRouter as Sources<AccountId>>::account_of;
		for (i, source) in Source::ALL.into_iter().enumerate() {
			for other in &Source::ALL[..i] {
				assert_ne!(account(source), account(*other));
			}
		}
	}

	#[test]
	fn routes_are_the_governing_origins() {
		type Origin = <Runtime as pallet_fund_router::Config>::GovernorOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		assert!(Origin::try_origin(RuntimeOrigin::signed(alice)).is_err());
		assert!(Origin::try_origin(RuntimeOrigin::root()).is_ok());
	}
}
