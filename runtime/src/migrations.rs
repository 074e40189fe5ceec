// SPDX-License-Identifier: Apache-2.0

//! What changes stored data at the next upgrade. Each entry goes away with the release after the one that ran it.

/// Done in one block, before anything else of that block.
pub type SingleBlock = ();

/// Done in steps over many blocks, during which no transaction is accepted.
#[cfg(not(feature = "runtime-benchmarks"))]
pub type MultiBlock = ();
/// Benchmarks measure with migrations that do nothing.
#[cfg(feature = "runtime-benchmarks")]
pub type MultiBlock = pallet_migrations::mock_helpers::MockedMigrations;
