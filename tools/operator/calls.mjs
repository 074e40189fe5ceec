// SPDX-License-Identifier: Apache-2.0

// The calls that are proposed: what stands behind each command, and calls as they are typed.

import { accountOf, blake2OfFile, must, say, Told } from './words.mjs';

/** @typedef {import('../lib/chain.mjs').Api} Api */

/**
 * What can be proposed by a command of its own, with the words behind it.
 *
 * @type {Record<string, (api: Api, command: string, words: string[]) => any>}
 */
export const PROPOSALS = {
	'propose-add': aboutValidator('add'),
	'propose-remove': aboutValidator('remove'),
	'propose-suspend': aboutValidator('suspend'),
	'propose-reinstate': aboutValidator('reinstate'),
	'propose-end-session': (api) => api.tx.validators.endSession(),
	'propose-safe-mode': enterSafeMode,
	'propose-safe-mode-extend': extendSafeMode,
	'propose-safe-mode-end': endSafeMode,
	'propose-pause': (api, _, words) => pauseCall(api, words, false),
	'propose-unpause': (api, _, words) => pauseCall(api, words, true),
	'propose-upgrade': (api, _, [file]) => api.tx.system.authorizeUpgrade(blake2OfFile(file)),
};

/**
 * The call of such a command, and the track that must decide on it where the chain does not leave a choice.
 *
 * @param {Api} api
 * @param {string} command
 * @param {string[]} words
 */
export async function proposalOf(api, command, words) {
	const call = await PROPOSALS[command](api, command, words);
	if (command !== 'propose-reinstate') return { call, track: undefined };
	// The seats let in again what they put out themselves. After two votes in one round residents decide.
	const member = (await api.query.validators.members()).toJSON()[call.args[0].toString()];
	return { call, track: member?.suspension?.cause === 'Equivocation' ? 'Validators' : undefined };
}

/** @param {string} method @returns {(api: Api, command: string, words: string[]) => any} */
function aboutValidator(method) {
	return (api, command, [who]) => api.tx.validators[method](accountOf(api, who, `${command} ACCOUNT`));
}

// Each of these asks first whether the motion could do anything: one that three people vote for and that then fails costs
// minutes in an emergency.

/** @param {Api} api */
async function enterSafeMode(api) {
	const until = await api.query.safeMode.enteredUntil();
	must(until.isNone, 'Safe mode is on already. See ./scripts/operator status');
	return api.tx.safeMode.forceEnter();
}

/** @param {Api} api */
async function extendSafeMode(api) {
	const until = await api.query.safeMode.enteredUntil();
	must(until.isSome, 'Safe mode is off: there is nothing to extend. propose-safe-mode enters it.');
	return api.tx.safeMode.forceExtend();
}

/** What stops people's calls, as the runtime says it; undefined before 103, which does not. @param {Api} api */
export async function brakesOf(api) {
	if (!api.call.operatorApi?.validators) return undefined;
	return (await api.call.operatorApi.pulse()).brakes;
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
export async function pausedCalls(api) {
	const keys = await api.query.txPause.pausedCalls.keys();
	return keys
		.map((/** @type {any} */ { args: [name] }) =>
			name.map((/** @type {any} */ part) => Buffer.from(part.toU8a(true)).toString()).join('.'),
		)
		.sort();
}

/** @param {Api} api @param {string[]} words @param {boolean} isPaused */
async function pauseCall(api, words, isPaused) {
	const { pallet, variant } = named(api, words[0]);
	const found = (await pausedCalls(api)).includes(words[0]);
	must(found === isPaused, `${words[0]} is ${found ? 'paused already' : 'not paused'}. See ./scripts/operator status`);
	const name = [pallet.name.toString(), variant.name.toString()];
	return isPaused ? api.tx.txPause.unpause(name) : api.tx.txPause.pause(name);
}

/** `registry` and `Registry` are one pallet, `appointAttester` and `appoint_attester` one call. @param {unknown} name */
const plain = (name) => String(name).replaceAll('_', '').toLowerCase();

/**
 * The pallet and the call that are meant by a name such as `RegionalCurrency.pay`.
 *
 * @param {Api} api
 * @param {string | undefined} text
 */
function named(api, text) {
	const [first, second] = (text ?? '').split('.');
	const pallet = api.runtimeMetadata.asLatest.pallets.find((each) => plain(each.name) === plain(first));
	must(pallet?.calls.isSome, `There is no pallet ${first} with calls. Write it as in RegionalCurrency.pay`);
	const { variants } = api.registry.lookup.getSiType(pallet.calls.unwrap().type).def.asVariant;
	const variant = variants.find((each) => plain(each.name) === plain(second ?? ''));
	must(variant, `${pallet.name} has no call ${second}. Write it as in RegionalCurrency.pay`);
	return { pallet, variant };
}

/** An argument as it was typed: JSON where it is that, else the word itself. @param {string} word */
function argument(word) {
	try {
		const value = JSON.parse(word);
		return typeof value === 'number' && !Number.isSafeInteger(value) ? word : value;
	} catch {
		return word;
	}
}

/**
 * A call as it is typed: `Registry.appoint_attester 5F… 65534 511`, or its bytes as a wallet shows them.
 *
 * @param {Api} api
 * @param {string[]} words
 */
export function callOf(api, [what, ...words]) {
	must(what, 'Say which call, as in: propose Registry.dismiss_attester 5F…, or its bytes as 0x…');
	try {
		if (/^0x/.test(what)) return api.createType('Call', what);
		const { pallet, variant } = named(api, what);
		/** @param {string} name */
		const camel = (name) => name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());
		const section = pallet.name.toString();
		const method = api.tx[section[0].toLowerCase() + section.slice(1)][camel(variant.name.toString())];
		const wanted = variant.fields.map(({ name }) => name.unwrapOr('?').toString());
		must(words.length === wanted.length, `${what} takes ${wanted.length || 'no'} arguments: ${wanted.join(' ')}`);
		return method(...words.map(argument));
	} catch (error) {
		if (error instanceof Told) throw error;
		throw new Told(`That is no call of this chain: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
	}
}

/** By which people and the whitelist know a call. @param {any} call @returns {string} */
export const hashOfCall = (call) => ('signAsync' in call ? call.method : call).hash.toHex();

/** A call as one would write it. @param {any} call */
export function describe(call) {
	const inner = 'signAsync' in call ? call.method : call;
	const args = inner.args.map((/** @type {any} */ arg, /** @type {number} */ i) => {
		const text = arg.toHuman();
		return `${inner.meta.args[i].name}: ${typeof text === 'string' ? text : JSON.stringify(text)}`;
	});
	return `${inner.section}.${inner.method}(${args.join(', ')})`;
}
