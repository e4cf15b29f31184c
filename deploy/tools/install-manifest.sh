#!/usr/bin/env bash
# Writes deploy/install.yaml, and the base of kustomize, from the chart; with `-` prints it. Needs helm, which `make setup-kube` builds.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
helm=$root/.tools/kube/bin/helm
[ -x "$helm" ] || { echo 'install-manifest: helm is missing: run make setup-kube' >&2; exit 1; }

# A manifest that is checked in can hold no token of its own: there the network policy alone keeps strangers out.
render() {
  cat <<'HEAD'
# Sortie for trying out: `kubectl apply --server-side -f deploy/install.yaml`. Written by `make generate` from the chart in deploy/helm.
# Its NATS server has one node and no token; a network policy lets the controller and the pods of fleets in, and nobody else.
apiVersion: v1
kind: Namespace
metadata:
  name: sortie-system
HEAD
  "$helm" template sortie "$root/deploy/helm/sortie" --namespace sortie-system --no-hooks --set nats.bundled.auth=false
}

if [ "${1:-}" = - ]; then
  render
else
  render >"$root/deploy/install.yaml"
  # Kustomize reads nothing outside its base.
  cp "$root/deploy/install.yaml" "$root/deploy/kustomize/base/install.yaml"
fi
