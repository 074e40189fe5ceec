// SPDX-License-Identifier: Apache-2.0

//! Two shops of Cheongyang apply for the province's money (accelerator): an expert scores them, the better one is paid by
//! milestones and returns a part, and every won that is not paid comes back.

mod driver;

use chungnam_ports::{Escrow as _, Payee, Source};
use chungnam_primitives::{
	EnvelopeId, Field, FieldSet, IntakeId, MerchantId, RegionSet, Scope, ScopeSet, Won, DAYS, HOURS,
};
use chungnam_runtime::{
	configs::funds::AcceleratorAccount, Accelerator, AccountId, Balances, Escrow, FundRouter,
	Runtime,
};
use driver::{account, story, why, People, Province};
use frame_support::traits::fungible::Inspect;
use pallet_accelerator::{Error, Figures, IntakePlan, Step};
use sp_core::H256;
use sp_runtime::{BoundedVec, DispatchError, Perbill};

type Firms = pallet_accelerator::Call<Runtime>;
type Envelope = pallet_escrow::Call<Runtime>;

const INTAKE: IntakeId = IntakeId(0);
const NEXT: IntakeId = IntakeId(1);
/// The envelope of the better shop, and that of the other.
const FIRST: EnvelopeId = EnvelopeId(0);
const SECOND: EnvelopeId = EnvelopeId(1);

/// Opens the intake.
const OFFICE: &str = "FirmOffice";
/// The owner of the grocery in Cheongyang town.
const GROCER: &str = "Eve";
/// The owner of the pharmacy in a township of Cheongyang.
const PHARMACIST: &str = "Pharmacy";
/// The owner of the restaurant in Cheonan.
const COOK: &str = "Dave";
const CHEONGYANG: u8 = 12;

fn hash(number: u8) -> H256 {
	H256::repeat_byte(number)
}

fn shop(number: u32) -> Payee<AccountId> {
	Payee::Merchant(MerchantId(number))
}

/// Two firms of Cheongyang get 100,000 won each at most, and return a fifth within a year.
fn plan(province: &Province) -> IntakePlan {
	let opens = province.now() + HOURS;
	IntakePlan {
		document: hash(1),
		regions: RegionSet::of(&[CHEONGYANG]),
		opens,
		closes: opens + 10 * DAYS,
		scored_by: opens + 20 * DAYS,
		firms: 2,
		most: 100_000,
		fields: FieldSet::of(&[Field::Economy]),
		scores: 1,
		share: Perbill::from_percent(20),
		term: 365 * DAYS,
	}
}

/// 40,000 won in 30 days and 60,000 in 60.
fn apply(number: u32) -> Firms {
	let step = |(amount, days): (Won, u64)| Step { amount, after: days * DAYS };
	let steps = BoundedVec::truncate_from([(40_000, 30), (60_000, 60)].map(step).to_vec());
	Firms::apply { intake: INTAKE, firm: shop(number), plan: hash(2), steps }
}

fn score(number: u32, points: u8) -> Firms {
	Firms::score { intake: INTAKE, firm: shop(number), points }
}

fn award() -> Firms {
	Firms::award { intake: INTAKE }
}

fn fund() -> Won {
	Balances::balance(&AcceleratorAccount::get())
}

/// An office for the budget opens the intake, and both shops apply.
fn open(province: &mut Province) {
	province.blocks(1);
	for name in [OFFICE, GROCER, PHARMACIST, COOK, "Bob"] {
		province.give(name, 100_000);
	}
	let (who, scopes) = (account(OFFICE), ScopeSet::of(&[Scope::Budget]));
	province.decided(People::appoint_attester { who, regions: RegionSet::province(), scopes });
	province.does(OFFICE, People::accept_mandate {});
	let (dest, value) = (AcceleratorAccount::get().into(), 200_000);
	province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });

	let plan = Box::new(plan(province));
	let open = Firms::open_intake { plan };
	assert_eq!(why(province.send("Bob", open.clone())), DispatchError::BadOrigin);
	province.does(OFFICE, open.clone());
	assert_eq!(fund(), 0, "all of it is promised");
	assert_eq!(Balances::balance(&Accelerator::pot(INTAKE)), 200_000);
	let refused = why(province.send(OFFICE, open));
	assert_eq!(refused, Error::<Runtime>::InsufficientFund.into());

	province.wait(1);
	province.does(GROCER, apply(1));
	province.does(PHARMACIST, apply(3));
	let refused = why(province.send(COOK, apply(0)));
	assert_eq!(refused, Error::<Runtime>::OutsideRegions.into());
}

