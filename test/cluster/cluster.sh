#!/usr/bin/env bash
# A real Kubernetes on this machine, for tests: an API server with RBAC, and nodes that are each a kubelet, containerd and kube-proxy in
# namespaces of their own on one bridge. Needs root on Linux. Leaves the machine as it was when it goes down.
#
#   cluster.sh check [NODES] | up [NODES] | down | status | load | kill-node N | start-node N | in-node N COMMAND… | node-grace DURATION
set -euo pipefail
# shellcheck source=test/cluster/settings.sh
. "$(dirname "$0")/settings.sh"

# start NAME COMMAND…: in a session of its own, with a log, and kept who it is. One that has ended at once is missed by who waits for it.
start() {
  local name=$1
  shift
  setsid "$@" >"$state/log/$name.log" 2>&1 </dev/null &
  identity $! >"$state/run/$name.pid" || true
}

# until_so SECONDS WHAT COMMAND…
until_so() {
  local until=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt "$until" ] || die "$what did not come; see $state/log"
    sleep 0.2
  done
}

has_ended() { ! living "$1"; }

stop_part() { # NAME
  local file=$state/run/$1.pid pid
  pid=$(living "$file") || return 0
  kill -9 "$pid" 2>/dev/null || true
  until_so 20 "the end of $1" has_ended "$file"
}

check_nodes() { [[ $1 =~ ^[1-3]$ ]] || die "NODES is $1: give 1, 2 or 3"; }

# check_machine NODES: what no set-up can bring.
check_machine() {
  [ "$(uname -s)" = Linux ] || die "needs Linux: nodes are made of its namespaces; or give another cluster by KUBECONFIG"
  [ "$(id -u)" = 0 ] || die "needs root: nodes are made of namespaces, control groups and network devices"
  unshare --mount --net --pid --fork true 2>/dev/null || die "this machine gives no mount, network and pid namespaces: run it on one that does, or give another cluster by KUBECONFIG"
  local folder
  for folder in $(cgroup_folders sortie-try); do
    mkdir "$folder" 2>/dev/null || die "control groups cannot be written ($folder): run it where they can, or give another cluster by KUBECONFIG"
    rmdir "$folder"
  done
  # Of a cluster that is up all of it is its own.
  [ -e "$state/run" ] || check_room "$1"
}

# listens PORT ADDRESSES: whether something of this machine does, at one of the addresses (an expression, in the kernel's spelling).
listens() {
  { cat /proc/net/tcp /proc/net/tcp6 2>/dev/null || true; } | awk -v at="^($2):$(printf %04X "$1")\$" '$4 == "0A" && $2 ~ at { found = 1 } END { exit !found }'
}

# check_room NODES: memory, disk, ports and addresses. The two amounts a node are reckoned from its parts, with the story's own: daemons, its share
# of two engines and six workers, and the 2 GiB of one node's full disk, which are memory; its images twice, packed and unpacked.
check_room() {
  local memory_mib disk=$state disk_mib needed_mib=$((2048 * $1)) everywhere=0+ this=0100007F network other
  memory_mib=$(($(sed -nE 's/^MemAvailable: +([0-9]+) kB$/\1/p' /proc/meminfo) / 1024))
  [ "$memory_mib" -ge $needed_mib ] || die "$1 nodes need $needed_mib MiB of memory, and $memory_mib are available: end something else, or take fewer nodes (NODES=1)"
  until [ -e "$disk" ]; do disk=$(dirname "$disk"); done
  disk_mib=$(($(df -k --output=avail "$disk" | tail -1) / 1024))
  [ "$disk_mib" -ge $needed_mib ] || die "$1 nodes need $needed_mib MiB of disk under $state, and $disk_mib are free: make room, or take fewer nodes (NODES=1)"
  for other in "12379 $everywhere|$this" "12380 $everywhere|$this" "6443 $everywhere"; do
    # shellcheck disable=SC2086
    if listens $other; then die "port ${other% *} of this machine is in use, which its control plane listens on: end what does (ss -tlnp)"; fi
  done
  # Where it is missing, set-up brings it, and this is looked at when the cluster starts.
  command -v ip >/dev/null || return 0
  for network in 172.30.0.0/24 "$(pods_of 1)" "$(pods_of 2)" "$(pods_of 3)"; do
    # The machine's way out, in one route or in two halves, leads everywhere and is nobody's there.
    other=$({ ip -brief -4 addr show to "$network"; ip -4 route show root "$network"; ip -4 route show match "$network"; } | grep -vE '^(default|0\.0\.0\.0/1|128\.0\.0\.0/1) ' | head -1 | tr -s ' ') || true
    [ -z "$other" ] || die "$network, where its nodes and pods are to be, is somebody's already (${other% }): take that away, or give another cluster by KUBECONFIG"
  done
}

