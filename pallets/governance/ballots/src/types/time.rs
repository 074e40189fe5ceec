// SPDX-License-Identifier: Apache-2.0

//! When a ballot closes and becomes final: its own moments, and what stops of the chain add.

use chungnam_ports::{Method, MAX_OUTAGE};
use chungnam_primitives::{Moment, MINUTES};
use frame_support::{traits::ConstU32, BoundedVec};

use super::{counting_of, opening_of, Ballot, Phase};

/// Between two blocks, no stop of the chain.
pub const NO_OUTAGE: Moment = 10 * MINUTES;
/// Stops that are remembered.
pub const MAX_GAPS: u32 = 8;

/// A stop of the chain: the times of the block before it and of the block after it.
pub type Gap = (Moment, Moment);
/// The last stops, oldest first.
pub type Gaps = BoundedVec<Gap, ConstU32<MAX_GAPS>>;

/// What is known of the time that passes between blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clockwork {
	/// The last stops.
	pub gaps: Gaps,
	/// The time of the last block that was noted, 0 before there was one.
	pub seen: Moment,
	/// The present.
	pub now: Moment,
}

/// The stop between two blocks, if the time between them is one.
pub fn gap(seen: Moment, now: Moment) -> Option<Gap> {
	let is_gap = seen > 0 && now.saturating_sub(seen) > NO_OUTAGE;
	is_gap.then_some((seen, now))
}

impl Clockwork {
	/// How much later than `closes` a vote that began at `opens` closes: the sum of the stops that began before the
	/// close, as it stood then, and ended after the opening; of a stop that began before the opening, the part after the
	/// opening. At most [`MAX_OUTAGE`].
	pub fn moved(&self, opens: Moment, closes: Moment) -> Moment {
		let running = gap(self.seen, self.now);
		let mut moved: Moment = 0;
		for (from, to) in self.gaps.iter().copied().chain(running) {
			// Moments of plans lie within MAX_LIFE of the present, far below the end of time.
			if to > opens && from < closes.saturating_add(moved) {
				let lost = to.saturating_sub(from.max(opens));
				moved = moved.saturating_add(lost).min(MAX_OUTAGE);
			}
		}
		moved
	}

	/// The first moment after the vote, as it stands now.
	pub fn close_of(&self, ballot: &Ballot) -> Moment {
		match ballot.phase {
			Phase::Ended(at)
			| Phase::Opening { at, .. }
			| Phase::Counting { at, .. }
			| Phase::Closed { at, .. }
			| Phase::Final { at, .. } => at,
			Phase::Running | Phase::Sealed => {
				let moved = self.moved(ballot.opens, ballot.closes);
				ballot.closes.saturating_add(moved)
			}
		}
	}

	/// The moment at which the outcome is final, as it stands now. A right trace of Equal Shares brings it forward, and
	/// so does a secret that is published soon.
	pub fn final_of(&self, ballot: &Ballot) -> Moment {
		match ballot.phase {
			Phase::Closed { final_at, .. } | Phase::Final { final_at, .. } => final_at,
			Phase::Counting { until, .. } => until.saturating_add(ballot.contest),
			Phase::Opening { until, .. } => {
				until.saturating_add(counting_of(&ballot.rule)).saturating_add(ballot.contest)
			}
			Phase::Running | Phase::Ended(_) | Phase::Sealed => {
				let is_sealed = ballot.phase.is_sealed();
				let method = if is_sealed { Method::Sealed } else { Method::Open };
				let counted = self.close_of(ballot).saturating_add(opening_of(method));
				let counted = counted.saturating_add(counting_of(&ballot.rule));
				counted.saturating_add(ballot.contest)
			}
		}
	}
}
