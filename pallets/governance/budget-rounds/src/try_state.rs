// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use chungnam_frame_kit::{check_all, sum_of, Check, Clock};
use chungnam_ports::{Agenda, Due};
use chungnam_primitives::{IdeaId, RegionId, RoundId, Won};
use frame_support::{ensure, traits::fungible::Inspect};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! { Self: check_money, check_clock, check_ideas, check_lists, check_leftovers }
	}

	/// I1: nothing is promised that is not there: `balance(pot) >= sum(left) + sum(awards)`; of each heading `left +
	/// awards <= budget`; `|awards of a round| = awards`.
	fn check_money() -> Check {
		for (id, round) in Rounds::<T>::iter() {
			let awards: Vec<_> = Awards::<T>::iter_prefix_values(id).collect();
			ensure!(awards.len() == usize::from(round.awards), "I1: awards are counted otherwise");
			let left = round.rests.iter().map(|rest| Won::from(rest.left));
			let offered = awards.iter().map(|award| Won::from(award.amount));
			let promised = sum_of(left.chain(offered), "I1: promises overflow")?;
			let balance = T::Won::total_balance(&Self::pot_of(id));
			ensure!(balance >= promised, "I1: a pot has less than is promised");
			let Some(plan) = Plans::<T>::get(id) else { continue };
			ensure!(plan.headings.len() == round.rests.len(), "I1: a heading is missing");
			for (number, (heading, rest)) in (0u8..).zip(plan.headings.iter().zip(&round.rests)) {
				let own = awards.iter().filter(|award| award.heading == number);
				let parts = own.map(|award| award.amount).chain([rest.left]).map(Won::from);
				let promised = sum_of(parts, "I1: a heading overflows")?;
				let fits = promised <= Won::from(heading.budget);
				ensure!(fits, "I1: a heading promises more than its budget");
			}
			let known = awards.iter().all(|award| usize::from(award.heading) < round.rests.len());
			ensure!(known, "I1: an award has no heading");
		}
		Ok(())
	}

	/// I2: each state ends by itself: `at(round) = until` for one that waits, or later once that moment is over; a step
	/// or another try is noted; a round that runs or is over is not noted, and a round that runs has envelopes:
	/// `envelopes > 0`.
	fn check_clock() -> Check {
		let now = T::Time::moment();
		for (id, round) in Rounds::<T>::iter() {
			let at = T::Agenda::at(Due::Round(id));
			let is_noted = match (round.phase.until(), at) {
				(Some(until), Some(at)) => {
					let is_early =
						matches!(round.phase, Phase::Accepting { .. }) && round.awards == 0;
					at == until || until <= now && at >= until || is_early
				}
				(None, at) => at.is_some() == round.phase.is_noted(),
				(Some(_), None) => false,
			};
			ensure!(is_noted, "I2: a state ends at another time than is noted");
			let is_over = round.phase == Phase::Closed && round.envelopes > 0;
			let is_idle = round.phase == Phase::Running && round.envelopes == 0;
			ensure!(
				!is_over && !is_idle,
				"I2: a round runs without envelopes, or is over with some"
			);
		}
		for (due, _) in T::Agenda::all() {
			let Due::Round(id) = due else { continue };
			ensure!(Rounds::<T>::contains_key(id), "I2: the agenda knows a round that is gone");
		}
		Ok(())
	}

	/// I3: of a round that is not over: `|ideas| = ideas <= MAX_IDEAS`; `proposed(by, heading) = idea` and `|proposed|
	/// = |ideas|`; `qualified = {idea : sponsors >= needed}`; while ideas are sponsored `sponsors(idea) = |people whose
	/// list holds it|`.
	fn check_ideas() -> Check {
		for (id, round) in Rounds::<T>::iter().filter(|(_, own)| own.phase != Phase::Closed) {
			let Some(plan) = Plans::<T>::get(id) else { continue };
			let register = Registers::<T>::get(id);
			let ideas: BTreeMap<IdeaId, IdeaOf<T>> = Ideas::<T>::iter_prefix(id).collect();
			let is_counted = ideas.len() == usize::from(register.ideas);
			ensure!(is_counted && register.ideas <= MAX_IDEAS, "I3: ideas are counted otherwise");
			let is_given = ideas.keys().all(|number| *number < register.next);
			ensure!(is_given, "I3: an idea has a number never given");
			let is_one = |(number, idea): (&IdeaId, &IdeaOf<T>)| {
				Proposed::<T>::get(id, (idea.by, idea.heading)) == Some(*number)
			};
			let proposed = Proposed::<T>::iter_key_prefix(id).count();
			let are_one = ideas.iter().all(is_one) && proposed == ideas.len();
			ensure!(are_one, "I3: a person has two ideas in a heading");
			let qualified: BTreeSet<IdeaId> = register.qualified.iter().copied().collect();
			let with_sponsors = ideas.iter().filter(|(_, idea)| idea.sponsors >= plan.sponsors);
			let expected: BTreeSet<IdeaId> = with_sponsors.map(|(number, _)| *number).collect();
			let is_once = qualified.len() == register.qualified.len();
			ensure!(qualified == expected && is_once, "I3: an idea qualified otherwise");
			if matches!(round.phase, Phase::Ideas { .. }) {
				Self::check_sponsors(id, &ideas)?;
			}
		}
		Ok(())
	}

	/// Each idea has as many sponsors as people name it.
	fn check_sponsors(id: RoundId, ideas: &BTreeMap<IdeaId, IdeaOf<T>>) -> Check {
		let mut named: BTreeMap<IdeaId, u32> = BTreeMap::new();
		for list in Sponsoring::<T>::iter_prefix_values(id) {
			for (at, number) in list.iter().enumerate() {
				let is_once = !list.iter().take(at).any(|own| own == number);
				ensure!(is_once, "I3: a person sponsors an idea twice");
				let count = named.entry(*number).or_default();
				*count = count.saturating_add(1); // at most one a person
			}
		}
		let is_same = |(number, idea): (&IdeaId, &IdeaOf<T>)| {
			named.get(number).copied().unwrap_or(0) == idea.sponsors
		};
		ensure!(ideas.iter().all(is_same), "I3: sponsors are counted otherwise");
		Ok(())
	}

	/// I4: a list holds ideas that qualified and were not refused, ascending: `idea(o) < idea(o + 1)`, from the ballot
	/// on all of them; an award is that of its option: `award(o).idea = list(o).idea`; a count is there exactly from
	/// the ballot's end until the rest went back: `counted(round) <=> state(round) in awarding..returning`.
	fn check_lists() -> Check {
		for (id, round) in Rounds::<T>::iter() {
			let list = Lists::<T>::get(id);
			let ideas: Vec<_> = list.iter().map(|own| own.idea).collect();
			let is_ascending = ideas.iter().zip(ideas.iter().skip(1)).all(|(one, next)| one < next);
			ensure!(is_ascending, "I4: a list is not ascending");
			let rank = round.phase.rank();
			let is_counted = Counts::<T>::contains_key(id);
			ensure!(!is_counted || (8..=14).contains(&rank), "I4: a count is left");
			ensure!(is_counted || !(8..=13).contains(&rank), "I4: a count is missing");
			for (option, award) in Awards::<T>::iter_prefix(id) {
				let own = list.get(usize::from(option));
				let is_own =
					own.is_some_and(|own| own.idea == award.idea && own.heading == award.heading);
				ensure!(is_own, "I4: an award is for another idea");
			}
			if round.phase == Phase::Closed {
				continue;
			}
			let is_listed = |number: &&IdeaId| {
				Ideas::<T>::get(id, number).is_some_and(|idea| idea.review.is_listed())
			};
			let qualified = Registers::<T>::get(id).qualified;
			let expected: Vec<_> = qualified.iter().filter(is_listed).copied().collect();
			let is_sound = if (6..=13).contains(&rank) {
				ideas == expected
			} else {
				ideas.iter().all(|idea| expected.contains(idea))
			};
			ensure!(is_sound, "I4: a list holds other ideas than those that qualified");
		}
		Ok(())
	}

	/// I5: nothing is left of a round that was swept: every entry has its round; `|rounds of a region| =
	/// rounds_of(region) <= bound`.
	fn check_leftovers() -> Check {
		let mut rounds: BTreeMap<RegionId, u8> = BTreeMap::new();
		for (id, round) in Rounds::<T>::iter() {
			ensure!(id < NextRound::<T>::get(), "I5: a round has a number never given");
			let is_whole = Plans::<T>::contains_key(id) && Registers::<T>::contains_key(id);
			ensure!(is_whole, "I5: a round has no plan");
			let count = rounds.entry(round.region).or_default();
			*count = count.saturating_add(1); // within the bound, or refused below
		}
		for (region, count) in &rounds {
			let most =
				if *region == 0 { MAX_ROUNDS_OF_THE_PROVINCE } else { MAX_ROUNDS_OF_A_REGION };
			ensure!(*count <= most, "I5: there are too many rounds");
		}
		let counted: BTreeMap<RegionId, u8> = RoundsOf::<T>::iter().collect();
		ensure!(counted == rounds, "I5: rounds are counted otherwise");
		let mut known = Plans::<T>::iter_keys()
			.chain(Registers::<T>::iter_keys())
			.chain(Lists::<T>::iter_keys())
			.chain(Counts::<T>::iter_keys())
			.chain(Ideas::<T>::iter_keys().map(|(id, _)| id))
			.chain(Proposed::<T>::iter_keys().map(|(id, _)| id))
			.chain(Sponsoring::<T>::iter_keys().map(|(id, _)| id))
			.chain(Awards::<T>::iter_keys().map(|(id, _)| id));
		let has_round = known.all(Rounds::<T>::contains_key);
		ensure!(has_round, "I5: something is left of a round that is gone");
		Ok(())
	}
}
