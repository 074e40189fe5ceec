// SPDX-License-Identifier: Apache-2.0

//! What an operator must see and the SDK does not show: missed slots by authority, double blocks, the reserve against
//! all won, what stops people's calls, validators that are kept out, space on the disk. As Prometheus metrics
//! `chungnam_*`.

mod metrics;
mod reading;

use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
	sync::Arc,
	time::Duration,
};

use chungnam_runtime::{
	opaque::{Block, Header},
	operator_api::{Brakes, OperatorApi, Pulse, Vitals},
	Hash, SessionKeys,
};
use futures::{FutureExt, StreamExt};
use sc_client_api::BlockchainEvents;
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{
	sr25519::{AuthorityId, AuthorityPair},
	AuraApi, Slot, SlotDuration,
};
use sp_runtime::traits::Header as _;
use substrate_prometheus_endpoint::Registry;

use metrics::{Authority, Metrics};
use reading::Reading;

/// How often the state is read.
const PULSE: Duration = Duration::from_secs(10);
/// Slots before now that are judged. Older ones belong to a chain that is being fetched, and to no alert of today.
const RECENT: u64 = 300;
/// Slots whose blocks are remembered to find a second one.
const REMEMBERED: usize = 64;

/// Whose turn a slot is: Aura's authorities take turns.
fn turn_of(authorities: &[Authority], slot: u64) -> Authority {
	u64::try_from(authorities.len())
		.ok()
		.and_then(|count| usize::try_from(slot.checked_rem(count)?).ok())
		.and_then(|turn| authorities.get(turn).cloned())
		.unwrap_or_else(Authority::unknown)
}

