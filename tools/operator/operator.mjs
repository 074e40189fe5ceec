// SPDX-License-Identifier: Apache-2.0

// What an operator and a member of the committee do without a wallet in a browser: make session keys on the node, send
// them, propose, vote, close, and look. Called by scripts/operator, whose --help is the manual.
//
// A secret is read from a file that only its owner can read, or from standard input. It is never an argument: those are
// seen by every user of the machine and stay in the history of the shell.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { blake2AsHex, encodeAddress, mnemonicGenerate } from '@polkadot/util-crypto';

import { clientOf, eventNamed, eventsNamed, NotTaken, Refused, send } from '../lib/chain.mjs';
import { messageOf } from '../lib/wait.mjs';

const { connect, key } = clientOf({ ApiPromise, Keyring, WsProvider });

/** @typedef {import('../lib/chain.mjs').Api} Api */

/** Said to the person at the keyboard, without a stack. */
class Told extends Error {}
/** @type {(condition: unknown, sentence: string) => asserts condition} */
const must = (condition, sentence) => {
	if (!condition) throw new Told(sentence);
};
/** @param {string} sentence */
const say = (sentence) => console.log(sentence);

// --- what is said on the command line --------------------------------------------------------------------------------

const { values: given, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		rpc: { type: 'string', default: 'ws://127.0.0.1:9944' },
		'account-file': { type: 'string' },
		'dry-run': { type: 'boolean', default: false },
		names: { type: 'string' },
		at: { type: 'string' },
	},
});
const [command, ...words] = positionals;

/** The secret of --account-file: a phrase, or a secret URI of a test chain. `-` reads standard input. */
function signer() {
	const file = given['account-file'];
	must(file, 'This signs a transaction: say --account-file FILE (or - for standard input).');
	if (file !== '-') {
		const others = statSync(file).mode & 0o077;
		must(others === 0, `Others may read ${file}. Close it first: chmod 600 ${file}`);
	}
	const secret = readFileSync(file === '-' ? 0 : file, 'utf8').trim();
	must(secret && !secret.includes('\n'), 'The secret must be one line: the words of the phrase.');
	try {
		return key(secret);
	} catch {
		throw new Told('That is no phrase of 12 or 24 words, and no secret URI.');
	}
}

/** @param {Api} api @param {string | undefined} text */
function accountId(api, text) {
	must(text, `Say whose account: ${command} ACCOUNT`);
	try {
		return api.createType('AccountId', text).toString();
	} catch {
		throw new Told(`That is no account: ${text}`);
	}
}

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

/**
 * An account with the name of its office, where --names knows it.
 *
 * @param {Map<string, string>} known
 * @param {unknown} who
 */
function office(known, who) {
	const name = known.get(String(who));
	return name ? `${who} (${name})` : String(who);
}

/** @param {string | undefined} text @param {string} what */
const hexOf = (text, what) => {
	must(text && /^0x([0-9a-f]{2})+$/i.test(text), `${what} must be hexadecimal and begin with 0x.`);
	return text;
};

// --- words for the committee -----------------------------------------------------------------------------------------

// What the governing origin of each call asks for. More than half to stop; two thirds for all else.

/** @param {number} members */
const TWO_THIRDS = (members) => Math.ceil((members * 2) / 3);
/** @param {number} members */
const MORE_THAN_HALF = (members) => Math.floor(members / 2) + 1;

/**
 * What can be proposed, and how many voices it takes.
 *
 * @type {Record<string, [(members: number) => number, (api: Api) => any]>}
 */
const PROPOSALS = {
	'propose-add': [TWO_THIRDS, (api) => api.tx.validators.add(accountId(api, words[0]))],
	'propose-remove': [TWO_THIRDS, (api) => api.tx.validators.remove(accountId(api, words[0]))],
	'propose-suspend': [MORE_THAN_HALF, (api) => api.tx.validators.suspend(accountId(api, words[0]))],
	'propose-reinstate': [TWO_THIRDS, (api) => api.tx.validators.reinstate(accountId(api, words[0]))],
	'propose-end-session': [TWO_THIRDS, (api) => api.tx.validators.endSession()],
	'propose-safe-mode': [MORE_THAN_HALF, enterSafeMode],
	'propose-safe-mode-extend': [MORE_THAN_HALF, extendSafeMode],
	'propose-safe-mode-end': [TWO_THIRDS, endSafeMode],
	'propose-pause': [MORE_THAN_HALF, (api) => pauseCall(api, false)],
	'propose-unpause': [TWO_THIRDS, (api) => pauseCall(api, true)],
	'propose-upgrade': [TWO_THIRDS, (api) => api.tx.system.authorizeUpgrade(hashOfFile(words[0]))],
};

// Each of these asks first whether the motion could do anything: one that three people vote for and that then fails costs
// minutes in an emergency.

/** @param {Api} api */
async function enterSafeMode(api) {
	const until = await api.query.safeMode.enteredUntil();
	must(until.isNone, 'Safe mode is on already. See ./scripts/operator status');
	await warnOfPoorMembers(api);
	return api.tx.safeMode.forceEnter();
}

