// SPDX-License-Identifier: Apache-2.0

//! The transaction extension: three stock ones in a row, and the choice between a free and a paid transaction.

use chungnam_frame_kit::Clock;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
	dispatch::{DispatchInfo, PostDispatchInfo},
	traits::Get,
	weights::Weight,
};
use frame_system::{calculate_consumed_extrinsic_weight, CheckNonce, CheckWeight};
use pallet_transaction_payment::{ChargeTransactionPayment, Config as PaymentConfig};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{
		AsSystemOriginSigner, CheckedSub, DispatchInfoOf, Dispatchable, Implication,
		PostDispatchInfoOf, RefundWeight, TransactionExtension, TransactionExtensionMetadata,
		ValidateResult, Zero,
	},
	transaction_validity::{
		InvalidTransaction, TransactionLongevity, TransactionSource, TransactionValidity,
		TransactionValidityError, ValidTransaction,
	},
	DispatchResult, SaturatedConversion,
};

use crate::{
	types::{QuotaClass, Subject},
	ClassifyCall, Config, Pallet, WeightInfo,
};

/// The stock extensions that are wrapped, in the order in which stock runtimes have them.
pub type Stock<T> = (CheckNonce<T>, CheckWeight<T>, ChargeTransactionPayment<T>);

type CallOf<T> = <T as frame_system::Config>::RuntimeCall;
pub(crate) type BalanceOf<T> = <<T as PaymentConfig>::OnChargeTransaction as pallet_transaction_payment::OnChargeTransaction<T>>::Balance;
type PartOf<E, T> = <E as TransactionExtension<CallOf<T>>>::Val;

/// [`CheckNonce`], [`CheckWeight`] and [`ChargeTransactionPayment`] as one, so that the code that decides what is free also
/// knows how many transactions of the account stand before this one.
///
/// To the outside it *is* the three: same bytes, same entries in the metadata, same type. A transaction that is not free
/// is theirs from the first check to the last.
#[derive(Encode, Decode, DecodeWithMemTracking, Clone, Eq, PartialEq)]
pub struct CitizenQuota<T: Config + PaymentConfig + Send + Sync>(pub Stock<T>);

impl<T: Config + PaymentConfig + Send + Sync> CitizenQuota<T>
where
	CallOf<T>: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
	BalanceOf<T>: Send + Sync,
{
	/// For who builds transactions in code: the account's nonce, and a tip in won. No tip asks for a free transaction.
	pub fn from(nonce: T::Nonce, tip: BalanceOf<T>) -> Self {
		Self((CheckNonce::from(nonce), CheckWeight::new(), ChargeTransactionPayment::from(tip)))
	}

	/// Won that the signer adds to the fee. A tip says that the signer wants to pay.
	pub fn tip(&self) -> BalanceOf<T> {
		self.0 .2.tip()
	}
}

impl<T: Config + PaymentConfig + Send + Sync> core::fmt::Debug for CitizenQuota<T> {
	fn fmt(&self, f: &mut core::fmt::Formatter) -> core::fmt::Result {
		core::fmt::Debug::fmt(&self.0, f)
	}
}

/// Clients that read the type of all extensions find the stock ones there.
impl<T: Config + PaymentConfig + Send + Sync> TypeInfo for CitizenQuota<T> {
	type Identity = Stock<T>;

	fn type_info() -> scale_info::Type {
		Stock::<T>::type_info()
	}
}

/// What validation tells preparation.
pub enum Val<T: Config + PaymentConfig + Send + Sync>
where
	CallOf<T>: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
	T::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
{
	/// Whatever the stock extensions say.
	Stock(PartOf<Stock<T>, T>),
	/// Free of charge.
	Free {
		/// Whose bucket a unit is taken from.
		subject: Subject,
		/// From which bucket.
		class: QuotaClass,
		/// What the nonce check says.
		nonce: PartOf<CheckNonce<T>, T>,
		/// What the weight check says.
		weight: PartOf<CheckWeight<T>, T>,
	},
}

/// What preparation tells the end of the transaction.
pub enum Pre<T: Config + PaymentConfig + Send + Sync>
where
	CallOf<T>: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
	T::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
{
	/// Whatever the stock extensions say.
	Stock(<Stock<T> as TransactionExtension<CallOf<T>>>::Pre),
	/// Free of charge.
	Free {
		/// Weight that was declared for the case that a fee would be taken.
		refund: Weight,
	},
}

/// How a transaction is treated.
enum Treatment {
	Stock,
	Free { subject: Subject, class: QuotaClass },
}

impl<T: Config + PaymentConfig + Send + Sync> CitizenQuota<T>
where
	CallOf<T>: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
	T::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
	BalanceOf<T>: Send + Sync,
{
	/// Blocks for which a call that names its last moment lives. Refused as stale when that moment is over: what a customer
	/// gave up is not executed when a network comes back. Errs on the long side, for a block looks again.
	fn life(call: &CallOf<T>) -> Result<TransactionLongevity, TransactionValidityError> {
		let Some(until) = T::Classify::until(call) else { return Ok(TransactionLongevity::MAX) };
		let left = until.checked_sub(T::Time::moment()).filter(|left| *left > 0);
		let left = left.ok_or(InvalidTransaction::Stale)?;
		Ok(left.div_ceil(T::BlockTime::get().max(1)))
	}

	/// The treatment of the transaction: free, paid, or refused because its budget is used up.
	fn treatment(
		&self,
		origin: &T::RuntimeOrigin,
		call: &CallOf<T>,
		len: usize,
	) -> Result<Treatment, TransactionValidityError> {
		if !self.tip().is_zero() {
			return Ok(Treatment::Stock);
		}
		let Some(who) = origin.as_system_origin_signer() else { return Ok(Treatment::Stock) };
		let Some((subject, class)) = Pallet::<T>::candidate(who, call, len) else {
			return Ok(Treatment::Stock);
		};
		let CheckNonce(nonce) = self.0 .0;
		let Some(ahead) = nonce.checked_sub(&frame_system::Pallet::<T>::account_nonce(who)) else {
			// The stock nonce check says that it is stale: the transaction is already in a block.
			return Ok(Treatment::Stock);
		};
		Pallet::<T>::ensure_room(subject, class, ahead.saturated_into())?;
		Ok(Treatment::Free { subject, class })
	}
}

