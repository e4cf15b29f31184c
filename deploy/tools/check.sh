#!/usr/bin/env bash
# Every check that is not a test. Runs them all and names those that failed.
set -uo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
export PATH="$root/.tools/bin:$root/node_modules/.bin:$PATH"
failed=()
exec 3>&2

# check NAME REMEDY COMMAND…
check() {
  local name=$1 remedy=$2 started=$SECONDS output
  shift 2
  if output=$("$@" 2>&1); then
    printf 'check: %-10s ok (%d s)\n' "$name" "$((SECONDS - started))"
  else
    printf '%s\ncheck: %-10s FAILED: %s\n' "$output" "$name" "$remedy"
    failed+=("$name")
  fi
}

generated_is_current() {
  local fresh
  fresh=$(mktemp -d)
  deploy/tools/generate.sh "$fresh" && diff -rq "$fresh" internal/gen
  local status=$?
  rm -rf "$fresh"
  return $status
}

client_is_current() {
  local fresh
  fresh=$(mktemp -d)
  deploy/tools/python-client.sh "$fresh" && diff -rq --exclude __pycache__ "$fresh" clients/python/src/sortie_rl/_proto
  local status=$?
  rm -rf "$fresh"
  return $status
}

schema_is_current() { diff <(node deploy/tools/schema.ts -) docs/reference/task.schema.json; }

reference_is_current() { diff <(node deploy/tools/cli-reference.ts -) docs/reference/cli.md; }

resource_is_current() { diff <(node deploy/tools/fleet-reference.ts -) <(cat deploy/helm/sortie/files/rolloutfleets.yaml docs/reference/rolloutfleet.md); }

# The chart: rendered strictly, and what was made of it current. Where helm was not built this says so.
chart_is_current() {
  local helm=.tools/kube/bin/helm version
  [ -x "$helm" ] || { echo 'check: chart: left out, helm is missing: run make setup-kube' >&3; return 0; }
  "$helm" lint --strict --quiet deploy/helm/sortie || return 1
  version=$(node -p 'require("./package.json").version')
  grep -qx "version: $version" deploy/helm/sortie/Chart.yaml && grep -qx "appVersion: $version" deploy/helm/sortie/Chart.yaml || { echo "Chart.yaml is not of version $version"; return 1; }
  diff <(deploy/tools/install-manifest.sh -) deploy/install.yaml && diff deploy/install.yaml deploy/kustomize/base/install.yaml
}

shell_scripts_parse() { local script; for script in deploy/tools/*.sh deploy/tools/kube/*.sh test/cluster/*.sh .ci/run; do bash -n "$script" || return 1; done; }

check types "see the errors" tsc
check lint "see the errors" eslint --max-warnings 0 .
check format "run make format" prettier --log-level warn --check .
check dead-code "remove what nothing uses" knip
check proto "see the errors" buf lint
check breaking "keep the wire compatible; before a release, make proto-baseline" buf breaking --against test/golden/sortie.v1.binpb
check generated "run make generate" generated_is_current
check client "run make generate" client_is_current
check schema "run make generate" schema_is_current
check reference "run make generate" reference_is_current
check resource "run make generate" resource_is_current
check chart "see the errors, or run make generate" chart_is_current
check shell "see the errors" shell_scripts_parse

[ ${#failed[@]} -eq 0 ] || { printf 'check: failed: %s\n' "${failed[*]}"; exit 1; }
