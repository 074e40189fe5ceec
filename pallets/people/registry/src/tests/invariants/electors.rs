// SPDX-License-Identifier: Apache-2.0

//! Electors are entered on a roll, taken off, and follow their home.

use super::*;
use chungnam_ports::MAX_LIFE;

/// Whether a person can have another stay on a roll. The list of stays is not kept by the model.
pub(super) fn has_roll_room(now: u64, id: PersonId) -> bool {
	let stays = ElectorStays::<Test>::get(id);
	// On a roll that is nobody's.
	entered(&stays, 9, now + 1, now.saturating_sub(MAX_LIFE)).is_some()
}

/// An elector whose home is now `zone`.
pub(super) fn follow(now: u64, id: PersonId, human: &mut Human, zone: ZoneId) {
	let moves = human.roll.is_some_and(|region| region != zone.region);
	if moves && has_roll_room(now, id) {
		human.roll = Some(zone.region);
	}
}

pub(super) fn change_electors(dice: &mut Dice, model: &mut Model) -> Outcome {
	let (id, now) = (dice.person(), model.now);
	let office = if dice.below(2) == 0 { HERE } else { THERE };
	let who = by(region_attester(office));
	let human = model.living(id);
	let human = human.filter(|human| human.zone.unwrap().region == office.region);
	if dice.below(3) > 0 {
		let is_new = |human: &&mut Human| human.roll != Some(office.region);
		let human = human.filter(is_new).filter(|_| has_roll_room(now, id));
		let expected = human.is_some();
		human.into_iter().for_each(|human| human.roll = Some(office.region));
		return (format!("grant {id}"), Registry::grant_elector(who, batch(vec![id])), expected);
	}
	let human = human.filter(|human| human.roll.is_some());
	let expected = human.is_some();
	human.into_iter().for_each(|human| human.roll = None);
	(format!("retire {id}"), Registry::withdraw_elector(who, batch(vec![id])), expected)
}

/// The rolls are those of the model.
pub(super) fn assert_rolls(model: &Model) {
	let on = |region| model.people.iter().filter(|human| human.roll == Some(region)).count();
	for region in [HERE.region, THERE.region] {
		assert_eq!(Rolls::<Test>::get(region).heads as usize, on(region), "roll {region}");
	}
	let all = model.people.iter().filter(|human| human.roll.is_some()).count();
	assert_eq!(Rolls::<Test>::get(PROVINCE_ROLL).heads as usize, all);
}
