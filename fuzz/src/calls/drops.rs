// SPDX-License-Identifier: Apache-2.0

//! Programmes of all kinds, and the proofs that claims need.

use chungnam_primitives::{
	korean_day, CategorySet, KoreanDay, Moment, MoneySet, PersonId, ProgrammeId, RegionSet, Won,
	ZoneId, DAYS, HOURS, MINUTES,
};
use chungnam_runtime::{Runtime, RuntimeCall, System, VoucherDrops};
use pallet_registry::Guardians;
use pallet_voucher_drops::{
	depth_of, leaf, node, Beacons, Call, Claims, CohortPlan, Digest, End, ListEntry, ListPlan,
	NewTerms, PaybackPlan, PlacePlan, Plan, Programmes, Reward, Schedule, Sight, Sights, Status,
	Window,
};
use sp_core::Pair;
use sp_runtime::Perbill;

use super::{
	currency::{key_of, template_like},
	Aim,
};
use crate::pools::{id, number, Pools};

type Programme = pallet_voucher_drops::ProgrammeOf<Runtime>;

fn programmes() -> Vec<(u64, Programme)> {
	let mut found: Vec<_> =
		Programmes::<Runtime>::iter().map(|(key, programme)| (number(key), programme)).collect();
	found.sort_by_key(|(key, _)| *key);
	found
}

fn some(aim: &mut Aim, fits: impl Fn(&Programme) -> bool) -> Option<(u64, Programme)> {
	let fitting: Vec<_> =
		programmes().into_iter().filter(|(_, programme)| fits(programme)).collect();
	// The last ones most often: their windows are open.
	let last = &fitting[fitting.len().saturating_sub(2)..];
	let from = if aim.dice.one_in(3) { &fitting } else { last };
	aim.dice.pick(from).cloned()
}

/// The name of every list.
const LIST: Digest = [9; 32];
/// Entries of the list of a programme: everybody can work them out.
const ENTRIES: u32 = 5;

fn entry(index: u32) -> ListEntry {
	ListEntry {
		index,
		person: id(index.into()),
		amount: 1_000 * Won::from(index + 1),
		salt: [7; 32],
	}
}

fn leaves() -> Vec<Digest> {
	let genesis = System::block_hash(0);
	let width = 1u32 << depth_of(ENTRIES);
	let leaf_of = |index| match index {
		0..ENTRIES => leaf(&genesis, &LIST, &entry(index)),
		_ => [0; 32],
	};
	(0..width).map(leaf_of).collect()
}

/// The root of a list, and the digests beside the way to an entry.
fn tree(index: u32) -> (Digest, Vec<Digest>) {
	let (mut row, mut at, mut proof) = (leaves(), index as usize, Vec::new());
	while row.len() > 1 {
		proof.push(row[at ^ 1]);
		row = row.chunks(2).map(|pair| node(&pair[0], &pair[1])).collect();
		at /= 2;
	}
	(row[0], proof)
}

fn window(aim: &mut Aim) -> Window {
	let opens = aim.pools.now + if aim.dice.one_in(3) { HOURS } else { 0 };
	Window { opens, closes: opens + DAYS * (1 + aim.dice.below(90) as Moment) }
}

