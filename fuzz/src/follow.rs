// SPDX-License-Identifier: Apache-2.0

//! What comes after what: a claim needs a programme that was funded, an appeal a suspension.

/// A call by its names.
pub type Name = (&'static str, &'static str);

const R: &str = "Registry";
const C: &str = "RegionalCurrency";
const V: &str = "VoucherDrops";
const B: &str = "BasicIncome";

/// After the first call, the others are tried next.
const FOLLOWS: [(Name, &[Name]); 23] = [
	(
		(V, "create_programme"),
		&[
			(V, "fund"),
			(V, "retry"),
			(V, "register_beacon"),
			(V, "register_beacon"),
			(V, "claim_at_place"),
			(V, "claim_listed"),
			(C, "pay"),
			(V, "claim_payback"),
			(C, "pay"),
			(V, "claim_payback"),
			(C, "pay"),
			(V, "claim_payback"),
			(V, "claim_at_place"),
			(V, "claim_listed"),
			(V, "prune"),
		],
	),
	((V, "schedule_change"), &[(V, "cancel_change")]),
	((V, "claim_payback"), &[(V, "undo_payback")]),
	((C, "schedule_change"), &[(C, "cancel_change")]),
	((C, "buy"), &[(C, "undo_purchase"), (C, "pay"), (C, "pay"), (C, "refund_rest")]),
	((C, "sell"), &[(C, "undo_purchase"), (C, "pay"), (C, "pay"), (C, "refund_rest")]),
	((C, "pay"), &[(C, "refund"), (C, "pay_shop")]),
	(
		(R, "appoint_guardian"),
		&[
			(C, "pay_for"),
			(C, "claim_for"),
			(V, "claim_at_place_for"),
			(C, "pay_for"),
			(V, "claim_payback_for"),
		],
	),
	((R, "suspend_merchant"), &[(R, "appeal"), (R, "decide_appeal")]),
	((R, "start_recovery"), &[(R, "finish_recovery"), (C, "reclaim_won")]),
	((R, "name_heir"), &[(R, "accept_estate"), (C, "reclaim_won")]),
	((R, "unenrol"), &[(R, "forget_stay")]),
	((R, "appoint_attester"), &[(R, "accept_mandate")]),
	((R, "move_house"), &[(R, "finish_move"), (R, "cancel_move")]),
	((R, "replace_owner"), &[(R, "finish_replacement"), (C, "reclaim_takings")]),
	(("Session", "set_keys"), &[("Validators", "add"), ("Validators", "remove")]),
	(
		(B, "create"),
		&[(B, "fund"), (B, "begin_check"), (B, "admit"), (B, "confirm_month"), (B, "retry")],
	),
	(("Validators", "add"), &[("Validators", "remove"), ("Validators", "withdraw_keys")]),
	((B, "confirm_month"), &[(B, "retry")]),
	(("Balances", "transfer_allow_death"), &[(B, "retry")]),
	((B, "stop"), &[(B, "close"), (B, "prune"), (B, "remove")]),
	(("Reserve", "reject_cash_out"), &[("Reserve", "end_investigation")]),
	(("FundRouter", "schedule_route"), &[("FundRouter", "cancel_route_change")]),
];

/// What is tried after a call.
pub fn follow(name: Name) -> &'static [Name] {
	FOLLOWS.iter().find(|(first, _)| *first == name).map_or(&[], |(_, then)| *then)
}
