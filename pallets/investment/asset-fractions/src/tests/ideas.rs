// SPDX-License-Identifier: Apache-2.0

//! Residents hand in ideas for the works, stand behind them, and choose one.

use chungnam_ports::{BallotUser, Ballots, Body, Question, Rule, Standing, Ties};

use super::*;
use crate::{idea::*, SLACK};

/// A resident with a second phone.
const SECOND_PHONE: AccountId = account(99);

#[test]
fn residents_hand_in_ideas_vote_and_the_winner_is_what_the_works_are() {
	run(|| {
		to_valued(plan());
		assert_eq!(status(), Status::Ideas { until: TODAY + IDEAS });
		assert_ok!(hand_in_idea(resident(0), 101));
		let (document, note, person) = (hash(101), hash(9), person(0));
		let told = Event::IdeaHandedIn { asset: CENTRE, document, note, person, replaced: None };
		assert_eq!(last_event(), told);
		assert_eq!(ideas().to_vec(), [Idea::new(document, note, person, TODAY)]);
		for number in 1..5 {
			assert_ok!(support_idea(resident(number), 101));
		}
		let person = super::person(4);
		assert_eq!(last_event(), Event::IdeaSupported { asset: CENTRE, document, person });
		back(102, 10);
		// Too few are behind this one.
		assert_ok!(hand_in_idea(resident(20), 103));
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		sleep(IDEAS - 1);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		sleep(1);
		assert_noop!(hand_in_idea(resident(30), 104), Error::<Test>::TooLate);
		assert_noop!(support_idea(resident(30), 103), Error::<Test>::TooLate);
		assert_ok!(advance());
		let ballot = MockBallots::of(BallotUser::Asset(CENTRE.0))[0];
		let until = now() + CHOSEN_BY;
		assert_eq!(CHOSEN_BY, CHOOSING + IDEAS_CONTEST + SLACK);
		let choosing = Status::Choosing { ballot, until };
		assert_eq!(last_event(), Event::Advanced { asset: CENTRE, status: choosing });
		let documents: Vec<_> = ideas().iter().map(|own| own.document).collect();
		assert_eq!(documents, [hash(101), hash(102)]);
		assert_noop!(hand_in_idea(resident(30), 104), Error::<Test>::WrongStatus);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		decide_idea(ballot, 2);
		sleep(CHOOSING + IDEAS_CONTEST);
		assert_ok!(advance());
		let ready = Status::Ready { until: now() + OFFERING };
		let all = events();
		let told: [Event<Test>; 2] = [
			Event::IdeaChosen { asset: CENTRE, document: hash(102) },
			Event::Advanced { asset: CENTRE, status: ready },
		];
		assert_eq!(all[all.len() - 2..], told);
		assert_eq!((asset().idea, asset().title(), ideas().len()), (Some(hash(102)), hash(102), 0));
		// Investors read the document that the appraisers read, and holders look at the works of the idea.
		assert_ok!(offer(CITY, sale(VALUE / 2)));
		let envelope = asset().envelope(CENTRE, CITY, 100, now()).unwrap();
		assert_eq!(envelope.title, hash(102));
		let planned = plan().envelope(CENTRE, CITY, 100, now()).unwrap();
		assert_eq!((envelope.payee, envelope.milestones), (planned.payee, planned.milestones));
	});
}

#[test]
fn residents_of_the_regions_approve_of_one_to_three_and_the_lower_number_wins_a_tie() {
	run(|| {
		let ballot = to_choosing();
		let (user, plan) = MockBallots::opened(ballot).unwrap();
		assert_eq!((user, plan.title), (BallotUser::Asset(CENTRE.0), hash(1)));
		let question = Question::Approval { least: 1, most: 3, per_heading: false };
		let rule = Rule::Best { count: 1, ties: Ties::Number };
		assert_eq!((plan.question, plan.rule), (question, rule));
		// The plan of the owner and two ideas.
		assert_eq!((plan.options.len(), plan.headings.len()), (3, 1));
		let class = plan.classes[0];
		assert_eq!((class.body, class.quorum_bp), (Body::Regions(RegionSet::province()), 100));
		assert_eq!((plan.opens, plan.closes), (now(), now() + CHOOSING));
		assert!(plan.can_be_annulled && plan.contest == IDEAS_CONTEST);
	});
}

