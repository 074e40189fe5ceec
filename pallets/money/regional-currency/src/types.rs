// SPDX-License-Identifier: Apache-2.0

//! What is stored and what is passed, without any `Config`: rules of a series, wallets, receipts.

mod circle;
mod claw_back;
mod drops;
mod order;
mod purchase;
mod rules;
mod series;
mod wallet;

pub use circle::*;
pub use claw_back::*;
pub use drops::*;
pub use order::*;
pub use purchase::*;
pub use rules::*;
pub use series::*;
pub use wallet::*;
