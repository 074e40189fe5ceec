// SPDX-License-Identifier: Apache-2.0

//! Arcs: ways of many steps to a call that chance does not reach, as a vote that people sponsor, cast and wait for. A goal is
//! chosen, the one that was reached least so far; from then on each plan looks at the state for the next steps that lead
//! there, whatever came between, until the call succeeded or the patience is over. Time jumps by what the state waits for.

mod accelerator;
mod assets;
mod civic;
mod decide;
mod envelopes;
mod estates;
mod projects;
mod rounds;
mod scene;
mod sealed;
mod shares;
mod stays;
mod taxes;
mod votes;
mod wards;

use std::collections::BTreeMap;

use chungnam_runtime::RuntimeCall;

pub use scene::Scene;

use crate::{
	calls::make,
	dice::Dice,
	follow::Name,
	steps::{name_of, Step},
};

/// The next steps to a goal, `None` if there is no way from here.
pub type Way = Option<Vec<Step>>;

const CIVIC: &str = "CivicGovernance";
const BALLOTS: &str = "Ballots";
const ROUNDS: &str = "BudgetRounds";
const ESCROW: &str = "Escrow";
const SHARES: &str = "Securities";
const ASSETS: &str = "AssetFractions";
const PROJECTS: &str = "ProjectTokens";
const FIRMS: &str = "Accelerator";

/// An asset is handed over to the association of its holders. That is the event of a call that does much else.
pub const HANDED_OVER: Name = (ASSETS, "HandedOver");

/// The calls at which arcs aim: what takes several people in order, and what is decided before it is made; and
/// [`HANDED_OVER`].
pub const GOALS: [Name; 129] = [
	(CIVIC, "sponsor"),
	(CIVIC, "file_for_office"),
	(CIVIC, "cancel"),
	(CIVIC, "delay"),
	(CIVIC, "set_track_terms"),
	(CIVIC, "set_method"),
	(CIVIC, "whitelist"),
	(CIVIC, "appoint_seats"),
	(CIVIC, "accept_seat"),
	(CIVIC, "dismiss_seat"),
	(CIVIC, "name_chair"),
	(BALLOTS, "cast_for"),
	(BALLOTS, "withdraw"),
	(BALLOTS, "strike"),
	(BALLOTS, "annul"),
	(BALLOTS, "submit_trace"),
	(BALLOTS, "replay"),
	(ROUNDS, "offer_merge"),
	(ROUNDS, "accept_merge"),
	(BALLOTS, "publish_keys"),
	(BALLOTS, "request_credential"),
	(BALLOTS, "issue_credential"),
	(BALLOTS, "cast_sealed"),
	(BALLOTS, "publish_secret"),
	(BALLOTS, "open_step"),
	(ROUNDS, "lapse_idea"),
	(ROUNDS, "judge_idea"),
	(ROUNDS, "appeal"),
	(ROUNDS, "decide_appeal"),
	(ROUNDS, "accept_award"),
	(ROUNDS, "replace_payee"),
	(ESCROW, "open_envelope"),
	(ESCROW, "submit_evidence"),
	(ESCROW, "accept"),
	(ESCROW, "reject"),
	(ESCROW, "decide"),
	(ESCROW, "settle_envelope"),
	(ESCROW, "change_payee"),
	(ESCROW, "return_stray"),
	(SHARES, "create_instrument"),
	(SHARES, "retire_instrument"),
	(SHARES, "set_limits"),
	(SHARES, "issue"),
	(SHARES, "open_sale"),
	(SHARES, "change_sale"),
	(SHARES, "close_early"),
	(SHARES, "stop_sale"),
	(SHARES, "pledge"),
	(SHARES, "confirm"),
	(SHARES, "cancel_pledge"),
	(SHARES, "decide"),
	(SHARES, "hand_over"),
	(SHARES, "collect"),
	(SHARES, "refund"),
	(SHARES, "distribute"),
	(SHARES, "take_won"),
	(SHARES, "take_pay"),
	(SHARES, "recount"),
	(SHARES, "attest_investor"),
	(SHARES, "revoke_credential"),
	(SHARES, "forget_credential"),
	(SHARES, "sweep"),
	(SHARES, "inherit"),
	(SHARES, "inherit_refund"),
	(SHARES, "halt"),
	(SHARES, "lift_halt"),
	(SHARES, "freeze_units"),
	(SHARES, "thaw_units"),
	(SHARES, "forget_freeze"),
	(SHARES, "propose_transfer"),
	(SHARES, "confirm_transfer"),
	(SHARES, "execute_transfer"),
	(SHARES, "withdraw_transfer"),
	(SHARES, "forget_transfer"),
	(SHARES, "forget_book"),
	(SHARES, "set_market"),
	(SHARES, "offer"),
	(SHARES, "take"),
	(SHARES, "cancel_offer"),
	(ASSETS, "propose"),
	(ASSETS, "name_experts"),
	(ASSETS, "appraise"),
	(ASSETS, "confirm_title"),
	(ASSETS, "offer"),
	(ASSETS, "advance"),
	(ASSETS, "withdraw"),
	(ASSETS, "pay_income"),
	(ASSETS, "give_back"),
	(ASSETS, "report"),
	(ASSETS, "name_manager"),
	(ASSETS, "ask_value"),
	(ASSETS, "ask_holders"),
	(ASSETS, "ask_hand_over"),
	HANDED_OVER,
	(ASSETS, "hand_in_idea"),
	(ASSETS, "support_idea"),
	(ASSETS, "offer_purchase"),
	(SHARES, "agree_redemption"),
	(SHARES, "open_redemption"),
	(SHARES, "redeem"),
	(SHARES, "lapse"),
	(SHARES, "set_withholding"),
	(SHARES, "remit_tax"),
	(PROJECTS, "propose"),
	(PROJECTS, "offer"),
	(PROJECTS, "advance"),
	(PROJECTS, "withdraw"),
	(PROJECTS, "report"),
	(FIRMS, "open_intake"),
	(FIRMS, "apply"),
	(FIRMS, "withdraw"),
	(FIRMS, "score"),
	(FIRMS, "award"),
	(FIRMS, "report"),
	(FIRMS, "pay_return"),
	(FIRMS, "end_award"),
	(FIRMS, "cancel_intake"),
	("FundRouter", "schedule_route"),
	("FundRouter", "cancel_route_change"),
	("FundRouter", "sweep_estate"),
	("Registry", "appoint_attester"),
	("Registry", "set_ceiling"),
	("Registry", "forget_stay"),
	("Registry", "cancel_move"),
	("Reserve", "set_cash_out_terms"),
	("Reserve", "set_respend_terms"),
	("Validators", "end_session"),
	("VoucherDrops", "claim_payback_for"),
	("VoucherDrops", "claim_at_place_for"),
];

