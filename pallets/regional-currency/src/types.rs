// SPDX-License-Identifier: Apache-2.0

//! What is stored and what is passed, without any `Config`: rules of a series, wallets, receipts, settlement.

mod circle;
mod drops;
mod rules;
mod series;
mod settlement;
mod wallet;

pub use circle::*;
pub use drops::*;
pub use rules::*;
pub use series::*;
pub use settlement::*;
pub use wallet::*;
