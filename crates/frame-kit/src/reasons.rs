// SPDX-License-Identifier: Apache-2.0

//! One name for one reason. A pallet has an error enum of its own; the reasons that several pallets share become its
//! errors here, under names that are the same everywhere.

/// Turns a shared reason into the error of a pallet, or into another reason, by the one name that it has everywhere. The
/// pallet does not compile if it lacks the name. Needs `Config` and `Error` in scope, unless the other reason is named.
///
/// ```ignore
/// errors_from!(Absent); // NotRegistered, PersonDeceased
/// errors_from!(Unfit); // those, and PersonFrozen
/// errors_from!(Unfit, Refusal); // the same, into a refusal instead of the error
/// errors_from!(PayeeReason); // PayeeGone, PayeeStopped, NotAuthorized
/// errors_from!(Untimely); // TooEarly, TooLate, ChangeNotFound, MaxChangesExceeded, Overflow
/// ```
#[macro_export]
macro_rules! errors_from {
	(Absent) => {
		$crate::errors_from!(@absent [T: Config] Error<T>);
	};
	(Unfit) => {
		$crate::errors_from!(@unfit [T: Config] Error<T>);
	};
	(Unfit, $refusal:ty) => {
		$crate::errors_from!(@unfit [] $refusal);
	};
	(@absent [$($bound:tt)*] $error:ty) => {
		impl<$($bound)*> From<$crate::Absent> for $error {
			fn from(reason: $crate::Absent) -> Self {
				match reason {
					$crate::Absent::NotRegistered => Self::NotRegistered,
					$crate::Absent::Deceased => Self::PersonDeceased,
				}
			}
		}
	};
	(@unfit [$($bound:tt)*] $error:ty) => {
		$crate::errors_from!(@absent [$($bound)*] $error);

		impl<$($bound)*> From<$crate::Unfit> for $error {
			fn from(reason: $crate::Unfit) -> Self {
				match reason {
					$crate::Unfit::NotRegistered => Self::NotRegistered,
					$crate::Unfit::Frozen => Self::PersonFrozen,
					$crate::Unfit::Deceased => Self::PersonDeceased,
				}
			}
		}
	};
	(PayeeReason) => {
		impl<T: Config> From<$crate::PayeeReason> for Error<T> {
			fn from(reason: $crate::PayeeReason) -> Self {
				match reason {
					$crate::PayeeReason::Gone => Self::PayeeGone,
					$crate::PayeeReason::Stopped => Self::PayeeStopped,
					$crate::PayeeReason::NotTheirKey => Self::NotAuthorized,
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
