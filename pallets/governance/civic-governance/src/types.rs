// SPDX-License-Identifier: Apache-2.0

//! Types and rules that know no `Config`.

mod motion;
mod petition;
mod power;
mod refusal;
mod seat;
mod track;

pub use motion::*;
pub use petition::*;
pub use power::*;
pub use refusal::*;
pub use seat::*;
pub use track::*;
