// SPDX-License-Identifier: Apache-2.0

// The scenes in which money arrives by itself.

import { balanceOf, eventNamed, key, paying, send, view, walletOf } from '../kit/chain.mjs';
import { CATEGORY, CHEONGYANG, registerPeople, setOf } from '../kit/county.mjs';
import {
	createCohort,
	createProgramme,
	isOf,
	lotArrives,
	onceToday,
	placeBeacon,
	placeProgramme,
	registerVisitors,
	sight,
} from '../kit/drops.mjs';
import { seconds, won, wonInEnglish } from '../kit/korean.mjs';
import { chapter, must, refused, say } from './tell.mjs';

/** @typedef {import('./scenes.mjs').Day} Day */

const HOUR = 60 * 60 * 1000;
const inBlock = { until: 'block' };

/** @param {Day} day */
export async function aVoucherByItself(day) {
	chapter('어르신 쿠폰이 저절로 도착합니다', "A pensioner's voucher arrives by itself");
	const { api, office, shops } = day;
	const { hong } = await registerPeople(api, office, { hong: [CHEONGYANG, 1] });
	const cohort = await createCohort(api, office, [hong.id]);
	const market = { categories: setOf(CATEGORY.grocery, CATEGORY.restaurant), places: 'HomeRegion' };
	const plan = await onceToday(api, cohort, 40_000);
	const programme = await createProgramme(api, office, plan, 40_000, market);
	const started = Date.now();
	const lot = await lotArrives(api, hong.phone, isOf(programme));
	const bytes = (await api.query.regionalCurrency.wallets.size(hong.id)).toNumber();
	must(bytes === 0 && lot.amount.toNumber() === 40_000, 'the voucher is there and nobody wrote it down');
	say(
		`군이 어르신 장보기 쿠폰 사업의 예산을 채웁니다. 홍 씨는 아무것도 하지 않았는데 ${seconds(Date.now() - started)}초 뒤 지갑에 ${won(lot.amount)}이 있습니다.`,
		`The county fills the budget of a market voucher for pensioners. Ms Hong does nothing, and ${seconds(Date.now() - started)} s later her wallet has ${wonInEnglish(lot.amount)}.`,
	);
	say(
		'체인에는 그를 위해 단 1바이트도 쓰이지 않았습니다. 한 사람이든 2백만 명이든 비용이 같습니다.',
		'The chain wrote not one byte for her. It costs the same for one person and for two million.',
	);
	await send(api, api.tx.regionalCurrency.pay(shops.grocer.id, 15_000, ...paying(15_000)), hong.phone);
	const left = (await walletOf(api, hong.phone)).lots.find(isOf(programme));
	must(left.amount.toNumber() === 25_000, '25,000 won are left');
	say(
		`채소 가게에서 15,000원을 쓰고 ${won(left.amount)}이 남습니다.`,
		`She spends 15,000 won at the grocer's; ${wonInEnglish(left.amount)} are left.`,
	);
}

