// SPDX-License-Identifier: Apache-2.0

// The scenes of the day in their order. Each sends real transactions and tells what came of them.

import { request } from '../../tools/lib/rpc.mjs';
import { sleep } from '../../tools/lib/wait.mjs';
import { balanceOf, eventNamed, isFree, lotOf, paying, send, soon, view, walletOf } from '../kit/chain.mjs';
import { agreed, offer } from '../kit/consent.mjs';
import { CATEGORY, createSeries, issue, newCommitment, newKey, openCounty, setOf, together } from '../kit/county.mjs';
import { decideAll } from '../kit/decide.mjs';
import { seconds, won, wonInEnglish } from '../kit/korean.mjs';
import { chapter, must, refused, say } from './tell.mjs';

/** @typedef {import('../kit/chain.mjs').Api} Api */
/** @typedef {import('../kit/chain.mjs').KeyringPair} KeyringPair */
/** @typedef {Awaited<ReturnType<typeof openCounty>>} County */
/** What the scenes know of each other. @typedef {Awaited<ReturnType<typeof theDayBefore>> & { receipt?: any }} Day */

const inBlock = { until: 'block' };

/**
 * The node's own answer, with the reason in two languages.
 *
 * @param {Day} day
 * @param {KeyringPair} account
 * @param {{ id: number }} shop
 * @param {number} amount
 */
async function quote({ http }, account, shop, amount) {
	const { result, error } = await request(http, 'chungnam_quote', [account.address, shop.id, amount]);
	must(result, `the node answers a quote: ${error?.message}`);
	return result;
}

/** Waits until the chain's clock has reached a moment. @param {Api} api @param {number} moment */
async function until(api, moment) {
	while ((await api.query.timestamp.now()).toNumber() < moment) await sleep(500);
}

/**
 * Residents settle terms, where none are, under which a shop earns a bonus and is paid out within the day.
 *
 * @param {Api} api
 * @param {KeyringPair} office
 */
async function settleTerms(api, office) {
	const { cashOutLimits, respendBonus } = api.query.reserve;
	const { setCashOutTerms, setRespendTerms } = api.tx.reserve;
	const limits = (await cashOutLimits()).toJSON();
	const calls = [];
	if ((await respendBonus()).rate.isZero()) calls.push(setRespendTerms({ rate: 50_000_000, perMonth: 100_000 }));
	if (limits.holdBack > 0) calls.push(setCashOutTerms({ ...limits, holdBack: 0 }));
	if (calls.length > 0) await decideAll(api, calls);
	const pot = await view(api, 'Reserve', 'respend_pot');
	await send(api, api.tx.balances.transferKeepAlive(pot, 10_000), office, inBlock);
}

/** @param {Api} api @param {string} address */
export async function theDayBefore(api, address) {
	chapter('전날', 'The day before');
	say(
		'주민투표로 청양군 창구에 일을 맡기고, 창구는 주민 세 명과 가게 다섯 곳을 등록합니다.',
		'A referendum appoints an office in Cheongyang. The office registers three residents and five shops.',
	);
	const county = await openCounty(api);
	const { office, people, series } = county;
	await settleTerms(api, office);
	await issue(api, office, series.income, [
		[people.kim.id, 150_000],
		[people.park.id, 150_000],
	]);
	// Ends while the day lasts, so that its end can be told.
	const ends = Date.now() + 45_000;
	const market = {
		places: 'HomeRegion',
		categories: setOf(CATEGORY.grocery),
		expires: ends,
		toRouter: 500_000_000,
	};
	const voucher = await createSeries(api, office, 'Policy', market, 100_000);
	await issue(api, office, voucher, [[people.park.id, 30_000]]);
	say(
		'은행에 맡긴 돈만큼만 원이 발행됩니다. 군은 김 씨와 박 씨에게 이달 기본소득 150,000원씩을 줍니다.',
		'Only as much won exists as lies in the bank. The county gives Ms Kim and Ms Park 150,000 won of basic income each.',
	);
	const card = newKey();
	const cards = await agreed(api, card, offer.key(people.kim.id, 'Card'));
	await send(api, api.tx.registry.addKey(cards, 'Card'), people.kim.phone, inBlock);
	return { api, http: address.replace(/^ws/, 'http'), ...county, voucher, ends, card };
}

