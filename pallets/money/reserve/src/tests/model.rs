// SPDX-License-Identifier: Apache-2.0

//! Random operations on the pallet and on a plain model of the reserve, compared after each step.
//!
//! `RESERVE_MODEL_STEPS` and `RESERVE_MODEL_SEED` choose how many and which.

mod vault;

use chungnam_primitives::{PersonId, SeriesId};
use chungnam_testkit::{steps_and_seed, Attempt, Dice, Walk};

use self::vault::Vault;
use super::*;
use crate::{CashOutId, CashOutRejection};

const STEPS: u64 = 10_000;
/// The numbered invariants read all of the state, so not after each step.
const CHECK_EVERY: u64 = 50;
const PLENTY: Won = 1_000_000_000;
const SHOPS: [(AccountId, MerchantId); 3] = [(COOK, RESTAURANT), (TYCOON, STORE), (BARISTA, CAFE)];

struct World {
	dice: Dice,
	vault: Vault,
	now: Moment,
}

/// What was tried, what the pallet did, and whether the model did it.
struct Step {
	what: String,
	done: DispatchResult,
	expected: bool,
}

#[test]
fn the_pallet_and_a_plain_model_agree_about_every_won() {
	let (steps, seed) = steps_and_seed("RESERVE_MODEL", STEPS);
	let chain = ExtBuilder::default().reserve(PLENTY).plain(BANK, 1_000_000).plain(KIM, 500_000);
	chain.respend_terms(RespendTerms::default(), 100_000).build_and_execute(|| {
		let vault = Vault::new(TODAY, PLENTY, 100_000, [(BANK, 1_000_000), (KIM, 500_000)]);
		let mut world = World { dice: Dice::new(seed), vault, now: TODAY };
		let mut walk = Walk::default();
		for number in 0..steps {
			let step = world.step();
			let said = walk.count(number, seed, (step.what, step.expected, step.done));
			world.vault.assert_same(&said);
			chungnam_testkit::say_progress(number, steps);
			if number % CHECK_EVERY == 0 {
				Reserve::do_try_state().unwrap_or_else(|why| panic!("{said}: {why:?}"));
			}
			System::reset_events();
		}
		println!("{walk}");
		walk.assert_both_tried(3, 10);
		let paid = world.vault.paid_bonus;
		assert!(paid > 0 || steps < STEPS, "passing on takings earns at times");
	});
}

impl World {
	fn step(&mut self) -> Step {
		self.now += match self.dice.below(100) {
			0 => self.dice.below(12) * DAYS,
			1..=30 => self.dice.below(DAYS / 4),
			_ => self.dice.below(1_000),
		};
		at(self.now);
		self.vault.now = self.now;
		match self.dice.below(100) {
			0..=4 => self.attest(),
			5..=16 => self.mint(),
			17..=20 => self.burn(),
			21..=35 => self.take(),
			36..=39 => self.forget(),
			40..=49 => self.pass_on(),
			50..=63 => self.request(),
			64..=66 => self.rest(),
			67..=88 => self.settle(),
			89..=93 => self.terms(),
			_ => self.registry(),
		}
	}

	fn tried(
		&mut self,
		what: String,
		done: DispatchResult,
		act: impl FnOnce(&mut Vault) -> Option<()>,
	) -> Step {
		let expected = self.vault.attempt(act);
		Step { what, done, expected }
	}

	fn a_shop(&mut self) -> (AccountId, MerchantId) {
		self.dice.pick(&SHOPS)
	}

	fn attest(&mut self) -> Step {
		let spread = Won::from(self.dice.below(2_000_000_000));
		let balance = if self.dice.one_in(3) { spread } else { PLENTY };
		let who = if self.dice.one_in(6) { AUDITOR } else { BANK };
		let done = Reserve::attest_reserve(signed(who.clone()), balance, [1; 32]);
		self.tried(format!("{who} states {balance}"), done, |vault| vault.attest(&who, balance))
	}

	fn mint(&mut self) -> Step {
		let amount = self.dice.won() * 3;
		let (owner, _) = self.a_shop();
		let to = if self.dice.one_in(4) { BANK } else { owner };
		let what = format!("mint {amount} for {to}");
		if self.dice.one_in(2) {
			let done = <Reserve as Issuance<_>>::mint(&to, amount);
			return self.tried(what, done, |vault| vault.mint(&to, amount));
		}
		let done = Reserve::mint(signed(TREASURY), to.clone(), amount);
		self.tried(what, done, |vault| vault.mint(&to, amount))
	}

	fn burn(&mut self) -> Step {
		let amount = self.dice.won();
		let done = Reserve::burn(signed(BANK), amount);
		self.tried(format!("burn {amount}"), done, |vault| vault.burn(amount))
	}

	fn take(&mut self) -> Step {
		let ((_, shop), amount) = (self.a_shop(), self.dice.won());
		let done = Reserve::note(shop, amount);
		self.tried(format!("{shop} takes {amount}"), done, |vault| vault.note(shop, amount))
	}

	fn forget(&mut self) -> Step {
		let ((_, shop), amount) = (self.a_shop(), self.dice.won());
		Reserve::forget(shop, amount);
		self.tried(format!("{shop} gives {amount} back"), Ok(()), |vault| {
			vault.forget(shop, amount)
		})
	}

