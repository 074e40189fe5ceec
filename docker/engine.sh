# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Which container engine there is. Sourced by build and up.

# Sets ENGINE to one that runs and can build this Dockerfile, or says why there is none.
find_engine() {
	local name found=()
	for name in ${ENGINE:-docker podman}; do
		have "$name" || continue
		found+=("$name")
		if ! "$name" info >/dev/null 2>&1; then
			warn "$name is installed, but no engine answers it ('$name info' says more)."
		elif [[ $name == docker ]] && ! docker buildx version >/dev/null 2>&1; then
			warn "docker runs, but without buildx it cannot use the caches that the Dockerfile asks for."
		else
			ENGINE=$name
			return
		fi
	done
	if ((${#found[@]})); then
		die "There is no container engine here, only its command: ${found[*]}." \
			"Start it (systemctl start docker), add docker-buildx, or do this on a machine that has one." \
			"Without any container: ./scripts/run, or packaging/systemd for a server."
	fi
	die "There is no container engine here: neither ${ENGINE:-docker nor podman} was found." \
		"Install Docker with buildx, or Podman, or do this on a machine that has one." \
		"Without any container: ./scripts/run, or packaging/systemd for a server."
}
