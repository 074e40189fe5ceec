// SPDX-License-Identifier: Apache-2.0

// The instrument itself: an expression that asks for what no node has is found out. No node is needed.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { asksFor, faultsOf } from '../rules.mjs';
import { PROVOKED, UNPROVOKED } from '../states.mjs';

const RULES = join(dirname(fileURLToPath(import.meta.url)), '../../../monitoring/rules');
/** @param {string} name @param {Record<string, string>} labels */
const line = (name, labels = {}) => ({ name, labels: { chain: 'c', ...labels } });
const shown = [
	line('chungnam_issuance_won'),
	line('chungnam_migrations', { state: 'failed' }),
	line('chungnam_migrations', { state: 'stuck' }),
	line('chungnam_missed_slots_total', { authority: '0x1', account: '5One' }),
	line('substrate_rpc_calls_finished', { is_rate_limited: 'false', method: 'a' }),
	line('substrate_block_verification_and_import_time_bucket', { le: '0.5' }),
];

test('selectors_matchers_and_groups_are_found_in_an_expression', () => {
	const { selectors, groups } = asksFor(
		'max by (chain, authority) (increase(a_total{x="1", y=~"b|c"}[10m])) * on (chain) group_left max by (chain) (b offset 1h) / 300 > 0.2 and vector(1)',
	);
	assert.deepEqual(selectors, [
		{
			name: 'a_total',
			matchers: [
				{ label: 'x', op: '=', value: '1' },
				{ label: 'y', op: '=~', value: 'b|c' },
			],
		},
		{ name: 'b', matchers: [] },
	]);
	assert.deepEqual(groups.sort(), ['authority', 'chain']);
});

test('an_expression_that_a_node_can_answer_has_no_fault', () => {
	for (const good of [
		'absent(chungnam_issuance_won) or chungnam_issuance_won > 5',
		'max by (chain) (chungnam_migrations{state=~"failed|stuck"}) > 0',
		'max by (chain, authority, account) (increase(chungnam_missed_slots_total[10m]))',
		'sum by (chain, instance) (rate(substrate_rpc_calls_finished{is_rate_limited="true"}[5m])) > 10',
		'histogram_quantile(0.99, sum by (chain, instance, le) (rate(substrate_block_verification_and_import_time_bucket[5m]))) > 0.5',
		'up{job="chungnam"} == 0',
		'vector(1)',
	]) {
		assert.deepEqual(faultsOf(good, shown), [], good);
	}
});

test('a_misspelt_metric_label_value_or_group_is_a_fault', () => {
	for (const [wrong, fault] of [
		['chungnam_isuance_won > 5', 'no node shows chungnam_isuance_won'],
		['chungnam_migrations{stat="failed"} > 0', 'chungnam_migrations has no label stat'],
		['chungnam_migrations{state="faild"} > 0', 'no chungnam_migrations has state="faild"'],
		['chungnam_migrations{state=~"failed|stuk"} > 0', 'no chungnam_migrations has state="stuk"'],
		['max by (chain, authorit) (chungnam_missed_slots_total)', 'it groups by authorit, which none of its metrics has'],
		['substrate_block_verification_and_import_time > 1', 'no node shows substrate_block_verification_and_import_time'],
	]) {
		assert.deepEqual(faultsOf(wrong, shown), [fault], wrong);
	}
});

test('every_alert_is_provoked_or_says_why_it_is_not', () => {
	const text = readdirSync(RULES)
		.map((name) => readFileSync(join(RULES, name), 'utf8'))
		.join('\n');
	const alerts = [...text.matchAll(/^\s*- alert: (\w+)$/gm)].map(([, name]) => name);
	assert.ok(alerts.length > 30);
	assert.deepEqual([...PROVOKED, ...Object.keys(UNPROVOKED)].sort(), alerts.sort());
	for (const why of Object.values(UNPROVOKED)) assert.ok(why.length > 20);
});