impl<T: Config + PaymentConfig + Send + Sync> TransactionExtension<CallOf<T>> for CitizenQuota<T>
where
	CallOf<T>: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
	T::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
	BalanceOf<T>: Send + Sync,
{
	/// Never seen outside: `metadata` names the stock extensions.
	const IDENTIFIER: &'static str = "CitizenQuota";
	type Implicit = <Stock<T> as TransactionExtension<CallOf<T>>>::Implicit;
	type Val = Val<T>;
	type Pre = Pre<T>;

	fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
		TransactionExtension::<CallOf<T>>::implicit(&self.0)
	}

	fn metadata() -> alloc::vec::Vec<TransactionExtensionMetadata> {
		<Stock<T> as TransactionExtension<CallOf<T>>>::metadata()
	}

	/// What the stock extensions need. For a call that may be free: the most of that and finding out that it is not, and
	/// of a free transaction. A free one gives the difference back.
	fn weight(&self, call: &CallOf<T>) -> Weight {
		let stock = self.0.weight(call);
		if !self.tip().is_zero() || T::Classify::class(call).is_none() {
			return stock;
		}
		let free = <T as Config>::WeightInfo::free_transaction();
		// Saturates far above what any block holds.
		stock.saturating_add(<T as Config>::WeightInfo::lookup()).max(free)
	}

	fn validate(
		&self,
		origin: T::RuntimeOrigin,
		call: &CallOf<T>,
		info: &DispatchInfoOf<CallOf<T>>,
		len: usize,
		self_implicit: Self::Implicit,
		inherited_implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, CallOf<T>> {
		let life = Self::life(call)?;
		let Treatment::Free { subject, class } = self.treatment(&origin, call, len)? else {
			let (valid, val, origin) = self.0.validate(
				origin,
				call,
				info,
				len,
				self_implicit,
				inherited_implication,
				source,
			)?;
			let valid = ValidTransaction { longevity: valid.longevity.min(life), ..valid };
			return Ok((valid, Val::Stock(val), origin));
		};
		let (check_nonce, check_weight, _) = &self.0;
		let implication = inherited_implication;
		let (nonce_valid, nonce, origin) =
			check_nonce.validate(origin, call, info, len, (), implication, source)?;
		let (weight_valid, weight, origin) =
			check_weight.validate(origin, call, info, len, (), implication, source)?;
		let valid = nonce_valid.combine_with(weight_valid).combine_with(ValidTransaction {
			priority: T::FreePriority::get(),
			longevity: T::FreeLongevity::get().min(life),
			..Default::default()
		});
		Ok((valid, Val::Free { subject, class, nonce, weight }, origin))
	}

	fn prepare(
		self,
		val: Self::Val,
		origin: &T::RuntimeOrigin,
		call: &CallOf<T>,
		info: &DispatchInfoOf<CallOf<T>>,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		let (subject, class, nonce, weight) = match val {
			Val::Stock(val) => {
				return self.0.prepare(val, origin, call, info, len).map(Pre::Stock);
			}
			Val::Free { subject, class, nonce, weight } => (subject, class, nonce, weight),
		};
		// Never negative: the declared weight is the most of both.
		let refund =
			self.weight(call).saturating_sub(<T as Config>::WeightInfo::free_transaction());
		let booked =
			calculate_consumed_extrinsic_weight::<CallOf<T>>(&T::BlockWeights::get(), info, len);
		let (check_nonce, check_weight, _) = self.0;
		Pallet::<T>::do_charge(subject, class, booked)?;
		check_nonce.prepare(nonce, origin, call, info, len)?;
		check_weight.prepare(weight, origin, call, info, len)?;
		Ok(Pre::Free { refund })
	}

	fn post_dispatch_details(
		pre: Self::Pre,
		info: &DispatchInfo,
		post_info: &PostDispatchInfoOf<CallOf<T>>,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		let refund = match pre {
			Pre::Stock(pre) => {
				return <Stock<T> as TransactionExtension<CallOf<T>>>::post_dispatch_details(
					pre, info, post_info, len, result,
				);
			}
			Pre::Free { refund } => refund,
		};
		let mut actual = *post_info;
		actual.refund(refund);
		frame_system::Pallet::<T>::reclaim_weight(info, &actual)?;
		Pallet::<T>::reclaim(actual.calc_unspent(info));
		Ok(refund)
	}

	fn bare_validate(
		call: &CallOf<T>,
		info: &DispatchInfoOf<CallOf<T>>,
		len: usize,
	) -> TransactionValidity {
		Stock::<T>::bare_validate(call, info, len)
	}

	fn bare_validate_and_prepare(
		call: &CallOf<T>,
		info: &DispatchInfoOf<CallOf<T>>,
		len: usize,
	) -> Result<(), TransactionValidityError> {
		Stock::<T>::bare_validate_and_prepare(call, info, len)
	}

	fn bare_post_dispatch(
		info: &DispatchInfoOf<CallOf<T>>,
		post_info: &mut PostDispatchInfoOf<CallOf<T>>,
		len: usize,
		result: &DispatchResult,
	) -> Result<(), TransactionValidityError> {
		Stock::<T>::bare_post_dispatch(info, post_info, len, result)
	}
}
