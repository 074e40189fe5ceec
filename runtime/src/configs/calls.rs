// SPDX-License-Identifier: Apache-2.0

//! Every rule about calls, in one table: what a call costs, whether it passes in safe mode, whether it can be paused, and
//! which proxies may send it. A call that is in no row does not compile, nor does one that is in two. `docs/calls.md` is
//! the table for readers.

use chungnam_ports::Brakes;
use chungnam_primitives::{MerchantId, Moment, PersonId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::{Contains, InsideBoth, InstanceFilter};
use pallet_citizen_quota::{ClassifyCall, QuotaClass};
use scale_info::TypeInfo;

use crate::{Runtime, RuntimeCall, SafeMode, TxPause};
use Class::{Free, Never, Paid, Unsigned};
use InSafeMode::{Passes, Stops};
use Pause::{Impossible, Possible};
use QuotaClass::{Claim, Payment, Shop, Vote};

/// The price of sending a call. Each call is of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
	/// Nothing, as long as the budget of the person or the shop lasts; a fee after that. Only the call itself is free: a
	/// batch, a proxy or a multisig that contains it is not.
	Free(QuotaClass),
	/// A fee.
	Paid,
	/// Nothing, for nobody signs it: the author of a block puts it in, or it proves by itself that it may come in.
	Unsigned,
	/// It is refused from everyone and at every depth.
	Never,
}

/// The effect of safe mode on a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InSafeMode {
	/// The call goes through: it keeps blocks coming, or governance needs it to end safe mode. A call that wraps others is
	/// harmless, for each of the others is asked again.
	Passes,
	/// The call is refused.
	Stops,
}

/// The answer to "can the call be paused by its name?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
	/// The call can be paused.
	Possible,
	/// The call cannot be paused: without it a pause could not be lifted, or no block be made.
	Impossible,
}

/// The rules for one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
	/// The price of sending it.
	pub class: Class,
	/// The rule in safe mode.
	pub in_safe_mode: InSafeMode,
	/// The rule of pauses.
	pub pause: Pause,
	/// The narrow proxies that may send it. [`ProxyType::Any`] may send everything and stands in no row.
	pub proxies: &'static [ProxyType],
}

/// Makes the two readings of the table: by the call itself, and by its names, because a pause knows no more of a call.
macro_rules! table {
	($($name:ident = $pallet:ident {
		$([$($call:ident)+] => $class:expr, $in_safe_mode:ident, $pause:ident, [$($proxy:ident)*];)+
	})+) => {
		/// The rules for a call.
		#[deny(unreachable_patterns)] // A call in two rows.
		pub fn rules(call: &RuntimeCall) -> Rules {
			match call {
				$(RuntimeCall::$name(call) => match call {
					$($($pallet::Call::$call { .. })|+ => {
						table!(@row $class, $in_safe_mode, $pause, [$($proxy)*])
					},)+
					$pallet::Call::__Ignore(_, never) => match *never {},
				},)+
			}
		}

		/// The rules for the call with these names, `None` if there is no such call.
		#[deny(unreachable_patterns)]
		pub fn rules_by_name(pallet: &str, call: &str) -> Option<Rules> {
			let rules = match pallet {
				$(stringify!($name) => match call {
					$($(stringify!($call))|+ => {
						table!(@row $class, $in_safe_mode, $pause, [$($proxy)*])
					},)+
					_ => return None,
				},)+
				_ => return None,
			};
			Some(rules)
		}
	};
	(@row $class:expr, $in_safe_mode:ident, $pause:ident, [$($proxy:ident)*]) => {
		Rules {
			class: $class,
			in_safe_mode: $in_safe_mode,
			pause: $pause,
			proxies: &[$(ProxyType::$proxy),*],
		}
	};
}

