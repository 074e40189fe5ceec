// SPDX-License-Identifier: Apache-2.0

// A node of a test network: its folder holds chain, keystore and node key, and it knows the others.

import { join } from 'node:path';

import { NodeProcess } from '../../tools/lib/node.mjs';

/** The two network stacks; the first is the one the node ships with. */
export const BACKENDS = ['litep2p', 'libp2p'];

/** @typedef {import('./keys.mjs').Validator} Validator */
/** @typedef {import('../../tools/lib/node.mjs').Ports} Ports */
/**
 * @typedef {{ name: string, role: string, folder: string, binary: string, chain: string, backend: string, ports: Ports, peerId: string, person?: Validator }} AboutNetNode
 */

export class NetNode extends NodeProcess {
	/** `person` is whose keys it signs with. @param {AboutNetNode} about */
	constructor({ role, chain, backend, peerId, person, ...about }) {
		super(about);
		this.role = role;
		this.chain = chain;
		this.backend = backend;
		this.peerId = peerId;
		this.person = person;
		/** What others dial: another address in a network namespace. */
		this.host = '127.0.0.1';
		/** @type {string[]} */
		this.bootnodes = [];
	}

	get dialled() {
		return `/ip4/${this.host}/tcp/${this.ports.p2p}/p2p/${this.peerId}`;
	}

	/** Whose keys it signs with: of nodes that have such. */
	get validator() {
		if (!this.person) throw new Error(`${this.name} signs with nobody's keys`);
		return this.person;
	}

	/** @override */
	get args() {
		return [
			'--chain',
			this.chain,
			'--base-path',
			this.basePath,
			'--keystore-path',
			join(this.folder, 'keystore'),
			'--node-key-file',
			join(this.folder, 'node-key'),
			'--name',
			this.name,
			...(this.role === 'validator' ? ['--validator'] : []),
			'--network-backend',
			this.backend,
			'--listen-addr',
			`/ip4/${this.host}/tcp/${this.ports.p2p}`,
			'--allow-private-ip',
			'--no-mdns',
			'--rpc-port',
			`${this.ports.rpc}`,
			'--rpc-cors',
			'all',
			'--prometheus-port',
			`${this.ports.prometheus}`,
			'--no-telemetry',
			...(this.bootnodes.length ? ['--bootnodes', ...this.bootnodes] : []),
			...this.extra,
		];
	}
}
