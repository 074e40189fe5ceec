// SPDX-License-Identifier: Apache-2.0

//! What wallets are told, against what happens.

use std::sync::{Arc, LazyLock};

use chungnam_primitives::{korean_month, Moment, MINUTES};
use chungnam_runtime::{
	BasicIncome, CitizenQuota, Escrow, FundRouter, RegionalCurrency, Registry, Runtime,
	RuntimeCall, RuntimeOrigin, VoucherDrops,
};
use codec::DecodeAll;
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use frame_support::view_functions::ViewFunctionId;
use pallet_escrow::MAX_LISTED;
use sp_runtime::traits::Dispatchable;

use crate::{
	calls::{currency::some_order, escrow::some_review, Aim},
	chain::dry,
	dice::Dice,
	failure::{Failure, Oracle},
	oracles::{quote_agrees, Answer},
	pools::{id, Pools},
	town::Cast,
	values::Shape,
};

/// A view with the shapes of its arguments.
struct View {
	name: String,
	id: [u8; 32],
	inputs: Vec<(String, Shape)>,
}

/// All views of all pallets, as the metadata describes them.
static VIEWS: LazyLock<Vec<View>> = LazyLock::new(|| {
	let opaque = Runtime::metadata_at_version(16).expect("the newest metadata");
	let metadata =
		RuntimeMetadataPrefixed::decode_all(&mut opaque.as_slice()).expect("sound metadata");
	let RuntimeMetadata::V16(metadata) = metadata.1 else { panic!("version 16 was asked for") };
	let types = Arc::new(metadata.types);
	let mut views = Vec::new();
	for pallet in metadata.pallets {
		for view in pallet.view_functions {
			let inputs = view.inputs.iter();
			let shape = |id| Shape::in_registry(&types, id);
			let inputs = inputs.map(|input| (hint_of(&input.name).into(), shape(input.ty.id)));
			let name = format!("{}.{}", pallet.name, view.name);
			views.push(View { name, id: view.id, inputs: inputs.collect() });
		}
	}
	views
});

/// What an argument of a view names.
fn hint_of(name: &str) -> &str {
	match name {
		"person" | "ward" => "PersonId",
		"merchant" => "MerchantId",
		"series" => "SeriesId",
		"cohort" => "CohortId",
		"programme" => "ProgrammeId",
		"income" => "IncomeId",
		"beacon" => "BeaconId",
		"id" => "EnvelopeId",
		"receipts" => "ReceiptId",
		"amount" => "Won",
		"month" => "KoreanMonth",
		other => other,
	}
}

/// How many views there are.
pub fn count() -> usize {
	VIEWS.len()
}

/// Asks a view, and where a call decides the same, the call.
pub fn ask(dice: &mut Dice, cast: &Cast, now: Moment) -> Answer {
	let pools = Pools::read(now, cast);
	let mut aim = Aim { dice, pools: &pools, cast, hashes: &[], by: None };
	match aim.dice.below(7) {
		0 | 1 => quote(&mut aim),
		2 => quote_for(&mut aim),
		3 => payback(&mut aim),
		4 => wallet(&mut aim),
		5 => review(&mut aim),
		_ => any(&mut aim),
	}
}

/// Any view with any arguments answers.
fn any(aim: &mut Aim) -> Answer {
	let view = &VIEWS[aim.dice.below(VIEWS.len())];
	let mut input = Vec::new();
	for (hint, shape) in &view.inputs {
		input.extend(shape.value(hint, aim));
	}
	let view_id = ViewFunctionId { prefix: half(&view.id, 0), suffix: half(&view.id, 16) };
	let answer = Runtime::execute_view_function(view_id, input.clone());
	let text = format!("{answer:?} for {}", sp_core::bytes::to_hex(&input, true));
	let failure = Failure::new(Oracle::Views, text).at(&view.name);
	answer.is_err().then_some(failure)
}

fn half(bytes: &[u8; 32], from: usize) -> [u8; 16] {
	bytes[from..from + 16].try_into().expect("sixteen bytes")
}

