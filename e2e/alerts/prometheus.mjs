// SPDX-License-Identifier: Apache-2.0

// Debian's Prometheus on the loopback interface, with the rules of monitoring/rules and the metrics of real nodes.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { port } from '../../tools/lib/ports.mjs';
import { launch, saidBy } from '../../tools/lib/program.mjs';
import { until } from '../../tools/lib/wait.mjs';
import { ROOT } from '../kit/program.mjs';

const RULES = join(ROOT, 'monitoring/rules');
const CACHE = process.env.CHUNGNAM_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'chungnam');

/** The program prometheus: on the path, or taken out of Debian's package, which is not installed. */
export function prometheusBinary() {
	for (const folder of (process.env.PATH ?? '').split(':')) {
		if (folder && existsSync(join(folder, 'prometheus'))) return join(folder, 'prometheus');
	}
	const kept = join(CACHE, 'lint', 'prometheus');
	if (existsSync(kept)) return kept;
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-prometheus-'));
	/** @type {import('node:child_process').ExecFileSyncOptions} */
	const quiet = { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] };
	try {
		const fetch = () =>
			execFileSync('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', 'prometheus'], quiet);
		try {
			fetch();
		} catch {
			execFileSync('apt-get', ['update', '-qq'], quiet);
			fetch();
		}
		const [file] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
		execFileSync('dpkg-deb', ['--extract', file, '.'], quiet);
		mkdirSync(dirname(kept), { recursive: true });
		execFileSync('cp', [join(folder, 'usr/bin/prometheus'), `${kept}.new`], quiet);
		renameSync(`${kept}.new`, kept);
		return kept;
	} catch (error) {
		throw new Error(`No prometheus on the path, and its package is not to be had: ${saidBy(error)}`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @typedef {Record<string, string>} Labels */
/** What is scraped of a node. @typedef {{ name: string, metricsUrl: string }} Scraped */

export class Prometheus {
	/** One that `begin` is to start. @param {string} url */
	constructor(url) {
		this.url = url;
		this.folder = mkdtempSync(join(tmpdir(), 'chungnam-alerts-'));
		this.sweep = () => rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
		/** The expression of each alert, once it was asked for. @type {Map<string, string> | undefined} */
		this.known = undefined;
		/** @type {import('node:child_process').ChildProcess | undefined} */
		this.child = undefined;
		process.once('exit', this.sweep);
	}

	/** Starts one that scrapes nobody yet. */
	static async start() {
		const prom = new Prometheus(`http://127.0.0.1:${await port()}`);
		prom.watch([]);
		// As in monitoring/prometheus.yml, but each second: nobody wants to wait for the next quarter of a minute here.
		const config = {
			global: { scrape_interval: '1s', evaluation_interval: '1s' },
			rule_files: [`${RULES}/*.yml`],
			scrape_configs: [
				{
					job_name: 'chungnam',
					file_sd_configs: [{ files: [join(prom.folder, 'targets.json')], refresh_interval: '1s' }],
				},
			],
		};
		// JSON is YAML.
		writeFileSync(join(prom.folder, 'prometheus.yml'), JSON.stringify(config));
		prom.child = launch(
			[
				prometheusBinary(),
				`--config.file=${join(prom.folder, 'prometheus.yml')}`,
				`--storage.tsdb.path=${join(prom.folder, 'data')}`,
				`--web.listen-address=${prom.url.slice('http://'.length)}`,
				'--log.level=warn',
			],
			{ log: join(prom.folder, 'prometheus.log') },
		);
		await until('Prometheus answers', async () => (await prom.rules()).length > 0, { limit: 120_000 });
		return prom;
	}

	/** Scrapes these nodes. @param {Scraped[]} nodes */
	watch(nodes) {
		const targets = nodes.map(({ name, metricsUrl }) => ({
			targets: [new URL(metricsUrl).host],
			labels: { instance: name },
		}));
		writeFileSync(join(this.folder, 'targets.json'), JSON.stringify(targets));
	}

	/** @param {string} path @returns {Promise<any>} */
	async #ask(path) {
		const response = await fetch(`${this.url}${path}`, { signal: AbortSignal.timeout(10_000) });
		const { status, data, error } = /** @type {any} */ (await response.json());
		if (status !== 'success') throw new Error(error);
		return data;
	}

	/**
	 * Every alert as { name, query, ... }, as Prometheus has read it.
	 *
	 * @returns {Promise<{ name: string, query: string }[]>}
	 */
	async rules() {
		const { groups } = await this.#ask('/api/v1/rules?type=alert');
		return groups.flatMap((/** @type {any} */ group) => group.rules);
	}

	/**
	 * What an expression gives now.
	 *
	 * @param {string} expression
	 * @returns {Promise<{ labels: Labels, value: number }[]>}
	 */
	async query(expression) {
		const { result } = await this.#ask(`/api/v1/query?query=${encodeURIComponent(expression)}`);
		return result.map((/** @type {any} */ { metric, value }) => ({ labels: metric, value: Number(value[1]) }));
	}

	/**
	 * What an alert's own expression gives now. `for` is not waited for: promtool's tests prove it.
	 *
	 * @param {string} name
	 */
	async alert(name) {
		this.known ??= new Map((await this.rules()).map((rule) => [rule.name, rule.query]));
		const expression = this.known.get(name);
		if (!expression) throw new Error(`There is no alert ${name}`);
		return this.query(expression);
	}

	end() {
		this.child?.kill('SIGKILL');
		this.sweep();
		process.removeListener('exit', this.sweep);
	}
}