/// The sentence on a second block.
fn double_block(slot: Slot, number: u32, hash: Hash, authority: &Authority) -> String {
	let Authority { key, address, account } = authority;
	format!(
		"Two blocks in slot {slot}: block {number} ({hash:?}) is not the first. The slot belongs to the Aura key {key} \
		 ({address}) of the validator {account}: its keys run on two servers. See docs/runbooks/incident.md.",
	)
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
	/// Notes a block. Returns true if it is another one of a slot that had one.
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

/// Each kind of reading.
#[derive(Default)]
struct Readings {
	pulse: Reading,
	disk: Reading,
	authorities: Reading,
	headers: Reading,
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
	readings: Readings,
}

impl<C> Watch<C>
where
	C: HeaderBackend<Block> + ProvideRuntimeApi<Block>,
	C::Api: OperatorApi<Block> + AuraApi<Block, AuthorityId>,
{
	fn imported(&mut self, hash: Hash, header: &Header) {
		let Some(slot) = slot_of(header) else { return };
		if self.double_blocks.note(slot, hash) {
			let authority = turn_of(&self.authorities(*header.parent_hash()), *slot);
			self.metrics.counters.equivocations.with_label_values(&authority.labels()).inc();
			let sentence = double_block(slot, *header.number(), hash, &authority);
			log::error!(target: "chungnam", "{sentence}");
		}
	}

	fn finalised(&mut self, hash: Hash) {
		let header = self.client.header(hash).map_err(|error| error.to_string());
		let header =
			header.and_then(|header| header.ok_or_else(|| format!("there is no {hash:?}")));
		let Some(header) = self.readings.headers.take("A final block's header", header) else {
			return;
		};
		let Some(slot) = slot_of(&header) else { return };
		if let Some(before) = self.last_final.replace(slot) {
			let now = Slot::from_timestamp(sp_timestamp::Timestamp::current(), self.slot_duration);
			let earliest = now.saturating_sub(RECENT);
			let skipped: Vec<_> = skipped(before, slot, earliest).collect();
			self.metrics.counters.slots.inc_by((*slot).saturating_sub(*before).min(RECENT));
			if !skipped.is_empty() {
				self.missed(*header.parent_hash(), &skipped);
			}
		}
	}

	/// Counts slots without a block for those whose turn they were, as the block before them says it.
	fn missed(&mut self, parent: Hash, skipped: &[u64]) {
		let authorities = self.authorities(parent);
		for slot in skipped {
			let authority = turn_of(&authorities, *slot);
			self.metrics.counters.missed.with_label_values(&authority.labels()).inc();
		}
	}

	/// Who makes blocks after a block, in the order of their slots. Empty if it cannot be read.
	fn authorities(&mut self, at: Hash) -> Vec<Authority> {
		let read = self.read_authorities(at);
		self.readings.authorities.take("Who makes blocks", read).unwrap_or_default()
	}

	fn read_authorities(&self, at: Hash) -> Result<Vec<Authority>, String> {
		let api = self.client.runtime_api();
		let keys = api.authorities(at).map_err(|error| error.to_string())?;
		// Accounts came with version 2.
		let validators = if self.api_version(at)? < 2 {
			Vec::new()
		} else {
			api.validators(at).map_err(|error| error.to_string())?
		};
		let account = |key: &AuthorityId| {
			let has_it = |keys: &SessionKeys| &keys.aura == key;
			let one = validators.iter().find(|each| each.acts_with.as_ref().is_some_and(has_it));
			one.map(|each| &each.who)
		};
		Ok(keys.iter().map(|key| Authority::new(key, account(key))).collect())
	}

	/// Which version of the operators' API the runtime has.
	fn api_version(&self, at: Hash) -> Result<u32, String> {
		let api = self.client.runtime_api();
		let version = api.api_version::<dyn OperatorApi<Block>>(at);
		version
			.map_err(|error| error.to_string())?
			.ok_or_else(|| "the runtime is older than this API".to_owned())
	}

	/// Money and validators, what stops people's calls, and when the bank last stated its balance: 0 where that is not known.
	fn read_pulse(&self, at: Hash) -> Result<(Vitals, Option<Brakes>, u64), String> {
		let api = self.client.runtime_api();
		let version = self.api_version(at)?;
		if version < 2 {
			// The node was replaced before the runtime, as it must be.
			#[allow(deprecated)]
			let vitals = api.pulse_before_version_2(at).map_err(|error| error.to_string())?;
			return Ok((vitals, None, 0));
		}
		let Pulse { vitals, brakes } = api.pulse(at).map_err(|error| error.to_string())?;
		let stated_at = match version {
			2 => 0,
			_ => api.reserve_stated_at(at).map_err(|error| error.to_string())?,
		};
		Ok((vitals, Some(brakes), stated_at))
	}

	/// Reads all that is read again and again.
	fn read(&mut self) {
		let best = self.client.info().best_hash;
		let pulse = self.read_pulse(best);
		let pulse = pulse.and_then(|(vitals, brakes, stated_at)| {
			let shown = self.metrics.show(&vitals, brakes.as_ref(), stated_at);
			shown.map_err(|error| error.to_string())
		});
		self.readings.pulse.take("The chain's pulse", pulse);

		let free = fs4::available_space(&self.database).map_err(|error| error.to_string());
		let free =
			free.and_then(|free| self.metrics.show_disk(free).map_err(|error| error.to_string()));
		self.readings.disk.take("The space on the disk", free);

		let authorities = self.authorities(best);
		for authority in &authorities {
			self.metrics.counters.know(authority);
		}
		if !authorities.is_empty() {
			self.metrics.counters.read_now("authorities");
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
		readings: Readings::default(),
	};
	watch.read();
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
				watch.read();
				pulse = futures_timer::Delay::new(PULSE).fuse();
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use chungnam_runtime::AccountId;
	use sp_core::ByteArray;

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

	pub(super) fn authority() -> Authority {
		let key = AuthorityId::from_slice(&[7; 32]).unwrap();
		Authority::new(&key, Some(&AccountId::new([8; 32])))
	}

	#[test]
	fn a_slot_is_the_turn_of_one_authority_and_of_nobody_where_none_is_known() {
		let other = Authority { key: "0x01".into(), ..authority() };
		let both = [authority(), other.clone()];
		assert_eq!(turn_of(&both, 6), authority());
		assert_eq!(turn_of(&both, 7), other);
		assert_eq!(turn_of(&[], 7), Authority::unknown());
	}

	#[test]
	fn the_log_of_a_double_block_names_key_address_and_account() {
		let sentence = double_block(9.into(), 3, Hash::zero(), &authority());
		let key = AccountId::new([7; 32]).to_string();
		let account = AccountId::new([8; 32]).to_string();
		let hex = format!("0x{}", "07".repeat(32));
		for part in ["slot 9", "block 3", &hex, &key, &account] {
			assert!(sentence.contains(part), "{part} is missing in: {sentence}");
		}
		let nobody = Authority::new(&AuthorityId::from_slice(&[7; 32]).unwrap(), None);
		assert!(double_block(9.into(), 3, Hash::zero(), &nobody).contains("validator unknown"));
	}
}
