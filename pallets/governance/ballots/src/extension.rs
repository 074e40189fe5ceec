// SPDX-License-Identifier: Apache-2.0

//! The transaction extension that lets sealed votes in.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
	dispatch::DispatchInfo, weights::Weight, CloneNoBound, DebugNoBound, EqNoBound,
	PartialEqNoBound,
};
use frame_system::{AuthorizeCall, Config};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{
		Dispatchable, Implication, PostDispatchInfoOf, TransactionExtension,
		TransactionExtensionMetadata, ValidateResult,
	},
	transaction_validity::{TransactionSource, TransactionValidityError},
	DispatchResult,
};

/// [`AuthorizeCall`] without an entry in the metadata. It adds no bytes, so that wallets which know the stock extensions of
/// today need not know it, and sign as before.
#[derive(Encode, Decode, DecodeWithMemTracking)]
#[derive(CloneNoBound, EqNoBound, PartialEqNoBound, DebugNoBound)]
pub struct Authorized<T: Config + Send + Sync>(AuthorizeCall<T>);

impl<T: Config + Send + Sync> Authorized<T> {
	/// For who builds transactions in code.
	#[allow(clippy::new_without_default)] // As the stock extensions.
	pub fn new() -> Self {
		Self(AuthorizeCall::new())
	}
}

/// Clients that read the type of all extensions find nothing there.
impl<T: Config + Send + Sync> TypeInfo for Authorized<T> {
	type Identity = ();

	fn type_info() -> scale_info::Type {
		<()>::type_info()
	}
}

impl<T: Config + Send + Sync> TransactionExtension<T::RuntimeCall> for Authorized<T>
where
	T::RuntimeCall: Dispatchable<Info = DispatchInfo>,
{
	/// Never seen outside.
	const IDENTIFIER: &'static str = "AuthorizeCall";
	type Implicit = ();
	type Val = Weight;
	type Pre = Weight;

	fn metadata() -> Vec<TransactionExtensionMetadata> {
		Vec::new()
	}

	fn weight(&self, call: &T::RuntimeCall) -> Weight {
		self.0.weight(call)
	}

	fn validate(
		&self,
		origin: T::RuntimeOrigin,
		call: &T::RuntimeCall,
		info: &DispatchInfo,
		len: usize,
		self_implicit: Self::Implicit,
		inherited_implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, T::RuntimeCall> {
		self.0.validate(origin, call, info, len, self_implicit, inherited_implication, source)
	}

	fn prepare(
		self,
		val: Self::Val,
		origin: &T::RuntimeOrigin,
		call: &T::RuntimeCall,
		info: &DispatchInfo,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		self.0.prepare(val, origin, call, info, len)
	}

	fn post_dispatch_details(
		pre: Self::Pre,
		info: &DispatchInfo,
		post_info: &PostDispatchInfoOf<T::RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		<AuthorizeCall<T> as TransactionExtension<T::RuntimeCall>>::post_dispatch_details(
			pre, info, post_info, len, result,
		)
	}
}
