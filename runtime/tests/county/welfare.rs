// SPDX-License-Identifier: Apache-2.0

//! Money that arrives by itself: the income of the county, and vouchers for groups of people.

use std::collections::{BTreeMap, BTreeSet};

use crate::{ledger::*, rules::*};

impl Ledger {
	/// The day on which the next month of the income is due.
	pub fn pay_day(&self) -> Day {
		day_of(self.income.next, PAY_DAY)
	}

	/// Pays every month that is due and for which the pool gives enough, each to all who are in a tier. A month that has
	/// missed its pay day waits for the full amount, or for the next pay day.
	pub fn open_months(&mut self) {
		self.top_up();
		while self.today() >= self.pay_day() {
			let waited = self.income.waits_for.clone();
			let (at, counted) = waited.unwrap_or((self.now, self.income.tier.clone()));
			if counted.is_empty() {
				return;
			}
			let heads = counted.len() as Won;
			let per_head = FULL.min(self.has(POOL) / heads);
			let may_be_short = !self.income.is_waiting || date(self.today()).1 == PAY_DAY;
			let enough = if may_be_short { LEAST } else { FULL };
			self.income.is_waiting = per_head < enough;
			if self.income.is_waiting {
				// Whenever it opens, it is for these people.
				self.income.waits_for = Some((at, counted));
				self.happened.waiting += 1;
				return;
			}
			self.income.waits_for = None;
			self.open_month(per_head, at, counted);
			self.income.next += 1;
		}
	}

	fn open_month(&mut self, per_head: Won, counted_at: Moment, counted: BTreeMap<u32, usize>) {
		let newest = self.give_months(&counted, per_head);
		self.income.newest.extend(newest);
		self.income.paid.push(Paid { at: self.now, counted_at, per_head, counted });
		self.happened.opened += 1;
	}

	/// Gives won of the pool to people, each in the tier that stands beside. Returns the series of each tier.
	fn give_months(
		&mut self,
		people: &BTreeMap<u32, usize>,
		per_head: Won,
	) -> BTreeMap<usize, u32> {
		let (month, day) = date(self.today());
		// A share can be claimed for so many months, at the longest until its series ends.
		let until = midnight(day_of(month + self.income.max_unclaimed, day.min(28)));
		let mut opened = BTreeMap::new();
		for tier in 0..TIERS.len() {
			let own = people.iter().filter(|(_, of)| **of == tier);
			let own: Vec<_> = own.map(|(id, _)| *id).collect();
			if own.is_empty() {
				continue;
			}
			let series = self.open_income_series(tier);
			let until = until.min(self.series[&series].ends);
			for id in own {
				self.lose(POOL, per_head).expect("the pool gives so much");
				self.person(id).latent.push(Share { series, amount: per_head, until });
			}
			opened.insert(tier, series);
		}
		opened
	}

	/// What the newest month lacks: won a head, and won in all. It is topped up within 21 days, before the next pay day.
	pub fn lacks(&self) -> Option<(Won, Won)> {
		let paid = self.income.paid.last()?;
		let is_on = self.today() < self.pay_day() && self.today() < day_at(paid.at) + 21;
		let each = FULL - paid.per_head;
		(is_on && each > 0).then_some((each, each * paid.counted.len() as Won))
	}

	/// Gives the people of the newest month what it lacked, when won came in and the pool holds all of it.
	fn top_up(&mut self) {
		let was_funded = core::mem::take(&mut self.income.was_funded);
		let Some((each, sum)) = self.lacks().filter(|_| was_funded) else { return };
		if self.has(POOL) < sum {
			return;
		}
		let paid = self.income.paid.last_mut().expect("a month is short");
		paid.per_head = FULL;
		let people = paid.counted.clone();
		self.give_months(&people, each);
		self.happened.topped += 1;
	}

