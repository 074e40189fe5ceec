// SPDX-License-Identifier: Apache-2.0

//! The end of an instrument: residents agree, one account pays, each holder takes a part, and nothing is left.

use chungnam_ports::{Holders, Source, Sources, Standing, ESTATE_PERIOD};
use chungnam_primitives::dividends::{MAX_RECEIVED, SCALE};
use chungnam_testkit::{
	leak::{assert_nothing_left, own_keys_but},
	MockAppraisals, MockSources,
};
use frame_support::dispatch::Pays;
use sp_runtime::{DispatchError, DispatchResult};

use super::*;
use crate::{Agreement, AgreementOf, Redemption, MAX_AGREED, MIN_NOTICE, REDEEM};

/// Who buys the asset.
const BUYER: AccountId = LEE_PHONE;

fn agreement(won: Won) -> AgreementOf<Test> {
	Agreement { payer: BUYER, won, document: hash(7), until: now() + MAX_AGREED }
}

fn agree(won: Won) -> DispatchResult {
	Securities::agree_redemption(governor(), FIRST, Some(agreement(won)))
}

fn open(won: Won) -> DispatchResult {
	Securities::open_redemption(signed(BUYER), FIRST, won)
}

/// So much is paid for all units.
#[track_caller]
fn pay(won: Won) {
	assert_ok!(agree(won));
	assert_ok!(open(won));
}

fn redeem(who: &AccountId) -> Result<Won, DispatchError> {
	let before = won(who);
	let done = Securities::redeem(signed(who.clone()), FIRST).map_err(|why| why.error)?;
	assert_eq!(done.pays_fee, Pays::No);
	Ok(won(who) - before)
}

fn lapse(holder: Holder<AccountId>) -> DispatchResult {
	let done = Securities::lapse(signed(STRANGER), FIRST, holder).map_err(|why| why.error)?;
	assert_eq!(done.pays_fee, Pays::No);
	Ok(())
}

fn refused(reason: Reason) -> DispatchError {
	Error::<Test>::Refused(reason).into()
}

/// The city has 20 units, eight buyers have ten each, collected.
fn sold() {
	open_sale();
	fill(80);
	finish();
	for n in 0..8 {
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(n)));
	}
	assert_ok!(Securities::issue(signed(CITY), FIRST, 20));
}

#[test]
fn each_holder_takes_the_own_part_and_the_instrument_ends() {
	run(|| {
		let keys = || {
			let numbers = [
				"CounterForAllTerms",
				"NextInstrument",
				"NextOffer",
				"NextOffering",
				"NextTransfer",
			];
			own_keys_but("Securities", &numbers)
		};
		let before = keys();
		sold();
		let agreed = agreement(10_050);
		assert_ok!(agree(10_050));
		let told = Event::RedemptionAgreed { instrument: FIRST, agreement: Some(agreed.clone()) };
		assert_eq!(last(), told);
		assert_eq!(Securities::agreement(FIRST), Some(agreed));
		assert_ok!(open(10_050));
		let (rate, until) = (10_050 * SCALE / 100, now() + REDEEM);
		let redemption = Redemption { rate, until };
		let told = Event::RedemptionOpened {
			instrument: FIRST,
			from: BUYER,
			won: 10_050,
			redemption,
			carry: 0,
		};
		assert_eq!(last(), told);
		assert_eq!(Securities::redemption(FIRST), Some(redemption));
		assert_eq!(Securities::agreement(FIRST), None);
		assert_eq!(won(&Securities::purse(FIRST)), 10_050);

		assert_eq!(Securities::may_redeem(FIRST, BUYERS[0].clone()), Ok(10));
		assert_eq!(redeem(&BUYERS[0]), Ok(1_005));
		assert!(events().contains(&Event::Redeemed {
			instrument: FIRST,
			holder: buyer(0),
			units: 10
		}));
		assert!(!Positions::<Test>::contains_key(buyer(0), FIRST));
		assert_eq!(redeem(&BUYERS[0]), Err(Error::<Test>::PositionNotFound.into()));
		assert_eq!(Securities::may_redeem(FIRST, BUYERS[0].clone()), Err(Reason::NotEnoughUnits));
		let early = Securities::retire_instrument(signed(STRANGER), FIRST);
		assert_eq!(early, Err(Error::<Test>::UnitsLeft.into()));
		for key in &BUYERS[1..] {
			assert_eq!(redeem(key), Ok(1_005));
		}
		assert_eq!(redeem(&CITY), Ok(2_010));
		// No unit is left: anyone ends it.
		assert_ok!(Securities::retire_instrument(signed(STRANGER), FIRST));
		assert_eq!(last(), Event::InstrumentRetired { instrument: FIRST, left: 0 });
		let others = keys();
		let others = others.len() - before.len();
		// The books of the year, which end with it, and nothing else.
		assert_eq!(others, Books::<Test>::iter().count());
		sleep(366 * DAYS);
		for n in 0..8 {
			assert_ok!(Securities::forget_book(signed(STRANGER), buyer(n)));
		}
		assert_nothing_left(&before, &keys());
	});
}

