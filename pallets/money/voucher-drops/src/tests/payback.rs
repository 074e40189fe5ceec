// SPDX-License-Identifier: Apache-2.0

//! Paybacks are computed from own receipts, which are pledged and can be freed again.

use super::*;
use chungnam_primitives::{MerchantId, ProgrammeId, ReceiptId};

fn claim(who: AccountId, number: ProgrammeId, all: &[ReceiptId]) -> DispatchResult {
	VoucherDrops::claim_payback(signed(who), number, receipts(all))
}

fn undo(who: AccountId, number: ProgrammeId) -> DispatchResult {
	VoucherDrops::undo_payback(signed(who), number)
}

#[test]
fn half_of_what_was_spent_comes_back_rounded_down() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let spent = [spend(KIM_ID, RESTAURANT, 20_001), spend(KIM_ID, GROCERY, 15_000)];
		let amount = VoucherDrops::can_claim_payback(KIM_ID, number, receipts(&spent));
		assert_eq!(amount, Ok(17_500));
		assert_ok!(claim(KIM, number, &spent));
		assert_eq!(
			last_event(),
			Event::PaybackClaimed {
				programme: number,
				person: KIM_ID,
				amount: 17_500,
				receipts: receipts(&spent),
			}
		);
		assert_eq!(Currency::given_to(KIM_ID), 17_500);
		assert!(spent.iter().all(|receipt| is_pledged(*receipt)));
		let more = [spend(KIM_ID, RESTAURANT, 90_000)];
		assert_noop!(claim(KIM, number, &more), Error::<Test>::AlreadyClaimed);
		let refusal = Error::<Test>::AlreadyClaimed.into();
		assert_eq!(VoucherDrops::can_claim_payback(KIM_ID, number, receipts(&more)), Err(refusal));
	});
}

#[test]
fn payback_opens_by_retry_when_its_window_opened_long_ago() {
	ExtBuilder::default().build_and_execute(|| {
		let receipts = Window { opens: 0, ..payback().receipts };
		let plan = Plan::Payback(PaybackPlan { receipts, ..payback() });
		let budget = plan.claims_budget().expect("it has claims");
		let number = create_funded(plan, budget);
		assert_ok!(VoucherDrops::retry(signed(STRANGER), number));
		assert!(programme(number).claim_series().is_some(), "it is open");
	});
}

#[test]
fn receipts_of_a_shop_that_closed_since_count() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let spent = [spend(KIM_ID, GROCERY, 40_000)];
		MockRegistry::close_merchant(GROCERY);
		assert_ok!(claim(KIM, number, &spent));
		assert_eq!(Currency::given_to(KIM_ID), 20_000);
	});
}

#[test]
fn the_most_and_a_flat_reward_are_kept() {
	ExtBuilder::default().build_and_execute(|| {
		let shared = open(Plan::Payback(payback()));
		assert_ok!(claim(KIM, shared, &[spend(KIM_ID, RESTAURANT, 1_000_000)]));
		assert_eq!(Currency::given_to(KIM_ID), 40_000);
		let flat = PaybackPlan { reward: Reward::Flat(3_000), ..payback() };
		let flat = open(Plan::Payback(flat));
		assert_ok!(claim(LEE, flat, &[spend(LEE_ID, RESTAURANT, 30_000)]));
		assert_eq!(Currency::given_to(LEE_ID), 3_000);
	});
}

#[test]
fn less_than_the_minimum_is_not_enough() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let spent = [spend(KIM_ID, RESTAURANT, 29_999)];
		assert_noop!(claim(KIM, number, &spent), Error::<Test>::BelowMinimum);
		assert_noop!(claim(KIM, number, &[]), Error::<Test>::BelowMinimum);
		let one_more = [spent[0], spend(KIM_ID, RESTAURANT, 1)];
		assert_ok!(claim(KIM, number, &one_more));
	});
}

