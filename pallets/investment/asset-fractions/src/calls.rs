// SPDX-License-Identifier: Apache-2.0

//! The calls, in the order of their numbers. Each is two lines, the origin and then the body in `functions.rs`.

use frame_support::pallet_macros::*;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Proposes to share the asset behind an instrument, by a plan that is frozen from now on.
		///
		/// Origin: the institution that issues the instrument. Emits [`Event::Proposed`].
		/// Errors: `ShareUnsound`, `WorksUnsound`, `TermUnsound`, `InstrumentNotFound`, `NotAuthorized`, `AlreadyExists`,
		/// `MaxAssetsExceeded`, `MayBuy`, `PayeeGone`.
		#[pallet::call_index(0)]
		pub fn propose(
			origin: OriginFor<T>,
			asset: InstrumentId,
			plan: Box<PlanOf<T>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_propose(who, asset, *plan)
		}

		/// Names two appraisers and a notary, or others instead; of an asset that runs, while appraisers are asked what it is worth.
		/// The terms of the instrument must keep all of them from buying.
		///
		/// Origin: the committee. Emits [`Event::ExpertsNamed`], and [`Event::Advanced`].
		/// Errors: `AssetNotFound`, `ExpertsUnsound`, `MayBuy`, `WrongStatus`, `TooLate`.
		#[pallet::call_index(1)]
		pub fn name_experts(
			origin: OriginFor<T>,
			asset: InstrumentId,
			experts: ExpertsOf<T>,
		) -> DispatchResult {
			T::CommitteeOrigin::ensure_origin(origin)?;
			Self::do_name_experts(asset, experts)
		}

		/// Says what an asset is worth, in won, for the reasons in the report with this hash. Once, and once each time that somebody
		/// asks while it runs.
		///
		/// Origin: an appraiser. Emits [`Event::Appraised`], and [`Event::Advanced`] after the second one; of an asset that runs,
		/// [`Event::AppraisedAnew`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `TooLate`, `NotAuthorized`, `AlreadySaid`, `ZeroValue`.
		#[pallet::call_index(2)]
		pub fn appraise(
			origin: OriginFor<T>,
			asset: InstrumentId,
			value: Won,
			report: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_appraise(&who, asset, value, report)
		}

		/// Says that the trust has title to an asset, by the document with this hash. Without it no money of the sale is paid.
		///
		/// Origin: the notary. Emits [`Event::TitleConfirmed`].
		/// Errors: `AssetNotFound`, `NotAuthorized`, `WrongStatus`, `AlreadySaid`.
		#[pallet::call_index(3)]
		pub fn confirm_title(
			origin: OriginFor<T>,
			asset: InstrumentId,
			deed: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_confirm_title(&who, asset, deed)
		}

		/// Opens the sale of the units. They cost together no more than the plan's share of the lower value, and each no more than
		/// its part of it, counted among all units that the terms allow.
		///
		/// Origin: the owner. Emits [`Event::Advanced`].
		/// Errors: `AssetNotFound`, `NotAuthorized`, `WrongStatus`, `TooLate`, `WrongDocument`, `PriceTooHigh`, and those of
		/// the sale.
		#[pallet::call_index(4)]
		pub fn offer(origin: OriginFor<T>, asset: InstrumentId, sale: SaleOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer(&who, asset, sale)
		}

		/// Does what follows by itself: a time is over, residents chose what is built, the sale is decided and there is title, the
		/// works are done, the units are redeemed, or holders signed or voted about the manager or a hand-over. Free of charge when
		/// something followed.
		///
		/// Origin: anyone. Emits [`Event::Advanced`], [`Event::IdeaChosen`], [`Event::Paid`], [`Event::ManagerNamed`],
		/// [`Event::ReportMissed`], [`Event::PutToVote`], [`Event::HoldersAnswered`], [`Event::ChallengeDropped`],
		/// [`Event::HandOverAsked`], [`Event::HandOverDropped`], [`Event::HandOverRefused`], [`Event::GivenBack`],
		/// [`Event::HandedOver`], [`Event::Purchased`], [`Event::PurchaseRefused`], [`Event::PurchaseDropped`] or [`Event::Ended`].
		/// Errors: `AssetNotFound`, `NothingToDo`, `InsufficientBalance`, and those of the sale, of the envelope and of the ballot.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::weight_of_advance())]
		pub fn advance(origin: OriginFor<T>, asset: InstrumentId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_advance(asset)
		}

		/// Takes a proposal back, before the sale opens.
		///
		/// Origin: the owner. Emits [`Event::Ended`].
		/// Errors: `AssetNotFound`, `NotAuthorized`, `WrongStatus`, `InsufficientBalance`.
		#[pallet::call_index(6)]
		pub fn withdraw(origin: OriginFor<T>, asset: InstrumentId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(&who, asset)
		}

		/// Pays in an income of an asset for all units of a day, at least a week ahead.
		///
		/// Origin: the manager. Emits [`Event::IncomePaid`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `NotAuthorized`, and those of the dividend.
		#[pallet::call_index(7)]
		pub fn pay_income(
			origin: OriginFor<T>,
			asset: InstrumentId,
			gross: Won,
			pays_at: Moment,
			evidence: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_pay_income(&who, asset, gross, pays_at, evidence)
		}

		/// Gives all units what came back from the works, and whatever else lies in the pot, on a day at least a week ahead.
		///
		/// Origin: the manager. Emits [`Event::GivenBack`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `NotAuthorized`, `NothingToDo`, and those of the dividend.
		#[pallet::call_index(8)]
		pub fn give_back(
			origin: OriginFor<T>,
			asset: InstrumentId,
			pays_at: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_give_back(&who, asset, pays_at)
		}

		/// Reports on a quarter, by the document with this hash.
		///
		/// Origin: the manager. Emits [`Event::Reported`], and [`Event::Advanced`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `NotAuthorized`, `TooEarly`, `TooLate`.
		#[pallet::call_index(9)]
		pub fn report(origin: OriginFor<T>, asset: InstrumentId, report: H256) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report(&who, asset, report)
		}

		/// Names a manager for so many milliseconds, while the owner runs the asset in the meantime. Not after a hand-over.
		///
		/// Origin: the committee. Emits [`Event::ManagerNamed`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `ManagerServes`, `TermUnsound`, `MayBuy`.
		#[pallet::call_index(10)]
		pub fn name_manager(
			origin: OriginFor<T>,
			asset: InstrumentId,
			account: T::AccountId,
			term: Moment,
		) -> DispatchResult {
			T::CommitteeOrigin::ensure_origin(origin)?;
			Self::do_name_manager(asset, account, term)
		}

		/// Asks the appraisers what an asset that runs is worth, for the reasons in the document with this hash. What both say is
		/// the least for which all units end together, for a year. Without it that is the lower value at the sale.
		///
		/// Origin: the owner, the manager, the issuer of the instrument, or a holder of units. Emits [`Event::ValueAsked`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `NotAuthorized`, `ValuationRuns`.
		#[pallet::call_index(11)]
		pub fn ask_value(
			origin: OriginFor<T>,
			asset: InstrumentId,
			document: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_ask_value(&who, asset, document)
		}

		/// Asks the holders of an asset that runs about its manager, for the reasons in the document with this hash. For 30 days
		/// they sign, by support on the ballot that is opened, that they want to vote. Once holders of 3 hundredths of all units
		/// did, anyone has it put to the vote, for three weeks (`advance`). Where a fifth of all units voted and most of them say
		/// yes, the manager goes; where most say no, the manager stays for another term. Not within 180 days of the last vote.
		///
		/// Origin: a holder of units. Emits [`Event::Challenged`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `NotAuthorized`, `NobodyServes`, `ChallengeRuns`, `ChallengedLately`, and those
		/// of the ballot.
		#[pallet::call_index(12)]
		pub fn ask_holders(
			origin: OriginFor<T>,
			asset: InstrumentId,
			document: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_ask_holders(&who, asset, document)
		}

		/// Asks the holders of an asset that runs whether it is handed over to the signer, their association, for the reasons in
		/// the document with this hash. For 30 days they sign, by support on the ballot that is opened, that they want to vote.
		/// Once holders of 3 hundredths of all units did, anyone has it put to the vote, for three weeks (`advance`). Where a
		/// third of all units voted, and two thirds of those that said yes or no said yes, the association owns the asset and runs
		/// it, until another one follows it by the same vote. What lies in the pot goes to all units. Not within 180 days of a vote
		/// that refused it to the same association.
		///
		/// Origin: an institution with units and a credential that holds, which is not the owner and may buy units. Emits
		/// [`Event::HandOverAsked`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `NotAuthorized`, `HasRole`, `HandOverRuns`, `RefusedLately`, and those of the
		/// ballot.
		#[pallet::call_index(13)]
		pub fn ask_hand_over(
			origin: OriginFor<T>,
			asset: InstrumentId,
			document: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_ask_hand_over(who, asset, document)
		}

		/// Hands in an idea for the works of an asset: the document with this hash says what is built instead of what the owner
		/// planned, and the note why the money of the works suffices. Payments, payee and reviewers stay those of the plan. Where five
		/// residents are behind an idea, its author among them, all residents vote about it once the time of ideas is over
		/// (`advance`). Each is behind one idea of an asset. Where all places are taken, of those that are a week old and have too few
		/// supporters the one with the fewest loses its place, and its author hands in no other.
		///
		/// Origin: a resident of the regions of the instrument, by any key. Emits [`Event::IdeaHandedIn`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `TooLate`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`,
		/// `InstrumentNotFound`, `NotResident`, `IdeaExists`, `StandsBehindOne`, `LostPlace`, `MaxIdeasExceeded`.
		#[pallet::call_index(14)]
		pub fn hand_in_idea(
			origin: OriginFor<T>,
			asset: InstrumentId,
			document: H256,
			note: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_hand_in_idea(&who, asset, document, note)
		}

		/// Supports the idea with this document for the works of an asset. Each resident is behind one idea of an asset, for good.
		///
		/// Origin: a resident of the regions of the instrument, by any key. Emits [`Event::IdeaSupported`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `TooLate`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`,
		/// `InstrumentNotFound`, `NotResident`, `StandsBehindOne`, `IdeaNotFound`, `EnoughSupport`.
		#[pallet::call_index(15)]
		pub fn support_idea(
			origin: OriginFor<T>,
			asset: InstrumentId,
			document: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_support_idea(&who, asset, document)
		}

		/// Offers so much won for all units of an asset that runs, for the reasons in the document with this hash, and deposits it:
		/// no less than both appraisers said lately. Holders vote about it for three weeks. Where a third of all units voted, and
		/// two thirds of those that said yes or no said yes, the deposit pays for all units, of which each holder takes a part, and
		/// the life of the asset ends (`advance`). Otherwise it goes back, and for 180 days nobody offers less than 5 % more. Nobody
		/// takes an offer back before.
		///
		/// Origin: an institution of which a credential is known, or a person, whom the terms of the instrument do not keep from buying. Emits
		/// [`Event::PurchaseOffered`].
		/// Errors: `AssetNotFound`, `WrongStatus`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `HasRole`, `PurchaseRuns`,
		/// `PurchaseRefusedLately`, `NotValued`, `PriceTooLow`, `InsufficientBalance`, and those of the ballot
		/// and of accounts.
		#[pallet::call_index(16)]
		pub fn offer_purchase(
			origin: OriginFor<T>,
			asset: InstrumentId,
			won: Won,
			document: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer_purchase(who, asset, won, document)
		}
	}
}
