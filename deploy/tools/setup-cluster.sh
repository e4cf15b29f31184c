#!/usr/bin/env bash
# Builds what a real node needs into .tools/kube/bin, beside the control plane of setup-kube.sh: kubelet, kube-proxy, containerd, runc,
# CoreDNS, all from published Go modules pinned by the go.sum beside each. Debian packages bring the network's parts.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/deploy/tools/kube
tools=$root/.tools/kube
say() { printf 'setup-cluster: %s\n' "$*" >&2; }
die() { printf 'setup-cluster: %s\n' "$*" >&2; exit 1; }

packages=(containernetworking-plugins iptables nftables conntrack iproute2 libseccomp-dev pkg-config gcc socat openssl)
absent=()
for package in "${packages[@]}"; do dpkg -s "$package" >/dev/null 2>&1 || absent+=("$package"); done
if [ ${#absent[@]} -gt 0 ]; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || die "missing: ${absent[*]}; install them (Debian: apt-get install ${absent[*]}) and try again"
  say "Debian packages: ${absent[*]}"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "${absent[@]}" >/dev/null
fi

"$root/deploy/tools/setup-kube.sh"
# shellcheck source=deploy/tools/kube/versions.env
. "$here/versions.env"
# shellcheck source=deploy/tools/kube/build.sh
. "$here/build.sh"

fingerprint() { cat "$0" "$here"/versions.env "$here"/*/go.mod "$here"/*/go.sum "$here"/*/main.go | sha256sum | cut -d' ' -f1; }
[ "$(cat "$tools/cluster-installed" 2>/dev/null)" = "$(fingerprint)" ] && exit 0
command -v go >/dev/null || PATH=$PATH:/usr/local/go/bin
started=$SECONDS
say "building the parts of a node from source: about eight minutes on two cores the first time, then never again"

stamp=$(version_stamp)
build 'kubelet, kube-proxy' kubernetes -ldflags "-s -w $stamp" k8s.io/kubernetes/cmd/kubelet k8s.io/kubernetes/cmd/kube-proxy
build runc runc -tags seccomp -ldflags '-s -w' github.com/opencontainers/runc
export CGO_ENABLED=0
build containerd containerd -tags 'no_btrfs no_devmapper no_zfs' -ldflags '-s -w' github.com/containerd/containerd/v2/cmd/{containerd,containerd-shim-runc-v2,ctr}
build coredns coredns -ldflags '-s -w' .
build pause pause -ldflags '-s -w' .
fingerprint >"$tools/cluster-installed"
say "done in $((SECONDS - started)) s; everything is in .tools/kube/"
