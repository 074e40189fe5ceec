// SPDX-License-Identifier: Apache-2.0

// chopsticks: a copy of the running chain in memory, for rehearsals. What is done there does not happen on the chain.

import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

import { port as freePort } from '../../../tools/lib/ports.mjs';
import { ask } from '../../../tools/lib/rpc.mjs';
import { sleep, until } from '../../../tools/lib/wait.mjs';
import { lap, shown, task } from '../lib/task.mjs';

// --- how to connect
const program = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/.bin/chopsticks');

/** Forks the chain behind `url`; the fork listens on `port` like a node, and makes a block for each transaction. */
function fork(url, port) {
	const options = ['--host', '127.0.0.1', '--port', `${port}`, '--build-block-mode', 'Instant'];
	return spawn(program, ['--endpoint', url, ...options], { stdio: ['ignore', 'inherit', 'inherit'] });
}
// ---

const port = await freePort();
const tool = fork(task.url, port);
const gone = new Promise((_, fail) => tool.once('exit', (code) => fail(new Error(`chopsticks ended with ${code}`))));
gone.catch(() => {});
process.once('exit', () => tool.kill('SIGKILL'));

async function rehearse() {
	await until('The fork answers', () => ask(`http://127.0.0.1:${port}`, 'system_chain'), {
		limit: 150_000,
		every: 100,
	});
	const provider = new WsProvider(`ws://127.0.0.1:${port}`);
	const api = await ApiPromise.create({ provider, noInitWarn: true });
	const head = await api.rpc.chain.getHeader();
	shown('connects', { seconds: lap(), number: head.number.toNumber() });

	const payer = new Keyring({ type: 'sr25519' }).addFromUri(task.payer);
	const balance = async (who) => (await api.query.system.account(who)).data.free.toBigInt();
	shown('reads', { balance: `${await balance(payer.address)}`, seconds: lap() });

	await api.tx.balances.transferKeepAlive(task.payee, task.won).signAndSend(payer);
	while ((await api.rpc.chain.getHeader()).number.toNumber() === head.number.toNumber()) await sleep(50);
	const events = await api.query.system.events();
	shown('sends', {
		event: events.some(({ event }) => api.events.balances.Transfer.is(event)),
		onFork: `${await balance(task.payee)}`,
		seconds: lap(),
	});
}

await Promise.race([rehearse(), gone]);
tool.kill('SIGTERM');
process.exit();
