// SPDX-License-Identifier: Apache-2.0

//! The bytes of what a chain stores.

use codec::{Decode, Encode, MaxEncodedLen};
use sp_runtime::BoundedVec;

use crate::{Completion, Listing, Reason, Replay, Round, TieRule, Trace, Utility, Winners, Wrong};

fn hex(value: impl Encode) -> String {
	value.encode().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn bytes_are_pinned() {
	assert_eq!(
		hex(Listing { cost: 258, part_from: 3, heading: 4 }),
		"0201000000000000030000000000000004"
	);
	assert_eq!(hex([TieRule::Cheaper, TieRule::Number]), "0001");
	assert_eq!(hex([Utility::Cost, Utility::Count]), "0001");
	assert_eq!(hex([Completion::None, Completion::Greedy]), "0001");
	let winners: Winners = [0, 9, 255].into_iter().collect();
	assert_eq!(hex(winners), format!("0102{}80", "00".repeat(29)));
	let round = Round { option: 7, price: 1 << 40, leader: 8, bound: 1 };
	let trace = Trace { rounds: BoundedVec::try_from(vec![round]).unwrap() };
	assert_eq!(hex(&trace), "0407".to_owned() + "0b000000000001" + "08" + "04");
	assert_eq!(Trace::decode(&mut &trace.encode()[..]), Ok(trace));
	let reasons = [
		Reason::NotOpen,
		Reason::OutOfRange,
		Reason::NotFirst,
		Reason::Price,
		Reason::LeaderBound,
		Reason::Passed,
		Reason::Cheaper,
		Reason::Payable,
	];
	assert_eq!(hex(reasons), "0001020304050607");
	assert_eq!(hex(Wrong { round: 2, option: 3, reason: Reason::Price }), "02000303");
}

#[test]
fn replay_has_room_for_its_longest_trace() {
	// No price is above the largest purse, which is below 2⁸⁴ units.
	let round = Round { option: 0, price: (1 << 84) - 1, leader: 0, bound: (1 << 84) - 1 };
	let longest = Trace { rounds: BoundedVec::try_from(vec![round; 256]).unwrap() };
	assert_eq!(longest.encode().len(), 2 + 256 * (1 + 12 + 1 + 12));
	assert_eq!(Trace::max_encoded_len(), 2 + 256 * (1 + 16 + 1 + 16));
	// The trace, its place, 1,024 sums and eight headings.
	assert_eq!(Replay::max_encoded_len(), 8_706 + 1 + 4 + 2 + 4 + 2 + 1_024 * 20 + 1 + 8 * 16);
}

#[test]
fn sets_hold_each_number_once() {
	let mut winners = Winners::default();
	for number in 0..=255 {
		assert!(!winners.contains(number));
		assert!(winners.insert(number));
		assert!(!winners.insert(number));
		assert!(winners.contains(number));
	}
	assert_eq!(winners.numbers().count(), 256);
}
