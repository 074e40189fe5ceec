// SPDX-License-Identifier: Apache-2.0

//! The only file of the county that knows the chain: its genesis, its calls, and what is read from it.

use pallet_reserve::CashOutId;
use std::collections::BTreeMap;

use chungnam_ports::{Opener as Given, Source, Sources};
use chungnam_primitives::{IncomeId, MerchantId, Moment, PersonId, ReceiptId, ZoneId};
use chungnam_runtime::{
	AccountId, Balances, BasicIncome, FundRouter, RegionalCurrency, Reserve, Runtime, RuntimeCall,
	RuntimeOrigin, VoucherDrops,
};
use codec::{Decode, Encode};
use frame_support::traits::fungible::{Inspect, Mutate};
use pallet_basic_income::{Newcomer, SuspensionReason};
use pallet_regional_currency::{ClawBackReason, DropsByCohort, Wallets};
use pallet_registry::{KeyKind, Moves};
use pallet_reserve::{CashOutRejection, ShopLedgers};
use sp_runtime::{traits::Dispatchable, DispatchError};

use crate::{
	driver::{account, Bank, Currency, Income, People, Province, Vouchers},
	genesis,
	ledger::{budget_of, Ledger, POOL, RESPEND},
	rules::{Opener, Won, Zone},
};

const INCOME: u32 = 0;

/// A number as the runtime types it.
fn id<T: From<u32>>(number: u32) -> T {
	T::from(number)
}

/// The number behind a typed one.
fn number<T: Encode>(id: T) -> u32 {
	u32::decode(&mut &id.encode()[..]).expect("numbers of the runtime have four bytes")
}

pub struct Chain {
	ext: sp_io::TestExternalities,
	province: Province,
	accounts: BTreeMap<String, AccountId>,
	/// The chain's number of each series of the ledger.
	series: BTreeMap<u32, u32>,
}

/// What a person has on the chain, by the ledger's numbers of series.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wallet {
	/// With unclaimed shares.
	pub lots: BTreeMap<u32, (Won, Moment)>,
	pub debt: Won,
}

fn name_of(error: DispatchError) -> String {
	match error {
		DispatchError::Module(module) => module.message.unwrap_or("an unnamed error").into(),
		DispatchError::Token(_) => "InsufficientBalance".into(),
		other => format!("{other:?}"),
	}
}

/// The account of a name in the ledger: of a pool or pot, or that of a key.
pub fn account_of(name: &str) -> AccountId {
	let programme = (0..9).find(|programme| budget_of(*programme) == name);
	match (name, programme) {
		(POOL, _) => BasicIncome::pool(id(INCOME)),
		(RESPEND, _) => Reserve::respend_pot(),
		(_, Some(programme)) => VoucherDrops::programme_account(id(programme)),
		_ => account(name),
	}
}

impl Chain {
	pub fn begin(county: &Ledger) -> Self {
		let mut ext = sp_io::TestExternalities::default();
		let province = ext.execute_with(|| Province::begin(genesis::of(county)));
		let mut chain = Self { ext, province, accounts: BTreeMap::new(), series: BTreeMap::new() };
		chain.ext.commit_all().expect("the state is whole");
		chain
	}

	fn inside<R>(&mut self, act: impl FnOnce(&mut Province) -> R) -> R {
		let Self { ext, province, .. } = self;
		ext.execute_with(|| act(province))
	}

	pub fn now(&self) -> Moment {
		self.province.now()
	}

	/// Lets time pass to a moment without a block, and then the blocks in which everything that is due happens.
	pub fn pass_to(&mut self, moment: Moment) {
		self.inside(|province| {
			province.sleep(moment - province.now());
			province.catch_up();
		});
		self.ext.commit_all().expect("the state is whole");
	}

	fn account(&mut self, name: &str) -> AccountId {
		if let Some(own) = self.accounts.get(name) {
			return own.clone();
		}
		let own = account_of(name);
		self.accounts.insert(name.into(), own.clone());
		own
	}

