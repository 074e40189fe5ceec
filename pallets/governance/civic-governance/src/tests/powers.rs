// SPDX-License-Identifier: Apache-2.0

//! Origins: which sets of powers let which power in.

use frame_support::traits::EnsureOrigin;

use super::*;

fn lets_in<Which: Powerful>(power: Power) -> bool {
	EnsurePower::<Which>::try_origin(by(power)).is_ok()
}

#[test]
fn every_set_lets_its_own_in_and_no_other() {
	let of = |yes, heads| Power::Committee { yes, heads };
	let all = [
		Power::Validators,
		Power::Institutions,
		Power::Budget,
		Power::Parameters,
		Power::Emergency,
		Power::Region(3),
		of(1, 2),
		of(3, 5),
		of(4, 6),
		of(0, 0),
	];
	let row = |lets: fn(Power) -> bool| all.map(lets).map(u8::from);
	assert_eq!(row(lets_in::<ByValidators>), [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
	assert_eq!(row(lets_in::<ByInstitutions>), [0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
	assert_eq!(row(lets_in::<ByBudget>), [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
	assert_eq!(row(lets_in::<ByParameters>), [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
	assert_eq!(row(lets_in::<ByEmergency>), [0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
	assert_eq!(row(lets_in::<ByMajority>), [0, 0, 0, 0, 0, 0, 0, 1, 1, 0]);
	assert_eq!(row(lets_in::<BySupermajority>), [0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
	let region = |power| EnsureRegion::try_origin(by(power)).ok();
	for power in all {
		let own = matches!(power, Power::Region(_)).then_some(3);
		assert_eq!(region(power), own, "{power:?}");
	}
}

#[test]
fn root_and_people_are_in_no_set() {
	for origin in [RuntimeOrigin::root(), signed(key(91)), RuntimeOrigin::none()] {
		assert!(EnsurePower::<ByMajority>::try_origin(origin.clone()).is_err());
		assert!(EnsurePower::<ByInstitutions>::try_origin(origin.clone()).is_err());
		assert!(EnsureRegion::try_origin(origin).is_err());
	}
}

#[test]
fn examples_are_let_in() {
	assert!(ByMajority::includes(&ByMajority::example()));
	assert!(BySupermajority::includes(&BySupermajority::example()));
	assert!(ByInstitutions::includes(&ByInstitutions::example()));
	assert!(ByEmergency::includes(&ByEmergency::example()));
}
