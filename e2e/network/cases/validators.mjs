// SPDX-License-Identifier: Apache-2.0

// Who validates, and with which keys: one that votes twice, new keys, one that joins and goes.

import { must, seconds, sleep, until } from '../../../tools/lib/wait.mjs';
import { decide, town, withApi } from '../../kit/decide.mjs';
import { newcomer } from '../../kit/keys.mjs';
import { newKeys } from '../lib/keys.mjs';
import { Load, noPaymentLost } from '../lib/payments.mjs';
import { account, authorities, slots } from '../lib/slots.mjs';

const RATE = 10;
/** New sets and keys act one to two sessions later. Slots may be missed on a busy machine. */
const TWO_SESSIONS = 240_000;
/** @typedef {import('../lib/bench.mjs').Bench} Bench */
/** @typedef {import('../../kit/network.mjs').Network} Network */
/** @typedef {import('../../kit/net-node.mjs').NetNode} NetNode */
/** @typedef {import('../../kit/chain.mjs').Api} Api */
/** @typedef {import('../../kit/chain.mjs').KeyringPair} KeyringPair */

/**
 * Blocks of a session: as in the spec of the local chain (60), or, the short way, as few as show the same.
 *
 * @param {Bench} bench
 */
const shortSessions = (bench) => (bench.quick ? { sessionLength: 20 } : {});

/**
 * Positions of disabled validators. The stored list has a severity beside each in this SDK.
 *
 * @param {{ toJSON: () => (number | [number, unknown])[] }} disabled
 */
function positions(disabled) {
	return disabled.toJSON().map((each) => (Array.isArray(each) ? each[0] : each));
}

/** Whether the chain keeps this validator out. @param {Api} api @param {string} who */
async function isSuspended(api, who) {
	const member = (await api.query.validators.members()).toJSON()[who];
	must(member, `${who} is no validator at all`);
	return member.suspension !== null;
}

/**
 * Watches best blocks for an event.
 *
 * @param {Api} api
 * @param {string} section
 * @param {string} method
 */
async function watchFor(api, section, method) {
	/** @type {{ number: number, hash: string, data: any }[]} */
	const seen = [];
	const stop = await api.rpc.chain.subscribeNewHeads(async (header) => {
		try {
			const events = await api.query.system.events.at(header.hash);
			for (const { event } of events) {
				if (event.section === section && event.method === method) {
					seen.push({ number: header.number.toNumber(), hash: header.hash.toHex(), data: event.data.toHuman() });
				}
			}
		} catch {
			// The block was left for another one before it could be read.
		}
	});
	return { seen, stop };
}

