// SPDX-License-Identifier: Apache-2.0

//! Which calls each power may make: the one place that says so. What a referendum of a track may enact, how the committee
//! decides about a call, and which origin each pallet lets in. `docs/governance.md` is the table for readers.

use alloc::vec::Vec;
use chungnam_primitives::{PersonId, RegionId, RegionSet, Scope, ScopeSet, DAYS, HOURS};
use frame_support::{
	parameter_types,
	traits::{EitherOf, MapSuccess},
};
use pallet_civic_governance::{
	ByBudget, ByEmergency, ByInstitutions, ByMajority, ByParameters, BySupermajority, ByValidators,
	EnsurePower, EnsureRegion, MotionRule, Powers, Share, Track,
};
use pallet_registry::{Attester, Attesters, MandateOffers};
use sp_runtime::{
	traits::{Morph, Replace},
	Perbill,
};

use super::brakes;
use crate::{AccountId, Escrow, Registry, Runtime, RuntimeCall};

/// Appoints attesters: a referendum about institutions, or one of a region, which is held to its own mandates when its call
/// is made, too.
pub type AppointsAttesters =
	EitherOf<MapSuccess<AppointsSeats, Replace<AnyMandate>>, MapSuccess<EnsureRegion, OwnMandate>>;
/// Dismisses attesters: those, and an emergency referendum.
pub type DismissesAttesters =
	EitherOf<AppointsAttesters, MapSuccess<Emergency, Replace<AnyMandate>>>;
/// Appoints and dismisses experts.
pub type AppointsSeats = EnsurePower<ByInstitutions>;
/// Adds, removes and reinstates validators.
pub type SetsValidators = EnsurePower<ByValidators>;
/// Creates and retires instruments, and lets units change hands.
pub type SetsInstruments = EnsurePower<ByInstitutions>;
/// Routes money, opens envelopes from the province's budget, and sells units.
pub type SpendsBudget = EnsurePower<ByBudget>;
/// Sets terms of cash-outs and of re-spending, and how many electors a region can have.
pub type SetsTerms = EnsurePower<ByParameters>;
/// More than half of the committee.
pub type Majority = EnsurePower<ByMajority>;
/// Two thirds of the committee.
pub type Supermajority = EnsurePower<BySupermajority>;
/// An emergency referendum.
pub type Emergency = EnsurePower<ByEmergency>;
/// More than half of the committee, or an emergency referendum: lifts brakes, suspends offices, halts instruments,
/// and undoes what orders did to units.
pub type MajorityOrEmergency = EitherOf<Majority, Emergency>;
/// Suspends validators: the committee a fifth of them in a week, an emergency referendum all.
pub type SuspendsValidators = EitherOf<
	MapSuccess<Majority, Replace<FifthOfValidators>>,
	MapSuccess<Emergency, Replace<AllValidators>>,
>;

parameter_types! {
	/// Small enough that finality goes on, and the set with it.
	pub const FifthOfValidators: Perbill = Perbill::from_percent(20);
	pub const AllValidators: Perbill = Perbill::one();
	/// What the province can give and take.
	pub const AnyMandate: Attester = Attester::WIDEST;
}

/// What a region can give and take: mandates for itself alone, with what concerns it alone.
pub struct OwnMandate;

impl Morph<RegionId> for OwnMandate {
	type Outcome = Attester;

	fn morph(region: RegionId) -> Attester {
		Attester { regions: RegionSet::EMPTY.with(region), scopes: regional_scopes() }
	}
}

/// What attesters of one region alone can be trusted with by a referendum of that region.
pub fn regional_scopes() -> ScopeSet {
	ScopeSet::of(&[
		Scope::People,
		Scope::Freeze,
		Scope::Merchants,
		Scope::Cohorts,
		Scope::Series,
		Scope::Issue,
		Scope::Sell,
		Scope::Budget,
	])
}

/// The table.
pub struct Table;

