// SPDX-License-Identifier: Apache-2.0

// Which cases run on which day and stack, and what the page says of it. No node is needed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { BACKENDS } from '../../kit/net-node.mjs';
import { partsOf } from '../../kit/program.mjs';
import { CASES } from '../cases/index.mjs';
import { lanes, plan, stacksOf, today } from '../lib/plan.mjs';
import { page } from '../lib/report.mjs';

/** @param {import('../lib/plan.mjs').Run[]} runs */
const keys = (runs) => runs.map(({ case: { name }, backend }) => `${name} ${backend}`);
const everyRun = CASES.flatMap((each) => stacksOf(each).map((stack) => `${each.name} ${stack}`)).sort();

test('two_days_of_ci_have_every_case_and_four_have_every_case_on_both_stacks', () => {
	for (const first of [0, 1, 2, 3, today()]) {
		const days = [0, 1, 2, 3].map((more) => plan(CASES, { day: first + more }));
		const names = new Set([...days[0], ...days[1]].map(({ case: { name } }) => name));
		assert.equal(names.size, CASES.length);
		assert.deepEqual([...new Set(days.flatMap(keys))].sort(), everyRun);
		for (const runs of days) assert.ok(runs.length <= Math.ceil(CASES.length / 2) + 2, `${runs.length} runs on a day`);
	}
});

test('all_is_every_case_on_both_stacks_once', () => {
	assert.deepEqual(keys(plan(CASES, { all: true })).sort(), everyRun);
});

test('a_named_case_changes_its_stack_every_two_days_unless_a_stack_is_named', () => {
	/** @param {import('../lib/plan.mjs').Chosen} how */
	const on = (how) => keys(plan(CASES, { names: ['crash'], ...how }));
	assert.deepEqual(on({ day: 4 }), on({ day: 5 }));
	assert.notDeepEqual(on({ day: 4 }), on({ day: 6 }));
	assert.deepEqual(on({ day: 4, backend: 'libp2p' }), ['crash libp2p']);
	assert.deepEqual(on({ day: 5, backend: 'libp2p' }), ['crash libp2p']);
	assert.deepEqual(
		on({ backend: 'both' }),
		BACKENDS.map((stack) => `crash ${stack}`),
	);
	assert.deepEqual(keys(plan(CASES, { names: ['mixed'], backend: 'libp2p' })), ['mixed both']);
});

test('a_day_has_both_stacks_and_starts_one_shared_network', () => {
	for (const day of [0, 1, 2, 3]) {
		const { shared, own } = lanes(plan(CASES, { day }));
		const stacks = new Set(shared.map(({ backend }) => backend));
		assert.equal(stacks.size, 1);
		const others = own.filter(({ backend }) => BACKENDS.includes(backend));
		assert.ok(others.length > 0 && others.every(({ backend }) => !stacks.has(backend)));
	}
});

test('each_stack_has_its_shared_network_once_and_late_cases_come_last_on_it', () => {
	const { shared, own } = lanes(plan(CASES, { all: true }));
	assert.equal(shared.length + own.length, everyRun.length);
	const stacks = shared.map(({ backend }) => backend);
	assert.deepEqual(
		stacks,
		[...stacks].sort((a, b) => BACKENDS.indexOf(a) - BACKENDS.indexOf(b)),
	);
	for (const stack of BACKENDS) {
		assert.equal(shared.findLast(({ backend }) => backend === stack)?.case.name, 'warp');
	}
});

test('the_stack_that_packages_name_is_the_first_one', () => {
	const folder = new URL('../../../packaging/systemd/', import.meta.url);
	for (const name of ['node-full.env', 'node-validator.env']) {
		const settings = readFileSync(new URL(name, folder), 'utf8');
		assert.match(settings, new RegExp(`^CHUNGNAM_ARGS=".*--network-backend=${BACKENDS[0]}[ "]`, 'm'), name);
	}
});

test('a_page_keeps_rows_that_did_not_run_and_names_what_was_never_measured', () => {
	const how = {
		version: 'chungnam-node 0.1.0-abc',
		short: false,
		workers: 1,
		where: 'Measured on: a desk.',
		today: '2026-01-02',
	};
	/** @typedef {import('../lib/report.mjs').Result} Result */
	/** @param {string} name @param {string} stack @param {Partial<Result>} [more] @returns {Result} */
	const result = (name, stack, more) => ({ name, stack, state: 'ok', figures: '7 | of 7', load: 1.2, ...more });
	const first = page(
		'',
		[result('crash', 'libp2p'), result('mixed', 'both'), result('pause', 'libp2p', { state: 'FAILED' })],
		how,
	);
	assert.match(first, /^\| `crash` \| libp2p \| a random .* 7 \\\| of 7 \| 2026-01-02, 0.1.0-abc, load 1 \|$/m);
	assert.match(first, /^Not measured yet: crash litep2p, .*pause litep2p, pause libp2p, /m);
	assert.doesNotMatch(first, /^\| `pause`/m);
	const second = page(first, [result('crash', 'libp2p', { figures: '8 of 8' })], { ...how, today: '2026-01-03' });
	assert.match(second, /^\| `crash` \| libp2p .* 8 of 8 \| 2026-01-03/m);
	assert.match(second, /^\| `mixed` \| both .* 2026-01-02/m);
	assert.equal(second.split('\n| `crash`').length, 2);
	const third = page(second, [result('crash', 'litep2p')], { ...how, elsewhere: 'a lap' });
	assert.match(third, /^Measured on: a desk\.$/m);
	assert.match(third, /^\| `crash` \| litep2p .* load 1, on a lap \|$/m);
});

test('the_committed_page_says_what_the_cases_say', () => {
	const committed = readFileSync(new URL('../../../docs/faults.md', import.meta.url), 'utf8');
	const [where] = partsOf(/^(Measured on: .*)$/m, committed);
	// Written anew from itself it stays as it is: nobody edits it by hand, and no case is changed without it.
	assert.ok(page(committed, [], { where }) === committed, 'Write docs/faults.md anew: ./scripts/faults --page');
});
