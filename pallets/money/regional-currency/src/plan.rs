// SPDX-License-Identifier: Apache-2.0

//! The one place that decides what pays for a purchase, or why nothing can. Pure: `pay` and `quote` both ask here.

use alloc::vec::Vec;
use core::cmp::Reverse;

use chungnam_frame_kit::errors_from;
use chungnam_ports::MerchantProfile;
use chungnam_primitives::{korean_month, Moment, MoneyClass, SeriesId, Won, ZoneId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use crate::types::{
	Bonuses, CapId, Lot, Part, Parts, Period, Restriction, Series, Usage, UsageKey, Wallet,
	MAX_LOTS, MAX_USAGE,
};

/// Why a payment, or one lot in it, is refused. Each names what would help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Refusal {
	/// Nothing is asked for. Name an amount of at least 1 won.
	#[codec(index = 0)]
	ZeroAmount,
	/// The account is not a key of a registered person. Register at a town hall.
	#[codec(index = 1)]
	NotRegistered,
	/// The person is frozen. Ask the call centre.
	#[codec(index = 2)]
	PersonFrozen,
	/// There is no such shop, or it closed for good.
	#[codec(index = 3)]
	MerchantNotFound,
	/// The shop is not approved, suspended, or its yearly check is overdue.
	#[codec(index = 4)]
	MerchantNotOpen,
	/// One's own shop cannot be paid.
	#[codec(index = 5)]
	SelfPayment,
	/// The issuer stopped the series for the time being.
	#[codec(index = 6)]
	SeriesPaused,
	/// The series can be spent later.
	#[codec(index = 7)]
	NotYetOpen,
	/// The series has ended.
	#[codec(index = 8)]
	Expired,
	/// Not here: the shop lies outside the places of the series.
	#[codec(index = 9)]
	PlaceNotAllowed,
	/// Not on this: the shop's category is not among those of the series.
	#[codec(index = 10)]
	CategoryNotAllowed,
	/// Not in a shop that sells this much a year.
	#[codec(index = 11)]
	SalesClassNotAllowed,
	/// This month's cap for the shop's category is used up. A smaller amount, or next month.
	#[codec(index = 12)]
	CategoryCapReached,
	/// There is not enough money.
	#[codec(index = 13)]
	InsufficientBalance,
	/// Too many limits are counted this month. Next month the counters are gone.
	#[codec(index = 14)]
	MaxUsageExceeded,
	/// The account is not a guardian who may spend for this person now.
	#[codec(index = 15)]
	NotAuthorized,
	/// The person has died.
	#[codec(index = 16)]
	PersonDeceased,
	/// The shop was paid for this order already.
	#[codec(index = 17)]
	OrderAlreadyPaid,
	/// Payments are stopped for everybody for the time being. Nothing is lost; the shop takes cash meanwhile.
	#[codec(index = 18)]
	PaymentsStopped,
}

errors_from!(Unfit, Refusal);

/// What pays for a purchase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Plan {
	/// What the lots pay, in the order in which they are spent.
	pub parts: Parts,
	/// What plain won pays.
	pub plain: Won,
}

/// A lot that cannot pay here, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct RefusedLot {
	/// Of which series.
	pub series: SeriesId,
	/// Won in it.
	pub amount: Won,
	/// Why it cannot pay.
	pub reason: Refusal,
}

/// The answer to "can I pay here, and if not, why not?"
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Quote {
	/// What would pay, or why not.
	pub plan: Result<Plan, Refusal>,
	/// The most that can be paid in this shop now, in won.
	pub affordable: Won,
	/// The lots that cannot pay here.
	pub refused: BoundedVec<RefusedLot, ConstU32<MAX_LOTS>>,
	/// The chain's clock: the moment for which the answer holds, from which a wallet counts how long its payment lives.
	pub at: Moment,
}

impl Quote {
	/// The answer when nothing at all can be paid.
	pub fn refused(reason: Refusal, at: Moment) -> Self {
		Self { plan: Err(reason), affordable: 0, refused: BoundedVec::new(), at }
	}
}

/// A series as it binds lots now.
#[derive(Clone, Debug)]
pub struct Binding<AccountId> {
	/// The series.
	pub series: Series<AccountId>,
	/// Until when what a refund brought back after its end can be spent; 0 while it has not ended.
	pub grace_until: Moment,
}

