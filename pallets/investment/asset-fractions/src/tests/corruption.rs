// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use super::*;
use crate::{ChallengeStage, REST, SIGNING, SLACK, VOTING};

chungnam_testkit::test_broken!(Test, chain());

fn change(break_it: impl FnOnce(&mut AssetOf<Test>)) {
	Fractions::<Test>::mutate(CENTRE, |own| break_it(own.as_mut().unwrap()));
}

fn proposed() {
	assert_ok!(propose(CITY, plan()));
}

#[test]
fn i1_fails_when_experts_do_not_fit_the_status() {
	breaks("I1", proposed, || change(|own| own.experts = Some(experts())));
	breaks("I1", || to_diligence(plan()), || change(|own| own.experts = None));
}

#[test]
fn i1_fails_when_values_do_not_fit_the_status() {
	breaks("I1", proposed, || change(|own| own.values[0] = Some(1)));
	breaks("I1", || to_diligence(plan()), || change(|own| own.values = [Some(1); 2]));
	breaks("I1", || to_ready(plan()), || change(|own| own.values[1] = None));
}

#[test]
fn i1_fails_when_money_or_title_do_not_fit_the_status() {
	breaks("I1", || to_offering(plan()), || change(|own| own.taken = 1));
	breaks("I1", || to_paid(plan()), || change(|own| own.taken = 0));
	breaks("I1", || to_paid(plan()), || change(|own| own.deed = None));
}

#[test]
fn i2_fails_when_two_assets_wait_for_the_same() {
	let twice = || Fractions::<Test>::insert(InstrumentId(7), asset());
	breaks("I2", || to_offering(plan()), twice);
	breaks("I2", || to_paid(plan()), twice);
}

#[test]
fn i2_fails_when_the_envelope_is_anothers() {
	breaks(
		"I2",
		|| to_paid(plan()),
		|| {
			let own = Fractions::<Test>::take(CENTRE).unwrap();
			Fractions::<Test>::insert(InstrumentId(7), own);
		},
	);
}

#[test]
fn i3_fails_when_the_works_got_another_part() {
	breaks("I3", || to_paid(plan()), || change(|own| own.taken += 2));
	breaks("I3", || to_paid(plan()), || change(|own| own.plan.works = None));
}

#[test]
fn i4_fails_when_nobody_or_somebody_else_runs_it() {
	breaks("I4", to_operating, || change(|own| own.manager.missed = crate::MAX_MISSED));
	breaks("I4", to_operating, || change(|own| own.manager.until = None));
	breaks("I4", proposed, || change(|own| own.manager.until = Some(TODAY)));
	breaks("I4", proposed, || change(|own| own.manager.missed = 1));
	let handed = || {
		to_operating();
		to_handed_over();
	};
	breaks("I4", handed, || change(|own| own.manager.until = Some(now())));
	breaks("I4", handed, || change(|own| own.manager.account = CITY));
	let both: [fn(); 2] = [proposed, to_operating];
	for reach in both {
		breaks("I4", reach, || change(|own| own.owner = STRANGER));
	}
}

#[test]
fn i5_fails_when_a_status_waits_too_long() {
	let until = |time| now() + time + 1;
	breaks("I5", proposed, || {
		change(|own| own.status = Status::Proposed { until: until(NAMING) });
	});
	breaks(
		"I5",
		|| to_diligence(plan()),
		|| change(|own| own.status = Status::DueDiligence { until: until(DILIGENCE) }),
	);
	breaks(
		"I5",
		|| to_ready(plan()),
		|| change(|own| own.status = Status::Ready { until: until(OFFERING) }),
	);
	breaks(
		"I5",
		|| to_valued(plan()),
		|| change(|own| own.status = Status::Ideas { until: until(IDEAS) }),
	);
	let choosing = || {
		to_choosing();
	};
	breaks("I5", choosing, || {
		let (ballot, until) = (BallotId(0), until(crate::CHOSEN_BY));
		change(|own| own.status = Status::Choosing { ballot, until });
	});
	breaks("I5", to_operating, || {
		change(|own| own.status = Status::Operating { report_due: until(2 * QUARTER) });
	});
	breaks("I5", to_operating, || change(|own| own.manager.until = Some(until(MAX_TERM))));
}

#[test]
fn i5_fails_when_a_plan_is_unsound_or_assets_are_counted_otherwise() {
	breaks("I5", proposed, || change(|own| own.plan.share = Perbill::zero()));
	breaks("I5", proposed, || {
		frame_support::storage::unhashed::kill(&frame_support::storage::storage_prefix(
			b"AssetFractions",
			b"CounterForFractions",
		));
	});
}

#[test]
fn i6_fails_when_a_valuation_is_not_sound() {
	let asked = || Valuation::new(hash(6), TODAY);
	breaks("I6", proposed, || Valuations::<Test>::insert(CENTRE, asked()));
	breaks("I6", to_operating, || {
		let values = [Some(0), None];
		Valuations::<Test>::insert(CENTRE, Valuation { values, ..asked() });
	});
	breaks("I6", to_operating, || {
		let until = TODAY + DILIGENCE + 1;
		Valuations::<Test>::insert(CENTRE, Valuation { until, ..asked() });
	});
	breaks("I6", to_operating, || {
		let (values, until) = ([Some(1); 2], TODAY + crate::VALID + 1);
		Valuations::<Test>::insert(CENTRE, Valuation { values, until, ..asked() });
	});
}

