// SPDX-License-Identifier: Apache-2.0

//! A distribution centre of Cheongyang, of which residents buy units.

use chungnam_ports::{Holder, Reviewers, Source};
use chungnam_primitives::{InstrumentId, Moment, OfferingId, RegionSet, Scope, DAYS};
use chungnam_runtime::{AccountId, Runtime};
use pallet_securities::{Bid, Cap, Caps, Form, Licence, Register, Sale, Terms, MIN_REFUND};
use sp_core::H256;
use sp_runtime::Perbill;

use super::{account, Province};

type Units = pallet_securities::Call<Runtime>;

pub const CENTRE: InstrumentId = InstrumentId(0);
pub const SALE: OfferingId = OfferingId(0);
/// The people who pledge, with their units.
pub const BUYERS: [(&str, u64); 3] = [("Bob", 50), ("Charlie", 20), ("Hana", 20)];

/// The issuer has 1,000 units, of which 400 stay the issuer's; a resident of Cheongyang may have 50.
pub fn terms(issuer: Holder<AccountId>) -> Terms<AccountId> {
	let retail = Some(Cap { units: 50, won_a_year: 1_000_000 });
	Terms {
		issuer,
		document: H256::repeat_byte(1),
		form: Form::TrustCertificate,
		register: Register::Mirror,
		filing: Some(H256::repeat_byte(2)),
		regions: RegionSet::of(&[12]),
		resident_before: None,
		units: 1_000,
		own_units: 400,
		outside_most: 600,
		abroad_most: 100,
		public_share: Perbill::from_percent(10),
		public_source: Source::AssetIncome,
		caps: Caps { retail, ..Default::default() },
		related: Default::default(),
	}
}

/// A hundred units for 1,000 won each. The issuer gets the money if 80 are pledged.
pub fn sale(opens_here: Moment, closes: Moment) -> Sale {
	Sale {
		price: 1_000,
		ticket: 1,
		hard_cap: 100,
		soft_cap: 80,
		opening_cap: 50,
		opens_here,
		opens_korea: opens_here + 7 * DAYS,
		opens_abroad: opens_here + 14 * DAYS,
		closes,
		document: H256::repeat_byte(1),
		refund_until: closes + MIN_REFUND,
	}
}

/// Units change hands, and the router gets a thousandth.
pub fn licence() -> Option<Licence> {
	Some(Licence { document: H256::repeat_byte(5), fee_bp: 10 })
}

/// A bid for so many units or none, good for a minute.
pub fn bid(province: &Province, units: u64) -> Bid {
	let (document, dead_after) = (H256::repeat_byte(1), province.now() + 60_000);
	Bid { units, least: units, round: 0, document, dead_after }
}

/// The province's office looks at what Gongju builds.
pub fn reviewers() -> Reviewers<AccountId> {
	let regions = RegionSet::of(&[2]);
	Reviewers::Office { account: account("Province"), scope: Scope::Merchants, regions }
}

/// A sale that opens in a day: 90 units are pledged for.
pub fn pledge(province: &mut Province) {
	province.days(1);
	province.catch_up();
	for (name, units) in BUYERS {
		let (dest, value) = (account(name).into(), 100_000);
		province.does("Nation", pallet_balances::Call::transfer_keep_alive { dest, value });
		let bid = bid(province, units);
		province.does(name, Units::pledge { id: SALE, bid });
	}
}

/// They are pledged for until it closes.
pub fn sell(province: &mut Province) {
	pledge(province);
	province.days(60);
	province.catch_up();
}
