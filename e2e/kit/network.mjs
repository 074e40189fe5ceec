// SPDX-License-Identifier: Apache-2.0

// Several nodes of one chain in one folder:
//
//   spec.json, spec-plain.json   the chain, raw and readable
//   network.json                 who runs where, and as which process
//   <node>/keystore, node-key    what it signs with, and who it is to others
//   <node>/chain                 its database
//   <node>/node.log              all it said

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { nodeBinary } from '../../tools/lib/node.mjs';
import { port } from '../../tools/lib/ports.mjs';
import { command } from '../../tools/lib/program.mjs';
import { must, until } from '../../tools/lib/wait.mjs';
import * as keys from './keys.mjs';
import { BACKENDS, NetNode } from './net-node.mjs';
import { writeSpec } from './spec.mjs';

/** @typedef {import('./keys.mjs').Validator} Validator */
/**
 * @typedef {{ house: (node: NetNode, index: number) => Promise<void>, cut: (nodes: NetNode[]) => void, heal: () => void, end: () => void }} House
 */
/**
 * `validators`, `fullNodes`: how many. `backend`: litep2p (the node's own choice), libp2p or mixed. `base`: the folder; a
 * temporary one without it. `spec`: a chain spec to take as it is; `ready`: one that is raw already. `lab`: network
 * namespaces, see network/lib/lab.mjs. `wished`: ports to prefer. `detached`: nodes live on when this program ends.
 *
 * @typedef {{
 *   binary?: string, validators?: number, fullNodes?: number, base?: string, backend?: string, spec?: string, ready?: string,
 *   lab?: House, wished?: { rpc?: number, p2p?: number, prometheus?: number, full?: number }, detached?: boolean,
 * } & import('./spec.mjs').Amended} Options
 */
/**
 * @typedef {{ name: string, role: string, backend?: string, keys?: Validator, extra?: string[], folder?: string }} Wanted
 */

/**
 * Which of the two network stacks a node takes.
 *
 * @param {string} backend
 * @param {number} index
 */
function backendOf(backend, index) {
	if (backend !== 'mixed') return backend;
	return BACKENDS[index % BACKENDS.length];
}

export class Network {
	/** The folder, and nothing in it. `create` makes a whole network. @param {Options} options */
	constructor({
		binary = nodeBinary(),
		validators = 4,
		base,
		backend = BACKENDS[0],
		lab,
		wished = {},
		detached = false,
	}) {
		must(existsSync(binary), `There is no node at ${binary}. Build it with: cargo build --workspace`);
		this.binary = binary;
		this.backend = backend;
		this.lab = lab;
		this.detached = detached;
		this.wished = wished;
		this.temporary = !base;
		this.folder = base ? resolve(base) : mkdtempSync(join(tmpdir(), 'chungnam-network-'));
		mkdirSync(this.folder, { recursive: true });
		this.chain = join(this.folder, 'spec.json');
		this.people = keys.validators(validators);
		/** @type {NetNode[]} */
		this.nodes = [];
		/** Those of them that are here for a while. @type {NetNode[]} */
		this.guests = [];
	}

	/** Makes the folder with spec, keys and node keys, and starts nothing. @param {Options} [options] */
	static async create(options = {}) {
		const { fullNodes = 1, ready, spec: from, deciders, sessionLength } = options;
		const net = new Network(options);
		try {
			const { binary, folder, people, chain } = net;
			if (ready) copyFileSync(ready, chain);
			if (!existsSync(chain)) await writeSpec({ binary, folder, people, from, deciders, sessionLength });
			for (const person of people) await net.add({ name: person.name, role: 'validator', keys: person });
			for (let i = 1; i <= fullNodes; i += 1) {
				await net.add({ name: i === 1 ? 'full' : `full-${i}`, role: 'full' });
			}
		} catch (error) {
			net.remove();
			throw error;
		}
		return net;
	}

	/**
	 * Prepares one more node: its folder, its name in the network, and, with `keys`, what it signs blocks with.
	 *
	 * @param {Wanted} wanted
	 */
	async add({ name, role, backend, keys: person, extra = [], folder }) {
		const index = this.nodes.length;
		const home = folder ?? join(this.folder, name);
		mkdirSync(home, { recursive: true });
		const peerId = await this.#nodeKey(home);
		if (person) await this.putKeys(home, person);
		const before = this.#remembered(name);
		const number = role === 'full' ? (this.wished.full ?? 0) : (this.wished.rpc ?? 0) + index;
		const node = new NetNode({
			name,
			role,
			folder: home,
			binary: this.binary,
			chain: this.chain,
			backend: backend ?? backendOf(this.backend, index),
			ports: {
				rpc: await port(before?.rpc ?? (this.wished.rpc && number)),
				p2p: await port(before?.p2p ?? (this.wished.p2p && this.wished.p2p + index)),
				prometheus: await port(before?.prometheus ?? (this.wished.prometheus && this.wished.prometheus + index)),
			},
			peerId,
			person,
		});
		node.extra = extra;
		node.detached = this.detached;
		await this.lab?.house(node, index);
		this.nodes.push(node);
		// Each knows all that were there before it, and the first ones know each other.
		for (const each of this.nodes) {
			if (!each.alive) each.bootnodes = this.nodes.filter((other) => other !== each).map((other) => other.dialled);
		}
		return node;
	}

