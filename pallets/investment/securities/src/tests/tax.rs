// SPDX-License-Identifier: Apache-2.0

//! Tax of dividends: of people, when they are paid, by the rate of that day, and to one office.

use chungnam_ports::{Pot, Pots, Source, Sources, Standing};
use chungnam_testkit::{
	leak::{assert_nothing_left, own_keys_but},
	MockSources,
};
use frame_support::dispatch::Pays;
use sp_runtime::DispatchError;

use super::*;
use crate::{Payout, Tax, TaxRate, TaxTerms, Withholding, WithholdingOf, MAX_TAX_BP, MIN_NOTICE};

/// A tenth of people in Korea, and a tenth of that; a fifth of people abroad. For the city.
pub fn withholding(step: u32, least: u32) -> WithholdingOf<Test> {
	let korea = TaxRate { bp: 1_000, local_bp: if step == 1 { 0 } else { 1_000 }, step, least };
	Withholding { office: CITY, korea, abroad: TaxRate { bp: 2_000, ..korea } }
}

fn set(own: WithholdingOf<Test>) -> sp_runtime::DispatchResult {
	Securities::set_withholding(governor(), own)
}

fn take(who: &AccountId) -> Result<Won, DispatchError> {
	let before = won(who);
	let done = Securities::take_won(signed(who.clone()), FIRST).map_err(|why| why.error)?;
	assert_eq!(done.pays_fee, Pays::No);
	Ok(won(who) - before)
}

fn remit() -> Result<Won, DispatchError> {
	let before = won(&CITY);
	let done = Securities::remit_tax(signed(STRANGER), FIRST).map_err(|why| why.error)?;
	assert_eq!(done.pays_fee, Pays::No);
	Ok(won(&CITY) - before)
}

/// The city has 20 units, eight buyers have ten each, and so much is due to 100 units.
fn sold(gross: Won) {
	sell_to_eight();
	assert_ok!(Securities::issue(signed(CITY), FIRST, 20));
	pay(gross);
}

fn pay(gross: Won) {
	give(&CITY, gross);
	assert_ok!(Securities::distribute(signed(CITY), FIRST, gross, now() + MIN_NOTICE));
	sleep(MIN_NOTICE);
}

#[test]
fn nothing_is_withheld_as_long_as_nothing_is_set() {
	run(|| {
		sold(100_000);
		assert_eq!(Securities::withholding(), None);
		let tax = Tax::default();
		let all = Payout { gross: 10_000, tax, net: 10_000 };
		assert_eq!(Securities::payout(FIRST, buyer(0)), all);
		assert_eq!(take(&BUYERS[0]), Ok(10_000));
		assert_eq!(remit(), Err(Error::<Test>::NothingDue.into()));
	});
}

#[test]
fn tax_stays_in_the_purse_until_anyone_brings_it_to_the_office() {
	run(|| {
		sold(123_450);
		assert_ok!(set(withholding(10, 1_000)));
		assert_eq!(last(), Event::WithholdingSet { withholding: withholding(10, 1_000) });
		// 1,234.5 and 123.
		let tax = Tax { income: 1_230, local: 120 };
		let (gross, net) = (12_345, 10_995);
		assert_eq!(Securities::payout(FIRST, buyer(0)), Payout { gross, tax, net });
		assert_eq!(Securities::dues(FIRST, buyer(0)), gross);
		assert_eq!(take(&BUYERS[0]), Ok(net));
		let holder = buyer(0);
		let told = Event::TaxWithheld { instrument: FIRST, holder, gross, tax };
		assert!(events().contains(&told));
		let (holder, to) = (buyer(0), BUYERS[0].clone());
		assert_eq!(last(), Event::DividendTaken { instrument: FIRST, holder, to, won: net });
		assert_eq!(take(&BUYERS[1]), Ok(net));
		assert_eq!(Securities::tax_due(FIRST), 2_700);
		// The fund router sweeps none of it.
		let owed = <Securities as Pots<AccountId>>::owed(Pot::Instrument(FIRST));
		assert_eq!(won(&Securities::purse(FIRST)), owed);
		assert_eq!(remit(), Ok(2_700));
		assert_eq!(last(), Event::TaxRemitted { instrument: FIRST, to: CITY, won: 2_700 });
		assert_eq!(
			(Securities::tax_due(FIRST), remit()),
			(0, Err(Error::<Test>::NothingDue.into()))
		);
	});
}

#[test]
fn institution_and_small_payments_pay_nothing() {
	run(|| {
		sold(99_990);
		assert_ok!(set(withholding(10, 1_000)));
		// 999.9 of tax, of which 990 are whole steps.
		assert_eq!(take(&BUYERS[0]), Ok(9_999));
		assert_eq!(take(&CITY), Ok(19_998), "it declares its dividends itself");
		// Two years together are one payment.
		pay(99_990);
		assert_eq!(take(&BUYERS[1]), Ok(19_998 - 1_990 - 190));
		assert_eq!(Securities::tax_due(FIRST), 2_180);
	});
}