	fn open_income_series(&mut self, tier: usize) -> u32 {
		let days = if tier == 0 { TOWN_DAYS } else { TOWNSHIP_DAYS };
		self.open(Series {
			class: Class::Policy,
			opener: Some(Opener::Income),
			tier: Some(tier),
			rules: Rules::income(tier),
			funders: vec![(POOL.into(), false, 100)],
			to_router: 0,
			ends: midnight(self.today() + days),
			budget: 0,
			has_ended: false,
			grace_until: 0,
			limbo: 0,
		})
	}

	fn tier_of_home(&self, id: u32) -> Option<usize> {
		TIERS.iter().position(|zone| *zone == self.people[&id].home)
	}

	fn ensure_could_join(&mut self, id: u32) -> Verdict {
		need!(!self.people[&id].is_dead, "PersonDeceased");
		need!(!self.income.tier.contains_key(&id), "AlreadyEnrolled");
		let home = self.tier_of_home(id);
		match self.income.cases.get(&id) {
			Some(Case::Banned { until }) if self.now < *until => {
				return Err(vec!["Banned", "HomeNotCovered"]);
			}
			Some(Case::Banned { .. }) | None => {}
			Some(_) => return Err(vec!["CaseOpen", "HomeNotCovered"]),
		}
		need!(home.is_some(), "HomeNotCovered");
		self.income.cases.remove(&id);
		Ok(())
	}

	fn join(&mut self, id: u32) {
		let tier = self.tier_of_home(id).expect("the home is in a tier");
		self.income.tier.insert(id, tier);
		self.person(id).stays += 1;
		self.person(id).last_tier = Some(tier);
	}

	pub fn enrol(&mut self, id: u32) -> Verdict {
		self.ensure_could_join(id)?;
		self.join(id);
		Ok(())
	}

	pub fn unenrol(&mut self, id: u32) -> Verdict {
		need!(self.income.tier.remove(&id).is_some(), "NotEnrolled");
		Ok(())
	}

	pub fn begin_check(&mut self, id: u32, moved_in: Day) -> Verdict {
		self.ensure_could_join(id).map_err(|mut why| {
			why.push("TooEarly");
			why
		})?;
		need!(self.today() >= moved_in + WAIT_DAYS, "TooEarly");
		let until = midnight(self.today() + CHECK_DAYS);
		self.income.cases.insert(id, Case::Checking { since: self.now, until });
		Ok(())
	}

	/// The months that were counted in a time and did not count the person, the newest of them.
	fn missed(&self, id: u32, out: Out) -> Won {
		let owed = |paid: &&Paid| {
			let is_in_time = out.since < paid.counted_at && paid.counted_at <= out.until;
			is_in_time && !paid.counted.contains_key(&id)
		};
		let newest = self.income.paid[out.paid..].iter().rev().filter(owed).take(MAX_ARREARS);
		newest.map(|paid| paid.per_head).sum()
	}

	/// People who waited for a month when they came in, and could be paid it now.
	pub fn owed_now(&self) -> Vec<u32> {
		let waits = self.income.waits_for.as_ref();
		let is_over = |(id, out): &(&u32, &Out)| {
			waits.is_none_or(|(at, counted)| {
				*at <= out.since || out.until < *at || counted.contains_key(id)
			})
		};
		self.income.owed.iter().filter(is_over).map(|(id, _)| *id).collect()
	}

	/// By which tier a person is paid what was missed: that of the home, or the last one for who lives elsewhere by now.
	fn tier_of_arrears(&self, id: u32) -> Option<usize> {
		self.tier_of_home(id).or(self.people[&id].last_tier)
	}

	/// Pays a person the month that waited when the person came in.
	pub fn pay_owed(&mut self, id: u32) -> Verdict {
		if !self.people[&id].is_dead {
			let tier = self.tier_of_arrears(id).unwrap_or(0);
			self.pay_arrears(id, tier, self.missed(id, self.income.owed[&id]))?;
		}
		self.income.owed.remove(&id);
		Ok(())
	}

