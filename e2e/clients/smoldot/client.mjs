// SPDX-License-Identifier: Apache-2.0

// smoldot: a light client that trusts the chain spec and nobody else. It checks GRANDPA's proofs of finality and the
// proof of every value it reads. PAPI speaks to it as to a node.

import { readFileSync } from 'node:fs';

import { lap, shown, task } from '../lib/task.mjs';

// --- how to connect
import { sr25519CreateDerive } from '@polkadot-labs/hdkd';
import { DEV_MINI_SECRET, ss58Address } from '@polkadot-labs/hdkd-helpers';
import { createClient } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getSmProvider } from 'polkadot-api/sm-provider';
import { start } from 'smoldot';

/** `chainSpec` is the raw spec as text, with at least one node in `bootNodes`: /ip4/127.0.0.1/tcp/30333/p2p/12D3... */
function connect(chainSpec, log = {}) {
	const light = start({ maxLogLevel: 3, ...log });
	const client = createClient(getSmProvider(() => light.addChain({ chainSpec })));
	return { light, client, api: client.getUnsafeApi() };
}
// ---

const spec = readFileSync(task.spec, 'utf8');
const target = Number(process.env.CONFORMANCE_HEIGHT);
const heard = [];
// Level 4 tells how it came to the head of the chain.
const log = { maxLogLevel: 4, logCallback: (level, from, text) => heard.push({ level, line: `${from}: ${text}` }) };
const { light, client, api } = connect(spec, log);
try {
	// As far as the network was when we began.
	const { number } = await new Promise((done, fail) => {
		const blocks = client.finalizedBlock$.subscribe({
			next: (block) => {
				if (block.number < target) return;
				queueMicrotask(() => blocks.unsubscribe());
				done(block);
			},
			error: fail,
		});
	});
	const warped = heard.some(({ line }) => /GrandPa warp sync finished/.test(line));
	shown('connects', { seconds: lap(), target, number, warped });

	const { publicKey, sign } = sr25519CreateDerive(DEV_MINI_SECRET)(task.payer);
	const { data } = await api.query.System.Account.getValue(ss58Address(publicKey), { at: 'best' });
	shown('reads', { balance: `${data.free}`, seconds: lap() });

	const signer = getPolkadotSigner(publicKey, 'Sr25519', sign);
	const dest = { type: 'Id', value: task.payee };
	const tx = api.tx.Balances.transfer_keep_alive({ dest, value: BigInt(task.won) });
	const { ok, dispatchError, events } = await tx.signAndSubmit(signer);
	if (!ok) throw new Error(`${dispatchError.value.type}.${dispatchError.value.value?.type}`);
	shown('sends', { event: events.some(({ type, value }) => `${type}.${value.type}` === 'Balances.Transfer') });
	shown('final', { seconds: lap() });
} finally {
	const words = heard.filter(({ level }) => level <= 3 || process.env.CHUNGNAM_TRACE).map(({ line }) => line);
	console.error(words.join('\n'));
	client.destroy();
	await light.terminate();
}
process.exit();
