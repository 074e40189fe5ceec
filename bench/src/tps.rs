// SPDX-License-Identifier: Apache-2.0

//! What one authority makes final per second: a real node, real JSON-RPC, and people who sign before and hand in at a steady
//! rate. Counted is what is in final blocks, not what was acknowledged.

use std::{
	collections::HashMap,
	path::{Path, PathBuf},
	sync::Arc,
	time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use chungnam_primitives::{Moment, HOURS};
use chungnam_runtime::{constants::SLOT_DURATION, Hash, UncheckedExtrinsic};
use clap::Parser;
use codec::Encode;
use jsonrpsee::{
	async_client::Client,
	core::client::{ClientT, Subscription, SubscriptionClientT},
	rpc_params,
};
use sc_service::{ChainType, GenericChainSpec};
use serde_json::Value;
use sp_core::Pair;
use sp_io::hashing::blake2_256;
use tokio::sync::{mpsc, OwnedSemaphorePermit, Semaphore};

use crate::{
	province::{resident, sign, Province},
	report::{grouped, Section, Table},
	rpc::{Failure, Node},
};

/// Measures what one authority makes final per second over real JSON-RPC.
#[derive(Parser)]
pub struct Options {
	/// The node
	#[arg(long)]
	node: PathBuf,
	/// Transactions handed in a second; several are measured one after another, each on a chain of its own
	#[arg(long, value_delimiter = ',', default_value = "600,1000,1500")]
	rates: Vec<usize>,
	/// Seconds for which they are handed in
	#[arg(long, default_value_t = 30)]
	seconds: usize,
	/// People who hand in, one after another; each comes again when all others were there
	#[arg(long, default_value_t = 6_000)]
	people: usize,
	/// As fast as the node answers, with this many calls unanswered, instead of at a rate
	#[arg(long)]
	burst: Option<usize>,
	/// Transactions in all, with --burst
	#[arg(long, default_value_t = 10_000)]
	transactions: usize,
	/// Only these
	#[arg(long, value_delimiter = ',', default_value = "pay,transfer")]
	kinds: Vec<Kind>,
	/// Follow each transaction, so that what is dropped is told
	#[arg(long)]
	watch: bool,
	/// Connections
	#[arg(long, default_value_t = 4)]
	connections: usize,
	/// Keep the folders of the nodes, with their logs, in this one
	#[arg(long)]
	keep: Option<PathBuf>,
	/// Write the table as Markdown to this file
	#[arg(long)]
	pub write: Option<PathBuf>,
	/// Fail unless at least this many payments a second become final at one of the rates, and none is lost at any
	#[arg(long)]
	at_least: Option<f64>,
	/// More arguments for the node
	#[arg(last = true)]
	more: Vec<String>,
}

/// What is handed in.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
	/// A payment from a lot, free of charge
	Pay,
	/// `Balances::transfer_keep_alive`, which pays a fee
	Transfer,
}

impl Kind {
	fn name(self) -> &'static str {
		match self {
			Self::Pay => "pay",
			Self::Transfer => "transfer_keep_alive",
		}
	}
}

/// What became of what was handed in.
struct Outcome {
	handed_in: usize,
	acknowledged: usize,
	refused: HashMap<String, usize>,
	/// Told to who follows: dropped, invalid or usurped.
	told: usize,
	final_: usize,
	/// From the first handed in to the last that became final.
	took: Duration,
	/// From handing in to final, in milliseconds, sorted.
	waits: Vec<u64>,
	/// The most in one block.
	fullest: usize,
	/// In a second of the middle half.
	steady: f64,
}

impl Outcome {
	/// Acknowledged, in no final block, and nobody was told.
	fn lost(&self) -> usize {
		self.acknowledged.saturating_sub(self.final_ + self.told)
	}

	fn wait(&self, part: f64) -> f64 {
		let last = self.waits.len().saturating_sub(1);
		let at = (last as f64 * part).round() as usize;
		self.waits.get(at).map_or(f64::NAN, |wait| *wait as f64 / 1e3)
	}
}

