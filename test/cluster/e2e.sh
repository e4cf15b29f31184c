#!/usr/bin/env bash
# The commands of docs/install.md, and the story of a whole cluster. With KUBECONFIG given, on that one, which must have the images and
# nothing of Sortie; or else each on a fresh one that is made for it. `make e2e` hands on only a KUBECONFIG that was given to make itself.
set -uo pipefail
given=${KUBECONFIG:+$(realpath -e "$KUBECONFIG")} || exit 1
# shellcheck source=test/cluster/settings.sh
. "$(dirname "$0")/settings.sh"
[ -n "$given" ] || [ ! -e "$state/run" ] || die "a cluster is up: make cluster-down first, or make e2e KUBECONFIG=$KUBECONFIG"
failed=0

# How often a part may be played: a machine that does other things as well can be too slow for a wait once. Each time is said, each time's
# report is kept, and what was not a wait that was too short is never played again.
tries=${E2E_TRIES:-1}

play() { # NAME
  "$root/.tools/bin/node" "$root/node_modules/vitest/vitest.mjs" run --config "$here/vitest.config.ts" \
    --reporter=default --reporter=json --outputFile.json="$root/.tools/e2e-$1-report.json" "$here/$1.test.ts"
}

rm -f "$root"/.tools/e2e-*-report*.json "$root/.tools/e2e.json"
play images || failed=1
for part in quickstart story; do
  report=$root/.tools/e2e-$part-report.json
  if [ -n "$given" ]; then
    # One that was refused says that the cluster is somebody's; one that failed leaves what it made, to be looked at.
    KUBECONFIG=$given SORTIE_E2E_OWN=no play $part || { failed=1; break; }
    continue
  fi
  for ((try = 1; ; try++)); do
    before=$(machine_state)
    "$here/cluster.sh" up 3 || { "$here/cluster.sh" down; exit 1; }
    trap '"$here/cluster.sh" down' EXIT
    well=yes
    SORTIE_E2E_OWN=yes play $part || well=no
    "$here/cluster.sh" down
    trap - EXIT
    if left=$(diff <(echo "$before") <(machine_state)); then :; else
      say "the machine is not as it was before $part: $left"
      failed=1
    fi
    [ $well = no ] || break
    say "$part failed, try $try of $tries"
    [ $try -lt "$tries" ] && "$root/.tools/bin/node" "$here/late.ts" "$report" || { failed=1; break; }
    mv "$report" "${report%.json}.try$try.json"
  done
done
exit $failed
