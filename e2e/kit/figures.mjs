// SPDX-License-Identifier: Apache-2.0

// Measured figures in words, and rows of tables.

/**
 * 1234.5 -> "1,235".
 *
 * @param {number | bigint} value
 */
export const number = (value) => (typeof value === 'bigint' ? value : Math.round(value)).toLocaleString('en-US');

/**
 * `[3, 3, 0]` -> "2 × 3, 1 × 0", the most frequent first.
 *
 * @param {unknown[]} values
 */
export function tally(values) {
	const counts = new Map();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts]
		.sort(([, a], [, b]) => b - a)
		.map(([value, count]) => `${number(count)} × ${value}`)
		.join(', ');
}

/**
 * The number that a share `p` (0.99) of all is not above; NaN where there is none.
 *
 * @param {number[]} values
 * @param {number} p
 */
export function percentile(values, p) {
	if (values.length === 0) return NaN;
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * p) - 1))];
}

/**
 * The day in UTC as 2026-11-27.
 */
export const today = () => new Date().toISOString().slice(0, 10);

/**
 * Text that can stand in a cell of a table.
 *
 * @param {unknown} text
 */
export const cell = (text) => `${text}`.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

/**
 * A row of a table, from cells that are as they shall stand.
 *
 * @param {unknown[]} cells
 */
export const row = (cells) => `| ${cells.join(' | ')} |`;

/**
 * Rows of cells with their columns in line; what is between the cells is the caller's.
 *
 * @param {string[][]} rows
 */
export function inLine(rows) {
	const widths = rows[0].map((_, i) => Math.max(...rows.map((cells) => cells[i].length)));
	return { widths, rows: rows.map((cells) => cells.map((text, i) => text.padEnd(widths[i]))) };
}
