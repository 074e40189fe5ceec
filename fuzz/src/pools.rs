// SPDX-License-Identifier: Apache-2.0

//! Values that matter: what there is in the state, and what lies just beside it.

use chungnam_ports::Source;
use chungnam_primitives::{korean_day, korean_month, Moment, Won, DAYS, HOURS, MINUTES, SECONDS};
use chungnam_runtime::{
	AccountId, Balances, BasicIncome, FundRouter, RegionalCurrency, Runtime, VoucherDrops,
};
use codec::{Decode, Encode};
use frame_support::traits::fungible::{Inspect, InspectHold};

use crate::{
	calls::{accelerator, assets, escrow, projects, reserve, rounds, securities},
	dice::Dice,
	town::{nobody, Cast},
};

/// A number as its type, however that is written: ids can be plain numbers or types of their own.
pub fn id<T: Decode>(number: u64) -> T {
	let mut bytes = [0; 16];
	bytes[..8].copy_from_slice(&number.to_le_bytes());
	T::decode(&mut bytes.as_slice()).expect("an id is a number")
}

/// The number in an id.
pub fn number(id: impl Encode) -> u64 {
	let mut bytes = id.encode();
	bytes.resize(8, 0);
	u64::from_le_bytes(bytes.try_into().expect("eight bytes"))
}

/// What there is in the state.
pub struct Pools {
	/// The moment of the open block.
	pub now: Moment,
	/// The next person, shop, series, cohort, programme, income, beacon and cash-out.
	pub next_person: u64,
	/// The next shop.
	pub next_merchant: u64,
	/// Series that exist.
	pub series: Vec<u64>,
	/// Cohorts that exist.
	pub next_cohort: u64,
	/// The next programme.
	pub next_programme: u64,
	/// The next income.
	pub next_income: u64,
	/// The next beacon.
	pub next_beacon: u64,
	/// The next envelope.
	pub next_envelope: u64,
	/// The next ballot.
	pub next_ballot: u64,
	/// The next petition.
	pub next_petition: u64,
	/// The next round.
	pub next_round: u64,
	/// The most ideas that a round has had.
	pub next_idea: u64,
	/// Receipts that exist.
	pub receipts: Vec<u64>,
	/// Cash-outs that are open.
	pub cash_outs: Vec<u64>,
	/// Amounts that people have, and limits.
	pub amounts: Vec<Won>,
	/// Moments at which something ends or begins.
	pub moments: Vec<Moment>,
	/// Accounts that pallets derive.
	pub pots: Vec<AccountId>,
}

impl Pools {
	/// Reads the state.
	pub fn read(now: Moment, cast: &Cast) -> Self {
		type C = Runtime;
		let next_programme = number(pallet_voucher_drops::NextProgramme::<C>::get());
		let next_income = number(pallet_basic_income::NextIncome::<C>::get());
		let mut series: Vec<_> =
			pallet_regional_currency::SeriesById::<C>::iter_keys().map(number).collect();
		series.sort_unstable();
		let mut receipts: Vec<_> =
			pallet_regional_currency::Receipts::<C>::iter_keys().map(number).collect();
		receipts.sort_unstable();
		let mut amounts: Vec<Won> = Vec::new();
		for member in &cast.members {
			amounts.push(Balances::balance(&member.account));
			amounts.push(Balances::total_balance_on_hold(&member.account));
		}
		let mut wallets: Vec<_> = pallet_regional_currency::Wallets::<C>::iter()
			.map(|(person, wallet)| (number(person), wallet))
			.collect();
		wallets.sort_by_key(|(person, _)| *person);
		amounts.extend(wallets.iter().flat_map(|(_, wallet)| {
			wallet.lots.iter().flat_map(|lot| [lot.amount, lot.face, lot.graced])
		}));
		amounts.extend(reserve::amounts());
		amounts.extend([50_000, 100_000, 150_000, 700_000, 1_500_000, 10_000_000, 10_000_001]);
		amounts.sort_unstable();
		amounts.dedup();
		let mut moments: Vec<Moment> =
			wallets.iter().flat_map(|(_, wallet)| wallet.lots.iter().map(|lot| lot.ends)).collect();
		for series in &series {
			if let Some(rules) = RegionalCurrency::rules(id(*series)) {
				moments.extend([rules.opens, rules.expires]);
			}
		}
		moments.sort_unstable();
		moments.dedup();
		Self {
			now,
			next_person: number(pallet_registry::NextPerson::<C>::get()),
			next_merchant: number(pallet_registry::NextMerchant::<C>::get()),
			pots: pots(&series, next_programme, next_income),
			series,
			next_cohort: number(pallet_registry::NextCohort::<C>::get()),
			next_programme,
			next_income,
			next_beacon: number(pallet_voucher_drops::NextBeacon::<C>::get()),
			next_envelope: number(pallet_escrow::NextEnvelope::<C>::get()),
			next_ballot: number(pallet_ballots::NextBallot::<C>::get()),
			next_petition: number(pallet_civic_governance::NextPetition::<C>::get()),
			next_round: number(pallet_budget_rounds::NextRound::<C>::get()),
			next_idea: pallet_budget_rounds::Ideas::<C>::iter_keys()
				.map(|(_, idea)| number(idea) + 1)
				.max()
				.unwrap_or(0),
			receipts,
			cash_outs: reserve::cash_outs(),
			amounts,
			moments,
		}
	}

