// SPDX-License-Identifier: Apache-2.0

//! Calls that nobody sends: a referendum or a motion decided them, and the scheduler makes them.

use std::collections::BTreeMap;

use chungnam_runtime::{BlockNumber, Preimage, Runtime, RuntimeCall, RuntimeEvent, System};
use frame_support::traits::QueryPreimage;
use pallet_scheduler::{Agenda, Event};
use sp_runtime::DispatchError;

use crate::{calls::nested::flatten, chain::dry, play::reason_of, steps::name_of};

/// Calls that wait in the scheduler, by the block and the place at which they are made.
pub type Waiting = BTreeMap<(BlockNumber, u32), RuntimeCall>;

/// What became of a call: the names of what was made, or the name of what was refused with the reason.
pub type Made = Result<Vec<String>, (String, String)>;

/// All calls that wait. A block is asked for them before it is opened, for it takes them.
pub fn waiting() -> Waiting {
	dry(|| {
		let tasks = Agenda::<Runtime>::iter().flat_map(|(block, tasks)| {
			let places = (0..).zip(tasks);
			places.filter_map(move |(place, task)| Some(((block, place), task?.call)))
		});
		let call = |(place, call)| Some((place, Preimage::peek(&call).ok()?.0));
		tasks.filter_map(call).collect()
	})
}

/// What the open block made of the calls that waited.
pub fn made(waiting: &Waiting) -> Vec<Made> {
	let made = |event: RuntimeEvent| {
		let RuntimeEvent::Scheduler(Event::Dispatched { task, result, .. }) = event else {
			return None;
		};
		Some(of(waiting.get(&task)?, result))
	};
	System::read_events_no_consensus().filter_map(|record| made(record.event)).collect()
}

/// A batch of all or none was made as a whole; of other calls only the call itself is known to be made.
fn of(call: &RuntimeCall, result: Result<(), DispatchError>) -> Made {
	match result {
		Err(error) => Err((name_of(call), reason_of(error))),
		Ok(()) if name_of(call) == "Utility.batch_all" => {
			Ok(flatten(None, call).iter().map(|(_, call)| name_of(call)).collect())
		}
		Ok(()) => Ok(vec![name_of(call)]),
	}
}
