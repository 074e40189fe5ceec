// SPDX-License-Identifier: Apache-2.0

//! When an envelope is over nothing of it is left.

use super::*;
use chungnam_ports::OwnerAct;
use chungnam_testkit::leak::{assert_nothing_left, own_keys_but};

#[test]
fn nothing_is_left_of_envelopes_that_were_paid_and_aborted() {
	execute(|| {
		let stays = ["NextEnvelope", "CounterForEnvelopes"];
		let before = own_keys_but("Escrow", &stays);
		open(contested());
		assert_ok!(submit(SCHOOL, 0, 1));
		assert_ok!(accept(ENGINEER_KEY, 0, 1));
		pass_to(TODAY + REVIEW);
		assert_ok!(collect(STRANGER, 0));
		assert_ok!(settle_alone(OwnerAct::NewPayee(Payee::Merchant(SHOP))));
		assert_ok!(settle_alone(OwnerAct::Abort(hash(1))));
		let after = own_keys_but("Escrow", &stays);
		assert_nothing_left(&before, &after);
		assert!(!System::account_exists(&Escrow::pot(FIRST)));
		assert_eq!(<chungnam_testkit::MockAgenda as chungnam_ports::Agenda>::all(), []);
		assert_eq!(Envelopes::<Test>::count(), 0);
	});
}
