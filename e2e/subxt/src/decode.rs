// SPDX-License-Identifier: Apache-2.0

//! Reads all that the metadata names, and takes each type apart and puts it together again.

use std::error::Error;

use subxt::{
	dynamic::{self, Value},
	ext::scale_value::scale,
	OnlineClientAtBlock, SubstrateConfig,
};

use crate::task::Task;

pub async fn all(
	at: &OnlineClientAtBlock<SubstrateConfig>,
	task: &Task,
) -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
	let metadata = at.metadata();

	let mut constants = 0;
	for pallet in metadata.pallets() {
		for constant in pallet.constants() {
			let address = dynamic::constant::<Value>(pallet.name(), constant.name());
			at.constants().entry(address)?;
			constants += 1;
		}
	}

	let mut storage = 0;
	for each in at.storage().entries() {
		let entry = each.entry()?;
		if entry.is_plain() {
			if let Some(value) = entry.try_fetch(Vec::new()).await? {
				value.decode()?;
			}
		} else {
			let mut values = entry.iter(Vec::new()).await?;
			while let Some(found) = values.next().await {
				let found = found?;
				found.key()?.decode()?;
				found.value().decode()?;
			}
		}
		storage += 1;
	}

	let types = metadata.types();
	let values = task.values()?;
	for (kind, bytes) in &values {
		let mut rest = bytes.as_slice();
		let told = |error: String| format!("Type {kind} of metadata V16, {bytes:02x?}: {error}");
		let value =
			scale::decode_as_type(&mut rest, *kind, types).map_err(|e| told(e.to_string()))?;
		let mut again = Vec::new();
		scale::encode_as_type(&value, *kind, types, &mut again).map_err(|e| told(e.to_string()))?;
		if !rest.is_empty() || again != *bytes {
			return Err(
				told(format!("came back as {again:02x?}, {} bytes left", rest.len())).into()
			);
		}
	}

	Ok(vec![
		("metadata", "16".into()),
		("storage", storage.to_string()),
		("constants", constants.to_string()),
		("values", values.len().to_string()),
	])
}
