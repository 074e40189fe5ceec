// SPDX-License-Identifier: Apache-2.0

// Motions and petitions in words that a clerk can act on: what it is, how it stands, who still has to vote, until when,
// and what to do next.

import {
	ballotOf,
	cast,
	clock,
	endOf,
	labelOf,
	propose,
	read,
	seatsAt,
	sponsor,
	voicesOf,
	votesOf,
	wayOf,
} from '../lib/decide.mjs';
import { describe, hashOfCall } from './calls.mjs';
import { counted, must, office, say, timeOf } from './words.mjs';

/** @typedef {import('../lib/chain.mjs').Api} Api */
/** @typedef {import('../lib/chain.mjs').KeyringPair} KeyringPair */
/** @typedef {import('../lib/decide.mjs').Decision} Decision */
/** @typedef {import('../lib/decide.mjs').Found} Found */
/** @typedef {import('../lib/decide.mjs').Ballot} Ballot */
/** Whom we speak with. @typedef {{ api: Api, known: Map<string, string>, rpc: string }} Asked */

/** Somebody waits at the keyboard for an end that is not further away than this. */
const PATIENCE = 60_000;
/** From the last moment until the call is made: a few blocks, on a busy machine more. */
const MAKING = 120_000;

/** @param {any} track */
const trackName = (track) => {
	const text = typeof track === 'string' ? track : (track.type ?? Object.keys(track)[0]);
	const region = text === 'Region' && (track.asRegion ?? track.Region);
	return region === false ? `track ${text.toLowerCase()}` : `track of region ${region}`;
};

/**
 * What is proposed, and to whom.
 *
 * @param {any} call
 * @param {{ track?: any, title?: string }} how
 */
export function askedOf(call, how) {
	const way = wayOf(call, { track: how.track });
	const who = way.kind === 'motion' ? 'the seats of the committee decide' : `residents decide, ${trackName(way.track)}`;
	return { call, how, sentence: `${describe(call)}: ${who}.` };
}

/** M3 and P7 as they are typed. @param {string | undefined} text @returns {Decision} */
function decisionOf(text) {
	const found = /^([mp])(\d+)$/i.exec(text ?? '');
	must(found, 'Say which, as in M3 or P7. See ./scripts/operator open');
	return { kind: found[1].toLowerCase() === 'm' ? 'motion' : 'petition', id: Number(found[2]) };
}

/** @param {Asked} asked @param {string | undefined} text */
async function existing({ api }, text) {
	const decision = decisionOf(text);
	const found = await read(api, decision);
	const over = decision.kind === 'motion' ? ', or it is over' : '';
	must(found, `There is no ${decision.kind} ${labelOf(decision)}${over}. See ./scripts/operator open`);
	return { decision, found };
}

/** What the others type. @param {Asked} asked @param {string} words */
const command = ({ rpc }, words) =>
	`./scripts/operator ${words} --account-file THEIRS${rpc === 'ws://127.0.0.1:9944' ? '' : ` --rpc ${rpc}`}`;

/** How the votes stand, and what decides. @param {Decision} decision @param {Found} found @param {Ballot} ballot */
function tally(decision, found, { heads, yes, no, voted, hidden }) {
	if (hidden) return `${counted(heads, 'elector')} can vote; the counts are told after the close`;
	const blank = voted - yes - no;
	const counts = `${yes} yes, ${no} no${blank ? `, ${blank} blank` : ''}`;
	if (decision.kind === 'motion')
		return `${counts} of ${counted(heads, 'seat')}; ${voicesOf(found.share, heads)} yes decide it`;
	return `${counts} of ${counted(heads, 'elector')}`;
}

/** Members who have not voted on a motion, and those who have. @param {Asked} asked @param {Ballot} ballot @param {number} id */
async function sayMembers({ api, known }, { roll }, id) {
	const seats = await seatsAt(api, roll);
	const votes = await votesOf(
		api,
		id,
		seats.map(({ person }) => person),
	);
	for (const [i, { person, keys }] of seats.entries()) {
		const name = keys.length ? keys.map((each) => office(known, each)).join(' or ') : `person ${person}`;
		say(`      ${(votes[i] ?? 'not yet').padEnd(8)} ${name}`);
	}
}

