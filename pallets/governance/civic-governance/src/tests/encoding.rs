// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use chungnam_testkit::{assert_bounded, pinned, pinned_errors};
use frame_support::traits::StorageInfoTrait;

use super::*;

#[test]
fn petition_keeps_its_bytes() {
	let petition = Petition {
		track: COUNTY,
		title: H256::zero(),
		by: Some(PersonId(9)),
		filed: 1,
		sponsors: 2,
		threshold: 3,
		ballot: Some(BallotId(4)),
		repeated: false,
		delayed: true,
		state: State::Enacting { at: 5 },
	};
	let title = "00".repeat(32);
	let bytes = format!(
		"0703 {title} 0109000000 0100000000000000 02000000 03000000 0104000000 00 01 \
		 03 0500000000000000"
	);
	pinned(petition, &bytes);
	pinned(State::Ended { how: End::Cancelled, at: 1 }, "04 05 0100000000000000");
}

#[test]
fn tracks_and_powers_keep_their_numbers() {
	for (index, track) in (0u8..).zip(Track::PROVINCE) {
		assert_eq!(track.encode(), [index]);
	}
	pinned(Track::Region(15), "07 0f");
	pinned(Power::Region(15), "05 0f");
	pinned(Power::Committee { yes: 3, heads: 5 }, "06 03000000 05000000");
}

#[test]
fn seat_keeps_its_bytes() {
	let seat = Seat {
		person: PersonId(1),
		fields: FieldSet::of(&[Field::Law]),
		role: Role::Chair,
		from: 2,
		since: None,
		until: 3,
		terms: 1,
	};
	pinned(seat, "01000000 04 01 0200000000000000 00 0300000000000000 01");
}

#[test]
fn everything_in_state_has_a_bound() {
	assert_bounded(Civic::storage_info(), 8_300);
}

#[test]
fn errors_keep_their_numbers() {
	pinned_errors::<Error<Test>>(
		"TrackNotFound PetitionNotFound NotGathering NotRegistered PersonFrozen PersonDeceased \
		 CardNeedsKiosk NotCounted AlreadySponsored MaxSponsoringExceeded AlreadyFiled TooEarly \
		 MaxPetitionsExceeded NotListed CallTooHeavy CallTooLong NotWhitelisted SponsorsNeeded \
		 NothingToTidy AlreadyEnded NothingToDelay AlreadyDelayed MaxDelayExceeded TermsUnsound \
		 AlreadyWhitelisted MaxWhitelistedExceeded SeatNotFound AlreadySeated AlreadyAccepted \
		 TermOutOfRange MaxTermsExceeded MaxSeatsExceeded FieldsMissing NotSeated TooFewSeats \
		 MaxMotionsExceeded Overflow TrackStaysOpen",
	);
}
