// SPDX-License-Identifier: Apache-2.0

//! subxt: all types are generated at compile time from the committed metadata. If this compiles and connects, a client
//! needs neither the sources of this chain nor a running node to be built.

mod decode;
mod task;

use std::error::Error;

use task::{lap, shown, Task};

// --- how to connect
use subxt::{utils::AccountId32, OnlineClient, SubstrateConfig};
use subxt_signer::{sr25519::Keypair, SecretUri};

#[subxt::subxt(runtime_metadata_path = "../metadata/chungnam.scale")]
mod chungnam {}

type Client = OnlineClient<SubstrateConfig>;

async fn balance(client: &Client, who: &AccountId32) -> Result<u128, Box<dyn Error>> {
	let at = client.at_current_block().await?;
	let account =
		at.storage().fetch(chungnam::storage().system().account(), (who.clone(),)).await?;
	Ok(account.decode()?.data.free)
}

/// Signs, sends, and waits until it is final. Says whether the money moved.
async fn pay(
	client: &Client,
	from: &Keypair,
	to: AccountId32,
	won: u128,
) -> Result<bool, Box<dyn Error>> {
	let call = chungnam::transactions().balances().transfer_keep_alive(to.into(), won);
	let at = client.at_current_block().await?;
	let events = at
		.transactions()
		.sign_and_submit_then_watch_default(&call, from)
		.await?
		.wait_for_finalized_success()
		.await?;
	Ok(events.has::<chungnam::balances::events::Transfer>())
}
// ---

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
	let task = Task::from_env()?;
	let mut clock = std::time::Instant::now();

	let client = Client::from_insecure_url(&task.url).await?;
	shown("connects", &[("seconds", lap(&mut clock))]);

	let at = client.at_current_block().await?;
	let mut facts = decode::all(&at, &task).await?;
	facts.push(("seconds", lap(&mut clock)));
	shown("decodes", &facts);

	let payer = Keypair::from_uri(&task.payer.parse::<SecretUri>()?)?;
	let before = balance(&client, &payer.public_key().to_account_id()).await?;
	shown("reads", &[("balance", format!("\"{before}\"")), ("seconds", lap(&mut clock))]);

	let moved = pay(&client, &payer, task.payee.parse()?, task.won).await?;
	shown("sends", &[("event", moved.to_string())]);
	shown("final", &[("seconds", lap(&mut clock))]);
	Ok(())
}
