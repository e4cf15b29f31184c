#!/usr/bin/env bash
# Inside a node: takes every image of .tools/images, as a registry would have given them. Argument: its number.
set -euo pipefail
# shellcheck source=test/cluster/settings.sh
. "$(dirname "$0")/settings.sh"
for archive in "$root"/.tools/images/*.tar; do
  ctr --address /run/containerd/containerd.sock --namespace k8s.io images import --no-unpack "$archive" >>"$state/log/images$1.log" 2>&1
done