/** @param {Bench} bench */
async function equivocation(bench) {
	const net = await bench.network();
	const load = await Load.begin(net, { perSecond: RATE });
	await load.flows();
	const victim = net.validators[3];
	const figures = await withApi(net.full, async (api) => {
		const watch = await watchFor(api, 'offences', 'Offence');
		const twin = await net.guest({ name: 'twin', role: 'validator', keys: victim.validator });
		twin.start();
		await twin.ready();
		const began = performance.now();
		const { ms } = await until('The one who votes twice is reported', () => watch.seen.length > 0, { limit: 180_000 });
		watch.stop();
		const { hash, number, data } = watch.seen[0];
		const at = await api.at(hash);
		const [session, order] = [await at.query.session.currentIndex(), await at.query.session.validators()];
		const position = order.findIndex((/** @type {object} */ who) => who.toString() === victim.validator.address);
		const disabled = positions(await at.query.session.disabledValidators());
		must(
			disabled.includes(position),
			`Block ${number} has the offence, but disabled are ${JSON.stringify(disabled)}, not ${position}`,
		);
		const before = await api.at(await api.rpc.chain.getBlockHash(number - 1));
		must((await before.query.session.currentIndex()).eq(session), 'It was disabled in another session');
		must(await isSuspended(at, victim.validator.address), 'It is disabled, but not suspended');
		const kind = Buffer.from((data.kind ?? '').replace(/^0x/, ''), /^0x/.test(data.kind ?? '') ? 'hex' : 'utf8');

		// The three others go on, and its slots stay empty.
		const from = (await net.full.final()) + 1;
		await net.goesOn(25, { nodes: [net.full, ...net.validators.slice(0, 3)], limit: 120_000 });
		const sums = account(await slots(net.full, from, await net.full.final()), order.length);
		const authors = await authorities(api);
		const his = sums[authors.indexOf(victim.validator.auraKey)];
		must(his.made === 0, `Disabled, it still made ${his.made} blocks`);
		const counted = await Promise.all(
			net.live.map((node) => node.metric('chungnam_aura_equivocations_total').catch(() => 0)),
		);
		const aura = Math.max(...counted.map((value) => value ?? 0));
		must(aura > 0, 'No node counted two blocks in one slot (chungnam_aura_equivocations_total)');
		const missed = await net.full.metric('chungnam_missed_slots_total', { authority: victim.validator.auraKey });

		// The operator finds the second machine and switches it off; residents clear the validator.
		await net.dismiss(twin);
		must(await isSuspended(api, victim.validator.address), 'It was let in again before anybody decided so');
		await decide(api, api.tx.validators.reinstate(victim.validator.address), town, { track: 'Validators' });
		must(!(await isSuspended(api, victim.validator.address)), 'Reinstated, it is still suspended');
		const cleared = performance.now();
		await until(
			`${victim.name} makes blocks again`,
			async () => {
				const last = await net.full.final();
				const [latest] = await slots(net.full, last, last);
				const now = await authorities(api);
				return now[latest.slot % now.length] === victim.validator.auraKey;
			},
			{ limit: TWO_SESSIONS, every: 400 },
		);
		return { ms, began, session, number, kind, his, aura, missed, again: performance.now() - cleared };
	});
	await load.flows();
	await load.end();
	const kept = await noPaymentLost(net, load);
	net.noPanic();
	const { ms, number, kind, his, aura, missed, again, session } = figures;
	return `reported in block ${number}, ${seconds(ms)} after the second process answered (offence ${kind}); disabled in the same session (${session}) and suspended; the three others stayed final, its next ${his.missed} slots stayed empty (missed slots counted for it on the full node: ${missed ?? 'none'}); two blocks in one slot counted up to ${aura} times by a node; switched off and reinstated, it made a block again after ${seconds(again)}; ${kept.payments} payments, none lost`;
}

/** @param {Bench} bench */
async function rotation(bench) {
	const net = await bench.network(shortSessions(bench));
	const node = net.validators[2];
	const { pair, auraKey: oldKey } = node.validator;
	await net.goesOn(8);
	const figures = await withApi(net.full, async (api) => {
		const from = (await net.full.final()) + 1;
		const began = performance.now();
		const { auraKey } = await newKeys(node, api, pair);
		must(auraKey !== oldKey, 'The new key is the old one');
		await until('The new key makes blocks', async () => (await authorities(api)).includes(auraKey), {
			limit: TWO_SESSIONS,
			every: 500,
			seen: async () => (await authorities(api)).join(', '),
		});
		const acts = performance.now() - began;
		await net.goesOn(bench.quick ? 12 : 24);
		const to = await net.full.final();
		const found = await slots(net.full, from, to);
		// Authorities change within the range: each slot is judged by those of the block before it.
		/** @returns {{ made: number, missed: number[] }} */
		const none = () => ({ made: 0, missed: [] });
		const sums = { old: none(), new: none() };
		/** @type {Map<string, ReturnType<typeof none>>} */
		const others = new Map();
		for (let i = 1; i < found.length; i += 1) {
			const order = await authorities(await api.at(await net.full.hashAt(found[i - 1].number)));
			for (let slot = found[i - 1].slot + 1; slot <= found[i].slot; slot += 1) {
				const author = order[slot % order.length];
				const made = slot === found[i].slot;
				const which = author === oldKey ? 'old' : author === auraKey ? 'new' : null;
				const sum = which ? sums[which] : (others.get(author) ?? none());
				if (!which) others.set(author, sum);
				if (made) sum.made += 1;
				else sum.missed.push(slot);
			}
		}
		return { sums, others: [...others.values()], acts, from, to };
	});
	const { sums, others, acts, from, to } = figures;
	must(
		sums.old.made > 0 && sums.new.made > 0,
		`Made with the old key: ${sums.old.made}, with the new one: ${sums.new.made}`,
	);
	const missed = [...sums.old.missed, ...sums.new.missed];
	// A machine that is busy with something else lets anybody miss a slot: that is not the rotation's doing.
	const noise = Math.max(...others.map((other) => other.missed.length));
	const theirs = others.map((other) => `${other.missed.length} of ${other.made + other.missed.length}`).join(', ');
	must(
		missed.length <= noise,
		`It missed slots ${missed.join(', ')}, more than any other (${theirs}); it made ${sums.old.made} + ${sums.new.made}`,
	);
	net.noPanic();
	return `the new key made blocks ${seconds(acts)} after it was asked for; blocks ${from} to ${to}: ${sums.old.made} slots with the old key, ${sums.new.made} with the new one, ${missed.length || 'none'} missed (the three others missed ${theirs}, for the machine was shared)`;
}

