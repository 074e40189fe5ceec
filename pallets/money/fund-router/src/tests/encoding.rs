// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use chungnam_testkit::{assert_bounded, pinned, pinned_errors};
use codec::MaxEncodedLen;
use frame_support::traits::StorageInfoTrait;

use super::*;
use crate::{Book, Span};
use chungnam_primitives::Announced;

#[test]
fn a_route_keeps_its_bytes() {
	let pool = "01".repeat(32);
	let bonus = "02".repeat(32);
	let both = route(&[(POOL, 700_000_000), (BONUS, 300_000_000)]);
	let hex = format!("08 {pool} 0027b929 {bonus} 00a3e111 {pool}");
	pinned(both.clone(), &hex);
	let announced = Announced::without_notice([(1u64, both)]);
	pinned(announced, &format!("04 0100000000000000 {hex}"));
}

#[test]
fn a_book_keeps_its_bytes() {
	pinned(Book { opening: 1, routed: 2, closing: 3 }, "04 08 0c");
	let amount = 150_000_000_000;
	pinned(Book { opening: 0, routed: amount, closing: 0 }, "00 07005cb2ec22 00");
}

#[test]
fn span_keeps_its_bytes() {
	pinned(Span { month: 1, oldest: 2 }, "01000000 02000000");
}

#[test]
fn accounts_of_sources_never_move() {
	for (index, source) in (0u8..).zip(Source::ALL) {
		let mut bytes = [0; 32];
		bytes[..12].copy_from_slice(b"modlcn/route");
		bytes[12..18].copy_from_slice(b"source");
		bytes[18] = index;
		assert_eq!(FundRouter::account_of(source), AccountId::new(bytes));
	}
}

#[test]
fn errors_keep_their_names_and_indices() {
	pinned_errors::<crate::Error<Test>>(
		"RouteNotFound NothingToFlush ZeroAmount InsufficientBalance SharesNotOne DuplicateSink \
		 RestNotASink SinkIsSource TooEarly TooLate ChangeNotFound MaxChangesExceeded Overflow \
		 PotInUse NothingToSweep PersonNotDeceased EstateAccepted",
	);
}

#[test]
fn everything_in_state_is_bounded_and_small() {
	assert_bounded(FundRouter::storage_info(), 768);
	assert_eq!(RouteOf::<Test>::max_encoded_len(), 1 + 8 * 36 + 32);
}
