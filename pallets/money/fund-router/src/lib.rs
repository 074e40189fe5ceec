// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod functions;
mod impl_on_due;
mod impl_sources;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

#[frame_support::pallet]
// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
pub mod pallet {
	use alloc::vec::Vec;
	use chungnam_frame_kit::WonExt;
	use chungnam_ports::{Agenda, Pot, Pots, Source, Unclaimed};
	use chungnam_primitives::{KoreanMonth, Moment, PersonId, Won};
	use frame_support::{pallet_prelude::*, traits::UnixTime, PalletId};
	use frame_system::pallet_prelude::*;

	use super::*;

	/// [`Route`] over the accounts of this chain.
	pub type RouteOf<T> = Route<<T as frame_system::Config>::AccountId>;
	/// [`AnnouncedRoutes`] over the accounts of this chain.
	pub type AnnouncedRoutesOf<T> = AnnouncedRoutes<<T as frame_system::Config>::AccountId>;
	/// [`Sinks`] over the accounts of this chain.
	pub type SinksOf<T> = Sinks<<T as frame_system::Config>::AccountId>;
	/// [`Shares`] over the accounts of this chain.
	pub type SharesOf<T> = Shares<<T as frame_system::Config>::AccountId>;
	/// [`SourceMonth`] over the accounts of this chain.
	pub type SourceMonthOf<T> = SourceMonth<<T as frame_system::Config>::AccountId>;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won. Its existential deposit must be 1: a sink that does not exist yet must be able to get any part.
		type Won: WonExt<Self::AccountId>;
		/// Announces routes. An account that holds this origin decides where all public money of the chain goes.
		type GovernorOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who knows on which derived accounts won lies that is nobody's. If it names one with more, that won is taken.
		type Pots: Pots<Self::AccountId>;
		/// Who knows the keys of the dead whose won nobody alive can claim. If it names a key of somebody else, that won is taken.
		type Unclaimed: Unclaimed<Self::AccountId>;
		/// What is due when. What this pallet sets there comes back to it by [`OnDue`](chungnam_ports::OnDue).
		type Agenda: Agenda;
		/// The clock. Routes change by the clock and never by block numbers.
		type Time: UnixTime;
		/// The accounts of sources derive from it. Never changes after genesis, or their won is lost sight of.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Milliseconds between announcing a route and its earliest start. Too short, and nobody can object in time.
		#[pallet::constant]
		type ChangeDelay: Get<Moment>;
		/// Milliseconds from a recorded death, or from that of the heir who had accepted, until anyone can bring the won that is
		/// left to the circle. Too short, and it is gone before an heir is found; must exceed the time in which a death is undone.
		#[pallet::constant]
		type EstatePeriod: Get<Moment>;
		/// Weights of the calls and hooks, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Where the money of each source flows. At most one small value a source; a route is replaced, never deleted.
	#[pallet::storage]
	pub type Routes<T: Config> = StorageMap<_, Twox64Concat, Source, RouteOf<T>>;

	/// Announced routes. At most one value a source; deleted when the last of them becomes the route, or is called off.
	#[pallet::storage]
	pub type Changes<T: Config> =
		StorageMap<_, Twox64Concat, Source, AnnouncedRoutesOf<T>, ValueQuery>;

	/// What each source did by Korean month. At most one small value a source and month; deleted by `on_idle` after
	/// [`KEPT_MONTHS`].
	#[pallet::storage]
	pub type Books<T: Config> =
		StorageDoubleMap<_, Twox64Concat, KoreanMonth, Twox64Concat, Source, Book, ValueQuery>;

	/// Won that each sink got from each source by Korean month. At most [`MAX_SINKS`] a source, month, and route that was
	/// in force in it; only the governing origin names sinks. Deleted by `on_idle` after [`KEPT_MONTHS`].
	#[pallet::storage]
	pub type Paid<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		KoreanMonth,
		Twox64Concat,
		(Source, T::AccountId),
		Won,
		ValueQuery,
	>;

