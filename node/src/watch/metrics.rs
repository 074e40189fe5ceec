// SPDX-License-Identifier: Apache-2.0

//! The metrics `chungnam_*`. A metric that was never read is not shown, and each kind of reading says when it succeeded
//! last.

use chungnam_runtime::{
	operator_api::{Brakes, MigrationState, SafeModeState, Vitals},
	AccountId,
};
use sp_consensus_aura::sr25519::AuthorityId;
use sp_core::{hexdisplay::HexDisplay, ByteArray};
use substrate_prometheus_endpoint::{
	register, Counter, CounterVec, Gauge, GaugeVec, Opts, PrometheusError, Registry, U64,
};

/// What stands for an authority or an account that could not be read.
const UNKNOWN: &str = "unknown";

/// Metrics that count from the start of the node.
pub(super) struct Counters {
	pub(super) slots: Counter<U64>,
	pub(super) missed: CounterVec<U64>,
	pub(super) equivocations: CounterVec<U64>,
	/// When each kind of reading succeeded last, in seconds since 1970. The one that asks subtracts it from its own time,
	/// so that a watch that stands still is seen too.
	read_at: GaugeVec<U64>,
}

impl Counters {
	fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let by_authority = |name, help| {
			register(CounterVec::new(Opts::new(name, help), &["authority", "account"])?, registry)
		};
		Ok(Self {
			slots: register(
				Counter::new("chungnam_slots_total", "Slots that passed on the final chain")?,
				registry,
			)?,
			missed: by_authority(
				"chungnam_missed_slots_total",
				"Slots without a block on the final chain, by the Aura key whose turn it was and its validator's account",
			)?,
			equivocations: by_authority(
				"chungnam_aura_equivocations_total",
				"Second blocks of one slot that were imported, by the Aura key whose slot it was and its validator's account",
			)?,
			read_at: register(
				GaugeVec::new(
					Opts::new(
						"chungnam_reading_timestamp_seconds",
						"When each kind of reading succeeded last, in seconds since 1970",
					),
					&["reading"],
				)?,
				registry,
			)?,
		})
	}

	/// Notes that a kind of reading succeeded now.
	pub(super) fn read_now(&self, reading: &str) {
		let now = sp_timestamp::Timestamp::current().as_millis();
		self.read_at.with_label_values(&[reading]).set(now / 1_000);
	}

	/// Shows zeros for an authority that did nothing wrong yet: an increase can be seen only where there was a number
	/// before.
	pub(super) fn know(&self, authority: &Authority) {
		self.missed.with_label_values(&authority.labels());
		self.equivocations.with_label_values(&authority.labels());
	}
}

/// Gauges of the money and the validators.
struct VitalGauges {
	issuance: Gauge<U64>,
	reserve: Gauge<U64>,
	/// Without a series until the bank states a balance: that of a genesis has no age.
	stated_at: GaugeVec<U64>,
	validators: GaugeVec<U64>,
}

impl VitalGauges {
	fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let gauge = |name, help| register(Gauge::new(name, help)?, registry);
		Ok(Self {
			issuance: gauge("chungnam_issuance_won", "All won there are")?,
			reserve: gauge("chungnam_reserve_won", "Won that the bank holds, as attested last")?,
			stated_at: at_times(
				"chungnam_reserve_stated_timestamp_seconds",
				"When the bank last stated what it holds, in seconds since 1970",
				registry,
			)?,
			validators: by_state("chungnam_validators", "Validators by what they are", registry)?,
		})
	}

	fn show(&self, vitals: &Vitals, stated_at: u64) {
		let won = |amount: u128| u64::try_from(amount).unwrap_or(u64::MAX);
		self.issuance.set(won(vitals.issuance));
		self.reserve.set(won(vitals.reserve));
		if stated_at > 0 {
			self.stated_at.with_label_values(&[]).set(stated_at / 1_000);
		}
		for (state, count) in [
			("members", vitals.members),
			("active", vitals.active),
			("disabled", vitals.disabled),
			("suspended", vitals.suspended),
		] {
			self.validators.with_label_values(&[state]).set(count.into());
		}
	}
}

/// Gauges of what stops people's calls.
struct BrakeGauges {
	safe_mode: Gauge<U64>,
	/// Without a series unless safe mode ends by itself.
	blocks_left: GaugeVec<U64>,
	paused_calls: Gauge<U64>,
	migrations: GaugeVec<U64>,
}

