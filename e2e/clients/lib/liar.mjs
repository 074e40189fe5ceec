// SPDX-License-Identifier: Apache-2.0

// A client that claims everything and does nothing. The driver must find out every word of it, or the table is worth
// nothing.

import { shown } from './task.mjs';

shown('connects', { seconds: 0.1, warped: false });
shown('decodes', { metadata: 16, storage: 1, constants: 1, values: 1, seconds: 0.1 });
shown('reads', { balance: '1', seconds: 0.1 });
shown('sends', { event: true });
shown('final', { seconds: 0.1 });
shown('shop', { event: true, fee: false, seconds: 0.1 });
