// SPDX-License-Identifier: Apache-2.0

//! What an operator must see and the SDK does not show: missed slots by authority, double blocks, the reserve against
//! all won, validators that are kept out, space on the disk. As Prometheus metrics `chungnam_*`.

use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
	sync::Arc,
	time::Duration,
};

use chungnam_runtime::{
	opaque::{Block, Header},
	operator_api::{OperatorApi, Pulse},
	Hash,
};
use futures::{FutureExt, StreamExt};
use sc_client_api::BlockchainEvents;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{
	sr25519::{AuthorityId, AuthorityPair},
	AuraApi, Slot, SlotDuration,
};
use sp_core::{hexdisplay::HexDisplay, ByteArray};
use sp_runtime::traits::Header as _;
use substrate_prometheus_endpoint::{
	register, Counter, CounterVec, Gauge, GaugeVec, Opts, PrometheusError, Registry, U64,
};

/// How often the state is read.
const PULSE: Duration = Duration::from_secs(10);
/// Slots before now that are judged. Older ones belong to a chain that is being fetched, and to no alert of today.
const RECENT: u64 = 300;
/// Slots whose blocks are remembered to find a second one.
const REMEMBERED: usize = 64;

/// The metrics.
struct Metrics {
	slots: Counter<U64>,
	missed: CounterVec<U64>,
	equivocations: Counter<U64>,
	issuance: Gauge<U64>,
	reserve: Gauge<U64>,
	validators: GaugeVec<U64>,
	disk_free: Gauge<U64>,
}

impl Metrics {
	fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let counter = |name, help| register(Counter::new(name, help)?, registry);
		let gauge = |name, help| register(Gauge::new(name, help)?, registry);
		Ok(Self {
			slots: counter("chungnam_slots_total", "Slots that passed on the final chain")?,
			missed: register(
				CounterVec::new(
					Opts::new(
						"chungnam_missed_slots_total",
						"Slots without a block on the final chain, by the Aura key whose turn it was",
					),
					&["authority"],
				)?,
				registry,
			)?,
			equivocations: counter(
				"chungnam_aura_equivocations_total",
				"Second blocks of one slot that were imported",
			)?,
			issuance: gauge("chungnam_issuance_won", "All won there are")?,
			reserve: gauge("chungnam_reserve_won", "Won that the bank holds, as attested last")?,
			validators: register(
				GaugeVec::new(
					Opts::new("chungnam_validators", "Validators by what they are"),
					&["state"],
				)?,
				registry,
			)?,
			disk_free: gauge("chungnam_disk_free_bytes", "Space left where the database lies")?,
		})
	}

	fn show(&self, pulse: &Pulse) {
		let won = |amount: u128| u64::try_from(amount).unwrap_or(u64::MAX);
		self.issuance.set(won(pulse.issuance));
		self.reserve.set(won(pulse.reserve));
		for (state, count) in [
			("members", pulse.members),
			("active", pulse.active),
			("disabled", pulse.disabled),
			("suspended", pulse.suspended),
		] {
			self.validators.with_label_values(&[state]).set(count.into());
		}
	}
}

/// The slot that a block claims. Genesis claims none.
fn slot_of(header: &Header) -> Option<Slot> {
	if header.number() == &0 {
		return None;
	}
	sc_consensus_aura::standalone::find_pre_digest::<
		Block,
		<AuthorityPair as sp_core::Pair>::Signature,
	>(header)
	.ok()
}

/// The slots strictly between two blocks, of those from `earliest` on.
fn skipped(before: Slot, block: Slot, earliest: Slot) -> impl Iterator<Item = u64> {
	let first = (*before).saturating_add(1).max(*earliest);
	first..*block
}

/// Blocks of the last slots, to find second ones.
#[derive(Default)]
struct DoubleBlocks(BTreeMap<Slot, Vec<Hash>>);

impl DoubleBlocks {
	/// Notes a block. Whether it is another one of a slot that had one.
	fn note(&mut self, slot: Slot, hash: Hash) -> bool {
		let blocks = self.0.entry(slot).or_default();
		if blocks.contains(&hash) {
			return false;
		}
		blocks.push(hash);
		let is_second = blocks.len() > 1;
		while self.0.len() > REMEMBERED {
			self.0.pop_first();
		}
		is_second
	}
}

/// Follows the chain for its operator.
struct Watch<C> {
	client: Arc<C>,
	metrics: Metrics,
	database: PathBuf,
	slot_duration: SlotDuration,
	/// The slot of the last final block.
	last_final: Option<Slot>,
	double_blocks: DoubleBlocks,
}

