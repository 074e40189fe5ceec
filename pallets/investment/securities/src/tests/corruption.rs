// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use chungnam_testkit::assert_breaks;
use frame_support::traits::{
	fungibles::{Mutate as _, Unbalanced},
	tokens::{Fortitude, Precision, Preservation},
};

use super::*;

type Ledger = <Test as crate::Config>::Ledger;

/// On a chain on which the city has 10 units, breaks something, and expects that the invariant of this number says so.
#[track_caller]
fn breaks(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 10));
		assert_breaks::<Test>(number, break_it);
	});
}

/// The same on a chain on which 80 units are pledged.
#[track_caller]
fn breaks_sale(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		open_sale();
		fill(80);
		assert_breaks::<Test>(number, break_it);
	});
}

fn change_sale(change: impl FnOnce(&mut crate::Offering)) {
	Offerings::<Test>::mutate_extant(SALE, change);
}

fn set_issued(issued: Seats) {
	Instruments::<Test>::mutate_extant(FIRST, |own| own.issued = issued);
}

#[test]
fn i1_fails_when_units_were_made_beside_the_pallet() {
	breaks("I1", || {
		let account = Securities::holder_account(person(KIM));
		assert_ok!(Ledger::mint_into(FIRST, &account, 1));
	});
}

#[test]
fn i1_fails_when_a_holder_has_lost_units() {
	breaks("I1", || {
		let account = Securities::holder_account(city());
		crate::Moving::<Test>::put((FIRST, account.clone()));
		let (exact, force) = (Precision::Exact, Fortitude::Force);
		let expendable = Preservation::Expendable;
		assert_ok!(Ledger::burn_from(FIRST, &account, 1, expendable, exact, force));
		crate::Moving::<Test>::kill();
	});
}

#[test]
fn i1_fails_when_the_supply_is_another() {
	breaks("I1", || <Ledger as Unbalanced<AccountId>>::set_total_issuance(FIRST, 11));
}

#[test]
fn i2_fails_when_units_count_under_another_seat() {
	breaks("I2", || set_issued(Seats { here: 10, korea: 0, abroad: 0 }));
}

#[test]
fn i3_fails_when_a_position_is_empty() {
	breaks("I3", || {
		Books::<Test>::insert(person(KIM), Book { positions: 1, ..Default::default() });
		Positions::<Test>::insert(person(KIM), FIRST, Position::new(Seat::Here, 0));
	});
}

#[test]
fn i3_fails_when_a_count_is_another() {
	breaks("I3", || Books::<Test>::mutate(city(), |book| book.positions = 2));
}

#[test]
fn i3_fails_when_an_instrument_counts_other_holders() {
	breaks("I3", || Instruments::<Test>::mutate_extant(FIRST, |own| own.holders = 2));
}

#[test]
fn i3_fails_when_a_holder_of_units_has_no_book() {
	breaks("I3", || Books::<Test>::remove(city()));
}

#[test]
fn i3_fails_when_a_position_knows_other_pledges() {
	breaks_sale("I3", || {
		Positions::<Test>::mutate(buyer(0), FIRST, |own| own.as_mut().unwrap().pledged = 9);
	});
}

#[test]
fn i4_fails_when_an_instrument_has_no_terms() {
	breaks("I4", || AllTerms::<Test>::remove(FIRST));
}

#[test]
fn i4_fails_when_the_issuer_took_too_many_units() {
	breaks("I4", || Instruments::<Test>::mutate_extant(FIRST, |own| own.own_issued = 401));
}

#[test]
fn i4_fails_when_more_units_stand_than_were_agreed() {
	breaks("I4", || {
		AllTerms::<Test>::mutate(FIRST, |own| {
			let own = own.as_mut().unwrap();
			(own.units, own.own_units, own.outside_most, own.abroad_most) = (9, 9, 9, 9);
		});
	});
}

#[test]
fn i4_fails_when_a_number_was_never_given() {
	breaks("I4", || NextInstrument::<Test>::put(FIRST));
}

#[test]
fn i5_fails_when_a_pot_has_less_won_than_is_owed() {
	breaks_sale("I5", || {
		let pot = Securities::pot(SALE);
		assert_ok!(<Balances as Mutate<_>>::transfer(&pot, &CITY, 1, Preservation::Expendable));
	});
}

#[test]
fn i5_fails_when_more_went_back_than_is_known() {
	breaks_sale("I5", || change_sale(|own| own.returned += 1));
}

#[test]
fn i6_fails_when_live_pledges_are_counted_otherwise() {
	breaks_sale("I6", || change_sale(|own| own.live.here -= 1));
}