/** @param {Bench} bench */
async function joining(bench) {
	const net = await bench.network(shortSessions(bench));
	const node = await net.guest({ name: 'fifth', role: 'validator' });
	node.start();
	await node.ready();
	await net.reaches(await net.full.final(), { nodes: [node] });
	const figures = await withApi(net.full, async (api) => {
		const began = performance.now();
		const { auraKey } = await newKeys(node, api, newcomer);
		await decide(api, api.tx.validators.add(newcomer.address), town);
		const decided = performance.now();
		const session = (await api.query.session.currentIndex()).toNumber();
		await until('The fifth is among the authorities', async () => (await authorities(api)).includes(auraKey), {
			limit: TWO_SESSIONS,
		});
		const sessions = (await api.query.session.currentIndex()).toNumber() - session;
		const acts = performance.now() - decided;
		const from = (await net.full.final()) + 1;
		await net.goesOn(bench.quick ? 10 : 20);
		const order = await authorities(api);
		const his = account(await slots(net.full, from, await net.full.final()), order.length)[order.indexOf(auraKey)];
		must(his.made > 0, `Among the authorities it made none of its ${his.missed} slots`);

		await decide(api, api.tx.validators.remove(newcomer.address), town);
		const removed = performance.now();
		await until('The fifth is no authority any more', async () => !(await authorities(api)).includes(auraKey), {
			limit: TWO_SESSIONS,
		});
		const left = performance.now() - removed;
		await sleep(1_000);
		await net.goesOn(8);
		return { began, sessions, acts, his, left };
	});
	net.noPanic();
	const { sessions, acts, his, left } = figures;
	return `an authority ${sessions} sessions (${seconds(acts)}) after residents had decided; it made ${his.made} of its first ${his.made + his.missed} slots; removed, it was none any more after ${seconds(left)}, and the four went on`;
}

/** @type {import('./index.mjs').Case[]} */
export default [
	{
		name: 'equivocation',
		on: 'own',
		needs: ['validators'],
		does: 'a second process starts with the session keys of one of four validators, own database and node key, and so votes twice; later it is switched off and a referendum reinstates the validator',
		holds:
			'reported on chain; disabled in the same session; suspended; the three others stay final; missed slots counted; reinstated, it makes blocks again; no payment lost',
		run: equivocation,
	},
	{
		name: 'rotation',
		on: 'own',
		needs: ['validators'],
		does: 'a validator makes new session keys while it runs (`key rotate` on its machine, `session.setKeys` with the proof); sessions of 60 blocks (the short way 20)',
		holds:
			'it misses no slot before, at and after the change (where the machine is too busy, not more than the others do); the new key makes blocks',
		run: rotation,
	},
	{
		name: 'fifth',
		on: 'own',
		needs: ['validators'],
		does: 'a fifth validator makes its keys on its node, sets them, is added by a referendum, and later removed; sessions of 60 blocks (the short way 20)',
		holds: 'it makes blocks after one to two sessions; removed, it leaves as quietly',
		run: joining,
	},
];