impl<C> Watch<C>
where
	C: HeaderBackend<Block> + ProvideRuntimeApi<Block>,
	C::Api: OperatorApi<Block> + AuraApi<Block, AuthorityId>,
{
	fn imported(&mut self, hash: Hash, header: &Header) {
		let Some(slot) = slot_of(header) else { return };
		if self.double_blocks.note(slot, hash) {
			self.metrics.equivocations.inc();
			log::error!(
				target: "chungnam",
				"Two blocks in slot {slot}: block {} ({hash:?}) is not the first. \
				 One validator's keys run on two servers. See docs/runbooks/incident.md.",
				header.number(),
			);
		}
	}

	fn finalised(&mut self, hash: Hash) {
		let Ok(Some(header)) = self.client.header(hash) else { return };
		let Some(slot) = slot_of(&header) else { return };
		if let Some(before) = self.last_final.replace(slot) {
			let now = Slot::from_timestamp(sp_timestamp::Timestamp::current(), self.slot_duration);
			let earliest = now.saturating_sub(RECENT);
			let skipped: Vec<_> = skipped(before, slot, earliest).collect();
			self.metrics.slots.inc_by((*slot).saturating_sub(*before).min(RECENT));
			if !skipped.is_empty() {
				self.missed(*header.parent_hash(), &skipped);
			}
		}
	}

	/// Whose turn each of these slots was, as the block before them says it.
	fn missed(&self, parent: Hash, skipped: &[u64]) {
		let Ok(authorities) = self.client.runtime_api().authorities(parent) else { return };
		let Ok(count) = u64::try_from(authorities.len()) else { return };
		for slot in skipped {
			let turn = slot.checked_rem(count).and_then(|turn| usize::try_from(turn).ok());
			let Some(authority) = turn.and_then(|turn| authorities.get(turn)) else { continue };
			let name = format!("0x{}", HexDisplay::from(&authority.as_slice()));
			self.metrics.missed.with_label_values(&[&name]).inc();
		}
	}

	fn read_pulse(&self) {
		if let Ok(pulse) = self.client.runtime_api().pulse(self.client.info().best_hash) {
			self.metrics.show(&pulse);
		}
		if let Ok(free) = fs4::available_space(&self.database) {
			self.metrics.disk_free.set(free);
		}
	}
}

/// Follows the chain until the node ends, and shows what it sees. `database` is where the space is measured.
pub async fn watch<C>(
	client: Arc<C>,
	registry: Registry,
	database: impl AsRef<Path>,
	slot_duration: SlotDuration,
) where
	C: HeaderBackend<Block> + ProvideRuntimeApi<Block> + BlockchainEvents<Block>,
	C::Api: OperatorApi<Block> + AuraApi<Block, AuthorityId>,
{
	let metrics = match Metrics::register(&registry) {
		Ok(metrics) => metrics,
		Err(error) => {
			log::error!(target: "chungnam", "The chungnam_* metrics could not be registered: {error}");
			return;
		}
	};
	let mut imports = client.every_import_notification_stream().fuse();
	let mut finals = client.finality_notification_stream().fuse();
	let last_final =
		client.header(client.info().finalized_hash).ok().flatten().as_ref().and_then(slot_of);
	let mut watch = Watch {
		client,
		metrics,
		database: database.as_ref().into(),
		slot_duration,
		last_final,
		double_blocks: DoubleBlocks::default(),
	};
	watch.read_pulse();
	let mut pulse = futures_timer::Delay::new(PULSE).fuse();
	loop {
		futures::select! {
			block = imports.next() => match block {
				Some(block) => watch.imported(block.hash, &block.header),
				None => return,
			},
			block = finals.next() => match block {
				Some(block) => {
					for hash in block.tree_route.iter().chain([&block.hash]) {
						watch.finalised(*hash);
					}
				}
				None => return,
			},
			() = pulse => {
				watch.read_pulse();
				pulse = futures_timer::Delay::new(PULSE).fuse();
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn slots_between_two_blocks_are_skipped_and_old_ones_are_not_judged() {
		let between = |before: u64, block: u64, earliest: u64| {
			skipped(before.into(), block.into(), earliest.into()).collect::<Vec<_>>()
		};
		assert_eq!(between(5, 6, 0), [0u64; 0]);
		assert_eq!(between(5, 8, 0), [6, 7]);
		assert_eq!(between(5, 8, 7), [7]);
		assert_eq!(between(5, 8, 100), [0u64; 0]);
		assert_eq!(between(u64::MAX, 8, 0), [0u64; 0]);
	}

	#[test]
	fn a_second_block_of_a_slot_is_found_once() {
		let mut blocks = DoubleBlocks::default();
		let hash = Hash::repeat_byte;
		assert!(!blocks.note(1.into(), hash(1)));
		assert!(!blocks.note(1.into(), hash(1)));
		assert!(blocks.note(1.into(), hash(2)));
		assert!(!blocks.note(1.into(), hash(2)));
		assert!(!blocks.note(2.into(), hash(3)));
	}

	#[test]
	fn only_the_last_slots_are_remembered() {
		let mut blocks = DoubleBlocks::default();
		for slot in 0..1_000u64 {
			blocks.note(slot.into(), Hash::from_low_u64_be(slot));
		}
		assert_eq!(blocks.0.len(), REMEMBERED);
		assert_eq!(blocks.0.keys().next(), Some(&Slot::from(936)));
	}

	#[test]
	fn metrics_have_the_names_that_rules_and_dashboards_know() {
		let registry = Registry::new();
		let metrics = Metrics::register(&registry).unwrap();
		metrics.show(&Pulse { issuance: 5, reserve: u128::MAX, members: 4, ..Default::default() });
		metrics.missed.with_label_values(&["0x00"]).inc();
		let names: Vec<_> =
			registry.gather().iter().map(|family| family.get_name().to_owned()).collect();
		assert_eq!(
			names,
			[
				"chungnam_aura_equivocations_total",
				"chungnam_disk_free_bytes",
				"chungnam_issuance_won",
				"chungnam_missed_slots_total",
				"chungnam_reserve_won",
				"chungnam_slots_total",
				"chungnam_validators",
			]
		);
		assert_eq!((metrics.issuance.get(), metrics.reserve.get()), (5, u64::MAX));
		assert!(Metrics::register(&registry).is_err());
	}
}
