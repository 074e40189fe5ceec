// SPDX-License-Identifier: Apache-2.0

//! How each pallet is set, by topic. Every file ends with tests of its wiring.

pub mod agenda;
pub mod brakes;
pub mod calls;
pub mod consensus;
pub mod currency;
pub mod drops;
pub mod funds;
pub mod governance;
pub mod investment;
pub mod limits;
#[cfg(test)]
mod mandatory;
pub mod money;
pub mod people;
pub mod powers;
pub mod rounds;
pub mod system;
pub mod utility;

/// That weights are measured or taken over from measurements, never `()`: those of pallets that call theirs `WeightInfo`,
/// by the name of the crate, or any weights by their type.
#[cfg(test)]
macro_rules! assert_weighed {
	($($pallet:ident),+ $(,)?) => {
		assert_weighed!($(<crate::Runtime as $pallet::Config>::WeightInfo),+)
	};
	($($weight:ty),+ $(,)?) => {
		$(assert_ne!(
			core::any::TypeId::of::<$weight>(),
			core::any::TypeId::of::<()>(),
			"{} is not weighed",
			stringify!($weight),
		);)+
	};
}
#[cfg(test)]
pub(crate) use assert_weighed;
