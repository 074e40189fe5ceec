// SPDX-License-Identifier: Apache-2.0

// The arithmetic of a secret ballot, with nothing but Node.js: what a wallet does to vote so that nobody knows whose vote it is,
// and what the office does that keeps the keys. The steps are those of docs/connect-a-wallet.md; meant to be copied.
//
// The credential is a blind signature of RFC 9474, RSABSSA-SHA384-PSS-Deterministic: any library that has it gives the same.

import {
	constants,
	createCipheriv,
	createHash,
	createPrivateKey,
	createPublicKey,
	diffieHellman,
	generateKeyPairSync,
	privateDecrypt,
	publicEncrypt,
	randomBytes,
	verify,
} from 'node:crypto';

/** Bytes of a key, of a credential, of what is blinded and of its answer. */
const NUMBER = 256;
const HASH = 48;
/** Bytes of a choice with its zeros. */
const PLAIN = 48;
const raw = { padding: constants.RSA_NO_PADDING };

/** @param {Uint8Array} bytes the highest first */
const numberOf = (bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** @param {bigint} number */
const bytesOf = (number) => Buffer.from(number.toString(16).padStart(2 * NUMBER, '0'), 'hex');

/** @param {string} name @param {Uint8Array[]} parts */
const hashOf = (name, ...parts) => createHash(name).update(Buffer.concat(parts)).digest();

/** @param {number} number */
function u32(number) {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(number);
	return bytes;
}

// --- the credential --------------------------------------------------------------------------------------------------

/** The office's public key from the number that is on the chain. @param {Uint8Array} modulus */
function publicOf(modulus) {
	const n = Buffer.from(modulus).toString('base64url');
	return createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' });
}

/** The encoding EMSA-PSS of RFC 8017, 9.1.1, of 2047 bits. @param {Uint8Array} message @param {Uint8Array} salt */
function encoded(message, salt) {
	const hash = hashOf('sha384', Buffer.alloc(8), hashOf('sha384', message), salt);
	const block = Buffer.concat([Buffer.alloc(NUMBER - 2 * HASH - 2), Buffer.from([1]), salt]);
	for (let at = 0; at < block.length; at += HASH) {
		const mask = hashOf('sha384', hash, Buffer.from([0, 0, 0, at / HASH]));
		for (let i = at; i < Math.min(at + HASH, block.length); i++) block[i] ^= mask[i - at];
	}
	block[0] &= 0x7f;
	return Buffer.concat([block, hash, Buffer.from([0xbc])]);
}

/** `1 / number` modulo `modulus`; undefined if they have a factor in common. @param {bigint} number @param {bigint} modulus */
function inverseOf(number, modulus) {
	let [rest, next] = [modulus, number];
	let [factor, other] = [0n, 1n];
	while (next > 0n) {
		const times = rest / next;
		[rest, next] = [next, rest - times * next];
		[factor, other] = [other, factor - times * other];
	}
	return rest === 1n ? (factor + modulus) % modulus : undefined;
}

/**
 * Hides an alias. `blinded` is for the office and says nothing of the alias; `inverse` is for the wallet alone, until the
 * office has answered.
 *
 * @param {Uint8Array} modulus
 * @param {Uint8Array} alias
 * @param {{ salt?: Uint8Array, random?: Uint8Array }} [fixed] for tests; else both are random
 */
export function blind(modulus, alias, { salt = randomBytes(HASH), random = randomBytes(NUMBER) } = {}) {
	const key = numberOf(modulus);
	const factor = numberOf(random) % key;
	const inverse = inverseOf(factor, key);
	if (!inverse) throw new Error('The random number has a factor in common with the key. Another one is needed.');
	const hidden = numberOf(publicEncrypt({ key: publicOf(modulus), ...raw }, bytesOf(factor)));
	const blinded = (numberOf(encoded(alias, salt)) * hidden) % key;
	return { blinded: bytesOf(blinded), inverse: bytesOf(inverse) };
}

/** @param {Uint8Array} modulus @param {Uint8Array} alias @param {Uint8Array} credential */
export function isCredential(modulus, alias, credential) {
	const key = { key: publicOf(modulus), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: HASH };
	return verify('sha384', alias, key, credential);
}

/**
 * The credential in the office's answer.
 *
 * @param {Uint8Array} modulus
 * @param {Uint8Array} alias
 * @param {Uint8Array} answer
 * @param {Uint8Array} inverse
 */
export function finish(modulus, alias, answer, inverse) {
	const credential = bytesOf((numberOf(answer) * numberOf(inverse)) % numberOf(modulus));
	if (!isCredential(modulus, alias, credential)) throw new Error('The answer is not that to this request.');
	return credential;
}

// --- what is sealed --------------------------------------------------------------------------------------------------

const CURVE = { kty: 'OKP', crv: 'X25519' };

/** @param {string} text */
const plain = (text) => Buffer.from(text, 'base64url');

/** A fresh pair of keys: `opening` is public, `secret` is published after the close. */
export function newOpening() {
	const { d, x } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
	return { opening: plain(/** @type {string} */ (x)), secret: plain(/** @type {string} */ (d)) };
}

/**
 * A choice that nobody reads before the secret is published, for one alias on one ballot.
 *
 * @param {Uint8Array} opening the ballot's key
 * @param {number} ballot
 * @param {Uint8Array} alias
 * @param {Uint8Array} choice its SCALE bytes
 * @param {ReturnType<typeof newOpening>} [once] for tests; else fresh
 */
export function seal(opening, ballot, alias, choice, once = newOpening()) {
	if (choice.length > PLAIN) throw new Error('The choice is too long.');
	const [x, own] = [opening, once.opening].map((key) => Buffer.from(key).toString('base64url'));
	const d = Buffer.from(once.secret).toString('base64url');
	const privateKey = createPrivateKey({ key: { ...CURVE, d, x: own }, format: 'jwk' });
	const shared = diffieHellman({ privateKey, publicKey: createPublicKey({ key: { ...CURVE, x }, format: 'jwk' }) });
	const key = hashOf('sha256', Buffer.from('chungnam/sealed-choice/1'), shared, once.opening, opening);
	const cipher = createCipheriv('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: 16 });
	cipher.setAAD(Buffer.concat([u32(ballot), alias]), { plaintextLength: PLAIN });
	const padded = Buffer.concat([choice, Buffer.alloc(PLAIN - choice.length)]);
	const sealed = Buffer.concat([cipher.update(padded), cipher.final()]);
	return Buffer.concat([once.opening, sealed, cipher.getAuthTag()]);
}

/**
 * What the alias signs.
 *
 * @param {Uint8Array} genesis the hash of the chain's first block
 * @param {number} ballot
 * @param {Uint8Array} alias
 * @param {number} sequence from 1 to 20, higher with each change
 * @param {Uint8Array} sealed
 */
export function signedBytes(genesis, ballot, alias, sequence, sealed) {
	const domain = Buffer.from('chungnam/sealed-vote/1');
	// The length of a list in SCALE.
	const length = Buffer.from([domain.length << 2]);
	return Buffer.concat([length, domain, genesis, u32(ballot), alias, Buffer.from([sequence]), sealed]);
}

/**
 * A transaction that nobody signs: version 5, general. All extensions have their first value, which is zeros.
 *
 * @param {import('./chain.mjs').Api} api
 * @param {{ method: { toU8a: () => Uint8Array } }} tx
 */
export function general(api, tx) {
	const { extrinsic } = api.runtimeMetadata.asV16;
	const { registry } = api;
	const extensions = extrinsic.transactionExtensions.map(({ type }) =>
		registry.createType(registry.createLookupType(type)).toU8a(),
	);
	const body = Buffer.concat([Buffer.from([0x45, 0]), ...extensions, tx.method.toU8a()]);
	const length = registry.createType('Compact<u32>', body.length).toU8a();
	return `0x${Buffer.concat([length, body]).toString('hex')}`;
}

// --- the office ------------------------------------------------------------------------------------------------------

/** Fresh keys of a ballot. What is `published` goes on the chain, the rest stays in the office. */
export function newKeys() {
	const pair = generateKeyPairSync('rsa', { modulusLength: 8 * NUMBER, publicExponent: 0x10001 });
	const credential = pair.privateKey.export({ format: 'jwk' });
	const { opening, secret } = newOpening();
	return { published: { credential: plain(/** @type {string} */ (credential.n)), opening }, credential, secret };
}

/**
 * What the office answers to what is blinded. Undefined for a number that is not below the key: nobody can answer it.
 *
 * @param {any} credential its key as JWK
 * @param {Uint8Array} blinded
 */
export function answerTo(credential, blinded) {
	if (Buffer.compare(blinded, plain(credential.n)) >= 0) return undefined;
	const key = createPrivateKey({ key: credential, format: 'jwk' });
	return privateDecrypt({ key, ...raw }, blinded);
}
