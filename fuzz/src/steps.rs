// SPDX-License-Identifier: Apache-2.0

//! What is played, as data: a sequence of steps can be written down, read again and shrunk.

use chungnam_primitives::Moment;
use chungnam_runtime::RuntimeCall;
use codec::{DecodeLimit, Encode};
use frame_support::traits::GetCallMetadata;

use crate::town::Cast;

/// One step.
#[allow(clippy::large_enum_variant)] // a play has few thousands of them
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
	/// The block ends, and the next begins so many milliseconds later.
	Pass(Moment),
	/// A member of the cast, by number, signs a call and sends it.
	Send(usize, RuntimeCall),
}

/// As deep as calls in calls are read, which is as deep as the pool reads them.
const DEPTH: u32 = 256;

/// Reads a call. Fails for bytes that are not one, or that go on after it.
pub fn decode_call(bytes: &[u8]) -> Option<RuntimeCall> {
	RuntimeCall::decode_all_with_depth_limit(DEPTH, &mut &*bytes).ok()
}

/// A call as `Pallet.call`.
pub fn name_of(call: &RuntimeCall) -> String {
	let names = call.get_call_metadata();
	format!("{}.{}", names.pallet_name, names.function_name)
}

/// All calls of the runtime, as pallet and call.
pub fn all_calls() -> Vec<(&'static str, &'static str)> {
	let calls = |pallet: &&'static str| {
		RuntimeCall::get_call_names(pallet).iter().map(|call| (*pallet, *call)).collect::<Vec<_>>()
	};
	RuntimeCall::get_module_names().iter().flat_map(calls).collect()
}

/// Pallets of the SDK. All others are ours.
pub const STOCK: [&str; 14] = [
	"System",
	"Timestamp",
	"Migrations",
	"SafeMode",
	"TxPause",
	"Session",
	"Grandpa",
	"Balances",
	"Utility",
	"Multisig",
	"Proxy",
	"Scheduler",
	"Preimage",
	"Offences",
];

/// True if the pallet is ours.
pub fn is_ours(pallet: &str) -> bool {
	!STOCK.contains(&pallet)
}

/// A step as a line, which [`read`] reads; what follows `#` is for people.
pub fn write(step: &Step, cast: &Cast) -> String {
	match step {
		Step::Pass(time) => format!("pass {time}"),
		Step::Send(by, call) => {
			let bytes = sp_core::bytes::to_hex(&call.encode(), false);
			let mut text = format!("{call:?}");
			if text.len() > 400 {
				text = text.chars().take(400).chain("…".chars()).collect();
			}
			format!("{} {bytes} # {} {text}", cast.members[*by].name, name_of(call))
		}
	}
}

/// Reads what [`write`] wrote: a step for each line, without empty ones.
pub fn read(text: &str, cast: &Cast) -> Result<Vec<Step>, String> {
	let lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim());
	lines
		.filter(|line| !line.is_empty())
		.map(|line| read_line(line, cast).ok_or_else(|| format!("not a step: {line}")))
		.collect()
}

fn read_line(line: &str, cast: &Cast) -> Option<Step> {
	let (who, what) = line.split_once(' ')?;
	if who == "pass" {
		return what.parse().ok().map(Step::Pass);
	}
	let by = cast.members.iter().position(|member| member.name == who)?;
	let call = decode_call(&sp_core::bytes::from_hex(what).ok()?)?;
	Some(Step::Send(by, call))
}
