// SPDX-License-Identifier: Apache-2.0

//! How the committee decides.

use chungnam_frame_kit::PeopleExt;
use chungnam_ports::{
	Agenda, BallotPlan, Ballots, Bias, Body, Class, Due, Method, Outcome, Question, Rule, Seats,
	Verdict, ALL_BP,
};
use chungnam_primitives::{BallotId, FieldSet, MotionId};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

use super::{hash_of, name_of, user_of_motion};
use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_motion(who: &T::AccountId, call: &CallOf<T>, title: H256) -> DispatchResult {
		let person = T::People::acting(who).map_err(Error::<T>::from)?;
		let now = Self::now();
		let is_seated = <Self as Seats>::is_seated(person, FieldSet::ALL, now);
		ensure!(is_seated, Error::<T>::NotSeated);
		let heads = <Self as Seats>::seats_at(FieldSet::ALL, now);
		ensure!(heads >= LeastSeats::<T>::get(), Error::<T>::TooFewSeats);
		let rule = T::Powers::motion(call).ok_or(Error::<T>::NotListed)?;
		let bytes = Self::encoded(call)?;
		ensure!(Motions::<T>::count() < MAX_MOTIONS, Error::<T>::MaxMotionsExceeded);
		let own = Motions::<T>::iter_values().filter(|motion| motion.by == person).count();
		let has_room = u32::try_from(own).is_ok_and(|own| own < MAX_OF_MEMBER);
		ensure!(has_room, Error::<T>::MaxMotionsExceeded);
		let id = NextMotion::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let class = Class { body: Body::Seats(FieldSet::ALL), weight_bp: ALL_BP, quorum_bp: 0 };
		let plan = BallotPlan {
			title,
			classes: alloc::vec![class].try_into().map_err(|_| Error::<T>::Overflow)?,
			question: Question::YesNo,
			rule: Rule::Majority { floor_bp: 0, bias: Bias::Share(rule.share.in_bp()) },
			options: Default::default(),
			headings: Default::default(),
			opens: now,
			closes: now.saturating_add(rule.window),
			contest: 0,
			conflicts: T::Powers::conflicts(call).try_into().map_err(|_| Error::<T>::Overflow)?,
			paper_cap_bp: 0,
			early: true,
			shown: true,
			can_be_annulled: false,
			method: Method::Open,
		};
		let ballot = T::Ballots::open(user_of_motion(id), plan)?;
		let motion = Motion { by: person, title, ballot, rule, passed: None };
		let hash = hash_of(&bytes);
		NextMotion::<T>::put(next);
		Motions::<T>::insert(id, motion);
		Calls::<T>::insert(user_of_motion(id), bytes);
		Self::deposit_event(Event::Tabled { motion: id, about: motion, call: hash });
		Ok(())
	}

	/// The ballot of a motion is final.
	pub(crate) fn motion_is_final(id: MotionId, ballot: BallotId, outcome: &Outcome) {
		let Some(motion) = Motions::<T>::get(id).filter(|own| own.ballot == ballot) else { return };
		let total = outcome.classes.first().copied().unwrap_or_default();
		if outcome.verdict != Verdict::Passed {
			Self::end_motion(id, false);
			return;
		}
		// Members are at most 50.
		let few = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
		let power = Power::Committee { yes: few(total.yes), heads: few(total.heads) };
		Motions::<T>::insert(id, Motion { passed: Some(power), ..motion });
		Self::deposit_event(Event::MotionPassed { motion: id, power });
		Self::enact_motion(id);
	}

	/// Has the call of a motion made that has passed. Where there is no room for it now, the clock tries again.
	pub(crate) fn enact_motion(id: MotionId) {
		let Some(power) = Motions::<T>::get(id).and_then(|own| own.passed) else { return };
		let user = user_of_motion(id);
		let call = Self::call_of(user).filter(|(_, call)| T::Powers::motion(call).is_some());
		let Some((bytes, _)) = call else {
			Self::end_motion(id, false);
			return;
		};
		match T::Enact::enact(name_of(user), Some(power), &bytes) {
			Ok(()) => Self::end_motion(id, true),
			Err(_) => T::Agenda::set(Due::Motion(id), Self::now().saturating_add(AGAIN)),
		}
	}

	fn end_motion(id: MotionId, is_enacted: bool) {
		Motions::<T>::remove(id);
		Calls::<T>::remove(user_of_motion(id));
		Self::deposit_event(Event::MotionEnded { motion: id, is_enacted });
	}
}
