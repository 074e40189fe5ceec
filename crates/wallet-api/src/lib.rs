// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![cfg_attr(
	not(test),
	deny(
		clippy::unwrap_used,
		clippy::expect_used,
		clippy::panic,
		clippy::indexing_slicing,
		clippy::as_conversions,
		clippy::arithmetic_side_effects
	)
)]

extern crate alloc;

pub mod api;
pub mod circle;
pub mod money;
pub mod quota;
pub mod reasons;
pub mod wallet;

pub use api::WalletApi;
pub use circle::Circle;
pub use money::{ComingJson, LotJson, OpenerJson, PartJson, QuoteJson, ReceiptJson};
pub use quota::FreeJson;
pub use reasons::Reason;
pub use wallet::WalletJson;
