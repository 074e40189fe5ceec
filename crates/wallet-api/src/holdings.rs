// SPDX-License-Identifier: Apache-2.0

//! Units of assets and projects as JSON: what a holder has, what waits in sales, and whether one may pledge.

use alloc::{format, string::String, vec::Vec};
use chungnam_primitives::{dividends::Units, InstrumentId, Moment, OfferingId, Won};
use codec::{Decode, Encode};
use pallet_securities::{
	Freeze, Granted, Offering, Pledge, PledgeState, Position, Reason as Refusal, SaleState,
};
use scale_info::TypeInfo;
use serde::Serialize;

use crate::{rules::LARGEST, Reason};

/// What a holder has of one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo)]
pub struct Holding<AccountId> {
	/// Of which instrument.
	pub instrument: InstrumentId,
	/// How many units, without those pledged.
	pub units: Units,
	/// Those of them that could leave now and are not on offer.
	pub free: Units,
	/// Won that the holder could take now, before tax.
	pub due: Won,
	/// What of it would arrive, by the rate of now.
	pub net: Won,
	/// What the ledger of units does not know.
	pub position: Position,
	/// The freeze of the units, while anyone needs to know of it.
	pub freeze: Option<Freeze<AccountId>>,
}

/// A pledge of a holder with its sale.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo)]
pub struct MyPledge {
	/// The number of the sale.
	pub id: OfferingId,
	/// The sale, as of the last touch.
	pub offering: Offering,
	/// The pledge.
	pub pledge: Pledge,
}

/// All that a holder has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo)]
pub struct Holdings<AccountId> {
	/// When.
	pub now: Moment,
	/// By instrument, ascending. Also of those in which there is only a pledge, or won to take.
	pub holdings: Vec<Holding<AccountId>>,
	/// In the order of pledging.
	pub pledges: Vec<MyPledge>,
}

/// A sale, as one account sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo)]
pub struct MyOffering {
	/// When.
	pub now: Moment,
	/// Its number.
	pub id: OfferingId,
	/// The sale, as of the last touch.
	pub offering: Offering,
	/// What a bid of the account would get now, or why nothing.
	pub may_pledge: Result<Granted, Refusal>,
}

/// The sales of a page of numbers that are open, for everyone alike.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo)]
pub struct OpenOfferings {
	/// When.
	pub now: Moment,
	/// Those that have not closed, also those that open later, by number, ascending.
	pub offerings: Vec<(OfferingId, Offering)>,
	/// The number from which the next page goes on. `None` on the last page.
	pub next: Option<OfferingId>,
}

/// Won that JavaScript holds exactly.
fn exact(won: Won) -> Won {
	won.min(LARGEST.into())
}

/// Units that can still be pledged in a sale in its state of `now`; 0 once it is closed.
fn left(offering: &Offering, now: Moment) -> Units {
	let kept = offering.kept(now).and_then(|kept| kept.total());
	let left = kept.and_then(|kept| offering.sale.hard_cap.checked_sub(kept));
	left.filter(|_| offering.state == SaleState::Open).unwrap_or(0)
}

/// A sale in the state that it has at `now`.
fn at(mut offering: Offering, now: Moment) -> Offering {
	offering.state = offering.state_at(now);
	offering
}

/// Where a sale stands, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum SaleName {
	Open,
	Decided,
	Sold,
	Missed,
	Stopped,
}

impl From<SaleState> for SaleName {
	fn from(state: SaleState) -> Self {
		match state {
			SaleState::Open => Self::Open,
			SaleState::Decided => Self::Decided,
			SaleState::Sold => Self::Sold,
			SaleState::Missed => Self::Missed,
			SaleState::Stopped => Self::Stopped,
		}
	}
}

/// What a pledge is worth, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum PledgeName {
	Live,
	Pending,
	Released,
}

impl From<PledgeState> for PledgeName {
	fn from(state: PledgeState) -> Self {
		match state {
			PledgeState::Live => Self::Live,
			PledgeState::Pending => Self::Pending,
			PledgeState::Released => Self::Released,
		}
	}
}

/// What a holder has of one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HoldingJson {
	instrument: InstrumentId,
	units: Units,
	/// Those of them that could leave now and are not on offer.
	free: Units,
	/// Those that were bought or given lately, and stay. A unit can stay for several reasons at once.
	bought: Units,
	/// Those that voted, and stay.
	voting: Units,
	/// The first moment at which none of these two stays; null if none does now.
	locked_until: Option<Moment>,
	/// Those that an office froze.
	frozen: Units,
	/// The first moment at which they can leave; null if none is frozen.
	frozen_until: Option<Moment>,
	/// Those that are on offer.
	offered: Units,
	/// Units pledged in sales, and not collected. They count to the caps, and are not among `units`.
	pledged: Units,
	/// Won that can be taken now, before tax.
	due: Won,
	/// What of it arrives.
	net: Won,
}

