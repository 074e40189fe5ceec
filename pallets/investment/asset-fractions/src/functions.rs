// SPDX-License-Identifier: Apache-2.0

//! Assets: proposed, appraised, sold, and run.

mod challenges;
mod hand_overs;
mod ideas;
mod purchases;

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{
	Allotment, Appraisals, Endings, Escrow, EscrowOwner, Holder, Instruments, Offerings,
	PayeeReason, Payees, SaleFacts, SaleOutcome,
};
use chungnam_primitives::{EnvelopeId, InstrumentId, Moment, OfferingId, Won};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	traits::Get,
};
use sp_core::H256;
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> From<Unsound> for Error<T> {
	fn from(why: Unsound) -> Self {
		match why {
			Unsound::Share => Self::ShareUnsound,
			Unsound::Works => Self::WorksUnsound,
			Unsound::Term => Self::TermUnsound,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The account through which money of an asset goes into an envelope, and into which it comes back.
	pub(crate) fn pot_of(id: InstrumentId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(id.0)
	}

	/// The owner of the envelopes of an asset.
	pub(crate) fn envelopes_of(id: InstrumentId) -> EscrowOwner {
		EscrowOwner::Asset(id.0)
	}

	fn asset_of(id: InstrumentId) -> Result<AssetOf<T>, Error<T>> {
		Fractions::<T>::get(id).ok_or(Error::<T>::AssetNotFound)
	}

	/// An asset whose owner signs.
	fn owned_by(who: &T::AccountId, id: InstrumentId) -> Result<AssetOf<T>, Error<T>> {
		let asset = Self::asset_of(id)?;
		ensure!(asset.owner == *who, Error::<T>::NotAuthorized);
		Ok(asset)
	}

	/// An asset that is shared, and whose manager signs.
	fn run_by(who: &T::AccountId, id: InstrumentId) -> Result<AssetOf<T>, Error<T>> {
		let asset = Self::asset_of(id)?;
		ensure!(asset.status.is_shared(), Error::<T>::WrongStatus);
		ensure!(asset.manager_at(T::Time::moment()) == who, Error::<T>::NotAuthorized);
		Ok(asset)
	}

	/// An account that runs an asset does not buy its units, unless the owner itself runs it.
	fn check_manager(
		id: InstrumentId,
		owner: &T::AccountId,
		manager: &T::AccountId,
	) -> Result<(), Error<T>> {
		let is_out = manager == owner || T::Instruments::is_kept_out(id, manager);
		ensure!(is_out, Error::<T>::MayBuy);
		Ok(())
	}

	/// What follows from an act of somebody.
	fn follows(asset: &AssetOf<T>, act: Act) -> Result<Step, Error<T>> {
		let now = T::Time::moment();
		let late = asset.status.is_late(now);
		let why = if late { Error::<T>::TooLate } else { Error::<T>::WrongStatus };
		next(asset.status, act, now).ok_or(why)
	}

	/// Keeps an asset in its next status, or ends it.
	fn apply(id: InstrumentId, mut asset: AssetOf<T>, step: Step) -> DispatchResult {
		match step {
			Step::To(status) => {
				let begins = |own| matches!(own, Status::Operating { .. });
				if begins(status) && !begins(asset.status) {
					let until = T::Time::moment().saturating_add(asset.plan.term); // bounded
					asset.manager.until = Some(until);
					Self::tell_manager(id, &asset);
				}
				asset.status = status;
				Fractions::<T>::insert(id, asset);
				Self::deposit_event(Event::Advanced { asset: id, status });
			}
			Step::End(end) => {
				let pot = Self::pot_of(id);
				let stray = T::Won::spendable(&pot);
				T::Won::send(&pot, &asset.owner, stray, Error::<T>::InsufficientBalance)?;
				Fractions::<T>::remove(id);
				Valuations::<T>::remove(id);
				Self::drop_ideas(id, &asset);
				Self::deposit_event(Event::Ended { asset: id, end, stray });
			}
		}
		Ok(())
	}

	fn tell_manager(id: InstrumentId, asset: &AssetOf<T>) {
		let manager = asset.manager.clone();
		Self::deposit_event(Event::ManagerNamed { asset: id, manager });
	}

	/// The owner runs an asset until the committee names a manager. Nobody is asked any longer about one who is gone.
	fn let_owner_run(id: InstrumentId, asset: &mut AssetOf<T>) {
		asset.manager = Manager::without_term(asset.owner.clone());
		Self::tell_manager(id, asset);
		Self::stop_challenge(id);
	}

	pub(crate) fn do_propose(
		owner: T::AccountId,
		id: InstrumentId,
		plan: PlanOf<T>,
	) -> DispatchResult {
		plan.check().map_err(Error::<T>::from)?;
		let issuer = T::Instruments::issuer(id).ok_or(Error::<T>::InstrumentNotFound)?;
		ensure!(issuer == Holder::Account(owner.clone()), Error::<T>::NotAuthorized);
		ensure!(!Fractions::<T>::contains_key(id), Error::<T>::AlreadyExists);
		ensure!(Fractions::<T>::count() < MAX_ASSETS, Error::<T>::MaxAssetsExceeded);
		Self::check_manager(id, &owner, &plan.manager)?;
		let payee = plan.works.as_ref().map(|works| &works.payee);
		let nobody = Self::pot_of(id);
		let account = payee.map(|own| T::Payees::account_of(own, &nobody));
		ensure!(account != Some(Err(PayeeReason::Gone)), Error::<T>::PayeeGone);

		let asset = Asset::new(owner.clone(), plan.clone(), T::Time::moment());
		Fractions::<T>::insert(id, asset);
		Self::deposit_event(Event::Proposed { asset: id, owner, plan });
		Ok(())
	}

	pub(crate) fn do_name_experts(id: InstrumentId, experts: ExpertsOf<T>) -> DispatchResult {
		let mut asset = Self::asset_of(id)?;
		let step = Self::follows(&asset, Act::Named)?;
		// Before an asset runs that is the manager of the plan.
		let others = [&asset.owner, &asset.manager.account];
		ensure!(experts.are_independent(others), Error::<T>::ExpertsUnsound);
		let [first, second] = &experts.appraisers;
		let all = [first, second, &experts.notary];
		let are_out = all.iter().all(|own| T::Instruments::is_kept_out(id, own));
		ensure!(are_out, Error::<T>::MayBuy);

		asset.experts = Some(experts.clone());
		if asset.status.is_shared() {
			// What was said before the sale stays, and so does title.
			let asked = Self::asked(id).ok_or(Error::<T>::WrongStatus)?;
			Valuations::<T>::insert(id, Valuation { values: [None; 2], ..asked });
		} else {
			(asset.values, asset.deed) = ([None; 2], None);
		}
		Self::deposit_event(Event::ExpertsNamed { asset: id, experts });
		Self::apply(id, asset, step)
	}

	pub(crate) fn do_appraise(
		who: &T::AccountId,
		id: InstrumentId,
		value: Won,
		report: H256,
	) -> DispatchResult {
		let mut asset = Self::asset_of(id)?;
		if asset.status.is_shared() {
			return Self::appraise_anew(who, id, &asset, value, report);
		}
		let has_works = asset.plan.works.is_some();
		let step = Self::follows(&asset, Act::Valued { has_works })?;
		let experts = asset.experts.as_ref().ok_or(Error::<T>::NotAuthorized)?;
		let place = Self::note_value(experts, &mut asset.values, who, value)?;
		Self::deposit_event(Event::Appraised { asset: id, place, value, report });
		if asset.values.iter().all(Option::is_some) {
			return Self::apply(id, asset, step);
		}
		Fractions::<T>::insert(id, asset);
		Ok(())
	}

	/// Notes what an appraiser said, and gives the place of the appraiser.
	fn note_value(
		experts: &ExpertsOf<T>,
		values: &mut [Option<Won>; 2],
		who: &T::AccountId,
		value: Won,
	) -> Result<u8, Error<T>> {
		let mut places = (0u8..).zip(&experts.appraisers).zip(values);
		let found = places.find(|((_, own), _)| *own == who);
		let ((place, _), own) = found.ok_or(Error::<T>::NotAuthorized)?;
		ensure!(own.is_none(), Error::<T>::AlreadySaid);
		ensure!(value > 0, Error::<T>::ZeroValue);
		*own = Some(value);
		Ok(place)
	}

	/// The appraisers of an asset that runs are asked what it is worth, and have time.
	fn asked(id: InstrumentId) -> Option<Valuation> {
		let now = T::Time::moment();
		Valuations::<T>::get(id).filter(|own| now < own.until && !own.is_whole())
	}

	/// Says what an asset that runs is worth now.
	fn appraise_anew(
		who: &T::AccountId,
		id: InstrumentId,
		asset: &AssetOf<T>,
		value: Won,
		report: H256,
	) -> DispatchResult {
		let mut asked = Self::asked(id).ok_or(Error::<T>::WrongStatus)?;
		let now = T::Time::moment();
		// The committee made a manager of an appraiser.
		ensure!(asset.manager_at(now) != who, Error::<T>::NotAuthorized);
		let experts = asset.experts.as_ref().ok_or(Error::<T>::NotAuthorized)?;
		let place = Self::note_value(experts, &mut asked.values, who, value)?;
		if asked.is_whole() {
			asked.until = now.saturating_add(VALID); // now is far from the end of time
		}
		let until = asked.until;
		Valuations::<T>::insert(id, asked);
		Self::deposit_event(Event::AppraisedAnew { asset: id, place, value, report, until });
		Ok(())
	}

	pub(crate) fn do_ask_value(
		who: &T::AccountId,
		id: InstrumentId,
		document: H256,
	) -> DispatchResult {
		let asset = Self::asset_of(id)?;
		ensure!(asset.status.runs(), Error::<T>::WrongStatus);
		let now = T::Time::moment();
		let is_run = asset.owner == *who || asset.manager_at(now) == who;
		// Holders ask for a buyer of all units, and the issuer also after a hand-over: an association that falls silent stops no end.
		let is_theirs =
			is_run || T::Instruments::is_holder(id, who) || T::Instruments::is_issuer(id, who);
		ensure!(is_theirs, Error::<T>::NotAuthorized);
		// What was said holds for its time, whoever would like to hear another value.
		let holds = Valuations::<T>::get(id).is_some_and(|own| now < own.until);
		ensure!(!holds, Error::<T>::ValuationRuns);

		let valuation = Valuation::new(document, now);
		Valuations::<T>::insert(id, valuation);
		Self::deposit_event(Event::ValueAsked { asset: id, valuation });
		Ok(())
	}

	/// The least for which all units of an asset end together.
	pub(crate) fn least_of(id: InstrumentId) -> Won {
		let anew = Valuations::<T>::get(id);
		let own = Fractions::<T>::get(id);
		own.map_or(0, |own| own.least(anew.as_ref(), T::Time::moment()))
	}

	pub(crate) fn do_confirm_title(
		who: &T::AccountId,
		id: InstrumentId,
		deed: H256,
	) -> DispatchResult {
		let mut asset = Self::asset_of(id)?;
		let notary = asset.experts.as_ref().map(|own| &own.notary);
		ensure!(notary == Some(who), Error::<T>::NotAuthorized);
		ensure!(!asset.status.is_shared(), Error::<T>::WrongStatus);
		ensure!(asset.deed.is_none(), Error::<T>::AlreadySaid);

		asset.deed = Some(deed);
		Fractions::<T>::insert(id, asset);
		Self::deposit_event(Event::TitleConfirmed { asset: id, deed });
		Ok(())
	}

	pub(crate) fn do_offer(
		who: &T::AccountId,
		id: InstrumentId,
		sale: SaleOf<T>,
	) -> DispatchResult {
		let asset = Self::owned_by(who, id)?;
		// The number of the sale is not known yet.
		Self::follows(&asset, Act::Offered(OfferingId::default()))?;
		let SaleFacts { most, units, document } = T::Offerings::facts(&sale);
		ensure!(document == asset.plan.document, Error::<T>::WrongDocument);
		ensure!(asset.most().is_some_and(|value| most <= value), Error::<T>::PriceTooHigh);
		// The owner's own units, which cost nothing, share in all that the asset earns.
		let Allotment { all, .. } =
			T::Instruments::allotment(id).ok_or(Error::<T>::InstrumentNotFound)?;
		ensure!(asset.is_worth(most, units, all), Error::<T>::PriceTooHigh);

		let offering = T::Offerings::open(id, sale)?;
		let step = Self::follows(&asset, Act::Offered(offering))?;
		Self::apply(id, asset, step)
	}

	pub(crate) fn do_withdraw(who: &T::AccountId, id: InstrumentId) -> DispatchResult {
		let asset = Self::owned_by(who, id)?;
		let step = next(asset.status, Act::TakenBack, T::Time::moment());
		Self::apply(id, asset, step.ok_or(Error::<T>::WrongStatus)?)
	}

	pub(crate) fn do_advance(id: InstrumentId) -> DispatchResultWithPostInfo {
		let mut asset = Self::asset_of(id)?;
		let now = T::Time::moment();
		let runs = asset.status.runs();
		if runs && T::Instruments::has_ended(id) {
			Self::end_redeemed(id, asset, now)?;
			return Ok(Pays::No.into());
		}
		if asset.manager.is_over(now) {
			Self::let_owner_run(id, &mut asset);
			Fractions::<T>::insert(id, asset);
			return Ok(Pays::No.into());
		}
		let act = match asset.status {
			Status::Ideas { until } if now >= until => {
				Self::put_ideas_to_vote(id, &asset, until, now)?
			}
			Status::Choosing { ballot, .. } => Self::choose_idea(id, &mut asset, ballot, now),
			Status::Offering { sale } => match T::Offerings::outcome(sale) {
				SaleOutcome::Decided(won) if asset.deed.is_some() => {
					Act::Paid(Self::pay(id, &mut asset, sale, won)?)
				}
				SaleOutcome::Over => Act::SaleOver,
				SaleOutcome::Open | SaleOutcome::Decided(_) => Act::Clock,
			},
			Status::Development { works } if T::Escrow::facts(works).is_none() => Act::WorksOver,
			_ => Act::Clock,
		};
		let Some(step) = next(asset.status, act, now) else {
			// Reports come first: a vote that cannot be opened now does not keep them.
			return Self::turn(id, asset);
		};
		if runs {
			Self::miss_report(id, &mut asset);
		}
		Self::apply(id, asset, step)?;
		Ok(Pays::No.into())
	}

	/// Somebody paid for all units: nothing is left of the asset, nor of what its holders are asked.
	pub(crate) fn end_redeemed(id: InstrumentId, asset: AssetOf<T>, now: Moment) -> DispatchResult {
		let step = next(asset.status, Act::Redeemed, now).ok_or(Error::<T>::NothingToDo)?;
		Self::drop_challenge(id);
		Self::drop_hand_over(id);
		Self::drop_purchase(id)?;
		Self::apply(id, asset, step)
	}

	/// A report did not come. The owner runs an asset whose manager missed too many.
	fn miss_report(id: InstrumentId, asset: &mut AssetOf<T>) {
		let missed = asset.manager.missed.saturating_add(1); // at most MAX_MISSED
		asset.manager.missed = missed;
		Self::deposit_event(Event::ReportMissed { asset: id, missed });
		if missed >= MAX_MISSED {
			Self::let_owner_run(id, asset);
		}
	}

	/// Pays the money of a decided sale: the owner's, and that of the works into an envelope.
	fn pay(
		id: InstrumentId,
		asset: &mut AssetOf<T>,
		offering: OfferingId,
		won: Won,
	) -> Result<Option<EnvelopeId>, DispatchError> {
		let (pot, now) = (Self::pot_of(id), T::Time::moment());
		let (owner, works) = asset.plan.divide(won);
		let parts = [(asset.owner.clone(), owner), (pot.clone(), works)];
		let parts: Vec<_> = parts.into_iter().filter(|(_, part)| *part > 0).collect();
		T::Offerings::hand_over(offering, &parts)?;
		asset.taken = won;
		Self::deposit_event(Event::Paid { asset: id, offering, owner, works });
		let Some(plan) = asset.envelope(id, pot.clone(), works, now) else { return Ok(None) };
		T::Escrow::open(Self::envelopes_of(id), &pot, plan).map(Some)
	}

	pub(crate) fn do_pay_income(
		who: &T::AccountId,
		id: InstrumentId,
		gross: Won,
		pays_at: Moment,
		evidence: H256,
	) -> DispatchResult {
		Self::run_by(who, id)?;
		T::Instruments::distribute(id, who, gross, pays_at)?;
		Self::deposit_event(Event::IncomePaid { asset: id, gross, pays_at, evidence });
		Ok(())
	}

	pub(crate) fn do_give_back(
		who: &T::AccountId,
		id: InstrumentId,
		pays_at: Moment,
	) -> DispatchResult {
		Self::run_by(who, id)?;
		let won = Self::returned_to(id);
		ensure!(won > 0, Error::<T>::NothingToDo);
		T::Instruments::give_back(id, &Self::pot_of(id), won, pays_at)?;
		Self::deposit_event(Event::GivenBack { asset: id, won, pays_at });
		Ok(())
	}

	pub(crate) fn do_report(who: &T::AccountId, id: InstrumentId, report: H256) -> DispatchResult {
		let mut asset = Self::run_by(who, id)?;
		let step = Self::follows(&asset, Act::Reported)?;
		let begins = asset.status.until().and_then(|until| until.checked_sub(QUARTER));
		let is_early = begins.is_some_and(|begins| T::Time::moment() < begins);
		ensure!(!is_early, Error::<T>::TooEarly);

		asset.manager.missed = 0;
		Self::deposit_event(Event::Reported { asset: id, report });
		Self::apply(id, asset, step)
	}

	pub(crate) fn do_name_manager(
		id: InstrumentId,
		account: T::AccountId,
		term: Moment,
	) -> DispatchResult {
		let mut asset = Self::asset_of(id)?;
		let now = T::Time::moment();
		// An association that owns it runs it itself.
		let is_owned = matches!(asset.status, Status::Operating { .. });
		ensure!(is_owned, Error::<T>::WrongStatus);
		let serves = asset.manager.until.is_some_and(|until| now < until);
		ensure!(!serves, Error::<T>::ManagerServes);
		ensure!(is_term(term), Error::<T>::TermUnsound);
		Self::check_manager(id, &asset.owner, &account)?;

		let until = Some(now.saturating_add(term)); // bounded
		asset.manager = Manager { account, until, missed: 0 };
		Self::tell_manager(id, &asset);
		Fractions::<T>::insert(id, asset);
		Ok(())
	}
}

impl<T: Config> Appraisals for Pallet<T> {
	fn least(instrument: InstrumentId) -> Won {
		Self::least_of(instrument)
	}

	fn is_voted_about(instrument: InstrumentId) -> bool {
		let now = T::Time::moment();
		Challenges::<T>::get(instrument).is_some_and(|own| own.stage.is_voting(now))
			// The issuer would take its units while others still sign, and vote with them.
			|| HandOvers::<T>::get(instrument).is_some_and(|own| own.stage.ballot().is_some())
			// A yes counts however late anyone says so. Until then the units are those that holders saw.
			|| Purchases::<T>::get(instrument).is_some_and(|own| own.stage.ballot().is_some())
	}

	fn is_handed_over(instrument: InstrumentId) -> bool {
		let status = Fractions::<T>::get(instrument).map(|own| own.status);
		matches!(status, Some(Status::HandedOver { .. }))
	}
}