/** @param {Day} day */
export async function aVisitor(day) {
	chapter('여행자가 칠갑산에 왔습니다', 'A visitor has come to Mt Chilgap');
	const { api, office, shops } = day;
	const [guest] = await registerVisitors(api, office, 1);
	const programme = await placeProgramme(day, { perHead: 10_000, claims: 100, sights: 2 });
	const [gate, temple] = [await placeBeacon(api, office, programme), await placeBeacon(api, office, programme)];
	const first = await sight(api, programme, gate, guest.id);
	/** @param {Awaited<ReturnType<typeof sight>>[]} sights */
	const claim = (sights) => send(api, api.tx.voucherDrops.claimAtPlace(programme, sights), guest.phone, inBlock);
	await refused(claim([first]), 'one sight of two');
	await claim([first, await sight(api, programme, temple, guest.id)]);
	const lot = (await walletOf(api, guest.phone)).lots.find(isOf(programme));
	must(lot.amount.toNumber() === 10_000, 'the voucher is there');
	say(
		`매표소와 절의 비컨이 방문증에 서명합니다. 두 곳을 다 들르자 ${won(lot.amount)} 쿠폰이 나옵니다. 위치 정보도 개인정보도 쓰지 않습니다.`,
		`The beacons at the gate and at the temple sign for the visitor's pass. Having seen both gives a voucher of ${wonInEnglish(lot.amount)}. No GPS, no personal data.`,
	);
	const copy = await refused(claim([first, first]), 'a second claim');
	must(copy.name.length > 0, 'the refusal has a name');
	say('같은 서명으로 다시 받으려 하면 거절됩니다.', 'Claiming again with the same signatures is refused.');
	await send(api, api.tx.regionalCurrency.pay(shops.restaurant.id, 9_000, ...paying(9_000)), guest.phone);
	must((await balanceOf(api, guest.phone)) === 0n, 'the visitor has no won of their own');
	say('점심 9,000원을 수수료 없이 쿠폰으로 냅니다.', 'A lunch of 9,000 won is paid from the voucher, without a fee.');
}

/** @param {Day} day */
export async function aMonthOfIncome(day) {
	chapter('농촌 기본소득 한 달', 'A month of rural basic income');
	const { api, office } = day;
	const income = 0;
	const hana = key('//Hana');
	/** @param {any} lot */
	const isIncome = (lot) => lot.opener.isSome && lot.opener.unwrap().isIncome;
	const lot = await lotArrives(api, hana, isIncome);
	const scale = (await view(api, 'BasicIncome', 'scale', income)).unwrap();
	const grocer = 5;
	await send(api, api.tx.regionalCurrency.pay(grocer, 1_000, ...paying(1_000)), hana);
	say(
		`하나 씨의 이달 기본소득 ${won(scale.full)}은 아무도 신청하지 않았는데 열렸습니다. ${won(lot.amount)} 가운데 1,000원을 면 소재지 채소 가게에서 씁니다.`,
		`Hana's basic income of ${wonInEnglish(scale.full)} opened by itself; nobody applied. Of ${wonInEnglish(lot.amount)} she spends 1,000 won at the grocer of her township.`,
	);
	const [next] = await api.call.walletApi.coming(hana.address);
	const when = new Date(next.at.toNumber() + 9 * HOUR).toISOString().slice(0, 10);
	say(
		`다음 달 몫은 ${when}에 옵니다. 돈이 모자라면 모두에게 똑같이 나누고, 나눈 나머지는 기금에 남습니다.`,
		`The next one comes on ${when}. If money is short it is shared equally, and what rounding leaves stays in the pool.`,
	);

	// It ended before this chain began, was swept and removed by itself, and still counts.
	const totals = await api.query.regionalCurrency.removedTotals();
	must(totals.expired.toNumber() >= 118_500, 'an earlier month has ended');
	const pool = await view(api, 'BasicIncome', 'pool', income);
	say(
		`지난 달에서 쓰지 않고 남은 ${won(totals.expired)}은 기한이 끝나자 저절로 기금으로 돌아왔습니다. 기금에는 지금 ${won(await balanceOf(api, pool))}이 있습니다.`,
		`What two people had left of an earlier month, ${wonInEnglish(totals.expired)}, came back to the pool by itself when it ended. The pool has ${wonInEnglish(await balanceOf(api, pool))} now.`,
	);
	const flushed = await send(api, api.tx.fundRouter.flush('Fees'), office, inBlock);
	const { amount } = eventNamed(flushed, 'fundRouter', 'Flushed');
	say(
		`오늘 기관들이 낸 수수료 ${won(amount)}은 다시 쓰는 가게에 주는 보너스의 밑천이 됩니다.`,
		`The fees that institutions paid today, ${wonInEnglish(amount)}, go to the bonus for shops that pay on.`,
	);
}
