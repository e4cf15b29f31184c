#!/usr/bin/env bash
# Writes internal/gen from proto/: static protobufjs code and its types. `make check` fails when it is not current.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-$root/internal/gen}
export PATH="$root/.tools/bin:$root/node_modules/.bin:$PATH"
cd "$root/proto"
# Numbers, not Long objects: every 64-bit field is a duration or a count below 2^53.
pbjs --target static-module --wrap esm --force-number --no-verify --no-delimited --no-service --no-typeurl --dts --path . --root sortie --out "$out/sortie.js" sortie/v1/*.proto

# One short name for the package: `pb.Turn`. An old reader must not lose what a new writer said, so unknown fields are kept.
cat >"$out/v1.js" <<'JS'
import protobuf from "protobufjs/minimal.js";
import { sortie } from "./sortie.js";
protobuf.Reader.discardUnknown = false;
export const pb = sortie.v1;
JS
cat >"$out/v1.d.ts" <<'TS'
import { sortie } from "./sortie.js";
export import pb = sortie.v1;
TS