	fn pay_arrears(&mut self, id: u32, tier: usize, sum: Won) -> Verdict {
		if sum == 0 {
			return Ok(());
		}
		need!(self.has(POOL) >= sum, "BudgetExhausted");
		self.lose(POOL, sum)?;
		let newest = self.income.newest.get(&tier).copied();
		// Arrears last for half of the usual days at least.
		let days = if tier == 0 { TOWN_DAYS } else { TOWNSHIP_DAYS };
		let half = Moment::from(days) * 24 * HOUR / 2;
		let lasts = |series: &u32| self.series[series].ends >= self.now + half;
		let series = match newest.filter(lasts) {
			Some(series) => series,
			None => {
				let series = self.open_income_series(tier);
				self.income.newest.insert(tier, series);
				series
			}
		};
		self.receive(id, series, sum);
		Ok(())
	}

	pub fn admit(&mut self, id: u32) -> Verdict {
		let Some(Case::Checking { since, until }) = self.income.cases.get(&id).cloned() else {
			return Err(vec!["NotChecking"]);
		};
		need!(self.now >= until, "TooEarly", "PersonDeceased", "HomeNotCovered");
		need!(!self.people[&id].is_dead, "PersonDeceased");
		// A check asks where a person lives: it ends without money for those who live elsewhere by now.
		need!(self.tier_of_home(id).is_some(), "HomeNotCovered");
		self.come_in(id, Some(since))
	}

	pub fn resume(&mut self, id: u32, with_arrears: bool) -> Verdict {
		let Some(Case::Suspended { since }) = self.income.cases.get(&id).cloned() else {
			return Err(vec!["NotSuspended"]);
		};
		self.come_in(id, Some(since).filter(|_| with_arrears))
	}

	fn come_in(&mut self, id: u32, arrears_since: Option<Moment>) -> Verdict {
		need!(!self.people[&id].is_dead, "PersonDeceased");
		// Who lives elsewhere by now gets what was missed, and stays out.
		let is_here = self.tier_of_home(id).is_some();
		let tier = self.tier_of_arrears(id);
		need!(is_here || arrears_since.is_some() && tier.is_some(), "HomeNotCovered");
		if let (Some(since), Some(tier)) = (arrears_since, tier) {
			let earlier = self.income.owed.get(&id).copied();
			let before = earlier.map_or(0, |out| self.missed(id, out));
			let out = Out { paid: 0, since, until: self.now };
			self.pay_arrears(id, tier, self.missed(id, out) + before)?;
			self.income.owed.remove(&id);
			let since = earlier.map_or(since, |earlier| earlier.since);
			let waits = self.income.waits_for.as_ref();
			if waits.is_some_and(|(at, counted)| since < *at && !counted.contains_key(&id)) {
				let later = Out { paid: self.income.paid.len(), since, until: self.now };
				self.income.owed.insert(id, later);
			}
		}
		self.income.cases.remove(&id);
		if is_here {
			self.join(id);
		}
		Ok(())
	}

	pub fn refuse(&mut self, id: u32) -> Verdict {
		match self.income.cases.get(&id) {
			Some(Case::Checking { .. } | Case::Suspended { .. }) => {
				self.income.cases.remove(&id);
				Ok(())
			}
			_ => Err(vec!["CaseNotFound"]),
		}
	}

	pub fn suspend(&mut self, id: u32) -> Verdict {
		self.unenrol(id)?;
		self.income.cases.insert(id, Case::Suspended { since: self.now });
		Ok(())
	}

	/// Lots of the income that a person has, unclaimed shares included.
	pub fn of_income(&self, id: u32) -> Won {
		let is_own = |series: &u32| self.series[series].opener == Some(Opener::Income);
		let is_live = |series: &u32| !self.series[series].has_ended;
		let person = &self.people[&id];
		let lots = person.lots.iter().filter(|(series, _)| is_own(series) && is_live(series));
		let latent = person.latent.iter().filter(|share| is_own(&share.series));
		lots.map(|(_, lot)| lot.amount).sum::<Won>() + latent.map(|share| share.amount).sum::<Won>()
	}

