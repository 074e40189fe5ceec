// SPDX-License-Identifier: Apache-2.0

//! Books go after ten years, a few entries in each block: `on_idle`.

use frame_support::{assert_ok, weights::RuntimeDbWeight};

use super::*;
use crate::{BookSpan, Books, Paid, WeightInfo, KEPT_MONTHS, MAX_PRUNED};

type Weights = <Test as crate::Config>::WeightInfo;

const IN_MARCH: KoreanMonth = month_no(2026, 3);

fn idle(weight: Weight) -> Weight {
	FundRouter::on_idle(System::block_number(), weight)
}

/// 10 March or a day or two later, ten years on.
const TEN_YEARS: Moment = TODAY + 3_653 * DAYS;

fn flush_in_march() {
	pay_in(Source::Fees, 1_000);
	assert_ok!(flush(Source::Fees));
	blocks(1);
}

#[test]
fn books_are_kept_for_ten_years_and_then_forgotten() {
	with_fees().build_and_execute(|| {
		flush_in_march();
		settle_at(TEN_YEARS - 31 * DAYS);
		idle(Weight::MAX);
		assert_eq!(FundRouter::running_month(), IN_MARCH + KEPT_MONTHS - 1);
		assert!(book(IN_MARCH, Source::Fees).is_some());
		assert_eq!(BookSpan::<Test>::get().oldest, IN_MARCH);

		settle_at(TEN_YEARS);
		// Not kept any more, whether or not the entries are gone.
		assert_eq!(book(IN_MARCH, Source::Fees), None);
		idle(Weight::MAX);
		assert_eq!((Books::<Test>::iter().count(), Paid::<Test>::iter().count()), (0, 0));
		assert_eq!(last_event(), Event::MonthForgotten { month: IN_MARCH });
		idle(Weight::MAX);
		assert_eq!(BookSpan::<Test>::get().oldest, IN_MARCH + 1);
	});
}

#[test]
fn a_month_with_many_sinks_goes_in_steps() {
	with_fees().build_and_execute(|| {
		blocks(1);
		// As if a route had changed often.
		let many = MAX_PRUNED + 10;
		for i in 0..many {
			let sink = AccountId::new([u8::try_from(i).expect("few") + 100; 32]);
			Paid::<Test>::insert(IN_MARCH, (Source::Fees, sink), 1);
		}
		Books::<Test>::mutate(IN_MARCH, Source::Fees, |own| own.routed = Won::from(many));
		settle_at(TEN_YEARS);
		assert_eq!(idle(Weight::MAX), Weights::prune_books(MAX_PRUNED));
		assert_eq!((Books::<Test>::iter().count(), Paid::<Test>::iter().count()), (0, 10));
		FundRouter::do_try_state().expect("a month may be half forgotten");
		assert_eq!(idle(Weight::MAX), Weights::prune_books(11));
		assert_eq!(Paid::<Test>::iter().count(), 0);
		assert_eq!(last_event(), Event::MonthForgotten { month: IN_MARCH });
	});
}

#[test]
fn no_more_is_deleted_than_the_block_has_room_for() {
	with_fees().build_and_execute(|| {
		flush_in_march();
		settle_at(TEN_YEARS);
		let nothing = Weights::prune_books(0).saturating_sub(Weight::from_parts(1, 0));
		assert_eq!(idle(nothing), Weight::zero());
		assert_eq!(Paid::<Test>::iter().count(), 3);
		for left in [2, 1, 0] {
			let one = Weights::prune_books(1);
			assert_eq!(idle(one), one);
			assert_eq!(Paid::<Test>::iter().count(), left);
		}
	});
}

#[test]
fn an_idle_block_without_old_books_costs_one_look() {
	with_fees().build_and_execute(|| {
		flush_in_march();
		let db: RuntimeDbWeight = <Test as frame_system::Config>::DbWeight::get();
		let look = db.reads(1);
		assert_eq!(idle(Weight::MAX), look);
	});
}
