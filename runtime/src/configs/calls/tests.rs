// SPDX-License-Identifier: Apache-2.0

//! The runtime keeps to the table, for every call that the metadata names, and `docs/calls.md` is the table.

use alloc::collections::BTreeSet;
use chungnam_primitives::MerchantId;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::{CallMetadata, GetCallMetadata},
};
use pallet_civic_governance::{Power, Powers, Track};
use scale_info::{form::MetaForm, meta_type, TypeDef, Variant};
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::{traits::Dispatchable, BuildStorage, DispatchError, Storage};

use super::*;
use crate::{
	configs::powers::Table, genesis_config_presets::native, RuntimeGenesisConfig, RuntimeOrigin,
};

const PROXY_TYPES: [ProxyType; 4] =
	[ProxyType::Any, ProxyType::NonTransfer, ProxyType::Governance, ProxyType::CancelProxy];

/// A call as the metadata describes it, with arguments of nothing but zeros.
struct Sample {
	pallet: &'static str,
	name: &'static str,
	docs: Vec<&'static str>,
	/// The types of the arguments, as the pallet writes them.
	arguments: Vec<&'static str>,
	call: RuntimeCall,
}

impl Sample {
	fn full_name(&self) -> String {
		format!("{}.{}", self.pallet, self.name)
	}

	fn rules(&self) -> Rules {
		rules(&self.call)
	}

	/// Names as a pause knows them.
	fn bounded_name(&self) -> pallet_tx_pause::RuntimeCallNameOf<Runtime> {
		let bounded = |text: &str| text.as_bytes().to_vec().try_into().unwrap();
		(bounded(self.pallet), bounded(self.name))
	}
}

fn variants(of: scale_info::Type) -> Vec<Variant<MetaForm>> {
	match of.type_def {
		TypeDef::Variant(enumeration) => enumeration.variants,
		other => panic!("calls are an enumeration, not {other:?}"),
	}
}

/// Every call of every pallet, read from the metadata: a pallet that is new is among them.
fn samples() -> Vec<Sample> {
	let mut samples = Vec::new();
	for pallet in variants(meta_type::<RuntimeCall>().type_info()) {
		for variant in variants(pallet.fields[0].ty.type_info()) {
			let mut bytes = vec![pallet.index, variant.index];
			bytes.resize(16_384, 0);
			let call = RuntimeCall::decode(&mut &bytes[..]).unwrap_or_else(|why| {
				panic!("{}.{} is not made of zeros: {why}", pallet.name, variant.name)
			});
			let CallMetadata { function_name, pallet_name } = call.get_call_metadata();
			assert_eq!((pallet_name, function_name), (pallet.name, variant.name));
			let arguments = variant.fields.iter().filter_map(|field| field.type_name).collect();
			let (pallet, name, docs) = (pallet.name, variant.name, variant.docs);
			samples.push(Sample { pallet, name, docs, arguments, call });
		}
	}
	samples
}

fn committee(yes: u32, heads: u32) -> RuntimeOrigin {
	Power::Committee { yes, heads }.into()
}

fn new_test_ext() -> sp_io::TestExternalities {
	let mut ext = sp_io::TestExternalities::new(
		RuntimeGenesisConfig::default().build_storage().expect("a sound genesis"),
	);
	ext.execute_with(|| crate::System::set_block_number(1));
	ext
}

#[test]
fn every_call_of_the_runtime_is_in_one_row() {
	let names: BTreeSet<_> = samples().iter().map(|sample| (sample.pallet, sample.name)).collect();
	let mut known = BTreeSet::new();
	for pallet in RuntimeCall::get_module_names() {
		known.extend(RuntimeCall::get_call_names(pallet).iter().map(|call| (*pallet, *call)));
	}
	assert_eq!(names, known);
	assert!(names.len() > 150, "{} calls", names.len());
	for sample in samples() {
		// By its names it is in the row in which it is by itself.
		let by_name = rules_by_name(sample.pallet, sample.name);
		assert_eq!(by_name, Some(sample.rules()), "{}", sample.full_name());
	}
	for (pallet, call) in [("Balances", "pay"), ("Aura", "set"), ("", ""), ("RegionalCurrency", "")]
	{
		assert_eq!(rules_by_name(pallet, call), None);
	}
}

