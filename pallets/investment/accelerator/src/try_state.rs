// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call.

use alloc::collections::BTreeSet;
use chungnam_frame_kit::{check_all, count, sum_of, Check, Clock, WonExt};
use chungnam_ports::{Escrow, EscrowOwner};
use chungnam_primitives::Won;
use frame_support::ensure;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! {
			Self: check_reserves, check_awards, check_applications, check_bounds
		}
	}

	/// I1: no won is promised twice: `reserve = firms * most`, `sum(awards of the intake) <= spent <= awarded * most`,
	/// `awarded <= firms`, `won(pot) >= reserve - spent`.
	fn check_reserves() -> Check {
		for (id, own) in Intakes::<T>::iter() {
			let Some(reserve) = own.plan.reserve() else {
				return Err("I1: a reserve is not a number".into());
			};
			let awards = Awards::<T>::iter_values().filter(|award| award.intake == id);
			let sums = sum_of(awards.map(|award| award.sum), "I1: awards are not a number")?;
			let most = own.plan.most.saturating_mul(Won::from(own.awarded)); // at most the reserve
			ensure!(sums <= own.spent && own.spent <= most, "I1: awards spent another sum");
			ensure!(own.awarded <= own.plan.firms, "I1: too many firms were awarded");
			let left = reserve.saturating_sub(own.spent); // at most the reserve
			let lies_there = T::Won::spendable(&Self::pot_of(id));
			ensure!(lies_there >= left, "I1: a pot lacks what is reserved");
		}
		Ok(())
	}

	/// I2: no won of an award is lost: `sum = paid + returned + held(envelope)`, where nothing is held of an envelope that is
	/// gone, `owner(envelope) = intake`, `repaid <= share * paid`, what was told is of milestones that were paid, and these
	/// are there.
	fn check_awards() -> Check {
		for (id, own) in Awards::<T>::iter() {
			let facts = T::Escrow::facts(id);
			let held = facts.as_ref().map_or(0, |facts| facts.held);
			let parts = sum_of([own.paid, own.returned, held], "I2: parts are not a number")?;
			ensure!(own.sum == parts, "I2: won of an award is lost");
			let owner = EscrowOwner::Intake(own.intake.0);
			let is_own = facts.is_none_or(|facts| facts.owner == owner);
			ensure!(is_own, "I2: the envelope is another's");
			ensure!(own.repaid <= own.agreed(), "I2: more was returned than agreed");
			let there = (0..own.milestones).filter_map(|milestone| own.bit(milestone));
			let all = there.fold(0u16, |all, bit| all | bit);
			ensure!(own.reached & !all == 0, "I2: a milestone was paid that is not there");
			ensure!(own.told & !own.reached == 0, "I2: a milestone was told of that was not paid");
		}
		Ok(())
	}

	/// I3: an application stands in the list of its intake, and no other does: `{firms of the list} = {firms with an
	/// application}`, `scores = |experts|`, each expert once, `points <= MAX_POINTS * scores`, nobody behind two firms.
	fn check_applications() -> Check {
		let mut listed: u32 = 0;
		for (id, own) in Intakes::<T>::iter() {
			listed = listed.saturating_add(count(&own.entries)); // at most MAX_INTAKES * MAX_APPLICATIONS
			let mut firms = alloc::vec::Vec::new();
			let mut people = BTreeSet::new();
			for entry in &own.entries {
				ensure!(!firms.contains(&&entry.firm), "I3: a firm stands twice in a list");
				firms.push(&entry.firm);
				let is_new = entry.people.iter().all(|person| people.insert(*person));
				ensure!(is_new, "I3: a person is behind two firms of a list");
				let Some(application) = Applications::<T>::get(id, &entry.firm) else {
					return Err("I3: a firm in a list has no application".into());
				};
				let experts: BTreeSet<_> = application.experts.iter().collect();
				let scores = usize::from(entry.scores);
				let is_once = experts.len() == scores && application.experts.len() == scores;
				ensure!(is_once, "I3: scores are not one of each expert");
				let most = u16::from(MAX_POINTS).saturating_mul(u16::from(entry.scores)); // at most MAX_SCORES
				ensure!(entry.points <= most, "I3: more points than experts give");
			}
		}
		let all = u32::try_from(Applications::<T>::iter_keys().count()).ok();
		ensure!(all == Some(listed), "I3: an application belongs to no intake");
		Ok(())
	}

	/// I4: nothing waits for a moment that is too far, and nothing was opened unsound: `check(plan) = ok`,
	/// `scored_by <= now + MAX_AHEAD + 2 * MAX_WINDOW`, `until <= now + MAX_TERM`, numbers were given, `|intakes| = counter <=
	/// MAX_INTAKES`, `|awards| = counter <= MAX_AWARDS + MAX_INTAKES * MAX_FIRMS`.
	fn check_bounds() -> Check {
		let now = T::Time::moment();
		let longest = MAX_AHEAD.saturating_add(MAX_WINDOW).saturating_add(MAX_WINDOW); // constants
		let last = now.saturating_add(longest); // now is far from the end of time
		for (id, own) in Intakes::<T>::iter() {
			ensure!(own.plan.check().is_ok(), "I4: a plan is unsound");
			ensure!(own.plan.scored_by <= last, "I4: an intake waits too long");
			ensure!(id < NextIntake::<T>::get(), "I4: an intake has no number");
		}
		let last = now.saturating_add(MAX_TERM); // now is far from the end of time
		for own in Awards::<T>::iter_values() {
			ensure!(own.until <= last, "I4: an award waits too long");
			ensure!(own.intake < NextIntake::<T>::get(), "I4: an award is of no intake");
		}
		let all = u32::try_from(Intakes::<T>::iter_keys().count()).ok();
		let counter = Intakes::<T>::count();
		let fits = all == Some(counter) && counter <= MAX_INTAKES;
		ensure!(fits, "I4: intakes are counted otherwise");
		let all = u32::try_from(Awards::<T>::iter_keys().count()).ok();
		let counter = Awards::<T>::count();
		let most = MAX_INTAKES.saturating_mul(u32::from(MAX_FIRMS)).saturating_add(MAX_AWARDS); // constants
		let fits = all == Some(counter) && counter <= most;
		ensure!(fits, "I4: awards are counted otherwise");
		Ok(())
	}
}
