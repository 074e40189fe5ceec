// SPDX-License-Identifier: Apache-2.0

//! Accounts of incomes that are gone.

use crate::pallet::*;

chungnam_frame_kit::impl_pots!(Income: NextIncome, Incomes, pool_of);
