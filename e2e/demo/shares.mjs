// SPDX-License-Identifier: Apache-2.0

// The scene in which residents share a place, and are paid when it is sold. A sale of units is open for three weeks at least,
// so what is told here is what takes seconds: a gift, and the end.

import { clock } from '../../tools/lib/decide.mjs';
import { request } from '../../tools/lib/rpc.mjs';
import { licence, terms } from '../kit/centre.mjs';
import { balanceOf, eventNamed, isFree, send, view } from '../kit/chain.mjs';
import { CHEONGYANG, newKey, registerPeople, setOf, together } from '../kit/county.mjs';
import { alice, decideAll } from '../kit/decide.mjs';
import { won, wonInEnglish } from '../kit/korean.mjs';
import { chapter, must, refused, say } from './tell.mjs';

/** @typedef {import('./scenes.mjs').Day} Day */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PROVINCE = 0xfffe;
const INVESTORS = 13;
const inBlock = { until: 'block' };
/** The hash of what residents read. */
const document = `0x${'03'.repeat(32)}`;

/** @param {Day} day */
export async function aShareOfTheMill(day) {
	chapter('정미소를 나눠 가집니다', 'A rice mill is shared');
	const { api, office, http } = day;
	const tx = api.tx.securities;
	const { jung, cho } = await registerPeople(api, office, { jung: [CHEONGYANG, 1], cho: [CHEONGYANG, 1] });
	const [mill, desk, firm] = [newKey(), newKey(), newKey()];
	/** @type {[import('../kit/chain.mjs').KeyringPair, number][]} */
	const purses = [
		[mill, 20_000],
		[desk, 20_000],
		[firm, 220_000],
		[jung.phone, 2_000],
		[cho.phone, 2_000],
	];
	const gifts = purses.map(([to, amount]) => api.tx.balances.transferKeepAlive(to.address, amount));
	await send(api, together(api, gifts), alice, inBlock);
	await decideAll(api, [api.tx.registry.appointAttester(desk.address, PROVINCE, setOf(INVESTORS))]);
	await send(api, api.tx.registry.acceptMandate(), desk, inBlock);
	const now = await clock(api);
	const credential = { seat: 'Korea', class: 'Public', until: now + 365 * DAY };
	await send(api, tx.attestInvestor({ Account: mill.address }, credential), desk, inBlock);
	const id = (await api.query.securities.nextInstrument()).toNumber();
	await decideAll(api, [tx.createInstrument(terms(mill, [])), tx.setMarket(id, licence)]);
	await send(api, tx.issue(id, 100), mill, inBlock);
	say(
		'주민투표로 정미소의 지분 상품을 만듭니다. 정미소는 제 몫 100주를 받습니다. 아무도 규칙 밖에서 지분을 옮길 수 없습니다.',
		'A referendum creates the instrument of a rice mill, which takes 100 units of its own. Nobody moves units past the rules.',
	);

	const until = (await clock(api)) + DAY;
	const offered = await send(api, tx.offer(id, 40, 0, { Person: jung.id }, until), mill, inBlock);
	const { offer } = eventNamed(offered, 'securities', 'Offered');
	const deadAfter = (await clock(api)) + 5 * MINUTE;
	const other = await refused(
		send(api, tx.take(offer, 40, 0, deadAfter), cho.phone, inBlock),
		'the gift of somebody else',
	);
	must(other.name === 'Refused' && other.reason === 'Excluded', `a gift has one taker: ${other.name}, ${other.reason}`);
	await send(api, tx.take(offer, 40, 0, deadAfter), jung.phone, inBlock);
	const { result } = await request(http, 'chungnam_holdings', [jung.phone.address]);
	const [held] = result.holdings;
	must(held.instrument === id && held.units === 40, `the wallet shows 40 units: ${JSON.stringify(held)}`);
	say(
		`정미소가 40주를 정 씨에게 선물합니다. 조 씨가 대신 받으려 하면 거절됩니다. 정 씨의 지갑에 ${held.units}주가 보입니다.`,
		`The mill gives 40 units to Ms Jung. Mr Cho tries to take them and is refused. Ms Jung's wallet shows ${held.units} units.`,
	);

	const price = 200_000;
	const agreement = { payer: firm.address, won: price, document, until: (await clock(api)) + DAY };
	await decideAll(api, [tx.agreeRedemption(id, agreement)]);
	await send(api, tx.openRedemption(id, price), firm, inBlock);
	const had = await balanceOf(api, jung.phone);
	must(isFree(await send(api, tx.redeem(id), jung.phone, inBlock)), 'taking what is owed costs nothing');
	const got = (await balanceOf(api, jung.phone)) - had;
	must(got === 80_000n, `40 of 100 units bring 80,000 of 200,000 won: ${got}`);
	await send(api, tx.redeem(id), mill, inBlock);
	await send(api, tx.retireInstrument(id), cho.phone, inBlock);
	must((await view(api, 'Securities', 'instrument', id)).isNone, 'nothing of the instrument is left');
	say(
		`주민이 값을 정하자 한 회사가 ${won(price)}에 정미소를 모두 삽니다. 정 씨는 제 몫 ${won(got)}을 수수료 없이 원화로 받습니다. 남은 지분이 없어 상품은 끝납니다.`,
		`Residents agree to a price, and a firm pays ${wonInEnglish(price)} for all of the mill. Ms Jung takes her part, ${wonInEnglish(got)}, free of charge in won. No unit is left, so the instrument ends.`,
	);
}
