// SPDX-License-Identifier: Apache-2.0

// How a call is decided on this chain: a motion of the seats for what must be quick, a petition of residents for all else.
// Here stands the one way in which tools and tests have a call decided, and what they read of it meanwhile.
//
// docs/governance.md is the table, runtime/src/configs/powers.rs what the chain itself asks.

import { eventNamed, NotTaken, Refused, refusal, send, view } from './chain.mjs';
import { Hopeless, until } from './wait.mjs';

/** @typedef {import('./chain.mjs').Api} Api */
/** @typedef {import('./chain.mjs').KeyringPair} KeyringPair */
/** What a call is decided by: the seats, or the residents of a track. @typedef {{ kind: 'motion' } | { kind: 'petition', track: any }} Way */
/** One motion or petition. @typedef {{ kind: Way['kind'], id: number }} Decision */
/** How the chain tells that the call was made: `error` says by name why it failed. @typedef {{ made: boolean, error?: Refused, why?: string }} End */

const MOTIONS = new Set([
	...['safeMode.forceEnter', 'safeMode.forceExtend', 'safeMode.forceExit', 'txPause.pause', 'txPause.unpause'],
	...[
		'validators.suspend',
		'validators.reinstate',
		'civicGovernance.delay',
		'civicGovernance.whitelist',
		'civicGovernance.fileForOffice',
	],
	...['escrow.decide', 'budgetRounds.decideAppeal', 'ballots.strike', 'ballots.annul'],
	...[
		'assetFractions.nameExperts',
		'assetFractions.nameManager',
		'registry.suspendAttester',
		'registry.liftSuspension',
	],
	...['securities.halt', 'securities.liftHalt', 'securities.thawUnits', 'securities.withdrawTransfer'],
]);

/** The track of each call that a referendum makes. Some stand on the emergency track as well: say so. @type {Record<string, string[]>} */
const TRACKS = {
	Upgrade: [
		...['system.authorizeUpgrade', 'grandpa.noteStalled', 'balances.forceUnreserve', 'safeMode.forceReleaseDeposit'],
		...['migrations.forceSetCursor', 'migrations.forceSetActiveCursor', 'migrations.forceOnboardMbms'],
		'migrations.clearHistoric',
	],
	Validators: ['validators.add', 'validators.remove', 'validators.reinstate', 'validators.endSession'],
	Institutions: [
		...['registry.appointAttester', 'registry.dismissAttester'],
		...['civicGovernance.appointSeats', 'civicGovernance.dismissSeat'],
		...['securities.createInstrument', 'securities.retireInstrument', 'securities.setLimits'],
		...['securities.setMarket', 'securities.agreeRedemption', 'securities.setWithholding'],
	],
	Budget: [
		...['fundRouter.scheduleRoute', 'fundRouter.cancelRouteChange', 'escrow.openEnvelope', 'escrow.settleEnvelope'],
		...['securities.openSale', 'securities.changeSale', 'securities.stopSale', 'securities.handOver'],
	],
	Parameters: [
		...['reserve.setCashOutTerms', 'reserve.setRespendTerms', 'registry.setCeiling'],
		...['civicGovernance.setTrackTerms', 'civicGovernance.setMethod'],
	],
	Emergency: ['civicGovernance.cancel'],
};

/** The names of all tracks of the province, as they are typed. */
export const TRACK_NAMES = [...Object.keys(TRACKS), 'Whitelisted'];

/** Nobody can have this call made. */
export class NotListed extends Error {}

/** `pallet.call`, as this library names it. @param {any} call */
export const nameOf = ({ section, method }) => `${section}.${method}`;

/** A call that may still be wrapped in a transaction. @param {any} call */
const bare = (call) => ('signAsync' in call ? call.method : call);

/** The calls of a batch of all or none, or the call itself. @param {any} call @returns {any[]} */
function partsOf(call) {
	const inner = bare(call);
	return nameOf(inner) === 'utility.batchAll' ? [...inner.args[0]] : [inner];
}

/**
 * What decides a call: the seats where they may, else the residents of its track. All calls of a batch stand on one track.
 *
 * @param {any} call
 * @param {{ track?: any }} [how] a track to take instead, such as 'Emergency' or { Region: 12 }
 * @returns {Way}
 */
export function wayOf(call, { track } = {}) {
	if (track) return { kind: 'petition', track };
	const names = partsOf(call).map(nameOf);
	if (names.length === 1 && MOTIONS.has(names[0]) && nameOf(bare(call)) === names[0]) return { kind: 'motion' };
	const found = Object.entries(TRACKS).find(([, list]) => names.every((name) => list.includes(name)));
	if (!found) throw new NotListed(`Neither a motion nor one referendum may make ${names.join(' and ')}.`);
	return { kind: 'petition', track: found[0] };
}