impl Table {
	/// True if a referendum of this track may make this call, which wraps no other.
	fn lists(track: Track, call: &RuntimeCall) -> bool {
		match track {
			Track::Upgrade | Track::Whitelisted => Self::lists_for_root(call),
			Track::Validators => {
				use pallet_validators::Call::{add, end_session, reinstate, remove};
				matches!(
					call,
					RuntimeCall::Validators(
						add { .. } | remove { .. } | reinstate { .. } | end_session { .. }
					)
				)
			}
			Track::Institutions => {
				use pallet_civic_governance::Call::{appoint_seats, dismiss_seat};
				use pallet_registry::Call::{appoint_attester, dismiss_attester};
				use pallet_securities::Call::{
					agree_redemption, create_instrument, retire_instrument, set_limits, set_market,
					set_withholding,
				};
				matches!(
					call,
					RuntimeCall::Registry(appoint_attester { .. } | dismiss_attester { .. })
						| RuntimeCall::CivicGovernance(appoint_seats { .. } | dismiss_seat { .. })
						| RuntimeCall::Securities(
							create_instrument { .. }
								| retire_instrument { .. }
								| set_limits { .. } | set_market { .. }
								| agree_redemption { .. }
								| set_withholding { .. }
						)
				)
			}
			Track::Budget => {
				use pallet_escrow::Call::{open_envelope, settle_envelope};
				use pallet_fund_router::Call::{cancel_route_change, schedule_route};
				use pallet_securities::Call::{change_sale, hand_over, open_sale, stop_sale};
				matches!(
					call,
					RuntimeCall::FundRouter(schedule_route { .. } | cancel_route_change { .. })
						| RuntimeCall::Escrow(open_envelope { .. } | settle_envelope { .. })
						| RuntimeCall::Securities(
							open_sale { .. }
								| change_sale { .. } | stop_sale { .. }
								| hand_over { .. }
						)
				)
			}
			Track::Parameters => {
				use pallet_civic_governance::Call::{set_method, set_track_terms};
				use pallet_registry::Call::set_ceiling;
				use pallet_reserve::Call::{set_cash_out_terms, set_respend_terms};
				matches!(
					call,
					RuntimeCall::Reserve(set_cash_out_terms { .. } | set_respend_terms { .. })
						| RuntimeCall::Registry(set_ceiling { .. })
						| RuntimeCall::CivicGovernance(set_track_terms { .. } | set_method { .. })
				)
			}
			Track::Emergency => matches!(
				call,
				RuntimeCall::SafeMode(pallet_safe_mode::Call::force_exit { .. })
					| RuntimeCall::TxPause(pallet_tx_pause::Call::unpause { .. })
					| RuntimeCall::Validators(
						pallet_validators::Call::suspend { .. }
							| pallet_validators::Call::reinstate { .. }
					) | RuntimeCall::Registry(
					pallet_registry::Call::dismiss_attester { .. }
						| pallet_registry::Call::suspend_attester { .. }
						| pallet_registry::Call::lift_suspension { .. }
				) | RuntimeCall::Securities(
					pallet_securities::Call::halt { .. }
						| pallet_securities::Call::lift_halt { .. }
						| pallet_securities::Call::thaw_units { .. }
						| pallet_securities::Call::withdraw_transfer { .. }
				) | RuntimeCall::CivicGovernance(pallet_civic_governance::Call::cancel { .. })
			),
			Track::Region(region) => Self::lists_for_region(region, call),
		}
	}

	/// The only calls that residents can have made as Root.
	fn lists_for_root(call: &RuntimeCall) -> bool {
		use pallet_migrations::Call::{
			clear_historic, force_onboard_mbms, force_set_active_cursor, force_set_cursor,
		};
		matches!(
			call,
			RuntimeCall::System(frame_system::Call::authorize_upgrade { .. })
				| RuntimeCall::Grandpa(pallet_grandpa::Call::note_stalled { .. })
				| RuntimeCall::Migrations(
					force_set_cursor { .. }
						| force_set_active_cursor { .. }
						| force_onboard_mbms { .. }
						| clear_historic { .. }
				) | RuntimeCall::Balances(pallet_balances::Call::force_unreserve { .. })
				| RuntimeCall::SafeMode(pallet_safe_mode::Call::force_release_deposit { .. })
		)
	}

	/// A region appoints attesters for itself alone, with scopes that concern it alone, and dismisses those. One whose
	/// mandate reaches further, now or by the offer, is the province's. The registry asks once more when the call is made.
	fn lists_for_region(region: RegionId, call: &RuntimeCall) -> bool {
		use pallet_registry::Call::{appoint_attester, dismiss_attester};
		let own = OwnMandate::morph(region);
		// What the account holds, and what it is offered.
		let held =
			|who: &AccountId| [Attesters::<Runtime>::get(who), MandateOffers::<Runtime>::get(who)];
		let is_own =
			|who: &AccountId| held(who).iter().flatten().all(|mandate| own.covers(mandate));
		match call {
			RuntimeCall::Registry(appoint_attester { who, regions, scopes }) => {
				let new = Attester { regions: *regions, scopes: *scopes };
				!regions.is_empty() && own.covers(&new) && is_own(who)
			}
			RuntimeCall::Registry(dismiss_attester { who }) => {
				held(who).iter().any(Option::is_some) && is_own(who)
			}
			_ => false,
		}
	}
}

