// SPDX-License-Identifier: Apache-2.0

//! How a number that names a thing becomes a type of its own.

/// Declares an id: a number with a type of its own, so that two ids in the wrong order do not compile.
///
/// An id is stored and sent as its number, byte for byte, and metadata, JSON and chain specs show the bare number: wallets
/// and storage know nothing of the type. Ids can be compared, put in order and counted up, and that is all: the sum of two
/// ids does not compile. The crate that declares an id depends on `codec`, `scale-info` and `serde`.
///
/// ```
/// chungnam_primitives::define_id!(
///     /// One boat of the harbour.
///     BoatId(u32)
/// );
/// assert_eq!(BoatId(7).checked_add(1), Some(BoatId(8)));
/// assert_eq!(BoatId::MAX.checked_add(1), None);
/// ```
///
/// ```compile_fail
/// use chungnam_primitives::{MerchantId, PersonId};
/// fn pay(_: PersonId, _: MerchantId) {}
/// pay(MerchantId(1), PersonId(2));
/// ```
#[macro_export]
macro_rules! define_id {
	($(#[$doc:meta])* $name:ident($number:ty)) => {
		$(#[$doc])*
		#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
		#[derive(codec::Encode, codec::Decode, codec::DecodeWithMemTracking, codec::MaxEncodedLen)]
		#[derive(serde::Serialize, serde::Deserialize)]
		#[serde(transparent)]
		pub struct $name(
			/// The number.
			pub $number,
		);

		impl $name {
			/// The last number there can be.
			pub const MAX: Self = Self(<$number>::MAX);

			/// The id that comes `count` after this one, `None` beyond the last.
			pub fn checked_add(self, count: $number) -> Option<Self> {
				self.0.checked_add(count).map(Self)
			}

			/// This id and those after it, up to and without `end`.
			pub fn until(self, end: Self) -> impl DoubleEndedIterator<Item = Self> + Clone {
				(self.0..end.0).map(Self)
			}
		}

		// In metadata an id is its number.
		impl scale_info::TypeInfo for $name {
			type Identity = $number;

			fn type_info() -> scale_info::Type {
				<$number as scale_info::TypeInfo>::type_info()
			}
		}

		impl From<$number> for $name {
			fn from(number: $number) -> Self {
				Self(number)
			}
		}

		impl core::fmt::Display for $name {
			fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
				core::fmt::Display::fmt(&self.0, f)
			}
		}
	};
}

#[cfg(test)]
mod tests {
	use codec::{Decode, Encode};
	use scale_info::MetaType;

	use crate::{CohortId, MerchantId, PersonId, ReceiptId, SeriesId};

	#[test]
	fn id_is_its_number_in_bytes_metadata_and_words() {
		assert_eq!(PersonId(258).encode(), 258u32.encode());
		assert_eq!(ReceiptId::decode(&mut &7u64.encode()[..]), Ok(ReceiptId(7)));
		for meta in [
			MetaType::new::<PersonId>(),
			MetaType::new::<MerchantId>(),
			MetaType::new::<SeriesId>(),
			MetaType::new::<CohortId>(),
		] {
			assert_eq!(meta, MetaType::new::<u32>());
			assert_eq!(meta.type_info(), MetaType::new::<u32>().type_info());
		}
		assert_eq!(MetaType::new::<ReceiptId>(), MetaType::new::<u64>());
		assert_eq!(format!("{} {:?}", SeriesId(3), SeriesId(3)), "3 SeriesId(3)");
	}

	#[test]
	fn counting_up_ends_at_the_last_number() {
		assert_eq!(CohortId(0).checked_add(1), Some(CohortId(1)));
		assert_eq!(CohortId::MAX.checked_add(1), None);
		assert!(CohortId(3).until(CohortId(5)).eq([CohortId(3), CohortId(4)]));
	}
}
