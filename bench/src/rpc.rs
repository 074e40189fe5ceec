// SPDX-License-Identifier: Apache-2.0

//! A node of one authority on this machine, and a client of its JSON-RPC.

use std::{
	error::Error,
	net::TcpListener,
	path::Path,
	process::{Child, Command, Stdio},
	sync::Arc,
	time::{Duration, Instant},
};

use jsonrpsee::{
	async_client::{Client, ClientBuilder},
	client_transport::ws::{Url, WsTransportClientBuilder},
	core::client::ClientT,
	rpc_params,
};

/// Whatever goes wrong.
pub type Failure = Box<dyn Error + Send + Sync>;

/// Calls that one connection may have unanswered.
const UNANSWERED: usize = 100_000;
/// Longest wait for the node's first answer. A bare machine compiles the runtime first.
const START: Duration = Duration::from_secs(180);

/// A running node. Ends when it is dropped.
pub struct Node {
	process: Child,
	/// Its JSON-RPC.
	pub url: String,
	/// How long it took from its start to its first answer.
	pub started_in: Duration,
}

impl Node {
	/// Starts `program` with the chain spec `spec`, as Alice, with its database in `folder`.
	pub async fn start(
		program: &Path,
		spec: &Path,
		folder: &Path,
		more: &[String],
	) -> Result<Self, Failure> {
		let port = free_port()?;
		let log = std::fs::File::create(folder.join("node.log"))?;
		let start = Instant::now();
		let process = Command::new(program)
			.args(["--alice", "--validator", "--force-authoring", "--no-telemetry"])
			.args([
				"--no-prometheus",
				"--no-mdns",
				"--port",
				"0",
				"--unsafe-force-node-key-generation",
			])
			// Each payment is followed by its own subscription; all come over a few connections.
			.args(["--rpc-max-subscriptions-per-connection", "200000"])
			.args(["--rpc-message-buffer-capacity-per-connection", "100000"])
			.args(["--rpc-port", &port.to_string()])
			.arg("--base-path")
			.arg(folder.join("node"))
			.arg("--chain")
			.arg(spec)
			.args(more)
			.stdin(Stdio::null())
			.stdout(Stdio::null())
			.stderr(log)
			.spawn()?;
		let mut node =
			Self { process, url: format!("ws://127.0.0.1:{port}"), started_in: Duration::ZERO };
		while start.elapsed() < START {
			if let Some(status) = node.process.try_wait()? {
				return Err(format!("the node ended: {status}; see {}", folder.display()).into());
			}
			if let Ok(client) = node.connect().await {
				if client
					.request::<serde_json::Value, _>("system_health", rpc_params![])
					.await
					.is_ok()
				{
					node.started_in = start.elapsed();
					return Ok(node);
				}
			}
			tokio::time::sleep(Duration::from_millis(100)).await;
		}
		Err(format!("the node does not answer after {} s", START.as_secs()).into())
	}

	/// One more connection.
	pub async fn connect(&self) -> Result<Arc<Client>, Failure> {
		let url = Url::parse(&self.url)?;
		let (sender, receiver) = WsTransportClientBuilder::default()
			.max_response_size(64 * 1024 * 1024)
			.build(url)
			.await?;
		let client = ClientBuilder::default()
			.max_concurrent_requests(UNANSWERED)
			.max_buffer_capacity_per_subscription(1_024)
			.request_timeout(Duration::from_secs(600))
			.build_with_tokio(sender, receiver);
		Ok(Arc::new(client))
	}
}

impl Drop for Node {
	fn drop(&mut self) {
		// It may have ended by itself; then there is nothing to kill.
		let _ = self.process.kill();
		let _ = self.process.wait();
	}
}

fn free_port() -> std::io::Result<u16> {
	Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
