// SPDX-License-Identifier: Apache-2.0

// What an operator, a member of the committee and an elector do without a wallet in a browser: make session keys on the
// node, send them, propose, sponsor, vote, and look. Called by scripts/operator and scripts/govern, whose --help is the manual.
//
// A secret is read from a file that only its owner can read, or from standard input. It is never an argument: those are
// seen by every user of the machine and stay in the history of the shell.

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { encodeAddress, mnemonicGenerate } from '@polkadot/util-crypto';

import { send } from '../lib/chain.mjs';
import { NotListed, seatsAt, TRACK_NAMES } from '../lib/decide.mjs';
import { messageOf } from '../lib/wait.mjs';
import { brakesOf, callOf, hashOfCall, PROPOSALS, pausedCalls, proposalOf } from './calls.mjs';
import { askedOf, proposeAndVote, sayOpen, sayShown, sponsorOne, voteOn } from './decisions.mjs';
import { key, OPTIONS, runToTheEnd, workOn } from './program.mjs';
import { accountOf, blake2OfFile, hexOf, must, office, say, secretIn, Told } from './words.mjs';

/** @typedef {import('../lib/chain.mjs').Api} Api */

// --- what is said on the command line --------------------------------------------------------------------------------

const { values: given, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		...OPTIONS,
		'dry-run': { type: 'boolean', default: false },
		names: { type: 'string' },
		at: { type: 'string' },
		text: { type: 'string' },
		track: { type: 'string' },
	},
});
const [command, ...words] = positionals;

/** The secret of --account-file: a phrase, or a secret URI of a test chain. `-` reads standard input. */
function signer() {
	const secret = secretIn(given['account-file']);
	try {
		return key(secret);
	} catch {
		throw new Told('That is no phrase of 12 or 24 words, and no secret URI.');
	}
}

/** @param {Api} api @param {string | undefined} text */
const accountId = (api, text) => accountOf(api, text, `${command} ACCOUNT`);

/**
 * The names that --names FILE gives to accounts: an account and a name on each line.
 *
 * @param {Api} api
 * @returns {Map<string, string>}
 * @param {Api} api
 */
