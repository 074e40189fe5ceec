// SPDX-License-Identifier: Apache-2.0

//! The one clock: what is due, and whose it is.

use chungnam_ports::{Due, OnDue};
use frame_support::weights::Weight;

use super::limits::DueWeight;
use crate::{
	Ballots, BasicIncome, BudgetRounds, CivicGovernance, Escrow, FundRouter, RegionalCurrency,
	Runtime, Timestamp, VoucherDrops,
};

/// Hands each kind to its owner.
pub struct Owners;

/// Asks the owner of `$due` by the method `$ask`.
macro_rules! owner_of {
	($due:ident, $ask:ident) => {
		match $due {
			Due::Month | Due::Route(_) | Due::Flush(_) => FundRouter::$ask($due),
			Due::Programme(_) => VoucherDrops::$ask($due),
			Due::Income(_) => BasicIncome::$ask($due),
			Due::Envelope(..) => Escrow::$ask($due),
			Due::Series(_) | Due::Lapse(_) => RegionalCurrency::$ask($due),
			Due::Ballot(_) => Ballots::$ask($due),
			Due::Round(_) => BudgetRounds::$ask($due),
			Due::Petition(_) | Due::Motion(_) => CivicGovernance::$ask($due),
		}
	};
}

impl OnDue for Owners {
	fn max_weight(due: Due) -> Weight {
		owner_of!(due, max_weight)
	}

	fn on_due(due: Due) -> Weight {
		owner_of!(due, on_due)
	}
}

impl pallet_agenda::Config for Runtime {
	type Time = Timestamp;
	type OnDue = Owners;
	type MaxWeight = DueWeight;
	type WeightInfo = pallet_agenda::weights::Measured<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::configs::assert_weighed;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(<Runtime as pallet_agenda::Config>::WeightInfo);
	}

	#[test]
	fn every_kind_has_an_owner_that_weighs_it() {
		for due in Due::one_of_each() {
			assert!(Owners::max_weight(due).ref_time() > 0, "{due:?}");
		}
	}

	#[test]
	fn the_heaviest_thing_fits_twice_into_a_block() {
		for due in Due::one_of_each() {
			let twice = Owners::max_weight(due).saturating_mul(2);
			assert!(twice.all_lt(DueWeight::get()), "{due:?}: {twice:?}");
		}
	}
}
