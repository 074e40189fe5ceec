// SPDX-License-Identifier: Apache-2.0

// docs/door.md, written whole from docs/data/door.json: the rows of the newest run of each attack. A run of some attacks
// takes the place of their rows in the data; the page is never changed line by line.

import { getPriority } from 'node:os';

import { cell, number, row as tableRow } from '../../kit/figures.mjs';
import { configuration } from './proxy.mjs';
import { inMilliseconds, inSeconds } from './watch.mjs';

/** @typedef {Awaited<ReturnType<typeof import('../../kit/machine.mjs').facts>> & { builds: string }} Run */
/**
 * Figures of one attack, as they are in JSON: null was not measured.
 *
 * @typedef {{
 *   name: string, sent: string, did: string | number | null, faults: string[], missed: number, slots: number,
 *   p99: number | null, payDuring: number | null, payAfter: number | null,
 *   before: number | null, peak: number | null, rest: number | null,
 * }} Row
 */
/** `run` is the place of a row's run in `runs`. @typedef {{ runs: Run[], rows: (Row & { run: number })[] }} Data */

const LIMITS = `
| limit | value | flag | why |
|---|---|---|---|
| calls in a batch | 64 | \`--rpc-max-batch-request-len\` | a wallet that opens asks some dozens of things; the SDK has no limit |
| request | 5 MB | \`--rpc-max-request-size\` | an upgrade of the runtime, compressed and in hex, is the largest thing anyone sends |
| parameters of a method | 1,024 bytes | none | of each method that is not known to need more, before anything is decoded: an address of 300,000 characters would take minutes. Lists of storage keys have 256 KiB; transactions and input of runtime calls as much as a request |
| threads that work for it | 48 | \`--rpc-max-connections\` where it is less | 64 instances of the runtime serve everybody, and blocks are made and checked with the others |
| answer | 10 MB | \`--rpc-max-response-size\` | a full block in hex; a batch is cut at the same size |
| subscriptions of a connection | 128 | \`--rpc-max-subscriptions-per-connection\` | a busy till |
| followed chains of a connection | 4 | none | each pins blocks; from the SDK |
| messages waiting for a connection | 64 | \`--rpc-message-buffer-capacity-per-connection\` | a slow reader's notifications wait here, then the subscription ends |
| connections | 100 | \`--rpc-max-connections\` | websockets, and http requests while they are being answered. Counted when the header is there |
| calls a minute | 1,200 | \`--rpc-rate-limit\` | of one websocket, all at once if it likes; over it calls wait, after ten tries they are refused (-32999) |
| whom the last one spares | loopback | \`--rpc-rate-limit-whitelisted-ips\` | the operator's own tools. A list that is given replaces loopback. With \`--rpc-rate-limit-trust-proxy-headers\` nobody who is not listed: a header can claim any address |
| methods | safe ones, on loopback too | \`--rpc-methods\` | keys, peers, log filters, the whole state, dry runs, and functions of the runtime that make genesis, blocks or keys (\`state_call\` and its sisters) are the operator's; the SDK gives them to everyone on loopback, and so to everyone behind a proxy there |
| levels of nested calls | 256 of SCALE | none | pool and blocks decode no deeper; fee calls end where the runtime's stack does. JSON has its own limit of 128 |
| free transactions waiting | the budget | none | [pallets/people/citizen-quota](../pallets/people/citizen-quota/README.md): 50 payments of a person |
| endpoints described one by one | all of the above | \`--experimental-rpc-endpoint\` | what its description does not name is as for the usual ones. With unsafe methods it listens on loopback, and lets no origin in that it does not name |
| address the node answers to | its own | \`--rpc-cors\` | a page in a browser cannot be pointed at a node of the local network by DNS. A development chain answers to all |
`.trim();