function names(api) {
	if (!given.names) return new Map();
	const lines = readFileSync(given.names, 'utf8')
		.split('\n')
		.map((line) => line.replace(/#.*/, '').trim());
	const pairs = lines.filter(Boolean).map((line) => {
		const [account, ...name] = line.split(/\s+/);
		must(name.length, `${given.names}: a line is an account and a name, not: ${line}`);
		try {
			return /** @type {[string, string]} */ ([api.createType('AccountId', account).toString(), name.join(' ')]);
		} catch {
			throw new Told(`${given.names}: that is no account: ${account}`);
		}
	});
	return new Map(pairs);
}

// --- decisions -------------------------------------------------------------------------------------------------------

/** The track of --track as the chain names it: validators, or region-12. */
function track() {
	if (!given.track) return undefined;
	const region = /^region-(\d+)$/i.exec(given.track);
	if (region) return { Region: Number(region[1]) };
	const found = TRACK_NAMES.find((name) => name.toLowerCase() === given.track?.toLowerCase());
	must(found, `There is no track ${given.track}. There are: ${TRACK_NAMES.join(', ').toLowerCase()}, region-N`);
	return found;
}

/** The hash of the text of --text, which people read before they vote. */
const title = () => (given.text ? blake2OfFile(given.text) : undefined);

/** What is asked of the person at the keyboard, for those who speak with them. @param {Api} api */
const asked = (api) => ({ api, known: names(api), rpc: given.rpc });

/**
 * Proposes and votes yes, or with --dry-run says what would be proposed.
 *
 * @param {Api} api
 * @param {{ call: any, track?: any }} what
 */
async function proposeCall(api, what) {
	const about = askedOf(what.call, { track: track() ?? what.track, title: title() });
	if (given['dry-run']) return say(`${about.sentence}\nThe hash of the call is ${hashOfCall(about.call)}.`);
	await proposeAndVote(asked(api), about, signer());
}

/** @param {Api} api */
const propose = async (api) => proposeCall(api, await proposalOf(api, command, words));

/** Any call of docs/governance.md. @param {Api} api */
const proposeAny = (api) => proposeCall(api, { call: callOf(api, words) });

/** @param {Api} api */
const open = (api) => sayOpen(asked(api));

/** @param {Api} api */
const show = (api) => sayShown(asked(api), words[0]);

/** @param {Api} api */
const sponsor = (api) => sponsorOne(asked(api), words[0], signer());

/** @param {Api} api */
const vote = (api) => voteOn(asked(api), words[0], words[1], signer());

// --- session keys ----------------------------------------------------------------------------------------------------

/** @param {Api} api @param {ReturnType<typeof key>} owner @param {string} keys @param {string} proof */
async function sendKeys(api, owner, keys, proof) {
	const sent = await send(api, api.tx.session.setKeys(keys, proof), owner);
	say(`The chain has the keys of ${owner.address} since block ${await numberOf(api, sent.block)}.`);
	say('They act one to two sessions from now. See: ./scripts/operator status');
}

/** @param {Api} api @param {any} hash */
async function numberOf(api, hash) {
	return (await api.rpc.chain.getHeader(hash)).number.toNumber();
}

/** New keys are made by the node and stay in its keystore. What comes back is public. @param {Api} api */
async function rotateKeys(api) {
	const who = signer();
	const made = await api._rpcCore.provider
		.send('author_rotateKeysWithOwner', [`0x${Buffer.from(who.publicKey).toString('hex')}`])
		.catch((/** @type {unknown} */ error) => {
			if (!/unsafe/i.test(messageOf(error))) throw error;
			throw new Told(
				`${given.rpc} does not make keys: it serves safe methods only. Ask the node's loopback endpoint for unsafe ones.`,
			);
		});
	say(`keys   ${made.keys}`);
	say(`proof  ${made.proof}`);
	if (given['dry-run']) return;
	await sendKeys(api, who, made.keys, made.proof);
}

/** @param {Api} api */
async function setKeys(api) {
	const [keys, proof] = [hexOf(words[0], 'Session keys'), hexOf(words[1], 'The proof')];
	await sendKeys(api, signer(), keys, proof);
}

/** Whether the node that is asked has the secret halves of what the chain knows of an account. @param {Api} api */
async function hasKeys(api) {
	const who = accountId(api, words[0]);
	const known = await api.query.session.nextKeys(who);
	must(known.isSome, `The chain has no session keys of ${who}.`);
	const has = await api._rpcCore.provider.send('author_hasSessionKeys', [known.unwrap().toHex()]);
	const whose = office(names(api), who);
	say(has ? `This node has the session keys of ${whose}:` : `This node does NOT have the session keys of ${whose}:`);
	const { aura, grandpa } = known.unwrap();
	sayKeys('Aura', aura);
	sayKeys('GRANDPA', grandpa);
	if (!has) process.exitCode = 1;
}

/** @param {Api} api */
async function withdrawKeys(api) {
	const who = signer();
	await send(api, api.tx.validators.withdrawKeys(), who);
	say(`The chain has forgotten the session keys of ${who.address}, and the deposit is back.`);
}

// --- an upgrade ------------------------------------------------------------------------------------------------------

/** @param {Api} api */
async function runtimeHash(api) {
	const version = api.runtimeVersion;
	say(`running     ${version.specName} ${version.specVersion}`);
	const authorized = await api.query.system.authorizedUpgrade();
	say(`authorized  ${authorized.isSome ? authorized.unwrap().codeHash.toHex() : 'nothing'}`);
	if (words[0]) say(`this file   ${blake2OfFile(words[0])}`);
}

/** @param {Api} api */
async function applyUpgrade(api) {
	const hash = blake2OfFile(words[0]);
	const code = readFileSync(words[0]);
	const authorized = await api.query.system.authorizedUpgrade();
	must(authorized.isSome, 'No upgrade is authorized.');
	const wanted = authorized.unwrap().codeHash.toHex();
	must(wanted === hash, `This file has the hash ${hash}, but ${wanted} is authorized.`);
	const sent = await send(api, api.tx.system.applyAuthorizedUpgrade(`0x${code.toString('hex')}`), signer());
	say(`Applied in block ${await numberOf(api, sent.block)}. The next block runs it.`);
}

// --- looking ---------------------------------------------------------------------------------------------------------

/** The prefix of addresses on this chain: ADR 0007. */
const SS58_PREFIX = 42;

/** A key in both ways in which logs, alerts and wallets write it. @param {string} kind @param {any} key */
function sayKeys(kind, key) {
	say(`      ${kind.padEnd(8)} ${key.toHex()}  ${encodeAddress(key.toU8a(), SS58_PREFIX)}`);
}

/** What stops payments, each in a line that begins with a word in capitals. @param {Api} api */
async function sayBrakes(api) {
	const [brakes, until, paused] = await Promise.all([
		brakesOf(api),
		api.query.safeMode.enteredUntil(),
		pausedCalls(api),
	]);
	if (brakes?.safeMode.isHolds) say('SAFE MODE is on and holds until it is ended: nobody can pay');
	else if (until.isSome)
		say(`SAFE MODE is on and ends by itself after block ${until.unwrap()}: nobody can pay until then`);
	if (brakes?.migrations.isRunning) say('MIGRATIONS run: no transaction is accepted meanwhile');
	if (brakes?.migrations.isStuck) say('MIGRATIONS are stuck: no transaction is accepted');
	if (brakes?.migrations.isFailed)
		say(`MIGRATIONS failed at height ${brakes.migrations.asFailed}: safe mode is on because of it`);
	if (paused.length) say(`PAUSED calls: ${paused.join(', ')}`);
	if (until.isNone && !paused.length && (!brakes || brakes.migrations.isIdle)) say('no brake is on');
}

/**
 * Everyone whose keys the runtime knows, at a block or now.
 *
 * @param {Api} api
 * @param {string} [block]
 * @returns {Promise<any[]>}
 */
async function validatorsAt(api, block) {
	/** @type {{ call: any }} */
	let at = api;
	if (block !== undefined) {
		const hash = /^0x/.test(block) ? block : await api.rpc.chain.getBlockHash(block);
		at = await api.at(hash).catch(() => {
			throw new Told(`${given.rpc} does not have the state of block ${block}: ask an archive node.`);
		});
	}
	must(at.call.operatorApi?.validators, 'The runtime is older than 103 and does not tell whose a key is.');
	return at.call.operatorApi.validators();
}

/** Whose a key is: the way from a key in an alert or a log to an office. @param {Api} api */
async function who(api) {
	let wanted = '';
	try {
		wanted = api.createType('AccountId', words[0]).toHex();
	} catch {
		throw new Told('Say whose key: who KEY, an Aura or GRANDPA key or an account, as 0x… or as an address.');
	}
	const known = names(api);
	/** @param {any} keys */
	const has = (keys) =>
		keys.isSome && [keys.unwrap().aura, keys.unwrap().grandpa].some((each) => each.toHex() === wanted);
	const all = await validatorsAt(api, given.at);
	const found = all.filter((each) => each.who.toHex() === wanted || has(each.actsWith) || has(each.nextWith));
	must(
		found.length,
		`No validator has the key ${words[0]}${given.at ? ` at block ${given.at}` : ' now or in the next session'}. ` +
			'An older one: who KEY --at BLOCK, the height or hash of that time, from an archive node.',
	);
	for (const each of found) sayValidator(known, each);
}

/** @param {Map<string, string>} known @param {any} validator */
function sayValidator(known, { who: account, actsWith, nextWith, member, disabled, suspended }) {
	const says = [
		actsWith.isSome ? 'acts' : 'does not act',
		disabled.isTrue && 'disabled',
		nextWith.isSome ? 'planned next' : 'not planned next',
		member.isFalse && 'no member any more',
		suspended.isTrue && 'SUSPENDED',
	];
	say(`  ${office(known, account)}  ${says.filter(Boolean).join(', ')}`);
	const [now, next] = [actsWith, nextWith].map((keys) => (keys.isSome ? keys.unwrap() : undefined));
	for (const [kind, field] of [
		['Aura', 'aura'],
		['GRANDPA', 'grandpa'],
	]) {
		if (now) sayKeys(kind, now[field]);
		if (next && !now?.[field].eq(next[field])) sayKeys(`${kind} next`, next[field]);
	}
}

/** @param {Api} api */
async function status(api) {
	const [health, version, finalHash, best] = await Promise.all([
		api.rpc.system.health(),
		api.rpc.system.version(),
		api.rpc.chain.getFinalizedHead(),
		api.rpc.chain.getHeader(),
	]);
	const final = await numberOf(api, finalHash);
	say(`${await api.rpc.system.chain()}, node ${version}, runtime ${api.runtimeVersion.specVersion}`);
	say(`height ${best.number}, final ${final}, peers ${health.peers}${health.isSyncing.isTrue ? ', catching up' : ''}`);
	const [session, now, next, disabled, members, seats] = await Promise.all([
		api.query.session.currentIndex(),
		api.query.session.validators(),
		api.query.session.queuedKeys(),
		api.query.session.disabledValidators(),
		api.query.validators.members(),
		seatsAt(api),
	]);
	await sayBrakes(api);
	say(
		`session ${session}: ${now.length} validators, ${disabled.length} of them disabled; committee of ${seats.length}`,
	);
	const out = new Set(disabled.map((/** @type {any} */ entry) => Number(Array.isArray(entry) ? entry[0] : entry)));
	const acting = now.map(String);
	const planned = next.map((/** @type {any} */ [who]) => String(who));
	const known = names(api);
	const keys = new Map();
	if (api.call.operatorApi?.validators) {
		for (const each of await api.call.operatorApi.validators()) keys.set(String(each.who), each);
	}
	const listed = new Map([...members].map(([who, { suspension }]) => [String(who), suspension]));
	for (const who of new Set([...acting, ...planned, ...listed.keys()])) {
		if (keys.has(who)) {
			sayValidator(known, keys.get(who));
			if (listed.get(who)?.isSome) say(`      because  ${JSON.stringify(listed.get(who).toHuman())}`);
			continue;
		}
		const says = [
			acting.includes(who) ? 'acts' : 'does not act',
			out.has(acting.indexOf(who)) && 'disabled',
			planned.includes(who) ? 'planned next' : 'not planned next',
			!listed.has(who) && 'no member any more',
			listed.get(who)?.isSome && `SUSPENDED: ${JSON.stringify(listed.get(who).toHuman())}`,
		];
		say(`  ${office(known, who)}  ${says.filter(Boolean).join(', ')}`);
	}
}

/** Makes a new secret into a new file, and shows the account alone. */
function newAccount() {
	const [file] = words;
	must(file, 'Say into which file: new-account FILE');
	const phrase = mnemonicGenerate(24);
	writeFileSync(file, `${phrase}\n`, { mode: 0o600, flag: 'wx' });
	say(key(phrase).address);
}

// --- all together ----------------------------------------------------------------------------------------------------

/** @type {Record<string, (api: Api) => unknown>} */
const COMMANDS = {
	'rotate-keys': rotateKeys,
	'set-keys': setKeys,
	'has-keys': hasKeys,
	'withdraw-keys': withdrawKeys,
	status,
	who,
	open,
	show,
	propose: proposeAny,
	sponsor,
	vote,
	'runtime-hash': runtimeHash,
	'apply-upgrade': applyUpgrade,
	...Object.fromEntries(Object.keys(PROPOSALS).map((name) => [name, propose])),
};

await runToTheEnd(() => {
	if (command === 'new-account') return newAccount();
	if (command === 'account') return say(signer().address);
	const work = COMMANDS[command];
	must(work, `Unknown command: ${command ?? 'none'}. See ./scripts/operator --help`);
	return workOn(given.rpc, work);
}, [NotListed]);