/// One plan in so many begins an arc, if none is under way.
const BEGINS: usize = 40;
/// While an arc is under way, one plan in so many is left to chance.
const STRAYS: usize = 10;
/// Plans after which an arc is given up.
const PATIENCE: u32 = 60;
/// Tries of a generator whose call is to be decided.
const TRIES: usize = 30;

/// The arc that is under way, and what came of the others.
#[derive(Default)]
pub struct Arcs {
	/// The goal, how often it had succeeded when the arc began, and how many plans are left.
	under_way: Option<(Name, u64, u32)>,
	/// How often each goal was chosen.
	chosen: BTreeMap<Name, u64>,
}

impl Arcs {
	/// The goal of the next plan. `None` where the plan is left to chance.
	pub fn goal(&mut self, dice: &mut Dice, succeeded: &BTreeMap<String, u64>) -> Option<Name> {
		let count =
			|(pallet, call): Name| succeeded.get(&format!("{pallet}.{call}")).copied().unwrap_or(0);
		if let Some((goal, before, left)) = self.under_way {
			self.under_way = (left > 0 && count(goal) == before).then(|| (goal, before, left - 1));
		}
		match self.under_way {
			Some((goal, ..)) => (!dice.one_in(STRAYS)).then_some(goal),
			None if dice.one_in(BEGINS) => {
				// A goal that is out of reach here gives way to others with each try.
				let rank = |goal: &Name| count(*goal) + self.chosen.get(goal).copied().unwrap_or(0);
				let least = GOALS.iter().map(rank).min()?;
				let all: Vec<_> = GOALS.iter().filter(|goal| rank(goal) == least).collect();
				let goal = **dice.pick(&all)?;
				*self.chosen.entry(goal).or_default() += 1;
				self.under_way = Some((goal, count(goal), PATIENCE));
				Some(goal)
			}
			None => None,
		}
	}

	/// There is no way to the goal from here.
	pub fn give_up(&mut self) {
		self.under_way = None;
	}
}

/// The next steps to a goal.
pub fn way(goal: Name, scene: &mut Scene) -> Way {
	let (pallet, call) = goal;
	match pallet {
		CIVIC => civic::way(call, scene),
		BALLOTS => votes::way(call, scene),
		ROUNDS => rounds::way(call, scene),
		ESCROW => envelopes::way(call, scene),
		SHARES => shares::way(call, scene),
		ASSETS => assets::way(call, scene),
		PROJECTS => projects::way(call, scene),
		FIRMS => accelerator::way(call, scene),
		"Registry" if call == "forget_stay" => stays::way(scene),
		"Registry" if call == "cancel_move" => stays::move_ended(scene),
		"VoucherDrops" => wards::way(call, scene),
		"FundRouter" if call == "cancel_route_change" => {
			let way =
				decide::decided("FundRouter.cancel_route_change", scene, |own| made(goal, own));
			way.or_else(|| self::way((pallet, "schedule_route"), scene))
		}
		"FundRouter" if call == "sweep_estate" => estates::way(scene),
		_ => decide::decided(&format!("{pallet}.{call}"), scene, |scene| made(goal, scene)),
	}
}

/// A call by its names that would succeed if it were decided now.
fn made((pallet, call): Name, scene: &mut Scene) -> Option<RuntimeCall> {
	for _ in 0..TRIES {
		let Some(made) = make(pallet, call, scene.aim) else { continue };
		let is_sound = decide::origin(&made).is_some_and(|origin| scene.works_as(&made, origin));
		if is_sound && name_of(&made) == format!("{pallet}.{call}") {
			return Some(made);
		}
	}
	None
}
