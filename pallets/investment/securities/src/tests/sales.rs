// SPDX-License-Identifier: Apache-2.0

//! Sales: opened, changed, closed, decided, handed over.

use sp_runtime::DispatchError;

use super::*;
use crate::{
	NextOffering, Offering, Payees, SaleState, AFTER_CONFIRM, CONFIRM, HAND_OVER, MAX_LIFE,
	MAX_LISTED, MAX_OPEN, MIN_OPEN, MIN_REFUND, NOTICE,
};

fn open(sale: Sale) -> sp_runtime::DispatchResult {
	Securities::open_sale(governor(), FIRST, sale)
}

/// The numbers of a page of open sales, and where the next one begins.
fn listed(from: u32) -> (Vec<u32>, Option<u32>) {
	let (open, next) = Securities::open_offerings(OfferingId(from));
	(open.iter().map(|(id, _)| id.0).collect(), next.map(|id| id.0))
}

#[test]
fn open_sales_are_listed_until_they_close() {
	run(|| {
		assert_eq!(listed(0), (vec![], None));
		create(city());
		assert_ok!(open(sale()));
		assert_eq!(listed(0), (vec![0], None));
		let (open, _) = Securities::open_offerings(SALE);
		assert_eq!(open, [(SALE, Offering::new(FIRST, sale()))]);
		for from in [1, u32::MAX] {
			assert_eq!(listed(from), (vec![], None));
		}
		at::<Test>(sale().closes - 1);
		assert_eq!(listed(0), (vec![0], None));
		at::<Test>(sale().closes);
		assert_eq!(listed(0), (vec![], None), "nobody touched it since");
		assert_eq!(Securities::offering(SALE).map(|own| own.state), Some(SaleState::Open));
	});
}

#[test]
fn open_sales_are_listed_a_page_of_numbers_at_a_time() {
	run(|| {
		create(city());
		assert_ok!(open(sale()));
		let second = create(city());
		NextOffering::<Test>::put(OfferingId(MAX_LISTED));
		assert_eq!(listed(0), (vec![0], None), "the last page");
		assert_ok!(Securities::open_sale(governor(), second, sale()));
		assert_eq!(listed(0), (vec![0], Some(MAX_LISTED)));
		assert_eq!(listed(1), (vec![MAX_LISTED], None));
		assert_eq!(listed(MAX_LISTED), (vec![MAX_LISTED], None));
	});
}

#[test]
fn sale_opens_once_and_keeps_what_was_agreed() {
	run(|| {
		assert_noop!(open(sale()), Error::<Test>::InstrumentNotFound);
		create(city());
		assert_ok!(open(sale()));
		let opened = Event::SaleOpened { offering: SALE, instrument: FIRST, sale: sale() };
		assert_eq!(last(), opened);
		assert_eq!(Securities::offering(SALE), Some(Offering::new(FIRST, sale())));
		assert_noop!(open(sale()), Error::<Test>::SaleRuns);
		assert_noop!(Securities::retire_instrument(governor(), FIRST), Error::<Test>::SaleRuns);
	});
}

