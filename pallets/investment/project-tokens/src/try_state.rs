// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call.

use alloc::collections::BTreeSet;
use chungnam_frame_kit::{check_all, Check, Clock, WonExt};
use chungnam_ports::Escrow;
use frame_support::ensure;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! {
			Self: check_parts, check_owners, check_money, check_deadlines, check_bonds
		}
	}

	/// I1: what was counted fits the status: `taken > 0 <=> status >= Building`, `returned > 0 => status = Building or Stopped`,
	/// `given > 0 => status = Stopped`, `missed > 0 => status = Running`.
	fn check_parts() -> Check {
		for (_, own) in Projects::<T>::iter() {
			let is_stopped = matches!(own.status, Status::Stopped { .. });
			let runs = matches!(own.status, Status::Running { .. });
			ensure!((own.taken > 0) == own.status.is_funded(), "I1: money does not fit the status");
			let has_envelope = own.status.envelope().is_some();
			ensure!(own.returned == 0 || has_envelope, "I1: money came back from no envelope");
			ensure!(own.given == 0 || is_stopped, "I1: money of a sound project was given back");
			ensure!(own.missed == 0 || runs, "I1: a report was missed that nobody owes");
		}
		Ok(())
	}

	/// I2: each ballot, each sale and each envelope is that of one project: `|{ballot}| = |projects with status Judged|`,
	/// `|{sale}| = |projects with status Offering|`, `|{envelope}| = |projects with status Building or Stopped|`, and
	/// `owner(envelope) = project` as long as the envelope is there.
	fn check_owners() -> Check {
		let (mut ballots, mut sales) = (BTreeSet::new(), BTreeSet::new());
		let mut envelopes = BTreeSet::new();
		for (id, own) in Projects::<T>::iter() {
			match own.status {
				Status::Judged { ballot, .. } => {
					ensure!(ballots.insert(ballot), "I2: two projects wait for one ballot");
				}
				Status::Offering { sale } => {
					ensure!(sales.insert(sale), "I2: two projects wait for one sale");
				}
				_ => {}
			}
			let Some(envelope) = own.status.envelope() else { continue };
			ensure!(envelopes.insert(envelope), "I2: two projects wait for one envelope");
			let owner = T::Escrow::facts(envelope).map(|facts| facts.owner);
			let is_own = owner.is_none_or(|owner| owner == Self::envelopes_of(id));
			ensure!(is_own, "I2: the envelope is another's");
		}
		Ok(())
	}

	/// I3: no won of holders or of the bond is lost: `given <= returned <= taken`, `won(pot) >= returned - given + bond`, and as
	/// long as the envelope is there `total(envelope) = taken` and `refunded(envelope) <= returned`.
	fn check_money() -> Check {
		for (id, own) in Projects::<T>::iter() {
			let is_ordered = own.given <= own.returned && own.returned <= own.taken;
			ensure!(is_ordered, "I3: more came back than was taken, or more was given");
			let all = own.waiting().checked_add(own.bonded());
			let is_there = all.is_some_and(|all| T::Won::spendable(&Self::pot_of(id)) >= all);
			ensure!(is_there, "I3: the pot lacks what waits for holders, or the bond");
			let Some(facts) = own.status.envelope().and_then(T::Escrow::facts) else { continue };
			ensure!(facts.total == own.taken, "I3: the envelope got another sum");
			ensure!(facts.refunded <= own.returned, "I3: money came back that nobody noted");
		}
		Ok(())
	}

	/// I4: no project waits for ever, and none was proposed unsound: `until <= now + longest(status)`,
	/// `end of the promise <= now + MAX_PROMISE`, `check(plan) = ok`, `|projects| = counter <= MAX_PROJECTS`.
	fn check_deadlines() -> Check {
		let now = T::Time::moment();
		for (_, own) in Projects::<T>::iter() {
			let last = now.saturating_add(own.status.longest()); // now is far from the end of time
			let is_near = own.status.until().is_none_or(|until| until <= last);
			ensure!(is_near, "I4: a status waits too long");
			if let Status::Running { until, .. } = own.status {
				let last = now.saturating_add(MAX_PROMISE); // now is far from the end of time
				ensure!(until <= last, "I4: a promise is too long");
			}
			ensure!(own.plan.check().is_ok(), "I4: a plan is unsound");
		}
		let all = u32::try_from(Projects::<T>::iter_keys().count()).ok();
		let counter = Projects::<T>::count();
		let fits = all == Some(counter) && counter <= MAX_PROJECTS;
		ensure!(fits, "I4: projects are counted otherwise");
		Ok(())
	}

	/// I5: a bond answers for all money of holders: `bond is there <=> status >= Offering`, `bond is there => consumers(from) > 0`,
	/// and `status = Building or Stopped => bond >= BOND * taken`.
	fn check_bonds() -> Check {
		for (_, own) in Projects::<T>::iter() {
			let is_sold = matches!(own.status, Status::Offering { .. }) || own.status.is_funded();
			ensure!(own.bond.is_some() == is_sold, "I5: a bond does not fit the status");
			let is_kept = |own: &BondOf<T>| frame_system::Pallet::<T>::consumers(&own.from) > 0;
			ensure!(own.bond.as_ref().is_none_or(is_kept), "I5: an account can be forgotten");
			let answers = own.status.envelope().is_some();
			let is_enough = !answers || own.bonded() >= bond_for(own.taken);
			ensure!(is_enough, "I5: a bond is too small");
		}
		Ok(())
	}
}
