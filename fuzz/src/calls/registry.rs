// SPDX-License-Identifier: Apache-2.0

//! The people and shops whose state fits a call.

use chungnam_ports::Standing;
use chungnam_primitives::{CohortId, MerchantId, PersonId, SalesClass, ZoneId, DAYS};
use chungnam_runtime::{AccountId, Registry, Runtime, RuntimeCall, Signature};
use pallet_registry::{
	as_message, roll_of, Appeal, Attesters, Call, Commitment, Consent, Deaths, ElectorStays,
	Guardians, Heirs, KeyKind, Keys, KeysOf, MandateOffers, Merchant, MerchantAccounts,
	MerchantStatus, Merchants, Moves, NewMerchant, NewPerson, People, Reason, ReasonCode,
	Recoveries, Replacements, Role, RoleOffer, Suspensions, WardActs,
};
use sp_core::{sr25519, Pair};

use super::Aim;
use crate::{
	pools::{id, Pools},
	town::Cast,
};

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

/// The word of a member of the cast without a role that it takes one.
fn agreed(aim: &mut Aim, offer: RoleOffer) -> Consent<AccountId, Signature> {
	let (account, at) = (unknown(aim), aim.pools.now);
	let payload = Registry::consent_to(account.clone(), offer, at);
	let signature = match aim.cast.find(&account) {
		Some(number) => aim.cast.members[number].pair.sign(&as_message(&payload)),
		None => sr25519::Signature::default(),
	};
	Consent { account, at, signature: signature.into() }
}

/// The owner's number in the cast.
fn owner(merchant: MerchantId, cast: &Cast) -> Option<usize> {
	Merchants::<Runtime>::get(merchant).and_then(|merchant| cast.find(&merchant.owner))
}

fn some_shop(aim: &mut Aim, fits: impl Fn(&Merchant<AccountId>) -> bool) -> Option<MerchantId> {
	let mut found: Vec<_> = Merchants::<Runtime>::iter()
		.filter(|(_, shop)| fits(shop))
		.map(|(merchant, _)| merchant)
		.collect();
	found.sort();
	aim.dice.pick(&found).copied()
}

/// Aims at a call.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	match call {
		"suspend_attester" => {
			let mut who: Vec<_> = Attesters::<Runtime>::iter_keys().collect();
			who.sort();
			Some(Call::suspend_attester { who: aim.dice.pick(&who)?.clone() }.into())
		}
		"lift_suspension" => {
			let who: Vec<_> = Suspensions::<Runtime>::get().keys().cloned().collect();
			Some(Call::lift_suspension { who: aim.dice.pick(&who)?.clone() }.into())
		}
		"appeal" | "add_till" | "remove_till" => shops(call, aim),
		call if call.contains("merchant")
			|| call.contains("application")
			|| call.contains("owner")
			|| call.contains("replacement")
			|| call == "decide_appeal" =>
		{
			shops(call, aim)
		}
		call if call.contains("key") || call.contains("recovery") => keys(call, aim),
		call => people(call, aim),
	}
}

