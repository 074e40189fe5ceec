// SPDX-License-Identifier: Apache-2.0

//! Each refusal of a keys file by name, and what is made from one that is sound.

use std::sync::LazyLock;

use serde_json::{json, Value};
use sp_core::Pair;

use super::*;

const TEMPLATE: &str = include_str!("../../../chain-specs/launch-keys.json");
static KNOWN: LazyLock<Known> = LazyLock::new(Known::new);

fn fresh() -> String {
	AccountId32::from(sr25519::Pair::generate().0.public().0).to_ss58check()
}

/// Puts a key of its own in the place of each placeholder.
fn fill(value: &mut Value) {
	match value {
		Value::String(text) if text.starts_with("REPLACE") => *text = fresh(),
		Value::Array(items) => items.iter_mut().for_each(fill),
		Value::Object(fields) => {
			for (name, field) in fields {
				if name != "bootNode" && name != "statement" {
					fill(field);
				}
			}
		}
		_ => {}
	}
}

fn template() -> Value {
	serde_json::from_str(TEMPLATE).unwrap()
}

/// The template as 16 offices would fill it in.
fn filled() -> Value {
	let mut file = template();
	fill(&mut file);
	for entry in file["validators"].as_array_mut().unwrap() {
		entry.as_object_mut().unwrap().remove("bootNode");
	}
	file["opening"]["statement"] = json!(format!("0x{}", "5a3c".repeat(16)));
	file
}

fn read_value(file: &Value) -> Result<Plan, Vec<String>> {
	read(&file.to_string(), Names::default(), &KNOWN)
}

/// The one line in which the file is refused after `spoil`.
fn refused(spoil: impl FnOnce(&mut Value)) -> String {
	let mut file = filled();
	spoil(&mut file);
	let Err(faults) = read_value(&file) else { panic!("it is accepted") };
	assert_eq!(faults.len(), 1, "{faults:#?}");
	assert!(!faults[0].contains('\n'));
	faults.into_iter().next().unwrap()
}

#[track_caller]
fn assert_told(fault: &str, words: &[&str]) {
	for word in words {
		assert!(fault.contains(word), "'{word}' is not in: {fault}");
	}
}

#[test]
fn the_template_is_refused_entry_by_entry() {
	let Err(faults) = read(TEMPLATE, Names::default(), &KNOWN) else { panic!("it is accepted") };
	let keys = TEMPLATE.matches("\"REPLACE").count();
	let placeholders =
		faults.iter().filter(|fault| fault.contains("words of the template")).count();
	let boot_nodes = faults.iter().filter(|fault| fault.contains("bootNode")).count();
	// What is left is the hash of the bank statement.
	assert_eq!(placeholders + boot_nodes + 1, keys, "{faults:#?}");
	assert!(boot_nodes > 0);
}

#[test]
fn the_template_filled_in_is_a_launch_of_sixteen() {
	let plan = read_value(&filled()).unwrap_or_else(|faults| panic!("{faults:#?}"));
	assert_eq!(plan.launch.validators.len(), 16);
	assert_eq!(plan.launch.offices.city_halls.len(), 15);
	assert_eq!(plan.launch.accounts().len() + 2 * 16, plan.jobs.len());
	assert_eq!(plan.launch.reserve(), 500_000 * plan.launch.accounts().len() as u128);
	let jobs: BTreeSet<_> = plan.jobs.iter().map(|job| &job.address).collect();
	assert_eq!(jobs.len(), plan.jobs.len());
}

#[test]
fn a_development_key_is_refused() {
	let alice = AccountId32::from(sr25519::Pair::from_string("//Alice", None).unwrap().public().0);
	let fault = refused(|file| file["committee"][0]["account"] = json!(alice.to_ss58check()));
	assert_told(&fault, &["committee[0]", "//Alice", "Make a new one"]);
}

#[test]
fn a_key_of_the_rehearsal_is_refused() {
	let key = ed25519::Pair::from_string("//Chungnam//Staging//Validator//Gongju//grandpa", None);
	let key = AccountId32::from(key.unwrap().public().0).to_ss58check();
	let fault = refused(|file| file["validators"][2]["grandpa"] = json!(key));
	assert_told(&fault, &["validators[2]", "grandpa", "//Chungnam//Staging"]);
}

