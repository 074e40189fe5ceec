// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

pub mod api;
pub mod ballots;
pub mod circle;
pub mod holdings;
pub mod money;
pub mod order;
pub mod petitions;
pub mod quota;
pub mod reasons;
pub mod rounds;
pub mod rules;
pub mod shop;
pub mod wallet;

#[cfg(feature = "std")]
pub use api::WalletApi;
pub use ballots::BallotJson;
pub use circle::Circle;
pub use holdings::{
	Holding, Holdings, HoldingsJson, MyOffering, MyPledge, OfferingJson, OpenOfferings,
	OpenOfferingsJson,
};
pub use money::{ComingJson, LotJson, OpenerJson, PartJson, QuoteJson, ReceiptJson};
pub use order::{OrderJson, PaidOrderJson, ReferenceJson};
pub use petitions::{MyPetition, PetitionJson};
pub use quota::FreeJson;
pub use reasons::Reason;
pub use rounds::{IdeaJson, MyIdea, RoundJson};
pub use rules::RulesJson;
pub use shop::{BonusView, CashOutView, ShopView, TillView};
pub use wallet::WalletJson;
