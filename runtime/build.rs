// SPDX-License-Identifier: Apache-2.0

//! Builds the wasm of the runtime.

// The hash inside the wasm must name the same symbol and decimals as the chain properties, so both read one file.
#[allow(dead_code)]
#[path = "src/constants.rs"]
mod constants;

fn main() {
	build_wasm();
}

#[cfg(all(feature = "std", feature = "metadata-hash"))]
fn build_wasm() {
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		.enable_metadata_hash(constants::TOKEN_SYMBOL, constants::TOKEN_DECIMALS)
		.build();
}

#[cfg(all(feature = "std", not(feature = "metadata-hash")))]
fn build_wasm() {
	substrate_wasm_builder::WasmBuilder::build_using_defaults();
}

// The wasm builder itself compiles this crate without `std`.
#[cfg(not(feature = "std"))]
fn build_wasm() {}
