// SPDX-License-Identifier: Apache-2.0

// Runs one client as a program of its own, and compares what it says with the chain.

import { run } from '../../../tools/lib/program.mjs';
import { sleep } from '../../../tools/lib/wait.mjs';
import { accountOf } from './chain.mjs';

const LIMIT = 150_000;
/** What stands before a cell that a client shows. */
const SHOWN = '@@ ';

/** @typedef {import('./clients.mjs').Client} Client */
/** @typedef {import('./vectors.mjs').Counts} Counts */
/** @typedef {Awaited<ReturnType<typeof accountOf>>} Account */
/**
 * What clients tell of the cells that they show: each cell has some of these.
 *
 * @typedef {{
 *   seconds: number, number: number, warped: boolean, metadata: number, storage: number, constants: number,
 *   values: number, balance: string, event: boolean, onFork: string, fee: boolean,
 * }} Claim
 */
/** `why` it does not count. @typedef {{ ok: boolean, why: string | null } & Partial<Claim>} Cell */
/** @typedef {{ client: Client, cells: Record<string, Cell>, said: string[], took: number }} Row */
/** @typedef {{ uri: string, address: string }} Person */
/** @typedef {{ won: number, payer: Person, citizen: Person, shop: number, shopOwner: Person }} World */
/**
 * The chain, and what clients must know of it. `world` says who pays whom; nobody has paid `payee` yet; `facts` is the folder
 * with the values, `spec` the chain spec.
 *
 * @typedef {{
 *   http: string, url: string, world: World, payee: Person, counts: Record<number, Counts>, facts: string,
 *   spec?: string, height: number, mustWarp: boolean,
 * }} Given
 */
/**
 * What a cell is judged by: `before` and `shopBefore` are the payer and the shop's owner before the client began.
 *
 * @typedef {Pick<Given, 'http' | 'world' | 'payee' | 'counts' | 'mustWarp'>
 *   & { client: Client, before: Account, shopBefore: Account }} Context
 */

/** Runs the program and collects what it shows. @param {string[]} command @param {Record<string, string>} env */
export async function listen(command, env) {
	const { code, signal, out, both, ms } = await run(command, { env, limit: LIMIT, group: true });
	/** @type {Record<string, Claim>} */
	const cells = {};
	for (const line of out.split('\n').filter((each) => each.startsWith(SHOWN))) {
		const { cell, ...facts } = JSON.parse(line.slice(SHOWN.length));
		cells[cell] = facts;
	}
	const said = both.split('\n').filter((line) => line.trim() && !line.startsWith(SHOWN));
	if (process.env.CHUNGNAM_TRACE) for (const line of said) console.error(`        ${line}`);
	if (signal && ms >= LIMIT) said.push(`It was stopped after ${LIMIT / 1000} s.`);
	return { cells, code, said };
}

/** The sentence that tells most among the last words of a program. @param {string[]} said */
function reason(said) {
	const error = said.findLast((line) => /error|cannot|fail|not within|stopped after/i.test(line));
	return (error ?? said.at(-1) ?? 'it said nothing').trim().slice(0, 400);
}

/**
 * What must be true of a shown cell, or else why it does not count.
 *
 * @type {Record<string, (claim: Claim, context: Context) => Promise<string | null>>}
 */
const CHECKS = {
	connects: async ({ warped }, { client, mustWarp }) =>
		client.light && (mustWarp || client.mustWarp) && !warped
			? 'it did not come to the head by a proof of finality'
			: null,
	decodes: async ({ metadata, ...told }, { counts }) => {
		const wanted = counts[metadata];
		const wrong = /** @type {const} */ (['storage', 'constants', 'values']).filter(
			(what) => told[what] !== wanted[what],
		);
		return wrong.length ? wrong.map((what) => `${told[what]} of ${wanted[what]} ${what}`).join(', ') : null;
	},
	reads: async ({ balance }, { before }) =>
		BigInt(balance) === before.won ? null : `it read ${balance}, the chain says ${before.won}`,
	sends: async ({ event, onFork }, { client, http, world, payee, before }) => {
		if (!event) return 'no event Balances.Transfer in the block';
		if (!client.forks) {
			const { nonce } = await accountOf(http, world.payer.address, { best: true });
			return nonce === before.nonce + 1 ? null : `the payer has sent ${nonce - before.nonce} transactions`;
		}
		if (Number(onFork) !== world.won) return `the payee has ${onFork} on the fork`;
		// Long enough for a payment that had gone to the chain after all.
		await sleep(4_000);
		const [got, paid] = [await accountOf(http, payee.address), await accountOf(http, world.payer.address)];
		const same = got.won === 0n && paid.won === before.won && paid.nonce === before.nonce;
		return same ? null : 'the chain itself changed';
	},
	final: async (_, { http, world, payee }) => {
		const { won } = await accountOf(http, payee.address);
		return Number(won) === world.won ? null : `the payee has ${won} in the last final block`;
	},
	shop: async ({ event, fee }, { http, world, shopBefore }) => {
		if (!event) return 'no event RegionalCurrency.Paid in the block';
		if (fee) return 'the citizen paid a fee';
		const { won } = await accountOf(http, world.shopOwner.address);
		const more = Number(won - shopBefore.won);
		return more === world.won ? null : `the shop has ${more} won more in the last final block`;
	},
};

/**
 * Has a client do all it must, and gives its row.
 *
 * @param {Client} client
 * @param {Given} given
 * @returns {Promise<Row>}
 */
export async function row(client, { http, url, world, payee, counts, facts, spec, height, mustWarp }) {
	const before = await accountOf(http, world.payer.address, { best: true });
	const shopBefore = await accountOf(http, world.shopOwner.address, { best: true });
	const began = performance.now();
	const { cells, code, said } = await listen(client.command, {
		CONFORMANCE_URL: url,
		CONFORMANCE_PAYER: world.payer.uri,
		CONFORMANCE_PAYEE: payee.address,
		CONFORMANCE_WON: `${world.won}`,
		CONFORMANCE_CITIZEN: world.citizen.uri,
		CONFORMANCE_SHOP: `${world.shop}`,
		CONFORMANCE_FACTS: facts,
		CONFORMANCE_SPEC: spec ?? '',
		CONFORMANCE_HEIGHT: `${height}`,
		// Two copies of a library in one tree are the tool's own business.
		POLKADOTJS_DISABLE_ESM_CJS_WARNING: '1',
		PYTHONDONTWRITEBYTECODE: '1',
		NO_COLOR: '1',
	});
	const took = (performance.now() - began) / 1000;
	const context = { client, http, world, payee, before, shopBefore, counts, mustWarp };
	/** @type {Record<string, Cell>} */
	const shown = {};
	for (const cell of client.cells) {
		const facts = cells[cell];
		const why = facts ? await CHECKS[cell](facts, context) : `not reached: ${reason(said)}`;
		shown[cell] = { ok: !why, why, ...facts };
	}
	const crashed = code !== 0 && client.cells.every((cell) => shown[cell].ok);
	if (crashed) {
		const [last] = client.cells.slice(-1);
		shown[last] = { ...shown[last], ok: false, why: `it ended with ${code}: ${reason(said)}` };
	}
	return { client, cells: shown, said, took };
}
