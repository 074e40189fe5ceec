// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call.

use alloc::collections::BTreeSet;
use chungnam_frame_kit::{check_all, Check, Clock, WonExt};
use chungnam_ports::{Escrow, Holder, Instruments};
use frame_support::ensure;

use crate::{idea::Idea, pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! {
			Self: check_parts, check_owners, check_money, check_managers, check_deadlines,
			check_valuations, check_challenges, check_hand_overs, check_ideas, check_chosen,
			check_purchases
		}
	}

	/// I1: what was said fits the status: `experts = none <=> status = Proposed`, `|values| = 2 <=> status >= Ready`, and
	/// `taken > 0 <=> status >= Development`, which needs a deed.
	fn check_parts() -> Check {
		for (_, own) in Fractions::<T>::iter() {
			let is_proposed = matches!(own.status, Status::Proposed { .. });
			let is_early = is_proposed || matches!(own.status, Status::DueDiligence { .. });
			let is_shared = own.status.is_shared();
			ensure!(own.experts.is_none() == is_proposed, "I1: experts do not fit the status");
			let is_valued = own.values.iter().all(Option::is_some);
			ensure!(is_valued != is_early, "I1: values do not fit the status");
			let is_empty = own.values.iter().all(Option::is_none);
			ensure!(is_empty || !is_proposed, "I1: somebody said a value whom nobody named");
			ensure!((own.taken > 0) == is_shared, "I1: money does not fit the status");
			ensure!(own.deed.is_some() || !is_shared, "I1: money was paid without title");
		}
		Ok(())
	}

	/// I2: each sale and each envelope is that of one asset: `|{sale}| = |assets with status Offering|`,
	/// `|{works}| = |assets with status Development|`, and `owner(works) = asset` as long as the envelope is there.
	fn check_owners() -> Check {
		let (mut sales, mut envelopes) = (BTreeSet::new(), BTreeSet::new());
		for (id, own) in Fractions::<T>::iter() {
			match own.status {
				Status::Offering { sale } => {
					ensure!(sales.insert(sale), "I2: two assets wait for one sale");
				}
				Status::Development { works } => {
					ensure!(envelopes.insert(works), "I2: two assets wait for one envelope");
					let owner = T::Escrow::facts(works).map(|facts| facts.owner);
					let is_own = owner.is_none_or(|owner| owner == Self::envelopes_of(id));
					ensure!(is_own, "I2: the envelope is another's");
				}
				_ => {}
			}
		}
		Ok(())
	}

	/// I3: the money of a sale was divided as agreed: `taken = owner(taken) + works(taken)`, and `total(works) = works(taken)`
	/// as long as the envelope is there.
	fn check_money() -> Check {
		for (_, own) in Fractions::<T>::iter() {
			let (owner, works) = own.plan.divide(own.taken);
			ensure!(owner.checked_add(works) == Some(own.taken), "I3: the parts are not all");
			let Status::Development { works: envelope } = own.status else { continue };
			let total = T::Escrow::facts(envelope).map(|facts| facts.total);
			ensure!(total.is_none_or(|total| total == works), "I3: the works got another part");
		}
		Ok(())
	}

	/// I4: one account runs each asset: `missed < MAX_MISSED`, `until > 0 => status = Operating`, and without a term only the
	/// owner runs an asset: `status >= Operating and until = none => account = owner`. Before a hand-over `owner = issuer`, as
	/// long as the instrument is there.
	fn check_managers() -> Check {
		for (id, own) in Fractions::<T>::iter() {
			let runs = own.status.runs();
			let has_terms = matches!(own.status, Status::Operating { .. });
			let Manager { account, until, missed } = &own.manager;
			ensure!(*missed < MAX_MISSED, "I4: a manager who missed too many reports serves");
			ensure!(has_terms || until.is_none(), "I4: a term runs too early, or for ever");
			ensure!(runs || *missed == 0, "I4: a report was missed too early");
			let is_served = !runs || until.is_some() || *account == own.owner;
			ensure!(is_served, "I4: somebody runs it without a term");
			let is_handed = matches!(own.status, Status::HandedOver { .. });
			let owner = Holder::Account(own.owner.clone());
			let is_issuers = T::Instruments::issuer(id).is_none_or(|issuer| issuer == owner);
			ensure!(is_issuers || is_handed, "I4: somebody else owns it");
		}
		Ok(())
	}

	/// I5: no asset waits for ever, and none was proposed unsound: `until <= now + longest(status)`, `check(plan) = ok`,
	/// `|assets| = counter <= MAX_ASSETS`.
	fn check_deadlines() -> Check {
		let now = T::Time::moment();
		for (_, own) in Fractions::<T>::iter() {
			let last = now.saturating_add(own.status.longest()); // now is far from the end of time
			let is_near = own.status.until().is_none_or(|until| until <= last);
			ensure!(is_near, "I5: a status waits too long");
			let term_ends =
				own.manager.until.is_none_or(|until| until <= now.saturating_add(MAX_TERM));
			ensure!(term_ends, "I5: a term is too long");
			ensure!(own.plan.check().is_ok(), "I5: a plan is unsound");
		}
		let all = u32::try_from(Fractions::<T>::iter_keys().count()).ok();
		let counter = Fractions::<T>::count();
		ensure!(all == Some(counter) && counter <= MAX_ASSETS, "I5: assets are counted otherwise");
		Ok(())
	}

	/// I6: only an asset that runs is valued anew: each valuation has an asset with `status >= Operating`, `value > 0`, and
	/// `until <= now + VALID` where both have spoken, else `until <= now + DILIGENCE`.
	fn check_valuations() -> Check {
		let now = T::Time::moment();
		for (id, own) in Valuations::<T>::iter() {
			let status = Fractions::<T>::get(id).map(|asset| asset.status);
			let runs = status.is_some_and(|own| own.runs());
			ensure!(runs, "I6: an asset is valued that does not run");
			ensure!(!own.values.contains(&Some(0)), "I6: an asset is worth nothing");
			let most = if own.is_whole() { VALID } else { DILIGENCE };
			let last = now.saturating_add(most); // now is far from the end of time
			ensure!(own.until <= last, "I6: a valuation holds too long");
		}
		Ok(())
	}

	/// I7: holders are asked about the manager of an asset that runs, on one ballot, and not for ever: each challenge has an
	/// asset with `status >= Operating`, `|{ballot}| = |challenges that are signed or voted about|`, `until <= now + longest(stage)`,
	/// and `term_ends <= now + MAX_TERM`.
	fn check_challenges() -> Check {
		let (now, mut ballots) = (T::Time::moment(), BTreeSet::new());
		for (id, own) in Challenges::<T>::iter() {
			let status = Fractions::<T>::get(id).map(|asset| asset.status);
			let runs = status.is_some_and(|own| own.runs());
			ensure!(runs, "I7: a manager is challenged of an asset that does not run");
			let is_own = own.stage.ballot().is_none_or(|ballot| ballots.insert(ballot));
			ensure!(is_own, "I7: two challenges wait for one ballot");
			let last = now.saturating_add(own.stage.longest()); // now is far from the end of time
			ensure!(own.stage.until() <= last, "I7: a challenge waits too long");
			let last = now.saturating_add(MAX_TERM); // so it is here
			ensure!(own.term_ends <= last, "I7: a term is challenged that is too long");
		}
		Ok(())
	}

	/// I8: holders are asked whether an asset that runs is handed over to another, on one ballot of its own, and not for ever: each
	/// question has an asset with `status >= Operating`, `owner != to`, `|{ballot}| = |questions and challenges that are signed or voted
	/// about|`, and `until <= now + longest(stage)`.
	fn check_hand_overs() -> Check {
		let now = T::Time::moment();
		let asked = Challenges::<T>::iter_values().filter_map(|own| own.stage.ballot());
		let mut ballots: BTreeSet<_> = asked.collect();
		for (id, own) in HandOvers::<T>::iter() {
			let can_be = |asset: &AssetOf<T>| asset.status.runs() && asset.owner != own.to;
			let asset = Fractions::<T>::get(id);
			ensure!(asset.as_ref().is_some_and(can_be), "I8: nothing can be handed over");
			let is_own = own.stage.ballot().is_none_or(|ballot| ballots.insert(ballot));
			ensure!(is_own, "I8: two questions wait for one ballot");
			let last = now.saturating_add(own.stage.longest()); // now is far from the end of time
			ensure!(own.stage.until() <= last, "I8: a question waits too long");
		}
		Ok(())
	}

	/// I9: residents have ideas for works that wait for them, and each is behind one: each list has an asset with works and with
	/// status Ideas or Choosing, `0 < |ideas| <= MAX_IDEAS`, `|{document}| = |ideas|`, `|{supporter}| = sum(|supporters|)`, and
	/// `1 <= |supporters| <= SUPPORTERS`. Who lost a place while ideas are handed in has no other: `|{displaced}| = |displaced| <=
	/// MAX_DISPLACED`, and `{displaced} & {author} = {}`.
	fn check_ideas() -> Check {
		for (id, ideas) in Ideas::<T>::iter() {
			let waits = |own: &AssetOf<T>| {
				let is_asked = matches!(own.status, Status::Ideas { .. } | Status::Choosing { .. });
				is_asked && own.plan.works.is_some()
			};
			let asset = Fractions::<T>::get(id);
			ensure!(asset.as_ref().is_some_and(waits), "I9: nobody waits for an idea");
			ensure!(!ideas.is_empty(), "I9: a list of ideas is empty");
			let documents: BTreeSet<_> = ideas.iter().map(|own| own.document).collect();
			ensure!(documents.len() == ideas.len(), "I9: two ideas are the same");
			let behind = || ideas.iter().flat_map(|own| own.supporters.iter());
			let people: BTreeSet<_> = behind().collect();
			ensure!(people.len() == behind().count(), "I9: somebody is behind two ideas");
			let has_authors = ideas.iter().all(|own| !own.supporters.is_empty());
			ensure!(has_authors, "I9: nobody is behind an idea");
		}
		for (id, displaced) in Displaced::<T>::iter() {
			let status = Fractions::<T>::get(id).map(|own| own.status);
			let is_asked = matches!(status, Some(Status::Ideas { .. }));
			ensure!(is_asked, "I9: somebody lost a place where no ideas are wanted");
			let people: BTreeSet<_> = displaced.iter().collect();
			ensure!(people.len() == displaced.len(), "I9: somebody lost two places");
			let ideas = Ideas::<T>::get(id);
			let mut authors = ideas.iter().filter_map(|own| own.supporters.first());
			let is_back = authors.any(|author| displaced.contains(author));
			ensure!(!is_back, "I9: somebody who lost a place has another idea");
		}
		Ok(())
	}

	/// I10: residents vote about ideas with enough supporters, on one ballot of their own, and what they chose is built: status
	/// Choosing has `|ideas| > 0` and `|supporters| = SUPPORTERS` of each, `|{ballot}| = |assets with status Choosing| +
	/// |questions and challenges that are signed or voted about|`, and `idea > 0 => works > 0 and status >= Ready`.
	fn check_chosen() -> Check {
		let challenged = Challenges::<T>::iter_values().filter_map(|own| own.stage.ballot());
		let handed = HandOvers::<T>::iter_values().filter_map(|own| own.stage.ballot());
		let mut ballots: BTreeSet<_> = challenged.chain(handed).collect();
		for (id, own) in Fractions::<T>::iter() {
			if let Status::Choosing { ballot, .. } = own.status {
				ensure!(ballots.insert(ballot), "I10: two questions wait for one ballot");
				let ideas = Ideas::<T>::get(id);
				let are_supported = !ideas.is_empty() && ideas.iter().all(Idea::is_supported);
				ensure!(are_supported, "I10: an idea is voted about that too few support");
			}
			let is_after = !own.status.is_proposal() || matches!(own.status, Status::Ready { .. });
			let can_be_chosen = is_after && own.plan.works.is_some();
			ensure!(own.idea.is_none() || can_be_chosen, "I10: an idea was chosen too early");
		}
		Ok(())
	}

	/// I11: the deposit of a buyer lies in the pot, and holders of an asset that runs are asked about it on one ballot of its own, and
	/// not for ever: each offer has an asset with `status >= Operating`, `won(pot) >= deposit`, `deposit > 0 => consumers(from) > 0`,
	/// `|{ballot}| = |offers, questions and challenges that are signed or voted about| + |assets with status Choosing|`, and
	/// `until <= now + longest(stage)`.
	fn check_purchases() -> Check {
		let now = T::Time::moment();
		let challenged = Challenges::<T>::iter_values().filter_map(|own| own.stage.ballot());
		let handed = HandOvers::<T>::iter_values().filter_map(|own| own.stage.ballot());
		let chosen = Fractions::<T>::iter_values().filter_map(|own| match own.status {
			Status::Choosing { ballot, .. } => Some(ballot),
			_ => None,
		});
		let mut ballots: BTreeSet<_> = challenged.chain(handed).chain(chosen).collect();
		for (id, own) in Purchases::<T>::iter() {
			let status = Fractions::<T>::get(id).map(|asset| asset.status);
			ensure!(status.is_some_and(|own| own.runs()), "I11: nothing can be bought");
			let deposit = own.deposited();
			let is_there = T::Won::spendable(&Self::pot_of(id)) >= deposit;
			ensure!(is_there, "I11: the pot lacks the deposit of a buyer");
			let is_kept = deposit == 0 || frame_system::Pallet::<T>::consumers(&own.from) > 0;
			ensure!(is_kept, "I11: the account of a buyer can be forgotten");
			let is_own = own.stage.ballot().is_none_or(|ballot| ballots.insert(ballot));
			ensure!(is_own, "I11: two questions wait for one ballot");
			let last = now.saturating_add(own.stage.longest()); // now is far from the end of time
			ensure!(own.stage.until() <= last, "I11: an offer waits too long");
		}
		Ok(())
	}
}