#[test]
fn winner_is_the_plan_where_nobody_chose() {
	let of = |verdict, options: &[u8]| {
		let mut outcome = MockBallots::outcome_of(verdict);
		options.iter().for_each(|option| outcome.winners.insert(*option));
		winner(&outcome)
	};
	assert_eq!(of(Verdict::Chosen, &[2]), 2);
	assert_eq!(of(Verdict::Chosen, &[0]), 0);
	assert_eq!(of(Verdict::Chosen, &[]), 0, "all were blank");
	for verdict in [Verdict::NoQuorum, Verdict::Rejected, Verdict::Annulled(hash(1))] {
		assert_eq!(of(verdict, &[2]), 0);
	}
	let one = [Idea::new(hash(1), hash(2), person(3), TODAY)];
	assert_eq!((idea_of(&one, 0), idea_of(&one, 1), idea_of(&one, 2)), (None, Some(&one[0]), None));
}

#[test]
fn plan_of_the_owner_stays_where_residents_prefer_it_or_too_few_vote() {
	for prefer in [true, false] {
		run(|| {
			let ballot = to_choosing();
			if prefer {
				decide_idea(ballot, 0);
			} else {
				MockBallots::decide(ballot, MockBallots::outcome_of(Verdict::NoQuorum));
			}
			sleep(CHOSEN_BY);
			assert_ok!(advance());
			let told = Event::IdeaChosen { asset: CENTRE, document: hash(1) };
			assert!(events().contains(&told));
			assert_eq!((asset().idea, asset().title()), (None, hash(1)));
			assert_eq!(status(), Status::Ready { until: now() + OFFERING });
		});
	}
}

#[test]
fn sale_opens_at_once_where_nothing_is_built() {
	run(|| {
		to_valued(Plan { works: None, ..plan() });
		assert_eq!(status(), Status::Ready { until: TODAY + OFFERING });
		assert_noop!(hand_in_idea(resident(0), 101), Error::<Test>::WrongStatus);
	});
}

#[test]
fn plan_of_the_owner_stays_where_nobody_is_behind_an_idea() {
	run(|| {
		to_valued(plan());
		assert_ok!(hand_in_idea(resident(0), 101));
		skip_ideas();
		assert_eq!(status(), Status::Ready { until: now() + OFFERING });
		assert_eq!((asset().idea, ideas().len()), (None, 0));
		assert!(MockBallots::of(BallotUser::Asset(CENTRE.0)).is_empty());
	});
}

#[test]
fn only_residents_who_may_act_have_ideas() {
	run(|| {
		assert_noop!(hand_in_idea(resident(0), 101), Error::<Test>::AssetNotFound);
		to_diligence(plan());
		assert_noop!(hand_in_idea(resident(0), 101), Error::<Test>::WrongStatus);
		for who in [FIRST_APPRAISER, SECOND_APPRAISER] {
			assert_ok!(appraise(who, VALUE));
		}
		back(101, 10);
		let refused = |who: AccountId, why: Error<Test>| {
			let why = sp_runtime::DispatchError::from(why);
			assert_noop!(hand_in_idea(who.clone(), 102), why);
			assert_noop!(support_idea(who, 101), why);
		};
		refused(STRANGER, Error::NotRegistered);
		MockRegistry::set_standing(person(0), Standing::Frozen);
		refused(resident(0), Error::PersonFrozen);
		MockRegistry::set_standing(person(1), Standing::Deceased);
		refused(resident(1), Error::PersonDeceased);
		MockRegistry::move_person(person(2), ZoneId::OUTSIDE);
		refused(resident(2), Error::NotResident);
		Market::retire(CENTRE);
		refused(resident(3), Error::InstrumentNotFound);
	});
}

