// SPDX-License-Identifier: Apache-2.0

//! What wallets ask.

use super::*;

#[test]
fn envelope_is_shown_with_its_milestones_in_order() {
	execute(|| {
		assert_eq!(Escrow::envelope(FIRST), None);
		open(plan());
		let (own, milestones) = Escrow::envelope(FIRST).expect("it is open");
		assert_eq!(own, envelope());
		assert_eq!(milestones, [milestone(0), milestone(1)]);
	});
}

#[test]
fn reviews_are_listed_for_those_who_can_review_now() {
	execute(|| {
		open(plan());
		assert_eq!(Escrow::my_reviews(ENGINEER_KEY), []);
		assert_ok!(submit(SCHOOL, 1, 1));
		assert_eq!(Escrow::my_reviews(ENGINEER_KEY), [(FIRST, 1)]);
		assert_eq!(Escrow::my_reviews(PAINTER_KEY), []);
		chungnam_testkit::at::<Test>(TODAY + REVIEW);
		assert_eq!(Escrow::my_reviews(ENGINEER_KEY), []);
		chungnam_testkit::at::<Test>(TODAY);
		assert_ok!(accept(ENGINEER_KEY, 1, 1));
		assert_eq!(Escrow::my_reviews(ENGINEER_KEY), []);
	});
}
