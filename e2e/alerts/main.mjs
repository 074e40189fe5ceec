// SPDX-License-Identifier: Apache-2.0

// Tries each alert on real nodes in the state it is for. ./scripts/alerts calls it: see there for the words.

import { parseArgs } from 'node:util';

import { nodeBinary } from '../../tools/lib/node.mjs';
import { messageOf, seconds, sleep } from '../../tools/lib/wait.mjs';
import { alone } from './alone.mjs';
import { Prometheus } from './prometheus.mjs';
import { ALONE, TOGETHER, UNPROVOKED } from './states.mjs';
import { together } from './together.mjs';

/** @typedef {import('./prometheus.mjs').Labels} Labels */
/** `where`: on which series. @typedef {{ what: string, where?: (labels: Labels) => boolean, limit?: number }} State */

export class Trial {
	binary = nodeBinary();
	passed = 0;
	failed = 0;
	/** @type {string[]} */
	skipped = [];
	/** @type {Set<string>} */
	fired = new Set();

	/** @param {string} what @param {string[]} faults */
	note(what, faults, how = '') {
		if (faults.length) this.failed += 1;
		else this.passed += 1;
		console.log(faults.length ? `FAILED  ${what}: ${faults.join('; ')}` : `ok      ${what}${how ? ` (${how})` : ''}`);
	}

	/** @param {string} what @param {string} why */
	skip(what, why) {
		this.skipped.push(what);
		console.log(`skipped ${what}: ${why}`);
	}

	/**
	 * Lends a Prometheus that scrapes these nodes.
	 *
	 * @param {import('./prometheus.mjs').Scraped[]} nodes
	 * @param {(prom: Prometheus) => Promise<void>} work
	 */
	async withPrometheus(nodes, work) {
		const prom = await Prometheus.start();
		try {
			prom.watch(nodes);
			await work(prom);
		} finally {
			prom.end();
		}
	}

	/**
	 * The alert's expression must give something where it should, within the limit.
	 *
	 * @param {Prometheus} prom
	 * @param {string} name
	 * @param {State} how
	 */
	async fires(prom, name, { what, where = () => true, limit = 45_000 }) {
		const began = performance.now();
		let found = [];
		do {
			found = (await prom.alert(name)).filter(({ labels }) => where(labels));
			if (found.length) break;
			await sleep(500);
		} while (performance.now() - began < limit);
		if (found.length) this.fired.add(name);
		const faults = found.length ? [] : [`it stayed silent for ${seconds(limit)}`];
		this.note(`${name} fires: ${what}`, faults, `after ${seconds(performance.now() - began)}`);
	}

	/**
	 * It must become silent there within the limit.
	 *
	 * @param {Prometheus} prom
	 * @param {string} name
	 * @param {State} how
	 */
	async silent(prom, name, { what, where = () => true, limit = 45_000 }) {
		const began = performance.now();
		let found = [];
		do {
			found = (await prom.alert(name)).filter(({ labels }) => where(labels));
			if (!found.length) break;
			await sleep(500);
		} while (performance.now() - began < limit);
		const words = found.map(({ labels, value }) => `${JSON.stringify(labels)} = ${value}`);
		this.note(`${name} is silent: ${what}`, words.length ? [`it gives ${words.join(', ')}`] : []);
	}
}

const { values } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, together: { type: 'boolean', default: false } },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
// A connection to a node that was stopped on purpose may break at any time.
process.on('unhandledRejection', (error) => console.log(`        (a connection broke: ${messageOf(error)})`));

const trial = new Trial();
const worlds = values.quick ? [alone] : values.together ? [together] : [alone, together];
for (const world of worlds) {
	try {
		await world(trial);
	} catch (error) {
		trial.note(world.name, [error instanceof Error ? `${error.stack}` : `${error}`]);
	}
}
const wanted = worlds.flatMap((world) => (world === alone ? ALONE : TOGETHER));
const missing = wanted.filter((name) => !trial.fired.has(name) && !(trial.skipped.length && name.includes('Disk')));
trial.note(
	'every alert of this run was seen firing',
	missing.map((name) => `${name} was not`),
);
for (const [name, why] of Object.entries(UNPROVOKED)) console.log(`        ${name} is tried by promtool alone: ${why}`);
console.log(`${trial.passed} passed, ${trial.failed} failed`);
process.exit(trial.failed ? 1 : 0);
