// SPDX-License-Identifier: Apache-2.0

// Values for every type that the metadata names: a client that knows our types decodes these bytes and gives the same
// bytes back. Events, errors, calls, storage and answers of runtime APIs are all among them, as each has a type.

import { Metadata, TypeRegistry } from '@polkadot/types';
import { compactToU8a, stringToU8a, u8aConcat, u8aToHex } from '@polkadot/util';

/** @typedef {import('@polkadot/types/interfaces').Si1TypeDef} TypeDef */
/** @typedef {import('@polkadot/types/interfaces').Si1Variant} Variant */
/** @typedef {import('@polkadot/types/interfaces').PalletEventMetadataV14} Events */
/** The type of an id is at that place. @typedef {{ def: TypeDef, path: string }[]} Types */
/** @typedef {{ storage: number, constants: number, events: number, types: number, values: number }} Counts */

/** @type {Record<string, number>} */
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

/** One value of a primitive type: nought, or `rich` one. @param {string} kind @param {boolean} rich */
function primitive(kind, rich) {
	if (kind === 'Str') return rich ? u8aConcat(compactToU8a(1), stringToU8a('a')) : compactToU8a(0);
	if (kind === 'Bool') return new Uint8Array([rich ? 1 : 0]);
	if (kind === 'Char') return new Uint8Array([0x61, 0, 0, 0]);
	const bytes = new Uint8Array(SIZES[kind]);
	if (rich) bytes[0] = 1;
	return bytes;
}

/** One after the other, or null where one cannot be written. @param {(Uint8Array | null)[]} parts */
function whole(parts) {
	const written = parts.filter((part) => part !== null);
	return written.length === parts.length ? u8aConcat(...written) : null;
}

class Writer {
	/** @param {Types} types */
	constructor(types) {
		this.types = types;
	}

	/**
	 * Bytes of one value, or null where a type would need itself to begin with.
	 *
	 * @param {number} id
	 * @param {boolean} rich
	 * @param {number[]} [within]
	 * @returns {Uint8Array | null}
	 */
	value(id, rich, within = []) {
		if (within.includes(id)) return null;
		const { def } = this.types[id];
		/** @param {{ toNumber: () => number }} inner */
		const inside = (inner) => this.value(inner.toNumber(), rich, [...within, id]);
		if (def.isPrimitive) return primitive(def.asPrimitive.type, rich);
		if (def.isCompact) {
			const nothing = this.types[def.asCompact.type.toNumber()].def.isTuple;
			return nothing ? new Uint8Array() : compactToU8a(rich ? 1 : 0);
		}
		if (def.isBitSequence) {
			const store = this.value(def.asBitSequence.bitStoreType.toNumber(), true);
			return rich ? whole([compactToU8a(1), store]) : compactToU8a(0);
		}
		if (def.isComposite) return whole(def.asComposite.fields.map(({ type }) => inside(type)));
		if (def.isTuple) return whole(def.asTuple.map(inside));
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

	/** @param {Variant} variant @param {boolean} rich @param {number[]} [within] */
	variant({ index, fields }, rich, within = []) {
		const parts = fields.map(({ type }) => this.value(type.toNumber(), rich, within));
		return whole([new Uint8Array([index.toNumber()]), ...parts]);
	}

	/** All values of one type that are asked for: each variant, poor and rich. @param {number} id */
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
 *
 * @param {Uint8Array} metadata
 * @param {14 | 15 | 16} version
 * @returns {{ lines: string[], counts: Counts }}
 */
export function facts(metadata, version) {
	const read = new Metadata(new TypeRegistry(), metadata);
	const { pallets, lookup } = read[/** @type {const} */ (`asV${version}`)];
	/** @type {Types} */
	const types = [];
	for (const { id, type } of lookup.types) types[id.toNumber()] = { def: type.def, path: type.path.join('::') };
	const writer = new Writer(types);
	// A compact nothing, the index of an account where there are none, is no bytes at all.
	/** @param {{ def: TypeDef }} type */
	const isNothing = ({ def }) => def.isCompact && types[def.asCompact.type.toNumber()].def.isTuple;
	const asked = types.map((_, id) => id).filter((id) => !OWN_FORM.includes(types[id].path) && !isNothing(types[id]));
	const lines = asked.flatMap((id) => writer.all(id).map((hex) => `${id} ${hex}`));
	/** @param {{ events: import('@polkadot/types').Option<Events> }} pallet */
	const eventsOf = ({ events }) => {
		if (events.isNone) return 0;
		const { type } = events.unwrap();
		return types[type.toNumber()].def.asVariant.variants.length;
	};
	/** @param {number[]} numbers */
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
