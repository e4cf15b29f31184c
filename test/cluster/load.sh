#!/usr/bin/env bash
# Inside a node: takes every image of .tools/images, as a registry would have given them. Argument: its number.
set -euo pipefail
# shellcheck source=test/cluster/settings.sh
. "$(dirname "$0")/settings.sh"
images() { ctr --address /run/containerd/containerd.sock --namespace k8s.io images "$@"; }
for archive in "$root"/.tools/images/*.tar; do
  images import --no-unpack "$archive" >>"$state/log/images$1.log" 2>&1
done
# No registry is reached from a node: the name under which the bundled NATS server is published leads to the same program.
published=$(sed -nE 's/^ *image: (nats:[^ ]+)$/\1/p' "$root/deploy/helm/sortie/values.yaml")
images tag --force "$(images list --quiet | grep '/sortie/nats:')" "docker.io/library/${published:?in values.yaml}" >/dev/null
