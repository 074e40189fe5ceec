// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of them alone knows every asset.

use std::collections::BTreeMap;

use chungnam_testkit::Replay;

use super::*;

/// What a reader of events keeps.
#[derive(Default)]
pub struct Reader {
	assets: BTreeMap<InstrumentId, AssetOf<Test>>,
	ideas: BTreeMap<InstrumentId, IdeaList>,
	displaced: BTreeMap<InstrumentId, DisplacedList>,
	valuations: BTreeMap<InstrumentId, Valuation>,
	challenges: BTreeMap<InstrumentId, Challenge>,
	hand_overs: BTreeMap<InstrumentId, HandOver<AccountId>>,
	purchases: BTreeMap<InstrumentId, Purchase<AccountId>>,
}

impl Reader {
	fn asset(&mut self, id: InstrumentId) -> &mut AssetOf<Test> {
		self.assets.get_mut(&id).expect("it was proposed")
	}

	/// Nothing is left of an asset.
	fn forget(&mut self, id: InstrumentId) {
		self.assets.remove(&id);
		self.ideas.remove(&id);
		self.displaced.remove(&id);
		self.valuations.remove(&id);
		self.challenges.remove(&id);
		self.hand_overs.remove(&id);
		self.purchases.remove(&id);
	}

	/// What an event about an idea says.
	fn read_idea(&mut self, event: Event<Test>, at: Moment) {
		match event {
			Event::IdeaHandedIn { asset, document, note, person, replaced } => {
				let own = self.ideas.entry(asset).or_default();
				if let Some(lost) = own.iter().find(|idea| Some(idea.document) == replaced) {
					let displaced = self.displaced.entry(asset).or_default();
					displaced.try_push(lost.supporters[0]).expect("there is room");
				}
				own.retain(|idea| Some(idea.document) != replaced);
				own.try_push(Idea::new(document, note, person, at)).expect("there is room");
			}
			Event::IdeaSupported { asset, document, person } => {
				let mut all = self.ideas.get_mut(&asset).expect("there are some").iter_mut();
				let own = all.find(|own| own.document == document).expect("it was handed in");
				own.supporters.try_push(person).expect("there is room");
			}
			Event::IdeaChosen { asset, document } => {
				let own = self.asset(asset);
				own.idea = Some(document).filter(|document| *document != own.plan.document);
			}
			_ => unreachable!(),
		}
	}

	/// What an event about a buyer says.
	fn read_purchase(&mut self, event: Event<Test>) {
		match event {
			Event::PurchaseOffered { asset, purchase } => {
				self.purchases.insert(asset, purchase);
			}
			Event::PurchaseDropped { asset } | Event::Purchased { asset, .. } => {
				self.purchases.remove(&asset);
			}
			Event::PurchaseRefused { asset, until } => {
				let own = self.purchases.get_mut(&asset).expect("holders were asked");
				own.stage = crate::ChallengeStage::Resting { until };
			}
			_ => unreachable!(),
		}
	}

