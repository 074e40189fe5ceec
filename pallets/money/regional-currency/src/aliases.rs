// SPDX-License-Identifier: Apache-2.0

//! Types over the accounts of a chain, and what a call takes.

use chungnam_primitives::{PersonId, Won};
use frame_support::{traits::ConstU32, BoundedVec};

use crate::types::*;

/// Payments of one issue.
pub const MAX_BATCH: u32 = 100;

/// People and what each is given.
pub type Payments = BoundedVec<(PersonId, Won), ConstU32<MAX_BATCH>>;

/// [`Series`] over the accounts of this chain.
pub type SeriesOf<T> = Series<<T as frame_system::Config>::AccountId>;
/// [`Funders`] over the accounts of this chain.
pub type FundersOf<T> = Funders<<T as frame_system::Config>::AccountId>;
/// [`Receipt`] over the accounts of this chain.
pub type ReceiptOf<T> = Receipt<<T as frame_system::Config>::AccountId>;
