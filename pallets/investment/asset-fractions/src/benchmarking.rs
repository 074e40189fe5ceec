// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: a plan with as many payments as fit, and of `advance` the step that pays a sale, which takes the most
//! time, beside the one that annuls a ballot, which has the largest proof, and those that open and read the ballot about ideas.

#![allow(clippy::restriction)]

use alloc::{boxed::Box, vec};
use chungnam_frame_kit::benchmarking::{assert_last, hash, set_now, Passing};
use chungnam_ports::{
	Ballots, Instruments, Offerings, Payee, Payees, People, Reviewers, Silence, Stage,
	MAX_MILESTONES,
};
use chungnam_primitives::{
	InstrumentId, Moment, OfferingId, PersonId, RegionSet, Scope, Won, ZoneId, DAYS, REGIONS,
};
use frame_benchmarking::v2::*;
use frame_support::{traits::fungible::Mutate, BoundedVec};
use frame_system::RawOrigin;
use sp_runtime::Perbill;

use super::*;

const NOW: Moment = 1_800_000_000_000;
const PLENTY: Won = 1_000_000_000;
const SALE: OfferingId = OfferingId(0);
/// Won for all units of an asset.
const PRICE: Won = PLENTY / 2;

fn owner<T: Config>() -> T::AccountId {
	account("owner", 0, 0)
}

fn manager<T: Config>() -> T::AccountId {
	account("manager", 0, 0)
}

fn experts<T: Config>() -> ExpertsOf<T> {
	let appraisers = [account("appraiser", 0, 0), account("appraiser", 1, 0)];
	Experts { appraisers, notary: account("notary", 0, 0) }
}

/// Works with as many payments as fit, and the institutions that do and look at them.
fn works<T: Config>() -> Works<T::AccountId> {
	let [payee, office]: [T::AccountId; 2] = [account("payee", 0, 0), account("office", 0, 0)];
	T::Payees::benchmark_institution(&payee);
	T::Payees::benchmark_institution(&office);
	let stage = |percent| Stage { share: Perbill::from_percent(percent), after: DAYS };
	let mut stages = vec![stage(45)];
	stages.extend((1..MAX_MILESTONES).map(|_| stage(5)));
	Works {
		share: Perbill::from_percent(50),
		payee: Payee::Institution(payee),
		stages: BoundedVec::truncate_from(stages),
		reviewers: Reviewers::Office {
			account: office,
			scope: Scope::Reserve,
			regions: RegionSet::province(),
		},
		silence: Silence::Release,
		least: 1,
		grace: DAYS,
	}
}

fn plan<T: Config>() -> PlanOf<T> {
	Plan {
		document: sp_core::H256::repeat_byte(1),
		share: Perbill::one(),
		works: Some(works::<T>()),
		manager: manager::<T>(),
		term: MAX_TERM,
	}
}

/// An instrument of the owner, which keeps the manager and the experts out.
fn issued<T: Config>() -> InstrumentId {
	set_now::<T::Time>(NOW);
	let Experts { appraisers: [first, second], notary } = experts::<T>();
	T::Instruments::benchmark_issued(&owner::<T>(), &[first, second, notary, manager::<T>()])
}

fn proposed<T: Config>() -> InstrumentId {
	let id = issued::<T>();
	Pallet::<T>::do_propose(owner::<T>(), id, plan::<T>()).expect("the plan is sound");
	id
}

fn named<T: Config>() -> InstrumentId {
	let id = proposed::<T>();
	Pallet::<T>::do_name_experts(id, experts::<T>()).expect("they are independent");
	id
}

/// Both appraisers have spoken, and residents hand in ideas.
fn asked<T: Config>() -> InstrumentId {
	let id = named::<T>();
	for who in experts::<T>().appraisers {
		Pallet::<T>::do_appraise(&who, id, PLENTY, hash(1)).expect("the appraiser was named");
	}
	id
}

/// The same, and nobody had one.
fn valued<T: Config>() -> InstrumentId {
	let id = asked::<T>();
	let status = Status::Ready { until: NOW + OFFERING };
	Fractions::<T>::mutate(id, |own| own.as_mut().expect("it was proposed").status = status);
	id
}

/// Somebody who lives where the asset is.
fn resident<T: Config>(id: InstrumentId) -> T::AccountId {
	let key = account("resident", 0, 0);
	let regions = T::Instruments::regions(id).expect("it stands");
	let region = (1..=REGIONS).find(|region| regions.contains(*region)).expect("it has regions");
	T::People::benchmark_person(&key, ZoneId::new(region, 0));
	key
}

