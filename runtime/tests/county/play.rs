// SPDX-License-Identifier: Apache-2.0

//! Half a year of the county, day by day: the same acts on the chain and in the ledger.

use chungnam_testkit::Dice;

use crate::{audit, chain::Chain, known, ledger::*, rules::*, town};

/// The first moment after the last day.
const LAST_DAY: (u32, u32) = (9, 3);

/// A fault that is planted in the chain, so that the ledger shows that it notices it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
	ExtraWon,
	SkippedMonth,
	EarlyLapse,
}

pub struct County {
	pub seed: u64,
	pub dice: Dice,
	pub chain: Chain,
	pub ledger: Ledger,
	fault: Option<Fault>,
	/// Days until which there are no blocks.
	outage_until: Moment,
	/// The month for which the treasurer pays late, and the day on which.
	late_until: Option<Day>,
	acts: u64,
	refused: u64,
	pub tally: std::collections::BTreeMap<&'static str, [u64; 2]>,
	last: String,
	/// Names of what is left out of the draw, by `COUNTY_WITHOUT`.
	pub without: Vec<String>,
}

impl County {
	pub fn begin(seed: u64, fault: Option<Fault>) -> Self {
		// Neighbouring seeds give other counties.
		let mut dice = Dice::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
		for _ in 0..8 {
			dice.roll();
		}
		let ledger = town::county(&mut dice);
		let chain = Chain::begin(&ledger);
		let without = std::env::var("COUNTY_WITHOUT").unwrap_or_default();
		let without = without.split(',').map(String::from).collect();
		let (last, tally) = (String::new(), Default::default());
		let (outage_until, late_until, acts, refused) = (0, None, 0, 0);
		Self {
			seed,
			dice,
			chain,
			ledger,
			fault,
			outage_until,
			late_until,
			acts,
			refused,
			tally,
			last,
			without,
		}
	}

	/// Plays to the end. An `Err` says seed, day, act and difference.
	pub fn play(&mut self) -> Result<(), String> {
		self.pass_to(self.chain.now() + 1_000)?;
		self.appoint_guardians()?;
		self.act_for_a_while()?;
		let last = day_of(LAST_DAY.0, LAST_DAY.1);
		for day in self.ledger.today() + 1..last {
			self.day(day)?;
			if date(day + 1).1 == 1 || day + 1 == last {
				self.audit("at the end of the month")?;
				self.chain.try_state();
			}
		}
		Ok(())
	}

	pub fn sum_up(&self) -> String {
		let Self { seed, acts, refused, tally, .. } = self;
		let happened = &self.ledger.happened;
		format!("seed {seed}: {acts} acts, {refused} refused as expected, {happened:?}, {tally:?}")
	}

	/// A county in which little happens proves little.
	pub fn assert_that_enough_happened(&self) {
		let Happened { ended, lapsed, opened, .. } = self.ledger.happened;
		assert!(self.acts > 2_000 && self.refused > self.acts / 20, "{}", self.sum_up());
		assert!(ended > 15 && lapsed > 4 && opened > 20, "{}", self.sum_up());
		let rare = ["admit", "resume", "sanction", "death", "fetch the old key's won", "latecomer"];
		assert!(rare.iter().all(|kind| self.tally.contains_key(kind)), "{}", self.sum_up());
	}

	fn day(&mut self, day: Day) -> Result<(), String> {
		let before = self.ledger.happened.clone();
		let midnight = midnight(day);
		let mut hours = vec![midnight + 9 * HOUR, midnight + 14 * HOUR, midnight + 19 * HOUR];
		if self.dice.one_in(2) {
			// On other days nothing happens before the morning, however much is due.
			hours.insert(0, midnight + 1_000);
		}
		for moment in hours {
			if moment < self.outage_until {
				continue;
			}
			self.pass_to(moment)?;
			self.plant()?;
			if moment > midnight + HOUR {
				self.act_for_a_while()?;
			}
		}
		let is_out = self.chain.now() < self.outage_until;
		if !is_out {
			self.treasure(day)?;
			self.draw_an_outage(day);
		}
		let after = &self.ledger.happened;
		let (ends, tomorrow) = (self.ends_soon(day, 1), before.ended + before.lapsed);
		if ends || after.ended + after.lapsed > tomorrow {
			self.audit("around an end")?;
		}
		Ok(())
	}

	/// True if a series ends or shares lapse within so many days after a day.
	fn ends_soon(&self, day: Day, days: Day) -> bool {
		let soon = |moment: Moment| day_at(moment) > day && day_at(moment) <= day + days;
		let series = self.ledger.series.values();
		let shares = self.ledger.people.values().flat_map(|person| &person.latent);
		series.filter(|own| !own.has_ended && own.ends != Moment::MAX).any(|own| soon(own.ends))
			|| shares.map(|share| share.until).any(soon)
	}

