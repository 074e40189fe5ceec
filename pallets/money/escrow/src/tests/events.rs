// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of them alone knows every envelope, every milestone and every change of a payee.

use std::collections::BTreeMap;

use chungnam_ports::OwnerAct;
use chungnam_testkit::Replay;

use super::*;
use crate::{ChangeStage, PayeeChange, PayeeChangeOf};

/// What a reader of events keeps.
#[derive(Default)]
pub struct Reader {
	envelopes: BTreeMap<EnvelopeId, Envelope<AccountId>>,
	milestones: BTreeMap<(EnvelopeId, u8), Milestone>,
	changes: BTreeMap<EnvelopeId, PayeeChangeOf<Test>>,
	stray: Won,
}

impl Reader {
	fn milestone(&mut self, id: EnvelopeId, number: u8) -> &mut Milestone {
		self.milestones.get_mut(&(id, number)).expect("it was opened")
	}

	fn envelope(&mut self, id: EnvelopeId) -> &mut Envelope<AccountId> {
		self.envelopes.get_mut(&id).expect("it was opened")
	}

	fn change(&mut self, id: EnvelopeId) -> &mut PayeeChangeOf<Test> {
		self.changes.get_mut(&id).expect("it was proposed")
	}

	fn open(
		&mut self,
		id: EnvelopeId,
		owner: EscrowOwner,
		plan: PlanOf<Test>,
		people: chungnam_ports::PeopleBehind,
	) {
		let total = plan.milestones.iter().map(|own| own.amount).sum();
		for (number, own) in (0..).zip(&plan.milestones) {
			let state = MilestoneState::Waiting { until: own.due + plan.grace };
			let (amount, due) = (own.amount, own.due);
			let evidence = BoundedVec::new();
			let new = Milestone { amount, due, state, tries: 0, was_moved: false, evidence };
			self.milestones.insert((id, number), new);
		}
		let envelope = Envelope {
			owner,
			title: plan.title,
			payee: plan.payee,
			people,
			reviewers: plan.reviewers,
			silence: plan.silence,
			objectors: plan.objectors,
			grace: plan.grace,
			refunds: plan.refunds,
			milestones: plan.milestones.len() as u8,
			total,
			paid: 0,
			refunded: 0,
			held: total,
		};
		self.envelopes.insert(id, envelope);
	}

	fn give_back(&mut self, id: EnvelopeId, amount: Won) {
		let own = self.envelope(id);
		own.refunded += amount;
		own.held -= amount;
	}

	fn read_change(&mut self, event: Event<Test>) {
		match event {
			Event::PayeeChangeProposed { envelope, to, until } => {
				let stage = ChangeStage::Signing { until };
				let new = PayeeChange { to, old_agreed: false, new_agreed: false, stage };
				self.changes.insert(envelope, new);
			}
			Event::PayeeChangeSigned { envelope, old_agreed, new_agreed } => {
				let own = self.change(envelope);
				(own.old_agreed, own.new_agreed) = (old_agreed, new_agreed);
			}
			Event::PayeeObjectionOpened { envelope, until, ballot } => {
				self.change(envelope).stage = ChangeStage::Objecting { until, ballot };
			}
			Event::PayeeChanged { envelope, payee, people } => {
				self.changes.remove(&envelope);
				let own = self.envelope(envelope);
				(own.payee, own.people) = (payee, people);
			}
			Event::PayeeChangeLapsed { envelope } => drop(self.changes.remove(&envelope)),
			other => panic!("{other:?} is not about a payee"),
		}
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, _: Moment) {
		match event {
			Event::Opened { envelope, owner, plan, people, .. } => {
				self.open(envelope, owner, plan, people);
			}
			Event::EvidenceSubmitted { envelope, milestone, evidence, until, objection } => {
				let own = self.milestone(envelope, milestone);
				own.evidence.try_push(evidence).expect("there is room");
				own.tries += 1;
				own.state = MilestoneState::Review { until, accepted: false, objection };
			}
			Event::Accepted { envelope, milestone, .. } => {
				if let MilestoneState::Review { accepted, .. } =
					&mut self.milestone(envelope, milestone).state
				{
					*accepted = true;
				}
			}
			Event::Rejected { envelope, milestone, cure_until, .. } => {
				if let Some(until) = cure_until {
					self.milestone(envelope, milestone).state = MilestoneState::Cure { until };
				}
			}
			Event::MilestoneEscalated { envelope, milestone, until } => {
				self.milestone(envelope, milestone).state = MilestoneState::Escalated { until };
			}
			Event::DueMoved { envelope, milestone, due, until } => {
				let own = self.milestone(envelope, milestone);
				(own.due, own.tries, own.was_moved) = (due, 0, true);
				own.state = MilestoneState::Waiting { until };
			}
			Event::MilestonePayable { envelope, milestone, until } => {
				self.milestone(envelope, milestone).state = MilestoneState::Payable { until };
			}
			Event::Collected { envelope, milestone, amount, .. } => {
				self.milestone(envelope, milestone).state = MilestoneState::Paid;
				let own = self.envelope(envelope);
				own.paid += amount;
				own.held -= amount;
			}
			Event::Uncollected { envelope, milestone, amount, .. } => {
				self.milestone(envelope, milestone).state = MilestoneState::Returned;
				self.give_back(envelope, amount);
			}
			Event::Aborted { envelope, amount, .. } => {
				for ((id, _), own) in &mut self.milestones {
					if *id == envelope && own.state.is_open() {
						own.state = MilestoneState::Returned;
					}
				}
				self.give_back(envelope, amount);
			}
			Event::RefundFailed { .. } => (),
			Event::Ended { envelope } => {
				self.envelopes.remove(&envelope);
				self.milestones.retain(|(id, _), _| *id != envelope);
			}
			Event::StrayReturned { amount, .. } => self.stray += amount,
			Event::__Ignore(..) => unreachable!(),
			change => self.read_change(change),
		}
	}

	fn assert_same(&self, said: &str) {
		assert_eq!(self.envelopes, Envelopes::<Test>::iter().collect(), "{said}");
		let milestones = Milestones::<Test>::iter().map(|(id, number, own)| ((id, number), own));
		assert_eq!(self.milestones, milestones.collect(), "{said}");
		assert_eq!(self.changes, PayeeChanges::<Test>::iter().collect(), "{said}");
	}
}

#[test]
fn events_suffice_to_rebuild_every_envelope() {
	execute(|| {
		let mut reader = Reader::default();
		open(contested());
		open(plan());
		reader.catch_up();
		assert_ok!(submit(SCHOOL, 0, 1));
		assert_ok!(reject(ENGINEER_KEY, 0, 1));
		assert_ok!(submit(SCHOOL, 0, 2));
		assert_ok!(accept(ENGINEER_KEY, 0, 2));
		reader.catch_up();
		assert_ok!(settle_alone(OwnerAct::NewPayee(Payee::Merchant(SHOP))));
		assert_ok!(Escrow::change_payee(signed(SCHOOL), FIRST));
		assert_ok!(Escrow::change_payee(signed(BUILDER), FIRST));
		reader.catch_up();
		for day in 0..60 {
			pass_to(TODAY + day * DAYS);
			reader.catch_up();
		}
		assert_ok!(collect(STRANGER, 0));
		reader.catch_up();
		for day in 60..90 {
			pass_to(TODAY + day * DAYS);
			reader.catch_up();
		}
		assert!(reader.envelopes.is_empty() && reader.changes.is_empty());
	});
}