#[test]
fn rate_is_that_of_the_home_and_of_the_credential() {
	run(|| {
		sold(100_000);
		assert_ok!(set(withholding(10, 0)));
		// Buyer 0 lives in Korea whatever was attested; buyers 1 to 3 have left.
		let abroad = credential(Seat::Abroad, InvestorClass::Retail, DAYS);
		let korea = credential(Seat::Korea, InvestorClass::Retail, DAYS);
		for (n, own) in [(0, abroad), (1, abroad), (2, korea)] {
			assert_ok!(Securities::attest_investor(signed(OFFICE), buyer(n), own));
		}
		for n in [51, 52, 53] {
			MockRegistry::move_person(PersonId(n), ZoneId::OUTSIDE);
		}
		// What ended says where somebody belongs all the same.
		sleep(2 * DAYS);
		let taken = [0, 1, 2, 3].map(|n: usize| take(&BUYERS[n]));
		assert_eq!(taken, [Ok(8_900), Ok(7_800), Ok(8_900), Ok(8_900)]);
	});
}

#[test]
fn rate_is_that_of_the_day_of_payment_and_0_withholds_nothing() {
	run(|| {
		assert_ok!(set(withholding(10, 0)));
		sold(100_000);
		let own = withholding(10, 0);
		let twice = Withholding { korea: own.abroad, ..own };
		assert_eq!(take(&BUYERS[0]), Ok(8_900));
		assert_ok!(set(twice));
		assert_eq!(take(&BUYERS[1]), Ok(7_800));
		let (korea, abroad) = (TaxRate::default(), TaxRate::default());
		assert_ok!(set(Withholding { office: CITY, korea, abroad }));
		assert_eq!(take(&BUYERS[2]), Ok(10_000));
		assert_eq!(remit(), Ok(3_300), "what was withheld is remitted");
	});
}

#[test]
fn what_sold_units_brought_is_not_taxed() {
	run(|| {
		sold(100_000);
		assert_ok!(set(withholding(10, 0)));
		assert_ok!(Securities::set_market(
			governor(),
			FIRST,
			Some(crate::Licence { fee_bp: 0, ..licence().unwrap() })
		));
		sleep(crate::LOCK_UP);
		let until = now() + DAYS;
		let by = || signed(BUYERS[0].clone());
		assert_ok!(Securities::offer(by(), FIRST, 10, 100, None, until));
		assert_ok!(Securities::take(signed(KIM_PHONE), OfferId(0), 10, 100, until));
		let tax = Tax { income: 1_000, local: 100 };
		let all = Payout { gross: 11_000, tax, net: 9_900 };
		assert_eq!(Securities::payout(FIRST, buyer(0)), all);
		assert_eq!(take(&BUYERS[0]), Ok(9_900));
	});
}

/// The units bring 500 won each.
fn redeem_all() {
	let own = crate::Agreement { payer: CITY, won: 50_000, document: hash(7), until: now() + DAYS };
	assert_ok!(Securities::agree_redemption(governor(), FIRST, Some(own)));
	assert_ok!(Securities::open_redemption(signed(CITY), FIRST, 50_000));
}

#[test]
fn what_units_bring_at_their_end_is_not_taxed_and_what_they_earned_is() {
	run(|| {
		sold(100_000);
		assert_ok!(set(withholding(10, 0)));
		redeem_all();
		let before = won(&BUYERS[0]);
		assert_ok!(Securities::redeem(signed(BUYERS[0].clone()), FIRST));
		assert_eq!(won(&BUYERS[0]) - before, 8_900 + 5_000);
		assert_eq!(take(&BUYERS[1]), Ok(8_900));
		let before = won(&BUYERS[1]);
		assert_ok!(Securities::redeem(signed(BUYERS[1].clone()), FIRST));
		assert_eq!(won(&BUYERS[1]) - before, 5_000);
		let (dead, heir) = (PersonId(52), PersonId(53));
		MockRegistry::set_standing(dead, Standing::Deceased);
		MockRegistry::make_heir(dead, heir);
		let before = won(&BUYERS[3]);
		assert_ok!(Securities::inherit(signed(BUYERS[3].clone()), FIRST, dead));
		assert_eq!(won(&BUYERS[3]) - before, 8_900 + 5_000);
		assert_eq!(Securities::tax_due(FIRST), 3_300);
	});
}

