// SPDX-License-Identifier: Apache-2.0

//! What an heir takes of the units of a dead person. Nothing here knows `Config`.

use chungnam_primitives::{dividends::Units, Moment};

use crate::{deal::Party, offering::Granted, types::*};

/// Units that a dead person left, with all that decides about them.
#[derive(Clone, Copy, Debug)]
pub struct Estate<'a, AccountId> {
	/// What is agreed about the instrument.
	pub terms: &'a Terms<AccountId>,
	/// Units that are issued, by seat, with those of the heir under the seat of now.
	pub issued: Seats,
	/// Units that pledges keep in the sale that runs, by seat.
	pub kept: Seats,
	/// Units that the dead person left.
	pub units: Units,
	/// Those of them that voted, and stay.
	pub voting: Units,
	/// Those of them that are frozen, and stay.
	pub frozen: Units,
	/// The seat under which they count.
	pub from: Seat,
	/// The heir.
	pub heir: Party,
	/// Units that the heir has, or pledged to buy.
	pub held: Units,
	/// When.
	pub now: Moment,
}

/// What the heir gets: as much as the cap and the ceilings let in, or the first reason why it is nothing. An heir needs no
/// credential to inherit, but a seat under which the units count.
pub fn can_inherit<AccountId>(estate: &Estate<AccountId>) -> Result<Granted, Reason> {
	let Estate { terms, heir, from, held, now, .. } = estate;
	let ensure = |holds: bool, otherwise| if holds { Ok(()) } else { Err(otherwise) };
	// The same units can have voted and be frozen.
	ensure(estate.voting < estate.units, Reason::Voting)?;
	ensure(estate.frozen < estate.units, Reason::UnitsFrozen)?;
	let units = estate.units.saturating_sub(estate.voting.max(estate.frozen)); // more than 0
	let seat = heir.seat(&terms.regions).ok_or(Reason::NoCredential)?;
	let class = heir.class(*now).unwrap_or(InvestorClass::Retail);
	let cap = terms.caps.of(class).ok_or(Reason::ClassNotAllowed)?;
	let within_cap = cap.units.saturating_sub(*held).min(units); // nothing is left above the cap
	ensure(within_cap > 0, Reason::CapUnits)?;
	let all = estate.issued.join(&estate.kept).ok_or(Reason::SoldOut)?;
	// Units that count under the same seat, or on the same side, pass no ceiling.
	let abroad = if seat == Seat::Abroad && *from != Seat::Abroad {
		terms.abroad_most.saturating_sub(all.abroad)
	} else {
		within_cap
	};
	ensure(abroad > 0, Reason::ForeignCeiling)?;
	// A resident who came late passes no ceiling, as nobody does who moves: else units would stay with the dead for good.
	let outside = if seat != Seat::Here && *from == Seat::Here && !heir.came_late {
		let taken = all.outside().ok_or(Reason::SoldOut)?;
		terms.outside_most.saturating_sub(taken)
	} else {
		within_cap
	};
	ensure(outside > 0, Reason::ResidentMinimum)?;
	ensure(heir.has_position || heir.positions < MAX_POSITIONS, Reason::ListFull)?;
	Ok(Granted { units: within_cap.min(abroad).min(outside), seat })
}
