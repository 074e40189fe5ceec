// SPDX-License-Identifier: Apache-2.0

// What an operator and a member of the committee do without a wallet in a browser: make session keys on the node, send
// them, propose, vote, close, and look. Called by scripts/operator, whose --help is the manual.
//
// A secret is read from a file that only its owner can read, or from standard input. It is never an argument: those are
// seen by every user of the machine and stay in the history of the shell.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { blake2AsHex, mnemonicGenerate } from '@polkadot/util-crypto';

import { connect, eventNamed, eventsNamed, key, send } from './lib/chain.mjs';

/** Said to the person at the keyboard, without a stack. */
class Told extends Error {}
const must = (condition, sentence) => {
	if (!condition) throw new Told(sentence);
};
const say = (...words) => console.log(...words);

// --- what is said on the command line --------------------------------------------------------------------------------

const { values: given, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		rpc: { type: 'string', default: 'ws://127.0.0.1:9944' },
		'account-file': { type: 'string' },
		'dry-run': { type: 'boolean', default: false },
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

function accountId(api, text) {
	must(text, `Say whose account: ${command} ACCOUNT`);
	try {
		return api.createType('AccountId', text).toString();
	} catch {
		throw new Told(`That is no account: ${text}`);
	}
}

const hexOf = (text, what) => {
	must(/^0x([0-9a-f]{2})+$/i.test(text ?? ''), `${what} must be hexadecimal and begin with 0x.`);
	return text;
};

// --- words for the committee -----------------------------------------------------------------------------------------

/** What the governing origin of each call asks for. More than half to stop; two thirds for all else. */
const TWO_THIRDS = (members) => Math.ceil((members * 2) / 3);
const MORE_THAN_HALF = (members) => Math.floor(members / 2) + 1;

/** What can be proposed, and how many voices it takes. */
const PROPOSALS = {
	'propose-add': [TWO_THIRDS, (api) => api.tx.validators.add(accountId(api, words[0]))],
	'propose-remove': [TWO_THIRDS, (api) => api.tx.validators.remove(accountId(api, words[0]))],
	'propose-suspend': [MORE_THAN_HALF, (api) => api.tx.validators.suspend(accountId(api, words[0]))],
	'propose-reinstate': [TWO_THIRDS, (api) => api.tx.validators.reinstate(accountId(api, words[0]))],
	'propose-end-session': [TWO_THIRDS, (api) => api.tx.validators.endSession()],
	'propose-safe-mode': [MORE_THAN_HALF, (api) => api.tx.safeMode.forceEnter()],
	'propose-safe-mode-end': [TWO_THIRDS, (api) => api.tx.safeMode.forceExit()],
	'propose-pause': [MORE_THAN_HALF, (api) => api.tx.txPause.pause(callName(api))],
	'propose-unpause': [TWO_THIRDS, (api) => api.tx.txPause.unpause(callName(api))],
	'propose-upgrade': [TWO_THIRDS, (api) => api.tx.system.authorizeUpgrade(hashOfFile(words[0]))],
};

/** `RegionalCurrency.pay` as the pair of bytes that tx-pause takes. It must be a call of this chain. */
function callName(api) {
	const [pallet, name] = (words[0] ?? '').split('.');
	const found = api.runtimeMetadata.asLatest.pallets.find((each) => each.name.eq(pallet));
	must(found?.calls.isSome, `There is no pallet ${pallet} with calls. Write it as in RegionalCurrency.pay`);
	const { variants } = api.registry.lookup.getSiType(found.calls.unwrap().type).def.asVariant;
	must(variants.some((each) => each.name.eq(name)), `${pallet} has no call ${name}. Write it as in RegionalCurrency.pay`);
	return [pallet, name];
}

function hashOfFile(path) {
	must(path, 'Say which runtime: a file *.compact.compressed.wasm.');
	return blake2AsHex(readFileSync(path), 256);
}

/** A call as one would write it. */
function describe(call) {
	const args = call.args.map((arg, i) => {
		const text = arg.toHuman();
		return `${call.meta.args[i].name}: ${typeof text === 'string' ? text : JSON.stringify(text)}`;
	});
	return `${call.section}.${call.method}(${args.join(', ')})`;
}

async function propose(api) {
	const [threshold, build] = PROPOSALS[command];
	const members = (await api.query.committee.members()).map(String);
	const call = build(api);
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
	const [voted] = eventsNamed(await send(api, api.tx.committee.vote(proposalHash, proposalIndex, true), who), 'committee', 'Voted');
	say(`Proposed as ${proposalHash}, number ${proposalIndex}, with ${voted.yes} voice so far.`);
	say(`The others: ./scripts/operator vote ${proposalHash} yes --account-file THEIRS`);
	say(`With ${voices} voices, anybody of the committee: ./scripts/operator close ${proposalHash} --account-file THEIRS`);
}

async function motion(api, hash) {
	must(/^0x[0-9a-f]{64}$/i.test(hash ?? ''), 'Say which motion: its hash, 0x and 64 digits. See ./scripts/operator motions');
	const [votes, call] = await Promise.all([api.query.committee.voting(hash), api.query.committee.proposalOf(hash)]);
	must(votes.isSome, `There is no motion ${hash}. See ./scripts/operator motions`);
	return { votes: votes.unwrap(), call };
}

/** The call of a motion, which the chain keeps inline or as a preimage. */
async function motions(api) {
	const hashes = await api.query.committee.proposals();
	if (hashes.length === 0) say('The committee has no open motion.');
	for (const hash of hashes) {
		const { votes, call } = await motion(api, hash.toHex());
		const what = call.isSome ? describe(call.unwrap()) : 'a call that is kept elsewhere';
		say(`${hash.toHex()}  number ${votes.index}  ${votes.ayes.length} yes of ${votes.threshold} needed, ${votes.nays.length} no`);
		say(`    ${what}`);
	}
}

async function vote(api) {
	const [hash, answer] = words;
	must(['yes', 'no'].includes(answer), 'Say: vote HASH yes, or vote HASH no');
	const { votes, call } = await motion(api, hash);
	if (call.isSome) say(describe(call.unwrap()));
	const sent = await send(api, api.tx.committee.vote(hash, votes.index, answer === 'yes'), signer());
	const { yes, no } = eventNamed(sent, 'committee', 'Voted');
	say(`Voted ${answer}: ${yes} yes of ${votes.threshold} needed, ${no} no.`);
}

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

async function sendKeys(api, who, keys, proof) {
	const sent = await send(api, api.tx.session.setKeys(keys, proof), who);
	say(`The chain has the keys of ${who.address} since block ${await numberOf(api, sent.block)}.`);
	say('They act one to two sessions from now. See: ./scripts/operator status');
}

async function numberOf(api, hash) {
	return (await api.rpc.chain.getHeader(hash)).number.toNumber();
}

/** New keys are made by the node and stay in its keystore. What comes back is public. */
async function rotateKeys(api) {
	const who = signer();
	const made = await api._rpcCore.provider
		.send('author_rotateKeysWithOwner', [`0x${Buffer.from(who.publicKey).toString('hex')}`])
		.catch((error) => {
			if (!/unsafe/i.test(error.message)) throw error;
			throw new Told(
				`${given.rpc} does not make keys: it serves safe methods only. Ask the node's loopback endpoint for unsafe ones.`,
			);
		});
	say(`keys   ${made.keys}`);
	say(`proof  ${made.proof}`);
	if (given['dry-run']) return;
	await sendKeys(api, who, made.keys, made.proof);
}

async function setKeys(api) {
	const [keys, proof] = [hexOf(words[0], 'Session keys'), hexOf(words[1], 'The proof')];
	await sendKeys(api, signer(), keys, proof);
}

/** Whether the node that is asked has the secret halves of what the chain knows of an account. */
async function hasKeys(api) {
	const who = accountId(api, words[0]);
	const known = await api.query.session.nextKeys(who);
	must(known.isSome, `The chain has no session keys of ${who}.`);
	const has = await api._rpcCore.provider.send('author_hasSessionKeys', [known.unwrap().toHex()]);
	say(has ? `This node has the session keys of ${who}.` : `This node does NOT have the session keys of ${who}.`);
	if (!has) process.exitCode = 1;
}

async function withdrawKeys(api) {
	const who = signer();
	await send(api, api.tx.validators.withdrawKeys(), who);
	say(`The chain has forgotten the session keys of ${who.address}, and the deposit is back.`);
}

// --- an upgrade ------------------------------------------------------------------------------------------------------

async function runtimeHash(api) {
	const version = api.runtimeVersion;
	say(`running     ${version.specName} ${version.specVersion}`);
	const authorized = await api.query.system.authorizedUpgrade();
	say(`authorized  ${authorized.isSome ? authorized.unwrap().codeHash.toHex() : 'nothing'}`);
	if (words[0]) say(`this file   ${hashOfFile(words[0])}`);
}

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
	say(`session ${session}: ${now.length} validators, ${disabled.length} of them disabled; committee of ${committee.length}`);
	const out = new Set(disabled.map((entry) => Number(Array.isArray(entry) ? entry[0] : entry)));
	const acting = now.map(String);
	const planned = next.map(([who]) => String(who));
	const listed = new Map([...members].map(([who, { suspension }]) => [String(who), suspension]));
	for (const who of new Set([...acting, ...planned, ...listed.keys()])) {
		const says = [
			acting.includes(who) ? 'acts' : 'does not act',
			out.has(acting.indexOf(who)) && 'disabled',
			planned.includes(who) ? 'planned next' : 'not planned next',
			!listed.has(who) && 'no member any more',
			listed.get(who)?.isSome && `SUSPENDED: ${JSON.stringify(listed.get(who).toHuman())}`,
		];
		say(`  ${who}  ${says.filter(Boolean).join(', ')}`);
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

const COMMANDS = {
	'rotate-keys': rotateKeys,
	'set-keys': setKeys,
	'has-keys': hasKeys,
	'withdraw-keys': withdrawKeys,
	status,
	motions,
	vote,
	close,
	'runtime-hash': runtimeHash,
	'apply-upgrade': applyUpgrade,
	...Object.fromEntries(Object.keys(PROPOSALS).map((name) => [name, propose])),
};

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
	const isFile = ['ENOENT', 'EACCES', 'EEXIST', 'EISDIR'].includes(error.code);
	const known = error instanceof Told || error.constructor.name === 'Refused' || error.name === 'NotTaken' || isFile;
	console.error(known ? `Error: ${error.message}` : error);
	process.exit(1);
}
