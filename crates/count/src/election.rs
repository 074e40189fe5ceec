// SPDX-License-Identifier: Apache-2.0

//! What is voted on, and by which rule of ties.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The place of an option on the published list, from 0.
pub type Number = u8;

/// The options of a list, at most: each number is one.
pub const MAX_OPTIONS: u32 = 256;

/// Headings of a list, each with a budget of its own, at most.
pub const MAX_HEADINGS: u32 = 8;

/// The won of a budget and of a cost, at most: so that a price times a cost fits a `u128`.
pub const MAX_WON: u64 = (1 << 44) - 1;

/// Voters, at most: so that all that rounding adds stays far below a won.
pub const MAX_VOTERS: u32 = 1 << 24;

/// The units of a won in which prices and purses are counted: a unit is 2⁻⁴⁰ won.
pub const UNITS: u128 = 1 << 40;

/// An option as it stands on the published list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Listing {
	/// Won that it costs.
	pub cost: u64,
	/// Won with which a part of it can be made; 0 where a part is of no use.
	pub part_from: u64,
	/// The heading from whose budget it is paid.
	pub heading: u8,
}

/// Which of two options comes first when the votes do not decide. Frozen with the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum TieRule {
	/// The cheaper one; among equally dear ones that with the smaller number.
	#[codec(index = 0)]
	Cheaper,
	/// The one with the smaller number.
	#[codec(index = 1)]
	Number,
}

/// What a winner is worth to a voter who picked it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Utility {
	/// As much as it costs.
	#[codec(index = 0)]
	Cost,
	/// One, whatever it costs.
	#[codec(index = 1)]
	Count,
}

/// What becomes of the money that Equal Shares leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Completion {
	/// It stays.
	#[codec(index = 0)]
	None,
	/// The greedy rule goes on with it.
	#[codec(index = 1)]
	Greedy,
}

/// Why a list, a ballot or a sum cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
	/// More options than numbers, or more headings than there may be.
	TooMany,
	/// The option costs nothing, or more than there may be.
	CostOutOfRange(Number),
	/// The option belongs to a heading without a budget.
	NoSuchHeading(Number),
	/// The heading has more won than there may be.
	BudgetOutOfRange(u8),
	/// More voters than can be counted.
	TooManyVoters,
	/// A ballot picks an option that is not on the list.
	NoSuchOption(Number),
	/// The picks of a ballot are not in ascending order, or one comes twice.
	NotAscending(Number),
	/// There is not one score for each option.
	ScoresDiffer,
	/// A sum does not fit. Within the bounds of this page that cannot happen.
	Overflow,
}

/// What is voted on: the list, the budgets and the rule of ties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Election {
	options: Vec<Listing>,
	budgets: Vec<u64>,
	/// All numbers, first those that come first in a tie.
	order: Vec<Number>,
	/// The place of each number in `order`.
	ranks: Vec<u16>,
}

impl Election {
	/// A list that can be counted.
	pub fn new(options: Vec<Listing>, budgets: Vec<u64>, ties: TieRule) -> Result<Self, Fault> {
		let bounds = [(options.len(), MAX_OPTIONS), (budgets.len(), MAX_HEADINGS)];
		for (length, most) in bounds {
			if u32::try_from(length).map_or(true, |length| length > most) {
				return Err(Fault::TooMany);
			}
		}
		for (heading, budget) in (0..=u8::MAX).zip(&budgets) {
			if *budget > MAX_WON {
				return Err(Fault::BudgetOutOfRange(heading));
			}
		}
		for (number, option) in (0..=Number::MAX).zip(&options) {
			if option.cost == 0 || option.cost > MAX_WON {
				return Err(Fault::CostOutOfRange(number));
			}
			if usize::from(option.heading) >= budgets.len() {
				return Err(Fault::NoSuchHeading(number));
			}
		}
		let mut keyed: Vec<(u64, Number)> = (0..=Number::MAX)
			.zip(&options)
			.map(|(number, option)| match ties {
				TieRule::Cheaper => (option.cost, number),
				TieRule::Number => (0, number),
			})
			.collect();
		keyed.sort_unstable();
		let order: Vec<Number> = keyed.into_iter().map(|(_, number)| number).collect();
		let mut ranks = alloc::vec![0; order.len()];
		for (rank, number) in (0u16..).zip(&order) {
			if let Some(place) = ranks.get_mut(usize::from(*number)) {
				*place = rank;
			}
		}
		Ok(Self { options, budgets, order, ranks })
	}

	/// The options, by number.
	pub fn options(&self) -> &[Listing] {
		&self.options
	}

	/// Won of each heading.
	pub fn budgets(&self) -> &[u64] {
		&self.budgets
	}

	/// An option.
	pub fn option(&self, number: Number) -> Result<&Listing, Fault> {
		self.options.get(usize::from(number)).ok_or(Fault::NoSuchOption(number))
	}

	/// All options with their numbers, first those that come first in a tie.
	pub fn in_order(&self) -> impl Iterator<Item = (Number, &Listing)> + '_ {
		self.order.iter().filter_map(|number| Some((*number, self.option(*number).ok()?)))
	}

	/// The place of an option in a tie: the smallest comes first.
	pub fn rank(&self, number: Number) -> u16 {
		self.ranks.get(usize::from(number)).copied().unwrap_or(u16::MAX)
	}

	/// The headings, each with its budget.
	pub fn headings(&self) -> impl Iterator<Item = (u8, u64)> + '_ {
		(0..=u8::MAX).zip(self.budgets.iter().copied())
	}

	/// Checks that the picks of a ballot stand on the list, in ascending order and once each.
	pub fn ensure_ballot(&self, picks: &[Number]) -> Result<(), Fault> {
		let mut last = None;
		for pick in picks {
			self.option(*pick)?;
			if last >= Some(pick) {
				return Err(Fault::NotAscending(*pick));
			}
			last = Some(pick);
		}
		Ok(())
	}
}

impl Listing {
	/// What it costs, in units.
	pub(crate) fn units(&self) -> u128 {
		u128::from(self.cost).saturating_mul(UNITS) // a u64 times 2⁴⁰ fits
	}

	/// What it is worth to a voter who picked it.
	pub(crate) fn worth(&self, utility: Utility) -> u128 {
		match utility {
			Utility::Cost => self.cost.into(),
			Utility::Count => 1,
		}
	}
}
