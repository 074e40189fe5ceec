// SPDX-License-Identifier: Apache-2.0

// Signs thousands of transactions quickly: the bytes of the chain's stock extrinsic (version 4, immortal), put together by
// hand. A wallet uses a library; here the library would be most of what is measured.

import { createPrivateKey, createPublicKey, sign as signBytes } from 'node:crypto';

import { key } from '../../kit/chain.mjs';

/** @typedef {{ kind: number, publicKey: Uint8Array, sign: (bytes: Uint8Array) => Uint8Array }} SigningKey */

const IMMORTAL = [0];
/** CheckMetadataHash: none given, and none signed. */
const NO_METADATA_HASH = [0];
const VERSION_4_SIGNED = 0x84;
const ACCOUNT_ID = 0;
const [ED25519, SR25519] = [0, 1];
/** Longer payloads are hashed before they are signed: nothing here is that long. */
const LONG = 256;
/** What stands before the 32 bytes of an ed25519 secret in PKCS#8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The key of a secret URI, as wallets derive it: sr25519.
 *
 * @param {string} uri
 * @returns {SigningKey & { address: string }}
 */
export function payingKey(uri) {
	const pair = key(uri);
	return { kind: SR25519, publicKey: pair.publicKey, address: pair.address, sign: (bytes) => pair.sign(bytes) };
}

/** An ed25519 key of 32 secret bytes: signs forty times as fast. @param {Buffer} secret @returns {SigningKey} */
export function quickKey(secret) {
	const own = createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' });
	const publicKey = createPublicKey(own).export({ format: 'der', type: 'spki' }).subarray(-32);
	return { kind: ED25519, publicKey, sign: (bytes) => signBytes(null, bytes, own) };
}

/** @param {string} hex */
export const bytesOf = (hex) => Buffer.from(hex.slice(2), 'hex');
/** @param {Buffer} bytes */
const hexOf = (bytes) => `0x${bytes.toString('hex')}`;

/** @param {number} value */
function u32(value) {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

/** A number in SCALE's compact form, below 2^30. @param {number} value */
export function compact(value) {
	if (value < 64) return Buffer.from([value << 2]);
	if (value < 16_384) return Buffer.from([((value & 0x3f) << 2) | 1, value >> 6]);
	return u32(value * 4 + 2);
}

/** Bytes with their length before them, as hex: how an extrinsic travels. @param {Buffer} bytes */
export const envelope = (bytes) => hexOf(Buffer.concat([compact(bytes.length), bytes]));

/**
 * A signed extrinsic around `call` whose signature is of nobody; `number` makes it another one.
 *
 * @param {Buffer} call
 */
export function forged(call, number = 0) {
	const signature = Buffer.alloc(64, 9);
	signature.writeUInt32LE(number);
	return Buffer.concat([
		Buffer.from([VERSION_4_SIGNED, ACCOUNT_ID, ...Buffer.alloc(32, 7), SR25519, ...signature]),
		Buffer.from([...IMMORTAL, 0, 0, ...NO_METADATA_HASH]),
		call,
	]);
}

/**
 * How to sign for a chain. `ask(method, params)` gives results of its JSON-RPC.
 *
 * @param {(method: string, params: unknown[]) => Promise<any>} ask
 */
export async function signerFor(ask) {
	const version = await ask('state_getRuntimeVersion', []);
	const genesis = bytesOf(await ask('chain_getBlockHash', [0]));
	const numbers = [u32(version.specVersion), u32(version.transactionVersion)];
	const implied = Buffer.concat([...numbers, genesis, genesis, Buffer.from(NO_METADATA_HASH)]);
	/**
	 * The extrinsic as hex. `call` is the encoded call.
	 *
	 * @param {SigningKey} pair
	 * @param {Buffer} call
	 * @param {number} nonce
	 */
	return function sign(pair, call, nonce, tip = 0) {
		const said = Buffer.concat([Buffer.from(IMMORTAL), compact(nonce), compact(tip), Buffer.from(NO_METADATA_HASH)]);
		const payload = Buffer.concat([call, said, implied]);
		if (payload.length > LONG) throw new Error('This call is too long to be signed without a hash.');
		const signature = pair.sign(payload);
		const head = [Buffer.from([VERSION_4_SIGNED, ACCOUNT_ID]), pair.publicKey, Buffer.from([pair.kind])];
		return envelope(Buffer.concat([...head, signature, said, call]));
	};
}