#[test]
fn sale_is_refused_when_it_is_unsound() {
	run(|| {
		create(city());
		let refused = |change: fn(&mut Sale), why: Error<Test>| {
			let mut own = sale();
			change(&mut own);
			assert_noop!(open(own), why);
		};
		refused(|own| own.price = 0, Error::PriceUnsound);
		refused(|own| own.price = Won::MAX, Error::PriceUnsound);
		refused(|own| own.price = 10_000_000_000_000_001, Error::PriceUnsound);
		refused(|own| own.ticket = 0, Error::CapsUnsound);
		refused(|own| own.ticket = own.opening_cap + 1, Error::CapsUnsound);
		refused(|own| own.opening_cap = own.hard_cap + 1, Error::CapsUnsound);
		refused(|own| own.hard_cap = 601, Error::CapsUnsound);
		refused(|own| own.soft_cap = own.hard_cap + 1, Error::CapsUnsound);
		refused(|own| own.soft_cap = 79, Error::CapsUnsound);
		refused(|own| own.opens_here = now() - 1, Error::WindowUnsound);
		refused(|own| own.opens_korea = own.opens_here - 1, Error::WindowUnsound);
		refused(|own| own.opens_abroad = own.opens_korea - 1, Error::WindowUnsound);
		refused(|own| own.opens_abroad = own.closes - 2 * DAYS, Error::WindowUnsound);
		refused(|own| own.closes = own.opens_here + MIN_OPEN - 1, Error::WindowUnsound);
		refused(|own| own.closes = own.opens_here + MAX_OPEN + 1, Error::WindowUnsound);
		refused(|own| own.refund_until = own.closes + MIN_REFUND - 1, Error::WindowUnsound);
		let mut shortest = sale();
		shortest.closes = shortest.opens_here + MIN_OPEN;
		shortest.refund_until = shortest.closes + MIN_REFUND;
		assert_ok!(open(shortest));
	});
}

#[test]
fn only_the_governing_origin_opens_changes_stops_and_hands_over() {
	run(|| {
		open_sale();
		let change = SaleChange { document: hash(9), closes: sale().closes, soft_cap: 80 };
		for origin in [signed(CITY), signed(KIM_PHONE), RuntimeOrigin::none()] {
			let refused = [
				Securities::open_sale(origin.clone(), FIRST, sale()),
				Securities::change_sale(origin.clone(), SALE, change),
				Securities::stop_sale(origin.clone(), SALE, hash(1)),
				Securities::hand_over(origin.clone(), SALE, Payees::default()),
				Securities::set_limits(origin, Default::default()),
			];
			assert_eq!(refused, [Err(DispatchError::BadOrigin); 5]);
		}
	});
}

#[test]
fn sale_is_missed_and_forgotten_when_nobody_pledged() {
	run(|| {
		open_sale();
		let decide = |id| Securities::decide(signed(STRANGER), id);
		assert_noop!(decide(SALE), Error::<Test>::AlreadyInState);
		at::<Test>(sale().closes - 1);
		assert_noop!(decide(SALE), Error::<Test>::AlreadyInState);
		sleep(1);
		assert_ok!(decide(SALE));
		let state = SaleState::Missed;
		assert!(events().contains(&Event::SaleEnded { offering: SALE, state, reason: None }));
		assert_eq!(last(), Event::SaleForgotten { offering: SALE, stray: 0 });
		assert_noop!(decide(SALE), Error::<Test>::SaleNotFound);
		let next = Sale { opens_here: now(), ..later(sale(), 200 * DAYS) };
		assert_noop!(open(next), Error::<Test>::WindowUnsound);
		assert_ok!(open(later(sale(), 200 * DAYS)));
	});
}

#[test]
fn sale_is_handed_over_to_the_won() {
	run(|| {
		open_sale();
		fill(80);
		let hand_over = |to: &[(AccountId, Won)]| {
			Securities::hand_over(governor(), SALE, to.to_vec().try_into().unwrap())
		};
		assert_noop!(hand_over(&[(CITY, 8_000)]), Error::<Test>::SaleNotDecided);
		at::<Test>(sale().closes);
		assert_noop!(hand_over(&[(CITY, 7_999)]), Error::<Test>::PayeesMismatch);
		assert_noop!(hand_over(&[(CITY, 7_000), (STRANGER, 1_001)]), Error::<Test>::PayeesMismatch);
		assert_noop!(hand_over(&[(CITY, Won::MAX), (STRANGER, 1)]), Error::<Test>::PayeesMismatch);
		let before = won(&CITY);
		assert_ok!(hand_over(&[(CITY, 7_000), (STRANGER, 1_000)]));
		assert_eq!((won(&CITY), won(&STRANGER)), (before + 7_000, 1_000));
		let own = Securities::offering(SALE).unwrap();
		assert_eq!((own.state, own.taken), (SaleState::Sold, 8_000));
		let (_, instrument) = Securities::instrument(FIRST).unwrap();
		assert_eq!((instrument.issued.total(), instrument.sale), (Some(80), None));
		assert_noop!(hand_over(&[(CITY, 8_000)]), Error::<Test>::SaleNotDecided);
	});
}