/** @param {Day} day */
export async function theWallet(day) {
	chapter('아침: 지갑', 'Morning: the wallet');
	const { kim } = day.people;
	const { plain, lots } = await walletOf(day.api, kim.phone);
	must(plain.toNumber() === 0 && lots.length === 1, 'Ms Kim has one lot and no plain won');
	say(
		`김 씨의 지갑: 기본소득 ${won(lots[0].amount)}, 그 밖의 원은 없습니다.`,
		`Ms Kim's wallet: ${wonInEnglish(lots[0].amount)} of basic income and no other won.`,
	);
}

/** @param {Day} day */
export async function canIPayHere(day) {
	chapter('"여기서 결제되나요?"', '"Can I pay here?"');
	const { shops } = day;
	const { kim } = day.people;
	/** @type {[string, string, County['shops']['boryeong'], number, string][]} */
	const questions = [
		['보령의 식당에서 12,000원', '12,000 won in a restaurant in Boryeong', shops.boryeong, 12_000, 'PlaceNotAllowed'],
		['큰 마트에서 12,000원', '12,000 won in a large mart', shops.hanaro, 12_000, 'SalesClassNotAllowed'],
		['편의점에서 60,000원', '60,000 won in a convenience store', shops.store, 60_000, 'CategoryCapReached'],
	];
	for (const [korean, english, shop, amount, expected] of questions) {
		const { payable, reason, affordable } = await quote(day, kim.phone, shop, amount);
		must(!payable && reason.code === expected, `${english} is refused as ${expected}`);
		const upTo =
			affordable === 0
				? ['', '']
				: [` ${won(affordable)}까지 됩니다.`, ` Up to ${wonInEnglish(affordable)} is possible.`];
		say(`${korean}: 안 됩니다. ${reason.ko}${upTo[0]}`, `${english}: no. ${reason.en}${upTo[1]}`);
	}
	const { payable } = await quote(day, kim.phone, shops.restaurant, 12_000);
	must(payable, 'the restaurant in town is paid from the basic income');
	say(
		'읍내 식당에서 12,000원: 됩니다. 기본소득에서 나갑니다.',
		'12,000 won in the restaurant in town: yes, from the basic income.',
	);
}

/** @param {Day} day */
export async function lunch(day) {
	chapter('점심: 결제', 'Noon: paying');
	const { api } = day;
	const { kim } = day.people;
	const { restaurant } = day.shops;
	const order = { till: 3, reference: `0x${'17'.padStart(32, '0')}` };
	const lunchOrder = api.tx.regionalCurrency.pay(restaurant.id, 12_000, ...paying(0, order));
	const result = await send(api, lunchOrder, kim.phone);
	must(isFree(result), 'no fee was paid');
	must((await balanceOf(api, restaurant.owner)) === 12_000n, 'the restaurant has 12,000 won');
	must((await lotOf(day.api, kim.phone, day.series.income)) === 138_000, 'Ms Kim has 138,000 won left');
	say(
		`김 씨가 12,000원을 냅니다. 수수료 0원, ${seconds(result.toFinal)}초 만에 확정. 식당에는 바로 쓸 수 있는 12,000원이 들어왔습니다.`,
		`Ms Kim pays 12,000 won. No fee; final after ${seconds(result.toFinal)} s. The restaurant has 12,000 won it can use at once.`,
	);
	day.receipt = eventNamed(result, 'regionalCurrency', 'Paid').receipt;
	const { result: answer } = await request(day.http, 'chungnam_paidOrder', [restaurant.id, order.reference]);
	must(answer?.order.till === 3, 'the restaurant sees its order paid');
	const twice = api.tx.regionalCurrency.pay(restaurant.id, 12_000, ...paying(0, order));
	const already = await refused(send(api, twice, kim.phone, inBlock), 'the same order');
	must(already.name === 'OrderAlreadyPaid', 'an order is paid once');
	say(
		'식당은 3번 계산대의 17번 주문이 결제되었음을 봅니다. 같은 주문을 또 결제하면 거절됩니다.',
		'The restaurant sees order 17 of its till 3 paid. Paying the same order again is refused.',
	);
	const wrong = await refused(
		send(api, api.tx.regionalCurrency.pay(day.shops.boryeong.id, 12_000, ...paying(12_000)), kim.phone, inBlock),
		'paying in Boryeong',
	);
	must(wrong.name === 'PlaceNotAllowed', `the refusal names its reason, not ${wrong.name}`);
	say(
		'그래도 보령에서 결제해 보면, 아까 들은 그 이유로 거절됩니다.',
		'Trying to pay in Boryeong all the same is refused, for the reason that was told before.',
	);
}