	/** @param {string} home */
	async #nodeKey(home) {
		const file = join(home, 'node-key');
		if (!existsSync(file)) await command(this.binary, ['key', 'generate-node-key', '--chain', 'local', '--file', file]);
		const { stdout } = await command(this.binary, ['key', 'inspect-node-key', '--file', file]);
		return stdout.trim();
	}

	/**
	 * Puts session keys derived from a secret URI into a node's keystore.
	 *
	 * @param {string} home
	 * @param {{ uri: string }} person
	 */
	async putKeys(home, { uri }) {
		const store = join(home, 'keystore');
		if (existsSync(store)) return;
		for (const [type, scheme] of [
			['aura', 'sr25519'],
			['gran', 'ed25519'],
		]) {
			await command(this.binary, [
				...['key', 'insert', '--chain', 'local', '--keystore-path', store],
				...['--scheme', scheme, '--key-type', type, '--suri', uri],
			]);
		}
	}

	/**
	 * The ports that a node of this name had.
	 *
	 * @param {string} name
	 * @returns {import('./net-node.mjs').Ports | undefined}
	 */
	#remembered(name) {
		const file = join(this.folder, 'network.json');
		if (!existsSync(file)) return undefined;
		return JSON.parse(readFileSync(file, 'utf8')).nodes.find((/** @type {NetNode} */ node) => node.name === name)
			?.ports;
	}

	/** Writes down who runs where, for `--status`, `--stop` and the next start. */
	remember() {
		const nodes = this.nodes.map(({ name, role, backend, ports, peerId, pid, folder }) => {
			return { name, role, backend, ports, peerId, pid, log: join(folder, 'node.log') };
		});
		const { backend, temporary } = this;
		const whole = { backend, validators: this.people.length, temporary, detached: this.detached, nodes };
		writeFileSync(join(this.folder, 'network.json'), `${JSON.stringify(whole, null, '\t')}\n`);
	}

	/** Adds a node for a while: it goes when the case is over. @param {Wanted} options */
	async guest(options) {
		const node = await this.add(options);
		this.guests.push(node);
		return node;
	}

	/** Stops a node and takes it, with all it has, out of the network. @param {NetNode} node */
	async dismiss(node) {
		await node.stop();
		this.nodes = this.nodes.filter((each) => each !== node);
		this.guests = this.guests.filter((each) => each !== node);
		rmSync(node.folder, { recursive: true, force: true });
	}

	get validators() {
		return this.nodes.filter(({ role }) => role === 'validator');
	}

	/** The full node, which tests talk to. */
	get full() {
		return this.nodes.find(({ role }) => role === 'full') ?? this.nodes[0];
	}

	get live() {
		return this.nodes.filter((node) => node.alive && !node.paused);
	}

	/** @param {string} name */
	named(name) {
		const node = this.nodes.find((each) => each.name === name);
		must(node, `No node is called ${name}`);
		return node;
	}

	/** Starts all and waits until the chain is final beyond `height` on each. */
	async start({ height = 2, limit = 180_000 } = {}) {
		for (const node of this.nodes) if (!node.alive) node.start();
		this.remember();
		await Promise.all(this.nodes.map((node) => node.ready()));
		await this.reaches(height, { limit });
		return this;
	}

	/**
	 * Waits until each of the nodes has block `height` final. Gives the milliseconds.
	 *
	 * @param {number} height
	 * @param {{ nodes?: NetNode[], limit?: number }} [how]
	 */
	async reaches(height, { nodes = this.live, limit = 120_000 } = {}) {
		const finals = () => Promise.all(nodes.map((node) => node.final().catch(() => -1)));
		const { ms } = await until(
			`Block ${height} is final on ${nodes.map(({ name }) => name).join(', ')}`,
			async () => (await finals()).every((final) => final >= height),
			{ limit, seen: async () => (await finals()).join(', ') },
		);
		return ms;
	}

	/**
	 * Waits until `blocks` more than now are final on each. Gives the milliseconds.
	 *
	 * @param {number} [blocks]
	 * @param {{ nodes?: NetNode[], limit?: number }} [how]
	 */
	async goesOn(blocks = 5, { nodes = this.live, limit } = {}) {
		const finals = await Promise.all(nodes.map((node) => node.final()));
		return this.reaches(Math.max(...finals) + blocks, { nodes, limit });
	}

	/** Heights of all that answer: { name: { best, final } }. */
	async heights() {
		const each = this.live.map(
			async (node) => /** @type {const} */ ([node.name, await node.heights().catch(() => null)]),
		);
		return Object.fromEntries(await Promise.all(each));
	}

	/** Throws if any process fell over. */
	noPanic() {
		for (const node of this.nodes) {
			const line = node.panic();
			must(!line, `${node.name} fell over: ${line}`);
		}
	}

	/** Stops all. Gives how long the slowest took. */
	async stop() {
		const ends = await Promise.all(this.nodes.map((node) => node.stop()));
		return Math.max(0, ...ends.map((end) => end?.ms ?? 0));
	}

	/** Stops all and removes a temporary folder. */
	async end() {
		await this.stop();
		this.remove();
	}

	remove() {
		// A node that was killed a moment ago may still be writing.
		if (this.temporary) rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
	}
}

/**
 * Whether this process is the node that was started in this folder, and not another one with the same number.
 *
 * @param {number} pid
 * @param {string} folder
 */
export function isNode(pid, folder) {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
	} catch {
		try {
			// Without /proc.
			return execFileSync('ps', ['-o', 'args=', '-p', `${pid}`], { encoding: 'utf8' }).includes(folder);
		} catch {
			return false;
		}
	}
}