/// Where a plan finds series, each only when its turn comes: looking is what a payment costs.
pub trait Shelf<AccountId> {
	/// The series, if it still exists.
	fn binding(&mut self, series: SeriesId) -> Option<&Binding<AccountId>>;
	/// Lots that were in the wallet and are worth nothing any more: named when nothing else explains a refusal.
	fn ended(&self) -> &[RefusedLot];
}

/// How far a plan looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
	/// Until the amount is covered.
	Enough,
	/// At every lot, to tell all that can be told.
	Everything,
}

/// Who pays whom, when.
pub struct Purchase<'a, AccountId> {
	/// Where the spender lives.
	pub home: ZoneId,
	/// The shop.
	pub shop: &'a MerchantProfile<AccountId>,
	/// Now.
	pub now: Moment,
}

/// A lot that can pay here.
struct Candidate {
	ends: Moment,
	restriction: Restriction,
	series: SeriesId,
	class: MoneyClass,
	spendable: Won,
	cap: Option<(CapId, Won)>,
}

impl<AccountId> Binding<AccountId> {
	/// Won of a lot that are worth something at `now`: all of it while the series is live, then what is graced.
	pub fn worth(&self, lot: &Lot, now: Moment) -> Won {
		if !self.series.has_ended(now) {
			lot.amount
		} else if now < self.grace_until {
			lot.graced.min(lot.amount)
		} else {
			0
		}
	}

	/// When lots of it are worth nothing, as known at `now`. The end may still move later, never earlier.
	pub fn ends(&self, now: Moment) -> Moment {
		if self.series.has_ended(now) {
			self.grace_until
		} else {
			self.series.rules_at(now).expires
		}
	}

	/// Won of a lot that stay in a wallet at `now`: what the lot is worth, and after the end what its buyer can take back.
	pub fn keeps(&self, lot: &Lot, now: Moment) -> Won {
		if now < self.series.kept_until(now) {
			lot.amount
		} else {
			self.worth(lot, now)
		}
	}

	/// When nothing of a lot stays in a wallet, as known at `now`.
	pub fn stays_until(&self, now: Moment) -> Moment {
		self.ends(now).max(self.series.kept_until(now))
	}

	/// Whether a lot can pay for the purchase.
	fn judge(&self, lot: &Lot, purchase: &Purchase<'_, AccountId>) -> Result<Candidate, Refusal> {
		let Purchase { home, shop, now } = purchase;
		let (series, rules) = (&self.series, self.series.rules_at(*now));
		let spendable = self.worth(lot, *now);
		if spendable == 0 {
			return Err(Refusal::Expired);
		}
		if series.paused {
			return Err(Refusal::SeriesPaused);
		}
		if *now < rules.opens {
			return Err(Refusal::NotYetOpen);
		}
		if !rules.categories.contains(shop.category) {
			return Err(Refusal::CategoryNotAllowed);
		}
		if !rules.sales_classes.contains(shop.sales_class) {
			return Err(Refusal::SalesClassNotAllowed);
		}
		if !rules.allow_place(series.issuers, *home, shop.zone, shop.category) {
			return Err(Refusal::PlaceNotAllowed);
		}
		Ok(Candidate {
			ends: self.ends(*now),
			restriction: rules.restriction(series.class),
			series: lot.series,
			class: series.class,
			spendable,
			cap: rules.cap_for(shop.category).map(|cap| (cap.id, cap.per_month)),
		})
	}
}

/// The lots of a wallet in the order in which they are spent. A series is looked at only when no lot that is known to
/// live longer may still come before it: lots know when they end at the earliest.
struct Queue<'a, AccountId, S> {
	shelf: &'a mut S,
	purchase: &'a Purchase<'a, AccountId>,
	/// Not looked at yet, those that end first at the back.
	unknown: Vec<(usize, &'a Lot)>,
	/// Looked at, and able to pay.
	candidates: Vec<Candidate>,
	/// Looked at, and not able to pay, with their places in the wallet.
	refused: Vec<(usize, RefusedLot)>,
}

impl<'a, AccountId, S: Shelf<AccountId>> Queue<'a, AccountId, S> {
	fn new(wallet: &'a Wallet, shelf: &'a mut S, purchase: &'a Purchase<'a, AccountId>) -> Self {
		let mut unknown: Vec<_> = wallet.lots.iter().enumerate().collect();
		unknown.sort_by_key(|(place, lot)| Reverse((lot.ends, *place)));
		Self { shelf, purchase, unknown, candidates: Vec::new(), refused: Vec::new() }
	}