/** @param {Day} day */
export async function aRefund(day) {
	chapter('반찬 하나가 안 나왔습니다', 'A dish never came');
	const { api } = day;
	const { kim } = day.people;
	const { restaurant } = day.shops;
	await send(api, api.tx.regionalCurrency.refund(day.receipt, 4_000), restaurant.owner);
	must((await lotOf(day.api, kim.phone, day.series.income)) === 142_000, '4,000 won are back in the lot');
	say(
		'식당이 4,000원을 돌려줍니다. 나갔던 그 기본소득으로, 원래 유효기간 그대로 돌아갑니다.',
		'The restaurant gives 4,000 won back: into the basic income they came from, with its old expiry.',
	);
}

/** @param {Day} day */
export async function buying(day) {
	chapter('오후: 상품권 구매', 'Afternoon: buying');
	const { api, office, series } = day;
	const { lee } = day.people;
	const { restaurant } = day.shops;
	const sold = await send(api, api.tx.regionalCurrency.sell(series.bought, lee.id, 100_000, 10_000), office, inBlock);
	const [, extra] = eventNamed(sold, 'regionalCurrency', 'Sold').incentive.unwrap();
	say(
		`이 씨가 100,000원어치를 사고 ${won(extra)}을 더 받습니다. 누가 얼마를 부담했는지 체인에 남습니다.`,
		`Mr Lee buys for 100,000 won and gets ${wonInEnglish(extra)} on top. The chain records who paid for it.`,
	);
	const result = await send(api, api.tx.regionalCurrency.pay(restaurant.id, 50_000, ...paying(50_000)), lee.phone);
	must(isFree(result), 'no fee was paid');
	say(
		'저녁 모임 50,000원을 냅니다. 역시 수수료는 없습니다.',
		'He pays 50,000 won for a dinner with friends, again without a fee.',
	);
}

/** @param {Day} day */
export async function shopToShop(day) {
	chapter('가게에서 가게로', 'From shop to shop');
	const { api } = day;
	const { restaurant, grocer } = day.shops;
	const result = await send(api, api.tx.regionalCurrency.payShop(grocer.id, 40_000, null, soon()), restaurant.owner);
	const { bonus } = eventNamed(result, 'regionalCurrency', 'Respent');
	must(bonus.toNumber() > 0, 'passing takings on earns a bonus');
	say(
		`식당은 번 돈으로 채소 가게에 40,000원을 냅니다. 은행으로 빼지 않고 다시 썼으니 ${won(bonus)}을 보너스로 받습니다.`,
		`The restaurant pays the grocer 40,000 won from its takings. For passing it on it gets a bonus of ${wonInEnglish(bonus)}.`,
	);
}

