#!/usr/bin/env bash
# The commands of docs/install.md, and the story of a whole cluster. With KUBECONFIG given, on that one, which must have the images; or else
# each on a fresh one that is made for it.
set -uo pipefail
# shellcheck source=test/cluster/settings.sh
given=${KUBECONFIG:+$(realpath "$KUBECONFIG")}
. "$(dirname "$0")/settings.sh"
[ -n "$given" ] || [ ! -e "$state/run" ] || die "a cluster is up: make cluster-down first, or make e2e KUBECONFIG=$KUBECONFIG"
failed=0

play() { # NAME
  "$root/.tools/bin/node" "$root/node_modules/vitest/vitest.mjs" run --config "$here/vitest.config.ts" \
    --reporter=default --reporter=json --outputFile.json="$root/.tools/e2e-$1-report.json" "$here/$1.test.ts" || failed=1
}

rm -f "$root"/.tools/e2e-*-report.json "$root/.tools/e2e.json"
for part in quickstart story; do
  if [ -n "$given" ]; then
    KUBECONFIG=$given SORTIE_E2E_OWN=no play $part
  else
    "$here/cluster.sh" up 3 || { "$here/cluster.sh" down; exit 1; }
    trap '"$here/cluster.sh" down' EXIT
    SORTIE_E2E_OWN=yes play $part
    "$here/cluster.sh" down
    trap - EXIT
  fi
done
exit $failed
