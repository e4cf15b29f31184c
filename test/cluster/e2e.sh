#!/usr/bin/env bash
# The story of a whole cluster. With KUBECONFIG given, on that one, which must have the images; or else on one that is made for it.
set -euo pipefail
# shellcheck source=test/cluster/settings.sh
given=${KUBECONFIG:-}
. "$(dirname "$0")/settings.sh"
if [ -n "$given" ]; then
  export KUBECONFIG=$given SORTIE_E2E_OWN=no
else
  "$here/cluster.sh" up 3
  trap '"$here/cluster.sh" down' EXIT
  export SORTIE_E2E_OWN=yes
fi
"$root/.tools/bin/node" "$root/node_modules/vitest/vitest.mjs" run --config "$here/vitest.config.ts"