fn plan(aim: &mut Aim) -> Plan {
	let today = korean_day(aim.pools.now);
	let zones = vec![ZoneId::new(12, 1), ZoneId::new(3, 0)].try_into().expect("they fit");
	match aim.dice.below(8) {
		0 | 1 => Plan::Place(PlacePlan {
			per_head: aim.some_won(),
			claims: 1 + aim.dice.below(3) as u32,
			window: window(aim),
			zones,
			sights: 1 + aim.dice.below(2) as u8,
			slot: [MINUTES, HOURS, DAYS][aim.dice.below(3)],
			visitors_only: false,
		}),
		2..=4 => {
			let receipts = window(aim);
			let most = aim.some_won().max(1);
			let each = Reward::Each { rate: Perbill::from_percent(10), per_month: most };
			Plan::Payback(PaybackPlan {
				reward: if aim.dice.one_in(2) { each } else { Reward::Flat(most) },
				claims: 1 + aim.dice.below(3) as u32,
				closes: receipts.closes + 5 * DAYS,
				receipts,
				minimum: most.max(1_000),
				money: MoneySet(15),
				categories: CategorySet::ALL,
				regions: RegionSet::province(),
				zones: Default::default(),
				visitors_only: false,
			})
		}
		5 => {
			let total = (0..ENTRIES).map(|index| entry(index).amount).sum();
			let (root, _) = tree(0);
			let window = window(aim);
			Plan::List(ListPlan { name: LIST, root, entries: ENTRIES, total, window })
		}
		_ => Plan::Cohort(CohortPlan {
			cohort: id(Pools::below(aim.dice, aim.pools.next_cohort)),
			per_head: aim.some_won(),
			schedule: schedule(today, aim),
			end: if aim.dice.one_in(2) {
				End::Never
			} else {
				End::Count(1 + aim.dice.below(3) as u32)
			},
			claim_days: [None, Some(1), Some(30)][aim.dice.below(3)],
			max_arrears: 10,
			catches_up: aim.dice.one_in(2),
		}),
	}
}

fn schedule(today: KoreanDay, aim: &mut Aim) -> Schedule {
	let first = today + aim.dice.below(3) as KoreanDay;
	match aim.dice.below(3) {
		0 => Schedule::Once(first),
		1 => Schedule::EveryDays { first, every: 1 + aim.dice.below(30) as u16 },
		_ => Schedule::DayOfMonth { first, day: 1 + aim.dice.below(31) as u8 },
	}
}

/// Aims at a call.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let now = aim.pools.now;
	Some(match call {
		"create_programme" => {
			let (_, like) = some(aim, |_| true)?;
			let template = template_like(like.template, aim);
			let refund_to = aim.account();
			Call::create_programme { plan: plan(aim), template, refund_to }.into()
		}
		"schedule_change" => {
			let (programme, like) = some(aim, |own| matches!(own.plan, Plan::Cohort(_)))?;
			let template = template_like(like.template, aim);
			let from = korean_day(now) + 8 + aim.dice.below(5) as KoreanDay;
			let terms =
				NewTerms { template, per_head: aim.some_won(), end: End::Never, claim_days: None };
			Call::schedule_change { programme: id(programme), from, terms }.into()
		}
		"cancel_change" => {
			let (programme, own) = some(aim, |own| own.changes.iter().next().is_some())?;
			let from = own.changes.iter().map(|change| change.from).last()?;
			Call::cancel_change { programme: id(programme), from }.into()
		}
		"fund" => {
			let is_open = |own: &Programme| matches!(own.status, Status::Running { .. });
			let (programme, _) = some(aim, is_open)?;
			let missing = VoucherDrops::missing_budget(id(programme)).unwrap_or(0);
			let amount = if missing > 0 { missing } else { aim.some_won() };
			Call::fund { programme: id(programme), amount }.into()
		}
		"close" | "prune" => {
			let is_over = |own: &Programme| !matches!(own.status, Status::Running { .. });
			let (programme, _) = some(aim, is_over)?;
			match call {
				"close" => Call::close { programme: id(programme) }.into(),
				_ => Call::prune { programme: id(programme), limit: 50 }.into(),
			}
		}
		_ => return claims(call, aim),
	})
}