#[test]
fn decided_sale_stops_when_nobody_takes_the_money() {
	run(|| {
		open_sale();
		fill(80);
		at::<Test>(sale().closes);
		assert_ok!(Securities::decide(signed(STRANGER), SALE));
		let until = sale().closes + HAND_OVER;
		assert_eq!(last(), Event::SaleDecided { offering: SALE, until });
		at::<Test>(until);
		let to = vec![(CITY, 8_000)].try_into().unwrap();
		let taken = Securities::hand_over(governor(), SALE, to);
		assert_eq!(taken, Err(Error::<Test>::SaleNotDecided.into()));
		assert_ok!(Securities::refund(signed(BUYERS[0].clone()), SALE));
		assert_eq!(Securities::offering(SALE).unwrap().state, SaleState::Stopped);
		assert_eq!(Securities::instrument(FIRST).unwrap().1.sale, None);
	});
}

#[test]
fn stopped_sale_gives_everything_back() {
	run(|| {
		open_sale();
		fill(80);
		let stop = || Securities::stop_sale(governor(), SALE, hash(7));
		assert_ok!(stop());
		let ended =
			Event::SaleEnded { offering: SALE, state: SaleState::Stopped, reason: Some(hash(7)) };
		assert_eq!(last(), ended);
		assert_noop!(stop(), Error::<Test>::SaleNotOpen);
		for key in BUYERS {
			assert_ok!(Securities::refund(signed(key.clone()), SALE));
			assert_eq!(won(&key), PLENTY);
		}
		assert_eq!(Securities::offering(SALE), None, "nothing is left");
	});
}

#[test]
fn change_releases_every_pledge_that_is_not_confirmed() {
	run(|| {
		open_sale();
		fill(20);
		let change = SaleChange { document: hash(9), closes: sale().closes, soft_cap: 90 };
		assert_ok!(Securities::change_sale(governor(), SALE, change));
		let own = Securities::offering(SALE).unwrap();
		assert_eq!((own.round, own.confirm_until), (1, now() + CONFIRM));
		assert_eq!((own.live.total(), own.pending.total()), (Some(0), Some(20)));
		assert_eq!((own.sale.document, own.sale.soft_cap), (hash(9), 90));
		let confirm = |key: &AccountId, round, document| {
			Securities::confirm(signed(key.clone()), SALE, round, document)
		};
		let changed = || Error::<Test>::Refused(Reason::TermsChanged);
		assert_noop!(confirm(&BUYERS[0], 0, hash(9)), changed());
		assert_noop!(confirm(&BUYERS[0], 1, hash(1)), changed());
		assert_noop!(confirm(&KIM_PHONE, 1, hash(9)), Error::<Test>::PledgeNotFound);
		assert_ok!(confirm(&BUYERS[0], 1, hash(9)));
		assert!(matches!(last(), Event::Confirmed { .. }));
		assert_noop!(confirm(&BUYERS[0], 1, hash(9)), Error::<Test>::AlreadyInState);
		sleep(CONFIRM);
		assert_noop!(confirm(&BUYERS[1], 1, hash(9)), Error::<Test>::PledgeReleased);
		let more = Securities::pledge(signed(BUYERS[1].clone()), SALE, bid_of(5, 1, hash(9)));
		assert_eq!(more, Err(Error::<Test>::PledgeReleased.into()));
		assert_ok!(Securities::refund(signed(BUYERS[1].clone()), SALE));
		assert_eq!(won(&BUYERS[1]), PLENTY);
		assert_noop!(
			Securities::refund(signed(BUYERS[0].clone()), SALE),
			Error::<Test>::NothingToReturn
		);
	});
}