	fn look_at(&mut self, place: usize, lot: &Lot) {
		let judged = match self.shelf.binding(lot.series) {
			Some(binding) => binding.judge(lot, self.purchase),
			None => Err(Refusal::Expired),
		};
		match judged {
			Ok(candidate) => self.candidates.push(candidate),
			Err(reason) => {
				let refused = RefusedLot { series: lot.series, amount: lot.amount, reason };
				self.refused.push((place, refused));
			}
		}
	}
}

impl<AccountId, S: Shelf<AccountId>> Iterator for Queue<'_, AccountId, S> {
	type Item = Candidate;

	fn next(&mut self) -> Option<Candidate> {
		loop {
			let order = |c: &Candidate| (c.ends, c.restriction, c.series);
			let first = self.candidates.iter().enumerate().min_by_key(|(_, c)| order(c));
			let first = first.map(|(index, candidate)| (index, candidate.ends));
			let unknown_first = self.unknown.last().filter(|(_, lot)| {
				// Among those that end together all are looked at: the most restricted is spent first.
				first.is_none_or(|(_, ends)| lot.ends <= ends)
			});
			match (unknown_first, first) {
				(Some(&(place, lot)), _) => {
					self.unknown.pop();
					self.look_at(place, lot);
				}
				(None, Some((index, _))) => return Some(self.candidates.swap_remove(index)),
				(None, None) => return None,
			}
		}
	}
}

/// What is left of the caps while a plan is made.
struct Caps<'a> {
	wallet: &'a Wallet,
	month: Period,
	taken: Vec<(CapId, Won)>,
}

impl Caps<'_> {
	fn taken(&self, id: CapId) -> Won {
		self.taken.iter().find(|(cap, _)| *cap == id).map_or(0, |(_, won)| *won)
	}

	/// True if the wallet counts `id` already.
	fn is_counted(&self, id: CapId) -> bool {
		self.wallet.used(UsageKey::Cap(id), self.month) > 0
	}

	/// True if the wallet counts `id`, or has room to begin.
	fn can_count(&self, id: CapId) -> bool {
		let begun = self.taken.iter().filter(|(cap, _)| !self.is_counted(*cap)).count();
		let counters = self.wallet.usage.len().saturating_add(begun); // bounded by both lists
		let bound = BoundedVec::<Usage, ConstU32<MAX_USAGE>>::bound();
		self.is_counted(id) || self.taken(id) > 0 || counters < bound
	}

	/// Won that may still be spent under `cap`. Two series may state different limits under one id: each counts its own.
	fn left(&self, (id, per_month): (CapId, Won)) -> Won {
		let used = self.wallet.used(UsageKey::Cap(id), self.month);
		per_month.saturating_sub(used).saturating_sub(self.taken(id)) // nothing left is nothing left
	}

	fn take(&mut self, id: CapId, amount: Won) {
		match self.taken.iter_mut().find(|(cap, _)| *cap == id) {
			// Bounded by the cap it was checked against.
			Some((_, won)) => *won = won.saturating_add(amount),
			None if amount > 0 => self.taken.push((id, amount)),
			None => (),
		}
	}

	/// Won of the candidate that its cap lets through, and what is in the way of the rest.
	fn let_through(&self, candidate: &Candidate) -> (Won, Refusal) {
		match candidate.cap {
			Some((id, _)) if !self.can_count(id) => (0, Refusal::MaxUsageExceeded),
			Some(cap) => (candidate.spendable.min(self.left(cap)), Refusal::CategoryCapReached),
			None => (candidate.spendable, Refusal::InsufficientBalance),
		}
	}
}

/// What is refused while a plan is made.
#[derive(Default)]
struct Refused {
	/// Lots that caps hold back, in the order in which they are spent.
	by_caps: Vec<RefusedLot>,
	/// Won that all refusals hold back.
	blocked: Won,
}

impl Refused {
	fn by_cap(&mut self, candidate: &Candidate, held_back: Won, reason: Refusal) {
		let (series, amount) = (candidate.series, candidate.spendable);
		self.by_caps.push(RefusedLot { series, amount, reason });
		// Saturating: more than all won there is would be enough.
		self.blocked = self.blocked.saturating_add(held_back);
	}

