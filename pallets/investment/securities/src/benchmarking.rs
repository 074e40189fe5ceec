// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: terms with as many related holders as fit, an investor with a credential, a pledge that
//! was made before, and the last pledge of a sale, after which nothing is left.

#![allow(clippy::restriction)]

mod setup;

pub use setup::{decide, instrument_of, issued_by, sale_from_now};

use alloc::boxed::Box;

use chungnam_frame_kit::{benchmarking::set_now, Clock};
use chungnam_ports::{Estates, Holder, Mandate, People};
use chungnam_primitives::{
	dividends::Units, InstrumentId, Moment, OfferId, OfferingId, PersonId, RegionSet, Scope,
	TransferId, Won, ZoneId, DAYS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOrigin, EnsureOriginWithArg},
	BoundedVec,
};
use frame_system::RawOrigin;
use setup::*;
use sp_core::H256;

use super::*;

const NOW: Moment = 1_800_000_000_000;
const FIRST: InstrumentId = InstrumentId(0);
const SALE: OfferingId = OfferingId(0);
const HOME: ZoneId = ZoneId::new(12, 1);
const PLENTY: Won = 1_000_000_000;

fn assert_last<T: Config>(event: Event<T>) {
	frame_system::Pallet::<T>::assert_last_event(event.into());
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create_instrument() -> Result<(), BenchmarkError> {
		let (_, holder) = issuer::<T>();
		let (origin, terms) = (governor::<T>(), Box::new(terms::<T>(holder)));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, terms.clone());

		assert_last::<T>(Event::InstrumentCreated { instrument: FIRST, terms });
		Ok(())
	}

	#[benchmark]
	fn retire_instrument() -> Result<(), BenchmarkError> {
		let (_, holder) = issuer::<T>();
		Pallet::<T>::do_create_instrument(terms::<T>(holder))?;
		T::Won::mint_into(&Pallet::<T>::purse_of(FIRST), 1)?;
		let origin = governor::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST);

		assert_last::<T>(Event::InstrumentRetired { instrument: FIRST, left: 1 });
		Ok(())
	}

	#[benchmark]
	fn issue() -> Result<(), BenchmarkError> {
		let (key, holder) = issuer::<T>();
		Pallet::<T>::do_create_instrument(terms::<T>(holder.clone()))?;
		Credentials::<T>::insert(&holder, credential());
		agreed::<T>(&key, 1_000)?;
		earn::<T>(&key);
		over::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(key), FIRST, 7);

		assert_last::<T>(Event::Issued { instrument: FIRST, holder, units: 7, seat: Seat::Here });
		Ok(())
	}

	#[benchmark]
	fn attest_investor() -> Result<(), BenchmarkError> {
		let (holder, origin, credential) = (institution::<T>(), office::<T>(), credential());

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, holder.clone(), credential);

		assert_last::<T>(Event::CredentialSet { holder, credential });
		Ok(())
	}

	#[benchmark]
	fn revoke_credential() -> Result<(), BenchmarkError> {
		set_now::<T::Time>(NOW);
		let ((_, issuer), (key, holder)) = (issuer::<T>(), investor::<T>(1));
		for n in 0..MAX_PLEDGES {
			Pallet::<T>::do_create_instrument(terms::<T>(issuer.clone()))?;
			Pallet::<T>::do_open_sale(InstrumentId(n), sale())?;
			Pallet::<T>::do_pledge(&key, OfferingId(n), bid(10, 0))?;
		}
		let origin = office::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, holder.clone());

		assert_last::<T>(Event::CredentialEnded { holder, until: NOW });
		Ok(())
	}

	#[benchmark]
	fn forget_credential() -> Result<(), BenchmarkError> {
		let holder = institution::<T>();
		let until = NOW - CREDENTIAL_MEMORY;
		Credentials::<T>::insert(&holder, Credential { until, ..credential() });

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), holder.clone());

		assert_last::<T>(Event::CredentialForgotten { holder });
		Ok(())
	}

	#[benchmark]
	fn recount() -> Result<(), BenchmarkError> {
		let (key, holder) = issuer::<T>();
		Pallet::<T>::do_create_instrument(terms::<T>(holder.clone()))?;
		Pallet::<T>::do_issue(&key, FIRST, 7)?;
		Positions::<T>::insert(&holder, FIRST, Position::new(Seat::Abroad, 0));
		let issued = Seats { here: 0, korea: 0, abroad: 7 };
		Instruments::<T>::mutate_extant(FIRST, |own| own.issued = issued);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), FIRST, holder.clone());

		assert_last::<T>(Event::Recounted { instrument: FIRST, holder, seat: Seat::Here });
		Ok(())
	}

	#[benchmark]
	fn set_limits() -> Result<(), BenchmarkError> {
		let (origin, won) = (governor::<T>(), Some(PLENTY));
		let limits = YearLimits { retail: won, qualified: won, professional: won, public: won };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, limits);

		assert_last::<T>(Event::LimitsSet { limits });
		Ok(())
	}

	#[benchmark]
	fn open_sale() -> Result<(), BenchmarkError> {
		let (key, holder) = issuer::<T>();
		Pallet::<T>::do_create_instrument(terms::<T>(holder))?;
		agreed::<T>(&key, 1_000)?;
		over::<T>();
		let origin = seller::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, sale());

		assert_last::<T>(Event::SaleOpened { offering: SALE, instrument: FIRST, sale: sale() });
		Ok(())
	}

	#[benchmark]
	fn change_sale() -> Result<(), BenchmarkError> {
		selling::<T>();
		let origin = seller::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, SALE, change());

		let confirm_until = NOW + CONFIRM;
		let sale = Sale { soft_cap: 90, ..sale() };
		assert_last::<T>(Event::SaleChanged { offering: SALE, sale, round: 1, confirm_until });
		Ok(())
	}

	#[benchmark]
	fn close_early() -> Result<(), BenchmarkError> {
		let key = selling::<T>();
		pledger::<T>(1, 90);
		set_now::<T::Time>(NOW + 20 * DAYS);

		#[extrinsic_call]
		_(RawOrigin::Signed(key), SALE);

		let closes = NOW + 20 * DAYS + NOTICE;
		assert_last::<T>(Event::CloseMoved { offering: SALE, closes });
		Ok(())
	}

	#[benchmark]
	fn stop_sale() -> Result<(), BenchmarkError> {
		selling::<T>();
		stray::<T>();
		let origin = seller::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, SALE, H256::repeat_byte(1));

		assert_last::<T>(Event::SaleForgotten { offering: SALE, stray: 1 });
		Ok(())
	}

	#[benchmark]
	fn decide() -> Result<(), BenchmarkError> {
		selling::<T>();
		stray::<T>();
		set_now::<T::Time>(sale().closes);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), SALE);

		assert_last::<T>(Event::SaleForgotten { offering: SALE, stray: 1 });
		Ok(())
	}

	#[benchmark]
	fn hand_over() -> Result<(), BenchmarkError> {
		selling::<T>();
		pledger::<T>(1, 80);
		set_now::<T::Time>(sale().closes);
		let (origin, to) = (seller::<T>(), payees::<T>(8_000));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, SALE, to.clone());

		let units = Seats { here: 80, korea: 0, abroad: 0 };
		assert_last::<T>(Event::HandedOver { offering: SALE, units, taken: 8_000, to });
		Ok(())
	}

	#[benchmark]
	fn pledge() -> Result<(), BenchmarkError> {
		selling::<T>();
		let (key, holder) = pledger::<T>(1, 40);

		#[extrinsic_call]
		_(RawOrigin::Signed(key), SALE, bid(5, 0));

		let own = Pledges::<T>::get(SALE, &holder);
		let own = own.ok_or(BenchmarkError::Stop("the pledge is there"))?;
		assert_last::<T>(Event::Pledged { offering: SALE, holder, pledge: own, won: 500 });
		Ok(())
	}

	#[benchmark]
	fn confirm() -> Result<(), BenchmarkError> {
		selling::<T>();
		let (key, holder) = pledger::<T>(1, 40);
		Pallet::<T>::do_change_sale(SALE, change())?;

		#[extrinsic_call]
		_(RawOrigin::Signed(key), SALE, 1, sale().document);

		let own = Pledges::<T>::get(SALE, &holder);
		let own = own.ok_or(BenchmarkError::Stop("the pledge is there"))?;
		assert_last::<T>(Event::Confirmed { offering: SALE, holder, pledge: own });
		Ok(())
	}

	#[benchmark]
	fn cancel_pledge() -> Result<(), BenchmarkError> {
		selling::<T>();
		let (key, holder) = pledger::<T>(1, 40);

		#[extrinsic_call]
		_(RawOrigin::Signed(key.clone()), SALE, 40);

		let (to, won) = (key, 4_000);
		assert_last::<T>(Event::PledgeCancelled { offering: SALE, holder, units: 40, to, won });
		Ok(())
	}

	#[benchmark]
	fn collect() -> Result<(), BenchmarkError> {
		let key = selling::<T>();
		let (_, holder) = pledger::<T>(1, 80);
		set_now::<T::Time>(sale().closes);
		Pallet::<T>::do_hand_over(SALE, payees::<T>(8_000))?;
		stray::<T>();
		earn::<T>(&key);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), SALE, holder);

		assert_last::<T>(Event::SaleForgotten { offering: SALE, stray: 1 });
		Ok(())
	}

	#[benchmark]
	fn refund() -> Result<(), BenchmarkError> {
		selling::<T>();
		let (key, _) = pledger::<T>(1, 40);
		set_now::<T::Time>(sale().closes);
		stray::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(key), SALE);

		assert_last::<T>(Event::SaleForgotten { offering: SALE, stray: 1 });
		Ok(())
	}

	#[benchmark]
	fn sweep() -> Result<(), BenchmarkError> {
		selling::<T>();
		for n in 0..MAX_SWEEP {
			pledger::<T>(n, 2);
		}
		set_now::<T::Time>(sale().closes);
		Pallet::<T>::do_hand_over(SALE, payees::<T>(10_000))?;
		stray::<T>();
		set_now::<T::Time>(sale().refund_until);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), SALE);

		assert_last::<T>(Event::SaleForgotten { offering: SALE, stray: 1 });
		Ok(())
	}

	/// Of a sale that missed its least, with pledges of the dead whose heirs died as well.
	#[benchmark]
	fn sweep_refunds() -> Result<(), BenchmarkError> {
		selling::<T>();
		for n in 0..MAX_SWEEP {
			let ((_, gone), (_, next)) = (pledger::<T>(n, 1), investor::<T>(MAX_SWEEP + n));
			unclaimed::<T>(&gone, &next);
		}
		stray::<T>();
		set_now::<T::Time>(sale().refund_until);

		#[block]
		{
			Pallet::<T>::do_sweep(SALE).expect("the time for refunds is over");
		}

		assert_last::<T>(Event::SaleForgotten { offering: SALE, stray: 1 });
		Ok(())
	}

	#[benchmark]
	fn distribute() -> Result<(), BenchmarkError> {
		let (key, holder) = issuer::<T>();
		Pallet::<T>::do_create_instrument(terms::<T>(holder))?;
		Pallet::<T>::do_issue(&key, FIRST, 7)?;
		earn::<T>(&key);
		let pays_at = T::Time::moment() + MIN_NOTICE;

		#[extrinsic_call]
		_(RawOrigin::Signed(key.clone()), FIRST, 1_000, pays_at);

		let (from, dividend) = (key, Dividend { won: 900, pays_at });
		let public = 100;
		assert_last::<T>(Event::DividendAnnounced { instrument: FIRST, from, dividend, public });
		Ok(())
	}

	/// Dividends and proceeds of a holder who sold all units, with which the position ends.
	#[benchmark]
	fn take_won() -> Result<(), BenchmarkError> {
		let issuer = trading::<T>()?;
		let ((key, holder), (buyer, _)) = (investor::<T>(1), investor::<T>(2));
		Pallet::<T>::make(FIRST, &holder, 1, Seat::Korea)?;
		earn::<T>(&issuer);
		let until = T::Time::moment() + MAX_OFFER;
		Pallet::<T>::do_offer(&key, FIRST, 1, 100, None, until)?;
		Pallet::<T>::do_take(&buyer, OfferId(0), 1, 100, until)?;
		// Others come due with the call.
		earn::<T>(&issuer);
		Pallet::<T>::do_set_withholding(withholding::<T>())?;
		// Something was withheld before.
		owe_tax::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(key.clone()), FIRST);

		// Of 18,000 won a tenth, and a tenth of that.
		let (to, won) = (key, 16_020);
		let taken = Event::DividendTaken { instrument: FIRST, holder: holder.clone(), to, won };
		assert_last::<T>(taken);
		assert!(!Positions::<T>::contains_key(&holder, FIRST));
		Ok(())
	}

	#[benchmark]
	fn inherit() -> Result<(), BenchmarkError> {
		let issuer = selling::<T>();
		let ((_, dead), (key, heir)) = (investor::<T>(1), investor::<T>(2));
		// The heir has no units yet.
		Pallet::<T>::make(FIRST, &dead, 10, Seat::Korea)?;
		earn::<T>(&issuer);
		Pallet::<T>::do_set_withholding(withholding::<T>())?;
		owe_tax::<T>();
		let from = bereaved::<T>(&dead, &heir);

		#[extrinsic_call]
		_(RawOrigin::Signed(key.clone()), FIRST, from);

		assert_eq!(Pallet::<T>::units_of(FIRST, &heir), 10);
		assert!(!Books::<T>::contains_key(&dead));
		Ok(())
	}

	#[benchmark]
	fn inherit_refund() -> Result<(), BenchmarkError> {
		selling::<T>();
		let ((_, dead), (key, heir)) = (pledger::<T>(1, 40), investor::<T>(2));
		set_now::<T::Time>(sale().closes);
		stray::<T>();
		let from = bereaved::<T>(&dead, &heir);

		#[extrinsic_call]
		_(RawOrigin::Signed(key), SALE, from);

		assert_last::<T>(Event::SaleForgotten { offering: SALE, stray: 1 });
		Ok(())
	}

	#[benchmark]
	fn halt() -> Result<(), BenchmarkError> {
		let key = selling::<T>();
		earn::<T>(&key);
		let (since, reason) = (T::Time::moment(), H256::repeat_byte(1));
		let origin = braker::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, MAX_HALT, reason);

		let own = Halt { since, until: since + MAX_HALT, reason };
		assert_last::<T>(Event::Halted { instrument: FIRST, halt: own });
		Ok(())
	}

	#[benchmark]
	fn lift_halt() -> Result<(), BenchmarkError> {
		selling::<T>();
		Pallet::<T>::do_halt(FIRST, MAX_HALT, H256::repeat_byte(1))?;
		let origin = braker::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST);

		assert_last::<T>(Event::HaltLifted { instrument: FIRST });
		Ok(())
	}

	#[benchmark]
	fn freeze_units() -> Result<(), BenchmarkError> {
		selling::<T>();
		let (_, holder) = investor::<T>(1);
		Pallet::<T>::make(FIRST, &holder, 10, Seat::Here)?;
		let reason = H256::repeat_byte(1);
		Pallet::<T>::do_freeze_units(
			account("other", 0, 0),
			FIRST,
			holder.clone(),
			None,
			1,
			reason,
		)?;
		let origin = court::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, holder.clone(), Some(5), MAX_FREEZE, reason);

		let freeze = Freezes::<T>::get(&holder, FIRST).expect("it is there");
		assert_last::<T>(Event::UnitsFrozen { instrument: FIRST, holder, freeze });
		Ok(())
	}

	#[benchmark]
	fn thaw_units() -> Result<(), BenchmarkError> {
		selling::<T>();
		let (_, holder) = investor::<T>(1);
		Pallet::<T>::make(FIRST, &holder, 10, Seat::Here)?;
		let origin = court::<T>();
		let by = T::MandateOrigin::ensure_origin(origin.clone(), &orders())
			.expect("it is an office")
			.expect("with an account");
		let reason = H256::repeat_byte(1);
		Pallet::<T>::do_freeze_units(by, FIRST, holder.clone(), None, MAX_FREEZE, reason)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, holder.clone());

		assert_last::<T>(Event::UnitsThawed { instrument: FIRST, holder });
		Ok(())
	}

	#[benchmark]
	fn forget_freeze() -> Result<(), BenchmarkError> {
		selling::<T>();
		let (_, holder) = investor::<T>(1);
		Pallet::<T>::make(FIRST, &holder, 10, Seat::Here)?;
		let (by, reason) = (account("office", 0, 0), H256::repeat_byte(1));
		Pallet::<T>::do_freeze_units(by, FIRST, holder.clone(), None, MAX_FREEZE, reason)?;
		set_now::<T::Time>(NOW + MAX_LONG_FREEZE);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), FIRST, holder.clone());

		assert_last::<T>(Event::FreezeForgotten { instrument: FIRST, holder });
		Ok(())
	}

	#[benchmark]
	fn propose_transfer() -> Result<(), BenchmarkError> {
		let (_, from, to) = opponents::<T>();
		let (origin, document) = (court::<T>(), H256::repeat_byte(1));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, from, to, 10, document);

		let order = Transfers::<T>::get(TransferId(0)).expect("it is there");
		assert_last::<T>(Event::TransferProposed { transfer: TransferId(0), order });
		Ok(())
	}

	#[benchmark]
	fn confirm_transfer() -> Result<(), BenchmarkError> {
		let (_, from, to) = opponents::<T>();
		let document = H256::repeat_byte(1);
		Pallet::<T>::do_propose_transfer(account("office", 0, 0), FIRST, from, to, 10, document)?;
		let origin = court::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, TransferId(0), document);

		let own = Transfers::<T>::get(TransferId(0)).expect("it is there");
		let (by, ready_at) = own.confirmed.expect("it is confirmed");
		let (transfer, ends_at) = (TransferId(0), own.ends_at);
		assert_last::<T>(Event::TransferConfirmed { transfer, by, ready_at, ends_at });
		Ok(())
	}

	#[benchmark]
	fn execute_transfer() -> Result<(), BenchmarkError> {
		let (issuer, from, to) = opponents::<T>();
		ordered::<T>(from, to)?;
		earn::<T>(&issuer);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), TransferId(0));

		let (seat, silent) = (Seat::Here, Some((10, NOW + 30 * DAYS)));
		let transfer = TransferId(0);
		assert_last::<T>(Event::TransferExecuted { transfer, seat, silent });
		Ok(())
	}

	#[benchmark]
	fn withdraw_transfer() -> Result<(), BenchmarkError> {
		let (_, from, to) = opponents::<T>();
		let origin = court::<T>();
		let by = T::MandateOrigin::ensure_origin(origin.clone(), &orders())
			.expect("it is an office")
			.expect("with an account");
		Pallet::<T>::do_propose_transfer(by, FIRST, from, to, 10, H256::repeat_byte(1))?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, TransferId(0));

		assert_last::<T>(Event::TransferEnded { transfer: TransferId(0) });
		Ok(())
	}

	#[benchmark]
	fn forget_transfer() -> Result<(), BenchmarkError> {
		let (_, from, to) = opponents::<T>();
		ordered::<T>(from, to)?;
		set_now::<T::Time>(NOW + TRANSFER_DELAY + TRANSFER_LIFE);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), TransferId(0));

		assert_last::<T>(Event::TransferEnded { transfer: TransferId(0) });
		Ok(())
	}

	#[benchmark]
	fn forget_book() -> Result<(), BenchmarkError> {
		set_now::<T::Time>(NOW);
		let (_, holder) = investor::<T>(1);
		Books::<T>::insert(&holder, Book { year: 2020, won: 1, ..Default::default() });

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), holder.clone());

		assert_last::<T>(Event::BookForgotten { holder });
		Ok(())
	}

	#[benchmark]
	fn set_market() -> Result<(), BenchmarkError> {
		selling::<T>();
		let (origin, licence) = (governor::<T>(), licence());

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, licence);

		assert_last::<T>(Event::MarketSet { instrument: FIRST, licence });
		Ok(())
	}

	#[benchmark]
	fn offer() -> Result<(), BenchmarkError> {
		trading::<T>()?;
		let (key, from) = investor::<T>(1);
		Pallet::<T>::make(FIRST, &from, 10, Seat::Here)?;
		let until = T::Time::moment() + MAX_OFFER;

		#[extrinsic_call]
		_(RawOrigin::Signed(key), FIRST, 10, 100, None, until);

		let terms = Offers::<T>::get(OfferId(0)).expect("it is there");
		assert_last::<T>(Event::Offered { offer: OfferId(0), terms });
		Ok(())
	}

	#[benchmark]
	fn take() -> Result<(), BenchmarkError> {
		let issuer = trading::<T>()?;
		let ((seller, from), (key, to)) = (investor::<T>(1), investor::<T>(2));
		Pallet::<T>::make(FIRST, &from, 10, Seat::Here)?;
		Pallet::<T>::make(FIRST, &to, 10, Seat::Abroad)?;
		let until = T::Time::moment() + MAX_OFFER;
		Pallet::<T>::do_offer(&seller, FIRST, 10, 100, None, until)?;
		earn::<T>(&issuer);

		#[extrinsic_call]
		_(RawOrigin::Signed(key), OfferId(0), 10, 100, until);

		let (id, seat) = (OfferId(0), Seat::Here);
		assert_last::<T>(Event::Traded { offer: id, to, units: 10, seat, won: 1_000, fee: 1 });
		Ok(())
	}

	#[benchmark]
	fn cancel_offer() -> Result<(), BenchmarkError> {
		trading::<T>()?;
		let (key, from) = investor::<T>(1);
		Pallet::<T>::make(FIRST, &from, 10, Seat::Here)?;
		let until = T::Time::moment() + MAX_OFFER;
		Pallet::<T>::do_offer(&key, FIRST, 10, 100, None, until)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(key), OfferId(0));

		assert_last::<T>(Event::OfferCancelled { offer: OfferId(0) });
		Ok(())
	}

	#[benchmark]
	fn agree_redemption() -> Result<(), BenchmarkError> {
		selling::<T>();
		let until = T::Time::moment() + MAX_AGREED;
		let payer: T::AccountId = account("payer", 0, 0);
		let document = H256::repeat_byte(1);
		let agreement = Some(Agreement { payer, won: PLENTY, document, until });
		let origin = governor::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, agreement.clone());

		assert_last::<T>(Event::RedemptionAgreed { instrument: FIRST, agreement });
		Ok(())
	}

	#[benchmark]
	fn open_redemption() -> Result<(), BenchmarkError> {
		let (key, holder) = issuer::<T>();
		Pallet::<T>::do_create_instrument(terms::<T>(holder))?;
		Pallet::<T>::do_issue(&key, FIRST, 7)?;
		Pallet::<T>::do_set_market(FIRST, licence())?;
		earn::<T>(&key);
		agreed::<T>(&key, 1_000)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(key), FIRST, 1_000);

		assert!(Redemptions::<T>::contains_key(FIRST));
		Ok(())
	}

	#[benchmark]
	fn redeem() -> Result<(), BenchmarkError> {
		let (key, holder) = redeeming::<T>()?;
		Pallet::<T>::do_set_withholding(withholding::<T>())?;
		owe_tax::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(key.clone()), FIRST);

		assert!(!Positions::<T>::contains_key(&holder, FIRST));
		Ok(())
	}

	#[benchmark]
	fn lapse() -> Result<(), BenchmarkError> {
		let (_, holder) = redeeming::<T>()?;
		let (_, heir) = investor::<T>(3);
		unclaimed::<T>(&holder, &heir);
		set_now::<T::Time>(T::Time::moment() + REDEEM);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), FIRST, holder.clone());

		assert!(!Positions::<T>::contains_key(&holder, FIRST));
		Ok(())
	}

	#[benchmark]
	fn set_withholding() -> Result<(), BenchmarkError> {
		set_now::<T::Time>(NOW);
		let (origin, withholding) = (governor::<T>(), withholding::<T>());

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, withholding.clone());

		assert_last::<T>(Event::WithholdingSet { withholding });
		Ok(())
	}

	#[benchmark]
	fn remit_tax() -> Result<(), BenchmarkError> {
		selling::<T>();
		let own = withholding::<T>();
		Pallet::<T>::do_set_withholding(own.clone())?;
		owe_tax::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), FIRST);

		let (to, won) = (own.office, 1_000);
		assert_last::<T>(Event::TaxRemitted { instrument: FIRST, to, won });
		Ok(())
	}

	/// Dividends of a dead holder, whose heir died as well.
	#[benchmark]
	fn lapse_dividends() -> Result<(), BenchmarkError> {
		let issuer = selling::<T>();
		let ((_, gone), (_, next)) = (investor::<T>(1), investor::<T>(2));
		Pallet::<T>::make(FIRST, &gone, 10, Seat::Korea)?;
		earn::<T>(&issuer);
		Pallet::<T>::give_due(FIRST).expect("the instrument stands");
		unclaimed::<T>(&gone, &next);
		set_now::<T::Time>(T::Time::moment() + 4_100 * DAYS);

		#[block]
		{
			Pallet::<T>::do_lapse(FIRST, gone.clone()).expect("it is due");
		}

		assert_last::<T>(Event::Lapsed { instrument: FIRST, holder: gone, units: 0, won: 18_000 });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::begin(), crate::mock::Test);
}