#[test]
fn a_call_passes_as_the_table_says_before_and_in_safe_mode_and_paused() {
	new_test_ext().execute_with(|| {
		for sample in samples() {
			let passes = sample.rules().class != Never;
			assert_eq!(CallFilter::contains(&sample.call), passes, "{}", sample.full_name());
		}
		SafeMode::force_enter(committee(1, 1)).unwrap();
		for sample in samples() {
			let Rules { class, in_safe_mode, .. } = sample.rules();
			let passes = class != Never && in_safe_mode == Passes;
			assert_eq!(CallFilter::contains(&sample.call), passes, "{}", sample.full_name());
		}
		SafeMode::force_exit(committee(1, 1)).unwrap();
		for sample in samples() {
			let paused = TxPause::pause(committee(1, 1), sample.bounded_name());
			let expected = match sample.rules().pause {
				Possible => Ok(()),
				Impossible => Err(pallet_tx_pause::Error::<Runtime>::Unpausable.into()),
			};
			assert_eq!(paused, expected, "{}", sample.full_name());
		}
		for sample in samples() {
			let Rules { class, pause, .. } = sample.rules();
			let passes = class != Never && pause == Impossible;
			assert_eq!(CallFilter::contains(&sample.call), passes, "{}", sample.full_name());
		}
	});
}

/// Calls of ours that a table of the runbook on incidents names, as `Pallet.call` behind the word.
fn named_in_the_runbook(word: &str) -> BTreeSet<String> {
	let page = include_str!("../../../../docs/runbooks/incident.md");
	let rows = page.lines().filter(|line| line.starts_with(&format!("| {word}")));
	rows.flat_map(|row| row.split('`').skip(1).step_by(2)).map(Into::into).collect()
}

#[test]
fn what_the_runbook_tells_in_an_emergency_passes_in_safe_mode_and_nothing_else_of_ours_does() {
	let told = named_in_the_runbook("in safe mode");
	let pallets =
		["Registry", "RegionalCurrency", "VoucherDrops", "BasicIncome", "FundRouter", "Reserve"];
	let passing: BTreeSet<_> = (samples().iter())
		.filter(|sample| pallets.contains(&sample.pallet))
		.filter(|sample| sample.rules().in_safe_mode == Passes)
		.map(Sample::full_name)
		.collect();
	assert_eq!(told, passing);
}

#[test]
fn proxy_types_cannot_vote() {
	let ballots: Vec<_> =
		samples().into_iter().filter(|sample| sample.pallet == "Ballots").collect();
	assert_eq!(ballots.len(), 14);
	for sample in ballots {
		for proxy in PROXY_TYPES.into_iter().filter(|proxy| *proxy != ProxyType::Any) {
			assert!(!proxy.filter(&sample.call), "{proxy:?}: {}", sample.full_name());
		}
	}
}

#[test]
fn a_call_that_never_passes_is_let_through_by_no_other_rule() {
	for sample in samples().iter().filter(|sample| sample.rules().class == Never) {
		assert_eq!(sample.rules().in_safe_mode, Stops, "{}", sample.full_name());
		assert!(sample.rules().proxies.is_empty(), "{}", sample.full_name());
	}
}