#[test]
fn i7_fails_when_a_challenge_is_not_sound() {
	let of = |stage| Challenge { document: hash(7), term_ends: TODAY, stage };
	let keep = |own: Challenge| Challenges::<Test>::insert(CENTRE, own);
	let rests = |until| of(ChallengeStage::Resting { until });
	breaks("I7", proposed, || keep(rests(TODAY)));
	breaks("I7", to_operating, || keep(rests(TODAY + REST + 1)));
	let until = TODAY + SIGNING + SLACK + 1;
	let signed = ChallengeStage::Signing { ballot: BallotId(0), until };
	breaks("I7", to_operating, || keep(of(signed)));
	let term_ends = TODAY + MAX_TERM + 1;
	breaks("I7", to_operating, || keep(Challenge { term_ends, ..rests(TODAY) }));
	breaks("I7", to_operating, || {
		let other = InstrumentId(7);
		Fractions::<Test>::insert(other, asset());
		let own = of(ChallengeStage::Voting { ballot: BallotId(0), until: TODAY });
		for id in [CENTRE, other] {
			Challenges::<Test>::insert(id, own);
		}
	});
}

#[test]
fn i8_fails_when_a_question_about_a_hand_over_is_not_sound() {
	let of = |stage| HandOver { document: hash(8), to: ASSOCIATION, stage };
	let keep = |stage| HandOvers::<Test>::insert(CENTRE, of(stage));
	let rests = |until| ChallengeStage::Resting { until };
	breaks("I8", proposed, || keep(rests(TODAY)));
	breaks("I8", to_operating, || {
		HandOvers::<Test>::insert(CENTRE, HandOver { to: CITY, ..of(rests(TODAY)) });
	});
	breaks("I8", to_operating, || keep(rests(TODAY + REST + 1)));
	let ballot = BallotId(0);
	let until = TODAY + VOTING + SLACK + 1;
	breaks("I8", to_operating, || keep(ChallengeStage::Voting { ballot, until }));
	breaks("I8", to_operating, || {
		let stage = ChallengeStage::Voting { ballot, until: TODAY };
		let own = Challenge { document: hash(7), term_ends: TODAY, stage };
		Challenges::<Test>::insert(CENTRE, own);
		keep(stage);
	});
}

/// Residents hand in ideas, and five are behind the first.
fn asked() {
	to_valued(plan());
	back(101, 0);
	assert_ok!(hand_in_idea(resident(5), 102));
}

fn change_ideas(break_it: impl FnOnce(&mut IdeaList)) {
	Ideas::<Test>::mutate(CENTRE, |own| break_it(own));
}

#[test]
fn i9_fails_when_ideas_are_not_sound() {
	let one = || Idea::new(hash(101), hash(9), person(0), TODAY);
	let list = || BoundedVec::truncate_from(vec![one()]);
	breaks("I9", proposed, || Ideas::<Test>::insert(CENTRE, list()));
	breaks("I9", proposed, || Ideas::<Test>::insert(InstrumentId(7), list()));
	breaks("I9", asked, || change(|own| own.plan.works = None));
	breaks("I9", asked, || change_ideas(|own| own.clear()));
	breaks("I9", asked, || {
		change_ideas(|own| own.iter_mut().for_each(|own| own.document = hash(101)))
	});
	breaks("I9", asked, || {
		change_ideas(|own| own.try_push(Idea { document: hash(103), ..one() }).unwrap());
	});
	breaks("I9", asked, || {
		change_ideas(|own| own.iter_mut().for_each(|own| own.supporters.clear()))
	});
	let displace = |people: &[u8]| {
		let all = people.iter().map(|number| person(*number)).collect();
		Displaced::<Test>::insert(CENTRE, DisplacedList::truncate_from(all));
	};
	breaks("I9", proposed, || displace(&[89]));
	breaks("I9", asked, || displace(&[88, 89, 88]));
	// The author of the second idea.
	breaks("I9", asked, || displace(&[5]));
}

#[test]
fn i10_fails_when_a_vote_or_a_choice_is_not_sound() {
	let choosing = || {
		to_choosing();
	};
	breaks("I10", choosing, || {
		change_ideas(|own| own.iter_mut().for_each(|own| own.supporters.truncate(4)));
	});
	breaks("I10", choosing, || Ideas::<Test>::remove(CENTRE));
	breaks("I10", choosing, || {
		let other = InstrumentId(7);
		Fractions::<Test>::insert(other, asset());
		Ideas::<Test>::insert(other, ideas());
	});
	let choose = || change(|own| own.idea = Some(hash(101)));
	breaks("I10", asked, choose);
	breaks("I10", choosing, choose);
	breaks("I10", to_operating, choose);
}

#[test]
fn i11_fails_when_the_offer_of_a_buyer_is_not_sound() {
	let change = |break_it: fn(&mut Purchase<AccountId>)| {
		Purchases::<Test>::mutate(CENTRE, |own| break_it(own.as_mut().unwrap()));
	};
	let rests = |until| ChallengeStage::Resting { until };
	let keep = |stage| {
		let own = Purchase { document: hash(12), from: STRANGER, won: VALUE, stage };
		Purchases::<Test>::insert(CENTRE, own);
	};
	breaks("I11", proposed, || keep(rests(TODAY)));
	breaks("I11", to_operating, || keep(rests(TODAY + REST + 1)));
	breaks("I11", to_purchase_vote, || change(|own| own.won += 1));
	breaks("I11", to_purchase_vote, || {
		frame_system::Pallet::<Test>::dec_consumers(&STRANGER);
	});
	breaks("I11", to_purchase_vote, || {
		let (document, term_ends) = (hash(7), TODAY);
		let stage = purchase().unwrap().stage;
		Challenges::<Test>::insert(CENTRE, Challenge { document, term_ends, stage });
	});
	breaks("I11", to_purchase_vote, || {
		let until = TODAY + VOTING + SLACK + 1;
		Purchases::<Test>::mutate(CENTRE, |own| {
			own.as_mut().unwrap().stage = ChallengeStage::Voting { ballot: BallotId(0), until };
		});
	});
}