/// Measures each kind at each rate.
pub fn run(options: &Options, wasm: &[u8]) -> Result<Section, Failure> {
	let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
	let head = [
		"handed in",
		"a second",
		"in all",
		"refused",
		"final",
		"told",
		"lost",
		"final a second",
		"most a block",
		"p50 s",
		"p99 s",
	];
	let mut table = Table::new(&head);
	let (mut best, mut lost) = (0.0_f64, 0);
	let rates = if options.burst.is_some() { vec![0] } else { options.rates.clone() };
	let mut started = Vec::new();
	for rate in rates {
		for kind in &options.kinds {
			let (outcome, start) = runtime.block_on(measure(options, *kind, rate, wasm))?;
			started.push(start.as_secs_f64());
			if *kind == Kind::Pay {
				best = best.max(outcome.steady);
			}
			lost += outcome.lost();
			for (why, count) in &outcome.refused {
				eprintln!("  refused {count}: {why}");
			}
			table.row([
				kind.name().into(),
				if rate == 0 { "burst".into() } else { grouped(rate as u64) },
				grouped(outcome.handed_in as u64),
				grouped((outcome.handed_in - outcome.acknowledged) as u64),
				grouped(outcome.final_ as u64),
				grouped(outcome.told as u64),
				grouped(outcome.lost() as u64),
				format!("{:.0}", outcome.steady),
				grouped(outcome.fullest as u64),
				format!("{:.1}", outcome.wait(0.5)),
				format!("{:.1}", outcome.wait(0.99)),
			]);
			eprint!("{}", table.text());
		}
	}
	if let Some(least) = options.at_least {
		if best < least {
			return Err(format!(
				"{best:.0} payments a second became final, {least} were asked for"
			)
			.into());
		}
		if lost > 0 {
			return Err(format!("{lost} transactions were acknowledged and lost").into());
		}
	}
	Ok(Section {
		title: "What one authority makes final per second".into(),
		how: format!(
			"A node and its sender on the same {} cores, over {} websockets. {} people sign before; each hands in again when all \
			 others\nwere there. `final a second` is of the middle half of the run; a wait is from handing in to \
			 final. A new node answered\nat most {:.1} s after its start.",
			std::thread::available_parallelism().map_or(1, usize::from),
			options.connections,
			grouped(options.people as u64),
			started.iter().copied().fold(0.0, f64::max),
		),
		table,
		notes: vec!["lost: acknowledged, in no final block, and nobody was told.".into()],
	})
}

async fn measure(
	options: &Options,
	kind: Kind,
	rate: usize,
	wasm: &[u8],
) -> Result<(Outcome, Duration), Failure> {
	let folder = Folder::new(options.keep.as_deref(), &format!("{}-{rate}", kind.name()))?;
	let spec = folder.path.join("spec.json");
	let mut province = Province::new();
	province.add_residents(options.people, options.people);
	province.add_shops(options.people);
	province.give(0..options.people);
	write_spec(&province, wasm, &spec)?;
	let node = Node::start(&options.node, &spec, &folder.path, &options.more).await?;
	let mut clients = Vec::new();
	for _ in 0..options.connections.max(1) {
		clients.push(node.connect().await?);
	}
	let client = node.connect().await?;
	let genesis: Hash = client.request("chain_getBlockHash", rpc_params![0]).await?;
	let count = options.burst.map_or(rate * options.seconds, |_| options.transactions);
	let signed = signed(&province, options.people, kind, count, genesis);
	let finals: Subscription<Value> = client
		.subscribe(
			"chain_subscribeFinalizedHeads",
			rpc_params![],
			"chain_unsubscribeFinalizedHeads",
		)
		.await?;
	let outcome = hand_in(options, rate, signed, clients, client, finals).await?;
	Ok((outcome, node.started_in))
}

/// A folder for one node.
struct Folder {
	path: PathBuf,
	/// True if it goes when the measurement is over.
	passing: bool,
}

impl Folder {
	/// A new one called `name`, in `keep` or among the temporary ones.
	fn new(keep: Option<&Path>, name: &str) -> Result<Self, Failure> {
		let temporary =
			|| std::env::temp_dir().join(format!("chungnam-tps-{}", std::process::id()));
		let path = keep.map_or_else(temporary, Into::into).join(name);
		if path.exists() {
			return Err(
				format!("{} is there already, with a chain of its own", path.display()).into()
			);
		}
		std::fs::create_dir_all(&path)?;
		Ok(Self { path, passing: keep.is_none() })
	}
}

impl Drop for Folder {
	fn drop(&mut self) {
		if self.passing {
			// What cannot be removed is left to the system, which empties its temporary folder.
			let _ = std::fs::remove_dir_all(&self.path);
		}
	}
}