	/// A call as its signer's transaction, with signature, checks of the pool and quota.
	fn sign(&mut self, who: &str, call: impl Into<RuntimeCall>) -> Result<(), String> {
		let call = call.into();
		self.inside(|province| {
			let tx = province.sign(who, call.clone(), 0);
			province.pool(tx).map_err(|invalid| format!("the pool: {invalid:?}"))?;
			let sent = province.send(who, call).map_err(|invalid| format!("{invalid:?}"))?;
			sent.map_err(name_of)
		})
	}

	/// A call dispatched in its signer's name, without a fee.
	fn send(&mut self, who: &str, call: impl Into<RuntimeCall>) -> Result<(), String> {
		let (origin, call) = (RuntimeOrigin::signed(self.account(who)), call.into());
		self.inside(|_| call.dispatch(origin).map(|_| ()).map_err(|error| name_of(error.error)))
	}

	/// Signed if `signed`, else dispatched.
	fn act(&mut self, signed: bool, who: &str, call: impl Into<RuntimeCall>) -> Result<(), String> {
		if signed {
			self.sign(who, call)
		} else {
			self.send(who, call)
		}
	}

	pub fn pay(&mut self, signed: bool, who: &str, shop: u32, amount: Won) -> Result<(), String> {
		let (merchant, order, most_own, until) = (id(shop), None, amount, self.now() + 60_000);
		self.act(signed, who, Currency::pay { merchant, amount, order, most_own, until })
	}

	pub fn pay_for(&mut self, who: &str, ward: u32, shop: u32, amount: Won) -> Result<(), String> {
		let (ward, merchant, order, until) = (id(ward), id(shop), None, self.now() + 60_000);
		self.send(who, Currency::pay_for { ward, merchant, amount, order, until })
	}

	pub fn refund(
		&mut self,
		signed: bool,
		who: &str,
		receipt: u64,
		amount: Won,
	) -> Result<(), String> {
		self.act(signed, who, Currency::refund { receipt: ReceiptId(receipt), amount })
	}

	pub fn claim(&mut self, signed: bool, who: &str) -> Result<(), String> {
		self.act(signed, who, Currency::claim {})
	}

	pub fn buy(&mut self, who: &str, amount: Won, least_incentive: Won) -> Result<(), String> {
		let series = self.number_of(crate::ledger::COUNTY_PAY);
		self.send(who, Currency::buy { series: id(series), amount, least_incentive })
	}

	pub fn sell(&mut self, person: u32, amount: Won, least_incentive: Won) -> Result<(), String> {
		let series = id(self.number_of(crate::ledger::COUNTY_PAY));
		self.send("Sales", Currency::sell { series, person: id(person), amount, least_incentive })
	}

	pub fn gift(&mut self, who: &str, to: u32, amount: Won) -> Result<(), String> {
		let series = id(self.number_of(crate::ledger::COUNTY_PAY));
		self.send(who, Currency::gift { series, to: id(to), amount })
	}

	pub fn refund_rest(&mut self, who: &str) -> Result<(), String> {
		let series = id(self.number_of(crate::ledger::COUNTY_PAY));
		self.send(who, Currency::refund_rest { series })
	}

	pub fn request_cash_out(&mut self, who: &str, amount: Won) -> Result<(), String> {
		self.send(who, Bank::request_cash_out { amount })
	}

	pub fn cancel_cash_out(&mut self, who: &str, id: u64) -> Result<(), String> {
		self.send(who, Bank::cancel_cash_out { id: CashOutId(id) })
	}

	pub fn reject_cash_out(&mut self, id: u64) -> Result<(), String> {
		let reason = CashOutRejection::BankRefused;
		self.send("Teller", Bank::reject_cash_out { id: CashOutId(id), reason })
	}

	pub fn review_cash_out(&mut self, id: u64) -> Result<(), String> {
		self.send("Reviewer", Bank::review_cash_out { id: CashOutId(id) })
	}

