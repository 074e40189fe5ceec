// SPDX-License-Identifier: Apache-2.0

// What a fault case works on: networks, made when asked for and gone afterwards.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { command, saidBy } from '../../../tools/lib/program.mjs';
import { messageOf } from '../../../tools/lib/wait.mjs';
import { faketime } from '../../kit/clock.mjs';
import { BACKENDS } from '../../kit/net-node.mjs';
import { Network } from '../../kit/network.mjs';
import { Lab, whyNoLab } from './lab.mjs';

export class Bench {
	/** @param {string} binary @param {boolean} quick */
	constructor(binary, quick) {
		this.binary = binary;
		/** The short way: fewer rounds, shorter pauses. */
		this.quick = quick;
		/** The network stack of the case that runs. */
		this.backend = BACKENDS[0];
		/** @type {Network[]} */
		this.networks = [];
		/** The one that goes from case to case. @type {Network | undefined} */
		this.common = undefined;
		/** The spec of networks that begin alike. @type {string | undefined} */
		this.spec = undefined;
		/** @type {string[]} */
		this.folders = [];
		/** @type {string[]} */
		this.mounts = [];
	}

	/** Words between the lines of results. @param {string} text */
	say(text) {
		if (process.env.CHUNGNAM_TRACE) console.log(`        ${text}`);
	}

	/** A network of four validators and a full node that goes from case to case as long as it is well. */
	async shared() {
		if (this.common && this.common.backend !== this.backend) await this.#drop(this.common);
		if (this.common) {
			try {
				for (const node of this.common.nodes) if (!node.alive) throw new Error(`${node.name} is down`);
				await this.common.goesOn(2, { limit: 20_000 });
				return this.common;
			} catch (error) {
				this.say(`The shared network is not well any more (${messageOf(error)}): a new one`);
				await this.#drop(this.common);
			}
		}
		this.common = await this.network();
		return this.common;
	}

	/**
	 * A running network for one case.
	 *
	 * @param {Omit<import('../../kit/network.mjs').Options, 'lab'> & { lab?: boolean, prepare?: (net: Network) => unknown }} [how]
	 */
	async network({ lab = false, prepare, ...options } = {}) {
		const house = lab ? new Lab() : undefined;
		// Networks here begin alike but for what the case asks for, and building a genesis takes seconds.
		const alike = !options.validators && !options.sessionLength;
		const { binary, backend, spec } = this;
		const net = await Network.create({ binary, backend, lab: house, ready: alike ? spec : undefined, ...options });
		this.networks.push(net);
		if (alike && !this.spec) {
			this.spec = join(mkdtempSync(join(tmpdir(), 'chungnam-fault-spec-')), 'spec.json');
			copyFileSync(net.chain, this.spec);
		}
		await prepare?.(net);
		return net.start();
	}

	/** An empty folder that goes with the bench. */
	folder() {
		const folder = mkdtempSync(join(tmpdir(), 'chungnam-fault-'));
		this.folders.push(folder);
		return folder;
	}

	/** A small disk of its own, in memory: gives where it is mounted. @param {number} mebibytes */
	disk(mebibytes) {
		const folder = this.folder();
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'chungnam-fault', folder]);
		this.mounts.push(folder);
		return folder;
	}

	/** Why something that a case needs is not there, or null. @param {string} need @returns {Promise<string | null>} */
	async whyNot(need) {
		if (need === 'lab') return whyNoLab();
		if (need === 'faketime') return faketime() ? null : 'libfaketime is not installed (Debian: apt install faketime)';
		if (need === 'zstd') {
			const [there] = await Promise.allSettled([command('zstd', ['--version'])]);
			return there.status === 'fulfilled' ? null : 'zstd is not installed (Debian: apt install zstd)';
		}
		if (need === 'mount') {
			try {
				const folder = this.disk(1);
				execFileSync('umount', [folder]);
				this.mounts.pop();
				return null;
			} catch (error) {
				return `no small disk can be mounted: ${saidBy(error)}`;
			}
		}
		if (need === 'validators') {
			const { stdout } = await command(this.binary, ['export-chain-spec', '--chain', 'local']);
			const patch = JSON.parse(stdout).genesis.runtimeGenesis?.patch;
			return patch?.validators ? null : 'this runtime has no validators pallet';
		}
		if (need === 'storage-threshold') {
			const { stdout } = await command(this.binary, ['--help']);
			return stdout.includes('--db-storage-threshold') ? null : 'this node has no --db-storage-threshold';
		}
		return null;
	}

	/** @param {Network} net */
	async #drop(net) {
		this.networks = this.networks.filter((each) => each !== net);
		if (this.common === net) this.common = undefined;
		const took = await net.stop();
		if (took > 10_000) this.say(`(the slowest node took ${Math.round(took / 1000)} s to end)`);
		net.remove();
		net.lab?.end();
	}

	/** After a case: what was its own goes; after a failure the shared network too. @param {boolean} well */
	async tidy(well) {
		for (const net of [...this.networks]) {
			if (net === this.common && well) {
				// Nodes that joined for the case.
				for (const node of net.guests ?? []) await net.dismiss(node);
				continue;
			}
			await this.#drop(net);
		}
		this.#sweepFolders();
	}

	async close() {
		for (const net of [...this.networks]) await this.#drop(net);
		this.#sweepFolders();
		this.#forgetSpec();
	}

	#sweepFolders() {
		for (const folder of this.mounts.splice(0)) {
			try {
				execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
			} catch {
				// It was taken away already.
			}
		}
		for (const folder of this.folders.splice(0)) rmSync(folder, { recursive: true, force: true });
	}

	/** The last resort, when this program ends by a signal: processes are killed elsewhere, folders go here. */
	sweep() {
		for (const net of this.networks) {
			net.remove();
		}
		this.#sweepFolders();
		this.#forgetSpec();
	}

	#forgetSpec() {
		if (this.spec) rmSync(dirname(this.spec), { recursive: true, force: true });
		this.spec = undefined;
	}
}