/// Beacons, claims and arrears.
fn claims(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	Some(match call {
		"register_beacon" => {
			let (programme, _) = some(aim, |own| matches!(own.plan, Plan::Place(_)))?;
			let key = aim.cast.members[aim.dice.below(6)].account.clone();
			let zone = ZoneId::new(12, 1);
			Call::register_beacon { programme: id(programme), key, zone, per_slot: 2 }.into()
		}
		"switch_beacon" | "remove_beacon" => {
			let mut all: Vec<_> = Beacons::<Runtime>::iter_keys().collect();
			all.sort();
			let (programme, beacon) = *aim.dice.pick(&all)?;
			let is_active = !aim.dice.one_in(3);
			match call {
				"switch_beacon" => Call::switch_beacon { programme, beacon, is_active }.into(),
				_ => Call::remove_beacon { programme, beacon }.into(),
			}
		}
		"claim_at_place" => {
			let by = aim.dice.below(aim.cast.members.len());
			let account = aim.cast.members[by].account.clone();
			aim.by = Some(by);
			let person = chungnam_runtime::Registry::person_of(account)?;
			let (programme, sights) = seen(aim, person)?;
			Call::claim_at_place { programme, sights }.into()
		}
		"claim_at_place_for" => {
			let mut wards: Vec<_> = Guardians::<Runtime>::iter().collect();
			wards.sort_by_key(|(ward, _)| *ward);
			let (ward, guardians) = aim.dice.pick(&wards)?.clone();
			aim.by = key_of(guardians.first()?.guardian, aim);
			let (programme, sights) = seen(aim, ward)?;
			Call::claim_at_place_for { ward, programme, sights }.into()
		}
		"undo_payback" => {
			let mut claims: Vec<_> = Claims::<Runtime>::iter_keys().collect();
			claims.sort();
			let (programme, person) = *aim.dice.pick(&claims)?;
			let is_theirs = |member: &&crate::town::Member| {
				chungnam_runtime::Registry::person_of(member.account.clone()) == Some(person)
			};
			let key = aim.cast.members.iter().find(is_theirs)?;
			aim.by = aim.cast.find(&key.account);
			Call::undo_payback { programme }.into()
		}
		"grant_arrears" => {
			let (programme, own) = some(aim, |own| own.openings.iter().next().is_some())?;
			let day = own.openings.iter().last()?.day;
			let people = vec![id(Pools::below(aim.dice, aim.pools.next_person))].try_into().ok()?;
			Call::grant_arrears { programme: id(programme), day, people }.into()
		}
		"claim_payback" | "claim_payback_for" => return payback(call, aim),
		"claim_listed" => {
			let (programme, _) = some(aim, |own| matches!(own.plan, Plan::List(_)))?;
			let index = aim.dice.below(ENTRIES as usize) as u32;
			let (_, proof) = tree(index);
			let (entry, proof) = (entry(index), proof.try_into().ok()?);
			Call::claim_listed { programme: id(programme), entry, proof }.into()
		}
		_ => return None,
	})
}

/// A programme at a place, and signatures of beacons for a visitor whose keys the cast has.
fn seen(aim: &mut Aim, person: PersonId) -> Option<(ProgrammeId, Sights)> {
	let (programme, own) = some(aim, |own| matches!(own.plan, Plan::Place(_)))?;
	let Plan::Place(plan) = own.plan else { return None };
	let mut beacons: Vec<_> =
		Beacons::<Runtime>::iter_prefix(id::<ProgrammeId>(programme)).collect();
	beacons.sort_by_key(|(beacon, _)| *beacon);
	let slot = plan.slot_at(aim.pools.now);
	let mut sights = Vec::new();
	for (beacon, own) in beacons.into_iter().rev().take(plan.sights.into()) {
		let payload = VoucherDrops::sight_payload(id(programme), beacon, slot, person);
		let key = aim.cast.find(&own.key)?;
		let signature = aim.cast.members[key].pair.sign(&payload).into();
		sights.push(Sight { beacon, slot, signature });
	}
	Some((id(programme), sights.try_into().ok()?))
}

/// A claim by a receipt that counts, if there is one among the last: by its person, or by a guardian.
fn payback(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let (programme, _) = some(aim, |own| matches!(own.plan, Plan::Payback(_)))?;
	let programme = id(programme);
	for receipt in aim.pools.receipts.iter().rev().take(10) {
		let found = chungnam_runtime::RegionalCurrency::receipt(id(*receipt))?;
		let receipts: pallet_voucher_drops::ReceiptIds = vec![id(*receipt)].try_into().ok()?;
		let ward = found.person;
		if VoucherDrops::can_claim_payback(ward, programme, receipts.clone()).is_err() {
			continue;
		}
		if call == "claim_payback" {
			aim.by = aim.cast.find(&found.account);
			return Some(Call::claim_payback { programme, receipts }.into());
		}
		if let Some(own) = Guardians::<Runtime>::get(ward).first() {
			aim.by = key_of(own.guardian, aim);
			return Some(Call::claim_payback_for { ward, programme, receipts }.into());
		}
	}
	None
}
