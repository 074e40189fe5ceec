// SPDX-License-Identifier: Apache-2.0

//! Orders as JSON: what a payment is for, and whether a shop was paid for it.

use alloc::{format, string::String};
use core::fmt::Write;
use pallet_regional_currency::{Order, Receipt, Reference};
use serde::{de::Error, Deserialize, Deserializer, Serialize, Serializer};

use crate::ReceiptJson;
use chungnam_primitives::ReceiptId;

/// A shop's name of an order: `0x` and 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceJson(pub Reference);

impl Serialize for ReferenceJson {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		let mut text = String::from("0x");
		for byte in self.0 {
			// Writing to a string never fails.
			let _ = write!(text, "{byte:02x}");
		}
		serializer.serialize_str(&text)
	}
}

impl<'de> Deserialize<'de> for ReferenceJson {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = String::deserialize(deserializer)?;
		let wrong = || D::Error::custom(format!("{text}: a reference is 0x and 32 digits"));
		let digits = text.strip_prefix("0x").ok_or_else(wrong)?;
		// A sign would pass for a digit.
		let are_digits = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
		let number = u128::from_str_radix(digits, 16).ok().filter(|_| are_digits);
		number.map(|number| Self(number.to_be_bytes())).ok_or_else(wrong)
	}
}

/// What is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrderJson {
	/// The shop's number of its till.
	till: u16,
	/// The shop's name of the order.
	reference: ReferenceJson,
}

impl From<Order> for OrderJson {
	fn from(order: Order) -> Self {
		Self { till: order.till, reference: ReferenceJson(order.reference) }
	}
}

impl From<OrderJson> for Order {
	fn from(order: OrderJson) -> Self {
		Self { till: order.till, reference: order.reference.0 }
	}
}

/// The receipt by which a shop was paid for an order.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PaidOrderJson {
	receipt: ReceiptId,
	#[serde(flatten)]
	payment: ReceiptJson,
}

impl<AccountId> From<(ReceiptId, Receipt<AccountId>)> for PaidOrderJson {
	fn from((receipt, payment): (ReceiptId, Receipt<AccountId>)) -> Self {
		Self { receipt, payment: payment.into() }
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{from_value, json, to_value};

	#[test]
	fn order_is_read_as_it_is_written() {
		let mut reference = [0; 16];
		(reference[0], reference[15]) = (0x0a, 0xff);
		let order = Order { till: 3, reference };
		let text = "0x0a0000000000000000000000000000ff";
		let json = to_value(OrderJson::from(order)).unwrap();
		assert_eq!(json, json!({ "till": 3, "reference": text }));
		assert_eq!(Order::from(from_value::<OrderJson>(json).unwrap()), order);
	}

	#[test]
	fn reference_is_refused_when_it_is_not_sixteen_bytes() {
		let texts = [
			"",
			"0x",
			"0x0a",
			"0a0000000000000000000000000000ff",
			"0x+a0000000000000000000000000000ff",
		];
		for text in texts.map(String::from).into_iter().chain([format!("0x{}", "0".repeat(34))]) {
			assert!(from_value::<ReferenceJson>(json!(text)).is_err(), "{text}");
		}
	}
}
