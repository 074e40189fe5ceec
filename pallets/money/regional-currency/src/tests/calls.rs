// SPDX-License-Identifier: Apache-2.0

//! Calls that say what they weighed, without what they weighed.

use chungnam_primitives::{CohortId, ReceiptId};
use frame_support::dispatch::DispatchResultWithPostInfo;

use super::*;
use crate::{ClawBackReason, Payments};

fn plainly(result: DispatchResultWithPostInfo) -> DispatchResult {
	result.map(|_| ()).map_err(|failed| failed.error)
}

pub fn sell(
	by: RuntimeOrigin,
	series: SeriesId,
	to: PersonId,
	amount: Won,
	least: Won,
) -> DispatchResult {
	plainly(RegionalCurrency::sell(by, series, to, amount, least))
}

pub fn buy(by: RuntimeOrigin, series: SeriesId, amount: Won, least: Won) -> DispatchResult {
	plainly(RegionalCurrency::buy(by, series, amount, least))
}

pub fn issue(by: RuntimeOrigin, series: SeriesId, payments: Payments) -> DispatchResult {
	plainly(RegionalCurrency::issue(by, series, payments))
}

pub fn claw_back(
	by: RuntimeOrigin,
	series: SeriesId,
	person: PersonId,
	amount: Won,
	reason: ClawBackReason,
) -> DispatchResult {
	plainly(RegionalCurrency::claw_back(by, series, person, amount, reason))
}

pub fn gift(by: RuntimeOrigin, series: SeriesId, to: PersonId, amount: Won) -> DispatchResult {
	plainly(RegionalCurrency::gift(by, series, to, amount))
}

pub fn give_up(by: RuntimeOrigin, series: SeriesId) -> DispatchResult {
	plainly(RegionalCurrency::give_up(by, series))
}

pub fn refund(by: RuntimeOrigin, receipt: ReceiptId, amount: Won) -> DispatchResult {
	plainly(RegionalCurrency::refund(by, receipt, amount))
}

pub fn refund_rest(by: RuntimeOrigin, series: SeriesId) -> DispatchResult {
	plainly(RegionalCurrency::refund_rest(by, series))
}

pub fn undo_purchase(by: RuntimeOrigin, series: SeriesId) -> DispatchResult {
	plainly(RegionalCurrency::undo_purchase(by, series))
}

pub fn claim(by: RuntimeOrigin) -> DispatchResult {
	plainly(RegionalCurrency::claim(by))
}

pub fn claim_for(by: RuntimeOrigin, ward: PersonId) -> DispatchResult {
	plainly(RegionalCurrency::claim_for(by, ward))
}

pub fn lapse(by: RuntimeOrigin, cohort: CohortId) -> DispatchResult {
	plainly(RegionalCurrency::lapse(by, cohort))
}
