// SPDX-License-Identifier: Apache-2.0

//! Whether a plan is sound.

use chungnam_ports::{
	BallotPlan, Bias, Body, Candidate, Class, Method, Question, Rule, Ties, ALL_BP, MAX_CRITERIA,
	MAX_KEY_WAIT, MAX_LIFE, MAX_OPENING, MAX_OUTAGE, MAX_PICKS, MAX_SHIFT,
};
use chungnam_primitives::Moment;

use super::{can_be_sealed, counting_of, election_of};

/// What is wrong with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
	/// The weights of the classes do not sum to one, or one of them is nothing.
	Weights,
	/// A share is above one.
	Share,
	/// A class stands twice, or two classes are of residents.
	Duplicate,
	/// A rule that knows one class has several.
	Classes,
	/// The question asks for less than nothing or more than fits.
	Question,
	/// The rule does not decide this question.
	Rule,
	/// A list where none is asked for, or none where one is.
	List,
	/// An option has no heading that pays, or could begin with more than it costs; or a cost or a budget cannot be counted.
	Option,
	/// The vote would begin in the past, or end before it begins.
	Window,
	/// The rolls would be forgotten before the outcome is final.
	Life,
	/// A person is kept out twice.
	Conflict,
	/// Choices of such a ballot cannot be sealed.
	Sealed,
}

/// `Err(why)` unless it holds.
fn ensure(holds: bool, why: Unsound) -> Result<(), Unsound> {
	if holds {
		Ok(())
	} else {
		Err(why)
	}
}

/// True if nothing in the list stands before itself.
fn are_distinct<Item: PartialEq>(items: &[Item]) -> bool {
	items.iter().enumerate().all(|(at, item)| !items.iter().take(at).any(|own| own == item))
}

/// The sum of some shares.
fn sum(shares: impl Iterator<Item = u16>) -> u32 {
	// At most 10 items of 16 bits.
	shares.map(u32::from).fold(0, u32::saturating_add)
}

/// Everything about a plan that can be said without the rolls.
pub fn check(plan: &BallotPlan, now: Moment) -> Result<(), Unsound> {
	check_classes(plan)?;
	check_question(plan)?;
	check_list(plan)?;
	check_rule(plan)?;
	ensure(plan.opens >= now && plan.closes > plan.opens, Unsound::Window)?;
	let life = plan.closes.saturating_sub(now).saturating_add(plan.contest);
	let life = life.saturating_add(MAX_SHIFT).saturating_add(MAX_OUTAGE);
	let life = life.saturating_add(counting_of(&plan.rule)).saturating_add(opening_of(plan.method));
	ensure(life <= MAX_LIFE, Unsound::Life)?;
	ensure(are_distinct(&plan.conflicts), Unsound::Conflict)?;
	ensure(plan.method == Method::Open || can_be_sealed(plan), Unsound::Sealed)
}

/// How long after the close the last choice is opened, at most.
pub const fn opening_of(method: Method) -> Moment {
	match method {
		Method::Open => 0,
		Method::Sealed => MAX_KEY_WAIT.saturating_add(MAX_OPENING),
	}
}

fn check_classes(plan: &BallotPlan) -> Result<(), Unsound> {
	let classes = &plan.classes;
	let is_weighed = classes.iter().all(|class| class.weight_bp > 0);
	let weights = sum(classes.iter().map(|class| class.weight_bp));
	ensure(is_weighed && weights == u32::from(ALL_BP), Unsound::Weights)?;
	let shares = classes.iter().map(|class| class.quorum_bp).chain([plan.paper_cap_bp]);
	ensure(shares.max() <= Some(ALL_BP), Unsound::Share)?;
	let bodies: alloc::vec::Vec<_> = classes.iter().map(|class| class.body).collect();
	let is_of_residents = |body: &&Body| matches!(body, Body::Province | Body::Regions(_));
	let residents = bodies.iter().filter(is_of_residents).count();
	ensure(are_distinct(&bodies) && residents <= 1, Unsound::Duplicate)
}

fn check_question(plan: &BallotPlan) -> Result<(), Unsound> {
	let fits = match plan.question {
		Question::YesNo | Question::Support => true,
		Question::Approval { least, most, .. } => {
			least > 0 && least <= most && u32::from(most) <= MAX_PICKS
		}
		Question::Knapsack { budget_bp } => budget_bp > 0 && budget_bp <= ALL_BP,
		Question::Scores { criteria } => criteria > 0 && u32::from(criteria) <= MAX_CRITERIA,
	};
	ensure(fits, Unsound::Question)
}

fn check_list(plan: &BallotPlan) -> Result<(), Unsound> {
	let has_list = matches!(plan.question, Question::Approval { .. } | Question::Knapsack { .. });
	let is_there = !plan.options.is_empty() && !plan.headings.is_empty();
	let is_absent = plan.options.is_empty() && plan.headings.is_empty();
	ensure(if has_list { is_there } else { is_absent }, Unsound::List)?;
	let is_sound = |option: &Candidate| {
		usize::from(option.heading) < plan.headings.len() && option.part_from <= option.cost
	};
	ensure(plan.options.iter().all(is_sound), Unsound::Option)
}

fn check_rule(plan: &BallotPlan) -> Result<(), Unsound> {
	let has_one_class = plan.classes.len() == 1;
	ensure(has_one_class || !plan.early, Unsound::Classes)?;
	match (&plan.rule, plan.question) {
		(Rule::Majority { floor_bp, bias }, Question::YesNo) => {
			let share = if let Bias::Share(share) = bias { *share } else { 0 };
			ensure(*floor_bp <= ALL_BP && share < ALL_BP, Unsound::Share)?;
			let is_plain = *floor_bp == 0 && *bias == Bias::Plain;
			ensure(has_one_class || is_plain, Unsound::Classes)
		}
		(Rule::Reached { least }, Question::Support) => {
			ensure(*least > 0, Unsound::Rule)?;
			ensure(has_one_class, Unsound::Classes)
		}
		(Rule::Mean { pass, weights, .. }, Question::Scores { criteria }) => {
			let is_weighed = sum(weights.iter().copied()) == u32::from(ALL_BP);
			let fits = weights.len() == usize::from(criteria) && *pass <= ALL_BP;
			ensure(is_weighed && fits, Unsound::Rule)
		}
		(Rule::Best { count, .. }, Question::Approval { .. } | Question::Knapsack { .. }) => {
			ensure(*count > 0, Unsound::Rule)
		}
		(Rule::Greedy { ties }, Question::Approval { .. } | Question::Knapsack { .. }) => {
			ensure(can_be_counted(plan, *ties), Unsound::Option)
		}
		(Rule::EqualShares { ties, .. }, Question::Approval { .. } | Question::Knapsack { .. }) => {
			ensure(has_one_class, Unsound::Classes)?;
			// Each voter has one purse.
			let is_of_units = |class: &Class| matches!(class.body, Body::Holders(_));
			ensure(!plan.classes.iter().any(is_of_units), Unsound::Rule)?;
			ensure(can_be_counted(plan, *ties), Unsound::Option)
		}
		_ => Err(Unsound::Rule),
	}
}

/// True if each option costs something, and no cost and no budget is too large to be counted.
fn can_be_counted(plan: &BallotPlan, ties: Ties) -> bool {
	election_of(&plan.options, &plan.headings, ties).is_some()
}
