// SPDX-License-Identifier: Apache-2.0

//! Pots of intakes that are over.

use crate::pallet::*;

chungnam_frame_kit::impl_pots!(Intake: NextIntake, Intakes, pot_of);