fn try_dispatch(who: usize, call: RuntimeCall, cast: &Cast) -> Result<(), String> {
	let origin = RuntimeOrigin::signed(cast.members[who].account.clone());
	let done = dry(|| call.dispatch(origin));
	done.map(|_| ()).map_err(|error| format!("{:?}", error.error))
}

/// A quote says the same as the payment.
fn quote(aim: &mut Aim) -> Answer {
	let by = aim.dice.below(aim.cast.members.len());
	let merchant = id(Pools::below(aim.dice, aim.pools.next_merchant));
	let (amount, order, until) = (aim.won(), some_order(aim), aim.pools.now + MINUTES);
	let who = aim.cast.members[by].account.clone();
	let quote = RegionalCurrency::quote(who, merchant, amount, order);
	// Nobody agrees to more of one's own than the quote says.
	let most_own = quote.plan.as_ref().map_or(amount, |plan| plan.plain);
	let call = pallet_regional_currency::Call::pay { merchant, amount, order, most_own, until };
	quote_agrees(quote.plan.is_ok(), try_dispatch(by, call.into(), aim.cast))
		.map(|failure| failure.at("RegionalCurrency.quote"))
}

/// A guardian's quote says the same as the payment for the ward.
fn quote_for(aim: &mut Aim) -> Answer {
	let by = aim.dice.below(aim.cast.members.len());
	let merchant = id(Pools::below(aim.dice, aim.pools.next_merchant));
	let ward = id(Pools::below(aim.dice, aim.pools.next_person));
	let (amount, order, until) = (aim.won(), some_order(aim), aim.pools.now + MINUTES);
	let who = aim.cast.members[by].account.clone();
	let quote = RegionalCurrency::quote_for(who, ward, merchant, amount, order);
	let call = pallet_regional_currency::Call::pay_for { ward, merchant, amount, order, until };
	quote_agrees(quote.plan.is_ok(), try_dispatch(by, call.into(), aim.cast))
		.map(|failure| failure.at("RegionalCurrency.quote_for"))
}

/// A payback that can be claimed is claimed.
fn payback(aim: &mut Aim) -> Answer {
	let by = aim.dice.below(aim.cast.members.len());
	let person = Registry::person_of(aim.cast.members[by].account.clone())?;
	let programme = id(Pools::below(aim.dice, aim.pools.next_programme));
	let receipts: pallet_voucher_drops::ReceiptIds =
		vec![id(Pools::one_of(aim.dice, &aim.pools.receipts))].try_into().ok()?;
	let can = VoucherDrops::can_claim_payback(person, programme, receipts.clone());
	let call = pallet_voucher_drops::Call::claim_payback { programme, receipts };
	let does = try_dispatch(by, call.into(), aim.cast);
	// A full wallet refuses what the programme allows.
	let agrees = can.is_ok() || does.is_err();
	(!agrees).then(|| {
		let text = format!("the view says {can:?}, and the claim {does:?}");
		Failure::new(Oracle::Views, text).at("VoucherDrops.can_claim_payback")
	})
}

/// A milestone that a reviewer can accept is listed for them.
fn review(aim: &mut Aim) -> Answer {
	let (part, by, call) = some_review(aim)?;
	let listed = Escrow::my_reviews(aim.cast.members[by].account.clone());
	let is_listed = listed.contains(&part) || listed.len() == MAX_LISTED;
	let does = try_dispatch(by, call, aim.cast);
	let agrees = is_listed || does.is_err();
	(!agrees).then(|| {
		let text = format!("{part:?} is accepted, and the view says {listed:?}");
		Failure::new(Oracle::Views, text).at("Escrow.my_reviews")
	})
}

/// Everything that a wallet shows on its first page.
fn wallet(aim: &mut Aim) -> Answer {
	let who = aim.account();
	let seen = RegionalCurrency::wallet(who.clone());
	let _ = CitizenQuota::budget(who.clone());
	let month = korean_month(aim.pools.now);
	let _ = (RegionalCurrency::month(month), FundRouter::month(month));
	let person = Registry::person_of(who)?;
	let _ = (BasicIncome::coming(person), VoucherDrops::coming(person));
	let text = "a person's wallet shows nothing";
	seen.is_none().then(|| Failure::new(Oracle::Views, text).at("RegionalCurrency.wallet"))
}