	/// The running month and the oldest one that is kept. One value.
	#[pallet::storage]
	pub type BookSpan<T> = StorageValue<_, Span, ValueQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The routes that hold from the start. The won of a source without a route waits until one is announced.
		pub routes: Vec<(Source, RouteOf<T>)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(self);
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	// Each event is documented; its fields say by name what they are. Amounts are won.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// Somebody paid into a source.
		PaidIn { source: Source, from: T::AccountId, amount: Won },
		/// What a source had collected went to its sinks, and stands in the books of `month`.
		Flushed { source: Source, month: KoreanMonth, amount: Won, to: SharesOf<T> },
		/// A flush that came by itself was not possible, and moved nothing. The chain tries again.
		FlushFailed { source: Source, error: DispatchError },
		/// A new route was announced. It replaces one that was announced for the same moment.
		RouteScheduled { source: Source, from: Moment, route: RouteOf<T> },
		/// An announced route was called off.
		RouteChangeCancelled { source: Source, from: Moment },
		/// The route that was announced for the moment `from` is the route now.
		RouteChanged { source: Source, from: Moment, route: RouteOf<T> },
		/// The books of a month were closed and those of the next begun, with the won at the sources. Month 0 is not a month: the
		/// books begin.
		MonthTurned { ended: KoreanMonth, begun: KoreanMonth, carried: Vec<(Source, Won)> },
		/// The books of a month were deleted.
		MonthForgotten { month: KoreanMonth },
		/// Won that was sent by mistake to an account that nobody has a key of went to a source.
		PotSwept { pot: Pot, source: Source, amount: Won },
		/// Won on a key of a dead person from whom nobody inherited went to the source of forfeited income.
		EstateSwept { person: PersonId, from: T::AccountId, amount: Won },
	}

	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// The source has no route. Its money waits until a route that the governing origin announces begins.
		RouteNotFound,
		/// Nothing lies at the source.
		NothingToFlush,
		/// An amount of at least 1 won is needed.
		ZeroAmount,
		/// There is not enough money.
		InsufficientBalance,
		/// The shares of a route must sum to one.
		SharesNotOne,
		/// A sink is named twice. Give it one share.
		DuplicateSink,
		/// What rounding leaves must go to one of the sinks.
		RestNotASink,
		/// The account of a source cannot be a sink: money would flow in a circle.
		SinkIsSource,
		/// Too soon: a route begins after the delay, and an estate is swept after its period, at the earliest.
		TooEarly,
		/// Too late: the announced route is due, and the next blocks make it the route.
		TooLate,
		/// No route of the source is announced for this moment.
		ChangeNotFound,
		/// As many routes of the source are announced as can be. Call one off, or wait until the next holds.
		MaxChangesExceeded,
		/// The sum is larger than any number here can hold.
		Overflow,
		/// The account is in use: its own calls move its won. Or its number was never given.
		PotInUse,
		/// Nothing lies on the account but what is owed or held.
		NothingToSweep,
		/// The account is neither a key nor a former key of somebody who died.
		PersonNotDeceased,
		/// An heir accepted, lives, and can claim what lies on the account.
		EstateAccepted,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::prune_books(remaining)
		}

		fn integrity_test() {
			Self::check_constants();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Announces where the money of a source will flow: at most 8 sinks whose shares sum to one, each rounded down, and
		/// which of them gets what rounding leaves. Holds for money that arrives at `from` (milliseconds) or later, which is
		/// at least `ChangeDelay` away. Two routes can be announced; one for the same moment is replaced.
		///
		/// Origin: the governing origin. Emits [`Event::RouteScheduled`].
		/// Errors: `TooEarly`, `MaxChangesExceeded`, `SharesNotOne`, `DuplicateSink`, `RestNotASink`, `SinkIsSource`.
		#[pallet::call_index(0)]
		pub fn schedule_route(
			origin: OriginFor<T>,
			source: Source,
			sinks: SinksOf<T>,
			rest: T::AccountId,
			from: Moment,
		) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_schedule_route(source, Route { sinks, rest }, from)
		}

		/// Calls off the route that is announced for the moment `from`. Possible until it is due.
		///
		/// Origin: the governing origin. Emits [`Event::RouteChangeCancelled`]. Errors: `ChangeNotFound`, `TooLate`.
		#[pallet::call_index(1)]
		pub fn cancel_route_change(
			origin: OriginFor<T>,
			source: Source,
			from: Moment,
		) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_cancel_route_change(source, from)
		}

		/// Sends all that lies at a source to its sinks, by the route that holds. Happens by itself once a day.
		///
		/// Origin: anyone. Emits [`Event::Flushed`]. Errors: `RouteNotFound`, `NothingToFlush`.
		#[pallet::call_index(2)]
		pub fn flush(origin: OriginFor<T>, source: Source) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_flush(source)
		}

		/// Pays won of the signer into a source: a donation, a penalty, the income of an asset.
		///
		/// Origin: anyone. Emits [`Event::PaidIn`]. Errors: `ZeroAmount`, `InsufficientBalance`.
		#[pallet::call_index(3)]
		pub fn pay_in(
			origin: OriginFor<T>,
			source: Source,
			#[pallet::compact] amount: Won,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_pay_in(&who, source, amount)
		}

		/// Sends won that is nobody's to a source: what lies on the account of a programme, an income, a series, a sale or an
		/// asset that was deleted, on the account of somebody's units, or on that of an instrument beyond what holders earned.
		/// Returned projects get that of programmes, expired series that of series, forfeited income all other.
		///
		/// Origin: anyone. Emits [`Event::PotSwept`]. Errors: `PotInUse`, `NothingToSweep`.
		#[pallet::call_index(4)]
		pub fn sweep_pot(origin: OriginFor<T>, pot: Pot) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_sweep_pot(pot)
		}

		/// Sends all plain won on one key or former key of a dead person to forfeited income, once `EstatePeriod` has passed
		/// since the death and no heir has accepted, or since the death of the heir who had. Won that is held stays, and a freeze
		/// stays; what comes to the account later is taken by another call.
		///
		/// Origin: anyone. Emits [`Event::EstateSwept`].
		/// Errors: `PersonNotDeceased`, `EstateAccepted`, `TooEarly`, `NothingToSweep`.
		#[pallet::call_index(5)]
		pub fn sweep_estate(origin: OriginFor<T>, from: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_sweep_estate(&from)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The flow of a Korean month (`year * 12 + month - 1`), source by source: won that arrived, won that was routed
		/// and to which sinks, won before and after. Of the running month, so far. Sources where nothing was are left out;
		/// months older than 120 are empty.
		pub fn month(month: KoreanMonth) -> Vec<SourceMonthOf<T>> {
			Self::month_of(month)
		}

		/// The month in whose books money is entered now.
		pub fn running_month() -> KoreanMonth {
			Self::open_month()
		}

		/// The route of a source, and those that are announced.
		pub fn route(source: Source) -> (Option<RouteOf<T>>, AnnouncedRoutesOf<T>) {
			(Routes::<T>::get(source), Changes::<T>::get(source))
		}

		/// The account that collects a source, and the won that waits there.
		pub fn waiting(source: Source) -> (T::AccountId, Won) {
			let account = Self::collector(source);
			let amount = T::Won::spendable(&account);
			(account, amount)
		}
	}
}