/// The chain that begins with `province`, as a file.
fn write_spec(province: &Province, wasm: &[u8], path: &Path) -> Result<(), Failure> {
	let mut spec: GenericChainSpec = GenericChainSpec::builder(wasm, None)
		.with_name("Chungnam Measured")
		.with_id("chungnam_measured")
		.with_chain_type(ChainType::Local)
		.build();
	sc_service::ChainSpec::set_storage(&mut spec, province.build_with(wasm));
	Ok(std::fs::write(path, sc_service::ChainSpec::as_json(&spec, true)?)?)
}

/// Milliseconds since the epoch.
fn now() -> Moment {
	let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
	now.as_millis() as Moment
}

/// Everyone in turn, each with the next nonce.
fn signed(
	province: &Province,
	people: usize,
	kind: Kind,
	count: usize,
	genesis: Hash,
) -> Vec<UncheckedExtrinsic> {
	let keys: Vec<_> = (0..people.min(count)).map(resident).collect();
	// Signed now, handed in within minutes.
	let until = now() + HOURS / 2;
	let one = |index: usize| {
		let (who, nonce) = (index % people, (index / people) as u32);
		match kind {
			Kind::Pay => {
				let merchant = province.shop(index % people);
				let (amount, order, most_own) = (1_000, None, 1_000);
				let call = pallet_regional_currency::Call::pay {
					merchant,
					amount,
					order,
					most_own,
					until,
				};
				sign(&keys[who], nonce, genesis, call)
			}
			Kind::Transfer => {
				let dest = keys[(who + 1) % keys.len()].public().0;
				let dest = chungnam_runtime::AccountId::from(dest).into();
				let call = pallet_balances::Call::transfer_keep_alive { dest, value: 1_000 };
				sign(&keys[who], nonce, genesis, call)
			}
		}
	};
	(0..count).map(one).collect()
}

/// What a sender tells.
enum Told {
	Acknowledged,
	Refused(String),
	/// Dropped, invalid or usurped.
	Ended,
}

async fn hand_in(
	options: &Options,
	rate: usize,
	signed: Vec<UncheckedExtrinsic>,
	clients: Vec<Arc<Client>>,
	client: Arc<Client>,
	mut finals: Subscription<Value>,
) -> Result<Outcome, Failure> {
	let encoded: Vec<Vec<u8>> = signed.iter().map(Encode::encode).collect();
	let handed_in = encoded.len();
	let index_of: HashMap<[u8; 32], usize> =
		encoded.iter().enumerate().map(|(index, bytes)| (blake2_256(bytes), index)).collect();
	let (tell, mut told) = mpsc::unbounded_channel();
	let begin = Instant::now();
	let watch = options.watch;
	// Calls that are not answered yet.
	let unanswered = Arc::new(Semaphore::new(options.burst.unwrap_or(Semaphore::MAX_PERMITS)));
	let sender = tokio::spawn(async move {
		let mut sent_at = Vec::with_capacity(encoded.len());
		for (index, bytes) in encoded.into_iter().enumerate() {
			if rate > 0 {
				let due = Duration::from_secs_f64(index as f64 / rate as f64);
				tokio::time::sleep(due.saturating_sub(begin.elapsed())).await;
			}
			let Ok(permit) = unanswered.clone().acquire_owned().await else { break };
			sent_at.push(begin.elapsed());
			let client = clients[index % clients.len()].clone();
			tokio::spawn(submit(client, bytes, watch, permit, tell.clone()));
		}
		sent_at
	});

	let mut outcome = Outcome {
		handed_in,
		acknowledged: 0,
		refused: HashMap::new(),
		told: 0,
		final_: 0,
		took: Duration::ZERO,
		waits: Vec::new(),
		fullest: 0,
		steady: 0.0,
	};
	let mut final_at: Vec<Option<Duration>> = vec![None; handed_in];
	let mut seen = 0_u64;
	let mut quiet = 0;
	loop {
		let header = match tokio::time::timeout(Duration::from_secs(30), finals.next()).await {
			Ok(Some(header)) => header?,
			Ok(None) => return Err("the subscription to final blocks ended".into()),
			Err(_) => return Err("no block became final for 30 s".into()),
		};
		let number = number_of(&header)?;
		let at = begin.elapsed();
		let before = outcome.final_;
		for height in seen + 1..=number {
			let mut inside = 0;
			for bytes in body(&client, height).await? {
				let Some(index) = index_of.get(&blake2_256(&bytes)) else { continue };
				final_at[*index].get_or_insert(at);
				inside += 1;
			}
			outcome.final_ += inside;
			outcome.fullest = outcome.fullest.max(inside);
		}
		seen = number;
		while let Ok(word) = told.try_recv() {
			match word {
				Told::Acknowledged => outcome.acknowledged += 1,
				Told::Refused(why) => *outcome.refused.entry(why).or_default() += 1,
				Told::Ended => outcome.told += 1,
			}
		}
		let answered = outcome.acknowledged + outcome.refused.values().sum::<usize>();
		// Ten final blocks without one of ours, after all was answered: nothing more comes.
		quiet = if outcome.final_ == before && answered == handed_in { quiet + 1 } else { 0 };
		let settled = outcome.final_ + outcome.told >= outcome.acknowledged;
		if answered == handed_in && (settled || quiet >= 10) {
			break;
		}
	}
	let sent_at = sender.await?;
	let mut times: Vec<Duration> = final_at.iter().copied().flatten().collect();
	times.sort();
	outcome.took = times.last().copied().unwrap_or_default();
	outcome.waits = final_at
		.iter()
		.zip(&sent_at)
		.filter_map(|(at, sent)| Some(at.as_ref()?.saturating_sub(*sent).as_millis() as u64))
		.collect();
	outcome.waits.sort_unstable();
	outcome.steady = steady(&times);
	Ok(outcome)
}

