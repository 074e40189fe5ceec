// SPDX-License-Identifier: Apache-2.0

//! `chungnam_*`: the few questions a till or a shell asks, answered in plain JSON with the reason in two languages.
//! Wallets that know metadata ask the runtime's `WalletApi` or the view functions instead and get the same answers.
//!
//! Amounts are whole won as JSON numbers, moments are milliseconds since the epoch.

use std::{marker::PhantomData, sync::Arc};

use chungnam_primitives::{
	dividends::Units, IdeaId, MerchantId, OfferingId, PersonId, ReceiptId, RoundId,
};
use chungnam_runtime::{opaque::Block, AccountId, Hash};
use chungnam_wallet_api::{
	BallotJson, HoldingsJson, IdeaJson, OfferingJson, OpenOfferingsJson, OrderJson, PaidOrderJson,
	PetitionJson, QuoteJson, ReceiptJson, ReferenceJson, RoundJson, ShopView, WalletApi,
	WalletJson,
};
use jsonrpsee::{
	core::RpcResult,
	proc_macros::rpc,
	types::{error::ErrorCode, ErrorObjectOwned},
};
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;

/// The methods.
#[rpc(server)]
pub trait WalletRpc {
	/// What would pay `amount` won in the shop for an order, or why nothing can. At the best block unless `at` is given.
	#[method(name = "chungnam_quote")]
	fn quote(
		&self,
		account: AccountId,
		merchant: MerchantId,
		amount: u64,
		order: Option<OrderJson>,
		at: Option<Hash>,
	) -> RpcResult<QuoteJson>;

	/// What would pay `amount` won in the shop for an order when the guardian with this account pays for `ward`.
	#[method(name = "chungnam_quoteFor")]
	fn quote_for(
		&self,
		account: AccountId,
		ward: PersonId,
		merchant: MerchantId,
		amount: u64,
		order: Option<OrderJson>,
		at: Option<Hash>,
	) -> RpcResult<QuoteJson>;

