// SPDX-License-Identifier: Apache-2.0

//! Builds the runtime that `CHUNGNAM_RUNTIME` names (the path of its Cargo.toml), as `runtime/build.rs` does and without
//! log strings.

use substrate_wasm_builder::WasmBuilder;

fn main() {
	println!("cargo:rerun-if-env-changed=CHUNGNAM_RUNTIME");
	println!("cargo:rerun-if-env-changed=RUNTIME_METADATA_HASH");
	let runtime = std::env::var("CHUNGNAM_RUNTIME").expect("./scripts/release sets CHUNGNAM_RUNTIME");
	WasmBuilder::new()
		.with_project(runtime)
		.expect("CHUNGNAM_RUNTIME is the path of a Cargo.toml")
		.import_memory()
		.export_heap_base()
		.enable_feature("on-chain-release-build")
		.build();
}