#[test]
fn a_call_that_ends_a_brake_passes_in_safe_mode_and_cannot_be_paused() {
	let needed = [
		("CivicGovernance", "motion"),
		("CivicGovernance", "file"),
		("CivicGovernance", "sponsor"),
		("Ballots", "cast"),
		("SafeMode", "force_exit"),
		("TxPause", "unpause"),
		("Timestamp", "set"),
	];
	for (pallet, call) in needed {
		let Rules { in_safe_mode, pause, .. } = rules_by_name(pallet, call).unwrap();
		assert_eq!((in_safe_mode, pause), (Passes, Impossible), "{pallet}.{call}");
	}
	// A call that cannot be paused is needed in safe mode too.
	for sample in samples().iter().filter(|sample| sample.rules().pause == Impossible) {
		assert_eq!(sample.rules().in_safe_mode, Passes, "{}", sample.full_name());
	}
}

#[test]
fn a_free_call_is_of_the_class_that_the_share_of_a_block_is_of() {
	let free = |sample: &&Sample| FreeCalls::class(&sample.call).is_some();
	let samples = samples();
	assert!(samples.iter().filter(free).count() > 20);
	for sample in samples.iter().filter(free) {
		let info = sample.call.get_dispatch_info();
		assert_eq!(info.class, DispatchClass::Normal, "{}", sample.full_name());
	}
}

#[test]
fn a_call_that_carries_calls_is_never_free() {
	let carries = |sample: &&Sample| {
		let names_calls = |argument: &&str| {
			["RuntimeCall", "Proposal", "CallOf"].iter().any(|name| argument.contains(name))
		};
		sample.arguments.iter().any(names_calls)
	};
	let samples = samples();
	let carriers: Vec<_> = samples.iter().filter(carries).collect();
	assert!(carriers.len() >= 15, "{} calls carry calls", carriers.len());
	// These keep the call for a vote. Whoever makes it then, it is not the sender.
	let kept = ["CivicGovernance.file", "CivicGovernance.motion"].map(String::from);
	for sample in carriers.iter().filter(|sample| !kept.contains(&sample.full_name())) {
		assert_eq!(FreeCalls::class(&sample.call), None, "{}", sample.full_name());
	}
	let (merchant, amount, order, most_own, until) = (MerchantId(0), 1, None, 0, 0);
	let pay = pallet_regional_currency::Call::pay { merchant, amount, order, most_own, until };
	let pay: RuntimeCall = pay.into();
	assert_eq!(FreeCalls::class(&pay), Some(Payment));
	let batch: RuntimeCall = pallet_utility::Call::batch { calls: vec![pay] }.into();
	assert_eq!(FreeCalls::class(&batch), None);
}

#[test]
fn an_unsigned_call_is_refused_when_an_account_signs_it() {
	new_test_ext().execute_with(|| {
		let samples = samples();
		let unsigned: Vec<_> =
			samples.into_iter().filter(|sample| sample.rules().class == Unsigned).collect();
		assert_eq!(unsigned.len(), 3);
		for sample in unsigned {
			let name = sample.full_name();
			let signed = RuntimeOrigin::signed(Alice.to_account_id());
			let refused = sample.call.dispatch(signed).unwrap_err().error;
			assert_eq!(refused, DispatchError::BadOrigin, "{name}");
		}
	});
}

#[test]
fn a_proxy_type_that_contains_another_may_send_all_that_the_other_may() {
	for (one, other) in PROXY_TYPES.iter().flat_map(|one| PROXY_TYPES.map(|other| (one, other))) {
		let contains = samples()
			.iter()
			.filter(|sample| other.filter(&sample.call))
			.all(|sample| one.filter(&sample.call));
		assert!(contains || !one.is_superset(&other), "{one:?} of {other:?}");
	}
}

#[test]
fn only_a_full_proxy_moves_money() {
	let money = [
		"Balances",
		"RegionalCurrency",
		"VoucherDrops",
		"BasicIncome",
		"FundRouter",
		"Escrow",
		"Reserve",
		"Securities",
		"AssetFractions",
		"ProjectTokens",
		"Accelerator",
	];
	for sample in samples().iter().filter(|sample| money.contains(&sample.pallet)) {
		for proxy in PROXY_TYPES {
			let may = proxy.filter(&sample.call);
			assert_eq!(may, proxy == ProxyType::Any, "{proxy:?}: {}", sample.full_name());
		}
	}
}