	/// Takes back what the person has left of the income; the rest is a debt. The person is out and shut out.
	pub fn sanction(&mut self, id: u32, amount: Won, multiple: u8) -> Verdict {
		need!(amount > 0, "ZeroAmount", "SanctionOutOfRange");
		let [least, most] = MULTIPLES;
		need!((least..=most).contains(&multiple), "SanctionOutOfRange");
		self.claim_all(id);
		let mut owed = amount * (1 + Won::from(multiple));
		// What ends last is taken first, then what was opened first.
		let mut held: Vec<_> = self.people[&id].lots.keys().copied().collect();
		held.sort_by_key(|series| (core::cmp::Reverse(self.ends(*series)), *series));
		for series in held {
			let own = &self.series[&series];
			if own.opener != Some(Opener::Income) || own.has_ended {
				continue;
			}
			let lot = self.person(id).lots.entry(series).or_default();
			let taken = lot.amount.min(owed);
			lot.amount -= taken;
			owed -= taken;
			if lot.amount == 0 {
				self.person(id).lots.remove(&series);
			}
			self.series(series).budget += taken;
		}
		self.person(id).debt += owed;
		self.person(id).debt_since = self.now;
		self.income.tier.remove(&id);
		let until = midnight(self.today() + self.income.ban_days);
		self.income.cases.insert(id, Case::Banned { until });
		Ok(())
	}

	pub fn forgive(&mut self, id: u32) -> Verdict {
		let is_banned = matches!(
			self.income.cases.get(&id),
			Some(Case::Banned { until }) if self.now < *until
		);
		need!(is_banned || self.people[&id].debt > 0, "NothingToForgive");
		if matches!(self.income.cases.get(&id), Some(Case::Banned { .. })) {
			self.income.cases.remove(&id);
		}
		self.person(id).debt = 0;
		Ok(())
	}

	/// A person lives elsewhere from now on: in the tier of the new home, or in none.
	pub fn move_house(&mut self, id: u32, home: Zone) {
		self.person(id).home = home;
		if self.income.tier.remove(&id).is_some() && self.tier_of_home(id).is_some() {
			self.join(id);
		}
	}

	/// A person has died: in no tier and no group, without a key. What there is ends by itself.
	pub fn die(&mut self, id: u32) {
		self.income.tier.remove(&id);
		for programme in &mut self.programmes {
			programme.members.remove(&id);
		}
		let person = self.person(id);
		person.is_dead = true;
		person.is_frozen = false;
		person.recovery = None;
		person.guardian = None;
		person.former.extend(person.key.take());
	}

	/// For whom the next voucher of a programme is: who was in the group on its day, or who is in it now.
	pub fn people_of_voucher(&self, number: usize) -> &BTreeSet<u32> {
		let programme = &self.programmes[number];
		let waits = programme.due.first().and_then(|day| programme.waits_for.get(day));
		waits.unwrap_or(&programme.members)
	}

	/// Opens every voucher that is due and paid for, for all who were in the group on its day.
	pub fn open_vouchers(&mut self) {
		for number in 0..self.programmes.len() {
			while self.voucher_is_due(number) {
				let heads = self.people_of_voucher(number).len() as Won;
				let today = self.today();
				let account = budget_of(number as u32);
				if self.has(&account) < heads * self.programmes[number].per_head {
					let programme = &mut self.programmes[number];
					let days = programme.due.iter().filter(|day| **day <= today);
					for day in days.filter(|_| !programme.members.is_empty()) {
						let members = programme.members.clone();
						programme.waits_for.entry(*day).or_insert(members);
					}
					self.happened.waiting += 1;
					break;
				}
				self.open_voucher(number);
			}
		}
	}

