// SPDX-License-Identifier: Apache-2.0

//! How a role begins: by the account's own signature over what it agrees to.

use alloc::vec::Vec;
use chungnam_primitives::{MerchantId, Moment, PersonId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use super::{Commitment, KeyKind};

/// Begins every signed consent, so that the signature means nothing anywhere else.
pub const CONSENT_DOMAIN: [u8; 16] = *b"chungnam role v1";

/// The role that an account agrees to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum RoleOffer {
	/// The first phone of a person who is not registered yet, and so is named by the commitment.
	#[codec(index = 0)]
	FirstPhone {
		/// Stands for the person.
		commitment: Commitment,
	},
	/// A phone or card of a person.
	#[codec(index = 1)]
	Key {
		/// The person.
		person: PersonId,
		/// Phone or card.
		kind: KeyKind,
	},
	/// The account of a new shop.
	#[codec(index = 2)]
	Shop,
	/// The account of a shop in place of the present one.
	#[codec(index = 3)]
	Owner {
		/// The shop.
		merchant: MerchantId,
	},
	/// A till of a shop.
	#[codec(index = 4)]
	Till {
		/// The shop.
		merchant: MerchantId,
	},
}

/// An account's word that it takes a role. The wallet signs the bytes of [`consent_payload`], plain or as wallets sign
/// messages, between `<Bytes>` and `</Bytes>`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Consent<AccountId, Signature> {
	/// The account that takes the role.
	pub account: AccountId,
	/// When the account agreed, by the clock of the chain. The consent holds from then on for `ConsentPeriod`.
	pub at: Moment,
	/// The account's signature.
	pub signature: Signature,
}

/// Accounts that benchmarks can sign with.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkSigners<AccountId, Signature> {
	/// The account with this number.
	fn account(number: u32) -> AccountId;
	/// The signature of such an account.
	fn sign(who: &AccountId, payload: &[u8]) -> Signature;
	/// Moves the clock on by so many milliseconds.
	fn pass(time: Moment);
}

/// The bytes that `account` signs to take the role of `offer` on the chain of `genesis`.
pub fn consent_payload<AccountId: Encode, Hash: Encode>(
	genesis: Hash,
	account: &AccountId,
	offer: &RoleOffer,
	at: Moment,
) -> Vec<u8> {
	(CONSENT_DOMAIN, genesis, offer, account, at).encode()
}

/// `payload` as wallets sign a message.
pub fn as_message(payload: &[u8]) -> Vec<u8> {
	[b"<Bytes>", payload, b"</Bytes>"].concat()
}