const FRONT = `
A validator serves nobody: it is started without \`--rpc-external\`, and refuses it. Strangers are served by full nodes that
make no blocks, and in front of each stands a proxy, because of what the node itself cannot do:

- **It waits for ever** for the rest of a header or a body. Connections whose header is not there yet are not counted, only
  bounded by the files that the process may open; a hundred requests whose body does not come lock everyone else out. (Rows
  \`slow-headers\`, \`slow-bodies\`, \`files\`.)
- **It does not count http requests.** The rate limit belongs to a connection, and is made anew for each http request: only
  a batch is counted within itself. (Row \`rate-limit\`.)
- **It has no price for its work.** Metadata from the runtime costs milliseconds of processor each time; forty connections
  that ask for nothing else take both cores of a small machine, and a node that makes blocks misses slots. (Row \`work\`.) A
  validator as it is packaged admits ten connections: row \`work-validator\`.
- **It knows no addresses.** One household can take all hundred connections.
- **Behind a proxy on the same machine everyone comes from loopback**, which the rate limit spares. With
  \`--rpc-rate-limit-trust-proxy-headers\` it spares nobody, unless addresses are listed; let the proxy overwrite \`Forwarded\`,
  \`X-Forwarded-For\` and \`X-Real-IP\` all the same. (Row \`proxy\`.)
- **It does not ask a websocket where it comes from.** \`--rpc-cors\` keeps pages of other origins from http, and the name in
  \`Host\` keeps out names that were pointed at the machine, but a browser opens a websocket to a loopback address for any page.
  So no packaged setting opens unsafe methods, and none is needed for keys
  ([runbooks/keys.md](runbooks/keys.md)).
- **It keeps answers that nobody reads.** A websocket client may ask on without reading; its answers wait in memory until it
  is cut, and no proxy sees that. Keep the rate limit and the size of answers low, and give the service a memory limit
  (\`MemoryMax=\` in systemd) under which it is started again rather than taking the machine with it. (Row
  \`unread-answers\`.)

So a public node is started as [packaging/systemd/node-full.env](../packaging/systemd/node-full.env) says
([runbooks/public-node.md](runbooks/public-node.md) goes through it), with nginx in front of it and
[e2e/door/nginx.conf](../e2e/door/nginx.conf), which the row \`proxy\` tests as it stands:
`.trim();

/** @param {unknown[]} cells */
const line = (cells) => tableRow(cells.map(cell));
/** JSON has no NaN: what was not measured is null there. @param {number | null} value */
const measured = (value) => value ?? NaN;

/** What else ran, and how much it could take. @param {boolean} builds */
export function besides(builds) {
	if (!builds) return 'none';
	const priority = getPriority();
	if (priority >= 0) return '**yes: no figures to keep**';
	return `yes, and this run went before them (priority ${priority}): worse figures than on a quiet machine`;
}

/**
 * The data with the rows of another run. `order` names all attacks there are: rows of others go, and runs without rows go
 * with them.
 *
 * @param {Data | null} data
 * @param {{ rows: Row[], run: Run }} newest
 * @param {string[]} order
 * @returns {Data}
 */
export function merged(data, { rows, run }, order) {
	/** @type {Map<string, { row: Row, run: Run }>} */
	const latest = new Map();
	for (const row of data?.rows ?? []) latest.set(row.name, { row, run: /** @type {Data} */ (data).runs[row.run] });
	for (const row of rows) latest.set(row.name, { row, run });
	const kept = order
		.filter((name) => latest.has(name))
		.map((name) => /** @type {{ row: Row, run: Run }} */ (latest.get(name)));
	const runs = [...new Set(kept.map((each) => each.run))].sort((a, b) => (a.when < b.when ? -1 : 1));
	return { runs, rows: kept.map((each) => ({ ...each.row, run: runs.indexOf(each.run) })) };
}

/** @param {number} index */
const letter = (index) => String.fromCharCode(65 + index);