#[test]
fn heir_gets_dividends_of_the_dead_after_tax() {
	run(|| {
		sold(100_000);
		assert_ok!(set(withholding(10, 0)));
		let (dead, heir) = (PersonId(50), PersonId(51));
		MockRegistry::set_standing(dead, Standing::Deceased);
		MockRegistry::make_heir(dead, heir);
		assert_ok!(Securities::inherit(signed(BUYERS[1].clone()), FIRST, dead));
		let Event::Inherited { won, .. } = last() else { unreachable!("it is told") };
		assert_eq!((won, Securities::tax_due(FIRST)), (8_900, 1_100));
	});
}

#[test]
fn what_lapses_is_not_taxed() {
	run(|| {
		sold(100_000);
		assert_ok!(set(withholding(10, 0)));
		assert_ok!(take(&BUYERS[7]));
		sleep(4_100 * DAYS);
		assert_ok!(Securities::lapse(signed(STRANGER), FIRST, buyer(0)));
		let router = <MockSources as Sources<AccountId>>::account_of(Source::ForfeitedIncome);
		assert_eq!((won(&router), Securities::tax_due(FIRST)), (10_000, 1_100));
		give(&CITY, 50_000);
		redeem_all();
		sleep(crate::REDEEM);
		assert_ok!(Securities::lapse(signed(STRANGER), FIRST, buyer(1)));
		assert_eq!((won(&router), Securities::tax_due(FIRST)), (25_000, 1_100));
	});
}

#[test]
fn tax_is_not_stranded_when_the_instrument_ends() {
	let keys = || {
		own_keys_but(
			"Securities",
			&["CounterForAllTerms", "NextInstrument", "NextOffer", "NextOffering", "TaxTerms"],
		)
	};
	run(|| {
		let before = keys();
		create(person(LEE));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 10));
		assert_ok!(set(withholding(10, 0)));
		assert_ok!(Securities::distribute(signed(LEE_PHONE), FIRST, 1_000, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		assert_eq!(take(&LEE_PHONE), Ok(890));
		let own =
			crate::Agreement { payer: CITY, won: 100, document: hash(7), until: now() + DAYS };
		assert_ok!(Securities::agree_redemption(governor(), FIRST, Some(own)));
		assert_ok!(Securities::open_redemption(signed(CITY), FIRST, 100));
		assert_ok!(Securities::redeem(signed(LEE_PHONE), FIRST));
		// Seven won came by mistake: these alone go to the router.
		give(&Securities::purse(FIRST), 7);
		assert_ok!(Securities::retire_instrument(signed(STRANGER), FIRST));
		assert_eq!(last(), Event::InstrumentRetired { instrument: FIRST, left: 7 });
		assert_eq!(won(&Securities::purse(FIRST)), 110);
		let owed = <Securities as Pots<AccountId>>::owed(Pot::Instrument(FIRST));
		assert_eq!(owed, 110, "nor does the fund router sweep it later");
		assert_eq!(remit(), Ok(110));
		assert_nothing_left(&before, &keys());
		assert_eq!(won(&Securities::purse(FIRST)), 0);
	});
}

#[test]
fn withholding_is_refused_when_it_is_unsound_or_nobody_knows_the_office() {
	run(|| {
		let own = withholding(10, 0);
		let by = Securities::set_withholding(signed(OFFICE), own.clone());
		assert_noop!(by, DispatchError::BadOrigin);
		let unsound = [
			TaxRate { bp: MAX_TAX_BP + 1, local_bp: 0, step: 1, least: 0 },
			TaxRate { bp: MAX_TAX_BP, local_bp: 1, step: 1, least: 0 },
			TaxRate { bp: 1, local_bp: 0, step: 0, least: 0 },
		];
		for rate in unsound {
			let korea = Withholding { korea: rate, ..own.clone() };
			let abroad = Withholding { abroad: rate, ..own.clone() };
			for own in [korea, abroad] {
				assert_noop!(set(own), Error::<Test>::RateUnsound);
			}
		}
		// Neither a person, nor anyone, nor an office whom nobody attested.
		for office in [KIM_PHONE, STRANGER, OFFICE] {
			let own = Withholding { office, ..own.clone() };
			assert_noop!(set(own), Error::<Test>::OfficeUnknown);
		}
		assert_eq!(TaxTerms::<Test>::get(), None);
		assert_ok!(set(own));
	});
}

#[test]
fn credential_of_the_office_is_not_forgotten() {
	run(|| {
		let office = Holder::Account(STRANGER);
		let own = credential(Seat::Korea, InvestorClass::Public, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), office.clone(), own));
		assert_ok!(set(Withholding { office: STRANGER, ..withholding(10, 0) }));
		sleep(DAYS + CREDENTIAL_MEMORY);
		let forget = || Securities::forget_credential(signed(KIM_PHONE), office.clone());
		assert_noop!(forget(), Error::<Test>::OfficeNamed);
		assert_ok!(set(withholding(10, 0)));
		assert_ok!(forget());
	});
}
