// SPDX-License-Identifier: Apache-2.0

//! What is due when, and an owner that notes what it is handed.

use core::marker::PhantomData;
use std::collections::BTreeMap;

use chungnam_ports::{Agenda, Due, OnDue};
use chungnam_primitives::Moment;
use frame_support::{pallet_prelude::ValueQuery, storage_alias, weights::Weight};
use sp_runtime::traits::One;

use super::Now;

/// What one block hands over, at most.
const MOST: usize = 8;

#[storage_alias(verbatim)]
type Entries = StorageValue<Testkit, BTreeMap<Due, Moment>, ValueQuery>;
#[storage_alias(verbatim)]
type Handed = StorageValue<Testkit, Vec<Due>, ValueQuery>;
#[storage_alias(verbatim)]
type Again = StorageValue<Testkit, Vec<Due>, ValueQuery>;

/// An agenda in one value.
pub struct MockAgenda;

impl MockAgenda {
	/// The beginning of block `number`: hands at most 8 things that are due to `Owner`, in order of moments, each once.
	/// When one comes first that was handed over already, the block is over. Proves that each weighs no more than the owner says. Returns what
	/// all of them weighed.
	pub fn run<Owner: OnDue, Number: One + PartialOrd>(number: Number) -> Weight {
		if number <= Number::one() {
			return Weight::zero();
		}
		let (now, mut sum, mut done) = (Now::get(), Weight::zero(), Vec::new());
		while done.len() < MOST {
			let first = Entries::get().into_iter().map(|(due, at)| (at, due)).min();
			let Some((_, due)) = first.filter(|(at, due)| *at <= now && !done.contains(due)) else {
				break;
			};
			Self::cancel(due);
			let weight = Owner::on_due(due);
			assert!(weight.all_lte(Owner::max_weight(due)), "{due:?} weighs {weight:?}");
			sum += weight;
			done.push(due);
		}
		sum
	}

	/// True if something is due by the time of this block.
	pub fn is_behind() -> bool {
		Entries::get().values().any(|at| *at <= Now::get())
	}

	/// Moves something in the agenda, or takes it off, without a word to its owner.
	pub fn tamper(due: Due, at: Option<Moment>) {
		Entries::mutate(|entries| match at {
			Some(at) => drop(entries.insert(due, at)),
			None => drop(entries.remove(&due)),
		});
	}
}

impl Agenda for MockAgenda {
	fn set(due: Due, at: Moment) {
		Entries::mutate(|entries| entries.insert(due, at));
	}

	fn cancel(due: Due) {
		Entries::mutate(|entries| entries.remove(&due));
	}

	fn at(due: Due) -> Option<Moment> {
		Entries::get().get(&due).copied()
	}

	fn all() -> Vec<(Due, Moment)> {
		Entries::get().into_iter().collect()
	}
}

/// The owner of all things in the agenda `A`. Notes what it is handed, and can be told to set a thing again.
pub struct MockOwner<A>(PhantomData<A>);

impl<A: Agenda> MockOwner<A> {
	/// What a route weighs, and what everything else weighs.
	pub const WEIGHT: [Weight; 2] =
		[Weight::from_parts(10_000_000_000, 0), Weight::from_parts(1_000, 0)];

	/// From now on sets this thing to the present again, whenever it is handed over.
	pub fn try_again(due: Due) {
		Again::mutate(|again| again.push(due));
	}

	/// What was handed over since the last time, in order.
	pub fn take_handed() -> Vec<Due> {
		Handed::take()
	}
}

impl<A: Agenda> OnDue for MockOwner<A> {
	fn max_weight(due: Due) -> Weight {
		let [heavy, light] = Self::WEIGHT;
		if matches!(due, Due::Route(_)) {
			heavy
		} else {
			light
		}
	}

	fn on_due(due: Due) -> Weight {
		Handed::mutate(|handed| handed.push(due));
		if Again::get().contains(&due) {
			A::set(due, Now::get());
		}
		Self::max_weight(due)
	}
}