	/// Of ideas those with enough supporters are voted about, and none is kept after the vote.
	fn end_ideas(&mut self, id: InstrumentId, status: Status) {
		self.displaced.remove(&id);
		if matches!(status, Status::Ready { .. }) {
			self.ideas.remove(&id);
		} else if matches!(status, Status::Choosing { .. }) {
			let own = self.ideas.get_mut(&id).expect("there are some");
			own.retain(Idea::is_supported);
		}
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, at: Moment) {
		match event {
			Event::Proposed { asset, owner, plan } => {
				self.assets.insert(asset, Asset::new(owner, plan, at));
			}
			Event::ExpertsNamed { asset, experts } => {
				let own = self.asset(asset);
				own.experts = Some(experts);
				if own.status.is_shared() {
					self.valuations.get_mut(&asset).expect("it was asked").values = [None; 2];
				} else {
					(own.values, own.deed) = ([None; 2], None);
				}
			}
			Event::Appraised { asset, place, value, .. } => {
				self.asset(asset).values[usize::from(place)] = Some(value);
			}
			Event::ValueAsked { asset, valuation } => {
				self.valuations.insert(asset, valuation);
			}
			Event::AppraisedAnew { asset, place, value, until, .. } => {
				let own = self.valuations.get_mut(&asset).expect("it was asked");
				(own.values[usize::from(place)], own.until) = (Some(value), until);
			}
			Event::TitleConfirmed { asset, deed } => self.asset(asset).deed = Some(deed),
			Event::IdeaHandedIn { .. } | Event::IdeaSupported { .. } | Event::IdeaChosen { .. } => {
				self.read_idea(event, at)
			}
			Event::Advanced { asset, status } => {
				self.asset(asset).status = status;
				self.end_ideas(asset, status);
			}
			Event::Paid { asset, owner, works, .. } => self.asset(asset).taken = owner + works,
			Event::ManagerNamed { asset, manager } => self.asset(asset).manager = manager,
			Event::Reported { asset, .. } => self.asset(asset).manager.missed = 0,
			Event::ReportMissed { asset, missed } => self.asset(asset).manager.missed = missed,
			Event::Ended { asset, .. } => self.forget(asset),
			Event::Challenged { asset, challenge } | Event::PutToVote { asset, challenge } => {
				self.challenges.insert(asset, challenge);
			}
			Event::HoldersAnswered { asset, answer: crate::Answer::Goes, .. }
			| Event::ChallengeDropped { asset } => {
				self.challenges.remove(&asset);
			}
			Event::HoldersAnswered { asset, until, .. } => {
				let own = self.challenges.get_mut(&asset).expect("holders were asked");
				own.stage = crate::ChallengeStage::Resting { until };
			}
			Event::HandOverAsked { asset, hand_over } => {
				self.hand_overs.insert(asset, hand_over);
			}
			Event::HandOverDropped { asset } => {
				self.hand_overs.remove(&asset);
			}
			Event::HandOverRefused { asset, until } => {
				let own = self.hand_overs.get_mut(&asset).expect("holders were asked");
				own.stage = crate::ChallengeStage::Resting { until };
			}
			Event::HandedOver { asset, owner } => {
				self.asset(asset).owner = owner;
				self.hand_overs.remove(&asset);
			}
			Event::PurchaseOffered { .. }
			| Event::PurchaseDropped { .. }
			| Event::PurchaseRefused { .. }
			| Event::Purchased { .. } => self.read_purchase(event),
			// Won of holders is the dividend's.
			Event::IncomePaid { .. } | Event::GivenBack { .. } => (),
			Event::__Ignore(..) => unreachable!(),
		}
	}

	fn assert_same(&self, said: &str) {
		assert_eq!(self.assets, Fractions::<Test>::iter().collect(), "{said}");
		assert_eq!(self.ideas, Ideas::<Test>::iter().collect(), "{said}");
		assert_eq!(self.displaced, Displaced::<Test>::iter().collect(), "{said}");
		assert_eq!(self.valuations, Valuations::<Test>::iter().collect(), "{said}");
		assert_eq!(self.challenges, Challenges::<Test>::iter().collect(), "{said}");
		assert_eq!(self.hand_overs, HandOvers::<Test>::iter().collect(), "{said}");
		assert_eq!(self.purchases, Purchases::<Test>::iter().collect(), "{said}");
	}
}

#[test]
fn events_tell_the_whole_life_of_an_asset() {
	run(|| {
		let mut reader = Reader::default();
		assert_ok!(propose(CITY, plan()));
		reader.catch_up();
		assert_ok!(AssetFractions::withdraw(signed(CITY), CENTRE));
		reader.catch_up();
		assert!(reader.assets.is_empty());
		to_diligence(plan());
		reader.catch_up();
		assert_ok!(appraise(SECOND_APPRAISER, VALUE));
		assert_ok!(confirm_title(NOTARY));
		reader.catch_up();
		assert_ok!(name_experts(experts()));
		reader.catch_up();
		assert_ok!(appraise(FIRST_APPRAISER, VALUE));
		assert_ok!(appraise(SECOND_APPRAISER, VALUE));
		assert_ok!(confirm_title(NOTARY));
		skip_ideas();
		assert_ok!(offer(CITY, sale(VALUE / 2)));
		reader.catch_up();
		Market::decide::<AccountId>(SALE, 9_001);
		assert_ok!(advance());
		reader.catch_up();
		assert_ok!(pay_income(MANAGER, 100));
		give(&AssetFractions::pot(CENTRE), 3);
		assert_ok!(AssetFractions::give_back(signed(MANAGER), CENTRE, now() + 8 * DAYS));
		for number in [0, 1] {
			Envelopes::pay(WORKS, number, &BUILDER);
		}
		assert_ok!(advance());
		reader.catch_up();
		assert_ok!(report(MANAGER));
		reader.catch_up();
		sleep(3 * QUARTER);
		for _ in 0..2 {
			assert_ok!(advance());
			reader.catch_up();
		}
		assert_ok!(name_manager(OTHER_MANAGER, DAYS));
		reader.catch_up();
		assert_ok!(ask_value(CITY));
		assert_ok!(appraise(FIRST_APPRAISER, VALUE));
		reader.catch_up();
		assert_ok!(name_experts(experts()));
		reader.catch_up();
		for who in [SECOND_APPRAISER, FIRST_APPRAISER] {
			assert_ok!(appraise(who, VALUE));
		}
		reader.catch_up();
		sleep(DAYS);
		assert_ok!(advance());
		reader.catch_up();
	});
}

