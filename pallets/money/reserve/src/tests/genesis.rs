// SPDX-License-Identifier: Apache-2.0

//! The state at the start, and what must not start a chain.

use chungnam_ports::TakingsFeed;

use super::*;
use crate::{CashOutLimits, ReserveState, RespendBonus};

#[test]
fn a_chain_starts_with_a_reserve_terms_and_a_pot() {
	let cash_out = CashOutTerms { minimum: 3, ..Default::default() };
	let chain = ExtBuilder::default().reserve(577).plain(KIM, 500);
	let chain = chain.respend_terms(bonus(), 77).cash_out_terms(cash_out.clone());
	chain.build_and_execute(|| {
		assert_eq!(ReserveState::<Test>::get().balance, 577);
		assert_eq!(CashOutLimits::<Test>::get(), cash_out);
		assert_eq!(RespendBonus::<Test>::get(), bonus());
		assert_eq!(plain(Reserve::respend_pot()), 77);
		assert!(MockTakingsFeed::tells_takings());
	});
}

#[test]
#[should_panic(expected = "covers all won")]
fn more_won_than_the_reserve_starts_no_chain() {
	ExtBuilder::default().reserve(576).plain(KIM, 500).respend_terms(bonus(), 77).build();
}