	fn pass_on(&mut self) -> Step {
		let ((owner, shop), amount) = (self.a_shop(), self.dice.won());
		let bonus = Reserve::pass_on(shop, &owner, amount);
		let what = format!("{shop} passes {amount} on for {bonus:?}");
		let paid = bonus.unwrap_or(Won::MAX);
		let done = bonus.map(|_| ());
		self.tried(what, done, |vault| (vault.pass_on(shop, &owner, amount)? == paid).then_some(()))
	}

	fn request(&mut self) -> Step {
		let who = self.dice.pick(&[COOK, COOK, TYCOON, BARISTA, WAITER, KIM]);
		let all = self.vault.plain(&who);
		let amount = if self.dice.one_in(4) { all } else { self.dice.won() };
		let done = Reserve::request_cash_out(signed(who.clone()), amount);
		let what = format!("{who} asks for {amount}");
		self.tried(what, done, |vault| vault.request(&who, amount))
	}

	fn rest(&mut self) -> Step {
		let amount = self.dice.won();
		let done = Reserve::request_rest(&KIM, PersonId(1), SeriesId(2), CHEONGYANG, amount);
		self.tried(format!("the rest, {amount}"), done, |vault| vault.hold(&KIM, None, amount))
	}

	fn settle(&mut self) -> Step {
		let open: Vec<CashOutId> = self.vault.requests.keys().copied().collect();
		let unknown = open.is_empty() || self.dice.one_in(12);
		let id = if unknown { CashOutId(99_999) } else { self.dice.pick(&open) };
		let who = self.dice.pick(&[BANK, AUDITOR]);
		match self.dice.below(12) {
			0 => {
				let reason = CashOutRejection::Duplicate;
				let done = Reserve::reject_cash_out(signed(who.clone()), id, reason);
				self.tried(format!("{who} rejects {id}"), done, |vault| vault.reject(id, &who))
			}
			1 => {
				let owner = self.vault.requests.get(&id).map(|own| own.account.clone());
				let stranger = self.dice.one_in(4);
				let who = owner.filter(|_| !stranger).unwrap_or(STRANGER);
				let done = Reserve::cancel_cash_out(signed(who.clone()), id);
				let what = format!("{who} cancels {id}");
				self.tried(what, done, |vault| vault.cancel(id, &who))
			}
			2..=4 => {
				let who = self.dice.pick(&[AUDITOR, AUDITOR, AUDITOR, BANK]);
				let waiting = self.vault.requests.iter().find(|(_, own)| own.reviewer.is_none());
				let waiting = waiting.map(|(id, _)| *id);
				let id = waiting.filter(|_| !self.dice.one_in(4)).unwrap_or(id);
				let done = Reserve::review_cash_out(signed(who.clone()), id);
				let what = format!("{who} reviews {id}");
				self.tried(what, done, |vault| vault.review(&who, id))
			}
			part => self.pay_out(id, &open, part < 9),
		}
	}

	/// A list is taken, or what was taken is confirmed. The bank pays what the auditor reviewed; at times it is the other
	/// way round.
	fn pay_out(&mut self, id: CashOutId, open: &[CashOutId], is_taken: bool) -> Step {
		let who = self.dice.pick(&[BANK, BANK, BANK, AUDITOR]);
		let (first, count) = (self.dice.below(4) as usize, self.dice.below(5) as usize);
		let is_wanted = |id: &CashOutId| is_taken == self.vault.payer(*id).is_none();
		let mut ids: Vec<_> =
			open.iter().copied().filter(is_wanted).skip(first).take(count).collect();
		if self.dice.one_in(3) {
			ids.push(id);
		}
		if is_taken {
			let done = Reserve::take_cash_outs(
				signed(who.clone()),
				BoundedVec::truncate_from(ids.clone()),
			);
			let what = format!("{who} takes {ids:?}");
			return self.tried(what, done, |vault| vault.take_over(&who, &ids));
		}
		let paid = ids.iter().map(|id| (*id, [2; 32])).collect();
		let done = Reserve::confirm_cash_outs(signed(who.clone()), BoundedVec::truncate_from(paid));
		let what = format!("{who} confirms {ids:?}");
		self.tried(what, done, |vault| vault.confirm(&who, &ids))
	}

	fn terms(&mut self) -> Step {
		let root = RuntimeOrigin::root();
		if self.dice.one_in(2) {
			let rate = if self.dice.one_in(4) { Perbill::zero() } else { bonus().rate };
			let per_month = Won::from(self.dice.below(20_000));
			let done = Reserve::set_respend_terms(root, RespendTerms { rate, per_month });
			let what = format!("a bonus of at most {per_month}");
			return self.tried(what, done, |vault| {
				vault.bonus = if rate.is_zero() { None } else { Some(per_month) };
				Some(())
			});
		}
		let terms = CashOutTerms {
			minimum: Won::from(self.dice.below(2_000)),
			per_month_micro: 100_000,
			per_month_small: 500_000,
			per_month_large: 0,
			hold_back: self.dice.below(DAYS),
			review_above: 20_000,
		};
		let done = Reserve::set_cash_out_terms(root, terms.clone());
		self.tried("limits of cash-out".into(), done, |vault| {
			vault.terms = Some(terms);
			Some(())
		})
	}

	/// A shop is suspended, or, more often, open again.
	fn registry(&mut self) -> Step {
		let ((_, shop), open) = (self.a_shop(), !self.dice.one_in(5));
		MockRegistry::set_open(shop, open);
		self.tried(format!("{shop} is open: {open}"), Ok(()), |vault| {
			vault.open.insert(shop, open);
			Some(())
		})
	}
}
