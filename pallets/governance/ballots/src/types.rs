// SPDX-License-Identifier: Apache-2.0

//! Types and rules that know no `Config`.

mod cast;
mod count;
mod early;
mod plan;
mod record;
mod sealed;
mod shares;
mod time;

pub use cast::*;
pub use count::*;
pub use early::*;
pub use plan::*;
pub use record::*;
pub use sealed::*;
pub use shares::*;
pub use time::*;