#[test]
fn proxy_types_keep_their_bytes() {
	assert_eq!(PROXY_TYPES.map(|proxy| proxy.encode()), [[0], [1], [2], [3]]);
}

// The rest of this file writes `docs/calls.md`.

/// The page for readers.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/calls.md");
/// Set to write the page anew instead of comparing it.
const WRITE: &str = "CHUNGNAM_WRITE_DOCS";

const HEAD: &str = "# Every call

Generated from `runtime/src/configs/calls.rs` and the metadata by a test of the runtime; do not edit. After a change of
calls:

```sh
CHUNGNAM_WRITE_DOCS=1 ./scripts/test docs_calls_md
```

| column | what it says |
|---|---|
| class | **free**: nothing is paid while the budget of the person or the shop lasts. **paid**: a fee, for all who sign it. **unsigned**: nobody signs it; a block's author puts it in, or it proves by itself that it may come in. **never**: refused from everyone, at every depth |
| safe mode | **yes**: the call passes in safe mode |
| pause | **yes**: the committee can pause the call by its name |
| proxies | the narrow proxies that may send it; a proxy of type `Any` may send everything |
| origin | as the call's documentation says, or, where it says nothing, the first of these that is not refused: any signed account, more than half of the committee, two thirds of the committee, root by a referendum; **nobody** where only root could and no referendum may |
";

/// Who may send a call, by its documentation: what stands after `Origin:`, up to the end of the sentence.
fn documented_origin(docs: &[&str]) -> Option<String> {
	let text = docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
	let (_, after) = text.split_once("Origin: ")?;
	let sentence = after.split(". ").next()?.trim_end_matches('.');
	// Links of the documentation lead nowhere here: `[`Name`](path)` and `[`Name`]` become `Name`.
	let mut plain = String::new();
	let mut rest = sentence;
	while let Some((before, link)) = rest.split_once('[') {
		let (name, after) = link.split_once(']')?;
		plain.push_str(before);
		plain.push_str(name);
		rest = match after.strip_prefix('(') {
			Some(target) => target.split_once(')')?.1,
			None => after,
		};
	}
	plain.push_str(rest);
	Some(plain.replace('|', "\\|"))
}

/// True if a call is not refused for its origin. A call that breaks on arguments of zeros was not.
fn is_accepted(genesis: &Storage, call: &RuntimeCall, origin: &RuntimeOrigin) -> bool {
	let tried = || {
		sp_io::TestExternalities::new(genesis.clone()).execute_with(|| {
			crate::System::set_block_number(1);
			call.clone().dispatch(origin.clone()).map_err(|post| post.error)
		})
	};
	let result = std::panic::catch_unwind(core::panic::AssertUnwindSafe(tried));
	result.map_or(true, |result| result != Err(DispatchError::BadOrigin))
}

/// Who may send a call, by trying: the first origin for which it is not a bad one.
fn tried_origin(genesis: &Storage, call: &RuntimeCall) -> &'static str {
	let origins: [(&str, RuntimeOrigin); 3] = [
		("any signed account", RuntimeOrigin::signed(Alice.to_account_id())),
		("more than half of the committee", committee(4, 7)),
		("two thirds of the committee", committee(2, 3)),
	];
	let found = origins.iter().find(|(_, origin)| is_accepted(genesis, call, origin));
	match found {
		Some((name, _)) => name,
		None if Table::may_enact(Track::Upgrade, call) => "root, by a referendum",
		None if is_accepted(genesis, call, &RuntimeOrigin::root()) => "nobody",
		None => "see its documentation",
	}
}

fn origin(genesis: &Storage, sample: &Sample) -> String {
	match sample.rules().class {
		Unsigned if sample.pallet == "Ballots" => {
			documented_origin(&sample.docs).expect("ours are documented")
		}
		Unsigned => "the author of a block".into(),
		Never => "nobody".into(),
		Free(_) | Paid => documented_origin(&sample.docs)
			.unwrap_or_else(|| tried_origin(genesis, &sample.call).into()),
	}
}

