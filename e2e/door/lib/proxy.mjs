// SPDX-License-Identifier: Apache-2.0

// nginx with the configuration that docs/door.md shows, in front of a node on loopback: only names, certificate and ports
// are others.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { port as freePort } from '../../../tools/lib/ports.mjs';
import { launch } from '../../../tools/lib/program.mjs';
import { until } from '../../../tools/lib/wait.mjs';
import { dial } from '../../kit/raw.mjs';

export const configuration = readFileSync(fileURLToPath(new URL('../nginx.conf', import.meta.url)), 'utf8');

/** Where nginx is installed, or null. */
export const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'].find(existsSync) ?? null;

/**
 * Starts nginx in front of the node at `nodePort`. The configuration is checked by nginx before.
 *
 * @param {number} nodePort
 */
export async function startProxy(nodePort) {
	if (!nginx) throw new Error('nginx is not installed');
	const port = await freePort();
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-proxy-'));
	const site = configuration
		.replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
		.replace(/^\s*ssl_certificate.*\n/gm, '')
		.replaceAll('127.0.0.1:9944', `127.0.0.1:${nodePort}`);
	const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		.map((name) => `${name}_temp_path ${join(folder, name)};`)
		.join('\n');
	const whole = `
worker_processes 1;
error_log ${join(folder, 'error.log')};
pid ${join(folder, 'nginx.pid')};
events { worker_connections 4096; }
http {
access_log off;
${paths}
${site}
}`;
	const file = join(folder, 'nginx.conf');
	writeFileSync(file, whole);
	const args = ['-p', folder, '-c', file, '-e', join(folder, 'error.log')];
	execFileSync(nginx, [...args, '-t'], { stdio: 'pipe' });
	const child = launch([nginx, ...args, '-g', 'daemon off; master_process off;'], { log: join(folder, 'nginx.log') });
	const gone = new Promise((done) => child.once('exit', done));
	const sweep = () => rmSync(folder, { recursive: true, force: true });
	process.once('exit', sweep);
	const answers = async () => {
		const socket = await dial(port, 500);
		socket?.destroy();
		return socket;
	};
	await until('nginx listens', answers, { limit: 30_000, every: 100 });
	return {
		port,
		async stop() {
			child.kill('SIGTERM');
			await gone;
			process.removeListener('exit', sweep);
			sweep();
		},
	};
}
