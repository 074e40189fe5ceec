// SPDX-License-Identifier: Apache-2.0

//! What wallets ask is answered by the code that decides.

use super::*;

#[test]
fn person_sees_the_ballots_in_which_they_count() {
	run(|| {
		let asan = Body::Regions(RegionSet::of(&[ASAN]));
		let in_asan = BallotPlan { classes: vec![class(asan)].try_into().unwrap(), ..plan() };
		let (province, _asan) = (open(plan()), open(in_asan));
		let mine = Ballots::my_ballots(PersonId(1));
		assert_eq!(mine.iter().map(|own| own.id).collect::<Vec<_>>(), [province]);
		assert_eq!((mine[0].may_cast, &mine[0].vote), (Err(Refusal::NotOpen), &None));
		pass(HOURS);
		assert_ok!(paper(province, 1, NO_VOTE));
		let mine = &Ballots::my_ballots(PersonId(1))[0];
		let vote = Vote { class: 0, source: BORYEONG, weight: 1, choice: NO_VOTE };
		assert_eq!((mine.may_cast, &mine.vote), (Ok(()), &Some(vote.clone())));
		assert_eq!(Ballots::my_vote(PersonId(1), province), Some(vote));
		assert_eq!(mine.about.closes, now() + HOURS);
		assert_eq!(Ballots::my_ballots(STRANGER), []);
		assert_eq!(Ballots::my_ballots(PersonId(99)), []);
		assert_eq!(Ballots::my_ballots(PersonId(11)).len(), 2);
		finish(province);
		assert_eq!(Ballots::my_ballots(PersonId(11)), []);
	});
}

#[test]
fn holder_sees_the_ballots_of_the_units() {
	run(|| {
		let instrument = chungnam_primitives::InstrumentId(5);
		let bank = account(70);
		let holder = Holder::Account(bank.clone());
		chungnam_testkit::MockHolders::issue(instrument, &holder, 5);
		let classes = vec![class(Body::Holders(instrument))].try_into().unwrap();
		let ballot = open_now(BallotPlan { classes, ..plan() });
		open(plan());
		let mine = Ballots::ballots_of_account(bank);
		assert_eq!(mine.iter().map(|own| own.id).collect::<Vec<_>>(), [ballot]);
		assert_eq!(mine[0].may_cast, Ok(()));
	});
}

#[test]
fn view_and_call_give_the_same_reason() {
	run(|| {
		let ballot = open_now(plan());
		MockRegistry::set_standing(PersonId(2), Standing::Frozen);
		MockRegistry::bury(PersonId(3));
		let choices = [YES_VOTE, Choice::Support, picks(&[1])];
		for (person, choice) in (0..=16).flat_map(|own| choices.clone().map(|one| (own, one))) {
			let can = Ballots::can_cast(PersonId(person), ballot, choice.clone());
			let cast = Ballots::cast(signed(key(person)), ballot, choice);
			let known = (1..=15).contains(&person);
			if known {
				assert_eq!(cast, can.map_err(|why| Error::<Test>::from(why).into()), "{person}");
			} else {
				assert_eq!(can, Err(Refusal::NotRegistered));
			}
		}
		let unknown = Ballots::can_cast(PersonId(1), BallotId(9), YES_VOTE);
		assert_eq!(unknown, Err(Refusal::BallotNotFound));
	});
}

#[test]
fn running_counts_are_kept_from_view_until_the_close() {
	run(|| {
		let (shown, hidden) = (open(plan()), open(BallotPlan { shown: false, ..plan() }));
		pass(HOURS);
		for ballot in [shown, hidden] {
			vote(ballot, 1, YES_VOTE);
		}
		let Ok(ResultView::Counts(tallies)) = Ballots::result(shown) else { panic!("not shown") };
		assert_eq!(tallies[0].counts, [0, 1]);
		assert_eq!(Ballots::result(hidden), Err(Refusal::CountHidden));
		assert_eq!(Ballots::result(BallotId(9)), Err(Refusal::BallotNotFound));
		pass(HOURS);
		assert!(matches!(Ballots::result(hidden), Ok(ResultView::Counts(_))));
		let outcome = finish(hidden);
		assert_eq!(Ballots::result(hidden), Ok(ResultView::Final(outcome)));
	});
}

#[test]
fn list_is_told_with_its_budgets() {
	run(|| {
		let question = Question::Knapsack { budget_bp: 10_000 };
		let rule = Rule::Greedy { ties: chungnam_ports::Ties::Number };
		let ballot = open(list_plan(question, rule));
		let list = Ballots::list(ballot);
		assert_eq!((list.options.len(), list.headings.into_inner()), (5, vec![100, 50]));
		assert_eq!(Ballots::list(BallotId(9)), List::default());
	});
}