	pub fn voucher_is_due(&self, number: usize) -> bool {
		self.programmes[number].due.first().is_some_and(|day| *day <= self.today())
	}

	fn open_voucher(&mut self, number: usize) {
		let today = self.today();
		let counted = self.people_of_voucher(number).clone();
		let programme = &mut self.programmes[number];
		let day = programme.due.remove(0);
		programme.waits_for.remove(&day);
		let (per_head, ends) = (programme.per_head, midnight(today + programme.valid_days));
		let until = programme.claim_days.map_or(ends, |days| midnight(today + days).min(ends));
		if counted.is_empty() {
			return;
		}
		let series = self.open_voucher_series(number, ends);
		let account = budget_of(number as u32);
		for id in &counted {
			self.lose(&account, per_head).expect("the budget gives so much");
			self.person(*id).latent.push(Share { series, amount: per_head, until });
		}
		let granted = BTreeSet::new();
		let opening = Opening { day, series, late: None, counted, granted };
		self.programmes[number].openings.push(opening);
		self.happened.opened += 1;
	}

	/// A series of a programme.
	fn open_voucher_series(&mut self, number: usize, ends: Moment) -> u32 {
		self.open(Series {
			class: Class::Policy,
			opener: Some(Opener::Programme(number as u32)),
			tier: None,
			rules: Rules::voucher(),
			funders: voucher_funders(),
			to_router: VOUCHER_TO_ROUTER,
			ends,
			budget: 0,
			has_ended: false,
			grace_until: 0,
			limbo: 0,
		})
	}

	pub fn join_group(&mut self, number: usize, id: u32) -> Verdict {
		need!(!self.people[&id].is_dead, "PersonDeceased");
		need!(self.programmes[number].members.insert(id), "AlreadyEnrolled");
		self.person(id).stays += 1;
		Ok(())
	}

	pub fn leave_group(&mut self, number: usize, id: u32) -> Verdict {
		need!(self.programmes[number].members.remove(&id), "NotEnrolled");
		Ok(())
	}

	/// A latecomer is given the voucher of a past day, with half of its days to spend it in at least.
	pub fn grant(&mut self, number: usize, day: Day, id: u32) -> Verdict {
		need!(!self.people[&id].is_dead, "PersonDeceased", "OpeningNotFound");
		let programme = &self.programmes[number];
		let (per_head, most) = (programme.per_head, programme.max_arrears);
		let valid_days = programme.valid_days;
		let Some(opening) = programme.openings.iter().find(|opening| opening.day == day) else {
			return Err(vec!["OpeningNotFound"]);
		};
		let newest = opening.late.unwrap_or(opening.series);
		need!(!opening.counted.contains(&id), "AlreadyEnrolled");
		need!(!opening.granted.contains(&id), "AlreadyGranted");
		need!(opening.granted.len() < most, "MaxArrearsExceeded");
		let account = budget_of(number as u32);
		need!(self.has(&account) >= per_head, "BudgetExhausted");
		self.lose(&account, per_head)?;
		let left = self.series[&newest].ends.saturating_sub(self.now);
		let series = if 2 * left >= Moment::from(valid_days) * DAY {
			newest
		} else {
			self.open_voucher_series(number, midnight(self.today() + valid_days))
		};
		self.receive(id, series, per_head);
		let openings = &mut self.programmes[number].openings;
		let opening = openings.iter_mut().find(|own| own.day == day).expect("it was found");
		opening.late = Some(series).filter(|series| *series != opening.series);
		opening.granted.insert(id);
		Ok(())
	}
}

/// Percent of what is left of a voucher that goes to the fund router, of no share of the nation.
pub const VOUCHER_TO_ROUTER: u32 = 15;

pub fn voucher_funders() -> Vec<Funder> {
	vec![(NATION.into(), true, 41), (PROVINCE.into(), false, 29), (COUNTY.into(), false, 30)]
}