#[test]
fn a_key_with_two_jobs_is_refused() {
	let fault = refused(|file| {
		file["attesters"]["reserve"]["account"] = file["validators"][3]["account"].clone();
	});
	assert_told(&fault, &["attesters.reserve", "validators[3]", "One key has one job"]);
	let fault =
		refused(|file| file["validators"][0]["aura"] = file["validators"][0]["account"].clone());
	assert_told(&fault, &["validators[0]", "aura", "account", "One key has one job"]);
}

#[test]
fn an_office_that_mints_is_another_one_than_that_of_the_reserve() {
	let mint = |account| json!({ "office": "Treasury", "account": account });
	let mut file = filled();
	file["attesters"]["mint"] = mint(json!(fresh()));
	raise_balance(&mut file, 1);
	let plan = read_value(&file).unwrap_or_else(|faults| panic!("{faults:#?}"));
	assert!(plan.launch.offices.mint.is_some());
	let fault = refused(|file| {
		file["attesters"]["mint"] = mint(file["attesters"]["reserve"]["account"].clone());
		raise_balance(file, 1);
	});
	assert_told(&fault, &["attesters.mint", "attesters.reserve", "One key has one job"]);
}

#[test]
fn a_missing_region_is_refused() {
	let fault = refused(|file| {
		file["attesters"]["cityHalls"].as_array_mut().unwrap().remove(4);
		lower_balance(file, 1);
	});
	assert_told(&fault, &["서산시", "44210", "is missing", "Add its entry"]);
}

#[test]
fn an_extra_region_and_one_named_twice_are_refused() {
	let fault = refused(|file| {
		let extra = json!({ "code": 11000, "office": "서울 Seoul", "account": fresh() });
		file["attesters"]["cityHalls"].as_array_mut().unwrap().push(extra);
	});
	assert_told(&fault, &["11000", "no region of the province"]);
	let fault = refused(|file| {
		let twice = json!({ "code": 44150, "office": "공주시 Gongju", "account": fresh() });
		file["attesters"]["cityHalls"].as_array_mut().unwrap().push(twice);
	});
	assert_told(&fault, &["44150", "twice"]);
}

#[test]
fn a_region_under_the_name_of_another_is_refused() {
	let fault = refused(|file| {
		file["attesters"]["cityHalls"][1]["office"] = json!("보령시 Boryeong");
	});
	assert_told(&fault, &["44150", "공주시 Gongju", "Correct the code"]);
}

#[test]
fn an_address_with_a_slip_is_refused() {
	let fault = refused(|file| {
		let right = file["committee"][1]["account"].as_str().unwrap().to_string();
		let last = if right.ends_with('a') { 'b' } else { 'a' };
		file["committee"][1]["account"] = json!(format!("{}{last}", &right[..right.len() - 1]));
	});
	assert_told(&fault, &["committee[1]", "is not an address", "Copy the address again"]);
}

#[test]
fn an_address_of_the_wrong_length_is_refused() {
	let fault = refused(|file| {
		let right = file["committee"][1]["account"].as_str().unwrap().to_string();
		file["committee"][1]["account"] = json!(&right[..40]);
	});
	assert_told(&fault, &["committee[1]", "is not an address"]);
	let fault = refused(|file| file["committee"][1]["account"] = json!("5".repeat(5_000)));
	assert_told(&fault, &["committee[1]", "5000 characters"]);
	assert!(fault.len() < 300);
}

#[test]
fn an_address_of_another_chain_is_refused() {
	let polkadot = AccountId32::from(sr25519::Pair::generate().0.public().0)
		.to_ss58check_with_version(Ss58AddressFormat::custom(0));
	let fault = refused(|file| file["attesters"]["province"]["account"] = json!(polkadot));
	assert_told(&fault, &["attesters.province", "another chain", "prefix 0", "42"]);
}

#[test]
fn a_key_without_check_digits_is_refused() {
	let fault = refused(|file| {
		file["validators"][0]["aura"] = json!(format!("0x{}", "5a".repeat(32)));
	});
	assert_told(&fault, &["validators[0]", "no check digits"]);
}