#[test]
fn person_is_behind_one_idea_with_any_of_two_phones() {
	run(|| {
		to_valued(plan());
		MockRegistry::add_person(SECOND_PHONE, person(0), ZoneId::new(3, 1));
		assert_ok!(hand_in_idea(resident(0), 101));
		assert_ok!(hand_in_idea(resident(1), 102));
		assert_noop!(hand_in_idea(SECOND_PHONE, 103), Error::<Test>::StandsBehindOne);
		for document in [101, 102] {
			assert_noop!(support_idea(SECOND_PHONE, document), Error::<Test>::StandsBehindOne);
		}
		assert_ok!(support_idea(resident(2), 102));
		assert_noop!(hand_in_idea(resident(2), 103), Error::<Test>::StandsBehindOne);
	});
}

#[test]
fn idea_is_new_known_by_its_document_and_needs_no_more_support_than_enough() {
	run(|| {
		to_valued(plan());
		assert_noop!(hand_in_idea(resident(0), 1), Error::<Test>::IdeaExists);
		back(101, 0);
		assert_noop!(hand_in_idea(resident(5), 101), Error::<Test>::IdeaExists);
		assert_noop!(support_idea(resident(5), 102), Error::<Test>::IdeaNotFound);
		assert_noop!(support_idea(resident(5), 101), Error::<Test>::EnoughSupport);
	});
}

#[test]
fn oldest_idea_without_enough_supporters_loses_its_place_after_a_week() {
	run(|| {
		to_valued(plan());
		back(101, 0);
		for number in 1..16 {
			assert_ok!(hand_in_idea(resident(10 + number), 101 + number));
		}
		assert_eq!(ideas().len(), 16);
		sleep(TRIAL - 1);
		assert_noop!(hand_in_idea(resident(40), 120), Error::<Test>::MaxIdeasExceeded);
		sleep(1);
		assert_ok!(hand_in_idea(resident(40), 120));
		let (document, note, person) = (hash(120), hash(9), super::person(40));
		let replaced = Some(hash(102));
		let told = Event::IdeaHandedIn { asset: CENTRE, document, note, person, replaced };
		assert_eq!(last_event(), told);
		assert_eq!((ideas().len(), ideas()[0].document), (16, hash(101)));
		// Who lost a place has no other idea, and can support one.
		assert_noop!(hand_in_idea(resident(11), 121), Error::<Test>::LostPlace);
		assert_ok!(support_idea(resident(11), 120));
		assert_noop!(support_idea(resident(50), 102), Error::<Test>::IdeaNotFound);
	});
}

#[test]
fn idea_with_the_fewest_supporters_loses_its_place_first() {
	run(|| {
		to_valued(plan());
		for number in 0..16 {
			assert_ok!(hand_in_idea(resident(number), 101 + number));
		}
		// All but the third and the fifth have two.
		for number in (0..16).filter(|number| ![2, 4].contains(number)) {
			assert_ok!(support_idea(resident(20 + number), 101 + number));
		}
		sleep(TRIAL);
		for (author, lost) in [(40, 103), (41, 105), (42, 101)] {
			assert_ok!(hand_in_idea(resident(author), 80 + author));
			assert!(ideas().iter().all(|own| own.document != hash(lost)));
			assert_eq!(ideas().len(), 16);
		}
		let authors = [person(2), person(4), person(0)];
		assert_eq!(Displaced::<Test>::get(CENTRE).to_vec(), authors);
	});
}

