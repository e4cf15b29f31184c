# Sourced by the scripts that build parts of Kubernetes: needs `here`, `tools`, `say` and `die` of theirs.

# Says every half minute that it is still at work; everything that the command said when it fails.
build() { # NAME FOLDER ARGUMENTS...
  local name=$1 folder=$2 log=$tools/build.log pid since=$SECONDS
  shift 2
  say "$name"
  (cd "$here/$folder" && exec env GOFLAGS=-mod=readonly GOTOOLCHAIN=local go build -trimpath -o "$tools/bin/" "$@") >"$log" 2>&1 &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    [ $(((SECONDS - since) % 30)) -ne 0 ] || say "$name: $((SECONDS - since)) s"
  done
  wait "$pid" || { cat "$log" >&2; die "failed: $name"; }
}

# What `kubectl version` and the API server say of themselves.
version_stamp() {
  local minor=${KUBERNETES_VERSION#1.}
  echo "-X k8s.io/component-base/version.gitVersion=v$KUBERNETES_VERSION -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=${minor%%.*}"
}
