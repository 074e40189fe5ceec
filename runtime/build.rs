// SPDX-License-Identifier: Apache-2.0

//! Builds the wasm of the runtime.

#[cfg(feature = "std")]
fn main() {
	substrate_wasm_builder::WasmBuilder::build_using_defaults();
}

// The wasm builder itself compiles this crate without `std`.
#[cfg(not(feature = "std"))]
fn main() {}
