// SPDX-License-Identifier: Apache-2.0

//! Petitions as JSON: what is asked for, how far each is, and whether a person may sponsor it.

use alloc::{format, string::String};
use chungnam_primitives::{BallotId, Moment, PersonId, PetitionId, RegionId};
use codec::{Decode, Encode};
use pallet_civic_governance::{PetitionView, Refusal, State, Track, GATHERING};
use scale_info::TypeInfo;
use serde::Serialize;
use sp_runtime::traits::{BlakeTwo256, Hash};

use crate::Reason;

/// A petition that has not ended, as one person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo)]
pub struct MyPetition {
	/// The petition with its call.
	pub about: PetitionView,
	/// Whether the person may sponsor it now by a key that is not a card, or why not.
	pub may_sponsor: Result<(), Refusal>,
}

/// Its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase", tag = "kind", content = "region")]
enum TrackJson {
	Upgrade,
	Validators,
	Institutions,
	Budget,
	Parameters,
	Emergency,
	Whitelisted,
	Region(RegionId),
}

impl From<Track> for TrackJson {
	fn from(track: Track) -> Self {
		match track {
			Track::Upgrade => Self::Upgrade,
			Track::Validators => Self::Validators,
			Track::Institutions => Self::Institutions,
			Track::Budget => Self::Budget,
			Track::Parameters => Self::Parameters,
			Track::Emergency => Self::Emergency,
			Track::Whitelisted => Self::Whitelisted,
			Track::Region(region) => Self::Region(region),
		}
	}
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
enum StateJson {
	/// Looks for sponsors, at the longest until then.
	Gathering {
		until: Moment,
	},
	Line {
		since: Moment,
	},
	Voting,
	Enacting {
		at: Moment,
	},
	Ended {
		at: Moment,
	},
}

impl StateJson {
	const fn new(state: State, filed: Moment) -> Self {
		match state {
			State::Gathering => Self::Gathering { until: filed.saturating_add(GATHERING) },
			State::Line { since } => Self::Line { since },
			State::Voting => Self::Voting,
			State::Enacting { at } => Self::Enacting { at },
			State::Ended { at, .. } => Self::Ended { at },
		}
	}
}

/// A petition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PetitionJson {
	id: PetitionId,
	track: TrackJson,
	/// The hash of what people read.
	title: String,
	/// The hash of the call that is made if it passes. The view function `CivicGovernance.petition` gives the call.
	call: String,
	/// The person who filed it; null for an office or the committee.
	by: Option<PersonId>,
	filed: Moment,
	sponsors: u32,
	/// How many sponsors it needs.
	threshold: u32,
	/// Its ballot; null before there is one.
	ballot: Option<BallotId>,
	state: StateJson,
	/// True if the person can sponsor it now by a key that is not a card.
	may_sponsor: bool,
	/// Why not; null if the person can.
	reason: Option<Reason>,
}

impl From<MyPetition> for PetitionJson {
	fn from(own: MyPetition) -> Self {
		let PetitionView { id, petition, call } = own.about;
		let call = BlakeTwo256::hash(&call);
		Self {
			id,
			track: petition.track.into(),
			title: format!("{:?}", petition.title),
			call: format!("{call:?}"),
			by: petition.by,
			filed: petition.filed,
			sponsors: petition.sponsors,
			threshold: petition.threshold,
			ballot: petition.ballot,
			state: StateJson::new(petition.state, petition.filed),
			may_sponsor: own.may_sponsor.is_ok(),
			reason: own.may_sponsor.err().map(Into::into),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use pallet_civic_governance::{End, Petition};
	use serde_json::{json, to_value};

	fn own(state: State, may_sponsor: Result<(), Refusal>) -> MyPetition {
		let petition = Petition {
			track: Track::Region(12),
			title: [7; 32].into(),
			by: Some(PersonId(3)),
			filed: 1_000,
			sponsors: 2,
			threshold: 5,
			ballot: None,
			repeated: false,
			delayed: false,
			state,
		};
		let about = PetitionView { id: PetitionId(4), petition, call: vec![1, 2, 3] };
		MyPetition { about, may_sponsor }
	}

	#[test]
	fn petition_tells_what_is_asked_for_and_how_far_it_is() {
		let told = json!({
			"id": 4,
			"track": { "kind": "region", "region": 12 },
			"title": format!("0x{}", "07".repeat(32)),
			"call": format!("{:?}", BlakeTwo256::hash(&[1, 2, 3])),
			"by": 3,
			"filed": 1_000,
			"sponsors": 2,
			"threshold": 5,
			"ballot": null,
			"state": { "kind": "gathering", "until": 1_000 + GATHERING },
			"maySponsor": true,
			"reason": null,
		});
		let gathering = PetitionJson::from(own(State::Gathering, Ok(())));
		assert_eq!(to_value(gathering).unwrap(), told);
	}

	#[test]
	fn petition_tells_why_the_person_cannot_sponsor() {
		let refused = own(State::Voting, Err(Refusal::NotGathering));
		let PetitionJson { may_sponsor, reason, .. } = refused.into();
		assert!(!may_sponsor);
		assert_eq!(to_value(reason).unwrap()["code"], "NotGathering");
	}

	#[test]
	fn states_have_their_moment_and_tracks_their_name() {
		let json = |state| to_value(StateJson::new(state, 1)).unwrap();
		assert_eq!(json(State::Line { since: 5 }), json!({ "kind": "line", "since": 5 }));
		assert_eq!(json(State::Voting), json!({ "kind": "voting" }));
		assert_eq!(json(State::Enacting { at: 5 }), json!({ "kind": "enacting", "at": 5 }));
		let ended = State::Ended { how: End::Rejected, at: 5 };
		assert_eq!(json(ended), json!({ "kind": "ended", "at": 5 }));
		let track = |track: Track| to_value(TrackJson::from(track)).unwrap();
		let names = Track::PROVINCE.map(|own| track(own)["kind"].clone());
		let expected = [
			"upgrade",
			"validators",
			"institutions",
			"budget",
			"parameters",
			"emergency",
			"whitelisted",
		];
		assert_eq!(names, expected);
	}
}