/** The letter and the number by which people speak of it, as in M3 and P7. @param {Decision} decision */
export const labelOf = ({ kind, id }) => `${kind === 'motion' ? 'M' : 'P'}${id}`;

/** @param {Decision} decision */
const userOf = ({ kind, id }) => (kind === 'motion' ? { Motion: id } : { Referendum: id });

/** The name under which the scheduler makes the call. @param {Api} api @param {Decision} decision */
function taskOf(api, decision) {
	const user = Buffer.alloc(5);
	user[0] = decision.kind === 'motion' ? 1 : 0;
	user.writeUInt32LE(decision.id, 1);
	return api.registry.hash(Buffer.concat([Buffer.from('civic'), user])).toHex();
}

/** The node refuses a free call of a person who has used up the votes of the day. */
const BUDGET_USED_UP = 'Custom error: 101';

/**
 * Sends what is free to voters, as long as they have free votes left; then it costs its fee and a won on top.
 *
 * @param {Api} api
 * @param {any} tx
 * @param {KeyringPair} who
 * @param {{ until?: string }} [how]
 */
async function sendFree(api, tx, who, { until: end = 'block' } = {}) {
	try {
		return await send(api, tx, who, { until: end });
	} catch (error) {
		if (!(error instanceof NotTaken) || !error.message.includes(BUDGET_USED_UP)) throw error;
		return send(api, tx, who, { until: end, tip: 1 });
	}
}

/**
 * Tables the motion or files the petition. Nobody has voted then.
 *
 * @param {Api} api
 * @param {any} call
 * @param {KeyringPair} who
 * @param {{ track?: any, title?: string, until?: string }} [how] `title`: the hash of what people read
 */
export async function propose(api, call, who, { track, title, until: end = 'block' } = {}) {
	const way = wayOf(call, { track });
	const text = title ?? bare(call).hash.toHex();
	const { motion, file } = api.tx.civicGovernance;
	const tx = way.kind === 'motion' ? motion(call, text) : file(way.track, call, text);
	const sent = await sendFree(api, tx, who, { until: end });
	const [event, field] = way.kind === 'motion' ? ['Tabled', 'motion'] : ['Filed', 'petition'];
	const id = eventNamed(sent, 'civicGovernance', event)[field].toNumber();
	return { kind: way.kind, id, sent };
}

/** @param {Api} api @param {Decision} decision @param {KeyringPair} who @param {{ until?: string }} [how] */
export const sponsor = (api, { id }, who, how) => sendFree(api, api.tx.civicGovernance.sponsor(id), who, how);

/**
 * Votes. Gives null where the ballot had closed, because the others had decided already.
 *
 * @param {Api} api
 * @param {number} ballot
 * @param {'Yes' | 'No'} answer
 * @param {KeyringPair} who
 */
export async function cast(api, ballot, answer, who) {
	try {
		return await sendFree(api, api.tx.ballots.cast(ballot, { Vote: answer }), who);
	} catch (error) {
		if (error instanceof Refused && error.name === 'Closed') return null;
		throw error;
	}
}

/**
 * What the chain knows of a motion or a petition; null where there is none, or none any more.
 *
 * @typedef {{
 *   by: number | null, call: any, ballot: number | null, share: string | null, passed: boolean,
 *   track: any, state: string, at: number, how: string | null, sponsors: number, threshold: number, enactment: number,
 * }} Found
 * @param {Api} api
 * @param {Decision} decision
 * @returns {Promise<Found | null>}
 */
export async function read(api, decision) {
	const { motions, petitions, calls } = api.query.civicGovernance;
	const isMotion = decision.kind === 'motion';
	const [about, bytes] = await Promise.all([(isMotion ? motions : petitions)(decision.id), calls(userOf(decision))]);
	if (about.isNone) return null;
	const own = about.unwrap();
	const call = bytes.isSome ? api.createType('Call', bytes.unwrap().toU8a(true)) : null;
	if (isMotion) {
		const [share, passed] = [own.rule.share.toString(), own.passed.isSome];
		const state = passed ? 'Enacting' : 'Voting';
		const none = { track: null, at: 0, how: null, sponsors: 0, threshold: 0, enactment: 0 };
		return { by: own.by.toNumber(), call, ballot: own.ballot.toNumber(), share, passed, state, ...none };
	}
	const [terms] = await view(api, 'CivicGovernance', 'terms', own.track);
	const { state } = own;
	return {
		by: own.by.isSome ? own.by.unwrap().toNumber() : null,
		call,
		ballot: own.ballot.isSome ? own.ballot.unwrap().toNumber() : null,
		share: null,
		passed: state.isEnacting,
		track: own.track,
		state: state.type,
		at: state.isEnacting ? state.asEnacting.at.toNumber() : state.isEnded ? state.asEnded.at.toNumber() : 0,
		how: state.isEnded ? state.asEnded.how.type : null,
		sponsors: own.sponsors.toNumber(),
		threshold: own.threshold.toNumber(),
		enactment: terms.enactment.toNumber(),
	};
}

