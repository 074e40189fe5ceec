// SPDX-License-Identifier: Apache-2.0

//! When a round is over and swept nothing of it is left.

use super::*;
use chungnam_primitives::EnvelopeId;
use chungnam_testkit::leak::{assert_nothing_left, own_keys_but};

#[test]
fn nothing_is_left_of_a_round_from_ideas_to_the_last_milestone() {
	execute(|| {
		let before = own_keys_but("BudgetRounds", &["NextRound"]);
		open_with_ideas();
		pass_deadline();
		let offer = MergeOffer { into: IdeaId(1), text: hash(70), cost: 400 };
		assert_ok!(BudgetRounds::offer_merge(signed(key(2)), FIRST, IdeaId(2), Some(offer)));
		assert_ok!(BudgetRounds::accept_merge(signed(key(1)), FIRST, IdeaId(2), offer));
		pass_deadline();
		assert_ok!(judge(3, unfeasible()));
		to_voting();
		choose(&[0], &[0, 1]);
		pass_deadline();
		assert_ok!(accept(BUILDER, 1));
		pass_until(now() + 1_000);
		for number in [0, 1] {
			<Test as crate::Config>::Escrow::pay(EnvelopeId(0), number, &BUILDER);
		}
		assert_eq!(phase(), Phase::Closed);
		assert_ok!(BudgetRounds::sweep_round(signed(STRANGER), FIRST, 64));
		let after = own_keys_but("BudgetRounds", &["NextRound"]);
		assert_nothing_left(&before, &after);
		assert!(!System::account_exists(&BudgetRounds::pot(FIRST)));
		assert_eq!(<MockAgenda as chungnam_ports::Agenda>::all(), []);
		assert_eq!((won(&OFFICE), won(&BUILDER)), (PLENTY - 400, 400));
	});
}
