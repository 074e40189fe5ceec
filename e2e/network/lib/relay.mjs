// SPDX-License-Identifier: Apache-2.0

// Carries connections from a socket file to ports of 127.0.0.1. It runs inside a network namespace, whose loopback
// nobody outside reaches; files can be reached from everywhere.
//
//   node relay.mjs SOCKET PORT [SOCKET PORT ...]

import { connect, createServer } from 'node:net';

import { carry } from './carry.mjs';

const words = process.argv.slice(2);
for (let i = 0; i < words.length; i += 2) {
	const [socket, port] = [words[i], Number(words[i + 1])];
	createServer((outside) => carry(outside, connect({ port, host: '127.0.0.1' }))).listen(socket);
}
