// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: full wallets of lots of different series, all of them charged and capped; rules with
//! every list full; as many funders as fit.

#![allow(clippy::restriction)]

mod setup;

use crate::CapId;
use alloc::{vec, vec::Vec};
use chungnam_frame_kit::{
	benchmarking::{assert_last, set_now, Mandated},
	WonExt,
};
use chungnam_ports::{Agenda, Drops, Due, Opener, People, MAX_ENROLMENTS};
use chungnam_primitives::{
	korean_month, MerchantId, MoneyClass, PersonId, ProgrammeId, ReceiptId, RegionSet, Scope,
	SeriesId, Won,
};
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, weights::Weight, BoundedVec};
use frame_system::RawOrigin;

use self::setup::*;
pub(crate) use self::setup::{receipt, template};
use super::{
	functions::{Effort, Purse},
	*,
};

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create_series() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let incentive = series::<T>(MoneyClass::Incentive, None);
		let class = MoneyClass::Purchased;
		let (rules, funders) =
			(rules(class, SeriesId(incentive.0 + 1), Some(incentive)), funders::<T>());
		let (origin, issuers) =
			(T::MandateOrigin::of_province(Scope::Series)?, RegionSet::province());
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, class, issuers, funders, rules);
		let series = SeriesId(incentive.0 + 1);
		let definition = SeriesById::<T>::get(series).expect("it was created");
		assert_last::<T>(Event::SeriesCreated { series, definition });
		Ok(())
	}

	#[benchmark]
	fn schedule_change() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let incentive = series::<T>(MoneyClass::Incentive, None);
		let series = series::<T>(MoneyClass::Purchased, Some(incentive));
		let rules = rules(MoneyClass::Purchased, series, Some(incentive));
		// In the place of the last of the changes that are announced.
		let (origin, from) = (T::MandateOrigin::of_province(Scope::Series)?, END - 1);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series, from, rules.clone());
		assert_last::<T>(Event::ChangeScheduled { series, from, rules });
		Ok(())
	}

	#[benchmark]
	fn cancel_change() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Purchased, None);
		let origin = T::MandateOrigin::of_province(Scope::Series)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series, END - 1);
		assert_last::<T>(Event::ChangeCancelled { series, from: END - 1 });
		Ok(())
	}

	#[benchmark]
	fn pause_series() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Purchased, None);
		let origin = T::MandateOrigin::of_province(Scope::Series)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series);
		assert_last::<T>(Event::SeriesPaused { series });
		Ok(())
	}

	#[benchmark]
	fn resume_series() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Purchased, None);
		Pallet::<T>::do_set_paused(series, true)?;
		let origin = T::MandateOrigin::of_province(Scope::Series)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series);
		assert_last::<T>(Event::SeriesResumed { series });
		Ok(())
	}

	#[benchmark]
	fn fund() {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Purchased, None);
		let funder: T::AccountId = account("funder", MAX_FUNDERS - 1, 0);
		setup::mint::<T>(&funder, PLENTY);
		#[extrinsic_call]
		_(RawOrigin::Signed(funder.clone()), series, LOT);
		assert_last::<T>(Event::Funded { series, funder, amount: LOT });
	}

	#[benchmark]
	fn sell() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (_, person, series, incentive) = checkout::<T>();
		let (origin, extra) = (T::MandateOrigin::of_province(Scope::Sell)?, LOT / 10);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series, person, LOT, extra);
		let incentive = Some((incentive, extra));
		assert_last::<T>(Event::Sold { series, person, amount: LOT, incentive });
		Ok(())
	}

	#[benchmark]
	fn buy() {
		prepare::<T>();
		let (key, person, series, incentive) = checkout::<T>();
		let extra = LOT / 10;
		#[extrinsic_call]
		_(RawOrigin::Signed(key), series, LOT, extra);
		let incentive = Some((incentive, extra));
		assert_last::<T>(Event::Sold { series, person, amount: LOT, incentive });
	}

	/// Every wallet is full with the lot that comes. Lots that ended are weighed by `look_at`.
	#[benchmark]
	fn issue(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Policy, None);
		let lots = many_series::<T>(MoneyClass::Policy, MAX_LOTS - 1);
		let mut payments = Payments::new();
		let mut last = 0;
		for number in 0..n {
			let (_, person) = person::<T>(number);
			fill::<T>(person, &lots, &[]);
			payments.try_push((person, LOT)).expect("as many as fit");
			last = person.0;
		}
		let origin = T::MandateOrigin::of_province(Scope::Issue)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series, payments);
		assert_last::<T>(Event::Issued { series, person: PersonId(last), amount: LOT });
		Ok(())
	}

	#[benchmark]
	fn claw_back() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let lots = many_series::<T>(MoneyClass::Policy, MAX_LOTS);
		let (_, person) = person::<T>(0);
		fill::<T>(person, &lots, &[]);
		let (series, reason) = (lots[MAX_LOTS as usize - 1], ClawBackReason::Resale);
		let origin = T::MandateOrigin::of_province(Scope::Issue)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series, person, LOT, reason);
		assert_last::<T>(Event::ClawedBack { series, person, amount: LOT, reason });
		Ok(())
	}

	#[benchmark]
	fn give_up() {
		prepare::<T>();
		let lots = many_series::<T>(MoneyClass::Policy, MAX_LOTS);
		let (key, person) = person::<T>(0);
		fill::<T>(person, &lots, &[]);
		let series = lots[MAX_LOTS as usize - 1];
		let amount = Wallets::<T>::get(person).lot(series).expect("it is full").amount;
		whitelist_account!(key);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), series);
		assert_last::<T>(Event::GivenUp { series, person, amount });
	}

	// The signer's account is read and written by the check of the nonce, which weighs that.
	#[benchmark]
	fn pay(l: Linear<0, MAX_LOTS>) {
		prepare::<T>();
		let (key, person, merchant, in_lots) = payment::<T>(l);
		whitelist_account!(key);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), merchant, in_lots + LOT, None, LOT, NOW + 1);
		assert_paid::<T>(person, merchant, l, LOT);
	}

	#[benchmark]
	fn pay_for(l: Linear<1, MAX_LOTS>) {
		prepare::<T>();
		let (_, ward, merchant, in_lots) = payment::<T>(l);
		let (key, guardian) = person::<T>(1);
		T::People::benchmark_guardian(guardian, ward);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), ward, merchant, in_lots, None, NOW + 1);
		assert_paid::<T>(ward, merchant, l, 0);
	}

	#[benchmark]
	fn gift() {
		prepare::<T>();
		let lots = many_series::<T>(MoneyClass::Purchased, MAX_LOTS);
		let series = lots[MAX_LOTS as usize - 1];
		let ((key, from), (_, to)) = (person::<T>(0), person::<T>(1));
		let given = (UsageKey::Gift(series), Period::Month(korean_month(NOW)));
		fill::<T>(from, &lots, &[given]);
		fill::<T>(to, &lots[MAX_LOTS as usize - 1..], &[]);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), series, to, LOT - 1);
		assert_last::<T>(Event::Gifted { series, from, to, amount: LOT - 1 });
	}

	#[benchmark]
	fn refund(l: Linear<1, MAX_LOTS>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (key, person, merchant, in_lots) = payment::<T>(l);
		let (amount, order, most_own, until) = (in_lots + LOT, None, LOT, NOW + 1);
		let agreement = Agreement { amount, order, most_own, until };
		Pallet::<T>::do_pay(&key, merchant, agreement, &mut Effort::default())?;
		let owner = account::<T::AccountId>("shop", 0, 0);
		let receipt = ReceiptId(PaymentState::<T>::get().next_receipt.0 - 1);
		let mut parts = Receipts::<T>::get(receipt).expect("it was written").parts;
		AsMut::<[Part]>::as_mut(&mut parts).reverse();
		// The person has spent what was paid back, so that the shop's plain won pays for it.
		let paid_back = parts[0].series;
		let payback = Some(Payback { series: paid_back, amount: 1 });
		Receipts::<T>::mutate(receipt, |found| {
			found.as_mut().expect("it was written").payback = payback;
		});
		// All but one won, so that the receipt is written again.
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), receipt, in_lots + LOT - 1);
		parts[l as usize - 1].amount = LOT - 1;
		let payback = Some(PaidBack { series: paid_back, taken: 0, kept: 1 });
		let plain = LOT - 1;
		assert_last::<T>(Event::Refunded {
			receipt,
			person,
			merchant,
			order,
			parts,
			plain,
			payback,
		});
		Ok(())
	}

	/// An order whose earlier receipt can no longer be refunded, and waits to be pruned.
	#[benchmark]
	fn keep_order() {
		prepare::<T>();
		let (_, merchant) = shop::<T>(0);
		let order = Order { till: 1, reference: [1; 16] };
		let earlier = setup::receipt::<T>(PersonId(0), merchant, LOT);
		Receipts::<T>::mutate(earlier, |own| {
			own.as_mut().expect("it was made").order = Some(order)
		});
		ReceiptByOrder::<T>::insert((merchant, order.reference), earlier);
		let receipt = ReceiptId(earlier.0 + 1);
		#[block]
		{
			let now = NOW + T::RefundWindow::get();
			let unpaid = Pallet::<T>::ensure_unpaid(merchant, &order, now);
			let found = unpaid.expect("it cannot be refunded any more");
			Pallet::<T>::keep_order(merchant, &order, receipt, found);
		}
		assert!(!Receipts::<T>::contains_key(earlier));
		let kept = ReceiptByOrder::<T>::get((merchant, order.reference));
		assert_eq!(kept, Some(receipt));
	}

	#[benchmark]
	fn refund_rest() {
		prepare::<T>();
		let (key, person, series, incentive) = checkout::<T>();
		let forfeited = Wallets::<T>::get(person).bonuses(series);
		assert_eq!((forfeited.len() as u32, forfeited[0]), (MAX_BONUSES, (incentive, LOT / 10)));
		#[extrinsic_call]
		_(RawOrigin::Signed(key), series);
		// The last event is that of the request.
		let returned: Event<T> = Event::RestReturned { series, person, amount: LOT, forfeited };
		frame_system::Pallet::<T>::assert_has_event(returned.into());
	}

	#[benchmark]
	fn undo_purchase() {
		prepare::<T>();
		let (key, person, series, incentive) = checkout::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(key), series);
		// The last event is that of the request.
		let (amount, incentive) = (LOT / 10, Some((incentive, LOT / 100)));
		let at_counter = true;
		let undone: Event<T> =
			Event::PurchaseUndone { series, person, amount, incentive, at_counter };
		frame_system::Pallet::<T>::assert_has_event(undone.into());
	}

	#[benchmark]
	fn pay_shop() {
		prepare::<T>();
		let ((owner, from), (_, to)) = (shop::<T>(0), shop::<T>(1));
		let order = Some(Order { till: 1, reference: [1; 16] });
		whitelist_account!(owner);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), to, LOT, order, NOW + 1);
		assert_last::<T>(Event::Respent { from, to, order, amount: LOT, bonus: LOT / 10 });
	}

	#[benchmark]
	fn sweep() {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Policy, None);
		set_now::<T::Time>(END);
		let caller: T::AccountId = whitelisted_caller();
		#[extrinsic_call]
		_(RawOrigin::Signed(caller), series);
		let to_router = PLENTY / 10;
		let to_funders = PLENTY - to_router;
		assert_last::<T>(Event::Swept { series, to_funders, to_router });
	}

	#[benchmark]
	fn remove_series() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let series = series::<T>(MoneyClass::Policy, None);
		set_now::<T::Time>(END + T::RefundWindow::get() + T::RefundGrace::get());
		Pallet::<T>::do_sweep(series)?;
		let origin = T::MandateOrigin::of_province(Scope::Series)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, series);
		assert_last::<T>(Event::SeriesRemoved { series });
		Ok(())
	}

	#[benchmark]
	fn reclaim_won() {
		prepare::<T>();
		let (old, person) = person::<T>(0);
		let new: T::AccountId = account("new", 0, 0);
		setup::mint::<T>(&old, LOT);
		let amount = T::Won::spendable(&old);
		T::People::benchmark_recovery(&old, &new);

		#[extrinsic_call]
		_(RawOrigin::Signed(new.clone()), old.clone());

		assert_last::<T>(Event::WonReclaimed { person, from: old, to: new, amount });
	}

	#[benchmark]
	fn prune_receipts(n: Linear<0, 100>) {
		prepare::<T>();
		let bonuses = BoundedVec::truncate_from(vec![(SeriesId(0), LOT); MAX_BONUSES as usize]);
		let (series, amount, face, cap) = (SeriesId(0), LOT, LOT, Some(CapId(1)));
		let class = MoneyClass::Policy;
		let part = Part { series, class, amount, face, cap, bonuses };
		let parts: Parts = BoundedVec::truncate_from(vec![part; MAX_LOTS as usize]);
		let account: T::AccountId = account("person", 0, 0);
		for id in 0..u64::from(n) {
			let (account, parts) = (account.clone(), parts.clone());
			let (merchant, reference) = (MerchantId(0), u128::from(id).to_be_bytes());
			ReceiptByOrder::<T>::insert((merchant, reference), ReceiptId(id));
			let receipt = Receipt {
				person: PersonId(0),
				account,
				merchant,
				order: Some(Order { till: 1, reference }),
				at: 0,
				parts,
				plain: LOT,
				payback: Some(Payback { series: SeriesId(0), amount: LOT }),
			};
			Receipts::<T>::insert(ReceiptId(id), receipt);
		}
		PaymentState::<T>::mutate(|book| book.next_receipt = ReceiptId(u64::from(n)));
		OldestReceipt::<T>::put(ReceiptId(0));
		#[block]
		{
			Pallet::<T>::prune_receipts(Weight::MAX);
		}
		assert_eq!(OldestReceipt::<T>::get(), ReceiptId(u64::from(n)));
	}

	#[benchmark]
	fn claim(c: Linear<0, MAX_ENROLMENTS>) {
		prepare::<T>();
		let (key, person) = heir::<T>(c);
		#[block]
		{
			// In no cohort nothing is there to claim.
			let claimed = Pallet::<T>::do_claim(&key, &mut Effort::default());
			assert_eq!(claimed.is_ok(), c > 0);
		}
		let lots = Wallets::<T>::get(person).lots.len() as u32;
		assert_eq!(lots, MAX_LOTS.min(c * MAX_DROPS));
	}

	#[benchmark]
	fn claim_for() {
		prepare::<T>();
		let (_, ward) = heir::<T>(1);
		let (key, guardian) = person::<T>(1);
		T::People::benchmark_guardian(guardian, ward);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), ward);
		let drops = Wallets::<T>::get(ward).lots.iter().map(|lot| (lot.series, LOT)).collect();
		let drops = BoundedVec::truncate_from(drops);
		assert_last::<T>(Event::Claimed { person: ward, seen: MAX_DROPS, drops });
	}

	#[benchmark]
	fn lapse(d: Linear<1, MAX_DROPS>) {
		prepare::<T>();
		let cohort = cohort_with_drops::<T>(1, d, &[]);
		set_now::<T::Time>(END - 1);
		let caller: T::AccountId = whitelisted_caller();
		#[extrinsic_call]
		_(RawOrigin::Signed(caller), cohort);
		assert!(!DropsByCohort::<T>::contains_key(cohort));
	}

	#[benchmark]
	fn look_at(l: Linear<0, 100>) {
		prepare::<T>();
		let lots = many_series::<T>(MoneyClass::Policy, l);
		let mut people = Vec::new();
		for (number, own) in (0..).zip(lots.chunks(MAX_LOTS as usize)) {
			let (_, person) = person::<T>(number);
			fill::<T>(person, own, &[]);
			people.push(person);
		}
		set_now::<T::Time>(END);
		#[block]
		{
			for person in people {
				assert!(Purse::<T>::open(person, END).wallet.lots.is_empty());
			}
		}
	}

	#[benchmark]
	fn withhold(w: Linear<0, MAX_CLAIMED>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let lots = many_series::<T>(MoneyClass::Policy, w);
		for series in &lots {
			let issued = TotalsBySeries::<T>::mutate(series, |totals| totals.issue(LOT));
			issued.expect("it is funded");
		}
		#[block]
		{
			for series in lots {
				Pallet::<T>::take_withheld(series, PersonId(0), LOT)?;
			}
		}
		assert_eq!(Pallet::<T>::flow_of(korean_month(NOW)).clawed_back, Won::from(w) * LOT);
		Ok(())
	}

	#[benchmark]
	fn settle_ended() {
		prepare::<T>();
		let cohort = cohort_with_drops::<T>(1, MAX_DROPS, &[]);
		let series = DropsByCohort::<T>::get(cohort)[0].series;
		set_now::<T::Time>(END);
		#[block]
		{
			Pallet::<T>::settle_ended(series);
		}
		assert_eq!(TotalsBySeries::<T>::get(series).expired, 1_000 * LOT);
		assert!(T::Agenda::at(Due::Series(series)).is_some_and(|next| next > END));
	}

	#[benchmark]
	fn open_drop(p: Linear<1, 8>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let payer: T::AccountId = account("payer", 0, 0);
		setup::mint::<T>(&payer, PLENTY);
		let mut parts = Vec::new();
		for _ in 0..p {
			let cohort = cohort_with_drops::<T>(1, MAX_DROPS - 1, &[]);
			parts.push(chungnam_ports::Part::new(cohort, template::<T>()));
		}
		let opener = Opener::Programme(ProgrammeId(1));
		#[block]
		{
			<Pallet<T> as Drops<T::AccountId>>::open(opener, &parts, LOT, None, &payer)?;
		}
		assert_eq!(PaymentState::<T>::get().last_drop, MAX_DROPS);
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