impl HoldingJson {
	fn new<AccountId: Clone + PartialEq>(own: &Holding<AccountId>, now: Moment) -> Self {
		let (position, freeze) = (&own.position, own.freeze.as_ref());
		let bought = position.bought.iter().map(|lock| lock.until).filter(|until| now < *until);
		let locked = (position.locked_at(now) > 0).then_some(position.locked_until);
		let silent = (position.silent_at(now) > 0).then_some(position.silent_until);
		let frozen = freeze.map_or(0, |freeze| freeze.frozen_at(own.units, now));
		Self {
			instrument: own.instrument,
			units: own.units,
			free: own.free,
			bought: position.bought_at(now),
			voting: position.voting_at(now),
			locked_until: bought.chain(locked).chain(silent).max(),
			frozen: frozen.min(own.units), // an office may freeze more than there are
			frozen_until: freeze.map(|freeze| freeze.until).filter(|until| now < *until),
			offered: position.offered,
			pledged: position.pledged,
			due: exact(own.due),
			net: exact(own.net),
		}
	}
}

/// A pledge in a sale.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PledgeJson {
	offering: OfferingId,
	instrument: InstrumentId,
	/// Where the sale stands now.
	sale: SaleName,
	/// The first moment at which nobody pledges any more.
	closes: Moment,
	state: PledgeName,
	/// The first moment at which it can be confirmed no more; null if it does not wait for that.
	confirm_until: Option<Moment>,
	units: Units,
	/// Won for them, in the pot of the sale or handed over.
	won: Won,
	/// Units that `collect` brings now.
	collectable: Units,
	/// Won that `refund` brings now.
	refundable: Won,
}

impl PledgeJson {
	fn new(own: &MyPledge, now: Moment) -> Self {
		let (offering, pledge) = (at(own.offering, now), &own.pledge);
		let state = offering.state_of(pledge, now);
		let won = exact(offering.sale.won(pledge.units));
		let is_bought = offering.state == SaleState::Sold && state == PledgeState::Live;
		let is_pending = offering.state == SaleState::Open && state == PledgeState::Pending;
		Self {
			offering: own.id,
			instrument: offering.instrument,
			sale: offering.state.into(),
			closes: offering.sale.closes,
			state: state.into(),
			confirm_until: is_pending.then_some(offering.confirm_until),
			units: pledge.units,
			won,
			collectable: if is_bought { pledge.units } else { 0 },
			refundable: if offering.is_refundable(pledge, now) { won } else { 0 },
		}
	}
}

/// All that a holder has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HoldingsJson {
	holdings: Vec<HoldingJson>,
	pledges: Vec<PledgeJson>,
}

impl<AccountId: Clone + PartialEq> From<Holdings<AccountId>> for HoldingsJson {
	fn from(own: Holdings<AccountId>) -> Self {
		let now = own.now;
		Self {
			holdings: own.holdings.iter().map(|holding| HoldingJson::new(holding, now)).collect(),
			pledges: own.pledges.iter().map(|pledge| PledgeJson::new(pledge, now)).collect(),
		}
	}
}

/// A sale.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OfferingJson {
	id: OfferingId,
	instrument: InstrumentId,
	/// Where it stands now.
	state: SaleName,
	/// Won for one unit.
	price: Won,
	/// The fewest units of one pledge.
	ticket: Units,
	/// Units that can still be pledged; 0 once it is closed.
	left: Units,
	/// The first moment at which nobody pledges any more.
	closes: Moment,
	/// How often it was changed. A bid names it.
	round: u8,
	/// The hash of what investors read. A bid names it.
	document: String,
	/// True if the account may pledge so many units now.
	may_pledge: bool,
	/// Why not; null if it may.
	reason: Option<Reason>,
}

impl From<MyOffering> for OfferingJson {
	fn from(own: MyOffering) -> Self {
		let offering = at(own.offering, own.now);
		Self {
			id: own.id,
			instrument: offering.instrument,
			state: offering.state.into(),
			price: exact(offering.sale.price),
			ticket: offering.sale.ticket,
			left: left(&offering, own.now),
			closes: offering.sale.closes,
			round: offering.round,
			document: format!("{:?}", offering.sale.document),
			may_pledge: own.may_pledge.is_ok(),
			reason: own.may_pledge.err().map(Into::into),
		}
	}
}