	pub fn take_cash_out(&mut self, id: u64) -> Result<(), String> {
		let ids = vec![CashOutId(id)].try_into().expect("one fits");
		self.send("Teller", Bank::take_cash_outs { ids })
	}

	pub fn confirm_cash_out(&mut self, id: u64) -> Result<(), String> {
		let paid = vec![(CashOutId(id), [7; 32])].try_into().expect("one fits");
		self.send("Teller", Bank::confirm_cash_outs { paid })
	}

	pub fn pay_shop(&mut self, who: &str, to: u32, amount: Won) -> Result<(), String> {
		let (to, order, until) = (id(to), None, self.now() + 60_000);
		self.send(who, Currency::pay_shop { to, amount, order, until })
	}

	pub fn issue(&mut self, person: u32, amount: Won) -> Result<(), String> {
		let series = id(self.number_of(crate::ledger::TOURIST));
		let payments = vec![(id(person), amount)].try_into().expect("one fits");
		self.send("Province", Currency::issue { series, payments })
	}

	pub fn claw_back(&mut self, person: u32, series: u32, amount: Won) -> Result<(), String> {
		let (series, reason) = (id(self.number_of(series)), ClawBackReason::PaidInError);
		self.send("Cheongyang", Currency::claw_back { series, person: id(person), amount, reason })
	}

	pub fn sweep(&mut self, series: u32) -> Result<(), String> {
		let series = id(self.number_of(series));
		self.send("Nation", Currency::sweep { series })
	}

	pub fn fund_pool(&mut self, amount: Won) -> Result<(), String> {
		self.send("Nation", Income::fund { income: id(INCOME), amount })
	}

	pub fn fund_programme(&mut self, programme: u32, amount: Won) -> Result<(), String> {
		self.send("Nation", Vouchers::fund { programme: id(programme), amount })
	}

	fn office(&mut self, call: impl Into<RuntimeCall>) -> Result<(), String> {
		self.send("Cheongyang", call)
	}

	/// Makes room for one more stay of a person who has as many as can be. Nobody else loses any: that is refused.
	fn make_room(&mut self, person: u32) {
		let _ = self.send("Nation", People::forget_stay { person: id(person) });
	}

	pub fn enrol(&mut self, person: u32) -> Result<(), String> {
		self.make_room(person);
		let people = vec![id(person)].try_into().expect("one fits");
		self.office(Income::enrol { income: id(INCOME), people })
	}

	pub fn unenrol(&mut self, person: u32) -> Result<(), String> {
		let people = vec![id(person)].try_into().expect("one fits");
		self.office(Income::unenrol { income: id(INCOME), people })
	}

	pub fn begin_check(&mut self, person: u32, moved_in: u32) -> Result<(), String> {
		let newcomer = Newcomer { person: id(person), moved_in };
		let newcomers = vec![newcomer].try_into().expect("one fits");
		self.office(Income::begin_check { income: id(INCOME), newcomers })
	}

	pub fn admit(&mut self, person: u32) -> Result<(), String> {
		self.make_room(person);
		self.office(Income::admit { income: id(INCOME), person: id(person) })
	}

	pub fn refuse(&mut self, person: u32) -> Result<(), String> {
		self.office(Income::refuse { income: id(INCOME), person: id(person) })
	}

	pub fn suspend(&mut self, person: u32) -> Result<(), String> {
		let reason = SuspensionReason::Inquiry;
		self.office(Income::suspend { income: id(INCOME), person: id(person), reason })
	}

	pub fn resume(&mut self, person: u32, with_arrears: bool) -> Result<(), String> {
		self.make_room(person);
		self.office(Income::resume { income: id(INCOME), person: id(person), with_arrears })
	}

	pub fn sanction(&mut self, person: u32, amount: Won, multiple: u8) -> Result<(), String> {
		self.office(Income::sanction { income: id(INCOME), person: id(person), amount, multiple })
	}

