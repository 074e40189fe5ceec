// SPDX-License-Identifier: Apache-2.0

// What ./scripts/release and ./scripts/check-specs ask of a node and a runtime's wasm:
//   release.mjs spec WASM OUT            the staging spec, raw, with this wasm
//   release.mjs metadata-hash WASM       the hash of its metadata, as hardware wallets know it (RFC 78)
//   release.mjs describe WASM            hashes, versions, size, as JSON
//   release.mjs verify-hash WASM         a transaction that asks for the check is valid for this wasm, and with
//                                        another hash is not
//   release.mjs hashes SPEC              the Blake2 and SHA-256 hashes of the code in SPEC, a line each
//   release.mjs compare SPEC own         what differs between SPEC and the rehearsal on the runtime in SPEC
//   release.mjs compare SPEC node        the same on the node's runtime, but for the code
//   release.mjs compare SPEC embedded    what differs between SPEC and the node's --chain staging
// CHUNGNAM_NODE names the node.

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata';

import { clientOf } from '../lib/chain.mjs';
import { nodeBinary, startNode } from '../lib/node.mjs';
import { command } from '../lib/program.mjs';
import { ask, metadataOf } from '../lib/rpc.mjs';

/** @typedef {import('../lib/chain.mjs').Api} Api */
/** @typedef {import('../lib/node.mjs').NodeProcess} NodeProcess */

const { connect, key } = clientOf({ ApiPromise, Keyring, WsProvider });
const CODE = '0x3a636f6465';
const constants = readFileSync(new URL('../../runtime/src/constants.rs', import.meta.url), 'utf8');
/** @param {string} name */
function constant(name) {
	const [, value] = new RegExp(`const ${name}: \\S+ = "?([^";]+)"?;`).exec(constants) ?? [];
	if (value === undefined) throw new Error(`runtime/src/constants.rs has no ${name}`);
	return value.replaceAll('_', '');
}
const TOKEN = { tokenSymbol: constant('TOKEN_SYMBOL'), decimals: Number(constant('TOKEN_DECIMALS')) };

const binary = nodeBinary();
/** @param {string} path */
const read = (path) => new Uint8Array(readFileSync(path));

/**
 * The rehearsal on a runtime: its genesis is asked of that runtime. Without one, on the node's own.
 *
 * @param {string} [wasmPath]
 */
async function rehearsal(wasmPath) {
	const { stdout } = await command(binary, ['genesis', 'rehearsal', ...(wasmPath ? ['--wasm', wasmPath] : [])]);
	return JSON.parse(stdout);
}

/** The spec as it is committed: one key a line, so that a change can be read. @param {string} wasmPath */
async function specWith(wasmPath) {
	const spec = await rehearsal(wasmPath);
	const top = Object.entries(spec.genesis.raw.top).sort(([a], [b]) => (a < b ? -1 : 1));
	spec.genesis.raw.top = Object.fromEntries(top);
	return `${JSON.stringify(spec, null, 2)}\n`;
}

/** @param {string} path */
const readSpec = (path) => JSON.parse(readFileSync(path, 'utf8'));
/** @param {any} spec */
const codeOf = (spec) => hexToU8a(spec.genesis.raw.top[CODE]);
/** @param {Uint8Array} bytes */
const sha256 = (bytes) => `0x${createHash('sha256').update(bytes).digest('hex')}`;

/**
 * Starts a node on a chain that begins with this wasm, and stops it after `use`. It makes no blocks.
 *
 * @template T
 * @param {string} wasmPath
 * @param {(node: NodeProcess) => Promise<T>} use
 */
