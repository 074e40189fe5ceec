// SPDX-License-Identifier: Apache-2.0

// What takes weeks: neighbours judge a project, buy its units and are paid by it, on a node of its own whose clock is moved.

import { cast, clock } from '../../tools/lib/decide.mjs';
import { request } from '../../tools/lib/rpc.mjs';
import * as centre from '../kit/centre.mjs';
import { balanceOf, eventNamed, isFree, lotOf, send, view } from '../kit/chain.mjs';
import { noFaketime } from '../kit/clock.mjs';
import { decideAll } from '../kit/decide.mjs';
import * as garden from '../kit/garden.mjs';
import { won, wonInEnglish } from '../kit/korean.mjs';
import { chapter, must, part, refused, say } from './tell.mjs';

const { BOB, DAY, duri, hana, HANA, HOUR, MINUTE, SALE } = centre;
const { builder, ENVELOPE, GARDEN, reviewer } = garden;
/** The town calls them Choi and Yoon; they hold its keys of Bob and Charlie. */
const [choi, yoon] = [centre.bob, centre.charlie];
const MILESTONE = 0;
/** What is given on top of the money that Cheonan sells, and that money: series of a development chain. */
const [INCENTIVE, CHEONAN_PAY] = [0, 1];
/** The hash of the photos and bills of the first milestone. */
const EVIDENCE = `0x${'0a'.repeat(32)}`;

/** @typedef {import('../kit/chain.mjs').KeyringPair} KeyringPair */
/** @typedef {Awaited<ReturnType<typeof import('../kit/clock.mjs').startClockNode>>} Time */
/** What the scenes know of each other: a connection, and the clock of the node. @typedef {{ api: import('../kit/chain.mjs').Api, time: Time }} World */

/** @param {World} world @param {any} call @param {KeyringPair} who */
const does = ({ api }, call, who) => send(api, call, who, centre.block);

/** The node's own answer. @param {World} world @param {string} method @param {unknown[]} params */
async function asked({ time }, method, params) {
	const { result, error } = await request(time.node.http, method, params);
	must(result, `the node answers ${method}: ${error?.message}`);
	return result;
}

/** What a call brings an account that pays nothing for it. @param {World} world @param {any} call @param {KeyringPair} who */
async function brings(world, call, who) {
	const had = await balanceOf(world.api, who);
	must(isFree(await does(world, call, who)), 'taking what is owed costs nothing');
	return (await balanceOf(world.api, who)) - had;
}

/** @param {World} world */
async function aGardenIsProposed(world) {
	chapter('온실을 짓자는 제안', 'A garden is proposed');
	const { api } = world;
	await decideAll(api, [
		api.tx.securities.createInstrument(garden.terms()),
		api.tx.securities.setMarket(GARDEN, centre.licence),
	]);
	await garden.enrolNeighbours(world);
	const ballot = await garden.proposeGarden(world);
	const { most } = garden.plan();
	const early = does(world, api.tx.projectTokens.offer(GARDEN, centre.sale((await clock(api)) + HOUR)), duri);
	must((await refused(early, 'a sale before the vote')).name === 'WrongStatus', 'nobody sells what is not judged');
	say(
		`두리 씨가 마을 온실을 제안합니다. 많아야 ${won(most)}을 모으고, 돈은 네 단계로 나눠 나갑니다. 이웃이 판단하기 전에는 팔 수 없습니다.`,
		`Duri proposes a garden under glass for the village: ${wonInEnglish(most)} at most, paid in four steps. Nothing is sold before neighbours have judged it.`,
	);

	await garden.voteOpens(world, ballot);
	const own = await refused(cast(api, ballot, 'Yes', duri), 'the vote of the founder');
	must(own.name === 'Conflict', `who would gain does not vote: ${own.name}`);
	for (const who of [choi, yoon]) await cast(api, ballot, 'Yes', who);
	must(isFree(/** @type {any} */ (await cast(api, ballot, 'No', hana))), 'voting costs nothing');
	await garden.voteEnds(world, ballot);
	must((await view(api, 'ProjectTokens', 'project', GARDEN)).unwrap().status.isReady, 'neighbours approved');
	say(
		'이웃은 일주일 동안 읽고 투표합니다. 찬성 2표, 반대 1표로 통과합니다. 돈을 받을 두리 씨의 표는 받지 않습니다.',
		'Neighbours read it for a week and vote: two say yes, one says no, and it passes. Duri, who would gain, may not vote.',
	);
}