	pub fn forgive(&mut self, person: u32) -> Result<(), String> {
		self.office(Income::forgive { income: id(INCOME), person: id(person) })
	}

	/// Pays what waited when a person came in.
	pub fn refresh(&mut self, person: u32) -> Result<(), String> {
		self.office(Income::refresh { income: id(INCOME), person: id(person) })
	}

	/// Moves a person, and brings the income up to date.
	pub fn move_house(
		&mut self,
		by: &str,
		person: u32,
		home: Zone,
		refresh: bool,
	) -> Result<(), String> {
		let zone = ZoneId::new(home.0, home.1);
		self.send(by, People::move_house { person: id(person), zone })?;
		// The office of the old home agrees to a move out of its region.
		let number: PersonId = id(person);
		if self.inside(|_| Moves::<Runtime>::contains_key(number)) {
			let old = if by == "Gongju" { "Cheongyang" } else { "Gongju" };
			self.send(old, People::finish_move { person: number })?;
		}
		if refresh {
			self.make_room(person);
			self.office(Income::refresh { income: id(INCOME), person: id(person) })?;
		}
		Ok(())
	}

	pub fn record_death(&mut self, by: &str, person: u32) -> Result<(), String> {
		self.send(by, People::record_death { person: id(person) })
	}

	pub fn freeze(&mut self, person: u32) -> Result<(), String> {
		self.office(People::freeze { person: id(person) })
	}

	pub fn unfreeze(&mut self, person: u32) -> Result<(), String> {
		self.office(People::unfreeze { person: id(person) })
	}

	pub fn start_recovery(&mut self, person: u32, key: &str) -> Result<(), String> {
		let new_key = self.inside(|province| province.agreed_phone(key, id(person)));
		self.office(People::start_recovery { person: id(person), new_key, kind: KeyKind::Phone })
	}

	pub fn finish_recovery(&mut self, person: u32) -> Result<(), String> {
		self.office(People::finish_recovery { person: id(person) })
	}

	pub fn reclaim_won(&mut self, who: &str, from: &str) -> Result<(), String> {
		let from = self.account(from);
		self.send(who, Currency::reclaim_won { from })
	}

	pub fn appoint_guardian(&mut self, ward: u32, guardian: u32) -> Result<(), String> {
		let acts = pallet_registry::WardActs::ALL;
		let (ward, guardian) = (id(ward), id(guardian));
		self.office(People::appoint_guardian { ward, guardian, acts, until: Moment::MAX })
	}

	pub fn join_group(&mut self, cohort: u32, person: u32) -> Result<(), String> {
		self.make_room(person);
		let people = vec![id(person)].try_into().expect("one fits");
		self.office(People::enrol { cohort: id(cohort), people })
	}

	pub fn leave_group(&mut self, cohort: u32, person: u32) -> Result<(), String> {
		let people = vec![id(person)].try_into().expect("one fits");
		self.office(People::unenrol { cohort: id(cohort), people })
	}

	pub fn grant(&mut self, programme: u32, day: u32, person: u32) -> Result<(), String> {
		let people = vec![id(person)].try_into().expect("one fits");
		self.office(Vouchers::grant_arrears { programme: id(programme), day, people })
	}

	pub fn suspend_shop(&mut self, shop: u32) -> Result<(), String> {
		let code = pallet_registry::ReasonCode::IllegalExchange;
		let reason = pallet_registry::Reason { code, document: None };
		self.office(People::suspend_merchant { merchant: id(shop), reason })
	}

	pub fn reinstate_shop(&mut self, shop: u32) -> Result<(), String> {
		self.office(People::reinstate_merchant { merchant: id(shop) })
	}

	// What is read.

	fn number_of(&self, series: u32) -> u32 {
		self.series.get(&series).copied().unwrap_or(series)
	}