/// Keys and recoveries.
fn keys(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	Some(match call {
		"add_key" => {
			let kind = [KeyKind::Phone, KeyKind::Card][aim.dice.below(2)];
			let mut phones: Vec<_> = Keys::<Runtime>::iter_keys()
				.filter_map(|key| Some((aim.cast.find(&key)?, Registry::person_of(key)?)))
				.collect();
			phones.sort();
			let (by, person) = *aim.dice.pick(&phones)?;
			aim.by = Some(by);
			Call::add_key { key: agreed(aim, RoleOffer::Key { person, kind }), kind }.into()
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
		"remove_key" | "revoke_key" | "forget_stale_key" => {
			let mut keys: Vec<_> = Keys::<Runtime>::iter_keys().collect();
			if call == "forget_stale_key" {
				keys.retain(|key| Registry::person_of(key.clone()).is_none());
			}
			keys.sort();
			let key = aim.dice.pick(&keys)?.clone();
			aim.by = aim.cast.find(&key);
			match call {
				"remove_key" => Call::remove_key { key }.into(),
				"revoke_key" => Call::revoke_key { key }.into(),
				_ => Call::forget_stale_key { key }.into(),
			}
		}
		"issue_key" => {
			let person = id(Pools::below(aim.dice, aim.pools.next_person));
			let kind = KeyKind::Card;
			Call::issue_key { person, key: agreed(aim, RoleOffer::Key { person, kind }), kind }
				.into()
		}
		"start_recovery" => {
			let person = id(Pools::below(aim.dice, aim.pools.next_person));
			let kind = KeyKind::Phone;
			let new_key = agreed(aim, RoleOffer::Key { person, kind });
			Call::start_recovery { person, new_key, kind }.into()
		}
		_ => return None,
	})
}

/// People, guardians and cohorts.
fn people(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	Some(match call {
		"register_people" => {
			let zone =
				[ZoneId::new(12, 1), ZoneId::new(1, 0), ZoneId::new(3, 0)][aim.dice.below(3)];
			let commitment = Commitment::from(aim.dice.bytes::<32>());
			let key = Some(agreed(aim, RoleOffer::FirstPhone { commitment }));
			let person = NewPerson { commitment, zone, key };
			Call::register_people { people: vec![person].try_into().ok()? }.into()
		}
		"accept_mandate" => {
			let mut offered: Vec<_> = MandateOffers::<Runtime>::iter_keys()
				.filter_map(|account| aim.cast.find(&account))
				.collect();
			offered.sort();
			aim.by = Some(*aim.dice.pick(&offered)?);
			Call::accept_mandate {}.into()
		}
		"undo_death" => {
			let mut dead: Vec<PersonId> = Deaths::<Runtime>::iter_keys().collect();
			dead.sort();
			Call::undo_death { person: *aim.dice.pick(&dead)? }.into()
		}
		"name_heir" => {
			let mut dead: Vec<PersonId> = People::<Runtime>::iter()
				.filter(|(_, own)| own.standing == Standing::Deceased)
				.map(|(person, _)| person)
				.collect();
			dead.sort();
			let heir = id(Pools::below(aim.dice, aim.pools.next_person));
			Call::name_heir { person: *aim.dice.pick(&dead)?, heir }.into()
		}
		"accept_estate" => {
			let mut named: Vec<(PersonId, usize)> = Heirs::<Runtime>::iter()
				.filter_map(|(person, heir)| {
					let key = KeysOf::<Runtime>::get(heir.person).first().cloned()?;
					Some((person, aim.cast.find(&key)?))
				})
				.collect();
			named.sort();
			let (person, by) = *aim.dice.pick(&named)?;
			aim.by = Some(by);
			Call::accept_estate { person }.into()
		}
		"finish_move" | "cancel_move" => {
			let mut moving: Vec<PersonId> = Moves::<Runtime>::iter_keys().collect();
			moving.sort();
			let person = *aim.dice.pick(&moving)?;
			match call {
				"finish_move" => Call::finish_move { person }.into(),
				_ => Call::cancel_move { person }.into(),
			}
		}
		"appoint_guardian" => {
			let ward = id(Pools::below(aim.dice, aim.pools.next_person));
			let guardian = id(aim.dice.below(7) as u64);
			let acts = WardActs { spend: true, claim: true };
			let until = aim.pools.now + 100 * DAYS;
			Call::appoint_guardian { ward, guardian, acts, until }.into()
		}
		"dismiss_guardian" => {
			let mut pairs: Vec<(PersonId, PersonId)> = Guardians::<Runtime>::iter()
				.flat_map(|(ward, all)| all.into_iter().map(move |one| (ward, one.guardian)))
				.collect();
			pairs.sort();
			let (ward, guardian) = *aim.dice.pick(&pairs)?;
			Call::dismiss_guardian { ward, guardian }.into()
		}
		"grant_elector" | "withdraw_elector" => {
			let is_granted = call == "grant_elector";
			let mut people: Vec<PersonId> = People::<Runtime>::iter()
				.filter(|(person, own)| {
					let stands = roll_of(&ElectorStays::<Runtime>::get(person)).is_some();
					stands != is_granted && own.standing != Standing::Deceased
				})
				.map(|(person, _)| person)
				.collect();
			people.sort();
			let people = vec![*aim.dice.pick(&people)?].try_into().ok()?;
			match call {
				"grant_elector" => Call::grant_elector { people }.into(),
				_ => Call::withdraw_elector { people }.into(),
			}
		}
		"forget_stay" => {
			let mut people: Vec<PersonId> = People::<Runtime>::iter()
				.filter(|(_, own)| own.enrolments.is_full())
				.map(|(person, _)| person)
				.collect();
			people.sort();
			Call::forget_stay { person: *aim.dice.pick(&people)? }.into()
		}
		"enrol" | "unenrol" => {
			let cohort = id(Pools::below(aim.dice, aim.pools.next_cohort));
			let people = vec![id(Pools::below(aim.dice, aim.pools.next_person))].try_into().ok()?;
			match call {
				"enrol" => Call::enrol { cohort, people }.into(),
				_ => Call::unenrol { cohort, people }.into(),
			}
		}
		"transfer_enrolments" => {
			let mut stays: Vec<(PersonId, CohortId)> = People::<Runtime>::iter()
				.flat_map(|(person, own)| {
					let open = own.enrolments.into_iter().filter(|stay| stay.until.is_none());
					open.map(move |stay| (person, stay.cohort)).collect::<Vec<_>>()
				})
				.collect();
			stays.sort();
			let (person, from) = *aim.dice.pick(&stays)?;
			let to = id(Pools::below(aim.dice, aim.pools.next_cohort));
			Call::transfer_enrolments { from, to, people: vec![person].try_into().ok()? }.into()
		}
		_ => return None,
	})
}

/// Shops and their tills.
fn shops(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	Some(match call {
		"remove_till" => {
			let mut tills: Vec<_> = MerchantAccounts::<Runtime>::iter()
				.filter(|(_, acting)| matches!(acting.role, Role::Till(_)))
				.collect();
			tills.sort_by(|(one, _), (other, _)| one.cmp(other));
			let (till, acting) = aim.dice.pick(&tills)?.clone();
			aim.by = owner(acting.merchant, aim.cast);
			Call::remove_till { till }.into()
		}
		"appeal" | "decide_appeal" | "reinstate_merchant" => {
			let is_wanted = |shop: &Merchant<AccountId>| match &shop.status {
				MerchantStatus::Suspended { appeal, .. } => {
					call == "reinstate_merchant"
						|| (*appeal == Appeal::Pending) == (call == "decide_appeal")
				}
				_ => false,
			};
			let merchant = some_shop(aim, is_wanted)?;
			let uphold = aim.dice.one_in(2);
			match call {
				"appeal" => {
					aim.by = owner(merchant, aim.cast);
					Call::appeal {}.into()
				}
				"decide_appeal" => Call::decide_appeal { merchant, uphold }.into(),
				_ => Call::reinstate_merchant { merchant }.into(),
			}
		}
		"suspend_merchant" | "close_merchant" => {
			let merchant = some_shop(aim, |shop| shop.status == MerchantStatus::Active)?;
			// Few shops are closed, so that there is somebody to pay.
			if call == "close_merchant" && aim.pools.next_merchant < 12 {
				return None;
			}
			let reason = Reason { code: ReasonCode::IllegalExchange, document: None };
			match call {
				"suspend_merchant" => Call::suspend_merchant { merchant, reason }.into(),
				_ => Call::close_merchant { merchant }.into(),
			}
		}
		"withdraw_application" | "approve_merchant" | "reject_merchant" => {
			let merchant = some_shop(aim, |shop| shop.status == MerchantStatus::Applied)?;
			let reason = Reason { code: ReasonCode::NotEligible, document: None };
			match call {
				"withdraw_application" => {
					aim.by = owner(merchant, aim.cast);
					Call::withdraw_application { merchant }.into()
				}
				"approve_merchant" => Call::approve_merchant { merchant }.into(),
				_ => Call::reject_merchant { merchant, reason }.into(),
			}
		}
		"add_till" => {
			let merchant = some_shop(aim, |shop| shop.status == MerchantStatus::Active)?;
			aim.by = owner(merchant, aim.cast);
			let till = agreed(aim, RoleOffer::Till { merchant });
			Call::add_till { till, limit_per_day: aim.won() }.into()
		}
		"register_merchants" => {
			let shop = NewMerchant {
				owner: agreed(aim, RoleOffer::Shop),
				zone: ZoneId::new(12, 1),
				category: 1,
				sales_class: SalesClass::Small,
				operator: None,
			};
			Call::register_merchants { merchants: vec![shop].try_into().ok()? }.into()
		}
		"replace_owner" => {
			let merchant = some_shop(aim, |shop| shop.status == MerchantStatus::Active)?;
			let new_owner = agreed(aim, RoleOffer::Owner { merchant });
			Call::replace_owner { merchant, new_owner }.into()
		}
		"finish_replacement" | "cancel_replacement" => {
			let mut waiting: Vec<MerchantId> = Replacements::<Runtime>::iter_keys().collect();
			waiting.sort();
			let merchant = *aim.dice.pick(&waiting)?;
			aim.by = owner(merchant, aim.cast);
			match call {
				"finish_replacement" => Call::finish_replacement { merchant }.into(),
				_ => Call::cancel_replacement { merchant }.into(),
			}
		}
		_ => return None,
	})
}
