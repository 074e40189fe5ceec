// SPDX-License-Identifier: Apache-2.0

// The runtime of a chain as bytes: unpacked, and as the next version of itself. Building another one takes ten minutes; the same
// rules under a higher number are enough to see an upgrade. What is wrong with the new number shows at once: the chain
// does not take the runtime, or no transaction of a client.

import { spawnSync } from 'node:child_process';

import { must } from '../../tools/lib/wait.mjs';

/** Under which a raw genesis has the runtime. */
export const CODE = '0x3a636f6465';
/** What a packed runtime begins with, before the bytes of zstd. */
const PACKED = Buffer.from('52bc537646db8e05', 'hex');
const MOST = 1 << 28;

/** @param {string[]} args @param {Buffer} input */
function zstd(args, input) {
	const { status, stdout, stderr, error } = spawnSync('zstd', args, { input, maxBuffer: MOST });
	must(status === 0, `zstd: ${error?.message ?? stderr}`);
	return stdout;
}

/** The WebAssembly of a runtime. @param {string} code in hex */
export function unpacked(code) {
	const bytes = Buffer.from(code.slice(2), 'hex');
	return bytes.subarray(0, 8).equals(PACKED) ? zstd(['-dcq'], bytes.subarray(8)) : bytes;
}

/** A runtime as a chain stores it: small enough for a transaction. @param {Buffer} wasm */
const packed = (wasm) => Buffer.concat([PACKED, zstd(['-cq'], wasm)]);

/** An unsigned number of WebAssembly at a place, and the place behind it. @param {Buffer} wasm @param {number} at @returns {[number, number]} */
function unsigned(wasm, at) {
	let [value, shift, next] = [0, 0, at];
	for (;;) {
		const byte = wasm[next];
		next += 1;
		value += (byte & 127) * 2 ** shift;
		shift += 7;
		if (byte < 128) return [value, next];
	}
}

/** A signed number as instructions have it. @param {bigint} number */
function signed(number) {
	const bytes = [];
	for (let rest = number; ; ) {
		const byte = Number(rest & 127n);
		rest >>= 7n;
		const isLast = (rest === 0n && (byte & 64) === 0) || (rest === -1n && (byte & 64) !== 0);
		bytes.push(isLast ? byte : byte | 128);
		if (isLast) return Buffer.from(bytes);
	}
}

/** The parts of a module: `[kind, begin, end]`. @param {Buffer} wasm */
function sections(wasm) {
	const found = [];
	for (let at = 8; at < wasm.length; ) {
		const [size, begin] = unsigned(wasm, at + 1);
		found.push(/** @type {[number, number, number]} */ ([wasm[at], begin, begin + size]));
		at = begin + size;
	}
	return found;
}

const CUSTOM = 0;
const FUNCTIONS = 10;
const DATA = 11;
/** Instructions: a number of 32 or 64 bits; to store 32 bits; to compare. */
const [I32, I64, STORE, COMPARE] = [
	0x41,
	0x42,
	0x36,
	new Set([0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f]),
];

/** Every place of some bytes within a part. @param {Buffer} wasm @param {Buffer} bytes @param {[number, number, number]} part */
function places(wasm, bytes, [, begin, end]) {
	// Only the part is searched: what is rare would be looked for to the end of the runtime, once for each function.
	const part = wasm.subarray(begin, end);
	const found = [];
	for (let at = part.indexOf(bytes); at >= 0; at = part.indexOf(bytes, at + 1)) found.push(begin + at);
	return found;
}

/** @param {Buffer} wasm @param {[number, number, number]} part */
function customName(wasm, [, begin]) {
	const [length, at] = unsigned(wasm, begin);
	return { name: wasm.toString('utf8', at, at + length), at: at + length };
}

/**
 * The names of functions by number, and where the body of each is.
 *
 * @param {Buffer} wasm
 * @param {[number, number, number][]} parts
 */
function functions(wasm, parts) {
	const names = new Map();
	const part = parts.find((each) => each[0] === CUSTOM && customName(wasm, each).name === 'name');
	must(part, 'The runtime has no names of functions');
	for (let at = customName(wasm, part).at; at < part[2]; ) {
		const kind = wasm[at];
		let [size, next] = unsigned(wasm, at + 1);
		at = next + size;
		if (kind !== 1) continue;
		let count = 0;
		[count, next] = unsigned(wasm, next);
		for (; count > 0; count -= 1) {
			let number = 0;
			[number, next] = unsigned(wasm, next);
			[size, next] = unsigned(wasm, next);
			names.set(number, wasm.toString('utf8', next, next + size));
			next += size;
		}
	}
	const code = parts.find(([kind]) => kind === FUNCTIONS);
	must(code, 'The runtime has no functions');
	const bodies = [];
	let [count, at] = unsigned(wasm, code[1]);
	// Imported functions come first in the numbers, and have no body.
	const imported = Math.max(...names.keys()) + 1 - count;
	for (let i = 0; count > 0; i += 1, count -= 1) {
		const [size, begin] = unsigned(wasm, at);
		bodies.push({ name: names.get(i + imported) ?? '', begin, end: begin + size });
		at = begin + size;
	}
	return bodies;
}

/** Where a runtime keeps its number in instructions: where it compares and writes it. */
const KEEPS_ITS_NUMBER =
	/frame_executive.*initialize_block|parity_scale_codec5codec6Encode6encode|RuntimeGenesisConfig.*build/;

/**
 * A runtime of the same rules with the next number, packed: its bytes in hex.
 *
 * @param {string} code of the chain, in hex
 * @param {number} version its number
 */
export function nextVersion(code, version) {
	const wasm = Buffer.from(unpacked(code));
	const [parts, next] = [sections(wasm), version + 1];
	/** @param {number} number */
	const word = (number) => Buffer.from(new Uint32Array([number]).buffer);
	// What the node reads without running it.
	const told = parts.find((part) => part[0] === CUSTOM && customName(wasm, part).name === 'runtime_version');
	must(told, 'The runtime does not tell its version');
	const [at] = places(wasm, Buffer.concat([word(1), word(version), word(1)]), told);
	must(at, `The runtime does not tell that it is ${version}`);
	word(next).copy(wasm, at + 4);
	// What it answers.
	for (const part of parts.filter(([kind]) => kind === DATA)) {
		for (const place of places(wasm, Buffer.concat([word(1), word(version), word(1), word(1)]), part)) {
			word(next).copy(wasm, place + 4);
		}
	}
	// What its functions compare, store and hash into transactions, the last one beside the number of transactions.
	const [before, after] = [version, next].map((number) => signed(BigInt(number)));
	const [both, bothAfter] = [version, next].map((number) => signed((1n << 32n) | BigInt(number)));
	must(before.length === after.length && both.length === bothAfter.length, `${next} is longer than ${version}`);
	let count = 0;
	for (const { name, begin, end } of functions(wasm, parts)) {
		for (const place of places(wasm, Buffer.concat([Buffer.from([I64]), both]), [0, begin, end])) {
			bothAfter.copy(wasm, place + 1);
			count += 1;
		}
		if (!KEEPS_ITS_NUMBER.test(name)) continue;
		for (const place of places(wasm, Buffer.concat([Buffer.from([I32]), before]), [0, begin, end])) {
			const then = wasm[place + 1 + before.length];
			if (then !== STORE && !COMPARE.has(then)) continue;
			after.copy(wasm, place + 1);
			count += 1;
		}
	}
	must(count > 0, 'No function of the runtime has its number');
	return `0x${packed(wasm).toString('hex')}`;
}
