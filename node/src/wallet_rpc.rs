// SPDX-License-Identifier: Apache-2.0

//! `chungnam_*`: the few questions a till or a shell asks, answered in plain JSON with the reason in two languages.
//! Wallets that know metadata ask the runtime's `WalletApi` or the view functions instead and get the same answers.
//!
//! Amounts are whole won as JSON numbers, moments are milliseconds since the epoch.

use std::{marker::PhantomData, sync::Arc};

use chungnam_primitives::{
	Coming, MerchantId, Moment, MoneyClass, Opener, PersonId, ReceiptId, SeriesId, Won,
};
use chungnam_runtime::{opaque::Block, wallet_api::WalletApi, AccountId, Hash};
use jsonrpsee::{
	core::RpcResult,
	proc_macros::rpc,
	types::{error::ErrorCode, ErrorObjectOwned},
};
use pallet_citizen_quota::QuotaClass;
use pallet_regional_currency::{Quote, Refusal, Rules};
use serde::Serialize;
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;

/// Why not, and what would help.
#[derive(Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
	/// The name of the error that `pay` would give.
	code: String,
	/// In English.
	en: &'static str,
	/// In Korean.
	ko: &'static str,
}

impl From<Refusal> for Reason {
	fn from(refusal: Refusal) -> Self {
		let (en, ko) = match refusal {
			Refusal::ZeroAmount => ("Name an amount of at least 1 won.", "1원 이상을 입력하세요."),
			Refusal::NotRegistered => (
				"This key belongs to no registered resident. Register at a town hall.",
				"등록된 주민의 키가 아닙니다. 읍면동 주민센터에서 등록하세요.",
			),
			Refusal::PersonFrozen => (
				"This person is frozen. Ask the call centre.",
				"사용이 정지된 주민입니다. 콜센터에 문의하세요.",
			),
			Refusal::PersonDeceased => ("This person has died.", "사망 처리된 주민입니다."),
			Refusal::MerchantNotFound => ("There is no such shop.", "해당 가맹점이 없습니다."),
			Refusal::MerchantNotOpen => (
				"This shop may not take payments at present.",
				"현재 결제를 받을 수 없는 가맹점입니다.",
			),
			Refusal::SelfPayment => {
				("One's own shop cannot be paid.", "본인의 가맹점에서는 결제할 수 없습니다.")
			}
			Refusal::SeriesPaused => (
				"The issuer has stopped this money for the time being.",
				"발행기관이 이 돈의 사용을 잠시 중지했습니다.",
			),
			Refusal::NotYetOpen => {
				("This money can be spent later.", "아직 사용 기간이 시작되지 않았습니다.")
			}
			Refusal::Expired => ("This money has expired.", "사용 기한이 지났습니다."),
			Refusal::PlaceNotAllowed => (
				"This money cannot be spent in this area.",
				"이 지역에서는 사용할 수 없는 돈입니다.",
			),
			Refusal::CategoryNotAllowed => (
				"This money cannot be spent in this kind of shop.",
				"이 업종에서는 사용할 수 없는 돈입니다.",
			),
			Refusal::SalesClassNotAllowed => (
				"This money cannot be spent in shops with sales this large.",
				"연 매출이 큰 가맹점에서는 사용할 수 없는 돈입니다.",
			),
			Refusal::CategoryCapReached => (
				"This month's limit for this kind of shop is used up. Pay less, or next month.",
				"이 업종의 이번 달 한도를 모두 썼습니다. 금액을 줄이거나 다음 달에 결제하세요.",
			),
			Refusal::InsufficientBalance => ("There is not enough money.", "잔액이 부족합니다."),
			Refusal::MaxUsageExceeded => (
				"Too many limits are counted this month. Try again next month.",
				"이번 달에 계산되는 한도가 너무 많습니다. 다음 달에 다시 시도하세요.",
			),
			Refusal::NotAuthorized => (
				"This account may not spend for this person.",
				"이 주민을 대신해 결제할 권한이 없습니다.",
			),
		};
		Self { code: format!("{refusal:?}"), en, ko }
	}
}