#[test]
fn events_tell_what_holders_say_of_managers() {
	run(|| {
		let mut reader = Reader::default();
		to_operating();
		assert_ok!(ask_holders(HOLDER));
		reader.catch_up();
		sleep(crate::SIGNING);
		assert_ok!(advance());
		reader.catch_up();
		assert_ok!(ask_holders(HOLDER));
		decide(Verdict::Passed, 0);
		sleep(crate::SIGNING);
		assert_ok!(advance());
		reader.catch_up();
		decide(Verdict::Passed, 0);
		sleep(crate::VOTING);
		assert_ok!(advance());
		reader.catch_up();
		assert!(reader.challenges.is_empty());
		assert_ok!(name_manager(OTHER_MANAGER, MAX_TERM));
		assert_ok!(ask_holders(HOLDER));
		reader.catch_up();
		Market::retire(CENTRE);
		assert_ok!(advance());
		reader.catch_up();
		assert!(reader.challenges.is_empty());
	});
}

#[test]
fn events_tell_of_ideas() {
	run(|| {
		let mut reader = Reader::default();
		to_valued(plan());
		// One that loses its place, one that too few support, and two that are voted about.
		assert_ok!(hand_in_idea(resident(89), 200));
		reader.catch_up();
		sleep(crate::TRIAL);
		for number in 0..15 {
			assert_ok!(hand_in_idea(resident(number), 101 + number));
		}
		reader.catch_up();
		assert_ok!(hand_in_idea(resident(15), 116));
		reader.catch_up();
		for number in 20..24 {
			assert_ok!(support_idea(resident(number), 101));
			assert_ok!(support_idea(resident(number + 4), 116));
		}
		reader.catch_up();
		sleep(IDEAS);
		assert_ok!(advance());
		reader.catch_up();
		assert_eq!(reader.ideas.get(&CENTRE).map(|own| own.len()), Some(2));
		let Status::Choosing { ballot, .. } = status() else { panic!("they vote") };
		decide_idea(ballot, 2);
		sleep(crate::CHOSEN_BY);
		assert_ok!(advance());
		reader.catch_up();
		assert_eq!((reader.asset(CENTRE).idea, reader.ideas.len()), (Some(hash(116)), 0));
		// The next one is taken back while residents vote.
		assert_ok!(AssetFractions::withdraw(signed(CITY), CENTRE));
		to_choosing();
		assert_ok!(AssetFractions::withdraw(signed(CITY), CENTRE));
		reader.catch_up();
		assert!(reader.ideas.is_empty());
	});
}

#[test]
fn events_tell_of_hand_overs() {
	run(|| {
		let mut reader = Reader::default();
		to_operating();
		assert_ok!(ask_hand_over(ASSOCIATION));
		reader.catch_up();
		sleep(crate::SIGNING);
		assert_ok!(advance());
		reader.catch_up();
		to_hand_over_vote();
		sleep(crate::VOTING);
		assert_ok!(advance());
		assert_eq!(reader.hand_overs.len(), 0);
		reader.catch_up();
		assert_eq!(reader.hand_overs.len(), 1, "it rests");
	});
	run(|| {
		let mut reader = Reader::default();
		to_operating();
		reader.catch_up();
		to_handed_over();
		reader.catch_up();
		assert_eq!(reader.asset(CENTRE).owner, ASSOCIATION);
	});
}

#[test]
fn events_tell_of_buyers() {
	run(|| {
		let mut reader = Reader::default();
		to_purchase_vote();
		reader.catch_up();
		assert_eq!(reader.purchases.len(), 1);
		sleep(crate::VOTING);
		assert_ok!(advance());
		reader.catch_up();
		assert_eq!(reader.purchases.len(), 1, "it rests");
		assert_ok!(offer_purchase(STRANGER, VALUE + VALUE / 20));
		decide_purchase(400, 200);
		reader.catch_up();
		sleep(crate::VOTING);
		assert_ok!(advance());
		reader.catch_up();
		assert_eq!((reader.purchases.len(), reader.assets.len()), (0, 0));
	});
}
