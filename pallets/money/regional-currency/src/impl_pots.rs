// SPDX-License-Identifier: Apache-2.0

//! Accounts of series that are gone.

use crate::pallet::*;

chungnam_frame_kit::impl_pots!(Series: NextSeries, SeriesById, pot_of);