/**
 * How a ballot of yes and no stands; null where it is gone. `hidden`: the chain tells no counts before the close, as of referenda.
 *
 * @typedef {{
 *   running: boolean, hidden: boolean, roll: number, opens: number, closes: number, finalAt: number, heads: number,
 *   voted: number, yes: number, no: number,
 * }} Ballot
 * @param {Api} api
 * @param {number} id
 * @returns {Promise<Ballot | null>}
 */
export async function ballotOf(api, id) {
	const [found, result] = await Promise.all([view(api, 'Ballots', 'ballot', id), view(api, 'Ballots', 'result', id)]);
	if (found.isNone) return null;
	const { ballot, closes, finalAt } = found.unwrap();
	const sums = { heads: 0, voted: 0, yes: 0, no: 0 };
	for (const { heads } of ballot.classes) sums.heads += heads.toNumber();
	const counted = result.isErr ? [] : result.asOk.isCounts ? result.asOk.asCounts : result.asOk.asFinal.classes;
	for (const each of counted) {
		if (each.isStruck?.isTrue) continue;
		sums.voted += each.voted.toNumber();
		// Counts have no before yes. An outcome names both.
		sums.no += Number(each.counts ? (each.counts[0] ?? 0) : each.no);
		sums.yes += Number(each.counts ? (each.counts[1] ?? 0) : each.yes);
	}
	const moments = { roll: ballot.roll, opens: ballot.opens, closes, finalAt };
	const numbers = Object.entries(moments).map(([name, moment]) => [name, moment.toNumber()]);
	const running = ballot.phase.isRunning || ballot.phase.isSealed;
	return { running, hidden: result.isErr, ...Object.fromEntries(numbers), ...sums };
}

/** Seats that say yes before a motion passes. @param {string | null} share @param {number} heads */
export const voicesOf = (share, heads) =>
	share === 'TwoThirds' ? Math.ceil((heads * 2) / 3) : Math.floor(heads / 2) + 1;

/** What the chain's clock says. @param {Api} api @returns {Promise<number>} */
export const clock = async (api) => (await api.query.timestamp.now()).toNumber();

/**
 * The members whose seat counted at a moment, with the keys by which they vote.
 *
 * @param {Api} api
 * @param {number} [at]
 * @returns {Promise<{ person: number, keys: string[] }[]>}
 */
export async function seatsAt(api, at) {
	const moment = at ?? (await clock(api)) + 1;
	const seats = (await api.query.civicGovernance.seatList()).filter(
		(/** @type {any} */ { since, until: end }) =>
			since.isSome && since.unwrap().toNumber() < moment && moment < end.toNumber(),
	);
	const people = seats.map((/** @type {any} */ { person }) => person.toNumber());
	const keys = await api.query.registry.keysOf.multi(people);
	return people.map((/** @type {number} */ person, /** @type {number} */ i) => ({ person, keys: keys[i].map(String) }));
}

/** How each of these people voted: yes, no, blank, or null. @param {Api} api @param {number} ballot @param {number[]} people */
export async function votesOf(api, ballot, people) {
	const votes = await api.query.ballots.votes.multi(people.map((person) => [ballot, { Person: person }]));
	return votes.map((/** @type {any} */ vote) => {
		if (vote.isNone) return null;
		const { choice } = vote.unwrap();
		return (choice.isVote ? choice.asVote.type : choice.type).toLowerCase();
	});
}

/** @type {Record<string, string>} */
const ENDS = {
	Lapsed: 'too few people sponsored it',
	Unlisted: 'the call is not on the list of its track any more',
	Rejected: 'the vote said no, or too few voted',
	Void: 'its ballot was annulled twice',
	Cancelled: 'an emergency referendum stopped it',
};

/** Why a petition made nothing, in words. @param {string} how */
export const whyOf = (how) => ENDS[how] ?? how;