	/// Finds the chain's number of each series that the ledger knows: the series of the same opener and group that is
	/// not taken yet, in order. Says what is missing, or too much.
	pub fn match_series(&mut self, ledger: &Ledger) -> Result<(), String> {
		let mut chains: BTreeMap<(Option<Opener>, Option<u32>), Vec<u32>> = BTreeMap::new();
		let tiers = self.inside(|_| {
			for (series, own) in pallet_regional_currency::SeriesById::<Runtime>::iter() {
				let opener = own.opener.map(|opener| match opener {
					Given::Programme(programme) => Opener::Programme(number(programme)),
					Given::Income(_) => Opener::Income,
				});
				let cohort = own.cohort.map(number);
				chains.entry((opener, cohort)).or_default().push(number(series));
			}
			let income = pallet_basic_income::Incomes::<Runtime>::get(id::<IncomeId>(INCOME));
			let tiers = income.expect("the county has an income").tiers;
			tiers.iter().map(|tier| number(tier.cohort)).collect::<Vec<_>>()
		});
		for of_kind in chains.values_mut() {
			of_kind.sort_unstable();
			of_kind.retain(|series| !self.series.values().any(|taken| taken == series));
		}
		for (series, own) in &ledger.series {
			if self.series.contains_key(series) {
				continue;
			}
			let cohort = match (own.opener, own.tier) {
				(Some(Opener::Programme(programme)), _) => Some(programme),
				(_, Some(tier)) => tiers.get(tier).copied(),
				_ => None,
			};
			// What is opened for latecomers is for no group.
			let is_there = |key: &_| chains.get(key).is_some_and(|of_kind| !of_kind.is_empty());
			let kinds = [(own.opener, cohort), (own.opener, None)];
			let kind = kinds.into_iter().find(is_there);
			let found = kind.and_then(|kind| chains.get_mut(&kind));
			let found = found.ok_or(format!("the chain has no series {series}: {own:?}"))?;
			self.series.insert(*series, found.remove(0));
		}
		match chains.values().flatten().next() {
			Some(series) => Err(format!("the ledger has no series like {series} of the chain")),
			None => Ok(()),
		}
	}

	/// What a person has: as the wallet of a key shows it, or, without a key, as it is stored.
	pub fn wallet(&mut self, person: u32, key: Option<&str>) -> Wallet {
		let known: BTreeMap<u32, u32> =
			self.series.iter().map(|(own, chain)| (*chain, *own)).collect();
		let named = |series: u32| known.get(&series).copied().unwrap_or(u32::MAX - series);
		let key = key.map(|key| self.account(key));
		self.inside(|_| {
			let stored = Wallets::<Runtime>::get(id::<PersonId>(person));
			let debt = stored.debts.iter().map(|debt| debt.left).sum();
			let Some(key) = key else {
				let lot = |lot: &pallet_regional_currency::Lot| {
					(named(number(lot.series)), (lot.amount, lot.ends))
				};
				return Wallet { lots: stored.lots.iter().map(lot).collect(), debt };
			};
			let view = RegionalCurrency::wallet(key).expect("it is a key of a person");
			assert_eq!(number(view.person), person, "the key is the person's");
			let debt = view.debts.iter().map(|debt| debt.left).sum();
			let lots = view.lots.iter().filter(|lot| lot.amount > 0);
			let lots = lots.map(|lot| (named(number(lot.series)), (lot.amount, lot.ends)));
			Wallet { lots: lots.collect(), debt }
		})
	}

	/// Won in claimed lots, by the ledger's numbers, of series that are stored.
	pub fn stored(&mut self, person: u32) -> BTreeMap<u32, Won> {
		let known: BTreeMap<u32, u32> =
			self.series.iter().map(|(own, chain)| (*chain, *own)).collect();
		self.inside(|_| {
			let wallet = Wallets::<Runtime>::get(id::<PersonId>(person));
			let of = |lot: &pallet_regional_currency::Lot| {
				(known.get(&number(lot.series)).copied().unwrap_or(u32::MAX), lot.amount)
			};
			wallet.lots.iter().map(of).collect()
		})
	}

