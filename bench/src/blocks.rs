// SPDX-License-Identifier: Apache-2.0

//! Full blocks of each kind: how many transactions the limits of a block admit, what they declare, and how long a node
//! takes to run them.

use chungnam_runtime::{
	configs::system::{RuntimeBlockWeights, MAXIMUM_BLOCK_WEIGHT, NORMAL_DISPATCH_RATIO},
	Runtime, UncheckedExtrinsic,
};
use codec::Decode;
use frame_support::{
	dispatch::{DispatchClass, PerDispatchClass},
	storage::storage_prefix,
	weights::Weight,
	BoundedVec,
};
use pallet_registry::consent_payload;
use sp_blockchain::{Error, Result};
use sp_core::{sr25519, Pair};
use sp_io::hashing::blake2_256;
use sp_runtime::Perbill;

use crate::{
	chain::Built,
	machine::commits,
	measure::in_turns,
	payments::{payments, transfers, MARKET, PRICE},
	province::{owner, HAS, ZONE},
	report::{grouped, Section, Table},
	world::World,
	Options,
};

/// Less than this part of the declared time used: the weights are wasteful, and blocks hold less than they could.
const LEAST: f64 = 0.70;
/// Hundreds of newcomers, more than a block holds.
const NEWCOMERS: u32 = 300;
/// More than this part: a slower validator misses its slot.
const MOST: f64 = 0.95;

/// Transactions of one kind.
type Kind = (&'static str, Vec<UncheckedExtrinsic>);

/// Measures one full block of each kind.
pub fn run(world: &mut World, options: &Options) -> Result<Section> {
	let kinds = kinds(world);
	let mut blocks = Vec::new();
	for (name, transactions) in &kinds {
		let built = world.chain.build(transactions)?;
		if built.transactions == transactions.len() {
			let why = format!("a block holds more than {} of '{name}'", transactions.len());
			return Err(Error::Storage(format!("{why}: give more with --transactions")));
		}
		built.ensure_successful()?;
		blocks.push(built);
	}
	let samples =
		in_turns(options.rounds, blocks.len(), |kind| world.chain.time(&blocks[kind].block))?;
	// From here on the chain grows.
	let (commit, _) = commits(world, options.rounds)?;

	let mut table =
		Table::new(&["a block of", "fit", "declared ms", "used ms", "noise", "used / declared"]);
	let mut notes = Vec::new();
	for (((name, _), built), sample) in kinds.iter().zip(&blocks).zip(&samples) {
		let declared = booked(built)?.ref_time() as f64 / 1e9;
		let used = (sample.median() + built.changed().0 as f64 * commit) / 1e3;
		let part = used / declared;
		if !(LEAST..=MOST).contains(&part) {
			let (part, least, most) = (100.0 * part, 100.0 * LEAST, 100.0 * MOST);
			notes.push(format!("{name}: {part:.0} % is outside of {least:.0} to {most:.0} %."));
		}
		table.row([
			name.to_string(),
			grouped(built.transactions as u64),
			format!("{declared:.1}"),
			format!("{used:.1}"),
			format!("{:.1} %", sample.spread()),
			format!("{:.0} %", 100.0 * part),
		]);
	}
	Ok(Section {
		title: "Full blocks: what they declare and what they use".into(),
		how: format!(
			"Each block holds as many transactions as its limits admit: {} ms in all, {} of it for ordinary transactions, \
			 {} of those\nfor free ones. `declared` is the weight that the block books after what calls gave back, with its \
			 hooks and its own base of\n{:.1} ms; `used` is the time in which a node that imports the block checks the \
			 signatures, runs the transactions, computes\nthe root of the state and hands what changed to the database \
			 ({commit:.1} µs an entry). The aim is {:.0} to {:.0} %.",
			MAXIMUM_BLOCK_WEIGHT.ref_time() / 1_000_000_000,
			percent(NORMAL_DISPATCH_RATIO),
			percent(<Runtime as pallet_citizen_quota::Config>::BlockShare::get()),
			RuntimeBlockWeights::get().base_block.ref_time() as f64 / 1e9,
			100.0 * LEAST,
			100.0 * MOST,
		),
		table,
		notes,
	})
}

fn percent(part: Perbill) -> String {
	format!("{} %", part.deconstruct() / 10_000_000)
}

/// The weight that a block has booked, its own base included.
pub fn booked(built: &Built) -> Result<Weight> {
	let key = storage_prefix(b"System", b"BlockWeight");
	let changes = &built.changes.main_storage_changes;
	let value = changes.iter().find(|(name, _)| name[..] == key[..]);
	let mut value = value.and_then(|(_, value)| value.as_deref()).unwrap_or_default();
	let booked = PerDispatchClass::<Weight>::decode(&mut value)
		.map_err(|error| Error::Storage(format!("no weight was booked: {error}")))?;
	let classes = DispatchClass::all().iter().map(|class| *booked.get(*class));
	Ok(classes.fold(Weight::zero(), |sum, class| sum.saturating_add(class)))
}

/// What fills the blocks.
fn kinds(world: &World) -> Vec<Kind> {
	let shops = world.province.keys.len();
	vec![
		("transfer_keep_alive, paid", transfers(world)),
		("pay from a lot, every shop once", payments(world, shops, PRICE)),
		("pay from a lot, at 100 shops", payments(world, MARKET, PRICE)),
		("pay from a lot and own won", payments(world, shops, HAS + PRICE)),
		("request_cash_out by shops", cash_outs(world)),
		("register_people by 100, paid", newcomers(world)),
	]
}

/// Every shop asks for a part of its won.
fn cash_outs(world: &World) -> Vec<UncheckedExtrinsic> {
	let ask = |index| {
		let call = pallet_reserve::Call::request_cash_out { amount: 10_000 };
		world.sign(&owner(index), 0, call)
	};
	(0..world.province.keys.len()).map(ask).collect()
}

/// The county's city hall registers newcomers, a hundred with a key each in a transaction.
fn newcomers(world: &World) -> Vec<UncheckedExtrinsic> {
	let hall = sr25519::Pair::from_string("//Cheongyang", None).expect("it is a well-formed URI");
	let hash = |what: &str, batch: u32, number: u32| {
		blake2_256(format!("{what} {batch} {number}").as_bytes())
	};
	// The chain's clock stands at its last block.
	let at = world.chain.next_moment() - chungnam_runtime::constants::SLOT_DURATION;
	let hundred = |batch: u32| {
		let person = |number| {
			let commitment = hash("newcomer", batch, number).into();
			let phone = sr25519::Pair::from_seed(&hash("phone", batch, number));
			let account: chungnam_runtime::AccountId = phone.public().into();
			let offer = pallet_registry::RoleOffer::FirstPhone { commitment };
			let payload = consent_payload(world.genesis, &account, &offer, at);
			let signature = phone.sign(&payload).into();
			let key = Some(pallet_registry::Consent { account, at, signature });
			pallet_registry::NewPerson { commitment, zone: ZONE, key }
		};
		let people = BoundedVec::truncate_from((0..100).map(person).collect());
		world.sign(&hall, batch, pallet_registry::Call::register_people { people })
	};
	(0..NEWCOMERS).map(hundred).collect()
}
