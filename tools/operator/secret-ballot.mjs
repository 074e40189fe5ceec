// SPDX-License-Identifier: Apache-2.0

// A secret ballot from both sides: a resident asks for a credential and votes under an alias; the office makes keys, answers
// and publishes the secret. Called by scripts/secret-ballot, whose --help is the manual. What a wallet does stands in
// ../lib/secret.mjs, without this program around it.

import { renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { mnemonicGenerate } from '@polkadot/util-crypto';

import { eventNamed, eventsNamed, NotTaken, send } from '../lib/chain.mjs';
import { answerTo, blind, finish, general, newKeys, seal, signedBytes } from '../lib/secret.mjs';
import { messageOf, until } from '../lib/wait.mjs';
import { key, OPTIONS, runToTheEnd, workOn } from './program.mjs';
import { counted, must, say, secretIn, Told, timeOf } from './words.mjs';

/** @typedef {import('../lib/chain.mjs').Api} Api */
/**
 * What a resident keeps of one ballot. A vote is lost with it, and its owner is known to all who read it.
 *
 * @typedef {{ ballot: number, person: number, alias: string, inverse: string, sequence: number }} Kept
 */

const { values: given, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
const [command, ...words] = positionals;

/** Answers in one transaction: each takes a block about 0.3 ms (ADR 0042). */
const AT_ONCE = 50;

/** @param {Uint8Array} bytes */
const hex = (bytes) => `0x${Buffer.from(bytes).toString('hex')}`;
/** @param {string} text */
const bytes = (text) => Buffer.from(text.replace(/^0x/, ''), 'hex');

const signer = () => key(secretIn(given['account-file']));

function ballotNumber() {
	const number = Number(words[0]);
	must(Number.isInteger(number) && number >= 0, `Say which ballot: ${command} NUMBER FILE`);
	return number;
}

/** @param {string | undefined} file */
function kept(file) {
	must(file, `Say which file: ${command} FILE`);
	return JSON.parse(secretIn(file));
}

/** Into a new file that only its owner can read. @param {string | undefined} file @param {object} what */
function keep(file, what) {
	must(file, `Say into which file: ${command} NUMBER FILE`);
	writeFileSync(file, `${JSON.stringify(what)}\n`, { mode: 0o600, flag: 'wx' });
}

/** The keys of a ballot, or a sentence why there are none. @param {Api} api @param {number} ballot */
async function keysOf(api, ballot) {
	const sealing = await api.query.ballots.sealings(ballot);
	must(sealing.isSome, `Ballot ${ballot} is not secret, or its votes are removed.`);
	// A Map has keys, so @polkadot/api calls the field otherwise.
	const { keys_: keys } = sealing.unwrap();
	must(keys.isSome, `The office has published no keys for ballot ${ballot}.`);
	const { credential, opening } = keys.unwrap();
	return { credential: credential.toU8a(), opening: opening.toU8a() };
}

// --- a resident ------------------------------------------------------------------------------------------------------

/** @param {Api} api */
async function ask(api) {
	const [ballot, file, owner] = [ballotNumber(), words[1], signer()];
	const { credential } = await keysOf(api, ballot);
	const alias = mnemonicGenerate(24);
	const { blinded, inverse } = blind(credential, key(alias).publicKey);
	// First the file: without it the credential is lost, and there is one a person.
	keep(file, { ballot, person: -1, alias, inverse: hex(inverse), sequence: 0 });
	const sent = await send(api, api.tx.ballots.requestCredential(ballot, hex(blinded)), owner).catch((error) => {
		unlinkSync(file);
		throw error;
	});
	const person = eventNamed(sent, 'ballots', 'CredentialRequested').person.toNumber();
	change(file, { ballot, person, alias, inverse: hex(inverse), sequence: 0 });
	say(`Person ${person} has asked. Keep ${file}: with it goes the vote.`);
	say(
		'Vote some time after the office has answered, over another node: a vote that follows at once tells whose it is.',
	);
}

/** @param {string} file @param {Kept} what */
function change(file, what) {
	writeFileSync(`${file}.new`, `${JSON.stringify(what)}\n`, { mode: 0o600 });
	renameSync(`${file}.new`, file);
}

/** A choice as it is typed: yes, no, blank, or JSON such as {"Picks":[0,3]}. @param {Api} api @param {string | undefined} text */
function choiceOf(api, text) {
	must(text, 'Say what: vote FILE yes|no|blank, or JSON such as {"Picks":[0,3]}');
	/** @type {Record<string, unknown>} */
	const known = { yes: { Vote: 'Yes' }, no: { Vote: 'No' }, blank: 'Blank' };
	try {
		const cast = api.tx.ballots.cast(0, known[text] ?? JSON.parse(text));
		return cast.method.args[1].toU8a();
	} catch {
		throw new Told(`That is no choice: ${text}`);
	}
}

/** @param {Api} api */
async function vote(api) {
	const file = words[0];
	/** @type {Kept} */
	const own = kept(file);
	const choice = choiceOf(api, words[1]);
	const { credential: modulus, opening } = await keysOf(api, own.ballot);
	const request = (await api.query.ballots.requests(own.ballot, own.person)).unwrapOr(undefined);
	must(request?.isIssued, 'The office has not answered yet.');
	const pair = key(own.alias);
	const alias = pair.publicKey;
	const credential = finish(modulus, alias, request.asIssued.toU8a(), bytes(own.inverse));
	const sequence = own.sequence + 1;
	const sealed = seal(opening, own.ballot, alias, choice);
	const signature = pair.sign(signedBytes(api.genesisHash.toU8a(), own.ballot, alias, sequence, sealed));
	const proof = { alias: hex(alias), credential: hex(credential), sequence, signature: hex(signature) };
	const tx = general(api, api.tx.ballots.castSealed(own.ballot, proof, hex(sealed)));
	// The number is used up, whatever becomes of the transaction.
	change(file, { ...own, sequence });
	await api._rpcCore.provider.send('author_submitExtrinsic', [tx]).catch((/** @type {unknown} */ error) => {
		throw new NotTaken(messageOf(error));
	});
	await until('the vote in a block', async () => {
		const stands = (await api.query.ballots.sealedVotes(own.ballot, hex(alias))).unwrapOr(undefined);
		return stands?.sequence.toNumber() === sequence;
	});
	say(`The vote is in a block. It is number ${sequence} of 20; the last one counts.`);
}

// --- the office ------------------------------------------------------------------------------------------------------

/** @param {Api} api */
async function keys(api) {
	const [ballot, file, owner] = [ballotNumber(), words[1], signer()];
	const { published, credential, secret } = newKeys();
	keep(file, { ballot, credential, secret: hex(secret) });
	const both = { credential: hex(published.credential), opening: hex(published.opening) };
	await send(api, api.tx.ballots.publishKeys(ballot, both), owner);
	say(`The keys of ballot ${ballot} are published. Keep ${file}: nothing is opened without it.`);
}

/** @param {Api} api */
async function answer(api) {
	const [own, owner] = [kept(words[0]), signer()];
	const requests = await api.query.ballots.requests.entries(own.ballot);
	const calls = requests
		.map((/** @type {any} */ [{ args }, request]) => ({ person: args[1], request: request.unwrap() }))
		.filter((/** @type {any} */ { request }) => request.isWaiting)
		.flatMap((/** @type {any} */ { person, request }) => {
			const answered = answerTo(own.credential, request.asWaiting.toU8a());
			return answered ? [api.tx.ballots.issueCredential(own.ballot, person, hex(answered))] : [];
		});
	let issued = 0;
	for (let at = 0; at < calls.length; at += AT_ONCE) {
		// One that asked anew meanwhile does not stop the others.
		const batch = api.tx.utility.forceBatch(calls.slice(at, at + AT_ONCE));
		issued += eventsNamed(await send(api, batch, owner), 'ballots', 'CredentialIssued').length;
	}
	const late = requests.filter((/** @type {any} */ [, request]) => request.unwrap().isWaiting).length - issued;
	say(
		`${counted(issued, 'person has', 'people have')} a credential now; ${late} asked anew, or what nobody can answer.`,
	);
}

/** @param {Api} api */
async function open(api) {
	const [own, owner] = [kept(words[0]), signer()];
	const sent = await send(api, api.tx.ballots.publishSecret(own.ballot, own.secret), owner);
	const { until: last } = eventNamed(sent, 'ballots', 'SecretPublished');
	say(
		`The secret is published. Blocks open the choices by themselves, until ${timeOf(last.toNumber())} at the latest.`,
	);
}

// --- all together ----------------------------------------------------------------------------------------------------

/** @type {Record<string, (api: Api) => Promise<void>>} */
const COMMANDS = { ask, vote, keys, answer, open };

await runToTheEnd(() => {
	const work = COMMANDS[command];
	must(work, `Unknown command: ${command ?? 'none'}. See ./scripts/secret-ballot --help`);
	return workOn(given.rpc, work);
});
