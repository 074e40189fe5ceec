// SPDX-License-Identifier: Apache-2.0

// What a PromQL expression asks for: its metrics with their label matchers, and the labels it groups by. Only as much of
// the language as our rules and dashboards use.

const LISTS = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right']);
const WORDS = new Set(['and', 'or', 'unless', 'offset', 'bool', 'inf', 'nan', ...LISTS]);
const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|[a-zA-Z_:][\w:]*|\d[\w.]*|=~|!~|!=|./gs;
/** @param {string | undefined} token */
const isName = (token) => /^[a-zA-Z_:]/.test(token ?? '');

/** @typedef {{ name: string, matchers: { label: string, op: string, value: string }[] }} Selector */

/** What an expression reads, and the labels that it groups by. @param {string} expression */
export function asksFor(expression) {
	const tokens = (expression.match(TOKEN) ?? []).filter((token) => token.trim());
	/** @type {Selector[]} */
	const selectors = [];
	/** @type {Set<string>} */
	const groups = new Set();
	let at = 0;
	const list = () => {
		// The opening bracket is next.
		const found = [];
		for (at += 1; tokens[at] !== ')'; at += 1) if (isName(tokens[at])) found.push(tokens[at]);
		return found;
	};
	for (; at < tokens.length; at += 1) {
		const [token, next] = [tokens[at], tokens[at + 1]];
		if (!isName(token)) continue;
		if (LISTS.has(token.toLowerCase()) && next === '(') {
			at += 1;
			const labels = list();
			if (token !== 'without' && token !== 'ignoring') for (const label of labels) groups.add(label);
			continue;
		}
		// A function, or an aggregation in front of its list.
		if (next === '(' || WORDS.has(token.toLowerCase()) || LISTS.has(next)) continue;
		/** @type {Selector} */
		const selector = { name: token, matchers: [] };
		if (next === '{') {
			for (at += 2; tokens[at] !== '}'; at += 1) {
				if (!isName(tokens[at])) continue;
				const [label, op, value] = tokens.slice(at, at + 3);
				selector.matchers.push({ label, op, value: JSON.parse(value) });
				at += 2;
			}
		}
		selectors.push(selector);
	}
	return { selectors, groups: [...groups] };
}

// What Prometheus adds or knows by itself.
const SCRAPED = ['job', 'instance'];
const OWN = new Set(['up', 'ALERTS']);
// Label values that are there only once something has gone wrong, or while it goes wrong.
const RARE = new Set(['reason=hit_deadline', 'is_rate_limited=true', 'is_error=true']);

/** A line that a node shows. @typedef {{ name: string, labels: Record<string, string> }} Line */

/**
 * The lines of a metric, a histogram's and a summary's parts among them.
 *
 * @param {Line[]} lines
 * @param {string} name
 */
const linesOf = (lines, name) => lines.filter((line) => line.name === name);

/**
 * What is wrong with an expression, for nodes that show these lines: a metric, a label or a label's
 * value that no node has.
 *
 * @param {string} expression
 * @param {Line[]} lines
 */
export function faultsOf(expression, lines) {
	const { selectors, groups } = asksFor(expression);
	const faults = [];
	const known = new Set(SCRAPED);
	for (const { name, matchers } of selectors) {
		if (OWN.has(name)) continue;
		const found = linesOf(lines, name);
		if (found.length === 0) {
			faults.push(`no node shows ${name}`);
			continue;
		}
		for (const line of found) for (const label of Object.keys(line.labels)) known.add(label);
		for (const { label, op, value } of matchers) {
			/** @type {Set<string | undefined>} */
			const values = new Set(found.map((line) => line.labels[label]));
			if (SCRAPED.includes(label)) continue;
			if (values.size === 1 && values.has(undefined)) {
				faults.push(`${name} has no label ${label}`);
				continue;
			}
			const wanted = op === '=' ? [value] : op === '=~' && /^[\w|]+$/.test(value) ? value.split('|') : [];
			for (const each of wanted) {
				if (!values.has(each) && !RARE.has(`${label}=${each}`)) faults.push(`no ${name} has ${label}="${each}"`);
			}
		}
	}
	// label_replace makes labels of its own; all others must come from a metric.
	const made = [...expression.matchAll(/label_replace\(.*?,\s*"(\w+)"/gs)].map(([, label]) => label);
	const strange = groups.filter((label) => selectors.length && !known.has(label) && !made.includes(label));
	return [...faults, ...strange.map((label) => `it groups by ${label}, which none of its metrics has`)];
}