/// A sale that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OpenOfferingJson {
	id: OfferingId,
	instrument: InstrumentId,
	/// Won for one unit.
	price: Won,
	/// The fewest units of one pledge.
	ticket: Units,
	/// Units that can still be pledged.
	left: Units,
	/// From when on holders who are here pledge.
	opens_here: Moment,
	/// From when on holders in Korea pledge.
	opens_korea: Moment,
	/// From when on holders abroad pledge.
	opens_abroad: Moment,
	/// The first moment at which nobody pledges any more.
	closes: Moment,
	/// How often it was changed. A bid names it.
	round: u8,
	/// The hash of what investors read. A bid names it.
	document: String,
}

impl OpenOfferingJson {
	fn new(id: OfferingId, offering: Offering, now: Moment) -> Self {
		let offering = at(offering, now);
		Self {
			id,
			instrument: offering.instrument,
			price: exact(offering.sale.price),
			ticket: offering.sale.ticket,
			left: left(&offering, now),
			opens_here: offering.sale.opens_here,
			opens_korea: offering.sale.opens_korea,
			opens_abroad: offering.sale.opens_abroad,
			closes: offering.sale.closes,
			round: offering.round,
			document: format!("{:?}", offering.sale.document),
		}
	}
}

/// A page of the sales that are open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenOfferingsJson {
	offerings: Vec<OpenOfferingJson>,
	/// The number from which the next page goes on; null on the last page.
	next: Option<OfferingId>,
}