/// How many became final in a second, between the first and the last quarter of all.
fn steady(times: &[Duration]) -> f64 {
	let (first, last) = (times.len() / 4, times.len() * 3 / 4);
	let (Some(from), Some(to)) = (times.get(first), times.get(last)) else { return 0.0 };
	// Blocks become final together: what lies between two of them took at least one slot.
	let seconds = (*to - *from).as_secs_f64().max(SLOT_DURATION as f64 / 1e3);
	let after = times.iter().filter(|at| *at > from && *at <= to).count();
	after as f64 / seconds
}

/// Hands in one transaction. `permit` is given back when the node has answered.
async fn submit(
	client: Arc<Client>,
	bytes: Vec<u8>,
	watch: bool,
	permit: OwnedSemaphorePermit,
	tell: mpsc::UnboundedSender<Told>,
) {
	let hex = format!("0x{}", sp_core::hexdisplay::HexDisplay::from(&bytes));
	// The listener has gone only when the measurement was given up.
	let say = |word| drop(tell.send(word));
	if !watch {
		match client.request::<Value, _>("author_submitExtrinsic", rpc_params![hex]).await {
			Ok(_) => say(Told::Acknowledged),
			Err(error) => say(Told::Refused(error.to_string())),
		}
		return;
	}
	let (subscribe, unsubscribe) = ("author_submitAndWatchExtrinsic", "author_unwatchExtrinsic");
	let events = client.subscribe::<Value, _>(subscribe, rpc_params![hex], unsubscribe).await;
	let mut events = match events {
		Ok(events) => events,
		Err(error) => return say(Told::Refused(error.to_string())),
	};
	drop(permit);
	say(Told::Acknowledged);
	while let Some(Ok(event)) = events.next().await {
		let ended = ["dropped", "invalid"].iter().any(|word| event == **word);
		if ended || event.get("usurped").is_some() {
			return say(Told::Ended);
		}
		if event.get("finalized").is_some() {
			return;
		}
	}
}

fn number_of(header: &Value) -> Result<u64, Failure> {
	let hex = header["number"].as_str().ok_or("a header without a number")?;
	Ok(u64::from_str_radix(hex.trim_start_matches("0x"), 16)?)
}

/// The transactions of a block, as they are encoded.
async fn body(client: &Client, height: u64) -> Result<Vec<Vec<u8>>, Failure> {
	let hash: Value = client.request("chain_getBlockHash", rpc_params![height]).await?;
	let block: Value = client.request("chain_getBlock", rpc_params![hash]).await?;
	let all = block["block"]["extrinsics"].as_array().ok_or("a block without a body")?;
	let bytes = |text: &Value| -> Result<Vec<u8>, Failure> {
		let hex = text.as_str().ok_or("a transaction that is not a text")?;
		Ok(sp_core::bytes::from_hex(hex)?)
	};
	all.iter().map(bytes).collect()
}