check_parts() {
  [ -x "$bin/kubelet" ] && [ -x "$bin/containerd" ] || die "its parts are not built: run make cluster-up, which builds them first"
  local command
  for command in ip nft unshare nsenter openssl; do command -v $command >/dev/null || die "$command is missing: run make cluster-up, which installs it where apt-get is"; done
}

make_certificates() {
  local pki=$state/pki
  mkdir -p "$pki" && chmod 700 "$pki"
  key() { openssl ecparam -name prime256v1 -genkey -noout -out "$pki/$1.key"; }
  key ca
  openssl req -x509 -new -key "$pki/ca.key" -days 30 -subj /CN=sortie-test -out "$pki/ca.crt" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
  certificate() { # NAME SUBJECT USAGE [ALTERNATIVE NAMES]
    key "$1"
    { echo "extendedKeyUsage=$3"; [ -z "${4:-}" ] || echo "subjectAltName=$4"; } >"$pki/$1.ext"
    openssl req -new -key "$pki/$1.key" -subj "$2" | openssl x509 -req -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -CAcreateserial -days 30 -extfile "$pki/$1.ext" -out "$pki/$1.crt" 2>/dev/null
  }
  certificate apiserver /CN=kube-apiserver serverAuth "DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:10.96.0.1,IP:$host_ip,IP:127.0.0.1"
  certificate to-kubelet /O=system:masters/CN=kube-apiserver clientAuth
  openssl genrsa -out "$pki/accounts.key" 2048 2>/dev/null
  openssl rsa -in "$pki/accounts.key" -pubout -out "$pki/accounts.pub" 2>/dev/null
}

# A user of the API server by a token of its own, in the groups given, and its kubeconfig.
add_user() { # FILE USER [GROUP]
  local token
  token=$(openssl rand -hex 16)
  echo "$token,$2,$2,${3:-}" >>"$state/pki/tokens.csv"
  cat >"$state/$1.kubeconfig" <<KUBECONFIG
apiVersion: v1
kind: Config
clusters: [{ name: test, cluster: { server: $api, certificate-authority: $state/pki/ca.crt } }]
users: [{ name: user, user: { token: $token } }]
contexts: [{ name: test, context: { cluster: test, user: user } }]
current-context: test
KUBECONFIG
  chmod 600 "$state/$1.kubeconfig"
}

# With how long a node may be silent before it counts as lost.
start_controllers() {
  local pki=$state/pki
  start kube-controller-manager kube-controller-manager --kubeconfig "$state/controllers.kubeconfig" --bind-address 127.0.0.1 --secure-port 0 \
    --leader-elect=false --use-service-account-credentials --service-account-private-key-file "$pki/accounts.key" --root-ca-file "$pki/ca.crt" \
    --flex-volume-plugin-dir "$state/flex" --kube-api-qps 200 --kube-api-burst 200 --node-monitor-period 1s \
    --node-monitor-grace-period "$1" --node-eviction-rate 10 --secondary-node-eviction-rate 10
}

