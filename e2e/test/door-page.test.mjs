// SPDX-License-Identifier: Apache-2.0

// docs/door.md is written whole from its data, and says what the data say.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { doorPage, merged } from '../door/lib/page.mjs';

const BOUNDS = { missedPercent: 1, p99: 1_000, payment: 6_000, memory: 1_024 };
const ORDER = ['nothing', 'connections', 'request', 'work-validator'];
/** @param {string} name */
const row = (name, more = {}) => ({
	name,
	sent: `what ${name} sends`,
	did: 'nothing',
	faults: [],
	missed: 0,
	slots: 100,
	p99: 5,
	payDuring: 1_000,
	payAfter: 900,
	before: 280,
	peak: 290,
	rest: 285,
	...more,
});
/** @param {string} when */
const run = (when, node = 'a node') => ({ when, node, machine: 'a machine', load: 1, scripts: 'abc', builds: 'none' });
/** @param {string} text @param {string} heading */
const rowsOf = (text, heading) =>
	text
		.split(`## ${heading}\n`)[1]
		.split('\n## ')[0]
		.split('\n')
		.filter((line) => line.startsWith('| '));
/** @param {string[]} rows */
const namesOf = (rows) => rows.map((line) => line.slice(2).split(' | ')[0]);

test('a run of some attacks takes the place of their rows, and of nothing else', () => {
	const first = merged(null, { rows: ORDER.map((name) => row(name)), run: run('2026-11-25 10:00 UTC') }, ORDER);
	const before = doorPage(first, BOUNDS, ORDER);
	// Names of rows are names of limits too: that is what broke the page once.
	const second = merged(
		first,
		{ rows: [row('connections', { did: 'again' })], run: run('2026-11-26 10:00 UTC') },
		ORDER,
	);
	const text = doorPage(JSON.parse(JSON.stringify(second)), BOUNDS, ORDER);
	assert.deepEqual(namesOf(rowsOf(text, 'Attacks')).slice(1), ORDER);
	assert.deepEqual(rowsOf(text, 'Limits'), rowsOf(before, 'Limits'));
	assert.ok(namesOf(rowsOf(text, 'Limits')).includes('connections'));
	assert.match(
		rowsOf(text, 'Attacks').find((line) => line.startsWith('| connections |')) ?? '',
		/^\| connections \| B \|.*again/,
	);
	assert.equal(rowsOf(text, 'Runs').length, 3);
});

test('the headline is the sum of the rows that stand there', () => {
	const first = merged(
		null,
		{ rows: ORDER.map((name) => row(name, { missed: 10, slots: 100 })), run: run('2026-11-25 10:00 UTC') },
		ORDER,
	);
	assert.match(doorPage(first, BOUNDS, ORDER), /All rows together: 40 of 400 slots missed \(10\.00 %\)/);
	const better = merged(
		first,
		{ rows: ORDER.slice(1).map((name) => row(name)), run: run('2026-11-26 10:00 UTC') },
		ORDER,
	);
	assert.match(doorPage(better, BOUNDS, ORDER), /All rows together: 10 of 400 slots missed \(2\.50 %\)\. All held/);
	const worse = merged(
		better,
		{ rows: [row('request', { faults: ['the node ended'], rest: NaN })], run: run('2026-11-27 10:00 UTC') },
		ORDER,
	);
	const text = doorPage(JSON.parse(JSON.stringify(worse)), BOUNDS, ORDER);
	assert.match(text, /Did not hold: request/);
	assert.doesNotMatch(text, /NaN/);
});

test('an attack that is gone leaves, its run with it, and one without figures is named', () => {
	const first = merged(null, { rows: [row('old'), row('nothing')], run: run('2026-11-24 10:00 UTC') }, [
		'old',
		'nothing',
	]);
	const second = merged(first, { rows: [row('nothing')], run: run('2026-11-26 10:00 UTC') }, ORDER);
	assert.equal(second.runs.length, 1);
	const text = doorPage(second, BOUNDS, ORDER);
	assert.doesNotMatch(text, /\| old \|/);
	assert.match(text, /Not measured yet: connections, request, work-validator\./);
});

test('the page in the repository is what its data give', () => {
	const docs = new URL('../../docs/', import.meta.url);
	const data = JSON.parse(readFileSync(new URL('data/door.json', docs), 'utf8'));
	const text = readFileSync(new URL('door.md', docs), 'utf8');
	const absent = /^Not measured yet: (.*)\.$/m.exec(text)?.[1].split(', ') ?? [];
	const order = [...data.rows.map((/** @type {{ name: string }} */ { name }) => name), ...absent];
	assert.equal(
		text,
		doorPage(data, BOUNDS, order),
		'docs/door.md was changed by hand: ./scripts/abuse --write NAME writes it',
	);
});
