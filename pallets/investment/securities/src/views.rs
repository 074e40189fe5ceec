// SPDX-License-Identifier: Apache-2.0

//! What wallets ask. Off chain only: some of it reads all positions of a holder.

use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_primitives::{dividends::Units, InstrumentId, Moment, OfferId, OfferingId};

use crate::{deal::rested_at, offering::*, pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn view_holdings(holder: &HolderOf<T>) -> Vec<(InstrumentId, Units, Position)> {
		let own = Positions::<T>::iter_prefix(holder);
		let mut all: Vec<_> =
			own.map(|(id, position)| (id, Self::units_of(id, holder), position)).collect();
		all.sort_by_key(|(id, ..)| *id);
		all
	}

	pub(crate) fn view_rest(holder: &HolderOf<T>) -> Option<Moment> {
		let until = rested_at(Self::acts_since(holder)?);
		(T::Time::moment() < until).then_some(until)
	}

	pub(crate) fn view_open_offerings(
		from: OfferingId,
	) -> (Vec<(OfferingId, Offering)>, Option<OfferingId>) {
		let (now, end) = (T::Time::moment(), NextOffering::<T>::get());
		let next = from.checked_add(MAX_LISTED).filter(|next| *next < end);
		let page = from.until(next.unwrap_or(end));
		let all = page.filter_map(|id| Some((id, Offerings::<T>::get(id)?)));
		let open = all.filter(|(_, own)| own.state_at(now) == SaleState::Open);
		(open.collect(), next)
	}

	pub(crate) fn view_offers(instrument: InstrumentId) -> Vec<(OfferId, OfferOf<T>)> {
		let own = Offers::<T>::iter().filter(|(_, own)| own.instrument == instrument);
		let mut all: Vec<_> = own.collect();
		all.sort_by_key(|(id, _)| *id);
		all
	}
}