impl BrakeGauges {
	fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let gauge = |name, help| register(Gauge::new(name, help)?, registry);
		Ok(Self {
			safe_mode: gauge("chungnam_safe_mode", "1 while safe mode stops people's calls")?,
			blocks_left: at_times(
				"chungnam_safe_mode_blocks_left",
				"Blocks after which safe mode ends by itself, where it does",
				registry,
			)?,
			paused_calls: gauge("chungnam_paused_calls", "Calls that are paused one by one")?,
			migrations: by_state(
				"chungnam_migrations",
				"1 for what migrations of stored data do: they run, are stuck, or failed",
				registry,
			)?,
		})
	}

	fn show(&self, brakes: &Brakes) {
		self.safe_mode.set((brakes.safe_mode != SafeModeState::Off).into());
		match brakes.safe_mode {
			SafeModeState::EndsIn(left) => self.blocks_left.with_label_values(&[]).set(left.into()),
			SafeModeState::Off | SafeModeState::Holds => self.blocks_left.reset(),
		}
		self.paused_calls.set(brakes.paused_calls.into());
		for (state, holds) in [
			("running", brakes.migrations == MigrationState::Running),
			("stuck", brakes.migrations == MigrationState::Stuck),
			("failed", matches!(brakes.migrations, MigrationState::Failed(_))),
		] {
			self.migrations.with_label_values(&[state]).set(holds.into());
		}
	}
}

/// A gauge without labels that has no series while it is not set.
fn at_times(name: &str, help: &str, registry: &Registry) -> Result<GaugeVec<U64>, PrometheusError> {
	register(GaugeVec::new(Opts::new(name, help), &[])?, registry)
}

fn by_state(name: &str, help: &str, registry: &Registry) -> Result<GaugeVec<U64>, PrometheusError> {
	register(GaugeVec::new(Opts::new(name, help), &["state"])?, registry)
}

/// The metrics. What is read is shown from its first good reading on: a zero that nobody read would keep an alert silent.
pub(super) struct Metrics {
	registry: Registry,
	pub(super) counters: Counters,
	vitals: Option<VitalGauges>,
	brakes: Option<BrakeGauges>,
	disk_free: Option<Gauge<U64>>,
}

impl Metrics {
	pub(super) fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		Ok(Self {
			registry: registry.clone(),
			counters: Counters::register(registry)?,
			vitals: None,
			brakes: None,
			disk_free: None,
		})
	}

	/// Shows a pulse, and when the bank last stated its balance, in milliseconds: 0 where no bank did. A runtime of the first
	/// version of the API knows no brakes.
	pub(super) fn show(
		&mut self,
		vitals: &Vitals,
		brakes: Option<&Brakes>,
		stated_at: u64,
	) -> Result<(), PrometheusError> {
		let registry = &self.registry;
		shown(&mut self.vitals, || VitalGauges::register(registry))?.show(vitals, stated_at);
		self.counters.read_now("pulse");
		if let Some(brakes) = brakes {
			shown(&mut self.brakes, || BrakeGauges::register(registry))?.show(brakes);
			self.counters.read_now("brakes");
		}
		Ok(())
	}

	pub(super) fn show_disk(&mut self, free: u64) -> Result<(), PrometheusError> {
		let registry = &self.registry;
		shown(&mut self.disk_free, || {
			register(
				Gauge::new("chungnam_disk_free_bytes", "Space left where the database lies")?,
				registry,
			)
		})?
		.set(free);
		self.counters.read_now("disk");
		Ok(())
	}
}

/// What is registered already, or is now.
fn shown<T>(
	slot: &mut Option<T>,
	make: impl FnOnce() -> Result<T, PrometheusError>,
) -> Result<&mut T, PrometheusError> {
	if slot.is_none() {
		*slot = Some(make()?);
	}
	slot.as_mut().ok_or_else(|| PrometheusError::Msg("it was registered a moment ago".into()))
}

/// Who makes blocks: the Aura key in hex and as an address, and the account of its validator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Authority {
	pub(super) key: String,
	pub(super) address: String,
	pub(super) account: String,
}

impl Authority {
	pub(super) fn new(key: &AuthorityId, account: Option<&AccountId>) -> Self {
		let address = AccountId::try_from(key.as_slice()).map(|address| address.to_string());
		Self {
			key: format!("0x{}", HexDisplay::from(&key.as_slice())),
			address: address.unwrap_or_else(|()| UNKNOWN.into()),
			account: account.map_or_else(|| UNKNOWN.into(), ToString::to_string),
		}
	}

