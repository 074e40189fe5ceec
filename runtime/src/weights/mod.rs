// SPDX-License-Identifier: Apache-2.0

//! What every call weighs on this runtime, measured by scripts/weights. Generated: do not edit.

pub mod frame_system;
pub mod frame_system_extensions;
pub mod machine;
pub mod pallet_balances;
pub mod pallet_migrations;
pub mod pallet_multisig;
pub mod pallet_preimage;
pub mod pallet_proxy;
pub mod pallet_safe_mode;
pub mod pallet_scheduler;
pub mod pallet_timestamp;
pub mod pallet_transaction_payment;
pub mod pallet_tx_pause;
pub mod pallet_utility;
