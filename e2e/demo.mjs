#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

// A story in two parts, told in Korean and English: one day in the province on a running development chain, and what takes
// weeks, on a node that this program starts and whose clock it moves. Ends with an error if anything is not as told.
//
//   node e2e/demo.mjs [day] [later] [ws://127.0.0.1:9944]

import * as arrivals from './demo/arrivals.mjs';
import { residentsDecide } from './demo/decisions.mjs';
import { notHere, threeWeeksLater } from './demo/later.mjs';
import * as scenes from './demo/scenes.mjs';
import { aShareOfTheMill } from './demo/shares.mjs';
import { part } from './demo/tell.mjs';
import { connect } from './kit/chain.mjs';

const words = process.argv.slice(2);
const address = words.find((word) => word.includes('://')) ?? process.env.CHUNGNAM_RPC ?? 'ws://127.0.0.1:9944';
const isLater = words.includes('later');
const isDay = words.includes('day') || !isLater;

async function tellTheDay() {
	const api = await connect(address);
	try {
		part('충남 체인의 하루', 'One day on Chungnam Chain');
		const day = await scenes.theDayBefore(api, address);
		await scenes.theWallet(day);
		await scenes.canIPayHere(day);
		await scenes.lunch(day);
		await scenes.aRefund(day);
		await scenes.buying(day);
		await scenes.shopToShop(day);
		await scenes.cashOut(day);
		await aShareOfTheMill(day);
		await residentsDecide(day);
		await arrivals.aVoucherByItself(day);
		await arrivals.aVisitor(day);
		await arrivals.aMonthOfIncome(day);
		await scenes.lostPhone(day);
		await scenes.aThousandTimes(day);
		await scenes.theCircle(day);
	} finally {
		await api.disconnect();
	}
}

async function tell() {
	if (isDay) await tellTheDay();
	if (isLater) await threeWeeksLater();
	else notHere();
	console.log('   이제 직접 해 보세요 · Now try it yourself:\n');
	console.log(isLater ? '   ./scripts/run' : `   https://polkadot.js.org/apps/?rpc=${address}`);
	console.log('   docs/connect-a-wallet.md, e2e/test/*.test.mjs\n');
}

tell().then(
	() => process.exit(0),
	(error) => {
		const hint = /ECONNREFUSED/.test(error.message) ? ` ./scripts/run starts a node. (${address})` : '';
		console.error(`\n   이야기가 여기서 멈췄습니다 · The story stops here: ${error.message}.${hint}\n`);
		process.exit(1);
	},
);
