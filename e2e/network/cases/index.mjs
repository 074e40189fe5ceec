// SPDX-License-Identifier: Apache-2.0

// Every case, in the order in which they run. Each has a name, what it does, what must hold, whether CI runs it (`quick`),
// what it needs of the machine, and `run`, which throws, or gives the measured figures in a sentence.

import crash from './crash.mjs';
import files from './files.mjs';
import links from './links.mjs';
import validators from './validators.mjs';

export const CASES = [...crash, ...files, ...links, ...validators];
