// SPDX-License-Identifier: Apache-2.0

//! A governor, a stranger, and a clock that tests set. Every test ends with the numbered invariants.

mod calls;
mod corruption;
mod encoding;
mod events;
mod leak;
mod model;

use chungnam_primitives::{Moment, DAYS};
use frame_system::RawOrigin;
use sp_io::TestExternalities;
use sp_runtime::BuildStorage;

use crate::{
	mock::{
		MaxEntries, NewNoun, RuntimeEvent, RuntimeGenesisConfig, RuntimeOrigin, System, Test,
		Timestamp,
	},
	Entries, Entry, EntryId, Error, Event,
};

/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = 1_773_100_800_000;

/// The chain in its first block, at [`TODAY`].
pub fn begin() -> TestExternalities {
	let mut ext: TestExternalities =
		RuntimeGenesisConfig::default().build_storage().expect("the genesis is sound").into();
	ext.execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(TODAY);
	});
	ext
}

/// Runs a test, and proves the numbered invariants after it.
pub fn run(test: impl FnOnce()) {
	begin().execute_with(|| {
		test();
		NewNoun::do_try_state().expect("the invariants hold");
	});
}

/// The governing origin.
pub fn governor() -> RuntimeOrigin {
	RawOrigin::Root.into()
}

/// Time passes.
pub fn sleep(time: Moment) {
	Timestamp::set_timestamp(Timestamp::get() + time);
}

/// The events of this pallet since the last reset.
pub fn events() -> Vec<Event<Test>> {
	let own = |record: frame_system::EventRecord<RuntimeEvent, _>| match record.event {
		RuntimeEvent::NewNoun(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(own).collect()
}