	fn pass_to(&mut self, moment: Moment) -> Result<(), String> {
		self.chain.pass_to(moment);
		self.ledger.settle(self.chain.now());
		for series in core::mem::take(&mut self.ledger.to_sweep) {
			let done = self.chain.sweep(series);
			let is_swept = matches!(
				done.as_ref().map_err(String::as_str),
				Ok(()) | Err("NothingToSweep" | "SeriesNotFound")
			);
			if !is_swept {
				return Err(self.failed("sweep", &format!("series {series}: {done:?}")));
			}
		}
		self.chain.match_series(&self.ledger).map_err(|why| self.failed("time passes", &why))
	}

	pub fn failed(&self, what: &str, why: &str) -> String {
		let (month, day) = date(self.ledger.today());
		let Self { seed, acts, last, .. } = self;
		format!(
			"seed {seed}, {day}.{month}.2026, act {acts}, {what} (before: {last}): {why}\n\
			replay with COUNTY_SEED={seed}"
		)
	}

	fn audit(&mut self, when: &str) -> Result<(), String> {
		let found = audit::everything(&mut self.chain, &self.ledger);
		if found.is_empty() {
			return Ok(());
		}
		let (shown, more) = (found.len().min(12), found.len());
		Err(self.failed(when, &format!("{more} differences:\n  {}", found[..shown].join("\n  "))))
	}