#[test]
fn less_than_a_won_is_nobodys_and_ends_with_the_instrument() {
	run(|| {
		sold();
		// 100 units bring 0.99 won each: ten of them 9.9.
		pay(99);
		for key in &BUYERS {
			assert_eq!(redeem(key), Ok(9));
		}
		assert_eq!(redeem(&CITY), Ok(19));
		assert_ok!(Securities::retire_instrument(signed(STRANGER), FIRST));
		assert_eq!(last(), Event::InstrumentRetired { instrument: FIRST, left: 8 });
	});
}

#[test]
fn units_end_also_for_less_than_a_won() {
	run(|| {
		sold();
		pay(1);
		let before = won(&BUYERS[0]);
		assert_eq!(redeem(&BUYERS[0]), Ok(0));
		assert_eq!(won(&BUYERS[0]), before);
		assert!(!Positions::<Test>::contains_key(buyer(0), FIRST));
	});
}

#[test]
fn announced_dividends_are_given_at_once_and_paid_with_it() {
	run(|| {
		sold();
		for days in [7, 20] {
			let pays_at = now() + days * DAYS;
			assert_ok!(Securities::distribute(signed(CITY), FIRST, 500, pays_at));
		}
		pay(1_000);
		assert_eq!(Securities::dues(FIRST, buyer(0)), 100);
		assert_eq!(redeem(&BUYERS[0]), Ok(200));
		let (_, own) = Securities::instrument(FIRST).unwrap();
		assert_eq!((own.received, own.announced.len()), (2_000, 0));
	});
}

#[test]
fn agreement_is_refused_when_it_is_unsound() {
	run(|| {
		assert_noop!(agree(1), Error::<Test>::InstrumentNotFound);
		sold();
		for origin in [signed(CITY), signed(BUYER), RuntimeOrigin::none()] {
			let done = Securities::agree_redemption(origin, FIRST, None);
			assert_noop!(done, DispatchError::BadOrigin);
		}
		assert_noop!(agree(0), Error::<Test>::PriceUnsound);
		assert_noop!(agree(MAX_RECEIVED + 1), Error::<Test>::PriceUnsound);
		MockAppraisals::set(FIRST, 3);
		assert_noop!(agree(2), Error::<Test>::PriceTooLow);
		assert_ok!(agree(3));
		MockAppraisals::set(FIRST, 0);
		for until in [now(), now() + MAX_AGREED + 1] {
			let own = Some(Agreement { until, ..agreement(1) });
			let done = Securities::agree_redemption(governor(), FIRST, own);
			assert_noop!(done, Error::<Test>::EndOutOfRange);
		}
		assert_ok!(agree(1));
		assert_ok!(agree(2));
		assert_ok!(Securities::agree_redemption(governor(), FIRST, None));
		assert_eq!(last(), Event::RedemptionAgreed { instrument: FIRST, agreement: None });
		assert_noop!(open(2), Error::<Test>::NotAuthorized);
		pay(3);
		assert_noop!(agree(1), Error::<Test>::RedemptionRuns);
	});
}

#[test]
fn only_the_payer_pays_what_was_agreed_and_in_time() {
	run(|| {
		create(city());
		assert_noop!(open(100), Error::<Test>::NotAuthorized);
		assert_ok!(agree(100));
		assert_noop!(open(100), Error::<Test>::ZeroUnits);
		assert_ok!(Securities::agree_redemption(governor(), FIRST, None));
		assert_ok!(Securities::issue(signed(CITY), FIRST, 20));
		assert_ok!(agree(100));
		let by_city = Securities::open_redemption(signed(CITY), FIRST, 100);
		assert_noop!(by_city, Error::<Test>::NotAuthorized);
		assert_noop!(open(99), refused(Reason::TermsChanged));
		assert_ok!(Securities::halt(governor(), FIRST, DAYS, hash(1)));
		assert_noop!(open(100), refused(Reason::Halted));
		assert_ok!(Securities::lift_halt(governor(), FIRST));
		let sale = later(sale(), DAYS);
		assert_ok!(Securities::agree_redemption(governor(), FIRST, None));
		assert_ok!(Securities::open_sale(governor(), FIRST, sale));
		// A sale that runs when residents agree comes first.
		assert_ok!(agree(100));
		assert_noop!(open(100), Error::<Test>::SaleRuns);
		assert_ok!(Securities::stop_sale(governor(), SALE, hash(1)));
		assert_ok!(agree(MAX_RECEIVED));
		assert_noop!(open(MAX_RECEIVED), Error::<Test>::InsufficientBalance);
		assert_ok!(agree(100));
		sleep(MAX_AGREED);
		assert_noop!(open(100), Error::<Test>::TooLate);
		// An agreement that was never paid ends with the instrument.
		pay(100);
	});
}