/// As many ideas as fit, each with so many supporters.
fn ideas(supporters: u32) -> IdeaList {
	let idea = |number: u32| {
		let people = (0..supporters).map(|own| PersonId(1_000 + SUPPORTERS * number + own));
		Idea {
			document: hash(100 + u64::from(number)),
			note: hash(2),
			since: NOW,
			supporters: BoundedVec::truncate_from(people.collect()),
		}
	};
	BoundedVec::truncate_from((0..MAX_IDEAS).map(idea).collect())
}

/// So many people who lost a place.
fn displaced(people: u32) -> DisplacedList {
	BoundedVec::truncate_from((0..people).map(|own| PersonId(2_000 + own)).collect())
}

/// Residents vote about as many ideas as fit.
fn choosing<T: Config>() -> InstrumentId {
	let id = asked::<T>();
	Ideas::<T>::insert(id, ideas(SUPPORTERS));
	set_now::<T::Time>(NOW + IDEAS);
	Pallet::<T>::do_advance(id).expect("the time of ideas is over");
	let Some(Status::Choosing { ballot, .. }) = Fractions::<T>::get(id).map(|own| own.status)
	else {
		panic!("residents vote");
	};
	T::Ballots::benchmark_fill(ballot);
	id
}

fn offered<T: Config>() -> InstrumentId {
	let id = valued::<T>();
	let sale = T::Offerings::benchmark_sale();
	Pallet::<T>::do_offer(&owner::<T>(), id, sale).expect("it is worth as much");
	id
}

/// An asset that runs, whose report is due in a quarter.
fn running<T: Config>() -> InstrumentId {
	let id = valued::<T>();
	Fractions::<T>::mutate(id, |own| {
		let own = own.as_mut().expect("it was proposed");
		own.status = Status::Operating { report_due: NOW + QUARTER };
		own.manager.until = Some(NOW + MAX_TERM);
	});
	id
}

/// An asset that belongs to an association.
fn handed_over<T: Config>() -> InstrumentId {
	let id = running::<T>();
	Fractions::<T>::mutate(id, |own| {
		let own = own.as_mut().expect("it was proposed");
		own.owner = account("association", 0, 0);
		own.manager = Manager::without_term(own.owner.clone());
		own.status = Status::HandedOver { report_due: NOW + QUARTER };
	});
	id
}

/// An asset that runs and that both appraisers valued, and a person who can buy it.
fn sought<T: Config>() -> (InstrumentId, T::AccountId) {
	let id = running::<T>();
	let (values, until) = ([Some(PRICE); 2], NOW + VALID);
	Valuations::<T>::insert(id, Valuation { values, until, ..Valuation::new(hash(8), NOW) });
	let buyer = resident::<T>(id);
	give::<T>(&buyer);
	(id, buyer)
}

fn committee<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	Ok(T::CommitteeOrigin::passing()?)
}