#[test]
fn i6_fails_when_pending_pledges_are_counted_otherwise() {
	breaks_sale("I6", || change_sale(|own| own.pending.korea += 1));
}

#[test]
fn i6_fails_when_the_number_of_pledges_is_another() {
	breaks_sale("I6", || change_sale(|own| own.pledges += 1));
}

#[test]
fn i7_fails_when_more_is_pledged_than_is_sold() {
	breaks_sale("I7", || change_sale(|own| own.sale.hard_cap = 79));
}

#[test]
fn i7_fails_when_an_instrument_forgets_its_sale() {
	breaks_sale("I7", || Instruments::<Test>::mutate_extant(FIRST, |own| own.sale = None));
}

#[test]
fn i7_fails_when_a_sale_has_a_number_never_given() {
	breaks_sale("I7", || crate::NextOffering::<Test>::put(SALE));
}

#[test]
fn i8_fails_when_a_book_counts_other_pledges() {
	breaks_sale("I8", || Books::<Test>::mutate(buyer(0), |book| book.pledges.clear()));
}

#[test]
fn i8_fails_when_a_holder_put_in_more_than_is_known() {
	breaks_sale("I8", || Books::<Test>::mutate(buyer(0), |book| book.won -= 1));
}

#[test]
fn i8_fails_when_a_book_counts_won_of_an_instrument_otherwise() {
	let insert = |bought: Vec<(InstrumentId, Won)>| {
		breaks_sale("I8", || {
			Books::<Test>::mutate(buyer(0), |book| book.bought = bought.try_into().unwrap());
		});
	};
	insert(vec![]);
	insert(vec![(InstrumentId(7), 1_000)]);
	insert(vec![(FIRST, 999)]);
	insert(vec![(FIRST, 1_000), (FIRST, 0)]);
	insert(vec![(FIRST, 1_000), (InstrumentId(7), 0)]);
	insert(vec![(FIRST, 500), (FIRST, 500)]);
}

#[test]
fn i8_fails_when_an_empty_book_is_left() {
	breaks_sale("I8", || Books::<Test>::insert(city(), Book::default()));
}

/// The same on a chain on which a dividend was given.
#[track_caller]
fn breaks_dividend(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 10));
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 77, now() + 7 * DAYS));
		sleep(7 * DAYS);
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 33, now() + 7 * DAYS));
		assert_breaks::<Test>(number, break_it);
	});
}

#[test]
fn i10_fails_when_a_holder_is_owed_more_than_was_earned() {
	breaks_dividend("I10", || {
		Positions::<Test>::mutate(city(), FIRST, |own| own.as_mut().unwrap().due += 1)
	});
}

#[test]
fn i10_fails_when_more_was_paid_than_is_known() {
	breaks_dividend("I10", || Instruments::<Test>::mutate_extant(FIRST, |own| own.paid += 1));
}

#[test]
fn i11_fails_when_a_purse_has_less_than_is_owed() {
	breaks_dividend("I11", || {
		let purse = Securities::purse(FIRST);
		assert_ok!(<Balances as Mutate<_>>::transfer(&purse, &CITY, 1, Preservation::Expendable));
	});
}

#[test]
fn i11_fails_when_dividends_are_out_of_order() {
	breaks_dividend("I11", || {
		Instruments::<Test>::mutate_extant(FIRST, |own| {
			let pays_at = now() + DAYS;
			own.announced.try_push(crate::Dividend { won: 0, pays_at }).unwrap();
		});
	});
}

#[test]
fn i12_fails_when_more_is_locked_than_is_there() {
	breaks("I12", || {
		let until = now() + DAYS;
		let lock = |own: Position| own.lock(11, until);
		Positions::<Test>::mutate(city(), FIRST, |own| *own = own.take().map(lock));
	});
}

#[test]
fn i13_fails_when_a_halt_is_too_long() {
	breaks("I13", || {
		let until = now() + crate::MAX_HALT + 1;
		let halt = crate::Halt { since: now(), until, reason: hash(1) };
		Instruments::<Test>::mutate_extant(FIRST, |own| own.halt = Some(halt));
	});
}

fn freeze(second: Option<AccountId>, length: Moment) {
	let (since, until) = (now(), now() + length);
	let own = crate::Freeze { units: None, since, until, reason: hash(1), by: COURT, second };
	crate::Freezes::<Test>::insert(city(), FIRST, own);
}

#[test]
fn i14_fails_when_one_office_freezes_for_too_long() {
	breaks("I14", || freeze(None, crate::MAX_FREEZE + 1));
}

#[test]
fn i14_fails_when_two_offices_freeze_for_too_long() {
	breaks("I14", || freeze(Some(POLICE), crate::MAX_LONG_FREEZE + 1));
}