#[test]
fn too_few_and_too_many_validators_are_refused() {
	let fault = refused(|file| {
		file["validators"].as_array_mut().unwrap().truncate(3);
		lower_balance(file, 13);
	});
	assert_told(&fault, &["there are 3", "4 to 32"]);
	let fault = refused(|file| {
		let validators = file["validators"].as_array_mut().unwrap();
		for number in 17..=33 {
			let office = format!("office {number}");
			validators.push(json!({
				"office": office, "account": fresh(), "aura": fresh(), "grandpa": fresh()
			}));
		}
		raise_balance(file, 17);
	});
	assert_told(&fault, &["there are 33", "4 to 32"]);
}

#[test]
fn an_office_that_validates_twice_is_refused() {
	let fault = refused(|file| {
		file["validators"][1]["office"] = file["validators"][0]["office"].clone();
	});
	assert_told(&fault, &["validators[1]", "validates twice"]);
}

#[test]
fn an_empty_committee_is_refused() {
	let fault = refused(|file| {
		let members = file["committee"].as_array().unwrap().len() as u64;
		file["committee"] = json!([]);
		lower_balance(file, members);
	});
	assert_told(&fault, &["committee: there are 0 members", "5 to 50", "Name them"]);
}

#[test]
fn a_committee_that_would_decide_nothing_is_refused() {
	let fault = refused(|file| {
		file["committee"].as_array_mut().unwrap().truncate(4);
		lower_balance(file, 12);
	});
	assert_told(&fault, &["committee: there are 4 members", "5 to 50", "decides nothing"]);
}

#[test]
fn a_field_that_nobody_knows_is_refused() {
	let fault = refused(|file| file["committee"][2]["fields"] = json!(["law", "magic"]));
	assert_told(&fault, &["committee[2]", "'magic'", "engineering", "leave fields out"]);
}

#[test]
fn members_sit_for_their_fields_until_the_end_of_a_korean_day() {
	let mut file = filled();
	file["committee"][1]["fields"] = json!(["law", "security"]);
	file["opening"]["seatsEnd"] = json!("2028-02-29");
	let plan = read_value(&file).unwrap_or_else(|faults| panic!("{faults:#?}"));
	assert_eq!(plan.launch.committee[0].fields, FieldSet::ALL);
	assert_eq!(plan.launch.committee[1].fields, FieldSet::of(&[Field::Law, Field::Security]));
	// 1 March 2028, midnight in Korea.
	assert_eq!(plan.launch.seats_end, 1_835_449_200_000);
	assert_eq!(plan.last_day_of_seats(), "2028-02-29");
}

#[test]
fn an_end_of_seats_that_is_no_day_is_refused() {
	for day in ["", "soon", "2028-13-01", "2027-02-29", "2028-11", "20281130"] {
		let fault = refused(|file| file["opening"]["seatsEnd"] = json!(day));
		assert_told(&fault, &["opening.seatsEnd", "is not a day", "two years"]);
	}
}

#[test]
fn one_desk_for_cash_outs_and_none_for_sales_are_refused() {
	let fault = refused(|file| {
		file["attesters"]["settlement"].as_array_mut().unwrap().truncate(1);
		lower_balance(file, 1);
	});
	assert_told(&fault, &["attesters.settlement", "takes 2"]);
	let fault = refused(|file| {
		file["attesters"]["sales"] = json!([]);
		lower_balance(file, 1);
	});
	assert_told(&fault, &["attesters.sales", "takes 1"]);
}

#[test]
fn won_that_the_bank_does_not_hold_is_refused() {
	let fault = refused(|file| file["opening"]["bankBalance"] = json!(1));
	assert_told(&fault, &["opening.bankBalance", "Have exactly"]);
}

#[test]
fn the_reserve_of_a_development_chain_is_refused() {
	let fault = refused(|file| file["opening"]["bankBalance"] = json!(100_000_000_000_u64));
	assert_told(&fault, &["opening.bankBalance", "100000000000", "Have exactly"]);
}

#[test]
fn an_opening_without_fees_or_with_a_fortune_is_refused() {
	for won in [0, 100_000, 1_000_001_u64] {
		let fault = refused(|file| {
			let accounts = accounts(file);
			file["opening"]["wonForEachAccount"] = json!(won);
			file["opening"]["bankBalance"] = json!(won * accounts);
		});
		assert_told(&fault, &["opening.wonForEachAccount", "from 200000 to 1000000"]);
	}
}

