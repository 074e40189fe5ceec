// SPDX-License-Identifier: Apache-2.0

//! Money that waits for a payee and is paid by milestones: what is agreed at the opening, who is told what happens, and
//! who is behind a payee.

use alloc::vec::Vec;
use chungnam_primitives::{
	apportion, weight_of, EnvelopeId, FieldSet, MerchantId, Moment, PersonId, RegionSet, Scope, Won,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult, Perbill};

use crate::{Body, Mandate, Source};

/// Milestones of one envelope.
pub const MAX_MILESTONES: u32 = 12;
/// Receivers of what an envelope gives back.
pub const MAX_REFUNDS: u32 = 4;
/// People who can be behind one payee.
pub const MAX_PEOPLE_BEHIND: u32 = 4;

/// The people behind a payee.
pub type PeopleBehind = BoundedVec<PersonId, ConstU32<MAX_PEOPLE_BEHIND>>;

/// For whom an envelope was opened. The number is the owner's own; the kinds are those of
/// [`BallotUser`](crate::BallotUser), and after them those that hold no ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum EscrowOwner {
	/// A referendum of residents.
	#[codec(index = 0)]
	Referendum(u32),
	/// A motion of the committee.
	#[codec(index = 1)]
	Motion(u32),
	/// A round of the participatory budget.
	#[codec(index = 2)]
	Round(u32),
	/// Nothing else: the envelope with this number stands alone, and the governing origin acts for it.
	#[codec(index = 3)]
	Envelope(u32),
	/// An asset in fractions.
	#[codec(index = 4)]
	Asset(u32),
	/// A funded project.
	#[codec(index = 5)]
	Project(u32),
	/// An intake of the accelerator, which holds no ballots.
	#[codec(index = 6)]
	Intake(u32),
}

/// The one who is paid. Resolved when paid, so a new phone or a new owner of a shop costs nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Payee<AccountId> {
	/// An institution, by its account.
	#[codec(index = 0)]
	Institution(AccountId),
	/// A person.
	#[codec(index = 1)]
	Person(PersonId),
	/// A shop.
	#[codec(index = 2)]
	Merchant(MerchantId),
}

/// Those who look at evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Reviewers<AccountId> {
	/// Any member of the committee with at least one of these fields.
	#[codec(index = 0)]
	Seats(FieldSet),
	/// One institution, as long as it holds a mandate.
	#[codec(index = 1)]
	Office {
		/// The institution.
		account: AccountId,
		/// What it must hold.
		scope: Scope,
		/// For all of these regions.
		regions: RegionSet,
	},
	/// One person.
	#[codec(index = 2)]
	Person(PersonId),
}

impl<AccountId> Reviewers<AccountId> {
	/// What an office among the reviewers must hold, with its account.
	pub fn office(&self) -> Option<(&AccountId, Mandate)> {
		match self {
			Self::Office { account, scope, regions } => {
				Some((account, Mandate::over(*scope, *regions)))
			}
			Self::Seats(_) | Self::Person(_) => None,
		}
	}
}

/// The meaning of a review that ends without a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Silence {
	/// The milestone is payable, if there is a reviewer who could have spoken.
	#[codec(index = 0)]
	Release,
	/// The committee decides.
	#[codec(index = 1)]
	Escalate,
}

/// Those who can stop a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Objectors {
	/// Who can object.
	pub body: Body,
	/// So many objections escalate a milestone, or undo a change of the payee.
	pub least: u64,
}

/// Where money goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Refund<AccountId> {
	/// An account.
	#[codec(index = 0)]
	Account(AccountId),
	/// A source of the fund router.
	#[codec(index = 1)]
	Source(Source),
	/// The account that the owner names then ([`OnEscrow::refund_to`]), or [`Source::ReturnedProjects`] if it names none.
	#[codec(index = 2)]
	Owner,
}

/// A part of what an envelope gives back.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct RefundShare<AccountId> {
	/// Where it goes.
	pub to: Refund<AccountId>,
	/// How much of it. Rounded down; what rounding leaves goes to the first.
	pub share: Perbill,
}

/// All shares of what an envelope gives back. They sum to one.
pub type RefundShares<AccountId> = BoundedVec<RefundShare<AccountId>, ConstU32<MAX_REFUNDS>>;

/// One payment of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct MilestonePlan {
	/// How much.
	pub amount: Won,
	/// Until when there should be evidence.
	pub due: Moment,
}