async function onChainOf(wasmPath, use) {
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-release-'));
	try {
		const spec = join(folder, 'spec.json');
		writeFileSync(spec, await specWith(wasmPath));
		const node = await startNode({ binary, args: ['--chain', spec, '--db-storage-threshold', '0'], until: 'answers' });
		try {
			return await use(node);
		} finally {
			await node.stop();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The hash of the metadata of version 15. @param {string} http */
async function digestOf(http) {
	const metadata = await metadataOf(http, 15);
	if (!metadata) throw new Error('The runtime has no metadata of version 15');
	return u8aToHex(merkleizeMetadata(metadata, TOKEN).digest());
}

/** @param {string} wasmPath */
const metadataHash = (wasmPath) => onChainOf(wasmPath, ({ http }) => digestOf(http));

/** @param {string} wasmPath */
async function describe(wasmPath) {
	const wasm = read(wasmPath);
	return onChainOf(wasmPath, async ({ http }) => {
		const version = await ask(http, 'state_getRuntimeVersion');
		return {
			specName: version.specName,
			specVersion: version.specVersion,
			transactionVersion: version.transactionVersion,
			metadataHash: await digestOf(http),
			blake2_256: blake2AsHex(wasm),
			sha256: sha256(wasm),
			bytes: wasm.length,
			genesisHash: await ask(http, 'chain_getBlockHash', [0]),
		};
	});
}

/**
 * Signs a remark that asks for the check of the metadata, with this hash, and has the runtime judge it.
 *
 * @param {Api} api
 * @param {ReturnType<typeof key>} signer
 * @param {string} metadataHash
 */
async function judge(api, signer, metadataHash) {
	const remark = api.tx.system.remark('0x');
	await remark.signAsync(signer, { nonce: 0, era: 0, withSignedTransaction: true, mode: 1, metadataHash });
	const source = '02';
	const call = `0x${source}${remark.toHex().slice(2)}${api.genesisHash.toHex().slice(2)}`;
	return api.rpc.state.call('TaggedTransactionQueue_validate_transaction', call);
}

/** @param {string} wasmPath */
async function verifyHash(wasmPath) {
	const [right, wrong] = await onChainOf(wasmPath, async ({ http, ws }) => {
		const api = await connect(ws);
		try {
			const signer = key('//Chungnam//Staging//Province');
			const hash = await digestOf(http);
			const other = `0x${'11'.repeat(32)}`;
			return [await judge(api, signer, hash), await judge(api, signer, other)];
		} finally {
			await api.disconnect();
		}
	});
	// A result: 0x00 is valid, 0x01 is not.
	if (!right.toHex().startsWith('0x00')) throw new Error(`The wasm refuses its own metadata hash: ${right.toHex()}`);
	if (!wrong.toHex().startsWith('0x01')) throw new Error('The wasm accepts another metadata hash.');
	return 'The wasm accepts transactions signed over its metadata, and no others.';
}

/** What SPEC is compared with. @type {Record<string, (spec: any) => Promise<any>>} */
const OTHERS = {
	async own(spec) {
		const folder = mkdtempSync(join(tmpdir(), 'chungnam-release-'));
		const wasm = join(folder, 'runtime.wasm');
		try {
			writeFileSync(wasm, codeOf(spec));
			return await rehearsal(wasm);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
	async node(spec) {
		const other = await rehearsal();
		other.genesis.raw.top[CODE] = spec.genesis.raw.top[CODE];
		return other;
	},
	async embedded() {
		const { stdout } = await command(binary, ['export-chain-spec', '--chain', 'staging', '--raw']);
		return JSON.parse(stdout);
	},
};

/** Lines that say what of SPEC is other than it should be. @param {string} path @param {string} kind */
async function compare(path, kind) {
	const theirs = readSpec(path);
	const ours = await OTHERS[kind](theirs);
	const differences = [];
	const [a, b] = [theirs.genesis.raw.top, ours.genesis.raw.top];
	for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
		if (a[name] !== b[name])
			differences.push(`genesis ${name}: ${a[name]?.slice(0, 100)} is ${b[name]?.slice(0, 100)}`);
	}
	for (const spec of [theirs, ours]) delete spec.genesis.raw.top;
	for (const name of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
		const [own, other] = [theirs[name], ours[name]].map((value) => JSON.stringify(value));
		if (own !== other) differences.push(`${name}: ${own} is ${other}`);
	}
	return differences;
}

const [what, path, out] = process.argv.slice(2);
if (what === 'spec') writeFileSync(out, await specWith(path));
else if (what === 'metadata-hash') console.log(await metadataHash(path));
else if (what === 'describe') console.log(JSON.stringify(await describe(path), null, 2));
else if (what === 'verify-hash') console.log(await verifyHash(path));
else if (what === 'hashes') {
	const code = codeOf(readSpec(path));
	console.log(`${blake2AsHex(code)}\n${sha256(code)}`);
} else if (what === 'compare' && OTHERS[out]) {
	const differences = await compare(path, out);
	for (const line of differences.slice(0, 20)) console.log(line.slice(0, 300));
	if (differences.length > 0) process.exitCode = 1;
} else throw new Error('spec, metadata-hash, describe, verify-hash, hashes, or compare with own, node or embedded');