#[test]
fn no_units_are_made_while_a_redemption_is_agreed() {
	run(|| {
		sold();
		let issue = || Securities::issue(signed(CITY), FIRST, 1);
		let sell = || {
			let by = now() - TODAY + DAYS;
			Securities::open_sale(governor(), FIRST, later(sale(), by))
		};
		assert_ok!(agree(1_000));
		assert_noop!(issue(), refused(Reason::WrongState));
		assert_eq!(Securities::may(Way::Issue, FIRST, city(), 1), Err(Reason::WrongState));
		assert_noop!(sell(), refused(Reason::WrongState));
		// Taken back, it binds nobody.
		assert_ok!(Securities::agree_redemption(governor(), FIRST, None));
		assert_ok!(issue());
		// Nor does one that nobody paid in time.
		assert_ok!(agree(1_000));
		sleep(MAX_AGREED - 1);
		assert_noop!(issue(), refused(Reason::WrongState));
		sleep(1);
		assert_ok!(issue());
		assert_ok!(sell());
		let (_, own) = Securities::instrument(FIRST).unwrap();
		assert_eq!(own.own_issued, 22);
	});
}

#[test]
fn units_change_hands_while_a_redemption_is_agreed() {
	run(|| {
		sold();
		assert_ok!(Securities::set_market(governor(), FIRST, licence()));
		assert_ok!(agree(1_000));
		let until = now() + 20 * DAYS;
		assert_ok!(Securities::offer(signed(BUYERS[0].clone()), FIRST, 1, 100, None, until));
		assert_ok!(Securities::take(signed(KIM_PHONE), OfferId(0), 1, 100, until));
	});
}

#[test]
fn instrument_does_not_receive_more_than_it_can() {
	run(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 1));
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 1, now() + MIN_NOTICE));
		assert_ok!(agree(MAX_RECEIVED));
		give(&BUYER, MAX_RECEIVED);
		assert_eq!(open(MAX_RECEIVED), Err(Error::<Test>::Overflow.into()));
	});
}

#[test]
fn nobody_acquires_units_that_are_redeemed() {
	run(|| {
		sold();
		assert_ok!(Securities::set_market(governor(), FIRST, licence()));
		let (seller, until) = (|| signed(BUYERS[0].clone()), now() + 20 * DAYS);
		assert_ok!(Securities::offer(seller(), FIRST, 4, 100, None, until));
		pay(1_000);
		assert!(events().contains(&Event::MarketSet { instrument: FIRST, licence: None }));
		let issue = Securities::issue(signed(CITY), FIRST, 1);
		assert_noop!(issue, refused(Reason::WrongState));
		assert_eq!(Securities::may(Way::Issue, FIRST, city(), 1), Err(Reason::WrongState));
		let take = Securities::take(signed(KIM_PHONE), OfferId(0), 1, 100, until);
		assert_noop!(take, refused(Reason::MarketClosed));
		let gift = Securities::offer(seller(), FIRST, 1, 0, Some(person(KIM)), until);
		assert_noop!(gift, refused(Reason::MarketClosed));
		let runs = Error::<Test>::RedemptionRuns;
		let market = Securities::set_market(governor(), FIRST, licence());
		assert_noop!(market, runs);
		let pays_at = now() + MIN_NOTICE;
		let dividend = Securities::distribute(signed(CITY), FIRST, 1, pays_at);
		assert_noop!(dividend, Error::<Test>::RedemptionRuns);
		let again = Securities::open_sale(governor(), FIRST, later(sale(), 90 * DAYS));
		assert_noop!(again, Error::<Test>::RedemptionRuns);

		// What is on offer waits until the offer is taken back.
		assert_eq!(redeem(&BUYERS[0]), Ok(60));
		assert_eq!(redeem(&BUYERS[0]), Err(refused(Reason::OnOffer)));
		assert_ok!(Securities::cancel_offer(seller(), OfferId(0)));
		assert_eq!(redeem(&BUYERS[0]), Ok(40));
	});
}