#[test]
fn i14_fails_when_one_office_is_named_twice() {
	breaks("I14", || freeze(Some(COURT), 1));
}

/// Proposes a transfer and changes it.
fn order(change: impl FnOnce(&mut crate::TransferOf<Test>)) {
	let (by, from, to) = (signed(COURT), city(), person(KIM));
	assert_ok!(Securities::propose_transfer(by, FIRST, from, to, 1, hash(1)));
	crate::Transfers::<Test>::mutate_extant(TransferId(0), change);
}

#[test]
fn i15_fails_when_an_office_confirmed_its_own_transfer() {
	breaks("I15", || order(|own| own.confirmed = Some((COURT, now()))));
}

#[test]
fn i15_fails_when_a_transfer_moves_nothing() {
	breaks("I15", || order(|own| own.units = 0));
}

#[test]
fn i15_fails_when_transfers_are_counted_otherwise() {
	breaks("I15", || {
		order(|_| ());
		crate::TransfersBy::<Test>::insert(COURT, 2);
	});
}

#[test]
fn i15_fails_when_transfers_are_not_counted() {
	breaks("I15", || {
		order(|_| ());
		crate::TransfersBy::<Test>::remove(COURT);
	});
}

#[test]
fn i15_fails_when_a_number_was_never_given() {
	breaks("I15", || {
		order(|_| ());
		crate::NextTransfer::<Test>::put(TransferId(0));
	});
}

#[test]
fn i12_fails_when_more_is_silent_than_is_there() {
	breaks("I12", || {
		let silence = |own: Position| own.with_silent(11, now() + DAYS, now()).unwrap();
		Positions::<Test>::mutate(city(), FIRST, |own| *own = own.take().map(silence));
	});
}

#[test]
fn i11_fails_when_sellers_have_other_cash() {
	breaks("I11", || Instruments::<Test>::mutate_extant(FIRST, |own| own.cash = 1));
}

/// Offers a unit of the city to Kim, and changes that.
fn offer(change: impl FnOnce(&mut crate::OfferOf<Test>)) {
	assert_ok!(Securities::set_market(governor(), FIRST, licence()));
	let (to, until) = (Some(person(KIM)), now() + DAYS);
	assert_ok!(Securities::offer(signed(CITY), FIRST, 1, 0, to, until));
	crate::Offers::<Test>::mutate_extant(OfferId(0), change);
}

#[test]
fn i16_fails_when_other_units_are_marked() {
	breaks("I16", || offer(|own| own.left = 2));
}

#[test]
fn i16_fails_when_an_offer_is_not_sound() {
	breaks("I16", || offer(|own| own.to = None));
}

#[test]
fn i16_fails_when_a_fee_is_too_high() {
	let fee_bp = crate::MAX_FEE_BP + 1;
	breaks("I16", || offer(|own| own.fee_bp = fee_bp));
	breaks("I16", || {
		let licence = Some(crate::Licence { document: hash(1), fee_bp });
		Instruments::<Test>::mutate_extant(FIRST, |own| own.licence = licence);
	});
}

#[test]
fn i16_fails_when_an_offer_has_no_position() {
	breaks("I16", || offer(|own| own.from = person(LEE)));
}

#[test]
fn i16_fails_when_offers_are_counted_otherwise() {
	breaks("I16", || {
		offer(|_| ());
		Books::<Test>::mutate(city(), |book| book.offers = 2);
	});
}

#[test]
fn i16_fails_when_a_number_was_never_given() {
	breaks("I16", || {
		offer(|_| ());
		crate::NextOffer::<Test>::put(OfferId(0));
	});
}

#[test]
fn i9_fails_when_the_gate_is_left_open() {
	breaks("I9", || crate::Moving::<Test>::put((FIRST, CITY)));
}

/// On a chain on which ten units of the city are redeemed, breaks something, and expects that the invariant of this number
/// says so.
#[track_caller]
fn breaks_redemption(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 10));
		let own = agreement();
		assert_ok!(Securities::agree_redemption(governor(), FIRST, Some(own)));
		assert_ok!(Securities::open_redemption(signed(KIM_PHONE), FIRST, 100));
		assert_breaks::<Test>(number, break_it);
	});
}

fn agreement() -> crate::AgreementOf<Test> {
	crate::Agreement { payer: KIM_PHONE, won: 100, document: hash(7), until: now() + DAYS }
}

#[test]
fn i10_fails_when_units_bring_more_than_was_paid() {
	breaks_redemption("I10", || {
		crate::Redemptions::<Test>::mutate_extant(FIRST, |own| own.rate += 1);
	});
}