#[test]
fn a_reserve_without_a_bank_statement_is_refused() {
	for statement in ["", "0x12", &format!("0x{}", "00".repeat(32))] {
		let fault = refused(|file| file["opening"]["statement"] = json!(statement));
		assert_told(&fault, &["opening.statement", "sha256sum"]);
	}
}

#[test]
fn the_name_and_id_of_a_rehearsal_are_refused() {
	for (field, text) in [
		("name", "Chungnam Staging"),
		("name", "Chungnam-Local"),
		("id", "chungnam_staging"),
		("id", "chungnam-dev"),
	] {
		let fault = refused(|file| file[field] = json!(text));
		assert_told(&fault, &[field, text, "worth nothing", "Choose another"]);
	}
}

#[test]
fn a_name_and_an_id_that_cannot_be_used_are_refused() {
	assert_told(&refused(|file| file["name"] = json!("")), &["name", "3 to 64"]);
	for id in ["", "Chungnam", "a/b", "../etc"] {
		assert_told(&refused(|file| file["id"] = json!(id)), &["id", "names a folder"]);
	}
}

#[test]
fn names_of_the_command_line_come_before_those_of_the_file() {
	let names = Names { name: Some("Trial of Friday".into()), id: Some("friday".into()) };
	let plan =
		read(&filled().to_string(), names, &KNOWN).unwrap_or_else(|faults| panic!("{faults:?}"));
	assert_eq!((plan.name.as_str(), plan.id.as_str()), ("Trial of Friday", "friday"));
	let names = Names { name: None, id: Some("chungnam_staging".into()) };
	assert!(read(&filled().to_string(), names, &KNOWN).is_err());
}

#[test]
fn a_boot_node_that_is_none_and_a_node_key_used_twice_are_refused() {
	let fault = refused(|file| file["validators"][0]["bootNode"] = json!("gongju.example:30333"));
	assert_told(&fault, &["validators[0]", "bootNode", "/dns4/"]);
	let node = "/dns4/a.example/tcp/30333/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";
	let fault = refused(|file| {
		file["validators"][0]["bootNode"] = json!(node);
		file["validators"][1]["bootNode"] = json!(node);
	});
	assert_told(&fault, &["validators[1]", "own node key"]);
}

#[test]
fn boot_nodes_of_the_file_reach_the_plan() {
	let node = "/dns4/a.example/tcp/30333/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";
	let mut file = filled();
	file["validators"][5]["bootNode"] = json!(node);
	let plan = read_value(&file).unwrap_or_else(|faults| panic!("{faults:?}"));
	assert_eq!(plan.boot_nodes.iter().map(ToString::to_string).collect::<Vec<_>>(), [node]);
}

#[test]
fn an_office_without_a_name_is_refused() {
	let fault = refused(|file| file["attesters"]["reserve"]["office"] = json!(" "));
	assert_told(&fault, &["attesters.reserve", "no name"]);
}

#[test]
fn an_unknown_or_missing_field_is_refused() {
	let fault = refused(|file| file["sudo"] = json!("5..."));
	assert_told(&fault, &["unknown field `sudo`", "launch-keys.json"]);
	let fault = refused(|file| {
		file["validators"][0].as_object_mut().unwrap().remove("grandpa");
	});
	assert_told(&fault, &["missing field `grandpa`"]);
}

fn accounts(file: &Value) -> u64 {
	file["opening"]["bankBalance"].as_u64().unwrap()
		/ file["opening"]["wonForEachAccount"].as_u64().unwrap()
}

fn lower_balance(file: &mut Value, accounts: u64) {
	let won = file["opening"]["wonForEachAccount"].as_u64().unwrap();
	let before = file["opening"]["bankBalance"].as_u64().unwrap();
	file["opening"]["bankBalance"] = json!(before - won * accounts);
}

fn raise_balance(file: &mut Value, accounts: u64) {
	let won = file["opening"]["wonForEachAccount"].as_u64().unwrap();
	let before = file["opening"]["bankBalance"].as_u64().unwrap();
	file["opening"]["bankBalance"] = json!(before + won * accounts);
}
