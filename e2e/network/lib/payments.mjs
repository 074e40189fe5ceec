// SPDX-License-Identifier: Apache-2.0

// Payments under load, each remembered once the node said that it is final, and the proof that none got lost.

import { Hopeless, messageOf, must, sleep, until, within } from '../../../tools/lib/wait.mjs';
import { apiOf, withApi } from '../../kit/decide.mjs';
import { percentile } from '../../kit/figures.mjs';
import { payee, payers } from '../../kit/keys.mjs';

const AMOUNT = 7;

/** @typedef {import('../../kit/chain.mjs').Api} Api */
/** @typedef {import('../../kit/chain.mjs').KeyringPair} KeyringPair */
/** @typedef {import('../../kit/network.mjs').Network} Network */
/** @typedef {import('../../kit/net-node.mjs').NetNode} NetNode */
/** @typedef {import('@polkadot/types/interfaces').BlockHash} BlockHash */
/** @typedef {import('@polkadot/types/interfaces').BlockNumber} BlockNumber */
/** @typedef {import('@polkadot/api').SubmittableResult} Result */
/** @typedef {import('@polkadot/api/types').SubmittableExtrinsic<'promise', Result>} Signed */
/** A final payment: its block, and its hash. @typedef {{ number: number, hash: string, tx: string }} Payment */
/**
 * What is asked of a node here.
 *
 * @typedef {Pick<NetNode, 'name' | 'alive' | 'final' | 'hashAt'>
 *   & { ask: (method: string, params: string[]) => Promise<any> }} Witness
 */
/** @typedef {{ hash: (bytes: Buffer) => { toHex: () => string } }} Registry */

/**
 * Signs a payment that is valid for ever, so that a chain that stands still does not make it stale.
 *
 * @param {Api} api
 * @param {KeyringPair} pair
 * @param {number | import('@polkadot/types/interfaces').Index} nonce
 * @param {string} to
 * @param {number} amount
 * @returns {Promise<Signed>}
 */
const signed = (api, pair, nonce, to, amount) =>
	api.tx.balances.transferKeepAlive(to, amount).signAsync(pair, { nonce, era: 0 });

/**
 * A block with its number. The library names it where it has read the block already, and else it is asked for.
 *
 * @param {Api} api
 * @param {BlockHash} hash
 * @param {BlockNumber} [number]
 */
async function numbered(api, hash, number) {
	const known = number ?? (await api.rpc.chain.getHeader(hash)).number;
	return { number: known.toNumber(), hash: hash.toHex() };
}

/**
 * Sends a signed payment and gives { number, hash, tx } of its block once that is final. Throws when the pool drops it
 * or it failed in its block.
 *
 * @param {Api} api
 * @param {Signed} tx
 * @returns {Promise<Payment>}
 */
function untilFinal(api, tx) {
	return new Promise((done, fail) => {
		const watching = tx.send((result) => {
			const { status, dispatchError, blockNumber } = result;
			if (status.isFinalized) {
				stop();
				if (dispatchError) fail(new Error(`Refused in its block: ${dispatchError}`));
				else
					numbered(api, status.asFinalized, blockNumber).then((block) => done({ ...block, tx: tx.hash.toHex() }), fail);
			} else if (result.isError) {
				stop();
				fail(new Error(`Not taken: ${status.type}`));
			}
		});
		const stop = () => watching.then((unsubscribe) => unsubscribe()).catch(() => {});
		watching.catch(fail);
	});
}

/**
 * One payment through a node, final: { number, hash, tx, ms }.
 *
 * @param {NetNode} node
 * @param {{ pair?: KeyringPair, to?: string, amount?: number, limit?: number }} [how]
 */
export async function payOnce(node, { pair = payers[0], to = payee.address, amount = AMOUNT, limit = 60_000 } = {}) {
	return withApi(node, async (api) => {
		const nonce = await api.rpc.system.accountNextIndex(pair.address);
		const tx = await signed(api, pair, nonce, to, amount);
		const began = performance.now();
		const payment = await within(limit, `A payment through ${node.name} is final`, untilFinal(api, tx));
		return { ...payment, ms: performance.now() - began };
	});
}

export class Load {
	/** Pays through a connection that `begin` opened. @param {Api} api @param {number} perSecond */
	constructor(api, perSecond) {
		this.api = api;
		/** Final ones. @type {(Payment & { ms: number, at: number })[]} */
		this.payments = [];
		/** @type {Map<string, number>} */
		this.refused = new Map();
		this.sent = 0;
		this.running = true;
		this.began = performance.now();
		this.seconds = NaN;
		const every = (payers.length / perSecond) * 1000;
		this.hands = payers.map((pair, i) => this.#pay(pair, every, (i * every) / payers.length));
	}

	/**
	 * Pays `perSecond` times a second through `node`, with each payer waiting for its payment to be final.
	 *
	 * @param {Network} net
	 * @param {{ node?: NetNode, perSecond?: number }} [how]
	 */
	static async begin(net, { node = net.full, perSecond = 15 } = {}) {
		return new Load(await apiOf(node), perSecond);
	}

	/** @param {KeyringPair} pair @param {number} every @param {number} first */
	async #pay(pair, every, first) {
		let due = performance.now() + first;
		let nonce;
		while (this.running) {
			const wait = due - performance.now();
			if (wait > 0) await sleep(Math.min(wait, 200));
			if (performance.now() < due) continue;
			due = Math.max(due + every, performance.now());
			try {
				nonce ??= (await this.api.rpc.system.accountNextIndex(pair.address)).toNumber();
				const tx = await signed(this.api, pair, nonce, payee.address, AMOUNT);
				const sent = performance.now();
				this.sent += 1;
				const payment = await untilFinal(this.api, tx);
				this.payments.push({ ...payment, ms: performance.now() - sent, at: Date.now() });
				nonce += 1;
			} catch (error) {
				if (!this.running) return;
				const why = messageOf(error).slice(0, 90);
				this.refused.set(why, (this.refused.get(why) ?? 0) + 1);
				nonce = undefined;
				await sleep(1_000);
			}
		}
	}