	/// All of them: lots that cannot pay here at all, in the order of the wallet, those that caps hold back, those that
	/// ended.
	fn join(
		mut self,
		mut judged: Vec<(usize, RefusedLot)>,
		ended: &[RefusedLot],
	) -> (BoundedVec<RefusedLot, ConstU32<MAX_LOTS>>, Won) {
		judged.sort_by_key(|(place, _)| *place);
		let mut all = BoundedVec::new();
		for (_, lot) in judged {
			self.blocked = self.blocked.saturating_add(lot.amount); // as above
			let _ = all.try_push(lot); // a wallet holds at most MAX_LOTS
		}
		for lot in self.by_caps {
			let _ = all.try_push(lot); // as above
		}
		for lot in ended {
			self.blocked = self.blocked.saturating_add(lot.amount); // as above
			let _ = all.try_push(lot.clone()); // more need not be named
		}
		(all, self.blocked)
	}
}

/// What pays `amount` for the purchase: the lot that ends first, then the most restricted, then plain won.
///
/// `plain` says what the payer may spend of plain won; with [`Depth::Enough`] it is asked only when lots do not suffice.
/// The answer holds for this wallet at this moment only. A refusal gives the same reason at any depth.
pub fn quote<AccountId>(
	wallet: &Wallet,
	shelf: &mut impl Shelf<AccountId>,
	purchase: &Purchase<'_, AccountId>,
	plain: impl FnOnce() -> Won,
	amount: Won,
	depth: Depth,
) -> Quote {
	let month = Period::Month(korean_month(purchase.now));
	let mut caps = Caps { wallet, month, taken: Vec::new() };
	let (mut plan, mut refused) = (Plan::default(), Refused::default());
	let (mut missing, mut affordable): (Won, Won) = (amount, 0);
	let mut queue = Queue::new(wallet, shelf, purchase);
	while missing > 0 || depth == Depth::Everything {
		let Some(candidate) = queue.next() else { break };
		let (usable, reason) = caps.let_through(&candidate);
		let held_back = candidate.spendable.saturating_sub(usable); // usable <= spendable
		if held_back > 0 && usable < missing {
			refused.by_cap(&candidate, held_back, reason);
		}
		affordable = affordable.saturating_add(usable); // more than all won there is cannot be afforded anyway
		let pays = usable.min(missing);
		let cap = candidate.cap.map(|(id, _)| id);
		// `usable`, not `pays`: what is affordable beyond the amount asked for counts the caps as well.
		if let Some(id) = cap {
			caps.take(id, usable);
		}
		if pays > 0 {
			let (series, class, bonuses) = (candidate.series, candidate.class, Bonuses::new());
			let part = Part { series, class, amount: pays, face: 0, cap, bonuses };
			let _ = plan.parts.try_push(part);
			missing = missing.saturating_sub(pays); // pays <= missing
		}
	}
	let Queue { shelf, refused: judged, .. } = queue;
	let plain = if missing > 0 || depth == Depth::Everything { plain() } else { 0 };
	affordable = affordable.saturating_add(plain); // as above
	plan.plain = missing.min(plain);
	let short = missing.saturating_sub(plan.plain); // plain <= missing

	let (refused, blocked) = refused.join(judged, shelf.ended());
	let plan = match refused.first() {
		_ if amount == 0 => Err(Refusal::ZeroAmount),
		_ if short == 0 => Ok(plan),
		// Without the refusals there would be enough: the first of them is the reason.
		Some(first) if blocked >= short => Err(first.reason),
		_ => Err(Refusal::InsufficientBalance),
	};
	Quote { plan, affordable, refused, at: purchase.now }
}

/// Takes the parts of a plan out of the wallet, counts their caps, and notes in each part the face of a lot it emptied, and the incentive that its money got.
/// Returns the graced won of each part. `None` when the wallet cannot; never for a plan made from the same wallet.
pub fn apply(wallet: &mut Wallet, plan: &mut Plan, month: Period) -> Option<Vec<Won>> {
	let mut graced = Vec::new();
	for part in plan.parts.iter_mut() {
		let debit = wallet.debit(part.series, part.amount)?;
		(part.face, part.bonuses) = (debit.closed_face, debit.bonuses);
		graced.push(debit.graced);
		if let Some(id) = part.cap {
			wallet.note_use(UsageKey::Cap(id), month, part.amount).ok()?;
		}
	}
	Some(graced)
}
