// SPDX-License-Identifier: Apache-2.0

//! The bytes and the metadata that wallets see are the stock ones; stored bytes do not change by accident.

use super::*;
use crate::{Level, QuotaClass, Stock, SubjectBuckets};
use chungnam_primitives::{MerchantId, PersonId};
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::{meta_type, IntoPortable, Registry, TypeInfo};
use sp_runtime::{
	generic::UncheckedExtrinsic,
	testing::TestSignature,
	traits::{ExtrinsicMetadata, TransactionExtension as Extension},
};

/// The pipeline as a stock chain writes it.
type StockPipeline = (
	frame_system::CheckNonZeroSender<Test>,
	frame_system::CheckSpecVersion<Test>,
	frame_system::CheckTxVersion<Test>,
	frame_system::CheckGenesis<Test>,
	frame_system::CheckEra<Test>,
	frame_system::CheckNonce<Test>,
	frame_system::CheckWeight<Test>,
	pallet_transaction_payment::ChargeTransactionPayment<Test>,
	frame_system::WeightReclaim<Test>,
);

type Xt<E> = UncheckedExtrinsic<AccountId, RuntimeCall, TestSignature, E>;

fn stock_pipeline(nonce: u64, tip: u64) -> StockPipeline {
	let (sender, spec, version, genesis, era, CitizenQuota((nonce, weight, payment)), reclaim) =
		extension(nonce, tip);
	(sender, spec, version, genesis, era, nonce, weight, payment, reclaim)
}

fn identifiers<E: Extension<RuntimeCall>>() -> Vec<(&'static str, String, String)> {
	E::metadata()
		.into_iter()
		.map(|part| {
			let name = |ty: scale_info::MetaType| format!("{:?}", ty.type_info());
			(part.identifier, name(part.ty), name(part.implicit))
		})
		.collect()
}

#[test]
fn the_bytes_are_those_of_the_stock_extensions() {
	for (nonce, tip) in [(0, 0), (63, 64), (16_384, 1 << 30), (u64::MAX, u64::MAX)] {
		let ours = extension(nonce, tip);
		let stock = stock_pipeline(nonce, tip);
		assert_eq!(ours.encode(), stock.encode());
		assert_eq!(TxExtension::decode(&mut &stock.encode()[..]), Ok(ours.clone()));
		let signed = TestSignature(JIWOO, vec![1, 2, 3]);
		let ours = Xt::new_signed(pay(5), JIWOO, signed.clone(), ours);
		let stock = Xt::new_signed(pay(5), JIWOO, signed, stock);
		assert_eq!(ours.encode(), stock.encode());
	}
}

#[test]
fn the_bytes_that_are_signed_are_those_of_the_stock_extensions() {
	build_and_execute(|| {
		let (ours, stock) = (extension(7, 8), stock_pipeline(7, 8));
		let implicit = |encoded: Result<Vec<u8>, _>| -> Vec<u8> {
			encoded.map_err(|_: TransactionValidityError| ()).unwrap()
		};
		let of_ours = Extension::<RuntimeCall>::implicit(&ours).map(|part| part.encode());
		let of_stock = Extension::<RuntimeCall>::implicit(&stock).map(|part| part.encode());
		assert_eq!(implicit(of_ours), implicit(of_stock));
	});
}

#[test]
fn the_metadata_lists_the_stock_extensions_in_the_stock_order() {
	assert_eq!(identifiers::<TxExtension>(), identifiers::<StockPipeline>());
	let names: Vec<_> = identifiers::<TxExtension>().into_iter().map(|part| part.0).collect();
	assert_eq!(
		names,
		[
			"CheckNonZeroSender",
			"CheckSpecVersion",
			"CheckTxVersion",
			"CheckGenesis",
			"CheckMortality",
			"CheckNonce",
			"CheckWeight",
			"ChargeTransactionPayment",
			"WeightReclaim",
		]
	);
	assert_eq!(<Xt<TxExtension> as ExtrinsicMetadata>::VERSIONS, &[4, 5]);
}

#[test]
fn the_type_is_that_of_the_stock_extensions() {
	assert_eq!(meta_type::<CitizenQuota<Test>>(), meta_type::<Stock<Test>>());
	assert_eq!(CitizenQuota::<Test>::type_info(), Stock::<Test>::type_info());
	// A client that reads the type of all extensions finds no name that it does not know.
	let mut registry = Registry::new();
	TxExtension::type_info().into_portable(&mut registry);
	let types = scale_info::PortableRegistry::from(registry);
	let ours = |path: String| path.contains("citizen_quota");
	assert!(!types.types.iter().any(|ty| ours(ty.ty.path.to_string())));
}

#[test]
fn stored_bytes_are_pinned() {
	let person = SubjectBuckets {
		payment: Level { used: 3, at: 1_795_392_000_000 },
		vote: Level::EMPTY,
		claim: Level { used: 100, at: 1 },
		shop: Level::EMPTY,
	};
	assert_eq!(person.encode(), hex("0c 0b00d0b305a201 0000 910104 0000"));
	assert_eq!(SubjectBuckets::default().encode(), vec![0; 8]);
	assert!(SubjectBuckets::max_encoded_len() <= 60);
	assert_eq!(Subject::Person(PersonId(7)).encode(), vec![0, 7, 0, 0, 0]);
	assert_eq!(Subject::Merchant(MerchantId(7)).encode(), vec![1, 7, 0, 0, 0]);
	for (index, class) in (0u8..).zip(QuotaClass::ALL) {
		assert_eq!(class.encode(), vec![index]);
	}
}

fn hex(text: &str) -> Vec<u8> {
	let digits: Vec<_> = text.chars().filter_map(|digit| digit.to_digit(16)).collect();
	digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}

#[test]
fn every_storage_key_is_known() {
	use frame_support::traits::StorageInfoTrait;
	let names: Vec<_> = Quota::storage_info()
		.into_iter()
		.map(|info| String::from_utf8(info.storage_name).unwrap())
		.collect();
	assert_eq!(names, ["Buckets", "CitizenWeight"]);
}