/** @param {World} world */
async function pledges(world) {
	chapter('온실 지분 청약', 'Units are pledged');
	const { api, time } = world;
	const { cancelPledge, pledge } = api.tx.securities;
	const sale = centre.sale((await clock(api)) + HOUR);
	await does(world, api.tx.projectTokens.offer(GARDEN, sale), duri);
	await time.forward(api, sale.opensHere + MINUTE);
	const { mayPledge, reason } = await asked(world, 'chungnam_offering', [choi.address, SALE, 51]);
	const tooMany = await refused(does(world, pledge(SALE, await centre.bid(api, 51)), choi), 'a pledge of 51 units');
	must(!mayPledge && reason.code === 'OpeningCap', `51 units are too many on the first day: ${reason?.code}`);
	must(tooMany.name === 'Refused' && tooMany.reason === reason.code, 'the chain says what the node said');
	say(
		`한 주에 ${won(sale.price)}입니다. 최 씨가 첫날 51주를 청약하면 거절됩니다. ${reason.ko}`,
		`A unit costs ${wonInEnglish(sale.price)}. On the first day Mr Choi pledges for 51 and is refused. ${reason.en}`,
	);

	for (const [units, who] of /** @type {const} */ ([
		[50, choi],
		[20, yoon],
		[30, hana],
	])) {
		must(isFree(await centre.pledge(api, units, who)), 'pledging costs nothing');
	}
	const back = await brings(world, cancelPledge(SALE, 10), yoon);
	must(back === 10_000n, `ten units bring 10,000 won back: ${back}`);
	const waits = await balanceOf(api, (await centre.ask(world, 'pot', SALE)).toString());
	must(waits === 90_000n, `the won waits in the pot: ${waits}`);
	say(
		`최 씨는 50주, 하나 씨는 30주, 윤 씨는 20주를 청약합니다. 윤 씨는 다시 생각해 10주를 취소하고 ${won(back)}을 바로 돌려받습니다. 모두 무료이고, ${won(waits)}이 모집함에서 기다립니다.`,
		`Mr Choi pledges for 50, Hana for 30, Ms Yoon for 20. Ms Yoon thinks again, cancels 10 and has ${wonInEnglish(back)} back at once. All of it is free, and ${wonInEnglish(waits)} wait in a pot.`,
	);
	return sale;
}

/** @param {World} world @param {{ closes: number }} sale */
async function theClose(world, { closes }) {
	chapter('마감', 'The close');
	const { api, time } = world;
	await time.forward(api, closes);
	const had = await balanceOf(api, duri);
	const { won: taken } = eventNamed(await garden.advance(world), 'projectTokens', 'Paid');
	must(taken.toNumber() === 90_000 && (await balanceOf(api, duri)) === had, 'the founder has no won of it yet');
	const { collect } = api.tx.securities;
	for (const holder of [BOB, centre.CHARLIE, HANA])
		must(isFree(await does(world, collect(SALE, holder), duri)), 'it is free');
	const { holdings } = await asked(world, 'chungnam_holdings', [choi.address]);
	must(holdings[0].units === 50, `the wallet shows 50 units: ${JSON.stringify(holdings)}`);
	say(
		`3주 뒤 모집이 끝나 ${won(taken)}이 에스크로에 들어갑니다. 두리 씨가 받은 돈은 아직 없습니다. 누구나 지분을 주인에게 가져다줄 수 있고, 최 씨의 지갑에 ${holdings[0].units}주가 보입니다.`,
		`After three weeks the sale closes, and ${wonInEnglish(taken)} go into escrow; Duri has none of it yet. Anyone may bring the units to whom they belong: Mr Choi's wallet shows ${holdings[0].units}.`,
	);
}

/** @param {World} world */
async function soldToANeighbour(world) {
	chapter('이웃에게 팝니다', 'Sold to a neighbour');
	const { api } = world;
	const { offer, take, takeWon } = api.tx.securities;
	const price = 1_100;
	const until = (await clock(api)) + 7 * DAY;
	const offered = await does(world, offer(GARDEN, 10, price, null, until), choi);
	const { offer: id } = eventNamed(offered, 'securities', 'Offered');
	const traded = await does(world, take(id, 10, price, (await clock(api)) + 5 * MINUTE), hana);
	const { fee } = eventNamed(traded, 'securities', 'Traded');
	const got = await brings(world, takeWon(GARDEN), choi);
	must(got === 10n * 1_100n - fee.toBigInt(), `ten units bring 11,000 won but for the fee: ${got}`);
	const again = await refused(
		does(world, offer(GARDEN, 40, price, null, until), hana),
		'an offer of what she just bought',
	);
	must(
		again.name === 'Refused' && again.reason === 'LockedUp',
		`what was bought stays: ${again.name}, ${again.reason}`,
	);
	say(
		`최 씨가 10주를 ${won(price)}씩에 내놓고 이웃 하나 씨가 삽니다. 최 씨는 수수료 ${won(fee)}을 뺀 ${won(got)}을 받습니다. 하나 씨가 산 10주는 30일 동안 다시 팔 수 없습니다.`,
		`Mr Choi offers 10 units for ${wonInEnglish(price)} each, and his neighbour Hana buys them. He gets ${wonInEnglish(got)}, after a fee of ${wonInEnglish(fee)}. What Hana bought stays with her for 30 days.`,
	);
}

