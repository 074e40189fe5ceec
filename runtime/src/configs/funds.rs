// SPDX-License-Identifier: Apache-2.0

//! The circle: where public money goes before it comes back to people, and the envelopes in which it waits.

use chungnam_ports::{EscrowNews, EscrowOwner, OnEscrow, ESTATE_PERIOD};
use chungnam_primitives::{EnvelopeId, Moment};
use frame_support::{parameter_types, traits::MapSuccess, weights::Weight, PalletId};
use pallet_registry::EnsureAttester;
use sp_runtime::traits::{AccountIdConversion, Replace};

use super::{
	limits::Notice,
	powers::{Majority, SpendsBudget},
};
use crate::{
	Accelerator, AccountId, Agenda, AssetFractions, Balances, Ballots, BasicIncome, BudgetRounds,
	CivicGovernance, FundRouter, ProjectTokens, RegionalCurrency, Registry, Runtime, Securities,
	Timestamp, VoucherDrops,
};

parameter_types! {
	/// The account of each source derives from it. Changing it would lose sight of their won.
	pub const FundRouterPalletId: PalletId = PalletId(*b"chn/fund");
	/// As long as dividends of the dead wait.
	pub const EstatePeriod: Moment = ESTATE_PERIOD;
}

impl pallet_fund_router::Config for Runtime {
	type Won = Balances;
	type GovernorOrigin = SpendsBudget;
	// The first is the one whose pots cost the most to ask for: it is measured.
	type Pots = (
		Securities,
		VoucherDrops,
		BasicIncome,
		RegionalCurrency,
		AssetFractions,
		ProjectTokens,
		Accelerator,
	);
	type Unclaimed = Registry;
	type Agenda = Agenda;
	type Time = Timestamp;
	type PalletId = FundRouterPalletId;
	type ChangeDelay = Notice;
	type EstatePeriod = EstatePeriod;
	type WeightInfo = pallet_fund_router::weights::Measured<Runtime>;
}

parameter_types! {
	/// The pot of each envelope derives from it. Changing it would lose sight of their won.
	pub const EscrowPalletId: PalletId = PalletId(*b"cn/escrw");
	/// The province's budget on the chain: nobody has a key of it, a route of the fund router or anyone fills it, and the
	/// governing origin puts it into envelopes.
	pub BudgetAccount: AccountId = PalletId(*b"cn/budgt").into_account_truncating();
	/// The province's money for firms: nobody has a key of it, a route of the fund router or anyone fills it, and intakes of
	/// the accelerator take from it.
	pub AcceleratorAccount: AccountId = PalletId(*b"cn/accel").into_account_truncating();
}

/// Hands the news of each envelope to its owner.
pub struct EnvelopeOwners;

impl OnEscrow<AccountId> for EnvelopeOwners {
	fn weight() -> Weight {
		let rounds = <BudgetRounds as OnEscrow<AccountId>>::weight();
		let projects = <ProjectTokens as OnEscrow<AccountId>>::weight();
		rounds.max(projects).max(<Accelerator as OnEscrow<AccountId>>::weight())
	}

	fn on_event(owner: EscrowOwner, id: EnvelopeId, what: EscrowNews) {
		match owner {
			EscrowOwner::Round(_) => {
				<BudgetRounds as OnEscrow<AccountId>>::on_event(owner, id, what);
			}
			EscrowOwner::Project(_) => {
				<ProjectTokens as OnEscrow<AccountId>>::on_event(owner, id, what);
			}
			EscrowOwner::Intake(_) => {
				<Accelerator as OnEscrow<AccountId>>::on_event(owner, id, what);
			}
			// These hear of nothing.
			EscrowOwner::Referendum(_)
			| EscrowOwner::Motion(_)
			| EscrowOwner::Envelope(_)
			| EscrowOwner::Asset(_) => (),
		}
	}

	fn refund_to(owner: EscrowOwner) -> Option<AccountId> {
		let first = BudgetRounds::refund_to(owner).or_else(|| ProjectTokens::refund_to(owner));
		first.or_else(|| Accelerator::refund_to(owner))
	}
}