/** How many blocks behind the best one are looked at again: forks are no longer. */
const FORK = 6;

/**
 * Reads the blocks from a height on, each once on each fork, until one of them tells how the decision ended.
 *
 * @param {Api} api
 * @param {Decision} decision
 * @param {number} from
 * @returns {() => Promise<End | undefined>}
 */
function watcher(api, decision, from) {
	const [task, isMotion] = [taskOf(api, decision), decision.kind === 'motion'];
	const seen = new Set();
	let next = from;
	/** @param {any} event @returns {End | undefined} */
	const endOf = ({ section, method, data }) => {
		if (section === 'scheduler' && method === 'Dispatched' && String(data.id.unwrapOr('')) === task) {
			return data.result.isErr ? { made: false, error: refusal(api, data.result.asErr) } : { made: true };
		}
		if (section !== 'civicGovernance') return undefined;
		if (isMotion && method === 'MotionEnded' && data.motion.toNumber() === decision.id && data.isEnacted.isFalse)
			return { made: false, why: 'the seats did not agree' };
		if (!isMotion && method === 'Ended' && data.petition.toNumber() === decision.id && !data.how.isEnacted)
			return { made: false, why: whyOf(data.how.type) };
		return undefined;
	};
	return async () => {
		const best = (await api.rpc.chain.getHeader()).number.toNumber();
		for (let number = Math.max(from, next - FORK); number <= best; number += 1) {
			const hash = await api.rpc.chain.getBlockHash(number);
			if (seen.has(hash.toHex())) continue;
			const events = await (await api.at(hash)).query.system.events();
			seen.add(hash.toHex());
			for (const { event } of events) {
				const end = endOf(event);
				if (end) return end;
			}
		}
		next = best + 1;
		return undefined;
	};
}

/**
 * Waits until the chain has made the call, or will not make it. `from`: a height before its end.
 *
 * @param {Api} api
 * @param {Decision} decision
 * @param {{ from: number, limit?: number }} how
 * @returns {Promise<End>}
 */
export async function endOf(api, decision, { from, limit = 60_000 }) {
	const look = watcher(api, decision, from);
	const { answer } = await until(`What ${labelOf(decision)} decides is made`, look, { limit, every: 300 });
	if (!answer) throw new Hopeless('It has no end');
	return answer;
}

/**
 * Files once the filer's petition before it has ended, which takes seconds on a test chain.
 *
 * @param {Api} api
 * @param {any} call
 * @param {KeyringPair} who
 * @param {{ track?: any }} how
 */
async function proposeInTurn(api, call, who, { track }) {
	const { answer } = await until(`${who.address} proposes ${nameOf(bare(call))}`, async () => {
		try {
			return await propose(api, call, who, { track });
		} catch (error) {
			if (error instanceof Refused && ['AlreadyFiled', 'MaxMotionsExceeded'].includes(error.name)) return null;
			throw error instanceof Refused || error instanceof NotTaken ? new Hopeless(error.name, { cause: error }) : error;
		}
	}).catch((error) => {
		throw error.cause ?? error;
	});
	if (!answer) throw new Hopeless('It was not proposed');
	return answer;
}

/**
 * Has a call decided and made: the first of `voters` proposes it, they sponsor it as far as that is needed, all of them
 * vote yes, and the chain makes it. For test chains, where that takes seconds. Throws by name what the call failed with.
 *
 * @param {Api} api
 * @param {any} call
 * @param {KeyringPair[]} voters members for a motion, electors for a petition
 * @param {{ track?: any, limit?: number }} [how]
 */
export async function decide(api, call, voters, { track, limit = 90_000 } = {}) {
	const { sent, ...decision } = await proposeInTurn(api, call, voters[0], { track });
	const from = (await api.rpc.chain.getHeader(sent.block)).number.toNumber();
	for (const voter of voters.slice(1)) {
		if ((await read(api, decision))?.state !== 'Gathering') break;
		await sponsor(api, decision, voter);
	}
	const { answer } = await until(`${labelOf(decision)} has a ballot`, async () => {
		const ballot = (await read(api, decision))?.ballot ?? null;
		return ballot === null ? null : { ballot };
	});
	// All at once: a vote of seconds would be over before many of them had voted one after the other.
	if (answer) await Promise.all(voters.map((voter) => cast(api, answer.ballot, 'Yes', voter)));
	const end = await endOf(api, decision, { from, limit });
	if (end.error) throw end.error;
	if (!end.made) throw new Error(`${labelOf(decision)} makes nothing: ${end.why}`);
	return decision;
}
