// SPDX-License-Identifier: Apache-2.0

//! Ballots whose outcome a test decides, and a user of ballots that notes what it hears.

use std::collections::BTreeSet;

use chungnam_ports::{
	BallotPlan, BallotUser, Ballots, ClassTotal, OnBallot, Outcome, Verdict, MAX_OPTIONS, MAX_SHIFT,
};
use chungnam_primitives::{BallotId, Moment, PersonId};
use frame_support::{
	ensure, pallet_prelude::ValueQuery, storage_alias, traits::ConstU32, weights::Weight,
	BoundedVec, Identity,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use super::Now;

/// The user, the plan, whether the ballot was put off, and the outcome.
#[storage_alias(verbatim)]
type Opened = StorageMap<Testkit, Identity, BallotId, (BallotUser, BallotPlan, bool)>;
#[storage_alias(verbatim)]
type Decided = StorageMap<Testkit, Identity, BallotId, Outcome>;
#[storage_alias(verbatim)]
type Ranked = StorageMap<Testkit, Identity, BallotId, Vec<u8>, ValueQuery>;
#[storage_alias(verbatim)]
type Told = StorageMap<Testkit, Identity, BallotId, ()>;
#[storage_alias(verbatim)]
type Heard = StorageValue<Testkit, Vec<(BallotUser, BallotId, Outcome)>, ValueQuery>;

/// Ballots without voters: a test says how each ends.
pub struct MockBallots;

impl MockBallots {
	/// The user and the plan of a ballot.
	pub fn opened(ballot: BallotId) -> Option<(BallotUser, BallotPlan)> {
		Opened::get(ballot).map(|(user, plan, _)| (user, plan))
	}

	/// The ballots of a user, in order.
	pub fn of(user: BallotUser) -> Vec<BallotId> {
		let mut own: Vec<_> =
			Opened::iter().filter(|(_, (own, ..))| *own == user).map(|(id, _)| id).collect();
		own.sort();
		own
	}

	/// An outcome with this verdict and nothing more.
	pub fn outcome_of(verdict: Verdict) -> Outcome {
		let classes = vec![ClassTotal::default()].try_into().expect("one fits");
		Outcome {
			verdict,
			classes,
			winners: Default::default(),
			parts: Default::default(),
			mean: 0,
			digest: H256::zero(),
		}
	}

	/// Decides a ballot. It is final from its final moment on; the user hears of it with [`Self::tell`].
	pub fn decide(ballot: BallotId, outcome: Outcome) {
		Decided::insert(ballot, outcome);
	}

	/// Says how the options of a ballot rank.
	pub fn rank(ballot: BallotId, options: &[u8]) {
		Ranked::insert(ballot, options.to_vec());
	}

	/// Moves the close of a ballot, as a stop of the chain does.
	pub fn put_off(ballot: BallotId, by: Moment) {
		Opened::mutate_extant(ballot, |(_, plan, _)| plan.closes += by);
	}

	/// Tells users of all ballots that are final and of which they did not hear.
	pub fn tell<User: OnBallot>() {
		let mut ids: Vec<_> = Opened::iter_keys().filter(|id| !Told::contains_key(id)).collect();
		ids.sort();
		for id in ids {
			if let (Some(outcome), Some((user, ..))) = (Self::outcome(id), Opened::get(id)) {
				Told::insert(id, ());
				User::on_final(user, id, &outcome);
			}
		}
	}
}

impl Ballots for MockBallots {
	fn open(user: BallotUser, plan: BallotPlan) -> Result<BallotId, DispatchError> {
		let is_sound = plan.opens >= Now::get() && plan.closes > plan.opens;
		ensure!(is_sound, DispatchError::Other("WrongWindow"));
		let people: BTreeSet<_> = plan.conflicts.iter().collect();
		ensure!(people.len() == plan.conflicts.len(), DispatchError::Other("DuplicateConflict"));
		let is_under_way = |id: &BallotId| Self::outcome(*id).is_none();
		let kind = Opened::iter().filter(|(_, (own, ..))| own.kind() == user.kind());
		let own = kind.filter(|(id, _)| is_under_way(id)).count();
		ensure!(own < user.bound() as usize, DispatchError::Other("MaxBallotsExceeded"));
		let id = Opened::iter_keys().max().map_or(BallotId(0), |last| BallotId(last.0 + 1));
		Opened::insert(id, (user, plan, false));
		Ok(id)
	}

	fn shift(ballot: BallotId, by: Moment) -> DispatchResult {
		let (user, mut plan, shifted) =
			Opened::get(ballot).ok_or(DispatchError::Other("BallotNotFound"))?;
		ensure!(Now::get() < plan.opens && !shifted, DispatchError::Other("TooLate"));
		ensure!(by <= MAX_SHIFT, DispatchError::Other("MaxShiftExceeded"));
		plan.opens += by;
		plan.closes += by;
		Opened::insert(ballot, (user, plan, true));
		Ok(())
	}

	fn annul(ballot: BallotId, reason: H256) -> DispatchResult {
		let (user, mut plan, shifted) =
			Opened::get(ballot).ok_or(DispatchError::Other("BallotNotFound"))?;
		ensure!(Self::outcome(ballot).is_none(), DispatchError::Other("TooLate"));
		Self::decide(ballot, Self::outcome_of(Verdict::Annulled(reason)));
		(plan.closes, plan.contest) = (Now::get(), 0);
		Opened::insert(ballot, (user, plan, shifted));
		Ok(())
	}

	fn recuse(ballot: BallotId, person: PersonId) -> DispatchResult {
		let (user, mut plan, shifted) =
			Opened::get(ballot).ok_or(DispatchError::Other("BallotNotFound"))?;
		ensure!(Self::outcome(ballot).is_none(), DispatchError::Other("TooLate"));
		let is_new = !plan.conflicts.contains(&person);
		ensure!(is_new, DispatchError::Other("DuplicateConflict"));
		let pushed = plan.conflicts.try_push(person);
		pushed.map_err(|_| DispatchError::Other("MaxConflictsExceeded"))?;
		Opened::insert(ballot, (user, plan, shifted));
		Ok(())
	}

	fn outcome(ballot: BallotId) -> Option<Outcome> {
		let (_, plan, _) = Opened::get(ballot)?;
		let is_final = Now::get() >= plan.closes + plan.contest;
		is_final
			.then(|| Decided::get(ballot).unwrap_or_else(|| Self::outcome_of(Verdict::Rejected)))
	}

	fn ranking(ballot: BallotId) -> BoundedVec<u8, ConstU32<MAX_OPTIONS>> {
		BoundedVec::truncate_from(Ranked::get(ballot))
	}

	fn ranking_weight() -> Weight {
		Weight::from_parts(1_000, 0)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_fill(_: BallotId) {}
}

/// A user of ballots that notes what it hears.
pub struct MockBallotUser;

impl MockBallotUser {
	/// What was heard since the last time, in order.
	pub fn take_heard() -> Vec<(BallotUser, BallotId, Outcome)> {
		Heard::take()
	}
}

impl OnBallot for MockBallotUser {
	fn weight() -> Weight {
		Weight::from_parts(1_000, 0)
	}

	fn on_final(user: BallotUser, ballot: BallotId, outcome: &Outcome) {
		Heard::mutate(|heard| heard.push((user, ballot, outcome.clone())));
	}
}