impl pallet_escrow::Config for Runtime {
	type Won = Balances;
	type OpenOrigin = MapSuccess<SpendsBudget, Replace<BudgetAccount>>;
	// More than half of the committee.
	type CommitteeOrigin = Majority;
	type MandateOrigin = EnsureAttester<Runtime>;
	type People = Registry;
	type Payees = Registry;
	type Seats = CivicGovernance;
	type Ballots = Ballots;
	type Owners = EnvelopeOwners;
	type Sources = FundRouter;
	type Agenda = Agenda;
	type Time = Timestamp;
	type PalletId = EscrowPalletId;
	type WeightInfo = pallet_escrow::weights::Measured<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{configs::assert_weighed, Escrow, RuntimeOrigin};
	use chungnam_ports::{Source, Sources};
	use frame_support::traits::EnsureOrigin;
	use pallet_civic_governance::Power;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_fund_router);
		assert_weighed!(pallet_escrow);
	}

	#[test]
	fn news_of_an_envelope_weigh_as_much_as_its_dearest_owner() {
		let owners = [
			<BudgetRounds as OnEscrow<AccountId>>::weight(),
			<ProjectTokens as OnEscrow<AccountId>>::weight(),
			<Accelerator as OnEscrow<AccountId>>::weight(),
		];
		for weight in owners {
			assert!(weight.ref_time() > 0 && weight.all_lte(EnvelopeOwners::weight()));
		}
	}

	#[test]
	fn every_source_has_an_account_of_its_own() {
		let account = <FundRouter as Sources<AccountId>>::account_of;
		for (i, source) in Source::ALL.into_iter().enumerate() {
			for other in &Source::ALL[..i] {
				assert_ne!(account(source), account(*other));
			}
		}
	}

	#[test]
	fn an_estate_waits_for_an_heir_far_longer_than_a_death_can_be_undone() {
		let undo = <Runtime as pallet_registry::Config>::EstateDelay::get();
		assert!(EstatePeriod::get() > 10 * undo);
	}

	#[test]
	fn routes_are_decided_about_the_budget() {
		type Origin = <Runtime as pallet_fund_router::Config>::GovernorOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		assert!(Origin::try_origin(RuntimeOrigin::signed(alice)).is_err());
		assert!(Origin::try_origin(RuntimeOrigin::root()).is_err());
		assert!(Origin::try_origin(RuntimeOrigin::from(Power::Budget)).is_ok());
	}

	#[test]
	fn envelopes_are_opened_by_a_decision_about_the_budget_from_it() {
		type Origin = <Runtime as pallet_escrow::Config>::OpenOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		assert!(Origin::try_origin(RuntimeOrigin::signed(alice)).is_err());
		assert!(Origin::try_origin(RuntimeOrigin::root()).is_err());
		assert_eq!(
			Origin::try_origin(RuntimeOrigin::from(Power::Budget)).ok(),
			Some(BudgetAccount::get())
		);
	}

	#[test]
	fn escalated_milestones_are_the_committees() {
		type Origin = <Runtime as pallet_escrow::Config>::CommitteeOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		assert!(Origin::try_origin(RuntimeOrigin::signed(alice)).is_err());
		let of = |yes| RuntimeOrigin::from(Power::Committee { yes, heads: 4 });
		assert!(Origin::try_origin(of(3)).is_ok());
		assert!(Origin::try_origin(of(2)).is_err());
	}

	#[test]
	fn account_without_a_key_keeps_no_won_but_what_is_owed() {
		use chungnam_ports::{Pot, Pots};
		use chungnam_primitives::{
			IncomeId, InstrumentId, IntakeId, OfferingId, PersonId, ProgrammeId, SeriesId, Won,
		};
		use frame_support::traits::fungible::{Inspect, Mutate};
		type Left = <Runtime as pallet_fund_router::Config>::Pots;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		sp_io::TestExternalities::default().execute_with(|| {
			let gone = [
				Pot::Programme(ProgrammeId(0)),
				Pot::Income(IncomeId(0)),
				Pot::Series(SeriesId(0)),
				Pot::Sale(OfferingId(0)),
				Pot::Instrument(InstrumentId(0)),
				Pot::Intake(IntakeId(0)),
			];
			// Nobody's won ever lies with units, or in the pot of an asset or project that is not there.
			let always = [
				Pot::Person(PersonId(0)),
				Pot::Institution(sp_core::H256::zero()),
				Pot::Asset(InstrumentId(0)),
				Pot::Project(InstrumentId(0)),
			];
			let left = |pot| -> Option<AccountId> { Left::left(pot) };
			assert!(gone.into_iter().all(|pot| left(pot).is_none()), "no number was given");
			pallet_voucher_drops::NextProgramme::<Runtime>::put(ProgrammeId(1));
			pallet_basic_income::NextIncome::<Runtime>::put(IncomeId(1));
			pallet_regional_currency::NextSeries::<Runtime>::put(SeriesId(1));
			pallet_securities::NextOffering::<Runtime>::put(OfferingId(1));
			pallet_securities::NextInstrument::<Runtime>::put(InstrumentId(2));
			pallet_accelerator::NextIntake::<Runtime>::put(IntakeId(1));
			let sweep = |pot: Pot, won: Won, stays: Won| {
				let account = left(pot).unwrap();
				let source = <FundRouter as Sources<AccountId>>::account_of(pot.source());
				let before = Balances::balance(&source);
				Balances::mint_into(&account, won).unwrap();
				FundRouter::sweep_pot(RuntimeOrigin::signed(alice.clone()), pot).unwrap();
				assert_eq!(Balances::balance(&account), stays);
				assert_eq!(Balances::balance(&source), before + won - stays);
			};
			for pot in gone.into_iter().chain(always) {
				sweep(pot, 1, 0);
			}
			let own = pallet_securities::Instrument { received: 10, ..Default::default() };
			pallet_securities::Instruments::<Runtime>::insert(InstrumentId(1), own);
			sweep(Pot::Instrument(InstrumentId(1)), 13, 10);
		});
	}

	#[test]
	fn no_pot_is_a_source_or_the_budget() {
		use chungnam_primitives::{EnvelopeId, IntakeId};
		let mut pots = [0, 1, u32::MAX].map(|id| Escrow::pot(EnvelopeId(id))).to_vec();
		pots.extend([0, 1, u32::MAX].map(|id| Accelerator::pot(IntakeId(id))));
		pots.push(AcceleratorAccount::get());
		let account = <FundRouter as Sources<AccountId>>::account_of;
		for pot in pots {
			assert_ne!(pot, BudgetAccount::get());
			assert!(Source::ALL.iter().all(|source| account(*source) != pot));
		}
	}
}
