// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of them alone knows every round, idea, sponsor, list and award.

use std::collections::{BTreeMap, BTreeSet};

use chungnam_primitives::EnvelopeId;
use chungnam_testkit::Replay;

use super::*;
use crate::{Count, Counts, Listed, Rest, Sponsoring};

/// What a reader of events keeps.
#[derive(Default)]
pub struct Reader {
	plans: BTreeMap<RoundId, PlanOf<Test>>,
	rounds: BTreeMap<RoundId, Round<AccountId>>,
	ideas: BTreeMap<(RoundId, IdeaId), Idea<AccountId>>,
	sponsors: BTreeSet<(RoundId, PersonId, IdeaId)>,
	lists: BTreeMap<RoundId, Vec<Listed>>,
	counts: BTreeMap<RoundId, Count>,
	awards: BTreeMap<(RoundId, u8), Award>,
}

impl Reader {
	fn round(&mut self, id: RoundId) -> &mut Round<AccountId> {
		self.rounds.get_mut(&id).expect("it was opened")
	}

	fn idea(&mut self, id: RoundId, idea: IdeaId) -> &mut Idea<AccountId> {
		self.ideas.get_mut(&(id, idea)).expect("it was proposed")
	}

	fn open(&mut self, id: RoundId, funder: AccountId, plan: PlanOf<Test>, at: Moment) {
		let rests = plan.headings.iter().map(|own| Rest { left: own.budget, lapsed: 0 });
		let round = Round {
			funder,
			region: plan.region.unwrap_or(0),
			phase: Phase::Ideas { until: at + plan.windows.ideas },
			rests: BoundedVec::truncate_from(rests.collect()),
			awards: 0,
			envelopes: 0,
		};
		self.rounds.insert(id, round);
		self.plans.insert(id, plan);
	}

	fn judge(&mut self, id: RoundId, number: IdeaId, judgement: Judgement<AccountId>) {
		let idea = self.idea(id, number);
		match judgement {
			Judgement::Feasible { cost, payee, .. } => {
				(idea.cost, idea.payee, idea.review) = (cost, payee, Review::Feasible);
			}
			Judgement::Unfeasible { .. } => idea.review = Review::Unfeasible,
		}
	}

	fn offer(&mut self, id: RoundId, option: u8, award: Award) {
		let round = self.round(id);
		let rest = &mut round.rests[usize::from(award.heading)];
		rest.left -= award.amount;
		if matches!(round.phase, Phase::Awarding { is_second: true, .. }) {
			rest.lapsed -= 1;
		}
		round.awards += 1;
		self.awards.insert((id, option), award);
	}

	fn end_award(&mut self, id: RoundId, option: u8) -> Award {
		self.round(id).awards -= 1;
		self.awards.remove(&(id, option)).expect("it was offered")
	}

	fn remove(&mut self, id: RoundId) {
		self.rounds.remove(&id);
		self.plans.remove(&id);
		self.lists.remove(&id);
		self.ideas.retain(|(round, _), _| *round != id);
		self.sponsors.retain(|(round, ..)| *round != id);
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, at: Moment) {
		match event {
			Event::Opened { round, funder, plan } => self.open(round, funder, plan, at),
			Event::Advanced { round, phase } => self.round(round).phase = phase,
			Event::IdeaProposed { round, idea, by, heading, zone, cost, text } => {
				let new = Idea {
					text,
					zone,
					heading,
					cost,
					by,
					since: at,
					sponsors: 0,
					offer: None,
					review: Review::Open,
					payee: None,
				};
				self.ideas.insert((round, idea), new);
			}
			Event::IdeaSponsored { round, idea, by, sponsors } => {
				self.idea(round, idea).sponsors = sponsors;
				self.sponsors.insert((round, by, idea));
			}
			Event::IdeaLapsed { round, idea } => drop(self.ideas.remove(&(round, idea))),
			Event::MergeOffered { round, idea, offer } => self.idea(round, idea).offer = offer,
			Event::IdeasMerged { round, idea, offer, sponsors } => {
				self.ideas.remove(&(round, idea));
				let into = self.idea(round, offer.into);
				(into.text, into.cost, into.sponsors) = (offer.text, offer.cost, sponsors);
				into.offer = None;
			}
			Event::IdeaJudged { round, idea, judgement, .. } => self.judge(round, idea, judgement),
			Event::Appealed { round, idea, .. } => {
				self.idea(round, idea).review = Review::Appealed;
			}
			Event::AppealDecided { round, idea, is_feasible, .. } => {
				let review = if is_feasible { Review::Feasible } else { Review::Dismissed };
				self.idea(round, idea).review = review;
			}
			Event::IdeaListed { round, idea, option, cost } => {
				let heading = self.idea(round, idea).heading;
				let list = self.lists.entry(round).or_default();
				assert_eq!(list.len(), usize::from(option));
				list.push(Listed { idea, heading, cost });
			}
			Event::Counted { round, count, .. } => drop(self.counts.insert(round, count)),
			Event::AwardOffered { round, option, award } => self.offer(round, option, award),
			Event::AwardAccepted { round, option, .. } => {
				self.end_award(round, option);
				self.round(round).envelopes += 1;
			}
			Event::AwardLapsed { round, option } => {
				let award = self.end_award(round, option);
				let rest = &mut self.round(round).rests[usize::from(award.heading)];
				rest.left += award.amount;
				rest.lapsed += 1;
			}
			Event::RestReturned { round, amount } => {
				self.counts.remove(&round);
				let rests = &mut self.round(round).rests;
				assert_eq!(rests.iter().map(|own| Won::from(own.left)).sum::<Won>(), amount);
				rests.iter_mut().for_each(|own| *own = Rest { left: 0, lapsed: 0 });
			}
			Event::EnvelopeEnded { round, .. } => self.round(round).envelopes -= 1,
			// Of a round that is over nothing is asked any more.
			Event::Swept { .. } => (),
			Event::Removed { round, .. } => self.remove(round),
			// The payee is the envelope's.
			Event::PayeeProposed { .. }
			| Event::BallotRefused { .. }
			| Event::VoteVoided { .. }
			| Event::ReturnFailed { .. } => (),
			Event::__Ignore(..) => unreachable!(),
		}
	}

