// SPDX-License-Identifier: Apache-2.0

//! What the currency asks of a chain.

use frame_support::pallet_macros::*;

#[pallet_section]
mod config {
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won.
		type Won: WonExt<Self::AccountId>;
		/// Makes won against the bank balance, pays bank won out, and publishes.
		type Issuance: Issuance<Self::AccountId>;
		/// Follows what shops take, and pays a bonus for passing it on.
		type Takings: Takings<Self::AccountId>;
		/// Pays back by payments, and hears what refunds took back.
		type Paybacks: Paybacks;
		/// Who is behind an account.
		type People: People<Self::AccountId>;
		/// Who is in which cohort: to whom drops belong.
		type Cohorts: Cohorts;
		/// Which shop is behind an account.
		type Merchants: Merchants<Self::AccountId>;
		/// Whether payments are stopped for everybody. Asked by quotes alone: a call that is stopped does not get here. If the
		/// answer differs from what stops the calls, wallets show payments that are refused, or none that are not.
		type Brakes: chungnam_ports::Brakes;
		/// Institutions, by what they were appointed to. `None` stands for the governing origin.
		type MandateOrigin: Institutions<Self::RuntimeOrigin, Self::AccountId>;
		/// What is due when. What this pallet sets there comes back to it by [`OnDue`](chungnam_ports::OnDue).
		type Agenda: Agenda;
		/// The clock. Promises are kept by the clock and never by block numbers.
		type Time: UnixTime;
		/// The accounts that get the router's share of unspent and unclaimed won. The accounts must always exist.
		type Sources: Sources<Self::AccountId>;
		/// Pots of series derive from it. Never changes after genesis.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Milliseconds between announcing a change of rules and its earliest start. Too short, and people are surprised.
		#[pallet::constant]
		type ChangeDelay: Get<Moment>;
		/// Milliseconds that the end of a payment's life may lie ahead. Too long, and what a customer gave up and paid in cash
		/// is paid again when a network comes back; shorter than a block, and nobody can pay.
		#[pallet::constant]
		type PaymentLife: Get<Moment>;
		/// Milliseconds for which a payment can be refunded. The payment's receipt takes state that long.
		#[pallet::constant]
		type RefundWindow: Get<Moment>;
		/// Milliseconds for which money refunded after the end of its series can still be spent.
		#[pallet::constant]
		type RefundGrace: Get<Moment>;
		/// Weights of the calls, generated on the runtime.
		type WeightInfo: WeightInfo;
	}
}