#[test]
fn only_own_receipts_count_each_once_and_of_the_right_shops_and_days() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let own = spend(KIM_ID, RESTAURANT, 20_000);
		let refused = |all: &[ReceiptId], why: Error<Test>| {
			assert_noop!(claim(KIM, number, all), why);
		};
		refused(&[own, own], Error::SameReceipt);
		refused(&[own, spend(LEE_ID, RESTAURANT, 20_000)], Error::ForeignReceipt);
		refused(&[own, ReceiptId(999)], Error::ReceiptNotFound);
		refused(&[own, spend(KIM_ID, FAR_CAFE, 20_000)], Error::ShopNotAllowed);
		let clinic = 9;
		MockRegistry::add_merchant(
			account(19),
			MerchantId(clinic),
			EUP,
			category::HOSPITAL,
			SalesClass::Small,
		);
		refused(&[own, spend(KIM_ID, MerchantId(clinic), 20_000)], Error::ShopNotAllowed);
		at(payback().receipts.closes - 1);
		let last = spend(KIM_ID, RESTAURANT, 20_000);
		at(payback().receipts.closes);
		refused(&[own, spend(KIM_ID, RESTAURANT, 20_000)], Error::ReceiptOutsideWindow);
		assert_ok!(claim(KIM, number, &[own, last]));
	});
}

#[test]
fn payments_of_before_the_window_do_not_count() {
	ExtBuilder::default().build_and_execute(|| {
		let window = Window { opens: morning(today()) + 1, closes: morning(today()) + DAYS };
		let plan = PaybackPlan { receipts: window, ..payback() };
		let early = spend(KIM_ID, RESTAURANT, 50_000);
		let number = create_funded(Plan::Payback(plan), PLENTY / 4);
		at(window.opens);
		block();
		assert_noop!(claim(KIM, number, &[early]), Error::<Test>::ReceiptOutsideWindow);
	});
}

#[test]
fn a_receipt_pays_back_once_over_all_programmes() {
	ExtBuilder::default().build_and_execute(|| {
		let first = open(Plan::Payback(payback()));
		let second = open(Plan::Payback(payback()));
		let spent = [spend(KIM_ID, RESTAURANT, 50_000)];
		assert_ok!(claim(KIM, first, &spent));
		assert_noop!(claim(KIM, second, &spent), Error::<Test>::ReceiptPledged);
	});
}

#[test]
fn a_region_counts_with_all_its_zones() {
	ExtBuilder::default().build_and_execute(|| {
		let regions = RegionSet::of(&[BORYEONG]);
		let number = open(Plan::Payback(PaybackPlan { regions, visitors_only: true, ..payback() }));
		assert_ok!(claim(GUEST, number, &[spend(GUEST_ID, FAR_CAFE, 50_000)]));
		let own = [spend(KIM_ID, FAR_CAFE, 50_000)];
		assert_noop!(claim(KIM, number, &own), Error::<Test>::NotVisitor);
	});
}

#[test]
fn a_payback_that_is_given_back_frees_its_receipts() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let spent = [spend(KIM_ID, RESTAURANT, 40_000)];
		assert_noop!(undo(KIM, number), Error::<Test>::ClaimNotFound);
		assert_ok!(claim(KIM, number, &spent));
		assert_ok!(undo(KIM, number));
		let event = Event::PaybackUndone { programme: number, person: KIM_ID, amount: 20_000 };
		assert_eq!(last_event(), event);
		assert!(!is_pledged(spent[0]));
		assert_eq!(Currency::given_to(KIM_ID), 0);
		assert_eq!(Tallies::<Test>::get(number), Tally::default());
		// It can be claimed again, by more receipts.
		let more = [spent[0], spend(KIM_ID, RESTAURANT, 10_000)];
		assert_ok!(claim(KIM, number, &more));
		assert_eq!(Currency::given_to(KIM_ID), 25_000);
	});
}

#[test]
fn a_payback_that_was_spent_in_part_stays() {
	use chungnam_ports::{Debts, Opener};
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let spent = [spend(KIM_ID, RESTAURANT, 40_000)];
		assert_ok!(claim(KIM, number, &spent));
		// One won of it is gone.
		assert_ok!(Currency::take_back(Opener::Programme(number), KIM_ID, 1));
		frame_support::assert_err!(
			frame_support::storage::with_storage_layer(|| undo(KIM, number)),
			Error::<Test>::PaybackSpent
		);
		assert!(is_pledged(spent[0]));
		assert!(Claims::<Test>::contains_key(number, KIM_ID));
	});
}