	pub fn won(&mut self, name: &str) -> Won {
		let own = self.account(name);
		self.inside(|_| {
			let all = <Balances as Inspect<AccountId>>::total_balance(&own);
			all - Self::held_on(&own)
		})
	}

	pub fn held(&mut self, name: &str) -> Won {
		let own = self.account(name);
		self.inside(|_| Self::held_on(&own))
	}

	fn held_on(account: &AccountId) -> Won {
		use frame_support::traits::fungible::InspectHold;
		<Balances as InspectHold<AccountId>>::total_balance_on_hold(account)
	}

	pub fn pot(&mut self, series: u32) -> Won {
		let series = self.number_of(series);
		self.inside(|_| {
			<Balances as Inspect<AccountId>>::balance(&RegionalCurrency::pot(id(series)))
		})
	}

	pub fn takings(&mut self, shop: u32) -> Won {
		self.inside(|_| ShopLedgers::<Runtime>::get(id::<MerchantId>(shop)).takings)
	}

	/// Won at the sources of the fund router, and at the sinks of the county.
	pub fn circle(&mut self) -> Won {
		let sinks: Vec<_> = genesis::SINKS.iter().map(|sink| self.account(sink)).collect();
		self.inside(|_| {
			let sources =
				Source::ALL.into_iter().map(<FundRouter as Sources<AccountId>>::account_of);
			sources.chain(sinks).map(|own| <Balances as Inspect<AccountId>>::balance(&own)).sum()
		})
	}

	pub fn issuance(&mut self) -> Won {
		self.inside(|_| <Balances as Inspect<AccountId>>::total_issuance())
	}

	pub fn reserve(&mut self) -> Won {
		self.inside(|_| pallet_reserve::ReserveState::<Runtime>::get().balance)
	}

	pub fn tier(&mut self, person: u32) -> Option<usize> {
		use pallet_basic_income::IncomeStanding::Enrolled;
		self.inside(|_| match BasicIncome::standing(id(INCOME), id(person)) {
			Some(Enrolled { tier }) => Some(tier as usize),
			_ => None,
		})
	}

	/// The numbered invariants of all pallets.
	pub fn try_state(&mut self) {
		self.inside(|province| province.check());
	}

	// Faults that are planted, so that the ledger shows that it notices them.

	/// A won from the pool to somebody who is not owed it.
	pub fn pay_an_extra_won(&mut self, key: &str) {
		use frame_support::traits::tokens::Preservation::Expendable;
		let (pool, key) = (self.account(POOL), self.account(key));
		self.inside(|_| Balances::transfer(&pool, &key, 1, Expendable).expect("the pool has it"));
	}

	/// The newest month is nobody's.
	pub fn skip_a_month(&mut self) {
		self.change_drops(|given| matches!(given.opener, Given::Income(_)), |_| None);
	}

	/// The newest voucher can be claimed a day less.
	pub fn lapse_a_day_early(&mut self) {
		self.change_drops(
			|given| matches!(given.opener, Given::Programme(_)),
			|mut given| {
				given.claim_until -= chungnam_primitives::DAYS;
				Some(given)
			},
		);
	}

	fn change_drops(
		&mut self,
		which: impl Fn(&pallet_regional_currency::OpenDrop) -> bool,
		change: impl Fn(
			pallet_regional_currency::OpenDrop,
		) -> Option<pallet_regional_currency::OpenDrop>,
	) {
		self.inside(|_| {
			let cohorts: Vec<_> = DropsByCohort::<Runtime>::iter_keys().collect();
			for cohort in cohorts {
				DropsByCohort::<Runtime>::mutate(cohort, |list| {
					let Some(newest) = list.last().filter(|newest| which(newest)).cloned() else {
						return;
					};
					list.truncate(list.len() - 1);
					if let Some(newest) = change(newest) {
						list.try_push(newest).expect("there is room");
					}
				});
			}
		});
	}
}