	/// Everything the person behind a key can spend, with the rules of each lot, and what comes next; null for an account that is nobody's key.
	#[method(name = "chungnam_wallet")]
	fn wallet(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Option<WalletJson>>;

	/// What would pay `amount` won in the shop from the lots of a person, asked in the person's place.
	#[method(name = "chungnam_quoteOf")]
	fn quote_of(
		&self,
		person: PersonId,
		merchant: MerchantId,
		amount: u64,
		order: Option<OrderJson>,
		at: Option<Hash>,
	) -> RpcResult<QuoteJson>;

	/// Every lot of a person and what comes next, without what belongs to keys; null for a number that was never given.
	#[method(name = "chungnam_walletOf")]
	fn wallet_of(&self, person: PersonId, at: Option<Hash>) -> RpcResult<Option<WalletJson>>;

	/// What the shop for which an account acts has: takings, tills, open cash-outs, bonus; null if it acts for none.
	#[method(name = "chungnam_shop")]
	fn shop(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Option<ShopView<AccountId>>>;

	/// The ballots that are not final in which the person behind a key, or an institution, counts: what is asked, how they
	/// voted, and whether they may, or why not.
	#[method(name = "chungnam_ballots")]
	fn ballots(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Vec<BallotJson>>;

	/// The ballots that are not final in which a person counts.
	#[method(name = "chungnam_ballotsOf")]
	fn ballots_of(&self, person: PersonId, at: Option<Hash>) -> RpcResult<Vec<BallotJson>>;

	/// The petitions that have not ended: what is asked for, how far each is, and whether the person behind a key may
	/// sponsor it, or why not.
	#[method(name = "chungnam_petitions")]
	fn petitions(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Vec<PetitionJson>>;

	/// The rounds of the participatory budget that are not over: where each stands, what it can pay for, and what an idea
	/// needs.
	#[method(name = "chungnam_rounds")]
	fn rounds(&self, at: Option<Hash>) -> RpcResult<Vec<RoundJson>>;

	/// Ideas of a round from a number on, ascending, at most 100, and whether the person behind a key may sponsor each, or
	/// why not. The next page begins after the last number.
	#[method(name = "chungnam_ideas")]
	fn ideas(
		&self,
		account: AccountId,
		round: RoundId,
		from: IdeaId,
		at: Option<Hash>,
	) -> RpcResult<Vec<IdeaJson>>;

	/// All that the holder has for whom an account acts: units and what keeps them, pledges in sales, won to take; null for
	/// an account that acts for no holder.
	#[method(name = "chungnam_holdings")]
	fn holdings(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Option<HoldingsJson>>;

	/// A sale, and whether an account may pledge so many units of it now, or why not; null if nothing is left of it. 0 units
	/// ask whether a pledge that waits can be confirmed.
	#[method(name = "chungnam_offering")]
	fn offering(
		&self,
		account: AccountId,
		id: OfferingId,
		units: Units,
		at: Option<Hash>,
	) -> RpcResult<Option<OfferingJson>>;

	/// The sales that have not closed, with those that open later, of the next 200 numbers from this one on, ascending. `next` is
	/// the number from which the next page goes on; null on the last page.
	#[method(name = "chungnam_openOfferings")]
	fn open_offerings(&self, from: OfferingId, at: Option<Hash>) -> RpcResult<OpenOfferingsJson>;

	/// What is left of a payment that can still be refunded; null if nothing is.
	#[method(name = "chungnam_receipt")]
	fn receipt(&self, id: ReceiptId, at: Option<Hash>) -> RpcResult<Option<ReceiptJson>>;

	/// The payment by which a shop was paid for an order; null if none was, or none that can still be refunded.
	#[method(name = "chungnam_paidOrder")]
	fn paid_order(
		&self,
		merchant: MerchantId,
		reference: ReferenceJson,
		at: Option<Hash>,
	) -> RpcResult<Option<PaidOrderJson>>;
}

/// Answers from the runtime at a block.
pub struct Wallets<C> {
	client: Arc<C>,
	_block: PhantomData<Block>,
}

impl<C> Wallets<C> {
	/// Answers from `client`'s chain.
	pub fn new(client: Arc<C>) -> Self {
		Self { client, _block: PhantomData }
	}
}

impl<C: HeaderBackend<Block>> Wallets<C> {
	fn at(&self, at: Option<Hash>) -> Hash {
		at.unwrap_or_else(|| self.client.info().best_hash)
	}
}

/// The runtime did not answer: an unknown block, or one whose state is pruned.
fn unanswered(error: ApiError) -> ErrorObjectOwned {
	ErrorObjectOwned::owned(
		ErrorCode::InternalError.code(),
		"The runtime did not answer. Is the block known, and its state kept?",
		Some(error.to_string()),
	)
}

/// What the runtime answered, as JSON.
fn one<View, Json: From<View>>(answer: Result<Option<View>, ApiError>) -> RpcResult<Option<Json>> {
	Ok(answer.map_err(unanswered)?.map(Into::into))
}

/// Each entry of what the runtime answered, as JSON.
fn each<View, Json: From<View>>(answer: Result<Vec<View>, ApiError>) -> RpcResult<Vec<Json>> {
	Ok(answer.map_err(unanswered)?.into_iter().map(Into::into).collect())
}

impl<C> WalletRpcServer for Wallets<C>
where
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	C::Api: WalletApi<Block, AccountId>,
{
	fn quote(
		&self,
		account: AccountId,
		merchant: MerchantId,
		amount: u64,
		order: Option<OrderJson>,
		at: Option<Hash>,
	) -> RpcResult<QuoteJson> {
		let (api, at, order) = (self.client.runtime_api(), self.at(at), order.map(Into::into));
		let quote = api.quote(at, account, merchant, amount.into(), order).map_err(unanswered)?;
		Ok(quote.into())
	}

	fn quote_for(
		&self,
		account: AccountId,
		ward: PersonId,
		merchant: MerchantId,
		amount: u64,
		order: Option<OrderJson>,
		at: Option<Hash>,
	) -> RpcResult<QuoteJson> {
		let (api, at, order) = (self.client.runtime_api(), self.at(at), order.map(Into::into));
		let quote = api.quote_for(at, account, ward, merchant, amount.into(), order);
		Ok(quote.map_err(unanswered)?.into())
	}

	fn wallet(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Option<WalletJson>> {
		let (api, at) = (self.client.runtime_api(), self.at(at));
		let Some(wallet) = api.wallet(at, account.clone()).map_err(unanswered)? else {
			return Ok(None);
		};
		let free = api.budget(at, account.clone()).map_err(unanswered)?;
		let coming = api.coming(at, account).map_err(unanswered)?;
		Ok(Some(WalletJson::new(wallet, coming, free)))
	}

	fn quote_of(
		&self,
		person: PersonId,
		merchant: MerchantId,
		amount: u64,
		order: Option<OrderJson>,
		at: Option<Hash>,
	) -> RpcResult<QuoteJson> {
		let (api, at, order) = (self.client.runtime_api(), self.at(at), order.map(Into::into));
		let quote = api.quote_of(at, person, merchant, amount.into(), order);
		Ok(quote.map_err(unanswered)?.into())
	}

	fn wallet_of(&self, person: PersonId, at: Option<Hash>) -> RpcResult<Option<WalletJson>> {
		let (api, at) = (self.client.runtime_api(), self.at(at));
		let Some(wallet) = api.wallet_of(at, person).map_err(unanswered)? else {
			return Ok(None);
		};
		let coming = api.coming_to(at, person).map_err(unanswered)?;
		Ok(Some(WalletJson::of_person(wallet, coming)))
	}

	fn shop(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Option<ShopView<AccountId>>> {
		self.client.runtime_api().shop(self.at(at), account).map_err(unanswered)
	}

	fn ballots(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Vec<BallotJson>> {
		each(self.client.runtime_api().ballots(self.at(at), account))
	}

	fn ballots_of(&self, person: PersonId, at: Option<Hash>) -> RpcResult<Vec<BallotJson>> {
		each(self.client.runtime_api().ballots_of(self.at(at), person))
	}

	fn petitions(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Vec<PetitionJson>> {
		each(self.client.runtime_api().petitions(self.at(at), account))
	}

	fn rounds(&self, at: Option<Hash>) -> RpcResult<Vec<RoundJson>> {
		each(self.client.runtime_api().rounds(self.at(at)))
	}

	fn ideas(
		&self,
		account: AccountId,
		round: RoundId,
		from: IdeaId,
		at: Option<Hash>,
	) -> RpcResult<Vec<IdeaJson>> {
		each(self.client.runtime_api().ideas(self.at(at), account, round, from))
	}

	fn holdings(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Option<HoldingsJson>> {
		one(self.client.runtime_api().holdings(self.at(at), account))
	}

	fn offering(
		&self,
		account: AccountId,
		id: OfferingId,
		units: Units,
		at: Option<Hash>,
	) -> RpcResult<Option<OfferingJson>> {
		one(self.client.runtime_api().offering(self.at(at), account, id, units))
	}

	fn open_offerings(&self, from: OfferingId, at: Option<Hash>) -> RpcResult<OpenOfferingsJson> {
		let page = self.client.runtime_api().open_offerings(self.at(at), from);
		Ok(page.map_err(unanswered)?.into())
	}

	fn receipt(&self, id: ReceiptId, at: Option<Hash>) -> RpcResult<Option<ReceiptJson>> {
		one(self.client.runtime_api().receipt(self.at(at), id))
	}

	fn paid_order(
		&self,
		merchant: MerchantId,
		reference: ReferenceJson,
		at: Option<Hash>,
	) -> RpcResult<Option<PaidOrderJson>> {
		one(self.client.runtime_api().paid_order(self.at(at), merchant, reference.0))
	}
}
