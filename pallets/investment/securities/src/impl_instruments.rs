// SPDX-License-Identifier: Apache-2.0

//! Instruments and their sales, for life cycles.

use chungnam_frame_kit::{Clock, PeopleExt};
use chungnam_ports::{
	Allotment, Electors, Endings, Holder, Holders, Instruments as Port, Offerings as Sales, People,
	SaleFacts, SaleOutcome, Source,
};
use chungnam_primitives::{InstrumentId, Moment, OfferingId, RegionSet, Won};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

use crate::*;

impl<T: Config> Port<T::AccountId> for Pallet<T> {
	fn issuer(instrument: InstrumentId) -> Option<Holder<T::AccountId>> {
		AllTerms::<T>::get(instrument).map(|own| own.issuer)
	}

	/// An institution that became a person's key acts for the person. A card acts for nobody here.
	fn is_issuer(instrument: InstrumentId, who: &T::AccountId) -> bool {
		let person = T::People::person_of(who);
		match AllTerms::<T>::get(instrument).map(|own| own.issuer) {
			Some(Holder::Account(account)) => account == *who && person.is_none(),
			Some(Holder::Person(issuer)) => {
				let is_phone = person == Some(issuer) && !T::Electors::is_card(who);
				is_phone && T::People::active(issuer).is_ok()
			}
			None => false,
		}
	}

	fn regions(instrument: InstrumentId) -> Option<RegionSet> {
		AllTerms::<T>::get(instrument).map(|own| own.regions)
	}

	fn allotment(instrument: InstrumentId) -> Option<Allotment> {
		let terms = AllTerms::<T>::get(instrument)?;
		Some(Allotment { all: terms.units, own: terms.own_units })
	}

	fn is_kept_out(instrument: InstrumentId, who: &T::AccountId) -> bool {
		let holder = Self::holder_behind(who).unwrap_or_else(|| Holder::Account(who.clone()));
		AllTerms::<T>::get(instrument).is_some_and(|own| own.related.contains(&holder))
	}

	/// A card acts for nobody here either.
	fn is_holder(instrument: InstrumentId, who: &T::AccountId) -> bool {
		let Ok(holder) = Self::acquirer(who) else { return false };
		let Some(terms) = AllTerms::<T>::get(instrument) else { return false };
		let Ok(party) = Self::party(instrument, &terms, &holder) else { return false };
		let may_act = party.ensure_able().is_ok() && party.class(T::Time::moment()).is_ok();
		may_act && <Self as Holders<T::AccountId>>::held(instrument, &holder) > 0
	}

	fn distribute(
		instrument: InstrumentId,
		from: &T::AccountId,
		gross: Won,
		pays_at: Moment,
	) -> DispatchResult {
		Self::pay_in(from, instrument, gross, pays_at)
	}

	fn give_back(
		instrument: InstrumentId,
		from: &T::AccountId,
		won: Won,
		pays_at: Moment,
	) -> DispatchResult {
		// Nothing goes to the source.
		Self::announce(from, instrument, Dividend { won, pays_at }, (0, Source::AssetIncome))
	}

	/// Residents are not asked: the caller has asked holders.
	fn redeem_all(instrument: InstrumentId, from: &T::AccountId, won: Won) -> DispatchResult {
		Self::ensure_kept(instrument)?;
		ensure!(won > 0, Error::<T>::PriceUnsound);
		Self::pay_for_all(from, instrument, won)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_issued(issuer: &T::AccountId, kept_out: &[T::AccountId]) -> InstrumentId {
		crate::benchmarking::issued_by::<T>(issuer, kept_out)
	}
}

impl<T: Config> Endings for Pallet<T> {
	fn has_ended(instrument: InstrumentId) -> bool {
		let stands = Instruments::<T>::contains_key(instrument);
		!stands || Redemptions::<T>::contains_key(instrument)
	}
}

impl<T: Config> Sales<T::AccountId> for Pallet<T> {
	type Sale = Sale;

	fn facts(sale: &Sale) -> SaleFacts {
		SaleFacts { most: sale.won(sale.hard_cap), units: sale.hard_cap, document: sale.document }
	}

	fn open(instrument: InstrumentId, sale: Sale) -> Result<OfferingId, DispatchError> {
		let id = NextOffering::<T>::get();
		Self::do_open_sale(instrument, sale)?;
		Ok(id)
	}

	/// A sale of which nothing is left is over.
	fn outcome(id: OfferingId) -> SaleOutcome {
		let Ok((own, _)) = Self::load_sale(id) else { return SaleOutcome::Over };
		match own.state {
			SaleState::Open => SaleOutcome::Open,
			SaleState::Decided => {
				let units = own.live.total();
				units.map_or(SaleOutcome::Over, |units| SaleOutcome::Decided(own.sale.won(units)))
			}
			SaleState::Sold | SaleState::Missed | SaleState::Stopped => SaleOutcome::Over,
		}
	}

	fn hand_over(id: OfferingId, to: &[(T::AccountId, Won)]) -> DispatchResult {
		let to = PayeesOf::<T>::try_from(to.to_vec()).map_err(|_| Error::<T>::PayeesMismatch)?;
		Self::do_hand_over(id, to)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_sale() -> Sale {
		crate::benchmarking::sale_from_now::<T>()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_decide(id: OfferingId) {
		crate::benchmarking::decide::<T>(id);
	}
}