	/** Waits until `count` more payments are final: the chain takes and finishes payments now. */
	async flows(count = 10, limit = 60_000) {
		const target = this.payments.length + count;
		return until(`${count} more payments are final`, () => this.payments.length >= target, {
			limit,
			seen: () => `${this.payments.length} of ${this.sent} sent, refused: ${JSON.stringify([...this.refused])}`,
		});
	}

	/** Stops sending, lets what is on its way get final, and hangs up. */
	async end(limit = 20_000) {
		if (!this.running) return this;
		this.running = false;
		await Promise.race([Promise.all(this.hands), sleep(limit, undefined, { ref: false })]);
		this.seconds = (performance.now() - this.began) / 1000;
		await this.api.disconnect();
		return this;
	}

	/** Milliseconds from sending to final: the middle one and the one that 99 of 100 stay below. */
	get times() {
		const all = this.payments.map(({ ms }) => ms);
		return { middle: percentile(all, 0.5), p99: percentile(all, 0.99), most: percentile(all, 1) };
	}
}

/**
 * Waits until the node has block `number` final.
 *
 * @param {Witness} node
 * @param {number} number
 * @param {number} limit
 */
async function knows(node, number, limit) {
	await until(
		`${node.name} has block ${number} final`,
		async () => {
			if (!node.alive) throw new Hopeless(`${node.name} is not running`);
			return (await node.final()) >= number;
		},
		{ limit, seen: () => node.final().catch((error) => error.message) },
	);
}

/**
 * Every payment that was said to be final is in the final chain of every live node, in the very block that was named,
 * and the nodes agree on every final block. Gives what was compared: { payments, blocks, nodes, height }.
 *
 * @param {{ live: Witness[] }} net
 * @param {{ api: { registry: Registry }, payments: Payment[] }} load
 * @param {{ nodes?: Witness[], limit?: number }} [how]
 */
export async function noPaymentLost(net, load, { nodes = net.live, limit = 90_000 } = {}) {
	const { payments } = load;
	const highest = payments.reduce((most, { number }) => Math.max(most, number), 0);
	for (const node of nodes) await knows(node, highest, limit);

	const finals = await Promise.all(nodes.map((node) => node.final()));
	const common = Math.min(...finals);
	const blocks = new Map();
	for (const { number, hash, tx } of payments) {
		const known = blocks.get(number);
		must(!known || known.hash === hash, `Two final blocks ${number} were named: ${known?.hash} and ${hash}`);
		blocks.set(number, { hash, txs: [...(known?.txs ?? []), tx] });
	}
	for (const node of nodes) {
		for (const [number, { hash, txs }] of blocks) {
			const here = await node.hashAt(number);
			must(here === hash, `${node.name} has ${here} as block ${number}, where a final payment was in ${hash}`);
			const inside = new Set(await extrinsicHashes(load.api.registry, node, hash));
			for (const tx of txs) must(inside.has(tx), `${node.name}: payment ${tx} is not in block ${number} ${hash}`);
		}
	}
	await agree(nodes, common);
	return { payments: payments.length, blocks: blocks.size, nodes: nodes.length, height: common };
}

/** @param {Registry} registry @param {Witness} node @param {string} hash @returns {Promise<string[]>} */
async function extrinsicHashes(registry, node, hash) {
	const answer = await node.ask('chain_getBlock', [hash]);
	must(answer, `${node.name} has no body for block ${hash}`);
	return answer.block.extrinsics.map((/** @type {string} */ bytes) =>
		registry.hash(Buffer.from(bytes.slice(2), 'hex')).toHex(),
	);
}

/** `height` and up to 19 heights before it, evenly. @param {number} height */
export function spread(height) {
	return [...new Set(Array.from({ length: Math.min(20, height) }, (_, i) => height - Math.floor((i * height) / 20)))];
}

/**
 * All nodes have the same block at `height`, and so everything below it; and at up to 20 heights before, directly.
 *
 * @param {Pick<Witness, 'name' | 'hashAt'>[]} nodes
 * @param {number} height
 */
export async function agree(nodes, height) {
	for (const number of spread(height)) {
		const hashes = await Promise.all(nodes.map((node) => node.hashAt(number)));
		const different = new Set(hashes).size > 1;
		must(
			!different,
			`Nodes disagree on final block ${number}: ${nodes.map((n, i) => `${n.name} ${hashes[i]}`).join(', ')}`,
		);
	}
}