impl From<OpenOfferings> for OpenOfferingsJson {
	fn from(own: OpenOfferings) -> Self {
		let (now, next) = (own.now, own.next);
		let offerings = own.offerings.into_iter();
		let offerings = offerings.map(|(id, offering)| OpenOfferingJson::new(id, offering, now));
		Self { offerings: offerings.collect(), next }
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use pallet_securities::{LockUp, Sale, Seat, Seats, HAND_OVER};
	use serde_json::{json, to_value};

	fn offering(state: SaleState) -> Offering {
		let sale = Sale {
			price: 1_000,
			ticket: 2,
			hard_cap: 100,
			soft_cap: 80,
			opening_cap: 50,
			opens_here: 0,
			opens_korea: 10,
			opens_abroad: 20,
			closes: 1_000,
			document: [7; 32].into(),
			refund_until: 10_000,
		};
		let live = Seats { here: 85, korea: 0, abroad: 0 };
		let offering = Offering::new(InstrumentId(3), sale);
		Offering { state, live, round: 1, confirm_until: 500, ..offering }
	}

	fn pledge(round: u8) -> Pledge {
		let seat = Seat::Here;
		Pledge { units: 5, round, seat, year: 2026, changes: 0, is_released: false }
	}

	/// Sale, pledge, units to collect and won to refund.
	fn told(offering: Offering, round: u8, now: Moment) -> (SaleName, PledgeName, Units, Won) {
		let own = MyPledge { id: OfferingId(4), offering, pledge: pledge(round) };
		let PledgeJson { sale, state, collectable, refundable, .. } = PledgeJson::new(&own, now);
		(sale, state, collectable, refundable)
	}

	#[test]
	fn holding_tells_what_stays_and_until_when() {
		let mut position = Position::new(Seat::Here, 0);
		position.bought = vec![LockUp { units: 3, until: 90 }].try_into().unwrap();
		(position.locked, position.locked_until) = (6, 200);
		(position.offered, position.pledged) = (1, 5);
		let freeze = Freeze {
			units: Some(40),
			since: 0,
			until: 150,
			reason: [1; 32].into(),
			by: 9_u64,
			second: None,
		};
		let instrument = InstrumentId(3);
		let freeze = Some(freeze);
		let own = Holding { instrument, units: 10, free: 0, due: 70, net: 60, position, freeze };
		let json = |now| {
			let holdings = vec![own.clone()];
			let all = HoldingsJson::from(Holdings { now, holdings, pledges: vec![] });
			to_value(all).unwrap()
		};
		let stays = json!({
			"holdings": [{
				"instrument": 3,
				"units": 10,
				"free": 0,
				"bought": 3,
				"voting": 6,
				"lockedUntil": 200,
				"frozen": 10,
				"frozenUntil": 150,
				"offered": 1,
				"pledged": 5,
				"due": 70,
				"net": 60,
			}],
			"pledges": [],
		});
		assert_eq!(json(80), stays);
		let later = json(200)["holdings"][0].clone();
		assert_eq!(json!([later["bought"], later["voting"], later["frozen"]]), json!([0, 0, 0]));
		assert!(later["lockedUntil"].is_null() && later["frozenUntil"].is_null());
	}

	#[test]
	fn pledge_tells_what_can_be_confirmed_collected_or_refunded() {
		let open = offering(SaleState::Open);
		let own = MyPledge { id: OfferingId(4), offering: open, pledge: pledge(0) };
		let pending = json!({
			"offering": 4,
			"instrument": 3,
			"sale": "open",
			"closes": 1_000,
			"state": "pending",
			"confirmUntil": 500,
			"units": 5,
			"won": 5_000,
			"collectable": 0,
			"refundable": 0,
		});
		assert_eq!(to_value(PledgeJson::new(&own, 499)).unwrap(), pending);

		assert_eq!(told(open, 0, 500), (SaleName::Open, PledgeName::Released, 0, 5_000));
		assert_eq!(told(open, 1, 500), (SaleName::Open, PledgeName::Live, 0, 0));
		// What ends by itself is told before anyone touches the sale.
		assert_eq!(told(open, 1, 1_000), (SaleName::Decided, PledgeName::Live, 0, 0));
		let late = 1_000 + HAND_OVER;
		assert_eq!(told(open, 1, late), (SaleName::Stopped, PledgeName::Live, 0, 5_000));
		let few = Offering { live: Seats::default(), ..open };
		assert_eq!(told(few, 1, 1_000), (SaleName::Missed, PledgeName::Live, 0, 5_000));
		let sold = offering(SaleState::Sold);
		assert_eq!(told(sold, 1, 2_000), (SaleName::Sold, PledgeName::Live, 5, 0));
		assert_eq!(told(sold, 0, 2_000), (SaleName::Sold, PledgeName::Released, 0, 5_000));
	}

	#[test]
	fn offering_tells_what_is_left_and_why_one_may_not_pledge() {
		let may_pledge = Ok(Granted { units: 5, seat: Seat::Here });
		let (id, open) = (OfferingId(4), offering(SaleState::Open));
		let json = |now, offering, may_pledge| {
			to_value(OfferingJson::from(MyOffering { now, id, offering, may_pledge })).unwrap()
		};
		let may = json!({
			"id": 4,
			"instrument": 3,
			"state": "open",
			"price": 1_000,
			"ticket": 2,
			"left": 15,
			"closes": 1_000,
			"round": 1,
			"document": format!("0x{}", "07".repeat(32)),
			"mayPledge": true,
			"reason": null,
		});
		assert_eq!(json(500, open, may_pledge), may);
		let closed = json(1_000, open, Err(Refusal::WrongState));
		assert_eq!(json!([closed["state"], closed["left"]]), json!(["decided", 0]));
		assert_eq!(closed["mayPledge"], false);
		assert_eq!(closed["reason"]["code"], "WrongState");
		assert!(closed["reason"]["ko"].is_string() && closed["reason"]["en"].is_string());
	}

	#[test]
	fn page_of_open_sales_is_plain_json() {
		let offerings = vec![(OfferingId(4), offering(SaleState::Open))];
		let page = OpenOfferings { now: 500, offerings, next: Some(OfferingId(200)) };
		let json = json!({
			"offerings": [{
				"id": 4,
				"instrument": 3,
				"price": 1_000,
				"ticket": 2,
				"left": 15,
				"opensHere": 0,
				"opensKorea": 10,
				"opensAbroad": 20,
				"closes": 1_000,
				"round": 1,
				"document": format!("0x{}", "07".repeat(32)),
			}],
			"next": 200,
		});
		assert_eq!(to_value(OpenOfferingsJson::from(page)).unwrap(), json);
		let none = OpenOfferings { now: 500, offerings: vec![], next: None };
		let json = json!({ "offerings": [], "next": null });
		assert_eq!(to_value(OpenOfferingsJson::from(none)).unwrap(), json);
	}

	#[test]
	fn no_number_is_larger_than_javascript_holds() {
		let mut open = offering(SaleState::Open);
		open.sale.price = Won::from(u64::MAX);
		let may_pledge = Err(Refusal::SoldOut);
		let own = MyOffering { now: 0, id: OfferingId(4), offering: open, may_pledge };
		assert_eq!(to_value(OfferingJson::from(own)).unwrap()["price"], LARGEST);
		let own = MyPledge { id: OfferingId(4), offering: open, pledge: pledge(1) };
		assert_eq!(to_value(PledgeJson::new(&own, 0)).unwrap()["won"], LARGEST);
		let own = OpenOfferingJson::new(OfferingId(4), open, 0);
		assert_eq!(to_value(own).unwrap()["price"], LARGEST);
	}
}
