// SPDX-License-Identifier: Apache-2.0

//! What wallets ask the runtime. The same answers as the pallets' view functions, for clients that call runtime APIs.

// The macro writes modules of its own.
#![allow(missing_docs)]

use alloc::vec::Vec;
use chungnam_primitives::{MerchantId, ReceiptId, Won};
use codec::Codec;
use pallet_citizen_quota::Allowance;
use pallet_regional_currency::{Quote, Receipt, WalletView};
use sp_runtime::generic::Preamble;

use crate::{Address, CitizenQuota, UncheckedExtrinsic};

/// Whether a signed transaction of this length, as it stands, is free of charge for its signer.
pub fn is_free(tx: &UncheckedExtrinsic, length: u32) -> bool {
	let Preamble::Signed(Address::Id(who), _, extension) = &tx.preamble else { return false };
	let (.., quota, _, _) = extension;
	let Ok(length) = length.try_into() else { return false };
	quota.tip() == 0 && CitizenQuota::free_class(who, &tx.function, length).is_some()
}

sp_api::decl_runtime_apis! {
	/// A wallet's questions.
	pub trait WalletApi<AccountId>
	where
		AccountId: Codec,
	{
		/// What would pay `amount` won in the shop, or why nothing can.
		fn quote(who: AccountId, merchant: MerchantId, amount: Won) -> Quote;
		/// Everything the person behind a key can spend. `None` for an account that is nobody's key.
		fn wallet(who: AccountId) -> Option<WalletView>;
		/// What is left of a payment that can still be refunded.
		fn receipt(id: ReceiptId) -> Option<Receipt<AccountId>>;
		/// How many free transactions the account has left, by class.
		fn budget(who: AccountId) -> Vec<Allowance>;
	}
}