/// The payments of a plan, at least one.
pub type MilestonePlans = BoundedVec<MilestonePlan, ConstU32<MAX_MILESTONES>>;

/// One payment of an envelope whose money and opening are not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Stage {
	/// The share of what the envelope gets. Rounded down; what rounding leaves comes with the first.
	pub share: Perbill,
	/// Milliseconds after the opening of the envelope, until when there should be evidence.
	pub after: Moment,
}

/// The payments of an envelope that gets this much and is opened now. A stage of which rounding leaves nothing is left out.
/// `None` for stages without a share, or too many.
pub fn payments_of(stages: &[Stage], amount: Won, now: Moment) -> Option<MilestonePlans> {
	let weights: Vec<u128> = stages.iter().map(|stage| weight_of(stage.share)).collect();
	let amounts = apportion(amount, &weights)?;
	let payment = |(stage, amount): (&Stage, Won)| {
		let due = now.saturating_add(stage.after); // bounded
		MilestonePlan { amount, due }
	};
	let payments = stages.iter().zip(amounts).map(payment).filter(|payment| payment.amount > 0);
	payments.collect::<Vec<_>>().try_into().ok()
}

/// Everything that is agreed when an envelope is opened. Only the payee can change later.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct EnvelopePlan<AccountId> {
	/// The hash of what residents read.
	pub title: H256,
	/// Who is paid.
	pub payee: Payee<AccountId>,
	/// The payments, at least one.
	pub milestones: MilestonePlans,
	/// Who looks at evidence.
	pub reviewers: Reviewers<AccountId>,
	/// What a review without a word means.
	pub silence: Silence,
	/// Who can stop a payment, if anyone can.
	pub objectors: Option<Objectors>,
	/// Milliseconds after the due moment in which evidence still comes in time.
	pub grace: Moment,
	/// Where money goes back.
	pub refunds: RefundShares<AccountId>,
}

/// What the neighbours may know of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct EnvelopeFacts<AccountId> {
	/// For whom it was opened.
	pub owner: EscrowOwner,
	/// Who is paid.
	pub payee: Payee<AccountId>,
	/// Won that was put in.
	pub total: Won,
	/// Won that the payee got.
	pub paid: Won,
	/// Won that went back.
	pub refunded: Won,
	/// Won that waits: `total = paid + refunded + held`.
	pub held: Won,
	/// The first moment at which something happens by itself.
	pub next_due: Option<Moment>,
}

/// What an owner decides.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum OwnerAct<AccountId> {
	/// Everything that is not payable yet goes back, for the reason with this hash.
	#[codec(index = 0)]
	Abort(H256),
	/// A milestone about which the committee was asked is payable.
	#[codec(index = 1)]
	Pay(u8),
	/// Another payee, who must agree, as must the old one unless it is gone.
	#[codec(index = 2)]
	NewPayee(Payee<AccountId>),
}

/// What happened to an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum EscrowNews {
	/// The committee must decide about a milestone.
	#[codec(index = 0)]
	Escalated(u8),
	/// A milestone is payable.
	#[codec(index = 1)]
	Payable(u8),
	/// A milestone was paid.
	#[codec(index = 2)]
	Paid(u8, Won),
	/// Won went back.
	#[codec(index = 3)]
	Returned(Won),
	/// The payee is another one.
	#[codec(index = 4)]
	PayeeChanged,
	/// Nothing is left of it.
	#[codec(index = 5)]
	Ended,
}

/// The most that one call or one moment tells an owner.
pub const MAX_NEWS: u64 = 2;

/// Money in envelopes, for those who open them.
pub trait Escrow<AccountId> {
	/// Opens an envelope: all of its money moves in now, from `from`.
	fn open(
		owner: EscrowOwner,
		from: &AccountId,
		plan: EnvelopePlan<AccountId>,
	) -> Result<EnvelopeId, DispatchError>;
	/// What is known of an envelope. `None` for a number never given, and once nothing is left of it.
	fn facts(id: EnvelopeId) -> Option<EnvelopeFacts<AccountId>>;
	/// Does what the owner of an envelope decides. Refused for another owner.
	fn settle(owner: EscrowOwner, id: EnvelopeId, act: OwnerAct<AccountId>) -> DispatchResult;
	/// A change of the payee is under way, and objectors vote about it.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_contest(id: EnvelopeId);
}

