// SPDX-License-Identifier: Apache-2.0

//! A governor, a stranger, and a clock that tests set. Every test ends with the numbered invariants.

mod calls;
mod corruption;
mod encoding;
mod events;
mod leak;
mod model;

use chungnam_primitives::{Moment, DAYS};
use chungnam_testkit::{account, at, now, signed};
use frame_system::RawOrigin;
use sp_io::TestExternalities;

use crate::{
	mock::{AccountId, MaxEntries, NewNoun, RuntimeGenesisConfig, RuntimeOrigin, Test},
	Entries, Entry, EntryId, Error, Event,
};

/// Has nothing to say.
pub const STRANGER: AccountId = account(1);

/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;

/// The chain in its first block, at [`TODAY`].
pub fn begin() -> TestExternalities {
	chungnam_testkit::begin_at::<Test>(TODAY, RuntimeGenesisConfig::default(), || ())
}

/// Runs a test, and proves the numbered invariants after it.
pub fn run(test: impl FnOnce()) {
	chungnam_testkit::execute::<Test>(begin(), test);
}

/// The governing origin.
pub fn governor() -> RuntimeOrigin {
	RawOrigin::Root.into()
}

/// Time passes.
pub fn sleep(time: Moment) {
	at::<Test>(now() + time);
}

chungnam_testkit::test_events!(Test);
