// SPDX-License-Identifier: Apache-2.0

//! What an investor has and may pledge, put together from the views of securities.

use chungnam_primitives::{dividends::Units, OfferingId};
use chungnam_wallet_api::{Holding, Holdings, MyOffering, MyPledge, OpenOfferings};
use pallet_securities::Bid;

use crate::{AccountId, Securities, Timestamp};

/// All that the holder has for whom an account acts. Reads at most as many instruments and sales as one holder can have.
pub fn holdings(who: AccountId) -> Option<Holdings<AccountId>> {
	let holder = Securities::holder_of(who)?;
	let own = Securities::holdings(holder.clone()).into_iter();
	let holdings = own.map(|(instrument, units, position)| {
		let payout = Securities::payout(instrument, holder.clone());
		Holding {
			instrument,
			units,
			free: Securities::free_units(instrument, holder.clone()),
			due: payout.gross,
			net: payout.net,
			position,
			freeze: Securities::freeze_of(instrument, holder.clone()),
		}
	});
	let pledges = Securities::book(holder.clone()).pledges.into_iter().filter_map(|id| {
		let offering = Securities::offering(id)?;
		let pledge = Securities::pledge_of(id, holder.clone())?;
		Some(MyPledge { id, offering, pledge })
	});
	Some(Holdings {
		now: Timestamp::get(),
		holdings: holdings.collect(),
		pledges: pledges.collect(),
	})
}

/// A sale, and whether an account may pledge so many units of it now: all of them, as it is agreed now.
pub fn offering(who: AccountId, id: OfferingId, units: Units) -> Option<MyOffering> {
	let offering = Securities::offering(id)?;
	let bid = Bid {
		units,
		least: units,
		round: offering.round,
		document: offering.sale.document,
		dead_after: offering.sale.closes,
	};
	let may_pledge = Securities::may_pledge(id, who, bid);
	Some(MyOffering { now: Timestamp::get(), id, offering, may_pledge })
}

/// A page of the sales that are open, from a number on.
pub fn open_offerings(from: OfferingId) -> OpenOfferings {
	let (offerings, next) = Securities::open_offerings(from);
	OpenOfferings { now: Timestamp::get(), offerings, next }
}
