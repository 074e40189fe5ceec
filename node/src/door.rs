// SPDX-License-Identifier: Apache-2.0

//! The most that each JSON-RPC method may be asked, a method of the SDK as well as one of ours.
//!
//! The SDK bounds a request as a whole: 5 MB. Within that, a method decodes what it is given as it likes: an address is
//! decoded from base58, which takes time quadratic in its length, on one of the few threads that answer everybody. So each
//! method here has a bound of its own, applied to the raw text of its parameters before anything is decoded. A method that
//! nobody has thought of has the smallest bound. What works for long, works on threads that may be kept busy.

use std::sync::Arc;

use futures::{future::ready, FutureExt};
use jsonrpsee::{
	core::RegisterMethodError,
	tokio::task::spawn_blocking,
	types::{error::ErrorCode, ErrorObjectOwned, Id, Params},
	Extensions, MethodCallback, MethodResponse, Methods, RpcModule,
};
use sc_rpc_api::DenyUnsafe;
use serde_json::Value;

/// Bytes of parameters where nothing else is said: numbers, hashes, an address, a name.
pub const SHORT: usize = 1_024;

/// Bytes of parameters where keys of the storage are listed: some 1,600 of them.
pub const KEYS: usize = 256 * 1_024;

/// Threads for work that JSON-RPC waits for, at most. The executor holds 64 instances of the runtime and lets a
/// question for one more wait: blocks are made and checked with the others.
pub const MAX_WORKERS: u32 = 48;

/// Methods that take transactions, input of a runtime call, or a value: as large as a request may be.
const BYTES: [&str; 14] = [
	"archive_v1_call",
	"author_removeExtrinsic",
	"author_submitAndWatchExtrinsic",
	"author_submitExtrinsic",
	"chainHead_v1_call",
	"offchain_localStorageSet",
	"payment_queryFeeDetails",
	"payment_queryInfo",
	"state_call",
	"state_callAt",
	"system_dryRun",
	"system_dryRunAt",
	"transactionWatch_v1_submitAndWatch",
	"transaction_v1_broadcast",
];

/// Methods that take keys of the storage, or lists of hashes.
const LISTS: [&str; 25] = [
	"archive_v1_storage",
	"archive_v1_storageDiff",
	"chainHead_v1_storage",
	"chainHead_v1_unpin",
	"childstate_getKeysPaged",
	"childstate_getKeysPagedAt",
	"childstate_getStorage",
	"childstate_getStorageEntries",
	"childstate_getStorageHash",
	"childstate_getStorageSize",
	"state_getChildReadProof",
	"state_getKeysPaged",
	"state_getKeysPagedAt",
	"state_getPairs",
	"state_getReadProof",
	"state_getStorage",
	"state_getStorageAt",
	"state_getStorageHash",
	"state_getStorageHashAt",
	"state_getStorageSize",
	"state_getStorageSizeAt",
	"state_queryStorage",
	"state_queryStorageAt",
	"state_subscribeStorage",
	"state_traceBlock",
];

/// Methods that collect the whole state before they answer. Their paged sisters serve everybody.
const OPERATORS: [&str; 2] = ["childstate_getKeys", "state_getKeys"];

/// Methods that run a function of the runtime which the caller names.
const RUNTIME_CALLS: [&str; 4] =
	["archive_v1_call", "chainHead_v1_call", "state_call", "state_callAt"];

/// Functions of the runtime that are the node's: they make genesis (and decode addresses of any length), blocks and keys.
const NODES_OWN: [&str; 8] = [
	"Benchmark_",
	"BlockBuilder_",
	"Core_execute_block",
	"Core_initialize_block",
	"GenesisBuilder_",
	"OffchainWorkerApi_",
	"SessionKeys_generate",
	"TryRuntime_",
];

/// True for a method that is answered from memory in no time, however busy the node is: its health, above all.
fn is_light(method: &str) -> bool {
	method.starts_with("system_") || method.starts_with("chainSpec_")
}

/// How many bytes the parameters of a method may have.
fn room(method: &str) -> usize {
	if BYTES.contains(&method) {
		usize::MAX
	} else if LISTS.contains(&method) {
		KEYS
	} else {
		SHORT
	}
}

/// Why a call is refused before the method sees it.
fn refusal(method: &str, params: &Params, extensions: &Extensions) -> Option<ErrorObjectOwned> {
	let (bytes, room) = (params.len_bytes(), room(method));
	if bytes > room {
		return Some(ErrorObjectOwned::owned(
			ErrorCode::InvalidParams.code(),
			format!("The parameters of {method} are {bytes} bytes long: {room} at most."),
			Some(format!("매개변수가 너무 깁니다. 최대 {room}바이트입니다.")),
		));
	}
	let is_operators = OPERATORS.contains(&method)
		|| RUNTIME_CALLS.contains(&method) && names_a_function_of_the_node(params);
	if !is_operators {
		return None;
	}
	match extensions.get::<DenyUnsafe>().map(|deny| deny.check_if_safe()) {
		Some(Ok(())) => None,
		Some(Err(error)) => Some(error.into()),
		// The server says it of every request. Without a word nobody is the operator.
		None => Some(ErrorCode::MethodNotFound.into()),
	}
}

