// SPDX-License-Identifier: Apache-2.0

//! The people and shops whose state fits a call.

use chungnam_primitives::{MerchantId, PersonId, ZoneId};
use chungnam_runtime::{AccountId, Runtime, RuntimeCall};
use pallet_registry::{
	Call, KeyKind, Keys, MerchantAccounts, Merchants, NewPerson, Recoveries, Role,
};

use super::Aim;
use crate::town::Cast;

/// A member of the cast who has no role yet.
fn unknown(aim: &mut Aim) -> AccountId {
	let is_free = |account: &AccountId| {
		!Keys::<Runtime>::contains_key(account)
			&& !MerchantAccounts::<Runtime>::contains_key(account)
	};
	let free: Vec<_> = (aim.cast.members.iter())
		.map(|member| &member.account)
		.filter(|account| is_free(account))
		.collect();
	aim.dice.pick(&free).map_or_else(|| crate::town::nobody(1), |account| (*account).clone())
}

/// The owner's number in the cast.
fn owner(merchant: MerchantId, cast: &Cast) -> Option<usize> {
	Merchants::<Runtime>::get(merchant).and_then(|merchant| cast.find(&merchant.owner))
}

/// Aims at a call.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	Some(match call {
		"register_people" => {
			let zone =
				[ZoneId::new(12, 1), ZoneId::new(1, 0), ZoneId::new(3, 0)][aim.dice.below(3)];
			let key = Some(unknown(aim));
			let person = NewPerson { commitment: aim.dice.bytes::<32>().into(), zone, key };
			Call::register_people { people: vec![person].try_into().ok()? }.into()
		}
		"add_key" => {
			let kind = [KeyKind::Phone, KeyKind::Card][aim.dice.below(2)];
			Call::add_key { key: unknown(aim), kind }.into()
		}
		"confirm_key" => {
			let waiting: Vec<_> = (0..aim.cast.members.len())
				.filter(|number| {
					let key = Keys::<Runtime>::get(&aim.cast.members[*number].account);
					key.is_some_and(|key| !key.confirmed)
				})
				.collect();
			aim.by = Some(*aim.dice.pick(&waiting)?);
			Call::confirm_key {}.into()
		}
		"finish_recovery" | "cancel_recovery" => {
			let mut people: Vec<PersonId> = Recoveries::<Runtime>::iter_keys().collect();
			people.sort();
			let person = *aim.dice.pick(&people)?;
			match call {
				"finish_recovery" => Call::finish_recovery { person }.into(),
				_ => Call::cancel_recovery { person }.into(),
			}
		}
		"remove_till" => {
			let mut tills: Vec<_> = MerchantAccounts::<Runtime>::iter()
				.filter(|(_, acting)| matches!(acting.role, Role::Till(_)))
				.collect();
			tills.sort_by(|(one, _), (other, _)| one.cmp(other));
			let (till, acting) = aim.dice.pick(&tills)?.clone();
			aim.by = owner(acting.merchant, aim.cast);
			Call::remove_till { till }.into()
		}
		"add_till" => Call::add_till { till: unknown(aim), limit_per_day: aim.won() }.into(),
		_ => return None,
	})
}
