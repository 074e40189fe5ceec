// SPDX-License-Identifier: Apache-2.0

//! How bound money meets the bank balance behind all won, and how shops' takings are followed.

use sp_runtime::{DispatchError, DispatchResult};

use chungnam_primitives::{MerchantId, PersonId, RegionId, SeriesId, Won};

/// A sum that the half-yearly publication counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
	/// Sold to people, and added to their purchases.
	Sold {
		/// Won that was bought.
		amount: Won,
		/// Won that was added.
		incentive: Won,
	},
	/// Given for a public purpose.
	Given(Won),
	/// Left over at the end of a series, or never claimed.
	Expired(Won),
}

/// Won comes into being against the reserve, and goes back to the bank.
pub trait Issuance<AccountId> {
	/// Makes plain won. Refused for 0, when more won would exist than the reserve covers, and when the statement of the
	/// reserve is too old.
	fn mint(to: &AccountId, amount: Won) -> DispatchResult;
	/// Counts a sum in what is published of this half-year.
	fn publish(sum: Published) -> DispatchResult;
	/// Asks for bank won in the name of a buyer, for the rest of a series that `who` has as plain won. Refused
	/// for 0. The won is out of reach of `who` from then on. Operators of `region` settle the request.
	fn request_rest(
		who: &AccountId,
		person: PersonId,
		series: SeriesId,
		region: RegionId,
		amount: Won,
	) -> DispatchResult;
	/// Asks again for a rest that the bank refused to pay, with as much of it as `who` still has as plain won. Returns
	/// true if there is such a rest. Refused if `who` has nothing of it.
	fn repeat_rest(
		who: &AccountId,
		person: PersonId,
		series: SeriesId,
	) -> Result<bool, DispatchError>;

	/// A reserve without bounds, and no limits of cash-out.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_reserve();
}

/// Won that shops took from residents' lots and did not yet pass on. Passing takings on earns a bonus, once. Plain won is
/// not a taking: it may have come from the shop itself, and go in circles.
pub trait Takings<AccountId> {
	/// A resident paid `amount` from lots in the shop.
	fn note(shop: MerchantId, amount: Won) -> DispatchResult;
	/// The shop gave `amount` back into a resident's lots. Nothing happens to a shop without takings.
	fn forget(shop: MerchantId, amount: Won);
	/// The shop paid `amount` to another shop. Its takings fall by as much, and the bonus is paid to `account`. Returns
	/// the bonus.
	fn pass_on(shop: MerchantId, account: &AccountId, amount: Won) -> Result<Won, DispatchError>;

	/// A shop with takings, a cash-out and a bonus of this month; passing on earns a tenth.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_takings(shop: MerchantId);
}

/// Payments of residents in shops, which are told to [`Takings`] only while somebody asks for takings: without a bonus a
/// payment writes one value less.
pub trait TakingsFeed {
	/// From now on payments tell takings, or do not.
	fn tell_takings(tells: bool);
	/// True if payments tell takings.
	fn tells_takings() -> bool;
}
