// SPDX-License-Identifier: Apache-2.0

// docs/door.md, from a run.

import { getPriority } from 'node:os';

import { number } from './raw.mjs';
import { inMilliseconds, inSeconds } from './watch.mjs';
import { configuration } from './proxy.mjs';

const LIMITS = `
| limit | value | flag | why |
|---|---|---|---|
| calls in a batch | 64 | \`--rpc-max-batch-request-len\` | a wallet that opens asks some dozens of things; the SDK has no limit |
| request | 5 MB | \`--rpc-max-request-size\` | an upgrade of the runtime, compressed and in hex, is the largest thing anyone sends |
| answer | 10 MB | \`--rpc-max-response-size\` | a full block in hex; a batch is cut at the same size |
| subscriptions of a connection | 128 | \`--rpc-max-subscriptions-per-connection\` | a busy till |
| followed chains of a connection | 4 | none | each pins blocks; from the SDK |
| messages waiting for a connection | 64 | \`--rpc-message-buffer-capacity-per-connection\` | a slow reader's notifications wait here, then the subscription ends |
| connections | 100 | \`--rpc-max-connections\` | websockets, and http requests while they are being answered. Counted when the header is there |
| calls a minute | 1,200 | \`--rpc-rate-limit\` | of one websocket, all at once if it likes; over it calls wait, after ten tries they are refused (-32999) |
| whom the last one spares | loopback | \`--rpc-rate-limit-whitelisted-ips\` | the operator's own tools. A list that is given replaces loopback |
| methods | safe ones, on loopback too | \`--rpc-methods\` | keys, peers, log filters, the whole state and dry runs are the operator's; the SDK gives them to everyone on loopback, and so to everyone behind a proxy there |
| levels of nested calls | 256 of SCALE | none | pool and blocks decode no deeper; fee calls end where the runtime's stack does. JSON has its own limit of 128 |
| free transactions waiting | the budget | none | [pallets/citizen-quota](../pallets/citizen-quota/README.md): 50 payments of a person |
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
  validator is started with \`--rpc-max-connections 4\`: row \`work-validator\`.
- **It knows no addresses.** One household can take all hundred connections.
- **Behind a proxy on the same machine everyone comes from loopback**, which the rate limit spares. Give the node
  \`--rpc-rate-limit-trust-proxy-headers\`, and let the proxy overwrite \`Forwarded\`, \`X-Forwarded-For\` and \`X-Real-IP\`:
  whoever may write them names an address that is spared. (Row \`proxy\`.)
- **It keeps answers that nobody reads.** A websocket client may ask on without reading; its answers wait in memory until it
  is cut, and no proxy sees that. Keep the rate limit and the size of answers low, and give the service a memory limit
  (\`MemoryMax=\` in systemd) under which it is started again rather than taking the machine with it. (Row
  \`unread-answers\`.)

So a public node is started with

\`\`\`sh
chungnam-node --chain SPEC --rpc-rate-limit 600 --rpc-rate-limit-trust-proxy-headers --rpc-max-connections 500 \\
	--rpc-max-response-size 5
\`\`\`

and nginx in front of it with [e2e/door/nginx.conf](../e2e/door/nginx.conf), which the row \`proxy\` tests as it stands:
`.trim();

const cell = (text) => `${text}`.replaceAll('|', '\\|').replaceAll('\n', ' ');

function row({ name, sent, did, faults, missed, slots, p99, payDuring, payAfter, before, peak, rest }) {
	const verdict = faults.length === 0 ? 'held' : `**did not hold**: ${faults.join('; ')}`;
	const told = typeof did === 'string' ? did : '';
	const memory = `${number(before)} / ${number(peak)} / ${number(rest)}`;
	const paid = `${inSeconds(payDuring)} / ${inSeconds(payAfter)}`;
	return `| ${[name, sent, told, `${missed} of ${slots}`, inMilliseconds(p99), paid, memory, verdict].map(cell).join(' | ')} |`;
}

/** What else ran, and how much it could take. */
function besides(builds) {
	if (!builds) return 'none';
	const priority = getPriority();
	if (priority >= 0) return '**yes, these are no figures to keep**';
	return `yes, and this run went before them (priority ${priority}): figures are worse than on a quiet machine, not better`;
}

/** The page. */
export function doorPage({ rows, whole, percent, builds, conditions, bounds }) {
	return `# The door of a node

Written by \`./scripts/abuse --write\`: do not edit. What happens to a node, and to those who use it, when somebody abuses its
JSON-RPC. Each attack runs against a real node that makes a block a second, on loopback, bounded in count and time. An
honest client of its own process asks twenty times a second and notes every slot; one payment goes through the existing
connection while the attack runs and one through a new connection afterwards.

${conditions.join('\n')}
- Builds beside it: ${besides(builds)}
- The attacker takes up to one of the cores as well: one from elsewhere would leave both to the node

Each must hold: at most ${bounds.missedPercent} % of the slots missed (one slot is forgiven in a short window, not in the whole run), the honest
client's p99 at most ${number(bounds.p99)} ms, a payment final within ${bounds.payment / 1_000} s during and after, at most ${number(bounds.memory)} MiB more memory, the same
process at the end; and what the attack itself expects. **The whole first run: ${whole.missed} of ${number(whole.slots)} slots missed (${percent.toFixed(2)} %).**

## Attacks

\`paid\` is seconds until final, during / after; \`memory\` is MiB before / at most / after.

| attack | sent | the node | missed slots | p99, ms | paid, s | memory, MiB | |
|---|---|---|---|---|---|---|---|
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

/** The page with some rows measured again, and a line that says when and how. */
export function doorPageWith(page, { rows, builds, conditions }) {
	const again = new Map(rows.map((each) => [each.name, row(each)]));
	const [, run] = /^- Run: (.*)$/m.exec(conditions.join('\n'));
	const [, load] = /load ([\d.]+)/.exec(conditions.join('\n'));
	const note = `- Measured again: ${[...again.keys()].join(', ')}; ${run}, load ${load} before, builds beside it: ${besides(builds)}`;
	const replaced = page.split('\n').map((text) => again.get(/^\| ([\w-]+) \|/.exec(text)?.[1]) ?? text);
	const added = [...again].filter(([name]) => !page.includes(`\n| ${name} |`)).map(([, text]) => text);
	const end = replaced.findLastIndex((text) => /^\| [\w-]+ \| .* \| (held|\*\*did)/.test(text)) + 1;
	replaced.splice(end, 0, ...added);
	const at = replaced.findIndex((text) => text.startsWith('- The attacker takes'));
	return [...replaced.slice(0, at), note, ...replaced.slice(at)].join('\n');
}