/**
 * One decision as it stands, with what to do next.
 *
 * @param {Asked} asked
 * @param {Decision} decision
 * @param {Found} found
 * @param {{ whole?: boolean }} [how] `whole`: each member too
 */
async function sayDecision(asked, decision, found, { whole = true } = {}) {
	const [label, now] = [labelOf(decision), await clock(asked.api)];
	const where = decision.kind === 'motion' ? 'motion of the seats' : `petition, ${trackName(found.track)}`;
	say(`${label}  ${where}${found.call ? `: ${describe(found.call)}` : ''}`);
	if (found.state === 'Gathering') {
		say(
			`    ${found.sponsors} of ${found.threshold} sponsors. Each of the others: ${command(asked, `sponsor ${label}`)}`,
		);
		return;
	}
	if (found.state === 'Line')
		return say('    It has its sponsors, and waits until another vote on this track is over.');
	if (found.how === 'Enacted') return say(`    Made at ${timeOf(found.at)}. See ./scripts/operator status`);
	if (found.how) return say(`    It ended at ${timeOf(found.at)} and makes nothing: ${found.how.toLowerCase()}.`);
	if (found.passed)
		return say(`    Agreed to. Its call is made ${found.at ? `at ${timeOf(found.at)}` : 'with the next blocks'}.`);
	const ballot = found.ballot === null ? null : await ballotOf(asked.api, found.ballot);
	if (!ballot) return;
	if (!ballot.running || now >= ballot.closes)
		return say(`    ${tally(decision, found, ballot)}. The vote is over; final at ${timeOf(ballot.finalAt)}.`);
	const begins = now < ballot.opens ? `The vote begins at ${timeOf(ballot.opens)} and ends at` : 'The vote ends at';
	say(`    ${tally(decision, found, ballot)}. ${begins} ${timeOf(ballot.closes)}.`);
	if (whole && decision.kind === 'motion' && found.ballot !== null) await sayMembers(asked, ballot, found.ballot);
	say(`    Each who has not voted: ${command(asked, `vote ${label} yes`)} (or no)`);
}

/** @param {Asked} asked */
export async function sayOpen(asked) {
	const { api } = asked;
	const { motions, petitions } = api.query.civicGovernance;
	const [keys, entries] = await Promise.all([motions.keys(), petitions.entries()]);
	/** @type {Decision[]} */
	const all = [
		...keys.map((/** @type {any} */ { args: [id] }) => ({ kind: 'motion', id: id.toNumber() })),
		...entries
			.filter((/** @type {any} */ [, about]) => !about.unwrap().state.isEnded)
			.map((/** @type {any} */ [name]) => ({ kind: 'petition', id: name.args[0].toNumber() })),
	].sort((a, b) => a.kind.localeCompare(b.kind) || a.id - b.id);
	if (all.length === 0) say('Nothing is being decided: there is no open motion and no open petition.');
	for (const decision of all) {
		const found = await read(api, decision);
		if (found) await sayDecision(asked, decision, found, { whole: false });
	}
}

/** @param {Asked} asked @param {string | undefined} text */
export async function sayShown(asked, text) {
	const { decision, found } = await existing(asked, text);
	await sayDecision(asked, decision, found);
}

/**
 * Says what came of it where that is known within a minute, else how it stands and when it is decided.
 *
 * @param {Asked} asked
 * @param {Decision} decision
 * @param {any} call
 * @param {any} block a block before its end
 * @param {{ wanted?: boolean }} [how] `wanted`: that it makes nothing is an error
 */
