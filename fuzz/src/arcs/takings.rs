// SPDX-License-Identifier: Apache-2.0

//! A way to a shop whose owner lost the key, and takes what lies on the lost account.

use chungnam_ports::Merchants as _;
use chungnam_runtime::{AccountId, Registry, Runtime};
use pallet_registry::{MerchantAccounts, Replacements};
use sp_runtime::MultiAddress;

use super::{wards::tried, Scene, Way};

/// The next steps: another owner, the delay, won on the lost account, and it is taken.
pub fn way(scene: &mut Scene) -> Way {
	if let Some(step) = tried("RegionalCurrency", "reclaim_takings", scene) {
		return Some(vec![step]);
	}
	let mut lost: Vec<AccountId> = MerchantAccounts::<Runtime>::iter_keys().collect();
	lost.retain(|account| Registry::lost_account_of(account).is_some());
	lost.sort_unstable();
	if let Some(account) = lost.into_iter().next() {
		let dest = MultiAddress::Id(account);
		let sent = pallet_balances::Call::transfer_allow_death { dest, value: 2_000 };
		return scene.by_anyone(sent).map(|step| vec![step]);
	}
	if let Some(step) = tried("Registry", "finish_replacement", scene) {
		return Some(vec![step]);
	}
	match Replacements::<Runtime>::iter_values().map(|own| own.ready_at).min() {
		Some(ready_at) if ready_at > scene.now() => Some(scene.until(ready_at)),
		_ => tried("Registry", "replace_owner", scene).map(|step| vec![step]),
	}
}
