#!/usr/bin/env bash
# Writes the Python client's protocol code from proto/. `make check` fails when it is not current.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-$root/clients/python/src/sortie_rl/_proto}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root/proto"
"$root/.tools/venv/bin/python" -m grpc_tools.protoc -I . --python_out="$work" --pyi_out="$work" \
  sortie/v1/{task,trajectory,fleet,learner}.proto
mkdir -p "$out"
for file in "$work"/sortie/v1/*; do
  # Beside the client's own modules, not as a package of its own that another could clash with.
  sed -E 's/^from sortie\.v1 import/from sortie_rl._proto import/' "$file" >"$out/$(basename "$file")"
done
echo '"""Generated from proto/ by deploy/tools/python-client.sh: do not edit."""' >"$out/__init__.py"
