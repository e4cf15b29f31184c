#!/usr/bin/env bash
# The two images that the cluster itself needs, each a single static program, into .tools/images.
set -euo pipefail
# shellcheck source=test/cluster/settings.sh
. "$(dirname "$0")/settings.sh"
[ -e "$root/.tools/images/complete" ] || die "the images are not built, or under other names than the manifests have: run make images"

image() { # NAME TAG
  local folder layer digest config
  [ "$root/.tools/images/$1.tar" -nt "$bin/$1" ] && return
  folder=$(mktemp -d)
  layer=$folder/layer.tar
  tar -c --mtime=@0 --owner=0 --group=0 --numeric-owner -f "$layer" -C "$bin" "$1"
  digest=$(sha256sum "$layer" | cut -d' ' -f1)
  mv "$layer" "$folder/$digest.tar"
  printf '{"architecture":"%s","os":"linux","config":{"Entrypoint":["/%s"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
    "$(dpkg --print-architecture)" "$1" "$digest" >"$folder/config.json"
  config=$(sha256sum "$folder/config.json" | cut -d' ' -f1).json
  mv "$folder/config.json" "$folder/$config"
  printf '[{"Config":"%s","RepoTags":["localhost/%s:%s"],"Layers":["%s.tar"]}]' "$config" "$1" "$2" "$digest" >"$folder/manifest.json"
  tar -c -f "$root/.tools/images/$1.tar" -C "$folder" .
  rm -r "$folder"
}
image pause 1
image coredns 1
