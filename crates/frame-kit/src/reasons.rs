// SPDX-License-Identifier: Apache-2.0

//! One name for one reason. A pallet has an error enum of its own; the reasons that several pallets share become its
//! errors here, under names that are the same everywhere.

/// Turns a shared reason into the error of a pallet, by the one name that it has in every pallet. The pallet does not
/// compile if it lacks the name. Needs `Config` and `Error` in scope.
///
/// ```ignore
/// errors_from!(Absent); // NotRegistered, PersonDeceased
/// errors_from!(Unfit); // those, and PersonFrozen
/// errors_from!(Untimely); // TooEarly, TooLate, ChangeNotFound, MaxChangesExceeded, Overflow
/// ```
#[macro_export]
macro_rules! errors_from {
	(Absent) => {
		impl<T: Config> From<$crate::Absent> for Error<T> {
			fn from(reason: $crate::Absent) -> Self {
				match reason {
					$crate::Absent::NotRegistered => Self::NotRegistered,
					$crate::Absent::Deceased => Self::PersonDeceased,
				}
			}
		}
	};
	(Unfit) => {
		$crate::errors_from!(Absent);

		impl<T: Config> From<$crate::Unfit> for Error<T> {
			fn from(reason: $crate::Unfit) -> Self {
				match reason {
					$crate::Unfit::NotRegistered => Self::NotRegistered,
					$crate::Unfit::Frozen => Self::PersonFrozen,
					$crate::Unfit::Deceased => Self::PersonDeceased,
				}
			}
		}
	};
	(Untimely) => {
		impl<T: Config> From<$crate::Untimely> for Error<T> {
			fn from(reason: $crate::Untimely) -> Self {
				match reason {
					$crate::Untimely::TooEarly => Self::TooEarly,
					$crate::Untimely::TooLate => Self::TooLate,
					$crate::Untimely::NotFound => Self::ChangeNotFound,
					$crate::Untimely::Full => Self::MaxChangesExceeded,
					$crate::Untimely::Overflow => Self::Overflow,
				}
			}
		}
	};
}