#[test]
fn seventeen_people_do_not_keep_all_places_for_ever() {
	run(|| {
		to_valued(plan());
		for number in 0..16 {
			assert_ok!(hand_in_idea(resident(number), 101 + number));
		}
		sleep(TRIAL);
		// The first to come has a place, and none of those who lost one passes it on.
		for number in 16..32 {
			assert_ok!(hand_in_idea(resident(number), 101 + number));
			assert_noop!(hand_in_idea(resident(number - 16), 90), Error::<Test>::LostPlace);
		}
		let mut next = 32;
		for _ in 0..3 {
			sleep(TRIAL);
			for _ in 0..16 {
				assert_ok!(hand_in_idea(resident(next), 101 + next));
				next += 1;
			}
		}
		assert_eq!(next, 80);
		assert_eq!(Displaced::<Test>::get(CENTRE).len(), 64);
		// 80 people close the list.
		sleep(DAYS);
		assert_noop!(hand_in_idea(resident(80), 90), Error::<Test>::MaxIdeasExceeded);
	});
}

#[test]
fn no_idea_loses_its_place_once_as_many_did_as_are_noted() {
	let since = TODAY;
	let one = |number: u8| Idea::new(hash(number), hash(9), person(number), since);
	let mut all: IdeaList = BoundedVec::truncate_from((0..16).map(one).collect());
	let before = all.clone();
	let people = |count: u32| DisplacedList::truncate_from((0..count).map(PersonId).collect());
	let mut displaced = people(64);
	assert_eq!(make_room(&mut all, &mut displaced, since + TRIAL), None);
	assert_eq!((&all, displaced.len()), (&before, 64));
	let mut displaced = people(63);
	assert_eq!(make_room(&mut all, &mut displaced, since + TRIAL - 1), None);
	assert_eq!(make_room(&mut all, &mut displaced, since + TRIAL), Some(hash(0)));
	assert_eq!((all.len(), displaced.last()), (15, Some(&person(0))));
}

#[test]
fn vote_waits_for_room_among_the_ballots_and_not_for_ever() {
	run(|| {
		to_valued(plan());
		back(101, 0);
		sleep(IDEAS);
		let own = idea_plan(RegionSet::province(), hash(1), 1, now());
		let own = chungnam_ports::BallotPlan { closes: now() + 100 * DAYS, ..own };
		while MockBallots::open(BallotUser::Asset(7), own.clone()).is_ok() {}
		assert!(advance().is_err());
		assert_eq!(ideas().len(), 1);
		sleep(ROOM - 1);
		assert!(advance().is_err());
		sleep(1);
		assert_ok!(advance());
		assert_eq!(status(), Status::Ready { until: now() + OFFERING });
		assert_eq!((asset().idea, ideas().len()), (None, 0));
	});
}

#[test]
fn sale_does_not_open_by_values_of_long_ago() {
	run(|| {
		to_valued(plan());
		sleep(IDEAS + ROOM + OFFERING);
		assert_ok!(advance());
		assert_eq!(status(), Status::Ready { until: now() });
		assert_noop!(offer(CITY, sale(VALUE / 2)), Error::<Test>::TooLate);
		assert_ok!(advance());
		assert!(Fractions::<Test>::get(CENTRE).is_none());
		let ballot = to_choosing();
		decide_idea(ballot, 1);
		sleep(CHOSEN_BY + OFFERING - 1);
		assert_ok!(advance());
		assert_eq!((status(), asset().idea), (Status::Ready { until: now() + 1 }, Some(hash(101))));
	});
}

#[test]
fn vote_ends_by_itself_when_nothing_is_known_of_its_ballot() {
	run(|| {
		let ballot = to_choosing();
		decide_idea(ballot, 1);
		MockBallots::put_off(ballot, 10 * DAYS);
		sleep(CHOSEN_BY - 1);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		sleep(1);
		assert_ok!(advance());
		assert_eq!((asset().idea, ideas().len()), (None, 0));
		let outcome = MockBallots::outcome(ballot).unwrap();
		assert_eq!(outcome.verdict, Verdict::Annulled(hash(1)));
	});
}