/** @param {World} world */
async function theFirstMilestone(world) {
	chapter('첫 단계를 마쳤습니다', 'The first step is done');
	const { api } = world;
	const { accept, collect, submitEvidence } = api.tx.escrow;
	await does(world, submitEvidence(ENVELOPE, MILESTONE, EVIDENCE), builder);
	await does(world, accept(ENVELOPE, MILESTONE, EVIDENCE), reviewer);
	const [, parts] = (await view(api, 'Escrow', 'envelope', ENVELOPE)).unwrap();
	const ballot = parts[MILESTONE].state.asReview.objection.unwrap();
	const voted = await does(world, api.tx.ballots.cast(ballot, 'Support'), yoon);
	must(isFree(voted), 'objecting costs nothing');
	const about = (await view(api, 'Ballots', 'ballot', ballot)).unwrap().ballot;
	const least = about.rule.asReached.least.toNumber();
	const [counted] = (await view(api, 'Ballots', 'result', ballot)).asOk.asCounts;
	const objected = counted.counts[0].toNumber();
	must(objected === 10 && least > objected, `ten units are too few to stop it: ${objected} of ${least}`);
	await centre.reviewEnds(world, ENVELOPE, [MILESTONE]);
	const had = await balanceOf(api, builder);
	await does(world, collect(ENVELOPE, MILESTONE), choi);
	const paid = (await balanceOf(api, builder)) - had;
	must(paid === 27_000n, `the first of four steps is 30 % of 90,000 won: ${paid}`);
	say(
		`시공사가 사진과 영수증을 내고 맡은 기관이 확인합니다. 지분을 가진 사람은 2주 동안 반대할 수 있습니다. 윤 씨가 10주로 반대하지만, 멈추려면 ${least}주가 필요합니다. 시공사는 ${won(paid)}을 받습니다.`,
		`The builder shows photos and bills, and an office checks them. Holders have two weeks to object by their units: Ms Yoon does with 10, and it takes ${least} to stop it. The builder is paid ${wonInEnglish(paid)}.`,
	);
}

/** @param {World} world */
async function aDividend(world) {
	chapter('첫 배당', 'The first dividend');
	const { api, time } = world;
	const { distribute, takePay } = api.tx.securities;
	const gross = 10_000;
	const paysAt = (await clock(api)) + 8 * DAY;
	await does(world, distribute(GARDEN, gross, paysAt), duri);
	await time.forward(api, paysAt);
	const [due, onTop] = [4_000, 400];
	const own = await brings(world, takePay(GARDEN, CHEONAN_PAY, due, onTop), choi);
	must(own === 0n, `what buys was due to Mr Choi, and no won of his own does: ${own}`);
	const lots = await Promise.all([CHEONAN_PAY, INCENTIVE].map((series) => lotOf(api, choi, series)));
	must(
		`${lots}` === `${[due, onTop]}`,
		`40 of 90 units share nine tenths of 10,000 won, and a tenth comes on top: ${lots}`,
	);
	say(
		`두리 씨가 첫 수확에서 ${won(gross)}을 나눕니다. 10분의 1은 충청남도로 가고, 40주를 가진 최 씨는 여드레 뒤 ${won(due)}을 수수료 없이 충남페이로 받습니다. 천안이 파는 충남페이라 ${won(onTop)}이 더 붙습니다.`,
		`Duri shares out ${wonInEnglish(gross)} of the first harvest. A tenth goes to the province, and eight days later Mr Choi, who has 40 units, takes ${wonInEnglish(due)}, free of charge as Chungnam Pay of Cheonan, with ${wonInEnglish(onTop)} on top.`,
	);
}

/** Tells it, or why not here. */
export async function threeWeeksLater() {
	part('3주 뒤', 'Three weeks later');
	if (noFaketime) {
		say(
			'여기에는 libfaketime이 없어 건너뜁니다. ./scripts/setup이 설치합니다.',
			'Left out here: libfaketime, which moves the clock of a node, is missing. ./scripts/setup installs it.',
		);
		return;
	}
	/** @type {any} */
	const world = {};
	try {
		await garden.openGarden(world);
		await aGardenIsProposed(world);
		await theClose(world, await pledges(world));
		await soldToANeighbour(world);
		await theFirstMilestone(world);
		await aDividend(world);
	} finally {
		await centre.closeMarket(world);
	}
}

/** Says that it is told on no node that runs already. */
export function notHere() {
	part('3주 뒤', 'Three weeks later');
	say(
		'먼저 켜져 있던 노드의 시계는 옮길 수 없어 건너뜁니다. 노드를 끄고 ./scripts/setup과 ./scripts/demo를 실행하면 볼 수 있습니다.',
		'Left out here: nobody moves the clock of a node that ran before. Stop it, and run ./scripts/setup and ./scripts/demo to see it.',
	);
}
