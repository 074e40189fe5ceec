// SPDX-License-Identifier: Apache-2.0

//! Numbers that wallets and operators must agree on. No imports: `./scripts/release` reads this file too.

/// What wallets print behind an amount.
pub const TOKEN_SYMBOL: &str = "PAY";
/// One PAY is one won; there is nothing smaller.
pub const TOKEN_DECIMALS: u8 = 0;
/// The generic address format. The registry of own prefixes is archived, and every wallet knows 42.
pub const SS58_PREFIX: u16 = 42;

/// One won keeps an account alive, so no dust can exist.
pub const EXISTENTIAL_DEPOSIT: u128 = 1;

/// Length of a slot in milliseconds. Never change it on a living chain: slot numbers would go backwards and block
/// production would stop.
pub const SLOT_DURATION: u64 = 1_000;

/// Blocks of an undisturbed minute.
pub const MINUTES: u32 = (60_000 / SLOT_DURATION) as u32;
/// Blocks of an undisturbed hour.
pub const HOURS: u32 = 60 * MINUTES;
/// Blocks of an undisturbed day.
pub const DAYS: u32 = 24 * HOURS;

/// Won to be locked for keeping `items` entries of together `bytes` bytes on chain.
pub const fn deposit(items: u32, bytes: u32) -> u128 {
	items as u128 * 1_000 + bytes as u128 * 10
}
