// SPDX-License-Identifier: Apache-2.0

// The scene in which residents decide: a petition from its filing to what it made.

import { cast, endOf, propose, sponsor, votesOf } from '../../tools/lib/decide.mjs';
import { eventNamed, eventsNamed, isFree, Refused, send } from '../kit/chain.mjs';
import { CHEONGYANG, newKey, setOf } from '../kit/county.mjs';
import { seconds } from '../kit/korean.mjs';
import { chapter, must, refused, say } from './tell.mjs';

/** @typedef {import('./scenes.mjs').Day} Day */

const inBlock = { until: 'block' };
const OF_COUNTY = { track: { Region: CHEONGYANG } };
/** To look after shops. */
const MERCHANTS = setOf(2);

/** @param {Day} day */
export async function residentsDecide(day) {
	chapter('주민이 결정합니다', 'Residents decide');
	const { api, office, people } = day;
	const { kim, lee, park } = people;
	const shopsOffice = newKey();
	await send(api, api.tx.balances.transferKeepAlive(shopsOffice.address, 10_000), office, inBlock);
	const call = api.tx.registry.appointAttester(shopsOffice.address, setOf(CHEONGYANG), MERCHANTS);
	const early = await refused(propose(api, call, kim.phone, OF_COUNTY), 'a petition of somebody who is on no roll');
	must(early instanceof Refused && early.name === 'NotCounted', `she is on no roll: ${early.name}`);
	await send(api, api.tx.registry.grantElector([kim.id, lee.id, park.id]), office, inBlock);
	say(
		'군청이 김 씨와 이 씨, 박 씨를 투표권자 명부에 올립니다. 명부에 없는 사람은 청원도 투표도 할 수 없습니다.',
		'The town hall puts Ms Kim, Ms Lee and Mr Park on the roll of voters. Nobody else can file or vote.',
	);

	const began = Date.now();
	const { sent, ...petition } = await propose(api, call, kim.phone, OF_COUNTY);
	must(isFree(sent), 'filing costs nothing');
	const { sponsors } = eventNamed(sent, 'civicGovernance', 'Sponsored');
	must(sponsors.toNumber() === 1, 'Ms Kim is the first sponsor');
	const opened = eventsNamed(sent, 'civicGovernance', 'Opened');
	const ballot =
		opened[0]?.ballot ?? eventNamed(await sponsor(api, petition, lee.phone), 'civicGovernance', 'Opened').ballot;
	say(
		`김 씨가 청양군에 가게를 돌볼 창구를 하나 더 두자고 청원합니다(${petition.id}번). 첫 지지자는 김 씨 자신이고, 여기서는 한 명이면 투표가 열립니다.`,
		`Ms Kim petitions for another office that looks after shops in Cheongyang (number ${petition.id}). She is its first sponsor, and here one is enough for a vote.`,
	);
	for (const { phone } of [kim, lee, park]) {
		const voted = await cast(api, ballot.toNumber(), phone === park.phone ? 'No' : 'Yes', phone);
		must(voted && isFree(voted), 'voting costs nothing');
	}
	const votes = await votesOf(api, ballot.toNumber(), [kim.id, lee.id, park.id]);
	must(votes.join() === 'yes,yes,no', `two said yes and one said no: ${votes}`);
	say(
		'청양군 투표권자만 투표합니다. 김 씨와 이 씨는 찬성, 박 씨는 반대. 청원도 투표도 무료입니다.',
		'Voters of Cheongyang alone decide. Ms Kim and Ms Lee say yes, Mr Park says no. Filing and voting are free.',
	);
	const from = (await api.rpc.chain.getHeader(sent.block)).number.toNumber();
	const end = await endOf(api, petition, { from });
	must(end.made, `the chain made the call: ${end.error?.message ?? end.why}`);
	await send(api, api.tx.registry.acceptMandate(), shopsOffice, inBlock);
	const mandate = (await api.query.registry.attesters(shopsOffice.address)).unwrap();
	must(Number(mandate.regions) === 1 << CHEONGYANG, 'the office may act in Cheongyang alone');
	const took = seconds(Date.now() - began);
	say(
		`청원에서 새 창구까지 ${took}초. 아무도 따로 실행하지 않았습니다. 체인이 스스로 했고, 그 창구는 청양군에서만 일할 수 있습니다.`,
		`From petition to office: ${took} seconds. Nobody carried it out: the chain did by itself, and the office can act in Cheongyang alone.`,
	);
}
