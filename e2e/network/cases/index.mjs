// SPDX-License-Identifier: Apache-2.0

// Every case. Each has
//   name, does, holds   what the table in docs/faults.md says of it
//   on                  the network it breaks: 'shared', one of four validators that goes from case to case; 'own'; 'mixed', its
//                       own with both stacks; 'none', it starts nodes alone
//   daily               CI runs it every day; the others every second day (lib/plan.mjs)
//   late                after the others that share its network: it needs a chain of some length
//   needs               what the machine must have
//   run                 throws, or gives the measured figures in a sentence
// `Case` says it in types. Their order decides which day of CI they have.

import crash from './crash.mjs';
import decisions from './decisions.mjs';
import files from './files.mjs';
import links from './links.mjs';
import validators from './validators.mjs';

/**
 * @typedef {{
 *   name: string, does: string, holds: string, on: string, daily?: boolean, late?: boolean, needs?: string[],
 *   limit?: number, run: (bench: import('../lib/bench.mjs').Bench) => Promise<string>,
 * }} Case
 */

/** @type {Case[]} */
export const CASES = [...crash, ...files, ...links, ...validators, ...decisions];