impl Powers<RuntimeCall> for Table {
	/// A batch of all or none of listed calls is listed, one level deep.
	fn may_enact(track: Track, call: &RuntimeCall) -> bool {
		match call {
			RuntimeCall::Utility(pallet_utility::Call::batch_all { calls }) => {
				!calls.is_empty() && calls.iter().all(|call| Self::lists(track, call))
			}
			call => Self::lists(track, call),
		}
	}

	fn motion(call: &RuntimeCall) -> Option<MotionRule> {
		use pallet_ballots::Call::{annul, strike};
		use pallet_civic_governance::Call::{delay, file_for_office, whitelist};
		use pallet_safe_mode::Call::{force_enter, force_exit, force_extend};
		use pallet_tx_pause::Call::{pause, unpause};
		let rule = |share, window| Some(MotionRule { share, window });
		match call {
			// Used up for now: asked when the motion is tabled, and again when its call is made.
			RuntimeCall::SafeMode(force_enter { .. } | force_extend { .. })
				if brakes::left_of_window() == 0 =>
			{
				None
			}
			RuntimeCall::TxPause(pause { full_name }) if !brakes::may_pause(full_name) => None,
			RuntimeCall::SafeMode(force_enter { .. } | force_extend { .. } | force_exit { .. })
			| RuntimeCall::TxPause(pause { .. } | unpause { .. })
			| RuntimeCall::Validators(
				pallet_validators::Call::suspend { .. } | pallet_validators::Call::reinstate { .. },
			)
			| RuntimeCall::Registry(
				pallet_registry::Call::suspend_attester { .. }
				| pallet_registry::Call::lift_suspension { .. },
			)
			| RuntimeCall::Securities(
				pallet_securities::Call::halt { .. }
				| pallet_securities::Call::lift_halt { .. }
				| pallet_securities::Call::thaw_units { .. }
				| pallet_securities::Call::withdraw_transfer { .. },
			) => rule(Share::Majority, 24 * HOURS),
			RuntimeCall::CivicGovernance(delay { .. })
			| RuntimeCall::Escrow(pallet_escrow::Call::decide { .. })
			| RuntimeCall::BudgetRounds(pallet_budget_rounds::Call::decide_appeal { .. })
			| RuntimeCall::AssetFractions(
				pallet_asset_fractions::Call::name_experts { .. }
				| pallet_asset_fractions::Call::name_manager { .. },
			) => rule(Share::Majority, 7 * DAYS),
			RuntimeCall::CivicGovernance(whitelist { .. } | file_for_office { .. })
			| RuntimeCall::Ballots(strike { .. } | annul { .. }) => rule(Share::TwoThirds, 7 * DAYS),
			_ => None,
		}
	}

	/// People behind the payee whose milestone is decided about, the person whose idea is, and people who would look at an
	/// asset or run it.
	fn conflicts(call: &RuntimeCall) -> Vec<PersonId> {
		match call {
			RuntimeCall::Escrow(pallet_escrow::Call::decide { id, .. }) => {
				Escrow::people_behind(*id)
			}
			RuntimeCall::BudgetRounds(pallet_budget_rounds::Call::decide_appeal {
				round,
				idea,
				..
			}) => {
				let idea = pallet_budget_rounds::Ideas::<Runtime>::get(round, idea);
				idea.map(|own| own.by).into_iter().collect()
			}
			RuntimeCall::AssetFractions(pallet_asset_fractions::Call::name_experts {
				experts,
				..
			}) => {
				let named = experts.appraisers.iter().chain([&experts.notary]);
				named.filter_map(|own| Registry::person_of(own.clone())).collect()
			}
			RuntimeCall::AssetFractions(pallet_asset_fractions::Call::name_manager {
				account,
				..
			}) => Registry::person_of(account.clone()).into_iter().collect(),
			_ => Vec::new(),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_call(track: Option<Track>) -> RuntimeCall {
		match track {
			// As long as a call can be, and listed.
			Some(Track::Budget) => {
				let source = chungnam_ports::Source::Fees;
				let one = pallet_fund_router::Call::cancel_route_change { source, from: 0 };
				let calls = alloc::vec![RuntimeCall::from(one); 200];
				pallet_utility::Call::batch_all { calls }.into()
			}
			_ => pallet_civic_governance::Call::delay {
				petition: chungnam_primitives::PetitionId(0),
				by: 1,
			}
			.into(),
		}
	}
}

#[cfg(test)]
mod tests;
