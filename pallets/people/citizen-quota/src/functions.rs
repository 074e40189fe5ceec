// SPDX-License-Identifier: Apache-2.0

//! What the extension, the calls and the view functions do.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, PeopleExt};
use chungnam_ports::Merchants;
use frame_support::{dispatch::DispatchClass, pallet_prelude::*, traits::Get, weights::Weight};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

use crate::{
	types::{Allowance, QuotaClass, Refusal, Subject},
	Buckets, CitizenWeight, ClassifyCall, Config, Error, Event, Pallet, Subjects, WeightInfo,
};

impl<T: Config> Pallet<T> {
	/// Whose bucket `who` draws from for a transaction of `class`. `None` for who has nothing free.
	pub fn subject_of(who: &T::AccountId, class: QuotaClass) -> Option<Subject> {
		let person = || T::People::acting(who).ok().map(Subject::Person);
		let shop = || T::Merchants::merchant_of(who).map(Subject::Merchant);
		match class {
			QuotaClass::Payment | QuotaClass::Vote | QuotaClass::Claim => person(),
			QuotaClass::Shop => shop(),
		}
	}

	/// The bucket from which `who` draws for a call of `class`. A shop claims what is its own from the bucket of its acts:
	/// won that it asked the bank for.
	pub fn drawn_from(who: &T::AccountId, class: QuotaClass) -> Option<(Subject, QuotaClass)> {
		let of = |class| Self::subject_of(who, class).map(|subject| (subject, class));
		let is_claim = class == QuotaClass::Claim;
		of(class).or_else(|| of(QuotaClass::Shop).filter(|_| is_claim))
	}

	/// The class and the bucket of a transaction that may be free: the call is on the list, short enough, and the
	/// signer is a person in good standing or acts for a shop. Says nothing of what is left in the bucket.
	pub(crate) fn candidate(
		who: &T::AccountId,
		call: &T::RuntimeCall,
		len: usize,
	) -> Option<(Subject, QuotaClass)> {
		let class = T::Classify::class(call)?;
		if u32::try_from(len).map_or(true, |len| len > T::MaxLength::get()) {
			return None;
		}
		Self::drawn_from(who, class)
	}

	/// The class in which `who` could send `call` free of charge now, in `len` bytes and without a tip.
	/// `None` when a fee would be asked, or the budget is used up. The runtime's fee estimate for wallets asks this.
	pub fn free_class(who: &T::AccountId, call: &T::RuntimeCall, len: usize) -> Option<QuotaClass> {
		let (subject, class) = Self::candidate(who, call, len)?;
		(Self::left(subject, class) > 0).then_some(class)
	}

	/// Free transactions left in one bucket now.
	pub fn left(subject: Subject, class: QuotaClass) -> u32 {
		let budgets = T::Budgets::get();
		Buckets::<T>::get(subject).of(class).left(T::Time::moment(), budgets.of(class))
	}

	/// Checks that one bucket has room for a transaction that stands behind `ahead` others of the same account.
	///
	/// Each of 10,000 waiting transactions is checked against the same state. What stands before a transaction is
	/// therefore counted against its budget as if it were of the same class: the pool never holds more of an
	/// account than its budget pays for.
	pub(crate) fn ensure_room(
		subject: Subject,
		class: QuotaClass,
		ahead: u32,
	) -> Result<(), Refusal> {
		let left = Self::left(subject, class);
		ensure!(left > 0, Refusal::BudgetUsedUp);
		ensure!(ahead < left, Refusal::TooManyPending);
		Ok(())
	}

	/// Takes one unit and books `weight` on the citizens' share of the block.
	///
	/// # Errors
	///
	/// [`Refusal::BudgetUsedUp`]; `ExhaustsResources` when the share is used up, which keeps the transaction in the
	/// pool for the next block.
	pub(crate) fn do_charge(
		subject: Subject,
		class: QuotaClass,
		weight: Weight,
	) -> Result<(), TransactionValidityError> {
		let now = T::Time::moment();
		let budgets = T::Budgets::get();
		let budget = budgets.of(class);
		let buckets = Buckets::<T>::get(subject);
		let level = buckets.of(class).taken(now, budget).ok_or(Refusal::BudgetUsedUp)?;
		let booked = CitizenWeight::<T>::get()
			.checked_add(&weight)
			.filter(|booked| booked.all_lte(Self::share_limit()))
			.ok_or(InvalidTransaction::ExhaustsResources)?;

		Buckets::<T>::insert(subject, buckets.with(class, level));
		CitizenWeight::<T>::put(booked);
		let left = level.left(now, budget);
		Self::deposit_event(Event::QuotaUsed { subject, class, left });
		Ok(())
	}

	/// Gives back the part of the share that a transaction had booked and did not need.
	pub(crate) fn reclaim(unspent: Weight) {
		// Never more than was booked: the unspent part is one of the transaction's own weight.
		CitizenWeight::<T>::mutate(|booked| *booked = booked.saturating_sub(unspent));
	}

	/// The weight that free transactions may use in one block.
	pub fn share_limit() -> Weight {
		let weights = T::BlockWeights::get();
		let normal = weights.get(DispatchClass::Normal).max_total.unwrap_or(weights.max_block);
		let share = T::BlockShare::get();
		Weight::from_parts(share.mul_floor(normal.ref_time()), share.mul_floor(normal.proof_size()))
	}

	/// What `on_initialize` weighs in every block.
	pub fn mandatory_weight() -> Weight {
		<T as Config>::WeightInfo::on_initialize()
	}

	/// Removes the entries of `subjects` that have leaked empty; the others stay as they are.
	pub(crate) fn do_clean_buckets(subjects: Subjects) -> Result<(), Error<T>> {
		let now = T::Time::moment();
		let budgets = T::Budgets::get();
		let is_clean = |subject: &Subject| {
			Buckets::<T>::try_get(subject).is_ok_and(|buckets| buckets.is_empty(now, &budgets))
		};
		let mut cleaned = subjects.clone();
		for subject in subjects.iter().filter(|subject| !is_clean(subject)) {
			cleaned.remove(subject);
		}
		ensure!(!cleaned.is_empty(), Error::<T>::NothingToClean);

		cleaned.iter().for_each(Buckets::<T>::remove);
		Self::deposit_event(Event::BucketsCleaned { subjects: cleaned });
		Ok(())
	}

	/// What `who` has free in each class that is open to it.
	pub(crate) fn allowances(who: &T::AccountId) -> Vec<Allowance> {
		let now = T::Time::moment();
		let budgets = T::Budgets::get();
		let allowance = |class: &QuotaClass| {
			let budget = budgets.of(*class);
			let level = Buckets::<T>::get(Self::subject_of(who, *class)?).of(*class);
			Some(Allowance {
				class: *class,
				left: level.left(now, budget),
				max: budget.max,
				next_unit_at: level.next_unit_at(now, budget),
			})
		};
		QuotaClass::ALL.iter().filter_map(allowance).collect()
	}
}