#[test]
fn void_pledge_stays_void_after_a_second_change() {
	run(|| {
		open_sale();
		fill(20);
		let change = |document| SaleChange { document, closes: sale().closes, soft_cap: 80 };
		assert_ok!(Securities::change_sale(governor(), SALE, change(hash(8))));
		sleep(CONFIRM);
		assert_ok!(Securities::change_sale(governor(), SALE, change(hash(9))));
		let own = Securities::offering(SALE).unwrap();
		assert_eq!((own.round, own.void_below), (2, 1));
		let confirm = Securities::confirm(signed(BUYERS[0].clone()), SALE, 2, hash(9));
		assert_eq!(confirm, Err(Error::<Test>::PledgeReleased.into()));
		assert_eq!(own.kept(now()).unwrap().total(), Some(0), "its units are on sale again");
		assert_ok!(Securities::cancel_pledge(signed(BUYERS[0].clone()), SALE, 10));
	});
}

#[test]
fn change_is_refused_when_it_would_lower_or_outlast_the_sale() {
	run(|| {
		open_sale();
		let change = |closes, soft_cap| {
			let change = SaleChange { document: hash(9), closes, soft_cap };
			Securities::change_sale(governor(), SALE, change)
		};
		assert_noop!(
			Securities::change_sale(
				governor(),
				OfferingId(7),
				SaleChange { document: hash(9), closes: 0, soft_cap: 0 }
			),
			Error::<Test>::SaleNotFound
		);
		let closes = sale().closes;
		assert_noop!(change(closes, 79), Error::<Test>::CapsUnsound);
		assert_noop!(change(closes, 101), Error::<Test>::CapsUnsound);
		assert_noop!(change(closes - 1, 80), Error::<Test>::WindowUnsound);
		assert_noop!(change(sale().opens_here + MAX_LIFE + 1, 80), Error::<Test>::WindowUnsound);
		for _ in 0..3 {
			assert_ok!(change(closes, 80));
		}
		assert_noop!(change(closes, 80), Error::<Test>::MaxChangesExceeded);
		at::<Test>(closes);
		assert_noop!(change(closes, 80), Error::<Test>::SaleNotOpen);
	});
}

#[test]
fn close_waits_for_those_who_confirm() {
	run(|| {
		open_sale();
		at::<Test>(sale().closes - DAYS);
		let change = SaleChange { document: hash(9), closes: sale().closes, soft_cap: 80 };
		assert_ok!(Securities::change_sale(governor(), SALE, change));
		let own = Securities::offering(SALE).unwrap();
		assert_eq!(own.sale.closes, now() + CONFIRM + AFTER_CONFIRM);
		assert_eq!(own.sale.refund_until, own.sale.closes + MIN_REFUND);
	});
}

#[test]
fn issuer_closes_early_with_notice_when_enough_is_pledged() {
	run(|| {
		open_sale();
		let close = |who| Securities::close_early(signed(who), SALE);
		assert_noop!(close(KIM_PHONE), Error::<Test>::NotAuthorized);
		assert_noop!(close(STRANGER), Error::<Test>::NotAuthorized);
		assert_noop!(close(CITY), Error::<Test>::TooEarly);
		at::<Test>(sale().opens_abroad + NOTICE);
		assert_noop!(close(CITY), Error::<Test>::SoftCapMissed);
		fill(80);
		let change = SaleChange { document: hash(9), closes: sale().closes, soft_cap: 80 };
		assert_ok!(Securities::change_sale(governor(), SALE, change));
		for key in BUYERS {
			let _ = Securities::confirm(signed(key), SALE, 1, hash(9));
		}
		assert_noop!(close(CITY), Error::<Test>::ConfirmationRuns);
		sleep(CONFIRM);
		assert_ok!(close(CITY));
		let closes = now() + NOTICE;
		assert_eq!(last(), Event::CloseMoved { offering: SALE, closes });
		assert_noop!(close(CITY), Error::<Test>::AlreadyInState);
		sleep(NOTICE);
		assert_noop!(close(CITY), Error::<Test>::SaleNotOpen);
	});
}
