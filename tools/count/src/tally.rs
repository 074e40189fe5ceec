// SPDX-License-Identifier: Apache-2.0

//! Counts a poll, and replays a trace.

use chungnam_count::{
	approvals, complete, equal_shares, greedy, Completion, Election, Fault, Listing, Outcome,
	Replay, ReplayError, TieRule, Trace, Utility, Verdict,
};

use crate::pabulib::Poll;

/// The rule of winners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
	/// By score, as long as it fits.
	Greedy,
	/// Equal Shares.
	Shares(Utility, Completion),
}

/// How a poll is counted.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
	/// The rule of winners.
	pub rule: Rule,
	/// The rule of ties.
	pub ties: TieRule,
}

/// A count.
#[derive(Clone, Debug)]
pub struct Counted {
	/// The list.
	pub election: Election,
	/// Ballots that picked each option.
	pub approvals: Vec<u128>,
	/// The rounds, by Equal Shares.
	pub trace: Option<Trace>,
	/// Who wins.
	pub outcome: Outcome,
}

/// Counts a poll.
pub fn count(poll: &Poll, terms: &Terms) -> Result<Counted, Fault> {
	let options = poll.projects.iter().map(|project| Listing {
		cost: project.cost,
		part_from: 0, // the format does not know parts
		heading: 0,
	});
	let election = Election::new(options.collect(), vec![poll.budget], terms.ties)?;
	let approvals = approvals(&election, &poll.ballots)?;
	let (trace, outcome) = match terms.rule {
		Rule::Greedy => (None, greedy(&election, &approvals)?),
		Rule::Shares(utility, completion) => {
			let trace = equal_shares(&election, utility, &poll.ballots)?;
			let outcome = complete(&election, &trace, completion, &approvals)?;
			(Some(trace), outcome)
		}
	};
	Ok(Counted { election, approvals, trace, outcome })
}

/// Replays a trace over the ballots of a poll, as the chain does.
pub fn replay(
	poll: &Poll,
	election: &Election,
	utility: Utility,
	trace: Trace,
) -> Result<Verdict, ReplayError> {
	let voters = u32::try_from(poll.ballots.len()).map_err(|_| Fault::TooManyVoters)?;
	let mut replay = match Replay::new(election, utility, voters, trace)? {
		Ok(replay) => replay,
		Err(wrong) => return Ok(Verdict::Wrong(wrong)),
	};
	loop {
		replay.walk(election, poll.ballots.iter().map(Vec::as_slice))?;
		match replay.end_pass(election)? {
			Verdict::NextPass => {}
			verdict => return Ok(verdict),
		}
	}
}