/// Won of one series.
#[derive(Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub struct PartJson {
	series: SeriesId,
	amount: Won,
	#[serde(skip_serializing_if = "Option::is_none")]
	reason: Option<Reason>,
}

/// The answer to "can I pay here?".
#[derive(Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub struct QuoteJson {
	payable: bool,
	parts: Vec<PartJson>,
	plain: Won,
	affordable: Won,
	reason: Option<Reason>,
	refused: Vec<PartJson>,
}

impl From<Quote> for QuoteJson {
	fn from(quote: Quote) -> Self {
		let (plan, reason) = match quote.plan {
			Ok(plan) => (plan, None),
			Err(refusal) => (Default::default(), Some(refusal.into())),
		};
		let paid = |part: &pallet_regional_currency::Part| PartJson {
			series: part.series,
			amount: part.amount,
			reason: None,
		};
		let refused = |lot: &pallet_regional_currency::RefusedLot| PartJson {
			series: lot.series,
			amount: lot.amount,
			reason: Some(lot.reason.into()),
		};
		Self {
			payable: reason.is_none(),
			parts: plan.parts.iter().map(paid).collect(),
			plain: plan.plain,
			affordable: quote.affordable,
			reason,
			refused: quote.refused.iter().map(refused).collect(),
		}
	}
}

/// A lot in a wallet.
#[derive(Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub struct LotJson {
	series: SeriesId,
	class: MoneyClass,
	amount: Won,
	opens: Moment,
	ends: Moment,
	paused: bool,
	/// Whether it was claimed already. Either way it can be spent.
	claimed: bool,
	/// The programme or income that gave it.
	#[serde(skip_serializing_if = "Option::is_none")]
	from: Option<OpenerJson>,
	/// Where and on what it is spent.
	rules: Rules,
}

/// Who gives.
#[derive(Serialize, Clone, Copy)]
#[serde(rename_all = "camelCase")]
pub enum OpenerJson {
	/// A programme of vouchers.
	Programme(u32),
	/// A basic income.
	Income(u32),
}

impl From<Opener> for OpenerJson {
	fn from(opener: Opener) -> Self {
		match opener {
			Opener::Programme(number) => Self::Programme(number),
			Opener::Income(number) => Self::Income(number),
		}
	}
}

/// What comes next.
#[derive(Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub struct ComingJson {
	from: OpenerJson,
	at: Moment,
	amount: Won,
}

/// What a person can spend, what comes next, and what is free today.
#[derive(Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub struct WalletJson {
	person: PersonId,
	plain: Won,
	lots: Vec<LotJson>,
	coming: Vec<ComingJson>,
	free: Vec<FreeJson>,
}

/// Free transactions of one class.
#[derive(Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub struct FreeJson {
	class: &'static str,
	left: u32,
	max: u32,
	next_unit_at: Option<Moment>,
}

/// A payment that can still be refunded.
#[derive(Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptJson {
	person: PersonId,
	merchant: MerchantId,
	at: Moment,
	parts: Vec<PartJson>,
	plain: Won,
}

/// The methods.
#[rpc(server)]
pub trait WalletRpc {
	/// What would pay `amount` won in the shop, or why nothing can. At the best block unless `at` is given.
	#[method(name = "chungnam_quote")]
	fn quote(
		&self,
		account: AccountId,
		merchant: MerchantId,
		amount: u64,
		at: Option<Hash>,
	) -> RpcResult<QuoteJson>;