#[test]
fn better_shop_is_paid_and_returns_a_part_and_the_rest_comes_back() {
	story(|province| {
		open(province);
		province.wait(10);
		province.does("Alice", score(1, 70));
		province.does("Alice", score(3, 90));
		let refused = why(province.send("Bob", score(1, 100)));
		assert_eq!(refused, Error::<Runtime>::NotAnExpert.into());
		province.wait(10);
		for _ in 0..3 {
			province.does("Bob", award());
		}
		assert_eq!(Accelerator::intake(INTAKE), None);
		let of = |id| Accelerator::award_of(id).expect("it was given");
		assert_eq!((of(FIRST).firm, of(SECOND).firm), (shop(3), shop(1)));

		let (milestone, evidence) = (0, hash(10));
		let show = Envelope::submit_evidence { id: FIRST, milestone, evidence };
		province.does(PHARMACIST, show);
		province.does("Alice", Envelope::accept { id: FIRST, milestone, evidence });
		let collect = Envelope::collect { id: FIRST, milestone };
		let refused = why(province.send("Bob", collect.clone()));
		assert_eq!(refused, pallet_escrow::Error::<Runtime>::NotPayable.into());
		let figures = Figures { evidence, jobs: 2, trainings: 1 };
		let tell = Firms::report { award: FIRST, milestone, figures };
		let refused = why(province.send(PHARMACIST, tell.clone()));
		assert_eq!(refused, Error::<Runtime>::MilestoneNotPaid.into());

		// For two weeks another expert could have sent it to the committee.
		province.wait(16);
		let before = province.won(PHARMACIST);
		province.does("Bob", collect);
		assert_eq!(province.won(PHARMACIST), before + 40_000);
		province.does(PHARMACIST, tell);
		assert_eq!((of(FIRST).jobs, of(FIRST).trainings), (2, 1));

		let arrived = || FundRouter::waiting(Source::ProjectProfits).1;
		let before = arrived();
		province.does(PHARMACIST, Firms::pay_return { award: FIRST, amount: 8_000 });
		assert_eq!(arrived(), before + 8_000);
		let more = Firms::pay_return { award: FIRST, amount: 1 };
		let refused = why(province.send(PHARMACIST, more));
		assert_eq!(refused, Error::<Runtime>::MoreThanAgreed.into());

		// Nobody shows anything more, and the committee says nothing.
		province.wait(110);
		assert_eq!((Escrow::facts(FIRST), Escrow::facts(SECOND)), (None, None));
		assert_eq!(fund(), 160_000);
		let end = |id| Firms::end_award { award: id };
		let refused = why(province.send("Bob", end(FIRST)));
		assert_eq!(refused, Error::<Runtime>::NotOver.into());
		province.wait(260);
		for id in [FIRST, SECOND] {
			province.does("Bob", end(id));
			assert_eq!(Accelerator::award_of(id), None);
		}
	});
}

#[test]
fn money_of_an_intake_comes_back_when_no_expert_scores() {
	story(|province| {
		open(province);
		province.does(GROCER, Firms::withdraw { intake: INTAKE, firm: shop(1) });
		let early = why(province.send("Bob", award()));
		assert_eq!(early, Error::<Runtime>::TooEarly.into());
		province.wait(20);
		let early = why(province.send("Bob", award()));
		assert_eq!(early, Error::<Runtime>::TooEarly.into(), "the pharmacy is waited for");
		province.wait(60);
		province.does("Bob", award());
		assert_eq!((fund(), Accelerator::intake(INTAKE)), (200_000, None));
	});
}

#[test]
fn office_cancels_an_intake_that_was_a_mistake_and_opens_another_one() {
	story(|province| {
		open(province);
		let cancel = || Firms::cancel_intake { intake: INTAKE, why: hash(4) };
		assert_eq!(why(province.send("Bob", cancel())), DispatchError::BadOrigin);
		province.does(OFFICE, cancel());
		assert_eq!((fund(), Accelerator::intake(INTAKE)), (200_000, None));
		assert_eq!(Accelerator::application(INTAKE, shop(1)), None);
		let refused = why(province.send(GROCER, apply(1)));
		assert_eq!(refused, Error::<Runtime>::IntakeNotFound.into());

		let plan = Box::new(plan(province));
		province.does(OFFICE, Firms::open_intake { plan });
		assert_eq!(fund(), 0);
		province.wait(11);
		let refused =
			why(province.send(OFFICE, Firms::cancel_intake { intake: NEXT, why: hash(4) }));
		assert_eq!(refused, Error::<Runtime>::TooLate.into());
		province.does("Bob", Firms::award { intake: NEXT });
		assert_eq!(fund(), 200_000, "nobody applied");
	});
}
