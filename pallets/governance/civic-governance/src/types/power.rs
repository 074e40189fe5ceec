// SPDX-License-Identifier: Apache-2.0

//! With whose power a call is made: the origins of referenda and of the committee.

use chungnam_primitives::RegionId;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::traits::EnsureOrigin;
use scale_info::TypeInfo;

/// The origin of a call that residents or the committee decided. Referenda of other tracks act as Root, and the runtime
/// lists which calls those may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Power {
	/// A referendum about validators.
	#[codec(index = 0)]
	Validators,
	/// A referendum about attesters and seats.
	#[codec(index = 1)]
	Institutions,
	/// A referendum about the province's money.
	#[codec(index = 2)]
	Budget,
	/// A referendum about terms and limits.
	#[codec(index = 3)]
	Parameters,
	/// An emergency referendum.
	#[codec(index = 4)]
	Emergency,
	/// A referendum of one city or county.
	#[codec(index = 5)]
	Region(RegionId),
	/// A motion of the committee.
	#[codec(index = 6)]
	Committee {
		/// Members who said yes.
		yes: u32,
		/// Members who counted when the motion was tabled.
		heads: u32,
	},
}

impl Power {
	/// True for a motion with more than half of the members.
	pub const fn is_majority(&self) -> bool {
		matches!(self, Self::Committee { yes, heads } if yes.saturating_mul(2) > *heads)
	}

	/// True for a motion with at least two thirds of the members, of whom there must be one.
	pub const fn is_supermajority(&self) -> bool {
		matches!(self, Self::Committee { yes, heads }
			if *yes > 0 && yes.saturating_mul(3) >= heads.saturating_mul(2))
	}
}

/// Some powers.
pub trait Powerful {
	/// True if this power is among them.
	fn includes(power: &Power) -> bool;
	/// One of them.
	fn example() -> Power;
}

/// Lets in some powers.
pub struct EnsurePower<Which>(PhantomData<Which>);

impl<Origin, Which> EnsureOrigin<Origin> for EnsurePower<Which>
where
	Origin: Into<Result<Power, Origin>> + From<Power>,
	Which: Powerful,
{
	type Success = ();

	fn try_origin(origin: Origin) -> Result<Self::Success, Origin> {
		let power: Power = origin.into()?;
		if Which::includes(&power) {
			Ok(())
		} else {
			Err(power.into())
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<Origin, ()> {
		Ok(Which::example().into())
	}
}

/// Lets in referenda of one region, and gives the region, so that what is made is held to it.
pub struct EnsureRegion;

impl<Origin> EnsureOrigin<Origin> for EnsureRegion
where
	Origin: Into<Result<Power, Origin>> + From<Power>,
{
	type Success = RegionId;

	fn try_origin(origin: Origin) -> Result<Self::Success, Origin> {
		let power: Power = origin.into()?;
		match power {
			Power::Region(region) => Ok(region),
			other => Err(other.into()),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<Origin, ()> {
		Ok(Power::Region(1).into())
	}
}

/// Names sets of powers.
macro_rules! powers {
	($($(#[$doc:meta])* $name:ident, $power:pat => $includes:expr, $example:expr;)+) => {$(
		$(#[$doc])*
		pub struct $name;

		impl Powerful for $name {
			fn includes(power: &Power) -> bool {
				match power {
					$power => $includes,
					#[allow(unreachable_patterns)]
					_ => false,
				}
			}

			fn example() -> Power {
				$example
			}
		}
	)+};
}

powers! {
	/// A referendum about validators.
	ByValidators, Power::Validators => true, Power::Validators;
	/// A referendum about institutions.
	ByInstitutions, Power::Institutions => true, Power::Institutions;
	/// A referendum about the province's money.
	ByBudget, Power::Budget => true, Power::Budget;
	/// A referendum about terms and limits.
	ByParameters, Power::Parameters => true, Power::Parameters;
	/// An emergency referendum.
	ByEmergency, Power::Emergency => true, Power::Emergency;
	/// More than half of the committee.
	ByMajority, own => own.is_majority(), Power::Committee { yes: 1, heads: 1 };
	/// At least two thirds of the committee.
	BySupermajority, own => own.is_supermajority(), Power::Committee { yes: 1, heads: 1 };
}