// Columns: calls => class, in safe mode, a pause is, narrow proxies.
table! {
	System = frame_system {
		[remark remark_with_event set_heap_pages set_code set_code_without_checks set_storage
			kill_storage kill_prefix authorize_upgrade authorize_upgrade_without_checks
			apply_authorized_upgrade]
			=> Paid, Passes, Impossible, [NonTransfer];
	}
	Timestamp = pallet_timestamp {
		[set] => Unsigned, Passes, Impossible, [];
	}
	Migrations = pallet_migrations {
		[force_set_cursor force_set_active_cursor force_onboard_mbms clear_historic]
			=> Paid, Passes, Possible, [];
	}
	SafeMode = pallet_safe_mode {
		[enter force_enter extend force_extend force_exit force_slash_deposit release_deposit
			force_release_deposit]
			=> Paid, Passes, Impossible, [];
	}
	TxPause = pallet_tx_pause {
		[pause unpause] => Paid, Passes, Impossible, [];
	}

	Session = pallet_session {
		[set_keys] => Paid, Passes, Possible, [NonTransfer];
		// Validators could leave the set until nobody is left. An account that is not a validator takes its
		// keys back by `Validators::withdraw_keys`.
		[purge_keys] => Never, Stops, Possible, [];
	}
	Grandpa = pallet_grandpa {
		[report_equivocation note_stalled] => Paid, Passes, Possible, [];
		[report_equivocation_unsigned] => Unsigned, Passes, Possible, [];
	}
	Validators = pallet_validators {
		[add remove suspend reinstate end_session withdraw_keys] => Paid, Passes, Possible, [];
	}

	Balances = pallet_balances {
		[transfer_allow_death transfer_keep_alive transfer_all force_transfer force_unreserve
			upgrade_accounts force_set_balance force_adjust_total_issuance]
			=> Paid, Stops, Possible, [];
		// A won is destroyed only where the bank's won behind it leaves, by cash-out.
		[burn] => Never, Stops, Possible, [];
	}

	Registry = pallet_registry {
		[cancel_recovery dismiss_guardian cancel_move] => Free(Claim), Passes, Possible, [];
		[add_key remove_key finish_move accept_estate] => Free(Claim), Stops, Possible, [];
		[cancel_replacement] => Free(Shop), Passes, Possible, [];
		[appeal add_till remove_till close_merchant finish_replacement]
			=> Free(Shop), Stops, Possible, [];
		[appoint_attester accept_mandate dismiss_attester suspend_attester lift_suspension freeze]
			=> Paid, Passes, Possible, [];
		[apply_merchant register_people register_visitors issue_key revoke_key unfreeze start_recovery finish_recovery forget_stale_key forget_stay move_house record_death undo_death name_heir
			appoint_guardian withdraw_application register_merchants approve_merchant
			reject_merchant suspend_merchant decide_appeal reinstate_merchant recheck_merchant
			amend_merchant replace_owner set_operator publish_directory create_cohort enrol unenrol
			transfer_enrolments grant_elector withdraw_elector set_ceiling]
			=> Paid, Stops, Possible, [];
	}
	CitizenQuota = pallet_citizen_quota {
		[clean_buckets] => Paid, Stops, Possible, [];
	}

	RegionalCurrency = pallet_regional_currency {
		[pay pay_for gift buy] => Free(Payment), Stops, Possible, [];
		[claim claim_for refund_rest undo_purchase reclaim_won give_up]
			=> Free(Claim), Stops, Possible, [];
		[refund pay_shop reclaim_takings] => Free(Shop), Stops, Possible, [];
		[pause_series resume_series] => Paid, Passes, Possible, [];
		[create_series schedule_change cancel_change fund sell issue claw_back sweep lapse remove_series]
			=> Paid, Stops, Possible, [];
	}
	VoucherDrops = pallet_voucher_drops {
		[claim_at_place claim_payback undo_payback claim_listed claim_at_place_for
			claim_payback_for]
			=> Free(Claim), Stops, Possible, [];
		[stop switch_beacon] => Paid, Passes, Possible, [];
		[create_programme fund retry schedule_change cancel_change close prune grant_arrears
			register_beacon remove_beacon]
			=> Paid, Stops, Possible, [];
	}
	BasicIncome = pallet_basic_income {
		[create schedule_change cancel_change stop confirm_month fund retry close prune remove
			begin_check admit refuse enrol unenrol suspend resume refresh sanction forgive]
			=> Paid, Stops, Possible, [];
	}
	FundRouter = pallet_fund_router {
		[schedule_route cancel_route_change flush pay_in sweep_pot sweep_estate]
			=> Paid, Stops, Possible, [];
	}
	Securities = pallet_securities {
		[cancel_pledge refund take_won inherit inherit_refund redeem] => Free(Claim), Passes, Possible, [];
		[pledge confirm collect take_pay] => Free(Claim), Stops, Possible, [];
		[create_instrument retire_instrument set_limits stop_sale halt lift_halt freeze_units
			thaw_units withdraw_transfer set_market cancel_offer agree_redemption set_withholding]
			=> Paid, Passes, Possible, [];
		[issue attest_investor revoke_credential forget_credential recount open_sale change_sale
			close_early decide hand_over sweep distribute forget_freeze propose_transfer
			confirm_transfer execute_transfer forget_transfer forget_book offer take
			open_redemption lapse remit_tax]
			=> Paid, Stops, Possible, [];
	}
	AssetFractions = pallet_asset_fractions {
		[hand_in_idea support_idea] => Free(Vote), Stops, Possible, [];
		[propose name_experts appraise confirm_title offer advance withdraw pay_income give_back
			report name_manager ask_value ask_holders ask_hand_over
			offer_purchase]
			=> Paid, Stops, Possible, [];
	}
	ProjectTokens = pallet_project_tokens {
		[propose offer advance withdraw report] => Paid, Stops, Possible, [];
	}
	Accelerator = pallet_accelerator {
		[open_intake apply withdraw score award report pay_return end_award cancel_intake]
			=> Paid, Stops, Possible, [];
	}
	Escrow = pallet_escrow {
		[submit_evidence accept reject collect change_payee] => Free(Claim), Stops, Possible, [];
		[open_envelope settle_envelope decide return_stray] => Paid, Stops, Possible, [];
	}
	Reserve = pallet_reserve {
		[cancel_cash_out] => Free(Claim), Stops, Possible, [];
		[request_cash_out] => Free(Shop), Stops, Possible, [];
		// A brake for a bank that is short ends when the bank states that it is not.
		[attest_reserve] => Paid, Passes, Possible, [];
		[mint burn review_cash_out take_cash_outs confirm_cash_outs reject_cash_out
			end_investigation set_cash_out_terms set_respend_terms]
			=> Paid, Stops, Possible, [];
	}

	Ballots = pallet_ballots {
		[cast withdraw request_credential] => Free(Vote), Passes, Impossible, [];
		[cast_sealed] => Unsigned, Passes, Impossible, [];
		[cast_for strike annul sweep submit_trace replay publish_keys issue_credential publish_secret
			open_step]
			=> Paid, Passes, Impossible, [];
	}
	CivicGovernance = pallet_civic_governance {
		[file sponsor accept_seat resign_seat] => Free(Vote), Passes, Impossible, [];
		// The vote on it is the member's own.
		[motion] => Free(Vote), Passes, Impossible, [NonTransfer Governance];
		[file_for_office tidy cancel delay set_track_terms set_method whitelist appoint_seats dismiss_seat
			name_chair]
			=> Paid, Passes, Impossible, [];
	}
	BudgetRounds = pallet_budget_rounds {
		[propose_idea sponsor offer_merge accept_merge appeal] => Free(Vote), Stops, Possible, [];
		[accept_award] => Free(Claim), Stops, Possible, [];
		[open_round lapse_idea judge_idea decide_appeal replace_payee sweep_round]
			=> Paid, Stops, Possible, [];
	}

	Utility = pallet_utility {
		[batch as_derivative batch_all dispatch_as force_batch with_weight if_else
			dispatch_as_fallible]
			=> Paid, Passes, Possible, [NonTransfer Governance];
	}
	Multisig = pallet_multisig {
		[as_multi_threshold_1 as_multi approve_as_multi cancel_as_multi poke_deposit]
			=> Paid, Passes, Possible, [NonTransfer];
	}
	Proxy = pallet_proxy {
		[reject_announcement] => Paid, Passes, Possible, [NonTransfer CancelProxy];
		[proxy add_proxy remove_proxy remove_proxies create_pure kill_pure announce
			remove_announcement proxy_announced poke_deposit]
			=> Paid, Passes, Possible, [NonTransfer];
	}
	Scheduler = pallet_scheduler {
		[schedule cancel schedule_named cancel_named schedule_after schedule_named_after set_retry
			set_retry_named cancel_retry cancel_retry_named]
			=> Paid, Passes, Possible, [];
	}
	Preimage = pallet_preimage {
		[note_preimage unnote_preimage request_preimage unrequest_preimage ensure_updated]
			=> Paid, Passes, Possible, [NonTransfer Governance];
	}
}

