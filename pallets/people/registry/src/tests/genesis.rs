// SPDX-License-Identifier: Apache-2.0

use super::*;
use chungnam_primitives::{CohortId, MerchantId, PersonId};

/// A person with phones who is on no roll.
fn person(number: u64, zone: ZoneId, phones: &[AccountId]) -> GenesisPerson<AccountId> {
	let commitment = commitment(number);
	GenesisPerson { commitment, zone, keys: phones.to_vec(), cards: vec![], elector: false }
}

/// The owner's shop.
fn shop(operator: Option<PersonId>) -> GenesisMerchant<AccountId> {
	GenesisMerchant {
		owner: OWNER,
		zone: HERE,
		category: 0,
		sales_class: SalesClass::Micro,
		check_due: None,
		operator,
	}
}

#[test]
fn genesis_is_as_written_and_an_empty_one_is_sound() {
	ExtBuilder::empty().build_and_execute(|| assert_eq!(NextPerson::<Test>::get(), PersonId(0)));
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(Registry::person_of(CARD), Some(PersonId(1)));
		assert_eq!(Keys::<Test>::get(CARD).unwrap().kind, KeyKind::Card);
		assert_eq!(Registry::person(PersonId(3)).unwrap().keys, 0);
		assert_eq!(Registry::cohort_heads(CohortId(0)), Some(2));
		assert!(was_enrolled(PersonId(0), CohortId(0), START));
		assert!(Registry::merchant(MerchantId(0)).unwrap().1);
	});
}

#[test]
fn a_preset_in_json_needs_only_what_is_not_usual() {
	let zone = r#"{"region":12,"area":1}"#;
	let person = format!(r#"{{"commitment":"0x{}","zone":{zone},"keys":[1]}}"#, "11".repeat(32));
	let shop = format!(r#"{{"owner":100,"zone":{zone},"category":0,"salesClass":"Micro"}}"#);
	let attester = r#"[900,{"regions":65534,"scopes":447}]"#;
	let json = format!(
		r#"{{"attesters":[{attester}],"people":[{person}],"merchants":[{shop}],"cohorts":[{{"region":12}}]}}"#
	);
	let genesis: GenesisConfig<Test> = serde_json::from_str(&json).unwrap();
	ExtBuilder::with(genesis).build_and_execute(|| {
		assert_eq!(Registry::person_of(1), Some(PersonId(0)));
		assert_eq!(Registry::merchant(MerchantId(0)).unwrap().0.check_due, Moment::MAX);
		assert_eq!(Attesters::<Test>::get(900).unwrap().regions, RegionSet::province());
		assert_eq!(Registry::cohort_heads(CohortId(0)), Some(0));
	});
}

#[test]
fn a_genesis_knows_visitors_owners_and_cohorts_of_attesters() {
	let people = vec![person(1, HERE, &[PHONE]), person(2, ZoneId::OUTSIDE, &[50])];
	let merchants = vec![shop(Some(PersonId(0)))];
	let cohorts = vec![GenesisCohort { region: 12, members: vec![PersonId(0)] }];
	let genesis = GenesisConfig { people, merchants, cohorts, ..Default::default() };
	ExtBuilder::with(genesis).build_and_execute(|| {
		assert!(Registry::person(PersonId(1)).unwrap().is_visitor());
		assert_eq!(Residents::<Test>::get(0), 1);
		assert_eq!(Registry::merchant(MerchantId(0)).unwrap().0.operator, Some(PersonId(0)));
		assert!(!Cohorts::<Test>::get(CohortId(0)).unwrap().managed);
	});
}

#[test]
#[should_panic(expected = "cohorts have regions and distinct members who exist")]
fn a_genesis_enrols_no_visitor() {
	let people = vec![person(1, ZoneId::OUTSIDE, &[])];
	let cohorts = vec![GenesisCohort { region: 12, members: vec![PersonId(0)] }];
	let genesis = GenesisConfig { people, cohorts, ..Default::default() };
	ExtBuilder::with(genesis).build();
}

#[test]
#[should_panic(expected = "people have zones, commitments and keys of their own")]
fn a_genesis_that_contradicts_itself_starts_no_chain() {
	let people = vec![person(1, HERE, &[1]), person(1, HERE, &[2])];
	ExtBuilder::with(GenesisConfig { people, ..Default::default() }).build();
}

#[test]
#[should_panic(expected = "shops have zones, categories and owners of their own")]
fn a_genesis_gives_nobody_two_roles() {
	let people = vec![person(1, HERE, &[OWNER])];
	let merchants = vec![shop(None)];
	ExtBuilder::with(GenesisConfig { people, merchants, ..Default::default() }).build();
}
