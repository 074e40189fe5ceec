// SPDX-License-Identifier: Apache-2.0

// The client of all tests but those of other libraries: @polkadot/api with zero custom types.

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

import { clientOf } from '../../tools/lib/chain.mjs';

export * from '../../tools/lib/chain.mjs';

export const { connect, key } = clientOf({ ApiPromise, Keyring, WsProvider });
