// SPDX-License-Identifier: Apache-2.0

//! Moves within the province and out of it, and deaths.

use super::{
	electors::{follow, has_roll_room},
	*,
};

pub(super) fn move_or_die(dice: &mut Dice, model: &mut Model) -> Outcome {
	let (id, now) = (dice.person(), model.now);
	let zone = ZoneId::new(if dice.below(2) == 0 { 12 } else { 4 }, dice.below(3) as u8);
	let account = dice.account();
	let human = model.living(id);
	match dice.below(20) {
		0 | 1 => {
			let expected = human.is_some();
			human.into_iter().for_each(|human| {
				human.died = Some((now, Box::new(human.clone())));
				human.dead = true;
				human.void_all(now);
				human.cohorts.clear();
				(human.recovery, human.moving) = (None, None);
				human.roll = None;
			});
			(format!("die {id}"), Registry::record_death(RuntimeOrigin::root(), id), expected)
		}
		7..=10 => rise(model, id),
		2 => {
			let home = human.as_ref().and_then(|human| human.zone).unwrap_or(HERE);
			let human = human.filter(|_| home != ZoneId::OUTSIDE);
			let expected = human.is_some();
			human.into_iter().for_each(|human| {
				human.cohorts.retain(|cohort| u64::from(cohort.0) >= MANAGED);
				human.settle(ZoneId::OUTSIDE, now);
				human.roll = None;
			});
			let who = by(region_attester(home));
			(format!("emigrate {id}"), Registry::move_house(who, id, ZoneId::OUTSIDE), expected)
		}
		3 | 4 => {
			let ready = human.filter(|human| {
				let may = human.has(account) && !human.frozen;
				human.moving.is_some_and(|(_, ready_at)| now >= ready_at || may)
			});
			let expected = ready.is_some();
			ready.into_iter().for_each(|human| {
				let (zone, _) = human.moving.take().unwrap();
				follow(now, id, human, zone);
				human.settle(zone, now);
			});
			(format!("settle {id} {account}"), Registry::finish_move(by(account), id), expected)
		}
		5 | 6 => {
			let human = human.filter(|human| human.moving.is_some());
			let human = human.filter(|human| human.has(account) && !human.frozen);
			let expected = human.is_some();
			human.into_iter().for_each(|human| human.moving = None);
			(format!("stay {id} {account}"), Registry::cancel_move(by(account), id), expected)
		}
		_ => {
			let expected = human.is_some();
			human.into_iter().for_each(|human| {
				if human.zone.unwrap().region == zone.region {
					follow(now, id, human, zone);
					human.settle(zone, now);
				} else {
					human.moving = Some((zone, now + RecoveryDelay::get()));
				}
			});
			let who = by(region_attester(zone));
			(format!("move {id} {zone:?}"), Registry::move_house(who, id, zone), expected)
		}
	}
}

/// A death was a mistake: the person is as before, but for moves, recoveries and stays without room.
fn rise(model: &mut Model, id: PersonId) -> Outcome {
	let now = model.now;
	let died = model.human(id).and_then(|human| human.died.clone());
	let died = died.filter(|(at, _)| now < at + EstateDelay::get());
	let expected = died.is_some();
	if let Some((_, before)) = died {
		let returns = before.roll.is_some() && has_roll_room(now, id);
		let home = before.zone.unwrap();
		let rejoined = rejoined(now, id, &before);
		let human = model.human(id).unwrap();
		let former = human
			.former
			.iter()
			.map(|(key, left)| (*key, *left))
			.filter(|(key, _)| !before.has(*key))
			.collect();
		*human = Human {
			former,
			cohorts: rejoined,
			recovery: None,
			moving: None,
			roll: returns.then_some(home.region),
			died: None,
			..*before
		};
	}
	(format!("rise {id}"), Registry::undo_death(RuntimeOrigin::root(), id), expected)
}

/// The cohorts into which a person comes back. The list of stays is not kept by the model.
fn rejoined(now: u64, id: PersonId, before: &Human) -> BTreeSet<CohortId> {
	let forget_until = now.saturating_sub(EnrolmentMemory::get());
	let mut person = Registry::person(id).unwrap();
	let left = Deaths::<Test>::get(id).map(|death| death.cohorts).unwrap_or_default();
	let lives_here = before.zone != Some(ZoneId::OUTSIDE);
	let mut back = BTreeSet::new();
	for cohort in left.into_iter().filter(|_| lives_here) {
		if let Some(joined) = person.enrol(cohort, now + 1, forget_until) {
			person = joined;
			back.insert(cohort);
		}
	}
	back
}