/// Refuses calls of class [`Class::Never`]: calls of stock pallets that go round a rule of ours.
pub struct NeverCalled;

impl Contains<RuntimeCall> for NeverCalled {
	fn contains(call: &RuntimeCall) -> bool {
		rules(call).class != Never
	}
}

/// Calls that are let through in safe mode.
pub struct SafeModeWhitelist;

impl Contains<RuntimeCall> for SafeModeWhitelist {
	fn contains(call: &RuntimeCall) -> bool {
		rules(call).in_safe_mode == Passes
	}
}

/// Calls that cannot be paused. A name that is not a call can be paused, and nothing comes of it.
pub struct NeverPaused;

impl Contains<pallet_tx_pause::RuntimeCallNameOf<Runtime>> for NeverPaused {
	fn contains((pallet, call): &pallet_tx_pause::RuntimeCallNameOf<Runtime>) -> bool {
		let name = |bytes| core::str::from_utf8(bytes).unwrap_or_default();
		rules_by_name(name(pallet), name(call)).is_some_and(|rules| rules.pause == Impossible)
	}
}

/// Asked at every depth: calls inside a batch, a proxy, a multisig or the scheduler's agenda meet it as well.
pub type CallFilter = InsideBoth<InsideBoth<SafeMode, TxPause>, NeverCalled>;