	/// Everything the person behind a key can spend, with the rules of each lot, and what comes next; null for an account that is nobody's key.
	#[method(name = "chungnam_wallet")]
	fn wallet(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Option<WalletJson>>;

	/// What is left of a payment that can still be refunded; null if nothing is.
	#[method(name = "chungnam_receipt")]
	fn receipt(&self, id: ReceiptId, at: Option<Hash>) -> RpcResult<Option<ReceiptJson>>;
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

fn class_name(class: QuotaClass) -> &'static str {
	match class {
		QuotaClass::Payment => "payment",
		QuotaClass::Vote => "vote",
		QuotaClass::Claim => "claim",
		QuotaClass::Shop => "shop",
	}
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
		at: Option<Hash>,
	) -> RpcResult<QuoteJson> {
		let api = self.client.runtime_api();
		let quote = api.quote(self.at(at), account, merchant, amount.into()).map_err(unanswered)?;
		Ok(quote.into())
	}

	fn wallet(&self, account: AccountId, at: Option<Hash>) -> RpcResult<Option<WalletJson>> {
		let (api, at) = (self.client.runtime_api(), self.at(at));
		let Some(wallet) = api.wallet(at, account.clone()).map_err(unanswered)? else {
			return Ok(None);
		};
		let free = api.budget(at, account.clone()).map_err(unanswered)?;
		let coming = api.coming(at, account).map_err(unanswered)?;
		let lot = |lot: &pallet_regional_currency::LotView| LotJson {
			series: lot.series,
			class: lot.class,
			amount: lot.amount,
			opens: lot.opens,
			ends: lot.ends,
			paused: lot.paused,
			claimed: lot.claimed,
			from: lot.opener.map(Into::into),
			rules: lot.rules.clone(),
		};
		let next =
			|drop: &Coming| ComingJson { from: drop.from.into(), at: drop.at, amount: drop.amount };
		let allowance = |allowance: &pallet_citizen_quota::Allowance| FreeJson {
			class: class_name(allowance.class),
			left: allowance.left,
			max: allowance.max,
			next_unit_at: allowance.next_unit_at,
		};
		Ok(Some(WalletJson {
			person: wallet.person,
			plain: wallet.plain,
			lots: wallet.lots.iter().map(lot).collect(),
			coming: coming.iter().map(next).collect(),
			free: free.iter().map(allowance).collect(),
		}))
	}

	fn receipt(&self, id: ReceiptId, at: Option<Hash>) -> RpcResult<Option<ReceiptJson>> {
		let receipt = self.client.runtime_api().receipt(self.at(at), id).map_err(unanswered)?;
		Ok(receipt.map(|receipt| ReceiptJson {
			person: receipt.person,
			merchant: receipt.merchant,
			at: receipt.at,
			parts: receipt
				.parts
				.iter()
				.map(|part| PartJson { series: part.series, amount: part.amount, reason: None })
				.collect(),
			plain: receipt.plain,
		}))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use pallet_regional_currency::Plan;

	#[test]
	fn a_refusal_is_named_like_the_error_and_told_in_two_languages() {
		let json = serde_json::to_value(Reason::from(Refusal::PlaceNotAllowed)).unwrap();
		assert_eq!(json["code"], "PlaceNotAllowed");
		assert!(json["en"].as_str().unwrap().is_ascii());
		assert!(!json["ko"].as_str().unwrap().is_ascii());
	}

	#[test]
	fn a_quote_says_whether_it_is_payable_and_how() {
		let plan = Plan { plain: 700, ..Default::default() };
		let quote = Quote { plan: Ok(plan), affordable: 900, refused: Default::default() };
		let json = serde_json::to_value(QuoteJson::from(quote)).unwrap();
		assert_eq!(json["payable"], true);
		assert_eq!((&json["plain"], &json["affordable"]), (&700.into(), &900.into()));
		let json =
			serde_json::to_value(QuoteJson::from(Quote::refused(Refusal::ZeroAmount))).unwrap();
		assert_eq!(json["payable"], false);
		assert_eq!(json["reason"]["code"], "ZeroAmount");
	}
}