/** @param {Row & { run: number }} row */
function row({ name, sent, did, faults, missed, slots, p99, payDuring, payAfter, before, peak, rest, run }) {
	const verdict = faults.length === 0 ? 'held' : `**did not hold**: ${faults.join('; ')}`;
	const told = typeof did === 'string' ? did : '';
	const memory = [before, peak, rest].map((value) => (value === null ? '-' : number(value))).join(' / ');
	const paid = [payDuring, payAfter].map((value) => inSeconds(measured(value))).join(' / ');
	return line([
		name,
		letter(run),
		sent,
		told,
		`${missed} of ${slots}`,
		inMilliseconds(measured(p99)),
		paid,
		memory,
		verdict,
	]);
}

/**
 * The page. `order` names all attacks: those without a row are named too.
 *
 * @param {Data} data
 * @param {{ missedPercent: number, p99: number, payment: number, memory: number }} bounds
 * @param {string[]} order
 */
export function doorPage({ runs, rows }, bounds, order) {
	/** @param {'missed' | 'slots'} key */
	const sum = (key) => rows.reduce((total, each) => total + each[key], 0);
	const [missed, slots] = [sum('missed'), sum('slots')];
	const absent = order.filter((name) => !rows.some((each) => each.name === name));
	const failed = rows.filter(({ faults }) => faults.length > 0).map(({ name }) => name);
	const about = runs.map((run, i) =>
		line([letter(i), run.when, run.load, run.builds, run.node, run.scripts, run.machine]),
	);
	return `# The door of a node

> 공개 노드의 JSON-RPC를 누군가 남용할 때 노드와 다른 이용자에게 무슨 일이 생기는지 실제 노드에서 잰 결과입니다.
> 공격 중에도 놓친 슬롯은 1 % 이하, 정직한 이용자의 응답은 1초 이내, 결제는 6초 이내에 확정되어야 합니다.
> 제한값과 설정 방법은 아래에 있으며, 플래그로 막을 수 없는 것은 앞단의 프록시(nginx 예시)가 막습니다.

Written by \`./scripts/abuse --write\` from [data/door.json](data/door.json): do not edit. What happens to a node, and to those
who use it, when somebody abuses its JSON-RPC. Each attack runs against a real node that makes a block a second, on loopback,
bounded in count and time. An honest client of its own process asks twenty times a second and notes every slot; one payment
goes through the existing connection while the attack runs and one through a new connection afterwards.

Each must hold: at most ${bounds.missedPercent} % of the slots missed (one slot is forgiven in a short window, not in the whole run), the honest
client's p99 at most ${number(bounds.p99)} ms, a payment final within ${bounds.payment / 1_000} s during and after, at most ${number(bounds.memory)} MiB more memory, the same
process at the end, which ends when it is told to; and what the attack itself expects.

**All rows together: ${number(missed)} of ${number(slots)} slots missed (${((missed / Math.max(1, slots)) * 100).toFixed(2)} %). ${failed.length === 0 ? 'All held' : `Did not hold: ${failed.join(', ')}`}.**${absent.length > 0 ? `\n\nNot measured yet: ${absent.join(', ')}.` : ''}

## Runs

Node, attacker and honest client share the machine: the attacker takes up to one of the cores, and one from elsewhere would
leave all to the node. The node is of the dev profile: host code optimised, with its checks.

${line(['run', 'when', 'load before', 'builds beside it', 'node', 'scripts of commit', 'machine'])}
|---|---|---|---|---|---|---|
${about.join('\n')}

## Attacks

\`paid\` is seconds until final, during / after; \`memory\` is MiB before / at most / after.

${line(['attack', 'run', 'sent', 'the node', 'missed slots', 'p99, ms', 'paid, s', 'memory, MiB', ''])}
|---|---|---|---|---|---|---|---|---|
${rows.map(row).join('\n')}

## Limits

${LIMITS}

## What must stand in front of a public node

${FRONT}

\`\`\`nginx
${configuration.split('\n').slice(5).join('\n').trim()}
\`\`\`
`;
}