fn row(genesis: &Storage, sample: &Sample) -> String {
	let Rules { class, in_safe_mode, pause, proxies } = sample.rules();
	let class = match class {
		Free(Payment) => "free (payment)",
		Free(QuotaClass::Vote) => "free (vote)",
		Free(Claim) => "free (claim)",
		Free(Shop) => "free (shop)",
		Paid => "paid",
		Unsigned => "unsigned",
		Never => "never",
	};
	let yes = |is| if is { "yes" } else { "no" };
	let (passes, pausable) = (yes(in_safe_mode == Passes), yes(pause == Possible));
	let proxies = proxies.iter().map(|proxy| format!("{proxy:?}")).collect::<Vec<_>>().join(", ");
	let (name, origin) = (sample.name, origin(genesis, sample));
	format!("| `{name}` | {class} | {passes} | {pausable} | {proxies} | {origin} |\n")
}

fn page() -> String {
	let genesis = native::storage(&"development".into(), &[]).expect("a preset");
	let mut page = String::from(HEAD);
	let mut pallet = "";
	for sample in samples() {
		if sample.pallet != pallet {
			pallet = sample.pallet;
			page += &format!(
				"\n## {pallet}\n\n| call | class | safe mode | pause | proxies | origin |\n|---|---|---|---|---|---|\n"
			);
		}
		page += &row(&genesis, &sample);
	}
	page
}

#[test]
fn docs_calls_md_is_the_table() {
	let page = page();
	if std::env::var_os(WRITE).is_some() {
		return std::fs::write(PAGE, page).expect("the page can be written");
	}
	let committed = std::fs::read_to_string(PAGE).unwrap_or_default();
	let first_change = page
		.lines()
		.zip(committed.lines().chain(core::iter::repeat("")))
		.find(|(new, old)| new != old);
	assert!(
		page == committed,
		"docs/calls.md is out of date: {WRITE}=1 ./scripts/test docs_calls_md; {first_change:?}"
	);
}

#[test]
fn the_origin_of_a_call_is_read_from_its_documentation() {
	let docs = [
		" Does it.",
		"",
		" Origin: an attester with [`Scope::Issue`](a::Scope) for",
		" [`All`]. Emits.",
	];
	let read = documented_origin(&docs);
	assert_eq!(read.as_deref(), Some("an attester with `Scope::Issue` for `All`"));
	assert_eq!(documented_origin(&[" The governing origin."]), None);
}

/// Typed clients make modules and functions of the names of calls and events, so that one which is a word of their language
/// stops the whole client. Words of Rust, the strictest of them.
#[test]
fn no_call_and_no_event_has_the_name_of_a_keyword() {
	const KEYWORDS: [&str; 51] = [
		"abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
		"do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
		"in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
		"ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type",
		"typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
	];
	let mut registry = scale_info::Registry::new();
	registry.register_type(&meta_type::<RuntimeCall>());
	registry.register_type(&meta_type::<crate::RuntimeEvent>());
	let types = scale_info::PortableRegistry::from(registry).types;
	let mut seen = 0;
	for own in &types {
		let is_named = |name: &String| name == "Call" || name == "Event";
		let TypeDef::Variant(all) = &own.ty.type_def else { continue };
		if !own.ty.path.segments.last().is_some_and(is_named) {
			continue;
		}
		for variant in &all.variants {
			// A name of several words has underlines between them.
			let is_word = variant.name.chars().skip(1).all(char::is_lowercase);
			let is_keyword = is_word && KEYWORDS.contains(&&variant.name.to_lowercase()[..]);
			assert!(!is_keyword, "{} {}", own.ty.path, variant.name);
			seen += 1;
		}
	}
	assert!(seen > 300, "calls and events are looked at");
}