#[test]
fn units_that_voted_wait_until_the_ballot_is_over() {
	run(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 10));
		let until = now() + 20 * DAYS;
		let locked = <Securities as Holders<AccountId>>::lock(FIRST, &city(), until);
		assert_eq!(locked, Ok(10));
		assert_ok!(Securities::issue(signed(CITY), FIRST, 5));
		pay(150);
		assert_eq!(redeem(&CITY), Ok(50));
		assert_eq!(redeem(&CITY), Err(refused(Reason::Voting)));
		at::<Test>(until);
		assert_eq!(redeem(&CITY), Ok(100));
	});
}

#[test]
fn frozen_units_wait_and_a_court_transfers_them_with_what_they_bring() {
	run(|| {
		sold();
		let (holder, length) = (buyer(0), 20 * DAYS);
		let freeze = |units| {
			let (by, holder) = (signed(COURT), holder.clone());
			Securities::freeze_units(by, FIRST, holder, units, length, hash(1))
		};
		assert_ok!(freeze(Some(6)));
		pay(1_000);
		assert_eq!(redeem(&BUYERS[0]), Ok(40));
		assert_eq!(redeem(&BUYERS[0]), Err(refused(Reason::UnitsFrozen)));
		let (by, to) = (signed(COURT), person(KIM));
		assert_ok!(Securities::propose_transfer(by, FIRST, holder.clone(), to, 5, hash(1)));
		assert_ok!(Securities::confirm_transfer(signed(POLICE), TransferId(0), hash(1)));
		sleep(crate::TRANSFER_DELAY);
		assert_ok!(Securities::execute_transfer(signed(STRANGER), TransferId(0)));
		assert_eq!(redeem(&KIM_CARD), Ok(50), "with any key, also a card");
		sleep(length);
		assert_eq!(redeem(&BUYERS[0]), Ok(10));
	});
}

#[test]
fn redeeming_is_never_halted_and_waits_for_the_frozen() {
	run(|| {
		sold();
		let redeem_by = |who: AccountId| Securities::redeem(signed(who), FIRST);
		assert_noop!(redeem_by(BUYERS[0].clone()), refused(Reason::WrongState));
		let asked = Securities::may_redeem(FIRST, BUYERS[0].clone());
		assert_eq!(asked, Err(Reason::WrongState));
		pay(1_000);
		assert_ok!(Securities::halt(governor(), FIRST, DAYS, hash(1)));
		assert_eq!(redeem(&BUYERS[1]), Ok(100));
		assert_noop!(redeem_by(STRANGER), refused(Reason::GiverUnknown));
		assert_noop!(redeem_by(SMITH_PHONE), Error::<Test>::PositionNotFound);
		MockRegistry::set_standing(PersonId(50), Standing::Frozen);
		assert_noop!(redeem_by(BUYERS[0].clone()), refused(Reason::GiverFrozen));
		MockRegistry::set_standing(PersonId(50), Standing::Active);
		let new = account(44);
		MockRegistry::recover_key(BUYERS[0].clone(), new.clone());
		assert_eq!(redeem(&new), Err(refused(Reason::KeyTooNew)));
		sleep(crate::KEY_REST);
		assert_eq!(redeem(&new), Ok(100));
	});
}

#[test]
fn units_that_nobody_collected_are_collected_and_redeemed() {
	run(|| {
		open_sale();
		fill(80);
		finish();
		pay(800);
		assert_noop!(
			Securities::redeem(signed(BUYERS[0].clone()), FIRST),
			refused(Reason::NotEnoughUnits)
		);
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(0)));
		assert_eq!(redeem(&BUYERS[0]), Ok(100));
	});
}

#[test]
fn heir_takes_the_won_of_all_units_whatever_the_cap() {
	run(|| {
		let caps = Caps { retail: Some(Cap { units: 10, won_a_year: PLENTY }), ..Caps::default() };
		assert_ok!(Securities::create_instrument(
			governor(),
			Box::new(Terms { caps, ..terms(city()) })
		));
		assert_ok!(Securities::open_sale(governor(), FIRST, sale()));
		fill(80);
		at::<Test>(sale().closes);
		let to = vec![(CITY, 8_000)].try_into().unwrap();
		assert_ok!(Securities::hand_over(governor(), SALE, to));
		for n in 0..8 {
			assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(n)));
		}
		let (dead, heir) = (PersonId(50), PersonId(51));
		MockRegistry::set_standing(dead, Standing::Deceased);
		MockRegistry::make_heir(dead, heir);
		pay(800);
		let inherit = |who: &AccountId| Securities::inherit(signed(who.clone()), FIRST, dead);
		assert_noop!(inherit(&BUYERS[2]), Error::<Test>::NotAuthorized);
		let before = won(&BUYERS[1]);
		assert_eq!(inherit(&BUYERS[1]).unwrap().pays_fee, Pays::No);
		assert_eq!(won(&BUYERS[1]), before + 100);
		let (holder, to) = (person(dead), BUYERS[1].clone());
		assert_eq!(last(), Event::DividendTaken { instrument: FIRST, holder, to, won: 100 });
		assert!(!Books::<Test>::contains_key(person(dead)));
		assert_noop!(inherit(&BUYERS[1]), Error::<Test>::PositionNotFound);
		assert_eq!(Securities::units_of(FIRST, &buyer(1)), 10, "no unit came");
	});
}