#[test]
fn a_payback_can_be_given_back_until_the_programme_is_closed() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let old = spend(KIM_ID, RESTAURANT, 40_000);
		assert_ok!(claim(KIM, number, &[old]));
		assert_ok!(claim(LEE, number, &[spend(LEE_ID, RESTAURANT, 40_000)]));
		let place = open(Plan::Place(visit()));
		assert_noop!(undo(KIM, place), Error::<Test>::WrongKind);
		use chungnam_ports::Standing;
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_noop!(undo(KIM, number), Error::<Test>::PersonFrozen);
		MockRegistry::set_standing(KIM_ID, Standing::Active);
		at(payback().closes + ClosingDelay::get());
		assert_ok!(undo(KIM, number));
		assert_ok!(VoucherDrops::close(signed(STRANGER), number));
		assert_noop!(undo(LEE, number), Error::<Test>::TooLate);
	});
}

#[test]
fn it_can_be_claimed_until_it_closes() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let spent = [spend(KIM_ID, RESTAURANT, 40_000)];
		let cohort = create(weekly());
		assert_noop!(claim(KIM, cohort, &spent), Error::<Test>::WrongKind);
		at(payback().closes);
		assert_noop!(claim(KIM, number, &spent), Error::<Test>::TooLate);
		at(payback().closes - 1);
		assert_ok!(claim(KIM, number, &spent));
		assert_noop!(claim(STRANGER, number, &spent), Error::<Test>::NotRegistered);
	});
}

#[test]
fn as_many_claim_as_the_plan_says() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(PaybackPlan { claims: 1, ..payback() }));
		assert_ok!(claim(KIM, number, &[spend(KIM_ID, RESTAURANT, 40_000)]));
		let late = [spend(LEE_ID, RESTAURANT, 40_000)];
		assert_noop!(claim(LEE, number, &late), Error::<Test>::MaxClaimsExceeded);
	});
}

#[test]
fn paybacks_that_make_no_sense_are_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let Window { opens, closes } = payback().receipts;
		let nothing = Reward::Share { rate: Perbill::zero(), most: 5 };
		let no_places = PaybackPlan { zones: BoundedVec::new(), ..payback() };
		let unsound = [
			PaybackPlan { reward: Reward::Flat(0), ..payback() },
			PaybackPlan { reward: nothing, ..payback() },
			PaybackPlan { claims: 0, ..payback() },
			PaybackPlan { minimum: 0, ..payback() },
			PaybackPlan { receipts: Window { opens: closes, closes: opens }, ..payback() },
			PaybackPlan { closes: closes - 1, ..payback() },
			PaybackPlan { categories: CategorySet::EMPTY, ..payback() },
			no_places,
			PaybackPlan { regions: RegionSet::ALL, ..payback() },
			PaybackPlan { zones: BoundedVec::truncate_from(vec![ZoneId::OUTSIDE]), ..payback() },
		];
		for plan in unsound {
			assert_noop!(try_create(Plan::Payback(plan)), Error::<Test>::PlanUnsound);
		}
	});
}

/// A payment that was made of different money.
fn spend_of(person: PersonId, spent: Spent) -> ReceiptId {
	let id = spend(person, RESTAURANT, 0);
	let facts = ReceiptFacts { person, merchant: RESTAURANT, at: now(), spent, is_pledged: false };
	Currency::add_receipt(id, facts);
	id
}

#[test]
fn only_the_money_that_the_programme_names_counts() {
	use chungnam_primitives::{MoneyClass, MoneyKind};
	let mixed = Spent { own: 20_000, purchased: 12_000, incentive: 3_000, policy: 60_000 };
	let own = [MoneyKind::Own, MoneyKind::Bound(MoneyClass::Purchased)];
	ExtBuilder::default().build_and_execute(|| {
		let plan = PaybackPlan { money: MoneySet::of(&own), ..payback() };
		let number = open(Plan::Payback(plan.clone()));
		// Basic income earns nothing.
		let welfare = spend_of(KIM_ID, Spent { policy: 60_000, ..Spent::default() });
		assert_noop!(claim(KIM, number, &[welfare]), Error::<Test>::BelowMinimum);
		assert_ok!(claim(KIM, number, &[spend_of(KIM_ID, mixed)]));
		assert_eq!(Currency::given_to(KIM_ID), 16_000);
		let none = PaybackPlan { money: MoneySet::EMPTY, ..plan };
		assert_noop!(try_create(Plan::Payback(none)), Error::<Test>::PlanUnsound);
	});
}

/// 10 % of each payment, at most 70,000 won a month, from today to the end of the third month.
fn nonsan() -> PaybackPlan {
	let closes = morning(today()) + 80 * DAYS;
	PaybackPlan {
		reward: Reward::Each { rate: Perbill::from_percent(10), per_month: 70_000 },
		receipts: Window { opens: morning(today()), closes },
		closes,
		minimum: 1_000,
		..payback()
	}
}

