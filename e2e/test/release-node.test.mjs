// SPDX-License-Identifier: Apache-2.0

// ./scripts/release-node with the node that is built: what it makes is checked as an operator checks it, the package is laid
// out in a folder, and the node is started from there with the settings that are in it.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
	appendFileSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { nodeBinary, startNode } from '../../tools/lib/node.mjs';
import { partsOf, program } from '../kit/program.mjs';

/** @param {...string} words */
const git = (...words) => execFileSync('git', words, { encoding: 'utf8' }).trim();
/** @type {any} */
const world = {};

before(async () => {
	world.folder = mkdtempSync(join(tmpdir(), 'chungnam-release-node-'));
	world.out = join(world.folder, 'out');
	const key = join(world.folder, 'key');
	execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
	writeFileSync(join(world.folder, 'signers'), `releases ${readFileSync(`${key}.pub`, 'utf8')}`);
	world.made = await program('scripts/release-node', ['--binary', nodeBinary(), '--out', world.out, '--sign', key]);
	world.deb = existsSync(world.out) && readdirSync(world.out).find((name) => name.endsWith('.deb'));
});
after(() => rmSync(world.folder, { recursive: true, force: true }));

test('a release has a package, the program, what it is, sums and a signature', () => {
	assert.equal(world.made.code, 0, world.made.both);
	assert.equal(world.made.out.trim(), world.out);
	const files = readdirSync(world.out).sort();
	assert.deepEqual(files, ['SHA256SUMS', 'SHA256SUMS.sig', 'chungnam-node', 'release.json', world.deb].sort());
	const release = JSON.parse(readFileSync(join(world.out, 'release.json'), 'utf8'));
	assert.equal(release.commit, git('rev-parse', 'HEAD'));
	assert.equal(release.tag ?? '', git('tag', '--points-at', 'HEAD', '--list', 'v*'));
	assert.equal(release.package, world.deb);
	assert.equal(release.program, execFileSync(nodeBinary(), ['--version'], { encoding: 'utf8' }).trim());
});

test('the sums and the signature hold, and one changed byte breaks either', () => {
	const sums = () => spawnSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: world.out }).status;
	/** @param {string} text */
	const signature = (text) => {
		const how = [
			'-Y',
			'verify',
			'-n',
			'chungnam-release',
			'-I',
			'releases',
			'-f',
			'../signers',
			'-s',
			'SHA256SUMS.sig',
		];
		return spawnSync('ssh-keygen', how, { cwd: world.out, input: text }).status;
	};
	const text = readFileSync(join(world.out, 'SHA256SUMS'), 'utf8');
	assert.equal(sums(), 0);
	assert.equal(signature(text), 0);
	assert.notEqual(signature(text.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))), 0);
	const file = join(world.out, 'release.json');
	const before = readFileSync(file);
	appendFileSync(file, ' ');
	assert.notEqual(sums(), 0);
	writeFileSync(file, before);
});

test('the package says what it needs, and its scripts are sound', () => {
	/** @param {string} name */
	const field = (name) =>
		execFileSync('dpkg-deb', ['--field', join(world.out, world.deb), name], { encoding: 'utf8' }).trim();
	assert.equal(field('Package'), 'chungnam-node');
	assert.match(field('Version'), /^\d+\.\d+\.\d+(~git\d{14}\.[0-9a-f]+)?$/);
	assert.match(field('Depends'), /libc6 \(>= 2\.\d+\)/);
	const [wanted] = partsOf(/libc6 \(>= (2\.\d+)\)/, field('Depends'));
	const [here] = partsOf(/ (2\.\d+)$/m, execFileSync('ldd', ['--version'], { encoding: 'utf8' }));
	assert.ok(Number(wanted.slice(2)) <= Number(here.slice(2)), `asks for ${wanted}, and here is ${here}`);
	const control = join(world.folder, 'control');
	execFileSync('dpkg-deb', ['--control', join(world.out, world.deb), control]);
	for (const script of ['postinst', 'prerm', 'postrm']) {
		execFileSync('sh', ['-n', join(control, script)]);
		assert.equal(statSync(join(control, script)).mode & 0o777, 0o755);
	}
});

test('the first start of a development chain tells no error', async () => {
	const node = await startNode({ args: ['--dev', '--rpc-methods', 'safe', '--detailed-log-output'] });
	try {
		assert.match(node.words(), /^\S+ \S+ +INFO .*Initializing Genesis block/m, 'each line tells its level');
		assert.equal(node.error(), undefined);
	} finally {
		await node.stop();
	}
});

test('the node starts from the package with the settings of a full node that are in it', async () => {
	const root = join(world.folder, 'root');
	execFileSync('dpkg-deb', ['--extract', join(world.out, world.deb), root]);
	for (const path of [
		'usr/lib/systemd/system/chungnam-node.service',
		'usr/lib/sysusers.d/chungnam.conf',
		'usr/share/doc/chungnam-node/LICENSE',
		'usr/share/doc/chungnam-node/copyright',
		'usr/share/chungnam-node/node-validator.env',
		'usr/share/chungnam-node/validator.conf',
	]) {
		assert.ok(statSync(join(root, path)).size > 0, path);
	}
	const unit = readFileSync(join(root, 'usr/lib/systemd/system/chungnam-node.service'), 'utf8');
	assert.match(unit, /^ExecStart=\/usr\/bin\/chungnam-node /m);
	const settings = readFileSync(join(root, 'usr/share/chungnam-node/node-full.env'), 'utf8');
	const words = partsOf(/^CHUNGNAM_ARGS="(.*)"$/m, settings)[0].split(' ');
	const spec = join(root, 'usr/share/chungnam-node/chain-specs/staging.json');
	const kept = words.filter((word) => !word.startsWith('--db-storage-threshold'));
	const node = await startNode({
		name: 'the packaged node',
		binary: join(root, 'usr/bin/chungnam-node'),
		until: 'answers',
		whole({ folder, ports: { rpc, p2p } }) {
			const here = {
				'/etc/chungnam/chain-spec.json': spec,
				':9944': `:${rpc}`,
				'--rpc-port=9944': `--rpc-port=${rpc}`,
			};
			const args = kept.map((word) => Object.entries(here).reduce((text, [from, to]) => text.replace(from, to), word));
			return [
				...args,
				'--base-path',
				join(folder, 'chain'),
				'--port',
				`${p2p}`,
				'--no-prometheus',
				'--db-storage-threshold=0',
			];
		},
	});
	try {
		const release = JSON.parse(readFileSync(join(world.out, 'release.json'), 'utf8'));
		assert.ok(release.program.endsWith(await node.ask('system_version')));
		const staging = JSON.parse(readFileSync(spec, 'utf8'));
		assert.equal(await node.ask('system_chain'), staging.name);
	} finally {
		await node.stop();
	}
});

test('a program of another version is refused', async () => {
	const other = join(world.folder, 'other');
	writeFileSync(other, '#!/bin/sh\necho chungnam-node 9.9.9-0000000\n', { mode: 0o755 });
	const { code, err } = await program('scripts/release-node', ['--binary', other, '--out', join(world.folder, 'none')]);
	assert.equal(code, 1);
	assert.match(err, /says 'chungnam-node 9\.9\.9-0000000', and this commit has version/);
	assert.ok(!existsSync(join(world.folder, 'none')));
});