#[test]
fn what_nobody_fetched_in_ten_years_goes_to_the_fund_router() {
	run(|| {
		sold();
		pay(1_000);
		sleep(REDEEM - 1);
		assert_eq!(lapse(buyer(0)), Err(Error::<Test>::TooEarly.into()));
		sleep(1);
		assert_eq!(lapse(person(SMITH)), Err(Error::<Test>::PositionNotFound.into()));
		MockRegistry::set_standing(PersonId(50), Standing::Frozen);
		assert_eq!(lapse(buyer(0)), Err(refused(Reason::GiverFrozen)));
		let (by, holder) = (signed(COURT), buyer(1));
		assert_ok!(Securities::freeze_units(by, FIRST, holder, None, DAYS, hash(1)));
		assert_eq!(lapse(buyer(1)), Err(refused(Reason::UnitsFrozen)));
		// Who comes late and before anyone else gets it all the same.
		assert_eq!(redeem(&BUYERS[2]), Ok(100));
		// Nor does it lapse what the dead left, as long as somebody may inherit.
		MockRegistry::bury(PersonId(53));
		assert_eq!(lapse(buyer(3)), Err(refused(Reason::GiverDead)));
		for n in 4..8 {
			assert_ok!(lapse(buyer(n)));
			let told = Event::Lapsed { instrument: FIRST, holder: buyer(n), units: 10, won: 100 };
			assert_eq!(last(), told);
		}
		let router: AccountId = MockSources::account_of(Source::ForfeitedIncome);
		assert_eq!(won(&router), 400);
		sleep(DAYS);
		assert_ok!(lapse(buyer(1)));
		MockRegistry::set_standing(PersonId(50), Standing::Active);
		assert_eq!(redeem(&BUYERS[0]), Ok(100));
		assert_eq!(redeem(&CITY), Ok(200));
		sleep(ESTATE_PERIOD);
		assert_ok!(lapse(buyer(3)));
		assert_ok!(Securities::retire_instrument(signed(STRANGER), FIRST));
	});
}

#[test]
fn units_of_a_frozen_person_wait_for_the_heir() {
	run(|| {
		sold();
		pay(1_000);
		sleep(REDEEM);
		MockRegistry::set_standing(PersonId(50), Standing::Frozen);
		assert_eq!(lapse(buyer(0)), Err(refused(Reason::GiverFrozen)));
		// The death ends the freeze, and nobody could have asked before.
		MockRegistry::bury(PersonId(50));
		assert_eq!(lapse(buyer(0)), Err(refused(Reason::GiverDead)));
		MockRegistry::make_heir(PersonId(50), KIM);
		assert_eq!(lapse(buyer(0)), Err(refused(Reason::GiverDead)));
		let before = won(&KIM_PHONE);
		assert_ok!(Securities::inherit(signed(KIM_PHONE), FIRST, PersonId(50)));
		assert_eq!(won(&KIM_PHONE), before + 100);
	});
}

#[test]
fn strangers_do_not_retire_what_is_not_redeemed() {
	run(|| {
		create(city());
		let retire = Securities::retire_instrument(signed(STRANGER), FIRST);
		assert_noop!(retire, DispatchError::BadOrigin);
		// An agreement ends with the instrument.
		assert_ok!(agree(1));
		assert_ok!(Securities::retire_instrument(governor(), FIRST));
		assert_eq!(Securities::agreement(FIRST), None);
	});
}

#[test]
fn life_cycles_see_that_an_instrument_has_ended() {
	use chungnam_ports::Endings;
	run(|| {
		sold();
		assert!(!Securities::has_ended(FIRST));
		pay(1_000);
		assert!(Securities::has_ended(FIRST));
		for key in &BUYERS {
			assert_ok!(redeem(key));
		}
		assert_ok!(redeem(&CITY));
		assert_ok!(Securities::retire_instrument(signed(STRANGER), FIRST));
		assert!(Securities::has_ended(FIRST));
	});
}