#[test]
fn tenth_of_each_payment_comes_back_up_to_the_most_of_its_month() {
	ExtBuilder::default().build_and_execute(|| {
		let plan = nonsan();
		let months = chungnam_primitives::korean_month(plan.receipts.closes - 1)
			- chungnam_primitives::korean_month(plan.receipts.opens)
			+ 1;
		assert_eq!(plan.most(), Some(70_000 * Won::from(months)));
		let number = open(Plan::Payback(plan));
		let first = [spend(KIM_ID, RESTAURANT, 50_009), spend(KIM_ID, GROCERY, 300_000)];
		assert_ok!(claim(KIM, number, &first));
		assert_eq!(Currency::given_to(KIM_ID), 35_000);
		assert_noop!(claim(KIM, number, &first), Error::<Test>::ReceiptPledged);
		// More payments, until the month is used up.
		assert_ok!(claim(KIM, number, &[spend(KIM_ID, RESTAURANT, 900_000)]));
		assert_eq!(Currency::given_to(KIM_ID), 70_000);
		let more = [spend(KIM_ID, RESTAURANT, 10_000)];
		assert_noop!(claim(KIM, number, &more), Error::<Test>::MonthUsedUp);
		assert_eq!(Tallies::<Test>::get(number), Tally { claims: 1, amount: 70_000 });
		// The next month begins anew, and small payments earn nothing.
		at(morning(today()) + 31 * DAYS);
		let small = [spend(KIM_ID, RESTAURANT, 999)];
		assert_noop!(claim(KIM, number, &small), Error::<Test>::BelowMinimum);
		assert_ok!(claim(KIM, number, &[spend(KIM_ID, RESTAURANT, 20_000)]));
		assert_eq!(Currency::given_to(KIM_ID), 72_000);
		assert_noop!(undo(KIM, number), Error::<Test>::WrongKind);
	});
}

#[test]
fn each_receipt_notes_its_part_and_the_parts_make_up_the_whole() {
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let series = programme(number).claim_series().expect("it is open");
		let spent = [10_001, 10_001, 10_001].map(|won| spend(KIM_ID, RESTAURANT, won));
		assert_ok!(claim(KIM, number, &spent));
		let parts = spent.map(|id| Currency::payback_of(id).expect("it is noted"));
		assert_eq!(parts, [(series, 5_000), (series, 5_000), (series, 5_001)]);
		assert_eq!(Currency::given_to(KIM_ID), 15_001);
	});
}

#[test]
fn refund_of_a_payment_is_counted_against_the_claim_and_its_month() {
	use chungnam_ports::{Opener, Paybacks};
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(nonsan()));
		assert_ok!(claim(KIM, number, &[spend(KIM_ID, RESTAURANT, 700_000)]));
		let by = Opener::Programme(number);
		assert_ok!(frame_support::storage::with_storage_layer(|| {
			use chungnam_ports::Debts;
			Currency::take_back(by, KIM_ID, 30_000)
		}));
		VoucherDrops::taken_back(by, KIM_ID, now(), 30_000);
		let event = Event::PaybackTakenBack { programme: number, person: KIM_ID, amount: 30_000 };
		assert_eq!(last_event(), event);
		assert_eq!(Tallies::<Test>::get(number), Tally { claims: 1, amount: 40_000 });
		// What was given back can be earned again this month.
		assert_ok!(claim(KIM, number, &[spend(KIM_ID, RESTAURANT, 900_000)]));
		assert_eq!(Claims::<Test>::get(number, KIM_ID).map(|own| own.amount), Some(70_000));
	});
}

#[test]
fn payback_is_undone_less_what_refunds_took() {
	use chungnam_ports::{Debts, Opener, Paybacks};
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Payback(payback()));
		let by = Opener::Programme(number);
		assert_ok!(claim(KIM, number, &[spend(KIM_ID, RESTAURANT, 40_000)]));
		assert_ok!(Currency::take_back(by, KIM_ID, 5_000));
		VoucherDrops::taken_back(by, KIM_ID, now(), 5_000);
		assert_ok!(undo(KIM, number));
		let event = Event::PaybackUndone { programme: number, person: KIM_ID, amount: 15_000 };
		assert_eq!(last_event(), event);
		assert_eq!(Currency::given_to(KIM_ID), 0);
	});
}