/**
 * Members whose won may not do for a motion. Their votes are paid like all else, and in safe mode nobody can send them any,
 * so a committee without won could not end it.
 *
 * @param {Api} api
 */
async function poorMembers(api) {
	const members = (await api.query.committee.members()).map(String);
	const accounts = await api.query.system.account.multi(members);
	const vote = api.tx.committee.vote(`0x${'00'.repeat(32)}`, 0, true);
	const enough = (await vote.paymentInfo(members[0])).partialFee.toBigInt() * 100n;
	return members.filter(
		(/** @type {string} */ _, /** @type {number} */ i) => accounts[i].data.free.toBigInt() < enough,
	);
}

/** @param {Api} api */
async function warnOfPoorMembers(api) {
	const poor = await poorMembers(api);
	if (poor.length)
		say(
			`NOTE: won for fees is short at ${poor.join(', ')}: in safe mode nobody can send any. Send them some first, if there is time.`,
		);
}

/** @param {Api} api */
async function extendSafeMode(api) {
	const until = await api.query.safeMode.enteredUntil();
	must(until.isSome, 'Safe mode is off: there is nothing to extend. propose-safe-mode enters it.');
	return api.tx.safeMode.forceExtend();
}

/** @param {Api} api */
async function endSafeMode(api) {
	const until = await api.query.safeMode.enteredUntil();
	must(until.isSome, 'Safe mode is off already.');
	const brakes = await brakesOf(api);
	if (brakes?.migrations.isFailed) {
		say(
			`NOTE: safe mode is on because a migration failed at height ${brakes.migrations.asFailed}. End it when that is repaired.`,
		);
	}
	return api.tx.safeMode.forceExit();
}

/** The names of all paused calls, as in RegionalCurrency.pay. @param {Api} api */
async function pausedCalls(api) {
	const keys = await api.query.txPause.pausedCalls.keys();
	return keys
		.map((/** @type {any} */ { args: [name] }) =>
			name.map((/** @type {any} */ part) => Buffer.from(part.toU8a(true)).toString()).join('.'),
		)
		.sort();
}

/** @param {Api} api @param {boolean} isPaused */
async function pauseCall(api, isPaused) {
	const name = callName(api);
	const found = (await pausedCalls(api)).includes(name.join('.'));
	must(found === isPaused, `${words[0]} is ${found ? 'paused already' : 'not paused'}. See ./scripts/operator status`);
	return isPaused ? api.tx.txPause.unpause(name) : api.tx.txPause.pause(name);
}

/**
 * `RegionalCurrency.pay` as the pair of bytes that tx-pause takes. It must be a call of this chain.
 *
 * @param {Api} api
 */
function callName(api) {
	const [pallet, name] = (words[0] ?? '').split('.');
	const found = api.runtimeMetadata.asLatest.pallets.find((each) => each.name.eq(pallet));
	must(found?.calls.isSome, `There is no pallet ${pallet} with calls. Write it as in RegionalCurrency.pay`);
	const { variants } = api.registry.lookup.getSiType(found.calls.unwrap().type).def.asVariant;
	must(
		variants.some((each) => each.name.eq(name)),
		`${pallet} has no call ${name}. Write it as in RegionalCurrency.pay`,
	);
	return [pallet, name];
}

/** @param {string | undefined} path */
function hashOfFile(path) {
	must(path, 'Say which runtime: a file *.compact.compressed.wasm.');
	return blake2AsHex(readFileSync(path), 256);
}

/** A call as one would write it. @param {any} call */
function describe(call) {
	const args = call.args.map((/** @type {any} */ arg, /** @type {number} */ i) => {
		const text = arg.toHuman();
		return `${call.meta.args[i].name}: ${typeof text === 'string' ? text : JSON.stringify(text)}`;
	});
	return `${call.section}.${call.method}(${args.join(', ')})`;
}

/** @param {Api} api */
async function propose(api) {
	const [threshold, build] = PROPOSALS[command];
	const members = (await api.query.committee.members()).map(String);
	const call = await build(api);
	const voices = threshold(members.length);
	say(`${describe(call.method)}: ${voices} of ${members.length} voices decide.`);
	if (given['dry-run']) return;
	const who = signer();
	must(members.includes(who.address), `${who.address} is no member of the committee.`);
	const sent = await send(api, api.tx.committee.propose(voices, call, call.encodedLength), who);
	if (voices < 2) {
		eventNamed(sent, 'committee', 'Executed');
		say('Done: one voice is enough here, so it was carried out at once.');
		return;
	}
	const { proposalIndex, proposalHash } = eventNamed(sent, 'committee', 'Proposed');
	// Proposing is no vote yet.
	const [voted] = eventsNamed(
		await send(api, api.tx.committee.vote(proposalHash, proposalIndex, true), who),
		'committee',
		'Voted',
	);
	say(`Proposed as ${proposalHash}, number ${proposalIndex}, with ${voted.yes} voice so far.`);
	say(`The others: ./scripts/operator vote ${proposalHash} yes --account-file THEIRS`);
	say(
		`With ${voices} voices, anybody of the committee: ./scripts/operator close ${proposalHash} --account-file THEIRS`,
	);
}