	/// A number below the next one, the last ones most often; at times the next one or one far away.
	pub fn below(dice: &mut Dice, next: u64) -> u64 {
		match dice.below(20) {
			0 => next,
			1 => next + dice.below(1_000) as u64,
			2 => u32::MAX.into(),
			3..=9 => next.saturating_sub(1 + dice.below(3) as u64),
			_ => dice.below(next as usize) as u64,
		}
	}

	/// One of the ids, the last ones most often; at times another number.
	pub fn one_of(dice: &mut Dice, ids: &[u64]) -> u64 {
		let near = ids.len().saturating_sub(1 + dice.below(4));
		match dice.below(20) {
			0 => ids.last().map_or(0, |last| last + 1),
			1 => dice.below(10) as u64,
			2..=8 => ids.get(near).copied().unwrap_or(0),
			_ => dice.pick(ids).copied().unwrap_or(0),
		}
	}

	/// Won: amounts that somebody has or that bound something, what lies beside them, round ones, nothing, and the most.
	pub fn won(&self, dice: &mut Dice) -> Won {
		match dice.below(16) {
			0 => 0,
			1 => 1,
			2 => Won::MAX,
			3 => Won::from(u64::MAX),
			4..=6 => {
				let near = dice.pick(&self.amounts).copied().unwrap_or(0);
				match dice.below(4) {
					0 => near.saturating_add(1),
					1 => near.saturating_sub(1),
					2 => near / 2,
					_ => near,
				}
			}
			7..=11 => 1_000 * (1 + dice.below(60) as Won),
			12 | 13 => 10_000 * (1 + dice.below(100) as Won),
			_ => 1 + dice.below(3_000) as Won,
		}
	}

	/// Moments around now, around what ends, and far away.
	pub fn moment(&self, dice: &mut Dice) -> Moment {
		match dice.below(16) {
			0 => 0,
			1 => Moment::MAX,
			2 | 3 => dice.pick(&self.moments).copied().unwrap_or(0),
			4 => self.now,
			5 => self.now.saturating_sub(dice.below(100) as Moment * DAYS),
			6..=9 => self.now + 7 * DAYS + dice.below(4) as Moment * MINUTES,
			10 | 11 => self.now + dice.below(60) as Moment * HOURS,
			12 => self.now + dice.below(100) as Moment * SECONDS,
			_ => self.now + dice.below(120) as Moment * DAYS,
		}
	}

	/// Days around today.
	pub fn day(&self, dice: &mut Dice) -> u64 {
		let today = u64::from(korean_day(self.now));
		match dice.below(10) {
			0 => 0,
			1 => today.saturating_sub(dice.below(60) as u64),
			2..=6 => today + dice.below(10) as u64,
			_ => today + dice.below(60) as u64,
		}
	}

	/// Months around this one.
	pub fn month(&self, dice: &mut Dice) -> u64 {
		let month = u64::from(korean_month(self.now));
		(month + dice.below(7) as u64).saturating_sub(3)
	}

	/// Anybody's account, and at times an account that is nobody's or a pallet's.
	pub fn account(&self, dice: &mut Dice, cast: &Cast) -> AccountId {
		let rest = |dice: &mut Dice| cast.members[dice.below(cast.members.len())].account.clone();
		match dice.below(24) {
			0 | 1 => dice.pick(&self.pots).cloned().unwrap_or_else(|| nobody(0)),
			2 => cast.shared[dice.below(cast.shared.len())].2.clone(),
			3 => cast.derived[dice.below(cast.derived.len())].2.clone(),
			4 => nobody(dice.below(40) as u64),
			_ => rest(dice),
		}
	}
}

/// The accounts that pallets derive.
pub fn pots(series: &[u64], programmes: u64, incomes: u64) -> Vec<AccountId> {
	let mut pots: Vec<AccountId> =
		series.iter().map(|series| RegionalCurrency::pot(id(*series))).collect();
	pots.extend((0..programmes).map(|number| VoucherDrops::programme_account(id(number))));
	pots.extend((0..incomes).map(|number| BasicIncome::pool(id(number))));
	pots.extend(Source::ALL.map(|source| FundRouter::waiting(source).0));
	pots.extend(reserve::pots());
	pots.extend(escrow::pots());
	pots.extend(rounds::pots());
	pots.extend(securities::pots());
	pots.extend(assets::pots());
	pots.extend(projects::pots());
	pots.extend(accelerator::pots());
	pots
}
