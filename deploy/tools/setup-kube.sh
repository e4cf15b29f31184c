#!/usr/bin/env bash
# Builds a real Kubernetes control plane for tests into .tools/kube/bin: etcd, kube-apiserver, controller-manager, scheduler, kubectl,
# helm, kubeconform, and kwok, which plays nodes. All from published Go modules, pinned and checked by the go.sum beside each (deploy/tools/kube).
# Safe to interrupt and to run again: what was compiled stays in Go's own cache.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/deploy/tools/kube
tools=$root/.tools/kube
# shellcheck source=deploy/tools/kube/versions.env
. "$here/versions.env"
# shellcheck source=deploy/tools/kube/build.sh
. "$here/build.sh"

say() { printf 'setup-kube: %s\n' "$*" >&2; }
die() { printf 'setup-kube: %s\n' "$*" >&2; exit 1; }

fingerprint() { cat "$root/deploy/tools/setup-kube.sh" "$here"/versions.env "$here"/{etcd,kwok,helm,kubeconform,kubernetes}/go.mod "$here"/{etcd,kwok,helm,kubeconform,kubernetes}/go.sum "$here"/etcd/main.go | sha256sum | cut -d' ' -f1; }

[ "$(cat "$tools/installed" 2>/dev/null)" = "$(fingerprint)" ] && exit 0

need="install Go >= $GO_MIN (https://go.dev/dl, or Debian's golang package where it is new enough), then run make setup-kube again"
# Where Go's own installer puts it, which not every shell has on its path.
command -v go >/dev/null || PATH=$PATH:/usr/local/go/bin
command -v go >/dev/null || die "go is missing: $need"
own=$(cd / && GOTOOLCHAIN=local go env GOVERSION)
[ "$(printf '%s\n' "go$GO_MIN" "$own" | sort -V | head -1)" = "go$GO_MIN" ] || die "$own is too old: $need"

started=$SECONDS
mkdir -p "$tools/bin"
say "building a Kubernetes $KUBERNETES_VERSION control plane from source: about ten minutes on two cores the first time, then never again"

stamp=$(version_stamp)
for part in kubectl kube-apiserver kube-controller-manager kube-scheduler; do
  build "$part" kubernetes -ldflags "-s -w $stamp" "k8s.io/kubernetes/cmd/$part"
done
build etcd etcd -ldflags '-s -w' .
build helm helm -ldflags '-s -w' helm.sh/helm/v4/cmd/helm
build kubeconform kubeconform -ldflags '-s -w' github.com/yannh/kubeconform/cmd/kubeconform
build kwok kwok -ldflags '-s -w' sigs.k8s.io/kwok/cmd/kwok
fingerprint >"$tools/installed"
say "done in $((SECONDS - started)) s; everything is in .tools/kube/"