/** @param {Day} day */
export async function cashOut(day) {
	chapter('채소 가게의 환전', 'The grocer cashes out');
	const { api, office, desk } = day;
	const { grocer } = day.shops;
	const asked = await send(api, api.tx.reserve.requestCashOut(30_000), grocer.owner, inBlock);
	const { id } = eventNamed(asked, 'reserve', 'CashOutRequested');
	await send(api, api.tx.reserve.reviewCashOut(id), desk, inBlock);
	await send(api, api.tx.reserve.takeCashOuts([id]), office, inBlock);
	const before = (await api.query.reserve.reserveState()).balance.toBigInt();
	await send(api, api.tx.reserve.confirmCashOuts([[id, newCommitment()]]), office, inBlock);
	const after = (await api.query.reserve.reserveState()).balance.toBigInt();
	must(after === before - 30_000n, 'the reserve fell by what the bank paid');
	say(
		'채소 가게가 30,000원을 환전합니다. 은행이 보내면 체인의 원은 소각되고 준비금도 그만큼 줄어듭니다.',
		'The grocer cashes out 30,000 won. When the bank has paid, the won is burnt and the reserve falls by as much.',
	);
}

/** @param {Day} day */
export async function lostPhone(day) {
	chapter('휴대전화를 잃어버렸습니다', 'A lost phone');
	const { api, office, desk, card } = day;
	const { kim } = day.people;
	const { restaurant } = day.shops;
	const { freeze, unfreeze, revokeKey } = api.tx.registry;
	/** @param {number} amount @param {KeyringPair} account */
	const pay = (amount, account) =>
		send(api, api.tx.regionalCurrency.pay(restaurant.id, amount, ...paying(amount)), account, inBlock);
	await send(api, freeze(kim.id), desk, inBlock);
	await refused(pay(1_000, kim.phone), 'the finder');
	say(
		'김 씨가 전화하면 바로 정지됩니다. 주운 사람은 쓰지 못합니다.',
		'Ms Kim calls, and everything stops at once. Whoever found the phone cannot pay with it.',
	);

	await send(api, together(api, [revokeKey(kim.phone.address), unfreeze(kim.id)]), office, inBlock);
	await pay(2_000, card);
	await refused(pay(1_000, kim.phone), 'the lost phone');
	must((await lotOf(day.api, card, day.series.income)) === 140_000, 'all the rest is still there');
	say(
		'읍사무소가 잃어버린 전화를 지우자, 카드로는 바로 다시 결제됩니다. 돈은 전화기가 아니라 사람의 것입니다.',
		"The town hall strikes the lost phone off, and her card pays again at once. The money is hers, not the phone's.",
	);
	await toANewPhone(day);
}

/** @param {Day} day */
async function toANewPhone(day) {
	const { api, office, card, series } = day;
	const { kim } = day.people;
	const { restaurant } = day.shops;
	const phone = newKey();
	const { startRecovery, finishRecovery } = api.tx.registry;
	const word = await agreed(api, phone, offer.key(kim.id, 'Phone'));
	const result = await send(api, startRecovery(kim.id, word, 'Phone'), office, inBlock);
	const ready = eventNamed(result, 'registry', 'RecoveryStarted').readyAt.toNumber();
	say(
		'새 전화로 옮기는 절차가 시작됩니다. 원래 이틀이 걸리고, 그동안 본인이 취소할 수 있습니다.',
		'The way to a new phone begins. It takes two days in life, in which she can call it off.',
	);
	// On a development chain it takes seconds; on any other the story goes on without the end of it.
	if (ready > Date.now() + 60_000) return;
	await until(api, ready);
	await send(api, finishRecovery(kim.id), office, inBlock);
	must((await lotOf(day.api, phone, series.income)) === 140_000, 'everything is on the new phone');
	const paid = await send(api, api.tx.regionalCurrency.pay(restaurant.id, 3_000, ...paying(3_000)), phone);
	await refused(
		send(api, api.tx.regionalCurrency.pay(restaurant.id, 1_000, ...paying(1_000)), card, inBlock),
		'the old card',
	);
	say(
		`이 체인에서는 몇 초면 됩니다. 새 전화로 3,000원을 결제합니다. ${seconds(paid.toFinal)}초 만에 확정. 옛 열쇠는 모두 무효입니다.`,
		`On this chain it takes seconds. The new phone pays 3,000 won, final after ${seconds(paid.toFinal)} s; all old keys are void.`,
	);
}