fn give<T: Config>(who: &T::AccountId) {
	T::Won::mint_into(who, PLENTY).expect("so much can be made");
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn propose() -> Result<(), BenchmarkError> {
		let (asset, owner, plan) = (issued::<T>(), owner::<T>(), plan::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), asset, Box::new(plan.clone()));

		assert_last::<T>(Event::Proposed { asset, owner, plan });
		Ok(())
	}

	#[benchmark]
	fn name_experts() -> Result<(), BenchmarkError> {
		let (asset, origin) = (proposed::<T>(), committee::<T>()?);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, asset, experts::<T>());

		let status = Status::DueDiligence { until: NOW + DILIGENCE };
		assert_last::<T>(Event::Advanced { asset, status });
		Ok(())
	}

	#[benchmark]
	fn appraise() -> Result<(), BenchmarkError> {
		let asset = named::<T>();
		let [first, second] = experts::<T>().appraisers;
		Pallet::<T>::do_appraise(&first, asset, PLENTY, hash(1))?;

		#[extrinsic_call]
		_(RawOrigin::Signed(second), asset, PLENTY, hash(2));

		assert_last::<T>(Event::Advanced { asset, status: Status::Ideas { until: NOW + IDEAS } });
		Ok(())
	}

	#[benchmark]
	fn confirm_title() -> Result<(), BenchmarkError> {
		let asset = valued::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(experts::<T>().notary), asset, hash(3));

		assert_last::<T>(Event::TitleConfirmed { asset, deed: hash(3) });
		Ok(())
	}

	#[benchmark]
	fn offer() -> Result<(), BenchmarkError> {
		let asset = valued::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), asset, T::Offerings::benchmark_sale());

		assert_last::<T>(Event::Advanced { asset, status: Status::Offering { sale: SALE } });
		Ok(())
	}

	#[benchmark]
	fn advance() -> Result<(), BenchmarkError> {
		let asset = offered::<T>();
		Pallet::<T>::do_confirm_title(&experts::<T>().notary, asset, hash(3))?;
		T::Offerings::benchmark_decide(SALE);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), asset);

		let status = Fractions::<T>::get(asset).expect("it is shared").status;
		assert!(matches!(status, Status::Development { .. }));
		assert_last::<T>(Event::Advanced { asset, status });
		Ok(())
	}

	#[benchmark]
	fn withdraw() -> Result<(), BenchmarkError> {
		let asset = choosing::<T>();
		give::<T>(&Pallet::<T>::pot_of(asset));

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), asset);

		assert_last::<T>(Event::Ended { asset, end: End::Withdrawn, stray: PLENTY });
		Ok(())
	}

	#[benchmark]
	fn pay_income() -> Result<(), BenchmarkError> {
		let (asset, manager) = (running::<T>(), manager::<T>());
		give::<T>(&manager);
		let (gross, pays_at, evidence) = (10_000, NOW + 8 * DAYS, hash(4));

		#[extrinsic_call]
		_(RawOrigin::Signed(manager), asset, gross, pays_at, evidence);

		assert_last::<T>(Event::IncomePaid { asset, gross, pays_at, evidence });
		Ok(())
	}

	#[benchmark]
	fn give_back() -> Result<(), BenchmarkError> {
		let (asset, pays_at) = (running::<T>(), NOW + 8 * DAYS);
		give::<T>(&Pallet::<T>::pot_of(asset));

		#[extrinsic_call]
		_(RawOrigin::Signed(manager::<T>()), asset, pays_at);

		assert_last::<T>(Event::GivenBack { asset, won: PLENTY, pays_at });
		Ok(())
	}

	#[benchmark]
	fn report() -> Result<(), BenchmarkError> {
		let asset = running::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(manager::<T>()), asset, hash(5));

		let report_due = NOW + QUARTER + QUARTER;
		assert_last::<T>(Event::Advanced { asset, status: Status::Operating { report_due } });
		Ok(())
	}

	#[benchmark]
	fn name_manager() -> Result<(), BenchmarkError> {
		let (asset, origin) = (running::<T>(), committee::<T>()?);
		set_now::<T::Time>(NOW + MAX_TERM);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, asset, manager::<T>(), MAX_TERM);

		let until = Some(NOW + MAX_TERM + MAX_TERM);
		let manager = Manager { account: manager::<T>(), until, missed: 0 };
		assert_last::<T>(Event::ManagerNamed { asset, manager });
		Ok(())
	}

	/// The issuer, who has units, asks after a hand-over.
	#[benchmark]
	fn ask_value() -> Result<(), BenchmarkError> {
		let asset = handed_over::<T>();
		let before = Valuation { document: hash(8), values: [Some(1); 2], until: NOW };
		Valuations::<T>::insert(asset, before);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), asset, hash(9));

		let valuation = Valuation::new(hash(9), NOW);
		assert_last::<T>(Event::ValueAsked { asset, valuation });
		Ok(())
	}

	#[benchmark]
	fn ask_holders() -> Result<(), BenchmarkError> {
		let asset = running::<T>();
		let stage = ChallengeStage::Resting { until: NOW };
		let before = Challenge { document: hash(8), term_ends: NOW, stage };
		Challenges::<T>::insert(asset, before);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), asset, hash(9));

		let challenge = Challenges::<T>::get(asset).expect("holders are asked");
		assert!(challenge.stage.ballot().is_some());
		assert_last::<T>(Event::Challenged { asset, challenge });
		Ok(())
	}

	/// The term of the manager is over while holders sign, and their ballot is annulled. `advance` weighs three: a hand-over and a
	/// buyer have others.
	#[benchmark]
	fn drop_challenge() -> Result<(), BenchmarkError> {
		let asset = running::<T>();
		Pallet::<T>::do_ask_holders(&owner::<T>(), asset, hash(9))?;
		let ballot = Challenges::<T>::get(asset).and_then(|own| own.stage.ballot());
		T::Ballots::benchmark_fill(ballot.expect("holders sign"));
		Fractions::<T>::mutate(asset, |own| {
			own.as_mut().expect("it was proposed").manager.until = Some(NOW);
		});

		#[block]
		{
			Pallet::<T>::do_advance(asset).expect("the term is over");
		}

		assert_last::<T>(Event::ChallengeDropped { asset });
		Ok(())
	}

	#[benchmark]
	fn ask_hand_over() -> Result<(), BenchmarkError> {
		// Another association owns it, and this one has units.
		let (asset, association) = (handed_over::<T>(), owner::<T>());
		let (to, document) = (association.clone(), hash(8));
		let stage = ChallengeStage::Resting { until: NOW };
		HandOvers::<T>::insert(asset, HandOver { document, to, stage });

		#[extrinsic_call]
		_(RawOrigin::Signed(association), asset, hash(9));

		let hand_over = HandOvers::<T>::get(asset).expect("holders are asked");
		assert!(hand_over.stage.ballot().is_some());
		assert_last::<T>(Event::HandOverAsked { asset, hand_over });
		Ok(())
	}

	#[benchmark]
	fn hand_in_idea() -> Result<(), BenchmarkError> {
		let asset = asked::<T>();
		let (who, document, note) = (resident::<T>(asset), hash(200), hash(3));
		let person = T::People::person_of(&who).expect("it is a key");
		let mut full = ideas(SUPPORTERS);
		let replaced = full.last().map(|own| own.document);
		full.iter_mut().next_back().expect("some fit").supporters.truncate(1);
		Ideas::<T>::insert(asset, full);
		Displaced::<T>::insert(asset, displaced(MAX_DISPLACED - 1));
		set_now::<T::Time>(NOW + TRIAL);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), asset, document, note);

		assert_last::<T>(Event::IdeaHandedIn { asset, document, note, person, replaced });
		Ok(())
	}

	#[benchmark]
	fn support_idea() -> Result<(), BenchmarkError> {
		let asset = asked::<T>();
		let who = resident::<T>(asset);
		let person = T::People::person_of(&who).expect("it is a key");
		let full = ideas(SUPPORTERS - 1);
		let document = full.last().expect("some fit").document;
		Ideas::<T>::insert(asset, full);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), asset, document);

		assert_last::<T>(Event::IdeaSupported { asset, document, person });
		Ok(())
	}

	/// The time of ideas is over, and as many are voted about as fit.
	#[benchmark]
	fn put_ideas_to_vote() -> Result<(), BenchmarkError> {
		let asset = asked::<T>();
		Ideas::<T>::insert(asset, ideas(SUPPORTERS));
		Displaced::<T>::insert(asset, displaced(MAX_DISPLACED));
		set_now::<T::Time>(NOW + IDEAS);

		#[block]
		{
			Pallet::<T>::do_advance(asset).expect("the time of ideas is over");
		}

		let status = Fractions::<T>::get(asset).expect("it was proposed").status;
		assert!(matches!(status, Status::Choosing { .. }));
		assert_last::<T>(Event::Advanced { asset, status });
		Ok(())
	}

	/// Residents have voted, and the clock has not counted yet.
	#[benchmark]
	fn choose_idea() -> Result<(), BenchmarkError> {
		let asset = choosing::<T>();
		let now = NOW + IDEAS + CHOSEN_BY;
		set_now::<T::Time>(now);

		#[block]
		{
			Pallet::<T>::do_advance(asset).expect("they have voted");
		}

		let status = Status::Ready { until: now + OFFERING };
		assert_last::<T>(Event::Advanced { asset, status });
		Ok(())
	}

	/// After the last offer was refused.
	#[benchmark]
	fn offer_purchase() -> Result<(), BenchmarkError> {
		let (asset, from) = sought::<T>();
		let stage = ChallengeStage::Resting { until: NOW };
		let before = Purchase { document: hash(8), from: from.clone(), won: PRICE, stage };
		Purchases::<T>::insert(asset, before);

		#[extrinsic_call]
		_(RawOrigin::Signed(from), asset, PRICE, hash(9));

		let purchase = Purchases::<T>::get(asset).expect("holders are asked");
		assert_eq!(purchase.deposited(), PRICE);
		assert_last::<T>(Event::PurchaseOffered { asset, purchase });
		Ok(())
	}

	/// Holders agree, and other won lies in the pot as well. `advance` weighs three ballots that are annulled beside it, with which the
	/// outcome of this one is read.
	#[benchmark]
	fn accept_purchase() -> Result<(), BenchmarkError> {
		let (asset, from) = sought::<T>();
		Pallet::<T>::do_offer_purchase(from, asset, PRICE, hash(9))?;
		give::<T>(&Pallet::<T>::pot_of(asset));
		let purchase = Purchases::<T>::get(asset).expect("holders are asked");
		let state = Fractions::<T>::get(asset).expect("it was proposed");

		#[block]
		{
			Pallet::<T>::buy(asset, state, &purchase, NOW).expect("nothing keeps it");
		}

		assert_last::<T>(Event::Ended { asset, end: End::Redeemed, stray: 0 });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::chain(), crate::mock::Test);
}