	fn assert_same(&self, said: &str) {
		let rounds: BTreeMap<_, _> = Rounds::<Test>::iter().collect();
		assert_eq!(self.rounds, rounds, "{said}");
		let plans: BTreeMap<_, _> = crate::Plans::<Test>::iter().collect();
		assert_eq!(self.plans, plans, "{said}");
		let is_open =
			|id: &RoundId| self.rounds.get(id).is_some_and(|own| own.phase != Phase::Closed);
		let ideas = Ideas::<Test>::iter().map(|(id, number, idea)| ((id, number), idea));
		let ideas: BTreeMap<_, _> = ideas.filter(|((id, _), _)| is_open(id)).collect();
		let mut known = self.ideas.clone();
		known.retain(|(id, _), _| is_open(id));
		assert_eq!(known, ideas, "{said}");
		let lists = Lists::<Test>::iter().map(|(id, list)| (id, list.into_inner()));
		assert_eq!(self.lists, lists.collect(), "{said}");
		assert_eq!(self.counts, Counts::<Test>::iter().collect(), "{said}");
		let awards = Awards::<Test>::iter().map(|(id, option, award)| ((id, option), award));
		assert_eq!(self.awards, awards.collect(), "{said}");
		// Numbers of ideas that are gone stay in a list until its person sponsors again.
		let is_there =
			|id: RoundId, number: IdeaId| is_open(&id) && known.contains_key(&(id, number));
		let lists = Sponsoring::<Test>::iter().flat_map(|(id, person, list)| {
			list.into_iter().map(move |number| (id, person, number))
		});
		let sponsors: BTreeSet<_> =
			lists.filter(|(id, _, number)| is_there(*id, *number)).collect();
		let mut own = self.sponsors.clone();
		own.retain(|(id, _, number)| is_there(*id, *number));
		assert_eq!(own, sponsors, "{said}");
	}
}

#[test]
fn events_tell_the_whole_life_of_a_round() {
	execute(|| {
		let mut reader = Reader::default();
		open_with_ideas();
		reader.catch_up();
		chungnam_testkit::at::<Test>(TODAY + 15 * DAYS);
		assert_ok!(BudgetRounds::lapse_idea(signed(STRANGER), FIRST, IdeaId(4)));
		reader.catch_up();
		pass_deadline();
		let offer = MergeOffer { into: IdeaId(1), text: hash(70), cost: 450 };
		assert_ok!(BudgetRounds::offer_merge(signed(key(2)), FIRST, IdeaId(2), Some(offer)));
		assert_ok!(BudgetRounds::accept_merge(signed(key(1)), FIRST, IdeaId(2), offer));
		reader.catch_up();
		pass_deadline();
		let payee = Some(Payee::Institution(SCHOOL));
		assert_ok!(judge(0, Judgement::Feasible { cost: 550, payee, reason: hash(8) }));
		assert_ok!(judge(1, unfeasible()));
		assert_ok!(judge(3, unfeasible()));
		for (by, number) in [(1, 1), (3, 3)] {
			let number = IdeaId(number);
			assert_ok!(BudgetRounds::appeal(signed(key(by)), FIRST, number, hash(1)));
		}
		for (number, is_feasible) in [(1, true), (3, false)] {
			let number = IdeaId(number);
			let by = governor();
			assert_ok!(BudgetRounds::decide_appeal(by, FIRST, number, is_feasible, hash(1)));
		}
		reader.catch_up();
		to_voting();
		reader.catch_up();
		end_ballot(MockBallots::outcome_of(Verdict::NoQuorum));
		reader.catch_up();
		choose(&[0], &[0, 1]);
		reader.catch_up();
		pass_deadline();
		reader.catch_up();
		assert_ok!(accept(BUILDER, 1));
		reader.catch_up();
		pass_until(now() + 1_000);
		reader.catch_up();
		assert_eq!(phase(), Phase::Running);
		for number in [0, 1] {
			<Test as crate::Config>::Escrow::pay(EnvelopeId(0), number, &BUILDER);
		}
		reader.catch_up();
		for limit in [2, 64] {
			assert_ok!(BudgetRounds::sweep_round(signed(STRANGER), FIRST, limit));
			reader.catch_up();
		}
		assert!(reader.rounds.is_empty() && reader.ideas.is_empty());
	});
}