/// What quotes are told of safe mode and paused calls: the filter itself is asked for a payment.
pub struct PaymentBrakes;

impl Brakes for PaymentBrakes {
	fn stop_payments() -> bool {
		!CallFilter::contains(&any_payment())
	}

	fn stop_payments_for_wards() -> bool {
		let (ward, merchant) = (PersonId(0), MerchantId(0));
		let (amount, order, until) = (1, None, Moment::MAX);
		let call = pallet_regional_currency::Call::pay_for { ward, merchant, amount, order, until };
		!CallFilter::contains(&call.into())
	}
}

/// A payment of one won in the first shop.
fn any_payment() -> RuntimeCall {
	let (merchant, amount, order) = (MerchantId(0), 1, None);
	let (most_own, until) = (1, Moment::MAX);
	pallet_regional_currency::Call::pay { merchant, amount, order, most_own, until }.into()
}

/// The calls that are free for residents and shops.
pub struct FreeCalls;

impl ClassifyCall<RuntimeCall> for FreeCalls {
	fn class(call: &RuntimeCall) -> Option<QuotaClass> {
		match rules(call).class {
			Free(class) => Some(class),
			Paid | Unsigned | Never => None,
		}
	}

	fn until(call: &RuntimeCall) -> Option<Moment> {
		use pallet_regional_currency::Call::{pay, pay_for, pay_shop};
		match call {
			RuntimeCall::RegionalCurrency(
				pay { until, .. } | pay_for { until, .. } | pay_shop { until, .. },
			) => Some(*until),
			_ => None,
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_call() -> RuntimeCall {
		any_payment()
	}
}

/// What a proxy may do for the account it stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// Everything that moves no money. A call that is new is not among it until its row says so.
	#[codec(index = 1)]
	NonTransfer,
	/// Table motions of the committee and prepare what is decided. It votes on nothing.
	#[codec(index = 2)]
	Governance,
	/// Refuse what other proxies announced.
	#[codec(index = 3)]
	CancelProxy,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		*self == ProxyType::Any || rules(call).proxies.contains(self)
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(ProxyType::Any, _) => true,
			(_, ProxyType::Any) => false,
			(ProxyType::NonTransfer, _) => true,
			(one, another) => one == another,
		}
	}
}

#[cfg(test)]
mod tests;