start_control_plane() {
  local pki=$state/pki n
  make_certificates
  add_user admin admin system:masters
  add_user controllers system:kube-controller-manager
  add_user scheduler system:kube-scheduler
  add_user proxy system:kube-proxy
  for n in 1 2 3; do add_user "node$n" "system:node:node$n" system:nodes; done
  ip link add $bridge type bridge
  ip addr add $host_ip/24 dev $bridge
  ip link set $bridge up
  mkdir -m 700 "$state/etcd"
  start etcd etcd --name e --data-dir "$state/etcd" --unsafe-no-fsync --log-level warn --listen-client-urls http://127.0.0.1:12379 \
    --advertise-client-urls http://127.0.0.1:12379 --listen-peer-urls http://127.0.0.1:12380 \
    --initial-advertise-peer-urls http://127.0.0.1:12380 --initial-cluster e=http://127.0.0.1:12380
  start kube-apiserver kube-apiserver --etcd-servers http://127.0.0.1:12379 --bind-address $host_ip --advertise-address $host_ip \
    --secure-port 6443 --tls-cert-file "$pki/apiserver.crt" --tls-private-key-file "$pki/apiserver.key" --token-auth-file "$pki/tokens.csv" \
    --client-ca-file "$pki/ca.crt" --kubelet-client-certificate "$pki/to-kubelet.crt" --kubelet-client-key "$pki/to-kubelet.key" \
    --kubelet-preferred-address-types InternalIP --service-account-issuer https://kubernetes.default.svc.cluster.local \
    --service-account-key-file "$pki/accounts.pub" --service-account-signing-key-file "$pki/accounts.key" \
    --service-cluster-ip-range $services --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction --anonymous-auth=false \
    --audit-policy-file "$here/audit.yaml" --audit-log-path "$state/log/audit.log" --profiling=false --allow-privileged=true
  until_so 60 'the API server' kubectl get --raw /readyz
  # Only now: it ends at once where the server's own roles are not there yet.
  start_controllers "${SORTIE_NODE_GRACE:-12s}"
  start kube-scheduler kube-scheduler --kubeconfig "$state/scheduler.kubeconfig" --bind-address 127.0.0.1 --secure-port 0 --leader-elect=false
  until_so 60 'the default service account' kubectl get serviceaccount default
}

start_node() {
  local n=$1 folder=$state/node$1 outer inner
  kubectl delete node "node$n" --ignore-not-found >/dev/null
  rm -rf --one-file-system "$folder"
  mkdir -p "$folder"
  setsid unshare --mount --net --pid --uts --ipc --fork --kill-child=SIGKILL "$here/node.sh" "$n" >"$state/log/node$n.log" 2>&1 </dev/null &
  outer=$!
  identity $outer >"$state/run/node$n.pid" || true
  until_so 20 "the namespaces of node$n" test -e "$folder/namespaces-ready"
  inner=$(pgrep -P "$outer")
  identity "$inner" >"$folder/init.pid"
  ip link add "sortie-n$n" type veth peer name eth0 netns "$inner"
  ip link set "sortie-n$n" master $bridge up
  # That of a killed node stays until the cluster goes, lest what is sent to its pods leaves the machine.
  [ -n "$(ip route show exact "$(pods_of "$n")" via "$(node_ip "$n")")" ] || ip route add "$(pods_of "$n")" via "$(node_ip "$n")"
  until_so 180 "node$n" kubectl wait "node/node$n" --for=condition=Ready --timeout=1s
}

# As by a loss of power: the kernel ends all that is in the namespaces of its first process.
kill_node() {
  local n=$1 folder
  [ -e "$state/run/node$n.pid" ] || return 0
  stop_part "node$n"
  ip link del "sortie-n$n" 2>/dev/null || true
  for folder in $(cgroup_folders "sortie-node$n"); do
    [ ! -d "$folder" ] || until_so 20 "the control groups of node$n to be empty" find "$folder" -depth -type d -exec rmdir {} +
  done
  rm -f "$state/run/node$n.pid"
  rm -rf --one-file-system "$state/node$n"
}

