// SPDX-License-Identifier: Apache-2.0

// A small laboratory of network namespaces: each node in its own, all on one bridge, which can be cut in two. Needs
// root and iproute2, and changes nothing outside the namespaces it makes.

import { execFileSync } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { port } from '../../../tools/lib/ports.mjs';
import { launch, saidBy } from '../../../tools/lib/program.mjs';
import { until } from '../../../tools/lib/wait.mjs';
import { carry } from './carry.mjs';

const RELAY = join(dirname(fileURLToPath(import.meta.url)), 'relay.mjs');
/** @param {...string} words */
const ip = (...words) => execFileSync('ip', words, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });

/** @typedef {import('../../kit/net-node.mjs').NetNode} NetNode */

/** @type {Set<Lab>} */
const open = new Set();
let laboratories = 0;
process.on('exit', () => {
	for (const lab of open) lab.end();
});

/** Why there can be no laboratory here, or null. */
export function whyNoLab() {
	if (process.getuid?.() !== 0) return 'network namespaces need root';
	const probe = `cnprobe${process.pid}`;
	try {
		ip('netns', 'add', probe);
	} catch (error) {
		return `network namespaces are not to be had: ${saidBy(error).split('\n')[0]}`;
	}
	try {
		ip('-n', probe, 'link', 'add', 'b0', 'type', 'bridge');
		ip('-n', probe, 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1');
		return null;
	} catch (error) {
		return `no bridge or veth in this kernel: ${saidBy(error).split('\n')[0]}`;
	} finally {
		ip('netns', 'del', probe);
	}
}

export class Lab {
	constructor() {
		// One more lab of this program may stand beside it.
		laboratories += 1;
		this.prefix = `cn${process.pid}x${laboratories}`;
		this.hub = `${this.prefix}-hub`;
		/**
		 * @type {{ space: string, link: string, node: NetNode, relay?: import('node:child_process').ChildProcess, server?: import('node:net').Server }[]}
		 */
		this.houses = [];
		open.add(this);
		ip('netns', 'add', this.hub);
		for (const bridge of ['left', 'right']) {
			ip('-n', this.hub, 'link', 'add', bridge, 'type', 'bridge');
			ip('-n', this.hub, 'link', 'set', bridge, 'up');
		}
	}

	/**
	 * Gives a node a namespace and an address, and a port of the loopback here that leads to its JSON-RPC.
	 *
	 * @param {NetNode} node
	 * @param {number} index
	 */
	async house(node, index) {
		const space = `${this.prefix}-${index}`;
		const link = `n${index}`;
		ip('netns', 'add', space);
		/** @type {Lab['houses'][number]} */
		const house = { space, link, node };
		this.houses.push(house);
		ip('-n', this.hub, 'link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space);
		ip('-n', this.hub, 'link', 'set', link, 'master', 'left', 'up');
		node.host = `10.77.0.${index + 1}`;
		ip('-n', space, 'addr', 'add', `${node.host}/24`, 'dev', 'eth0');
		ip('-n', space, 'link', 'set', 'lo', 'up');
		ip('-n', space, 'link', 'set', 'eth0', 'up');
		node.prefix = ['ip', 'netns', 'exec', space];

		const socket = join(node.folder, 'rpc.sock');
		const command = [...node.prefix, process.execPath, RELAY, socket, `${node.ports.rpc}`];
		const relay = launch(command, { log: join(node.folder, 'relay.log') });
		node.rpcPort = await port();
		const server = createServer((outside) => carry(outside, connect(socket)));
		server.listen(node.rpcPort, '127.0.0.1');
		server.unref();
		Object.assign(house, { relay, server });
		await until(`The relay of ${node.name} stands`, () => reachable(socket), { limit: 20_000 });
	}

	/** Cuts the network: these nodes on one side, all others on the other. @param {NetNode[]} nodes */
	cut(nodes) {
		for (const { link, node } of this.houses) {
			ip('-n', this.hub, 'link', 'set', link, 'master', nodes.includes(node) ? 'right' : 'left');
		}
	}

	/** Makes it whole again. */
	heal() {
		this.cut([]);
	}

	end() {
		if (!open.delete(this)) return;
		for (const { relay, server } of this.houses) {
			relay?.kill('SIGKILL');
			server?.close();
		}
		for (const space of [...this.houses.map((house) => house.space), this.hub]) {
			try {
				ip('netns', 'del', space);
			} catch {
				// It is gone already.
			}
		}
	}
}

/** @param {string} socket */
function reachable(socket) {
	return new Promise((done) => {
		const line = connect(socket, () => {
			line.destroy();
			done(true);
		});
		line.on('error', () => done(false));
	});
}