/// Hears of envelopes. Implemented by each owner, and by the runtime for all of them.
pub trait OnEscrow<AccountId> {
	/// The most that [`Self::on_event`] weighs.
	fn weight() -> Weight;
	/// Something happened. Cannot fail: an owner that cannot act now notes what is to be done.
	fn on_event(owner: EscrowOwner, id: EnvelopeId, what: EscrowNews);
	/// The account of an owner into which money goes back now. `None` once the owner is over.
	fn refund_to(owner: EscrowOwner) -> Option<AccountId>;
}

/// Nobody owns envelopes: what goes back to an owner goes to the fund router.
impl<AccountId> OnEscrow<AccountId> for () {
	fn weight() -> Weight {
		Weight::zero()
	}

	fn on_event(_: EscrowOwner, _: EnvelopeId, _: EscrowNews) {}

	fn refund_to(_: EscrowOwner) -> Option<AccountId> {
		None
	}
}

/// Why a payee is not paid now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum PayeeReason {
	/// There never was such a payee, or it has died, closed for good, or was dismissed. Final.
	#[codec(index = 0)]
	Gone,
	/// The payee is frozen or suspended, and loses nothing.
	#[codec(index = 1)]
	Stopped,
	/// A person is paid into the key with which they ask, for they have several; this account is not one of them.
	#[codec(index = 2)]
	NotTheirKey,
}

/// Who is behind a payee.
pub trait Payees<AccountId> {
	/// The account into which a payee is paid now, when the account `asks` asks for it.
	fn account_of(payee: &Payee<AccountId>, asks: &AccountId) -> Result<AccountId, PayeeReason>;
	/// The people behind a payee: the person, or who runs and owns the shop.
	fn people_behind(payee: &Payee<AccountId>) -> PeopleBehind;

	/// Makes an account that of an institution.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_institution(account: &AccountId);
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::BallotUser;

	#[test]
	fn owners_have_the_indices_of_users_of_ballots() {
		let owners = [
			EscrowOwner::Referendum(7),
			EscrowOwner::Motion(7),
			EscrowOwner::Round(7),
			EscrowOwner::Envelope(7),
			EscrowOwner::Asset(7),
			EscrowOwner::Project(7),
		];
		for (owner, user) in owners.into_iter().zip(BallotUser::ONE_OF_EACH) {
			assert_eq!(owner.encode()[0], user.kind());
			assert_eq!(owner.encode().len(), 5);
		}
		assert_eq!(EscrowOwner::Intake(7).encode(), [6, 7, 0, 0, 0]);
		// The next user of ballots takes a number that no owner of envelopes has.
		assert!(BallotUser::ONE_OF_EACH.iter().all(|user| user.kind() != 6));
	}

	#[test]
	fn payees_and_acts_keep_their_bytes() {
		assert_eq!(Payee::<u64>::Person(PersonId(7)).encode(), [1, 7, 0, 0, 0]);
		assert_eq!(Payee::<u64>::Merchant(MerchantId(7)).encode(), [2, 7, 0, 0, 0]);
		assert_eq!(OwnerAct::<u64>::Pay(3).encode(), [1, 3]);
		assert_eq!(EscrowNews::Ended.encode(), [5]);
		assert_eq!(PayeeReason::NotTheirKey.encode(), [2]);
	}

	#[test]
	fn payments_divide_all_of_the_amount_and_leave_out_empty_ones() {
		let stage = |percent, after| Stage { share: Perbill::from_percent(percent), after };
		let stages = [stage(50, 10), stage(50, 20)];
		let due = |amount, due| MilestonePlan { amount, due };
		let payments = |amount| payments_of(&stages, amount, 100).unwrap().into_inner();
		assert_eq!(payments(7), [due(4, 110), due(3, 120)]);
		assert_eq!(payments(1), [due(1, 110)]);
		assert_eq!(payments(0), []);
		assert_eq!(payments_of(&[], 7, 100), None);
	}

	#[test]
	fn only_an_office_needs_a_mandate() {
		let office =
			Reviewers::Office { account: 7u64, scope: Scope::Settle, regions: RegionSet::of(&[3]) };
		assert_eq!(office.office(), Some((&7, Mandate::of(Scope::Settle, 3))));
		assert_eq!(Reviewers::<u64>::Person(PersonId(1)).office(), None);
	}
}