/** @param {Api} api @param {string | undefined} hash */
async function motion(api, hash) {
	must(
		hash && /^0x[0-9a-f]{64}$/i.test(hash),
		'Say which motion: its hash, 0x and 64 digits. See ./scripts/operator motions',
	);
	const [votes, call] = await Promise.all([api.query.committee.voting(hash), api.query.committee.proposalOf(hash)]);
	must(votes.isSome, `There is no motion ${hash}. See ./scripts/operator motions`);
	return { votes: votes.unwrap(), call };
}

/** The call of a motion, which the chain keeps inline or as a preimage. @param {Api} api */
async function motions(api) {
	const hashes = await api.query.committee.proposals();
	if (hashes.length === 0) say('The committee has no open motion.');
	for (const hash of hashes) {
		const { votes, call } = await motion(api, hash.toHex());
		const what = call.isSome ? describe(call.unwrap()) : 'a call that is kept elsewhere';
		say(
			`${hash.toHex()}  number ${votes.index}  ${votes.ayes.length} yes of ${votes.threshold} needed, ${votes.nays.length} no`,
		);
		say(`    ${what}`);
	}
}

/** @param {Api} api */
async function vote(api) {
	const [hash, answer] = words;
	must(['yes', 'no'].includes(answer), 'Say: vote HASH yes, or vote HASH no');
	const { votes, call } = await motion(api, hash);
	if (call.isSome) say(describe(call.unwrap()));
	const sent = await send(api, api.tx.committee.vote(hash, votes.index, answer === 'yes'), signer());
	const { yes, no } = eventNamed(sent, 'committee', 'Voted');
	say(`Voted ${answer}: ${yes} yes of ${votes.threshold} needed, ${no} no.`);
}

/** @param {Api} api */
async function close(api) {
	const { votes, call } = await motion(api, words[0]);
	must(call.isSome, 'The call of this motion is not to be found.');
	const inner = call.unwrap();
	const length = inner.encodedLength;
	const who = signer();
	// What the chain itself says the call weighs, and a tenth more.
	const { weight } = await api.tx(inner).paymentInfo(who);
	const bound = {
		refTime: (weight.refTime.toBigInt() * 11n) / 10n,
		proofSize: (weight.proofSize.toBigInt() * 11n) / 10n,
	};
	const sent = await send(api, api.tx.committee.close(words[0], votes.index, bound, length), who);
	if (eventsNamed(sent, 'committee', 'Executed').length) say(`Carried out: ${describe(inner)}`);
	else say('Closed: the motion was not agreed to.');
}

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
	if (words[0]) say(`this file   ${hashOfFile(words[0])}`);
}

/** @param {Api} api */
async function applyUpgrade(api) {
	const code = readFileSync(words[0]);
	const hash = hashOfFile(words[0]);
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

/** What stops people's calls, as the runtime says it; undefined before 103, which does not. @param {Api} api */
async function brakesOf(api) {
	if (!api.call.operatorApi?.validators) return undefined;
	return (await api.call.operatorApi.pulse()).brakes;
}

/** What stops payments, each in a line that begins with a word in capitals. @param {Api} api */
async function sayBrakes(api) {
	const [brakes, until, paused] = await Promise.all([
		brakesOf(api),
		api.query.safeMode.enteredUntil(),
		pausedCalls(api),
	]);
	if (brakes?.safeMode.isHolds) say('SAFE MODE is on and holds until the committee ends it: nobody can pay');
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
	const [session, now, next, disabled, members, committee] = await Promise.all([
		api.query.session.currentIndex(),
		api.query.session.validators(),
		api.query.session.queuedKeys(),
		api.query.session.disabledValidators(),
		api.query.validators.members(),
		api.query.committee.members(),
	]);
	await sayBrakes(api);
	await warnOfPoorMembers(api);
	say(
		`session ${session}: ${now.length} validators, ${disabled.length} of them disabled; committee of ${committee.length}`,
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
	motions,
	vote,
	close,
	'runtime-hash': runtimeHash,
	'apply-upgrade': applyUpgrade,
	...Object.fromEntries(Object.keys(PROPOSALS).map((name) => [name, propose])),
};

/** What the system says of a file that the person named. */
const FILE_TROUBLE = ['ENOENT', 'EACCES', 'EEXIST', 'EISDIR'];

async function run() {
	if (command === 'new-account') return newAccount();
	if (command === 'account') return say(signer().address);
	const work = COMMANDS[command];
	must(work, `Unknown command: ${command ?? 'none'}. See ./scripts/operator --help`);
	const api = await connect(given.rpc).catch((error) => {
		throw new Told(`Nobody answers at ${given.rpc}: ${error.message}`);
	});
	try {
		await work(api);
	} finally {
		await api.disconnect();
	}
}

try {
	await run();
} catch (error) {
	const known = [Told, Refused, NotTaken].some((kind) => error instanceof kind);
	const isFile = error instanceof Error && 'code' in error && FILE_TROUBLE.includes(String(error.code));
	console.error(known || isFile ? `Error: ${messageOf(error)}` : error);
	process.exit(1);
}