#[test]
fn i11_fails_when_the_won_of_a_redemption_is_gone() {
	breaks_redemption("I11", || {
		let purse = Securities::purse(FIRST);
		assert_ok!(<Balances as Mutate<_>>::transfer(&purse, &CITY, 1, Preservation::Expendable));
	});
}

#[test]
fn i17_fails_when_redeemed_units_can_be_acquired() {
	breaks_redemption("I17", || {
		Instruments::<Test>::mutate_extant(FIRST, |own| own.licence = licence());
	});
	breaks_redemption("I17", || crate::Agreements::<Test>::insert(FIRST, agreement()));
}

#[test]
fn i17_fails_when_a_redemption_waits_too_long() {
	breaks_redemption("I17", || {
		crate::Redemptions::<Test>::mutate_extant(FIRST, |own| own.until += 1);
	});
}

#[test]
fn i17_fails_when_an_instrument_is_missing() {
	breaks("I17", || {
		let own = crate::Redemption { rate: 0, until: now() };
		crate::Redemptions::<Test>::insert(InstrumentId(7), own);
	});
	breaks("I17", || crate::Agreements::<Test>::insert(InstrumentId(7), agreement()));
}

#[test]
fn i17_fails_when_an_agreement_is_not_sound() {
	breaks("I17", || {
		crate::Agreements::<Test>::insert(FIRST, crate::Agreement { won: 0, ..agreement() });
	});
	breaks("I17", || {
		let until = now() + crate::MAX_AGREED + 1;
		crate::Agreements::<Test>::insert(FIRST, crate::Agreement { until, ..agreement() });
	});
}

#[test]
fn i18_fails_when_years_are_out_of_order() {
	let note = |id, all: &[(u32, u128)]| {
		let years =
			all.iter().map(|(year, points)| crate::YearPoints { year: *year, points: *points });
		let years = years.collect::<Vec<_>>().try_into().unwrap();
		crate::Histories::<Test>::insert(id, crate::History { years });
	};
	breaks("I18", || note(InstrumentId(7), &[(2026, 0)]));
	breaks("I18", || note(FIRST, &[(2027, 0)]));
	breaks("I18", || note(FIRST, &[(2026, 1)]));
	breaks("I18", || note(FIRST, &[(2026, 0), (2026, 0)]));
}

/// A dividend of 770 won was taken, and 77 of it withheld for the city.
#[track_caller]
fn breaks_tax(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		create(person(LEE));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 10));
		assert_ok!(Securities::set_withholding(governor(), super::tax::withholding(1, 0)));
		assert_ok!(Securities::distribute(signed(LEE_PHONE), FIRST, 770, now() + 7 * DAYS));
		sleep(7 * DAYS);
		assert_ok!(Securities::take_won(signed(LEE_PHONE), FIRST));
		assert_eq!(Securities::tax_due(FIRST), 77);
		assert_breaks::<Test>(number, break_it);
	});
}

#[test]
fn i11_fails_when_a_tax_is_not_in_the_purse() {
	breaks_tax("I11", || {
		let purse = Securities::purse(FIRST);
		assert_ok!(<Balances as Mutate<_>>::transfer(&purse, &CITY, 1, Preservation::Expendable));
	});
	breaks_tax("I11", || crate::TaxesDue::<Test>::insert(FIRST, 78));
}

#[test]
fn i19_fails_when_a_rate_is_not_sound() {
	breaks_tax("I19", || {
		crate::TaxTerms::<Test>::mutate(|own| own.as_mut().unwrap().korea.bp = 5_001);
	});
	breaks_tax("I19", || {
		crate::TaxTerms::<Test>::mutate(|own| own.as_mut().unwrap().abroad.step = 0);
	});
}

#[test]
fn i19_fails_when_nobody_knows_the_office() {
	breaks_tax("I19", || {
		crate::TaxTerms::<Test>::mutate(|own| own.as_mut().unwrap().office = STRANGER);
	});
	breaks_tax("I19", crate::TaxTerms::<Test>::kill);
}

#[test]
fn i19_fails_when_a_tax_is_of_nothing_or_of_no_instrument() {
	breaks_tax("I19", || crate::TaxesDue::<Test>::insert(InstrumentId(7), 1));
	breaks_tax("I19", || crate::TaxesDue::<Test>::insert(FIRST, 0));
	// The instrument is gone, and what was withheld as well.
	breaks_tax("I19", || {
		create(city());
		assert_ok!(Securities::retire_instrument(governor(), InstrumentId(1)));
		crate::TaxesDue::<Test>::insert(InstrumentId(1), 1);
	});
}