	pub(super) fn unknown() -> Self {
		Self { key: UNKNOWN.into(), address: UNKNOWN.into(), account: UNKNOWN.into() }
	}

	pub(super) fn labels(&self) -> [&str; 2] {
		[&self.key, &self.account]
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::watch::tests::authority;

	fn names(registry: &Registry) -> Vec<String> {
		registry.gather().iter().map(|family| family.get_name().to_owned()).collect()
	}

	#[test]
	fn metrics_have_the_names_that_rules_and_dashboards_know() {
		let registry = Registry::new();
		let mut metrics = Metrics::register(&registry).unwrap();
		let vitals = Vitals { issuance: 5, reserve: u128::MAX, members: 4, ..Default::default() };
		let brakes = Brakes { safe_mode: SafeModeState::EndsIn(9), ..Default::default() };
		metrics.show(&vitals, Some(&brakes), 1_767_193_200_999).unwrap();
		metrics.show_disk(1).unwrap();
		metrics.counters.know(&authority());
		assert_eq!(
			names(&registry),
			[
				"chungnam_aura_equivocations_total",
				"chungnam_disk_free_bytes",
				"chungnam_issuance_won",
				"chungnam_migrations",
				"chungnam_missed_slots_total",
				"chungnam_paused_calls",
				"chungnam_reading_timestamp_seconds",
				"chungnam_reserve_stated_timestamp_seconds",
				"chungnam_reserve_won",
				"chungnam_safe_mode",
				"chungnam_safe_mode_blocks_left",
				"chungnam_slots_total",
				"chungnam_validators",
			]
		);
		let gauges = metrics.vitals.as_ref().unwrap();
		assert_eq!((gauges.issuance.get(), gauges.reserve.get()), (5, u64::MAX));
		assert_eq!(gauges.stated_at.with_label_values(&[]).get(), 1_767_193_200);
		assert!(Metrics::register(&registry).is_err());
	}

	#[test]
	fn what_was_never_read_is_not_shown() {
		let registry = Registry::new();
		let mut metrics = Metrics::register(&registry).unwrap();
		assert_eq!(names(&registry), ["chungnam_slots_total"]);

		// A runtime of the first version: its brakes stay unknown, and do not stand at zero.
		metrics.show(&Vitals::default(), None, 0).unwrap();
		let shown = names(&registry);
		assert!(shown.contains(&"chungnam_issuance_won".to_owned()));
		assert!(!shown.iter().any(|name| name.contains("safe_mode") || name.contains("paused")));
		assert!(!shown.iter().any(|name| name.contains("stated")), "a genesis has no statement");
		assert!(metrics.counters.read_at.with_label_values(&["pulse"]).get() > 1_700_000_000);
	}

	#[test]
	fn an_end_of_safe_mode_is_shown_while_there_is_one() {
		let registry = Registry::new();
		let mut metrics = Metrics::register(&registry).unwrap();
		let left = "chungnam_safe_mode_blocks_left".to_owned();
		let mut show = |safe_mode| {
			let brakes = Brakes { safe_mode, ..Default::default() };
			metrics.show(&Vitals::default(), Some(&brakes), 0).unwrap();
			let gauges = metrics.brakes.as_ref().unwrap();
			(gauges.safe_mode.get(), names(&registry).contains(&left))
		};
		assert_eq!(show(SafeModeState::Off), (0, false));
		assert_eq!(show(SafeModeState::EndsIn(3)), (1, true));
		assert_eq!(show(SafeModeState::Holds), (1, false));
		assert_eq!(show(SafeModeState::Off), (0, false));
	}

	#[test]
	fn each_state_of_migrations_is_one_and_the_others_zero() {
		let registry = Registry::new();
		let mut metrics = Metrics::register(&registry).unwrap();
		for (migrations, expected) in [
			(MigrationState::Idle, [0, 0, 0]),
			(MigrationState::Running, [1, 0, 0]),
			(MigrationState::Stuck, [0, 1, 0]),
			(MigrationState::Failed(5), [0, 0, 1]),
		] {
			let brakes = Brakes { migrations, ..Default::default() };
			metrics.show(&Vitals::default(), Some(&brakes), 0).unwrap();
			let gauge = &metrics.brakes.as_ref().unwrap().migrations;
			let states = ["running", "stuck", "failed"];
			assert_eq!(states.map(|state| gauge.with_label_values(&[state]).get()), expected);
		}
	}
}