# kubelet refuses a control group of version 2 without one of these that the machine has. Untried: where this was made, they are of version 1.
enable_controllers() {
  local controller
  [ -e "$cgroups/cgroup.controllers" ] || return 0
  boot >"$state/run/controllers"
  for controller in cpu cpuset memory hugetlb pids; do
    if ! grep -qw $controller "$cgroups/cgroup.controllers" || grep -qw $controller "$cgroups/cgroup.subtree_control"; then continue; fi
    echo "+$controller" >"$cgroups/cgroup.subtree_control" || die "the controller $controller cannot be enabled in $cgroups/cgroup.subtree_control: run it where it can, or give another cluster by KUBECONFIG"
    echo $controller >>"$state/run/controllers"
  done
}

# Exactly those that were enabled for this, in the boot that they were enabled in.
disable_controllers() {
  local in_boot controller
  [ -e "$state/run/controllers" ] || return 0
  {
    read -r in_boot
    while [ "$in_boot" = "$(boot)" ] && read -r controller; do
      echo "-$controller" 2>/dev/null >"$cgroups/cgroup.subtree_control" || say "the controller $controller stays enabled in $cgroups: somebody uses it by now"
    done
  } <"$state/run/controllers"
}

up() {
  local nodes=${1:-3} n pids=() started=$SECONDS
  check_nodes "$nodes"
  [ ! -e "$state/run" ] || die "it is up, or was not taken down: make cluster-status, make cluster-down"
  check_machine "$nodes"
  check_parts
  rm -rf "$state/log"
  mkdir -p "$state/log" "$state/run"
  # Those that a node makes on the machine's own disk go again with the cluster.
  for n in "${node_folders[@]}"; do [ -d "$n" ] || echo "$n"; done >"$state/run/made-folders"
  "$here/images.sh"
  enable_controllers
  start_control_plane
  for n in $(seq "$nodes"); do start_node "$n" & pids+=($!); done
  for n in "${pids[@]}"; do wait "$n" || die "a node did not come; see $state/log"; done
  start network-policies "$root/.tools/bin/node" "$here/network-policies.ts" "$state"
  kubectl apply -f "$here/coredns.yaml" -f "$here/storage.yaml" >/dev/null
  kubectl -n kube-system rollout status deployment/coredns --timeout=90s >/dev/null
  say "$nodes nodes are ready after $((SECONDS - started)) s; export KUBECONFIG=$KUBECONFIG"
}

down() {
  local n part
  for n in 1 2 3; do kill_node "$n"; done
  for part in network-policies kube-scheduler kube-controller-manager kube-apiserver etcd; do stop_part $part; done
  ip link del $bridge 2>/dev/null || true
  disable_controllers
  # The inner before the outer, and none in which somebody else has put something meanwhile.
  tac "$state/run/made-folders" 2>/dev/null | xargs --no-run-if-empty rmdir --ignore-fail-on-non-empty 2>/dev/null || true
  rm -rf "$state/run" "$state/etcd" "$state/pki" "$state"/*.kubeconfig
  say "it is down; logs of it are in $state/log"
}

status() {
  [ -e "$state/run" ] || { say 'it is not up'; exit 1; }
  kubectl get nodes -o wide
}

in_node() { # N COMMAND…
  local n=$1 pid
  shift
  pid=$(living "$state/node$n/init.pid") || die "node$n does not run: make cluster-status"
  nsenter --target "$pid" --all "$@"
}

case ${1:-} in
  check) check_nodes "${2:-3}" && check_machine "${2:-3}" ;;
  up) up "${2:-3}" ;;
  down) down ;;
  status) status ;;
  kill-node) kill_node "${2:?which node}" ;;
  start-node) start_node "${2:?which node}" ;;
  load) for n in 1 2 3; do [ ! -e "$state/node$n" ] || in_node "$n" "$here/load.sh" "$n"; done ;;
  in-node) n=${2:?which node}; shift 2; in_node "$n" "$@" ;;
  node-grace) stop_part kube-controller-manager && start_controllers "${2:?how long}" ;;
  *) die "cluster.sh check [NODES] | up [NODES] | down | status | load | kill-node N | start-node N | in-node N COMMAND… | node-grace DURATION" ;;
esac
