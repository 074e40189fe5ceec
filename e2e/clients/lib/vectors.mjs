// SPDX-License-Identifier: Apache-2.0

// Values for every type that the metadata names: a client that knows our types decodes these bytes and gives the same
// bytes back. Events, errors, calls, storage and answers of runtime APIs are all among them, as each has a type.

import { Metadata, TypeRegistry } from '@polkadot/types';
import { compactToU8a, stringToU8a, u8aConcat, u8aToHex } from '@polkadot/util';

const SIZES = { U8: 1, I8: 1, U16: 2, I16: 2, U32: 4, I32: 4, U64: 8, I64: 8, U128: 16, I128: 16, U256: 32, I256: 32 };

/** Types whose bytes have a form of their own, or more than one. No client is asked for these. */
const OWN_FORM = [
	// Two bytes that not every pair of numbers is a value of.
	'sp_runtime::generic::era::Era',
	// A whole transaction, with its length in front.
	'sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic',
	// By themselves, as what a user wrote in a form, polkadot.js guesses what is meant. The calls hold addresses too.
	'sp_runtime::multiaddress::MultiAddress',
	// PAPI reads these as the error they stand for, and nought in the first pallet is none.
	'sp_runtime::ModuleError',
	'sp_runtime::DispatchError',
];

/** One value of a primitive type: nought, or `rich` one. */
function primitive(kind, rich) {
	if (kind === 'Str') return rich ? u8aConcat(compactToU8a(1), stringToU8a('a')) : compactToU8a(0);
	if (kind === 'Bool') return new Uint8Array([rich ? 1 : 0]);
	if (kind === 'Char') return new Uint8Array([0x61, 0, 0, 0]);
	const bytes = new Uint8Array(SIZES[kind]);
	if (rich) bytes[0] = 1;
	return bytes;
}

class Writer {
	constructor(types) {
		this.types = types;
	}

	/** Bytes of one value, or null where a type would need itself to begin with. */
	value(id, rich, within = []) {
		if (within.includes(id)) return null;
		const { def } = this.types[id];
		const inside = (inner) => this.value(inner.toNumber(), rich, [...within, id]);
		const all = (parts) => (parts.includes(null) ? null : u8aConcat(...parts));
		if (def.isPrimitive) return primitive(def.asPrimitive.type, rich);
		if (def.isCompact) {
			const nothing = this.types[def.asCompact.type.toNumber()].def.isTuple;
			return nothing ? new Uint8Array() : compactToU8a(rich ? 1 : 0);
		}
		if (def.isBitSequence) {
			const store = this.value(def.asBitSequence.bitStoreType.toNumber(), true);
			return rich ? u8aConcat(compactToU8a(1), store) : compactToU8a(0);
		}
		if (def.isComposite) return all(def.asComposite.fields.map(({ type }) => inside(type)));
		if (def.isTuple) return all(def.asTuple.map(inside));
		if (def.isArray) {
			const one = inside(def.asArray.type);
			return one && u8aConcat(...Array(def.asArray.len.toNumber()).fill(one));
		}
		if (def.isSequence) {
			const one = rich ? inside(def.asSequence.type) : null;
			return one ? u8aConcat(compactToU8a(1), one) : compactToU8a(0);
		}
		if (def.isVariant) {
			// The first or the last one that can be written.
			const variants = def.asVariant.variants.map((variant) => variant);
			for (const variant of rich ? variants.reverse() : variants) {
				const bytes = this.variant(variant, rich, [...within, id]);
				if (bytes) return bytes;
			}
			return null;
		}
		throw new Error(`A type of an unknown kind: ${def.type}`);
	}

	variant({ index, fields }, rich, within = []) {
		const parts = fields.map(({ type }) => this.value(type.toNumber(), rich, within));
		return parts.includes(null) ? null : u8aConcat(new Uint8Array([index.toNumber()]), ...parts);
	}

	/** All values of one type that are asked for: each variant, poor and rich. */
	all(id) {
		const { def } = this.types[id];
		const values = [];
		for (const rich of [false, true]) {
			if (def.isVariant) {
				for (const variant of def.asVariant.variants) {
					// Within itself, as a call in a batch is, only from here on.
					const bytes = this.variant(variant, rich);
					if (bytes) values.push(bytes);
				}
			} else {
				const bytes = this.value(id, rich);
				if (bytes) values.push(bytes);
			}
		}
		return [...new Set(values.map((bytes) => u8aToHex(bytes).slice(2)))];
	}
}

/**
 * What a client of this metadata must know: how many storage entries, constants and events there are, and values:
 * lines `type bytes`.
 */
export function facts(metadata, version) {
	const whole = new Metadata(new TypeRegistry(), metadata);
	const { pallets, lookup } = whole[`asV${version}`];
	const types = [];
	for (const { id, type } of lookup.types) types[id.toNumber()] = { def: type.def, path: type.path.join('::') };
	const writer = new Writer(types);
	// A compact nothing, the index of an account where there are none, is no bytes at all.
	const isNothing = ({ def }) => def.isCompact && types[def.asCompact.type.toNumber()].def.isTuple;
	const asked = types.map((_, id) => id).filter((id) => !OWN_FORM.includes(types[id].path) && !isNothing(types[id]));
	const lines = asked.flatMap((id) => writer.all(id).map((hex) => `${id} ${hex}`));
	const eventsOf = ({ events }) => {
		if (events.isNone) return 0;
		const { type } = events.unwrap();
		return types[type.toNumber()].def.asVariant.variants.length;
	};
	const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
	return {
		lines,
		counts: {
			storage: sum(pallets.map(({ storage }) => (storage.isSome ? storage.unwrap().items.length : 0))),
			constants: sum(pallets.map(({ constants }) => constants.length)),
			events: sum(pallets.map(eventsOf)),
			types: types.length,
			values: lines.length,
		},
	};
}
