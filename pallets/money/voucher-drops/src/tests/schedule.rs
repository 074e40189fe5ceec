// SPDX-License-Identifier: Apache-2.0

//! Pure arithmetic of days.

use chungnam_primitives::civil;
use proptest::prelude::*;

use super::*;

#[test]
fn one_day_comes_once() {
	let once = Schedule::Once(100);
	assert_eq!(once.first_from(0), Some(100));
	assert_eq!(once.first_from(100), Some(100));
	assert_eq!(once.next_due(100), None);
	assert_eq!(once.next_due(KoreanDay::MAX), None);
}

#[test]
fn every_third_day_keeps_its_beat_from_the_first_one() {
	let third = Schedule::EveryDays { first: 100, every: 3 };
	assert_eq!(third.first_from(0), Some(100));
	assert_eq!(third.next_due(100), Some(103));
	assert_eq!(third.next_due(104), Some(106));
	let last = Schedule::EveryDays { first: KoreanDay::MAX - 1, every: 3 };
	assert_eq!(last.next_due(KoreanDay::MAX - 1), None);
}

#[test]
fn the_31st_of_a_short_month_is_its_last_day() {
	let monthly = Schedule::DayOfMonth { first: date(2027, 1, 1), day: 31 };
	let mut day = 0;
	let mut found = Vec::new();
	for _ in 0..5 {
		day = monthly.next_due(day).unwrap();
		found.push(civil(day));
	}
	let months = [(2027, 1, 31), (2027, 2, 28), (2027, 3, 31), (2027, 4, 30), (2027, 5, 31)];
	assert_eq!(found, months);
	let leap = Schedule::DayOfMonth { first: date(2028, 2, 1), day: 30 };
	assert_eq!(leap.first_from(0), Some(date(2028, 2, 29)));
}

#[test]
fn a_day_of_the_month_that_is_over_comes_in_the_next() {
	let monthly = Schedule::DayOfMonth { first: date(2026, 12, 6), day: 5 };
	assert_eq!(monthly.first_from(0), Some(date(2027, 1, 5)));
	let today = Schedule::DayOfMonth { first: date(2026, 12, 5), day: 5 };
	assert_eq!(today.first_from(0), Some(date(2026, 12, 5)));
}

#[test]
fn an_end_counts_dates_or_names_the_first_day_without_any() {
	assert!(End::Never.allows(KoreanDay::MAX, u32::MAX));
	assert!(End::Count(2).allows(5, 1) && !End::Count(2).allows(5, 2));
	assert!(End::Until(10).allows(9, 99) && !End::Until(10).allows(10, 0));
}

#[test]
fn schedules_without_days_are_not_sound() {
	assert!(!Schedule::EveryDays { first: 1, every: 0 }.is_sound());
	assert!(!Schedule::DayOfMonth { first: 1, day: 0 }.is_sound());
	assert!(!Schedule::DayOfMonth { first: 1, day: 32 }.is_sound());
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
	prop_oneof![
		(0u32..60_000).prop_map(Schedule::Once),
		(0u32..60_000, 1u16..500).prop_map(|(first, every)| Schedule::EveryDays { first, every }),
		(0u32..60_000, 1u8..=31).prop_map(|(first, day)| Schedule::DayOfMonth { first, day }),
	]
}

/// True if a day is in a schedule, said plainly.
fn is_in(schedule: Schedule, day: KoreanDay) -> bool {
	match schedule {
		Schedule::Once(only) => day == only,
		Schedule::EveryDays { first, every } => {
			day >= first && (day - first).is_multiple_of(u32::from(every))
		}
		Schedule::DayOfMonth { first, day: wanted } => {
			let (_, month, of_month) = civil(day);
			let is_last = civil(day + 1).1 != month;
			let wanted = u32::from(wanted);
			day >= first && (of_month == wanted || (is_last && of_month < wanted))
		}
	}
}

proptest! {
	#[test]
	fn the_next_day_is_the_first_later_one_of_the_schedule(
		schedule in any_schedule(),
		after in 0u32..61_000,
	) {
		let plainly = (after + 1..after + 61_000).find(|day| is_in(schedule, *day));
		prop_assert_eq!(schedule.next_due(after), plainly);
	}

	#[test]
	fn a_later_schedule_of_days_has_the_same_days_later(
		first in 0u32..10_000,
		every in 1u16..500,
		after in 0u32..10_000,
		by in 0u32..10_000,
	) {
		let schedule = Schedule::EveryDays { first, every };
		let shifted = schedule.shifted(by).next_due(after + by);
		prop_assert_eq!(shifted, schedule.next_due(after).map(|day| day + by));
	}
}
