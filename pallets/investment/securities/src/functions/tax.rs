// SPDX-License-Identifier: Apache-2.0

//! Tax of dividends: withheld when they are paid, by the rate of that day, and brought to the office by anyone.

use chungnam_frame_kit::WonExt;
use chungnam_ports::{Holder, People};
use chungnam_primitives::{InstrumentId, Won};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
};
use sp_runtime::{DispatchError, DispatchResult};

use crate::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_withholding(withholding: WithholdingOf<T>) -> DispatchResult {
		ensure!(withholding.is_sound(), Error::<T>::RateUnsound);
		let office = Holder::Account(withholding.office.clone());
		ensure!(Credentials::<T>::contains_key(&office), Error::<T>::OfficeUnknown);

		TaxTerms::<T>::put(&withholding);
		Self::deposit_event(Event::WithholdingSet { withholding });
		Ok(())
	}

	/// True if taxes go to this holder.
	pub(crate) fn is_tax_office(holder: &HolderOf<T>) -> bool {
		let Holder::Account(account) = holder else { return false };
		TaxTerms::<T>::get().is_some_and(|own| own.office == *account)
	}

	/// What would be withheld now of so much won that a holder earned.
	fn tax_of(id: InstrumentId, holder: &HolderOf<T>, won: Won) -> Tax {
		let Holder::Person(person) = holder else { return Tax::default() };
		if won == 0 {
			return Tax::default();
		}
		let Some(terms) = TaxTerms::<T>::get() else { return Tax::default() };
		let home = T::People::profile(*person).map_or(0, |own| own.zone.region);
		let counted = Positions::<T>::get(holder, id).map_or(Seat::Here, |own| own.seat);
		let credential = Credentials::<T>::get(holder);
		let rate =
			if is_abroad(home != 0, credential, counted) { terms.abroad } else { terms.korea };
		rate.of(won)
	}

	/// Pays what was owed to a holder to an account that may ask for it, and says how much arrived. Of at most `taxed` of it the
	/// tax stays in the purse.
	pub(crate) fn pay_earned(
		id: InstrumentId,
		holder: &HolderOf<T>,
		to: &T::AccountId,
		(won, taxed): (Won, Won),
	) -> Result<Won, DispatchError> {
		let gross = won.min(taxed);
		let tax = Self::tax_of(id, holder, gross);
		let withheld = tax.total();
		let net = won.checked_sub(withheld).ok_or(Error::<T>::Overflow)?;
		Self::pay_dues(id, to, net)?;
		if withheld > 0 {
			let due = TaxesDue::<T>::get(id).checked_add(withheld).ok_or(Error::<T>::Overflow)?;
			TaxesDue::<T>::insert(id, due);
			Self::change(id, |own| {
				Some(Instrument { paid: own.paid.checked_add(withheld)?, ..own })
			})?;
			let holder = holder.clone();
			Self::deposit_event(Event::TaxWithheld { instrument: id, holder, gross, tax });
		}
		Ok(net)
	}

	/// Brings what was withheld to the office of now. The instrument may have ended.
	pub(crate) fn do_remit_tax(id: InstrumentId) -> DispatchResultWithPostInfo {
		let won = TaxesDue::<T>::get(id);
		ensure!(won > 0, Error::<T>::NothingDue);
		let terms = TaxTerms::<T>::get().ok_or(Error::<T>::NothingDue)?;
		let to = terms.office;

		T::Won::send(&Self::purse_of(id), &to, won, Error::<T>::InsufficientBalance)?;
		TaxesDue::<T>::remove(id);
		Self::deposit_event(Event::TaxRemitted { instrument: id, to, won });
		Ok(Pays::No.into())
	}

	/// What a holder could take now, and what arrives of it.
	pub(crate) fn view_payout(id: InstrumentId, holder: &HolderOf<T>) -> Option<Payout> {
		let (earned, cash) = Self::view_parts(id, holder)?;
		let gross = earned.checked_add(cash)?;
		let tax = Self::tax_of(id, holder, earned);
		Some(Payout { gross, tax, net: gross.checked_sub(tax.total())? })
	}
}
