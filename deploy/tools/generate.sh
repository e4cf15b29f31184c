#!/usr/bin/env bash
# Writes internal/gen from proto/: static protobufjs code and its types. `make check` fails when it is not current.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-$root/internal/gen}
export PATH="$root/.tools/bin:$root/node_modules/.bin:$PATH"
cd "$root/proto"
# Numbers, not Long objects: every 64-bit field is a duration or a count below 2^53.
pbjs --target static-module --wrap esm --force-number --no-verify --no-delimited --no-service --no-typeurl --dts --path . --root sortie --out "$out/sortie.js" sortie/v1/*.proto

# Read before the generated code: its defaults are fixed when it loads. An old reader must not lose what a new writer said, so
# unknown fields are kept; and --force-number changes types alone: without this, 64-bit fields are Long objects at run time.
cat >"$out/runtime.js" <<'JS'
import protobuf from "protobufjs/minimal.js";
protobuf.util.Long = null;
protobuf.configure();
protobuf.Reader.discardUnknown = false;
JS

# One short name for the package: `pb.Turn`.
cat >"$out/v1.js" <<'JS'
import "./runtime.js";
import { sortie } from "./sortie.js";
export const pb = sortie.v1;
JS
cat >"$out/v1.d.ts" <<'TS'
import { sortie } from "./sortie.js";
export import pb = sortie.v1;
TS
