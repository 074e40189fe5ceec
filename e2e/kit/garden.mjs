// SPDX-License-Identifier: Apache-2.0

// A garden under glass that its founder proposes, its neighbours judge, and holders pay for by milestones, on a chain whose
// clock is moved.

import { ballotOf } from '../../tools/lib/decide.mjs';
import { until } from '../../tools/lib/wait.mjs';
import * as centre from './centre.mjs';
import { eventNamed, key, send } from './chain.mjs';
import { setOf } from './county.mjs';

const { DAY, duri, MINUTE, PERCENT } = centre;
const GONGJU = 2;

/** The first instrument of this chain, its project, and the first envelope. */
export const GARDEN = centre.CENTRE;
export const ENVELOPE = 0;
/** Founds the garden: the sixth person of a development chain. */
const DURI = { Person: 5 };
/** Builds it, looks at it, and puts neighbours on the roll. */
export const [builder, reviewer, hall] = ['//Gongju', '//Province', '//Cheongyang'].map(key);

/** A founder keeps no units. */
export const terms = () => ({ ...centre.terms(duri, []), issuer: DURI, ownUnits: 0 });

/** 100,000 won in four milestones, and reports for a hundred days. */
export const plan = () => ({
	document: centre.document,
	most: 100_000,
	payee: { Institution: builder.address },
	stages: [
		[30, 30],
		[30, 60],
		[30, 90],
		[10, 120],
	].map(([percent, days]) => ({ share: percent * PERCENT, after: days * DAY })),
	reviewers: { Office: { account: reviewer.address, scope: 'Merchants', regions: setOf(GONGJU) } },
	silence: 'Release',
	grace: 7 * DAY,
	promise: 100 * DAY,
});

/** A node with a clock of its own, on which everybody has won. @param {any} world */
export const openGarden = (world) => centre.openMarket(world, [duri, builder, reviewer, hall]);

/** Puts Bob, Charlie and Hana on the roll of voters. @param {any} world */
export const enrolNeighbours = ({ api }) =>
	send(
		api,
		api.tx.registry.grantElector([centre.BOB, centre.CHARLIE, centre.HANA].map(({ Person }) => Person)),
		hall,
		centre.block,
	);

/** Duri proposes it. Gives the number of the ballot on which neighbours judge it. @param {any} world @returns {Promise<number>} */
export async function proposeGarden({ api }) {
	const sent = await send(api, api.tx.projectTokens.propose(GARDEN, plan()), duri, centre.block);
	return eventNamed(sent, 'projectTokens', 'Proposed').ballot.toNumber();
}

/** Waits until neighbours can vote. @param {any} world @param {number} ballot */
export async function voteOpens({ api, time }, ballot) {
	const { opens } = /** @type {import('../../tools/lib/decide.mjs').Ballot} */ (await ballotOf(api, ballot));
	await time.forward(api, opens + MINUTE);
}

/** Has Alice take the next step of the project, for which nobody pays. @param {any} world */
export const advance = (world) => centre.nextStep(world, world.api.tx.projectTokens.advance(GARDEN));

/** Waits until the vote is over for good, and has its outcome told. @param {any} world @param {number} ballot */
export async function voteEnds(world, ballot) {
	await centre.voteIsOver(world, ballot);
	await until('its outcome is told', () => advance(world));
}