/// True if one of the parameters is the name of a function in [`NODES_OWN`]. All others are hexadecimal, or numbers of
/// subscriptions: none begins like that.
fn names_a_function_of_the_node(params: &Params) -> bool {
	let is_own = |value: &Value| {
		let name = value.as_str().unwrap_or_default();
		NODES_OWN.iter().any(|own| name.starts_with(own))
	};
	match params.parse::<Value>() {
		Ok(Value::Array(list)) => list.iter().any(is_own),
		Ok(Value::Object(named)) => named.values().any(is_own),
		// The method itself will say that these are not parameters.
		_ => false,
	}
}

/// The same methods, each behind its bound, and off the threads that answer everybody where it works for long.
pub fn guarded(open: RpcModule<()>) -> Result<RpcModule<()>, RegisterMethodError> {
	let open: Methods = open.into();
	let mut door = RpcModule::new(());
	for name in open.method_names() {
		if let Some(callback) = open.method(name) {
			door.verify_and_insert(name, behind_bounds(name, callback.clone()))?;
		}
	}
	Ok(door)
}

fn refused(id: Id, error: ErrorObjectOwned, extensions: Extensions) -> MethodResponse {
	MethodResponse::error(id, error).with_extensions(extensions)
}

fn behind_bounds(name: &'static str, callback: MethodCallback) -> MethodCallback {
	match callback {
		MethodCallback::Sync(inner) if is_light(name) => {
			MethodCallback::Sync(Arc::new(move |id, params, max, ext| {
				match refusal(name, &params, &ext) {
					Some(error) => refused(id, error, ext),
					None => inner(id, params, max, ext),
				}
			}))
		}
		MethodCallback::Sync(inner) => {
			MethodCallback::Async(Arc::new(move |id, params, _, max, ext| {
				if let Some(error) = refusal(name, &params, &ext) {
					return ready(refused(id, error, ext)).boxed();
				}
				let inner = inner.clone();
				let (own_id, own_ext) = (id.clone(), ext.clone());
				spawn_blocking(move || inner(own_id, params, max, own_ext))
					.map(move |done| {
						done.unwrap_or_else(|_| refused(id, ErrorCode::InternalError.into(), ext))
					})
					.boxed()
			}))
		}
		MethodCallback::Async(inner) => {
			MethodCallback::Async(Arc::new(move |id, params, connection, max, ext| {
				match refusal(name, &params, &ext) {
					Some(error) => ready(refused(id, error, ext)).boxed(),
					None => inner(id, params, connection, max, ext),
				}
			}))
		}
		MethodCallback::Subscription(inner) => MethodCallback::Subscription(Arc::new(
			move |id, params, sink, state, ext| match refusal(name, &params, &ext) {
				Some(error) => ready(refused(id, error, ext)).boxed(),
				None => inner(id, params, sink, state, ext),
			},
		)),
		MethodCallback::Unsubscription(inner) => {
			MethodCallback::Unsubscription(Arc::new(move |id, params, connection, max, ext| {
				match refusal(name, &params, &ext) {
					Some(error) => refused(id, error, ext),
					None => inner(id, params, connection, max, ext),
				}
			}))
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use chungnam_runtime::AccountId;
	use jsonrpsee::core::RpcResult;
	use std::time::{Duration, Instant};

	/// A module with methods of each kind under the names that the bounds know.
	fn door() -> RpcModule<()> {
		let mut open = RpcModule::new(());
		let address = |params: Params| -> RpcResult<String> {
			params.one::<AccountId>().map(|account| account.to_string())
		};
		open.register_method("system_accountNextIndex", move |params, _, _| address(params))
			.unwrap();
		open.register_async_method("chungnam_wallet", move |params, _, _| async move {
			address(params)
		})
		.unwrap();
		for name in ["state_call", "state_getKeys", "state_getReadProof", "system_health"] {
			open.register_method(name, |params, _, _| params.len_bytes()).unwrap();
		}
		open.register_subscription("state_subscribeStorage", "s", "u", |_, pending, _, _| async {
			let _sink = pending.accept().await;
		})
		.unwrap();
		guarded(open).unwrap()
	}

	async fn asked(door: &RpcModule<()>, method: &str, params: &str) -> Value {
		let request =
			format!(r#"{{"jsonrpc":"2.0","id":7,"method":"{method}","params":{params}}}"#);
		serde_json::from_str(&door.raw_json_request(&request, 1).await.unwrap().0).unwrap()
	}

	fn block_on<T>(future: impl std::future::Future<Output = T>) -> T {
		jsonrpsee::tokio::runtime::Runtime::new().unwrap().block_on(future)
	}

	#[test]
	fn an_address_that_is_too_long_is_refused_before_it_is_decoded() {
		block_on(async {
			let door = door();
			let long = format!("[\"{}\"]", "z".repeat(1_000_000));
			for method in ["system_accountNextIndex", "chungnam_wallet"] {
				let began = Instant::now();
				let answer = asked(&door, method, &long).await;
				assert_eq!(answer["error"]["code"], -32602, "{method}");
				assert_eq!(answer["id"], 7);
				// Decoded, it takes minutes.
				assert!(began.elapsed() < Duration::from_secs(5), "{method}");
				let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
				assert_eq!(asked(&door, method, &format!("[\"{alice}\"]")).await["result"], alice);
			}
		});
	}

	#[test]
	fn a_bound_holds_for_each_kind_of_method() {
		block_on(async {
			let door = door();
			let list = |bytes: usize| format!("[[\"0x{}\"]]", "0".repeat(bytes));
			let all = [("system_health", SHORT - 10), ("state_getReadProof", KEYS - 10)];
			for (method, fits) in all {
				assert!(asked(&door, method, &list(fits)).await["error"].is_null(), "{method}");
				let refused = asked(&door, method, &list(fits + 10)).await;
				assert_eq!(refused["error"]["code"], -32602, "{method}");
				assert!(!refused["error"]["data"].as_str().unwrap().is_ascii());
			}
			// The module answers a refused subscription where nobody listens without a server: ./scripts/abuse asks one.
			let kind =
				door.method("state_subscribeStorage").map(|callback| format!("{callback:?}"));
			assert_eq!(kind.as_deref(), Some("Subscription"));
			let refused = |bytes: usize| {
				refusal(
					"state_subscribeStorage",
					&Params::new(Some(&list(bytes))),
					&Extensions::new(),
				)
			};
			assert!(refused(KEYS - 10).is_none());
			assert_eq!(refused(KEYS).map(|error| error.code()), Some(-32602));
			let input = format!("[\"Core_version\", \"0x{}\"]", "0".repeat(4_000_000));
			assert!(asked(&door, "state_call", &input).await["error"].is_null());
		});
	}

	#[test]
	fn functions_of_the_node_are_the_operators() {
		let mut ext = Extensions::new();
		ext.insert(DenyUnsafe::Yes);
		let is_refused = |method: &str, params: &str, ext: &Extensions| {
			refusal(method, &Params::new(Some(params)), ext).is_some()
		};
		for own in [
			r#"["GenesisBuilder_build_state", "0x"]"#,
			r#"["\u0047enesisBuilder_build_state", "0x"]"#,
			r#"{"name": "Core_execute_block", "bytes": "0x"}"#,
		] {
			assert!(is_refused("state_call", own, &ext), "{own}");
		}
		assert!(is_refused("archive_v1_call", r#"["0x00", "BlockBuilder_apply_extrinsic"]"#, &ext));
		assert!(is_refused("chainHead_v1_call", r#"["a", "0x00", "TryRuntime_x", "0x"]"#, &ext));
		assert!(is_refused("state_getKeys", r#"["0x"]"#, &ext));
		assert!(!is_refused("state_call", r#"["Metadata_metadata", "0x"]"#, &ext));
		assert!(!is_refused("state_call", r#"["AccountNonceApi_account_nonce", "0x00"]"#, &ext));
		ext.insert(DenyUnsafe::No);
		assert!(!is_refused("state_call", r#"["GenesisBuilder_build_state", "0x"]"#, &ext));
		assert!(!is_refused("state_getKeys", r#"["0x"]"#, &ext));
		assert!(is_refused("state_getKeys", r#"["0x"]"#, &Extensions::new()));
	}

	#[test]
	fn what_works_for_long_leaves_the_threads_that_answer_everybody() {
		let mut open = RpcModule::new(());
		for name in ["payment_queryInfo", "system_health"] {
			open.register_method(name, |_, _, _| "done").unwrap();
		}
		let door = guarded(open).unwrap();
		let kind = |name| door.method(name).map(|callback| format!("{callback:?}"));
		assert_eq!(kind("payment_queryInfo").as_deref(), Some("Async"));
		assert_eq!(kind("system_health").as_deref(), Some("Sync"));
		block_on(async {
			assert_eq!(asked(&door, "payment_queryInfo", "[]").await["result"], "done");
			assert_eq!(asked(&door, "system_health", "[]").await["result"], "done");
		});
	}
}
