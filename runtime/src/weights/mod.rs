// SPDX-License-Identifier: Apache-2.0

//! What every call weighs on this runtime, measured by scripts/weights. Generated: do not edit.

pub mod frame_system;
pub mod frame_system_extensions;
pub mod machine;
pub mod pallet_accelerator;
pub mod pallet_agenda;
pub mod pallet_asset_fractions;
pub mod pallet_balances;
pub mod pallet_ballots;
pub mod pallet_basic_income;
pub mod pallet_budget_rounds;
pub mod pallet_citizen_quota;
pub mod pallet_civic_governance;
pub mod pallet_escrow;
pub mod pallet_fund_router;
pub mod pallet_migrations;
pub mod pallet_multisig;
pub mod pallet_preimage;
pub mod pallet_project_tokens;
pub mod pallet_proxy;
pub mod pallet_regional_currency;
pub mod pallet_registry;
pub mod pallet_reserve;
pub mod pallet_safe_mode;
pub mod pallet_scheduler;
pub mod pallet_securities;
pub mod pallet_timestamp;
pub mod pallet_transaction_payment;
pub mod pallet_tx_pause;
pub mod pallet_utility;
pub mod pallet_validators;
pub mod pallet_voucher_drops;
