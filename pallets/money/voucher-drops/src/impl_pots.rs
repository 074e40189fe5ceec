// SPDX-License-Identifier: Apache-2.0

//! Accounts of programmes that are gone.

use crate::pallet::*;

chungnam_frame_kit::impl_pots!(Programme: NextProgramme, Programmes, account_of);
