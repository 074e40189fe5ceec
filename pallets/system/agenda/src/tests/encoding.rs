// SPDX-License-Identifier: Apache-2.0

//! Bytes in state do not change by accident, and have the order of moments.

use chungnam_primitives::{IncomeId, ProgrammeId};
use chungnam_testkit::{assert_bounded, leak::own_keys_but, pinned};
use codec::Encode;
use frame_support::traits::StorageInfoTrait;

use super::*;
use crate::types::{entry, read};

#[test]
fn things_keep_their_bytes() {
	pinned(Due::Month, "00");
	pinned(Due::Route(Source::Slashes), "01 04");
	pinned(Due::Flush(Source::Fees), "02 00");
	pinned(Due::Programme(ProgrammeId(1)), "03 01000000");
	pinned(Due::Income(IncomeId(2)), "04 02000000");
	pinned(Due::Series(Default::default()), "05 00000000");
	pinned(Due::Lapse(Default::default()), "06 00000000");
}

#[test]
fn entries_have_the_order_of_their_moments() {
	let moments = [0, 1, 255, 256, TODAY, TODAY + 1, Moment::MAX];
	for pair in moments.windows(2) {
		let (early, late) = (entry(pair[0], Due::Income(IncomeId(9))), entry(pair[1], Due::Month));
		assert!(early.encode() < late.encode(), "{pair:?}");
		assert_eq!(read(late), (pair[1], Due::Month));
	}
	pinned(entry(258, Due::Programme(ProgrammeId(1))), "0000000000000102 03 01000000");
}

#[test]
fn everything_in_state_is_bounded_and_small() {
	assert_bounded(Agenda::storage_info(), 64);
}

#[test]
fn thing_that_is_over_leaves_nothing_behind() {
	run(|| {
		let kept = own_keys_but("Agenda", &[]);
		for (nth, due) in (1..).zip(Due::one_of_each()) {
			Agenda::set(due, TODAY + nth * DAYS);
			Agenda::set(due, TODAY + nth);
		}
		Agenda::cancel(Due::Month);
		block();
		// All but the month, which was cancelled, eight in a block.
		let handed = block().0.len() + block().0.len();
		assert_eq!(handed, Due::one_of_each().len() - 1);
		assert_eq!((Agenda::all(), own_keys_but("Agenda", &[])), (vec![], kept));
	});
}
