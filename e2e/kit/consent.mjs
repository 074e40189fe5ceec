// SPDX-License-Identifier: Apache-2.0

// An account's word that it takes a role: what a phone signs when an office or another phone shows it a QR code.

/** @typedef {import('./chain.mjs').Api} Api */

const KINDS = { Phone: 0, Card: 1 };

/** @param {number} number */
function u32(number) {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(number);
	return bytes;
}

/** The roles that are offered, as the chain writes them. */
export const offer = {
	/** @param {string} commitment */
	firstPhone: (commitment) => Buffer.concat([Buffer.from([0]), Buffer.from(commitment.slice(2), 'hex')]),
	/** @param {number} person @param {keyof typeof KINDS} kind */
	key: (person, kind) => Buffer.concat([Buffer.from([1]), u32(person), Buffer.from([KINDS[kind]])]),
	shop: () => Buffer.from([2]),
	/** @param {number} merchant */
	owner: (merchant) => Buffer.concat([Buffer.from([3]), u32(merchant)]),
	/** @param {number} merchant */
	till: (merchant) => Buffer.concat([Buffer.from([4]), u32(merchant)]),
};

/** The chain's clock, from which a consent counts. @param {Api} api */
export const clockOf = async (api) => (await api.query.timestamp.now()).toNumber();

/**
 * The bytes that an account signs.
 *
 * @param {Api} api
 * @param {Uint8Array} account its public key
 * @param {Uint8Array} offered
 * @param {number} at
 */
export function consentPayload(api, account, offered, at) {
	const moment = Buffer.alloc(8);
	moment.writeBigUInt64LE(BigInt(at));
	return Buffer.concat([Buffer.from('chungnam role v1'), api.genesisHash.toU8a(), offered, account, moment]);
}

/**
 * The consent of a key, signed as wallets sign messages.
 *
 * @param {Api} api
 * @param {{ address: string, publicKey: Uint8Array, sign: (message: Uint8Array) => Uint8Array }} pair
 * @param {Uint8Array} offered
 * @param {number} at
 */
export function agreedAt(api, pair, offered, at) {
	const payload = consentPayload(api, pair.publicKey, offered, at);
	const message = Buffer.concat([Buffer.from('<Bytes>'), payload, Buffer.from('</Bytes>')]);
	return { account: pair.address, at, signature: { Sr25519: pair.sign(message) } };
}

/** The same by the chain's clock. @param {Api} api @param {Parameters<typeof agreedAt>[1]} pair @param {Uint8Array} offered */
export async function agreed(api, pair, offered) {
	return agreedAt(api, pair, offered, await clockOf(api));
}