/** @param {Day} day */
export async function aThousandTimes(day) {
	chapter('천 번 결제하기', 'A thousand payments');
	const { api } = day;
	const { lee, park } = day.people;
	const { restaurant } = day.shops;
	const nonce = (await api.rpc.system.accountNextIndex(lee.phone.address)).toNumber();
	const attempts = [];
	for (let i = 0; i < 1_000; i += 1) {
		const tx = await api.tx.regionalCurrency
			.pay(restaurant.id, 1, ...paying(1))
			.signAsync(lee.phone, { nonce: nonce + i });
		attempts.push(
			api.rpc.author.submitExtrinsic(tx).then(
				() => true,
				() => false,
			),
		);
	}
	const meanwhile = send(api, api.tx.regionalCurrency.pay(restaurant.id, 5_000, ...paying(5_000)), park.phone);
	const taken = (await Promise.all(attempts)).filter(Boolean).length;
	const { toFinal } = await meanwhile;
	must(taken < 200, 'a budget of free payments ends');
	say(
		`장난으로 1원씩 1,000번 결제해 봅니다. ${taken}번은 되고 나머지는 노드가 받지 않습니다. 체인에는 아무 부담이 없습니다.`,
		`A prank: 1,000 payments of 1 won. ${taken} are taken, the node refuses the rest; they cost the chain nothing.`,
	);
	say(
		`그 사이 박 씨의 결제는 ${seconds(toFinal)}초 만에 확정됩니다.`,
		`Meanwhile Ms Park pays as always; it is final after ${seconds(toFinal)} s.`,
	);
}

/**
 * What the chain told when it swept a series that ended.
 *
 * @param {Day['api']} api
 * @param {Day['voucher']} series
 * @returns {Promise<any>}
 */
async function sweptByItself(api, series) {
	for (let tries = 0; tries < 20; tries += 1) {
		let hash = await api.rpc.chain.getBlockHash();
		for (let back = 0; back < 120; back += 1) {
			const { parentHash, number } = await api.rpc.chain.getHeader(hash);
			if (number.toNumber() === 0) break;
			/** @type {any} */
			const events = await (await api.at(hash)).query.system.events();
			for (const { event } of events)
				if (event.method === 'Swept' && `${event.data.series}` === `${series}`) return event.data;
			hash = parentHash;
		}
		await sleep(1_000);
	}
	throw new Error('The series that ended was not swept by itself');
}

/** @param {Day} day */
export async function theCircle(day) {
	chapter('선순환', 'The circle');
	const { api, voucher, ends } = day;
	const { park } = day.people;
	await until(api, ends);
	must((await lotOf(day.api, park.phone, voucher)) === 0, 'an ended voucher is worth nothing');
	const { toFunders, toRouter } = await sweptByItself(api, voucher);
	must(
		toFunders.toNumber() + toRouter.toNumber() === 100_000 && toRouter.toNumber() === 50_000,
		'half goes on, half goes back',
	);
	say(
		`박 씨가 쓰지 않은 시장 쿠폰의 기간이 끝났습니다. 한 번의 이체로 ${won(toFunders)}은 재원을 낸 군으로, ${won(toRouter)}은 선순환 기금으로 갑니다.`,
		`A market voucher nobody used has ended. One transfer: ${wonInEnglish(toFunders)} back to the county that paid for it, ${wonInEnglish(toRouter)} to the fund router.`,
	);
	say(
		'쓰이고, 다시 쓰이고, 남은 돈은 다음 사업의 밑천이 됩니다. 두 사람이든 2백만 명이든 비용은 같습니다.',
		'It is spent, and spent again, and what is left pays for the next round: at the same cost for two people or two million.',
	);
}
