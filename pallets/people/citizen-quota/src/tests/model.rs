// SPDX-License-Identifier: Apache-2.0

//! Random days of citizens against a bucket with a hole, in plain Rust.

use super::*;
use crate::{Buckets, Event, Level, SubjectBuckets};
use chungnam_primitives::{HOURS, MINUTES};
use proptest::prelude::*;
use std::collections::{BTreeMap, VecDeque};

/// A bucket that remembers the moment at which each used unit will be free again.
#[derive(Default)]
struct Bucket(VecDeque<Moment>);

impl Bucket {
	fn leak(&mut self, now: Moment) {
		while self.0.front().is_some_and(|free_at| *free_at <= now) {
			self.0.pop_front();
		}
	}

	/// Units come back one after the other, a refill apart.
	fn take(&mut self, now: Moment, max: u32, refill: Moment) -> bool {
		self.leak(now);
		if self.0.len() >= max as usize {
			return false;
		}
		let from = self.0.back().copied().unwrap_or(now);
		self.0.push_back(from + refill);
		true
	}
}

const KEYS: [AccountId; 5] = [JIWOO, JIWOO_CARD, MINSU, SHOP, STRANGER];

fn call_of(class: QuotaClass) -> RuntimeCall {
	match class {
		QuotaClass::Payment => pay(1),
		QuotaClass::Vote => vote(),
		QuotaClass::Claim => claim(),
		QuotaClass::Shop => cash_out(),
	}
}

#[derive(Clone, Debug)]
enum Step {
	Send { key: usize, class: usize, times: u8, tip: bool },
	Wait(Moment),
	Clean,
}

fn step() -> impl Strategy<Value = Step> {
	let send = (0..KEYS.len(), 0..4usize, 1..20u8, proptest::bool::weighted(0.1))
		.prop_map(|(key, class, times, tip)| Step::Send { key, class, times, tip });
	let short = (0..10 * MINUTES).prop_map(Step::Wait);
	let exact = (0..20u64).prop_map(|refills| Step::Wait(refills * 5 * MINUTES));
	let long = (0..30 * HOURS).prop_map(Step::Wait);
	prop_oneof![8 => send, 4 => short, 2 => exact, 1 => long, 1 => Just(Step::Clean)]
}

/// Rebuilds all buckets from the events of one block.
fn replay(buckets: &mut BTreeMap<Subject, SubjectBuckets>, now: Moment) {
	let budgets = TestBudgets::get();
	for record in System::events() {
		match record.event {
			RuntimeEvent::Quota(Event::QuotaUsed { subject, class, left }) => {
				let entry = buckets.entry(subject).or_default();
				let level = entry.of(class).taken(now, budgets.of(class)).unwrap();
				assert_eq!(level.left(now, budgets.of(class)), left);
				*entry = entry.with(class, level);
			}
			RuntimeEvent::Quota(Event::BucketsCleaned { subjects }) => {
				buckets.retain(|subject, _| !subjects.contains(subject));
			}
			_ => (),
		}
	}
}

fn run(steps: Vec<Step>) {
	build_and_execute(|| {
		let budgets = TestBudgets::get();
		let mut now = START;
		let mut model = BTreeMap::<(Subject, QuotaClassKey), Bucket>::new();
		let mut rebuilt = BTreeMap::new();
		for (number, step) in (2u64..).zip(steps) {
			if let Step::Wait(time) = step {
				now += time;
			}
			begin_block(number, now);
			match step {
				Step::Wait(_) => (),
				Step::Clean => {
					let all: std::collections::BTreeSet<_> = Buckets::<Test>::iter_keys().collect();
					let named = all.try_into().unwrap();
					let _ = Quota::clean_buckets(RuntimeOrigin::signed(STRANGER), named);
				}
				Step::Send { key, class, times, tip } => {
					let (key, class) = (KEYS[key], QuotaClass::ALL[class]);
					for _ in 0..times {
						let result = tx(key, call_of(class)).tip(u64::from(tip)).apply();
						let drawn = Quota::drawn_from(&key, class).filter(|_| !tip);
						let Some((subject, class)) = drawn else {
							assert_eq!(result.is_ok(), key != JIWOO_CARD, "paid if there is won");
							continue;
						};
						let budget = budgets.of(class);
						let bucket = model.entry((subject, class.into())).or_default();
						assert_eq!(result.is_ok(), bucket.take(now, budget.max, budget.refill));
					}
				}
			}
			replay(&mut rebuilt, now);
			Quota::do_try_state().unwrap();
		}
		for ((subject, class), bucket) in &mut model {
			bucket.leak(now);
			let class = QuotaClass::ALL[class.0];
			let used = budgets.of(class).max - Quota::left(*subject, class);
			assert_eq!(used as usize, bucket.0.len());
		}
		assert_eq!(rebuilt, Buckets::<Test>::iter().collect());
	});
}

/// A class as a key of the model.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct QuotaClassKey(usize);

impl From<QuotaClass> for QuotaClassKey {
	fn from(class: QuotaClass) -> Self {
		Self(QuotaClass::ALL.iter().position(|other| *other == class).unwrap())
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn random_days_agree_with_a_bucket_with_a_hole(
		steps in proptest::collection::vec(step(), 1..120)
	) {
		run(steps);
	}

	#[test]
	fn nobody_sends_more_than_the_budget_and_what_has_leaked(
		gaps in proptest::collection::vec(0..3 * MINUTES, 1..400)
	) {
		let budget = BUDGETS.payment;
		let (mut level, mut now, mut sent) = (Level::EMPTY, START, 0u64);
		for gap in gaps {
			now += gap;
			if let Some(taken) = level.taken(now, &budget) {
				level = taken;
				sent += 1;
			}
			prop_assert!(level.used <= budget.max && level.at <= now);
			prop_assert!(sent <= u64::from(budget.max) + (now - START) / budget.refill);
		}
	}

	#[test]
	fn looking_at_a_level_in_between_changes_nothing(
		used in 1..50u32, first in 0..HOURS * 10, second in 0..HOURS * 10
	) {
		let budget = BUDGETS.payment;
		let level = Level { used, at: START };
		let middle = level.at_moment(START + first, &budget);
		let end = START + first + second;
		prop_assert_eq!(middle.at_moment(end, &budget), level.at_moment(end, &budget));
	}
}

#[test]
fn the_edges_of_time_do_not_overflow() {
	let budget = crate::Budget { max: u32::MAX, refill: 1 };
	let full = Level { used: u32::MAX, at: Moment::MAX };
	assert_eq!(full.taken(Moment::MAX, &budget), None);
	assert_eq!(full.at_moment(0, &budget), full);
	assert_eq!(full.next_unit_at(Moment::MAX, &budget), Some(Moment::MAX));
	let old = Level { used: u32::MAX, at: 0 };
	assert_eq!(old.at_moment(Moment::MAX, &budget), Level::EMPTY);
	// A refill of nothing is refused by the integrity test; here nothing leaks.
	let stuck = crate::Budget { max: 1, refill: 0 };
	assert_eq!(Level { used: 1, at: 0 }.taken(Moment::MAX, &stuck), None);
}