async function sayWhatCame(asked, decision, call, block, { wanted = false } = {}) {
	const { api } = asked;
	const found = await read(api, decision);
	const ballot = found && found.ballot !== null ? await ballotOf(api, found.ballot) : null;
	const now = await clock(api);
	if (found && !found.how) {
		if (!ballot) return sayDecision(asked, decision, found);
		// A motion waits for its members, however short its window.
		const isSoon = decision.kind === 'petition' && ballot.finalAt + found.enactment - now <= PATIENCE;
		const isMade = found.passed && (found.at || now) - now <= PATIENCE;
		if (!isSoon && !isMade && ballot.running) return sayDecision(asked, decision, found);
		if (!isSoon && !isMade && ballot.finalAt + found.enactment - now > PATIENCE)
			return sayDecision(asked, decision, found);
	}
	const from = (await api.rpc.chain.getHeader(block)).number.toNumber();
	const end = await endOf(api, decision, { from, limit: PATIENCE + MAKING });
	if (end.error) {
		say(`Agreed to, and the call failed: ${describe(call)}`);
		throw end.error;
	}
	const nothing = `${labelOf(decision)} makes nothing: ${end.why}.`;
	must(end.made || !wanted, nothing);
	say(end.made ? `Carried out: ${describe(call)}` : nothing);
}

/** The committee has put a call on the whitelist, or a vote of twelve hours is refused. @param {Asked} asked @param {any} call */
async function mustBeWhitelisted(asked, call) {
	const hash = hashOfCall(call);
	const [fixes, now] = await Promise.all([asked.api.query.civicGovernance.whitelist(), clock(asked.api)]);
	const isOn = fixes.some((/** @type {any} */ fix) => fix.call.toHex() === hash && now < fix.until.toNumber());
	const first = command(asked, `propose CivicGovernance.whitelist ${hash}`);
	must(isOn, `Two thirds of the seats put the call on the whitelist first: ${first}`);
}

/**
 * Proposes, votes yes where the vote has begun, and says what came of it or what to do next.
 *
 * @param {Asked} asked
 * @param {ReturnType<typeof askedOf>} about
 * @param {KeyringPair} who
 */
export async function proposeAndVote(asked, { call, how, sentence }, who) {
	const { api } = asked;
	say(sentence);
	if (how.track === 'Whitelisted') await mustBeWhitelisted(asked, call);
	const { sent, ...decision } = await propose(api, call, who, how);
	say(
		decision.kind === 'motion' ? `Tabled as motion ${labelOf(decision)}.` : `Filed as petition ${labelOf(decision)}.`,
	);
	const ballot = (await read(api, decision))?.ballot ?? null;
	const about = ballot === null ? null : await ballotOf(api, ballot);
	// Proposing is no vote yet.
	if (ballot !== null && about && (await clock(api)) >= about.opens && (await cast(api, ballot, 'Yes', who)))
		say('Your vote: yes.');
	await sayWhatCame(asked, decision, call, sent.block, { wanted: true });
}

/** @param {Asked} asked @param {string | undefined} text @param {KeyringPair} who */
export async function sponsorOne(asked, text, who) {
	const { decision, found } = await existing(asked, text);
	must(decision.kind === 'petition', 'Motions need no sponsors: vote on it.');
	if (found.call) say(describe(found.call));
	await sponsor(asked.api, decision, who);
	const after = await read(asked.api, decision);
	if (after) await sayDecision(asked, decision, after);
}

/** @param {Asked} asked @param {string | undefined} text @param {string | undefined} answer @param {KeyringPair} who */
export async function voteOn(asked, text, answer, who) {
	must(answer === 'yes' || answer === 'no', 'Say: vote NUMBER yes, or vote NUMBER no, with a number as in M3 or P7');
	const { decision, found } = await existing(asked, text);
	must(
		found.ballot !== null && !found.how,
		`${labelOf(decision)} is not voted on now. See ./scripts/operator show ${labelOf(decision)}`,
	);
	if (found.call) say(describe(found.call));
	const sent = await cast(asked.api, found.ballot, answer === 'yes' ? 'Yes' : 'No', who);
	must(sent, 'The vote is over.');
	say(`Your vote: ${answer}.`);
	await sayWhatCame(asked, decision, found.call, sent.block);
}
