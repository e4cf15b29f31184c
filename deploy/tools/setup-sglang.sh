#!/usr/bin/env bash
# Installs SGLang for the CPU into .tools/sglang/, over what make setup-vllm brings (PyTorch, and the small model): what the tests of its adapter
# run against. Pinned and checked by hash (sglang/requirements.txt). Safe to interrupt and to run again.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/deploy/tools/sglang
sglang=$root/.tools/sglang
vllm=$root/.tools/vllm

say() { printf 'setup-sglang: %s\n' "$*" >&2; }
die() { printf 'setup-sglang: %s\n' "$*" >&2; exit 1; }
# Quiet while it goes well; everything that the command said when it does not.
run() { "$@" >"$sglang.log" 2>&1 || { cat "$sglang.log" >&2; die "failed: $*"; }; }
fingerprint() { (cat "$vllm/installed" "$0" "$here"/*) | sha256sum | cut -d' ' -f1; }

[ -e "$vllm/installed" ] || die 'vLLM is to be there first, whose PyTorch it shares: make setup-vllm'
[ "$(cat "$sglang/installed" 2>/dev/null)" = "$(fingerprint)" ] && exit 0
started=$SECONDS
say 'SGLang from PyPI: 50 MB'
rm -rf "$sglang"
run "$vllm/bin/python" -m venv "$sglang"
site() { "$1/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])'; }
site "$vllm" >"$(site "$sglang")/vllm.pth"
run "$sglang/bin/python" -m pip install --disable-pip-version-check --no-cache-dir --no-deps --require-hashes -r "$here/requirements.txt"
fingerprint >"$sglang/installed"
say "done in $((SECONDS - started)) s; everything is in .tools/sglang/"
