// SPDX-License-Identifier: Apache-2.0

//! The one clock of the chain: what is due when, and who does it.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;

use crate::Source;
use chungnam_primitives::{
	BallotId, CohortId, EnvelopeId, IncomeId, Moment, MotionId, PetitionId, ProgrammeId, RoundId,
	SeriesId,
};

/// Something that happens by itself at a moment. At one moment the order is that of the indices.
///
/// Money moves by the routes that hold, so books and routes come first. People are paid before anything ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Due {
	/// The books of a month end, and those of the next begin.
	#[codec(index = 0)]
	Month,
	/// An announced route of a source becomes the route.
	#[codec(index = 1)]
	Route(Source),
	/// Won that a source collected goes to its sinks.
	#[codec(index = 2)]
	Flush(Source),
	/// A programme of voucher drops opens what comes next.
	#[codec(index = 3)]
	Programme(ProgrammeId),
	/// A basic income pays the next month.
	#[codec(index = 4)]
	Income(IncomeId),
	/// A series that ended is swept, and in the end deleted.
	#[codec(index = 5)]
	Series(SeriesId),
	/// Drops of a cohort that nobody claimed lapse.
	#[codec(index = 6)]
	Lapse(CohortId),
	/// A part of an envelope does not wait any longer: a milestone by its number, or the change of its payee.
	#[codec(index = 7)]
	Envelope(EnvelopeId, u8),
	/// A ballot closes, becomes final, and in the end its outcome is forgotten.
	#[codec(index = 8)]
	Ballot(BallotId),
	/// A round of the participatory budget comes to its next state, or does the next step of it.
	#[codec(index = 9)]
	Round(RoundId),
	/// A petition lapses, comes to its vote, or is enacted, and in the end is forgotten.
	#[codec(index = 10)]
	Petition(PetitionId),
	/// What the committee decided is handed over once more.
	#[codec(index = 11)]
	Motion(MotionId),
}

impl Due {
	/// One of each kind, in order of index.
	pub fn one_of_each() -> [Self; 12] {
		[
			Self::Month,
			Self::Route(Source::Fees),
			Self::Flush(Source::Fees),
			Self::Programme(ProgrammeId(0)),
			Self::Income(IncomeId(0)),
			Self::Series(Default::default()),
			Self::Lapse(Default::default()),
			Self::Envelope(Default::default(), 0),
			Self::Ballot(BallotId(0)),
			Self::Round(RoundId(0)),
			Self::Petition(PetitionId(0)),
			Self::Motion(MotionId(0)),
		]
	}
}

/// What is due when. Each thing stands in the agenda at most once, and there is room for all.
///
/// What is due is taken in order of moments, however late, and handed to its owner ([`OnDue`]): a bounded number in a
/// block, and each thing at most once in a block: when one comes first that was done already, the block is over. Before the first block that knows the time nothing is handed over.
pub trait Agenda {
	/// Makes something due at the moment `at`, in the place of any earlier moment. A moment that is over is kept: the thing
	/// is due with the next block, in its place of the order. So an owner that only tries again sets the present, and
	/// stands behind all that is late. Asks no clock: the genesis can set as well.
	fn set(due: Due, at: Moment);
	/// Takes something off the agenda. Without effect if it is not there.
	fn cancel(due: Due);
	/// The moment at which something is due. `None` for what is not on the agenda.
	fn at(due: Due) -> Option<Moment>;
	/// Everything that is on the agenda. Reads all of it: for the owners' invariants only.
	fn all() -> alloc::vec::Vec<(Due, Moment)>;
}

/// Does what is due. Implemented by each owner, and by the runtime for all of them.
pub trait OnDue {
	/// The most that [`Self::on_due`] weighs.
	fn max_weight(due: Due) -> Weight;
	/// Does something that was just taken off the agenda, at the moment of the block before. Cannot fail: an owner that
	/// cannot do its work leaves all as it was, says so in an event, and sets the next try itself. Something of which the
	/// owner knows nothing any more is passed over. Returns what it weighed.
	fn on_due(due: Due) -> Weight;
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn one_of_each_names_every_kind_in_order_of_index() {
		let indices = Due::one_of_each().map(|due| due.encode()[0]);
		assert_eq!(indices.to_vec(), (0..12).collect::<Vec<u8>>());
		// A further kind does not decode, so none is left out.
		assert!(Due::decode(&mut [12, 0, 0, 0, 0, 0].as_slice()).is_err());
	}

	#[test]
	fn a_due_is_at_most_six_bytes() {
		assert_eq!(Due::max_encoded_len(), 6);
		assert_eq!(Due::Programme(ProgrammeId(7)).encode(), [3, 7, 0, 0, 0]);
		assert_eq!(Due::Flush(Source::Slashes).encode(), [2, 4]);
	}
}
