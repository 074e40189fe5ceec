// SPDX-License-Identifier: Apache-2.0

//! Free transactions as JSON.

use chungnam_primitives::Moment;
use pallet_citizen_quota::{Allowance, QuotaClass};
use serde::Serialize;

/// Free transactions of one class.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FreeJson {
	class: &'static str,
	left: u32,
	max: u32,
	next_unit_at: Option<Moment>,
}

impl From<Allowance> for FreeJson {
	fn from(allowance: Allowance) -> Self {
		Self {
			class: name(allowance.class),
			left: allowance.left,
			max: allowance.max,
			next_unit_at: allowance.next_unit_at,
		}
	}
}

fn name(class: QuotaClass) -> &'static str {
	match class {
		QuotaClass::Payment => "payment",
		QuotaClass::Vote => "vote",
		QuotaClass::Claim => "claim",
		QuotaClass::Shop => "shop",
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{json, to_value};

	#[test]
	fn allowance_shows_its_class_by_name() {
		let allowance =
			Allowance { class: QuotaClass::Payment, left: 2, max: 3, next_unit_at: Some(7) };
		assert_eq!(
			to_value(FreeJson::from(allowance)).unwrap(),
			json!({ "class": "payment", "left": 2, "max": 3, "nextUnitAt": 7 })
		);
	}

	#[test]
	fn each_class_has_a_name_of_its_own() {
		let mut names = QuotaClass::ALL.map(name);
		names.sort_unstable();
		assert_eq!(names, ["claim", "payment", "shop", "vote"]);
	}
}
