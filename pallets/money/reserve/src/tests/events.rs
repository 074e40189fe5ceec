// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of the events alone knows the reserve, all won, the terms, and every open cash-out.

use chungnam_primitives::{PersonId, SeriesId};
use std::collections::BTreeMap;

use chungnam_testkit::Replay;
use frame_support::assert_ok;

use super::*;
use crate::{
	CashOutId, CashOutLimits, CashOutRejection, CashOuts, Payment, ReserveState, RespendBonus,
};

/// Won, the second operator who looked at the request, and the payment it is in.
type Asked = (Won, Option<AccountId>, Option<Payment<AccountId>>);

/// What a reader of events keeps.
#[derive(Default)]
struct Reader {
	reserve: Won,
	issuance: Won,
	cash_outs: BTreeMap<CashOutId, Asked>,
	/// Until when requests are or were investigated.
	investigated: BTreeMap<CashOutId, Moment>,
	limits: CashOutTerms,
	respend: RespendTerms,
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, at: Moment) {
		match event {
			Event::ReserveAttested { new, .. } => self.reserve = new,
			Event::Minted { amount, .. } => self.issuance += amount,
			Event::Burnt { amount, .. } => {
				self.issuance -= amount;
				self.reserve -= amount;
			}
			Event::CashOutRequested { id, amount, .. } => {
				self.cash_outs.insert(id, (amount, None, None));
			}
			Event::CashOutReviewed { id, reviewer } => {
				self.cash_outs.entry(id).and_modify(|(_, own, payment)| {
					(*own, *payment) = (reviewer, None);
				});
			}
			Event::CashOutTaken { id, operator, until, .. } => {
				let payment = Some(Payment { by: operator, until });
				self.cash_outs.entry(id).and_modify(|(.., own)| *own = payment);
			}
			Event::CashOutInvestigated { id, until } => {
				self.cash_outs.entry(id).and_modify(|(.., own)| *own = None);
				self.investigated.insert(id, until);
			}
			Event::InvestigationEnded { id } => {
				self.investigated.insert(id, at);
			}
			Event::CashOutSkipped { .. } => {}
			Event::CashOutConfirmed { id, amount, .. }
			| Event::CashOutRejected { id, amount, .. }
			| Event::CashOutCancelled { id, amount } => {
				let (asked, ..) = self.cash_outs.remove(&id).expect("it was asked for");
				assert_eq!(asked, amount);
				self.investigated.remove(&id);
			}
			Event::CashOutTermsSet { old, new } => {
				assert_eq!(self.limits, old);
				self.limits = new;
			}
			Event::RespendTermsSet { old, new } => {
				assert_eq!(self.respend, old);
				self.respend = new;
			}
			Event::__Ignore(..) => unreachable!("no event is this one"),
		}
	}

	fn assert_same(&self, _: &str) {
		assert_eq!(self.reserve, ReserveState::<Test>::get().balance);
		assert_eq!(self.issuance, Balances::total_issuance());
		let own = |(id, request): (_, crate::CashOutOf<Test>)| {
			(id, (request.amount, request.reviewer, request.payment))
		};
		assert_eq!(self.cash_outs, CashOuts::<Test>::iter().map(own).collect());
		let until =
			|(id, request): (_, crate::CashOutOf<Test>)| Some((id, request.investigated_until?));
		assert_eq!(self.investigated, CashOuts::<Test>::iter().filter_map(until).collect());
		assert_eq!(self.limits, CashOutLimits::<Test>::get());
		assert_eq!(self.respend, RespendBonus::<Test>::get());
	}
}

fn begin() {
	assert_ok!(Reserve::attest_reserve(signed(BANK), 1_000_000, [0; 32]));
	for who in [COOK, BANK] {
		assert_ok!(Reserve::mint(signed(TREASURY), who, 100_000));
	}
	assert_ok!(Reserve::burn(signed(BANK), 10));
	let terms = CashOutTerms { review_above: 15_000, ..Default::default() };
	assert_ok!(Reserve::set_cash_out_terms(RuntimeOrigin::root(), terms));
	assert_ok!(Reserve::set_respend_terms(RuntimeOrigin::root(), bonus()));
}

fn ask() {
	for amount in [10_000, 20_000, 30_000] {
		assert_ok!(Reserve::request_cash_out(signed(COOK), amount));
	}
	assert_ok!(Reserve::request_rest(&COOK, PersonId(1), SeriesId(2), CHEONGYANG, 5_000));
	assert_ok!(Reserve::review_cash_out(signed(AUDITOR), CashOutId(1)));
}

fn settle() {
	let ids = BoundedVec::truncate_from(vec![CashOutId(1), CashOutId(9), CashOutId(3)]);
	assert_ok!(Reserve::take_cash_outs(signed(BANK), ids));
	let ids = [CashOutId(1), CashOutId(3), CashOutId(9)];
	let paid = BoundedVec::truncate_from(ids.map(|id| (id, [0; 32])).to_vec());
	assert_ok!(Reserve::confirm_cash_outs(signed(BANK), paid));
	assert_ok!(Reserve::cancel_cash_out(signed(COOK), CashOutId(2)));
}

fn take() {
	let ids = BoundedVec::truncate_from(vec![CashOutId(0)]);
	assert_ok!(Reserve::take_cash_outs(signed(BANK), ids));
}

fn investigate() {
	let reason = CashOutRejection::UnderInvestigation;
	assert_ok!(Reserve::reject_cash_out(signed(BANK), CashOutId(0), reason));
}

fn end_investigation() {
	assert_ok!(Reserve::end_investigation(signed(AUDITOR), CashOutId(0)));
}

fn refuse() {
	assert_ok!(Reserve::reject_cash_out(signed(BANK), CashOutId(0), CashOutRejection::Duplicate));
}

#[test]
fn a_reader_of_the_events_knows_the_reserve() {
	ExtBuilder::default().reserve(0).build_and_execute(|| {
		let mut reader = Reader::default();
		for act in [begin, ask, settle, take, investigate, end_investigation, refuse] {
			act();
			reader.catch_up();
		}
	});
}