	/// An act was tried on both; `people` and shops that it touched are compared.
	pub fn judge(
		&mut self,
		(kind, what): (&'static str, String),
		done: Result<(), String>,
		expected: Verdict,
		people: &[u32],
		shops: &[u32],
	) -> Result<(), String> {
		self.acts += 1;
		let tally = self.tally.entry(kind).or_default();
		tally[usize::from(expected.is_err())] += 1;
		self.refused += u64::from(expected.is_err());
		let agrees = match (&done, &expected) {
			(Ok(()), Ok(())) => true,
			(Err(name), Err(reasons)) => reasons.iter().any(|reason| reason == name),
			_ => false,
		};
		let what = format!("{kind} {what}");
		if !agrees {
			return Err(
				self.failed(&what, &format!("the chain says {done:?}, the ledger {expected:?}"))
			);
		}
		let mut found = Vec::new();
		for id in people {
			audit::person(&mut self.chain, &self.ledger, *id, &mut found);
		}
		for id in shops {
			audit::shop(&mut self.chain, &self.ledger, *id, &mut found);
		}
		if !found.is_empty() {
			return Err(self.failed(&what, &found.join("\n  ")));
		}
		self.last = what;
		Ok(())
	}

	/// Plants the fault in summer, when everything has begun.
	fn plant(&mut self) -> Result<(), String> {
		let (month, day) = date(self.ledger.today());
		match self.fault {
			Some(Fault::ExtraWon) if month == 5 => self.chain.pay_an_extra_won("P1"),
			Some(Fault::SkippedMonth) if (month, day) == (5, 2) => self.chain.skip_a_month(),
			Some(Fault::EarlyLapse) if (month, day) == (5, 12) => self.chain.lapse_a_day_early(),
			_ => return Ok(()),
		}
		self.fault = None;
		Ok(())
	}

	fn appoint_guardians(&mut self) -> Result<(), String> {
		let people = self.ledger.people.iter();
		let wards: Vec<_> =
			people.filter(|(_, person)| person.key.is_none()).map(|(id, _)| *id).collect();
		for (ward, guardian) in wards.into_iter().zip(0..) {
			let done = self.chain.appoint_guardian(ward, guardian);
			let guarded_from = self.ledger.now + RECOVERY;
			let person = self.ledger.person(ward);
			(person.guardian, person.guarded_from) = (Some(guardian), guarded_from);
			self.judge(("guardian", format!("{guardian} of {ward}")), done, Ok(()), &[], &[])?;
		}
		Ok(())
	}

	/// True if won may come back to the pool within some days, so that nobody can say what a head would get.
	fn pool_moves_soon(&self, day: Day) -> bool {
		let income = Some(Opener::Income);
		let of_income = self.ledger.series.values().filter(|own| own.opener == income);
		let soon = |moment: Moment| moment > self.ledger.now && day_at(moment) <= day + 6;
		let grace = |own: &Series| own.limbo > 0 || soon(own.grace_until + REFUND_WINDOW);
		let lapses = self.ledger.people.values().flat_map(|person| &person.latent);
		of_income.clone().any(|own| soon(own.ends) || grace(own))
			|| lapses.clone().any(|share| soon(share.until))
	}

	/// In the evening the treasurer pays for what is due tomorrow: in full, or less, or too late.
	fn treasure(&mut self, day: Day) -> Result<(), String> {
		// In a block of its own: what a payment opens counts people as they were in the block of the payment, and people who
		// come or leave in that very block do so from the next moment on.
		self.pass_to(self.chain.now() + 1_000)?;
		for id in self.ledger.owed_now() {
			let done = self.chain.refresh(id);
			let verdict = self.ledger.attempt(|ledger| ledger.pay_owed(id));
			self.judge(("refresh", format!("{id}")), done, verdict, &[id], &[])?;
		}
		// Who counted on the pay day of a month that waits, else who would count now.
		let waits = self.ledger.income.waits_for.as_ref();
		let counted = waits.map_or(&self.ledger.income.tier, |(_, counted)| counted);
		let heads = counted.len() as Won;
		let lacks = (heads * FULL).saturating_sub(self.ledger.has(POOL));
		if self.ledger.income.is_waiting {
			if self.late_until.is_none_or(|until| day >= until) {
				self.late_until = None;
				let in_parts = known::R1_INSTALMENTS && self.dice.one_in(2);
				self.fund_pool(if in_parts { lacks * 2 / 5 } else { lacks })?;
			}
		} else if let Some((_, sum)) = self.ledger.lacks().filter(|_| self.dice.one_in(4)) {
			// The rest of a month that opened short, or a part of it.
			let rest = sum.saturating_sub(self.ledger.has(POOL)).max(1);
			let part = if self.dice.one_in(3) { rest.div_ceil(2) } else { rest };
			self.fund_pool(part)?;
		} else if day + 1 == self.ledger.pay_day() && lacks > 0 {
			let may_be_late =
				self.ledger.income.max_unclaimed > 3 || known::T5_LATE_MONTHS_LAST_AS_LONG;
			let is_sure = self.pool_moves_soon(day);
			let most = (heads * LEAST).saturating_sub(self.ledger.has(POOL));
			match self.dice.below(if is_sure { 1 } else { 4 }) {
				// Above the least amount a head: the pool is divided.
				1 => {
					let part = most + Won::from(self.dice.below((lacks - most) as u64));
					self.fund_pool(part)?;
				}
				// So little that a few people who leave change nothing.
				2 if may_be_late && most > 10 * LEAST => {
					self.late_until = Some(day + 1 + self.dice.small(3));
				}
				_ => {
					let more = Won::from(self.dice.below(3_000_000));
					self.fund_pool(lacks + more)?;
				}
			}
		}
		for number in 0..self.ledger.programmes.len() {
			let programme = &self.ledger.programmes[number];
			let needs = self.ledger.people_of_voucher(number).len() as Won * programme.per_head;
			let account = budget_of(number as u32);
			let lacks = needs.saturating_sub(self.ledger.has(&account));
			let is_near = programme.due.first().is_some_and(|due| *due <= day + 1);
			if is_near && lacks > 0 && self.dice.one_in(2) {
				let amount = lacks + Won::from(self.dice.below(2_000_000));
				let done = self.chain.fund_programme(number as u32, amount);
				let verdict = self.ledger.attempt(|ledger| {
					ledger.lose(NATION, amount)?;
					ledger.gain(&account, amount);
					Ok(())
				});
				self.judge(
					("fund a programme", format!("{number}: {amount}")),
					done,
					verdict,
					&[],
					&[],
				)?;
			}
		}
		self.pass_to(self.chain.now() + 60_000)
	}

	fn fund_pool(&mut self, amount: Won) -> Result<(), String> {
		let done = self.chain.fund_pool(amount);
		let verdict = self.ledger.attempt(|ledger| {
			need!(amount > 0, "ZeroAmount");
			ledger.lose(NATION, amount)?;
			ledger.gain(POOL, amount);
			ledger.income.was_funded = true;
			Ok(())
		});
		self.judge(("fund the pool", format!("{amount}")), done, verdict, &[], &[])
	}

	/// The network stands still for hours, sometimes for days.
	fn draw_an_outage(&mut self, day: Day) {
		self.outage_until = 0;
		let hours = match self.dice.below(40) {
			0 => 12 + self.dice.below(50),
			1..=3 => 1 + self.dice.below(16),
			_ => return,
		};
		let until = self.chain.now() + hours * HOUR;
		let pay_day = self.ledger.pay_day();
		let is_late = day < pay_day && pay_day <= day_at(until) + 1;
		let may_be_late =
			self.ledger.income.max_unclaimed > 3 || known::T5_LATE_MONTHS_LAST_AS_LONG;
		// What a head gets must not hang on which of two things that are late comes first.
		let lacks = self.ledger.income.tier.len() as Won * FULL > self.ledger.has(POOL);
		if !is_late || (may_be_late && !lacks) {
			self.outage_until = until;
		}
	}
}
