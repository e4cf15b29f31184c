# What the scripts of the test cluster share. Everything that it keeps is under .tools/cluster.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/test/cluster
bin=$root/.tools/kube/bin
state=$root/.tools/cluster
bridge=sortie0
cgroups=/sys/fs/cgroup
host_ip=172.30.0.1
services=10.96.0.0/16
api=https://$host_ip:6443
export KUBECONFIG=$state/admin.kubeconfig
export PATH=$bin:/usr/sbin:/sbin:$PATH

# Where a node mounts folders of its own: the machine has an empty one beneath each. The outer before the inner.
node_folders=(/var/lib/kubelet /var/lib/containerd /var/lib/cni /var/lib/volume /var/log/pods /var/log/containers /etc/cni /etc/cni/net.d)

# What kubelet sets for the whole machine. A node finds files that say it already, so that the machine keeps its own.
node_sysctls=(vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1 kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000)

node_ip() { echo "172.30.0.1$1"; }
pods_of() { echo "10.244.$1.0/24"; }
say() { printf 'cluster: %s\n' "$*" >&2; }
die() { printf 'cluster: %s\n' "$*" >&2; exit 1; }

boot() { cat /proc/sys/kernel/random/boot_id; }

# identity PID: what no other process has, ever: its number, when it started, and the boot that both are counted from. None of one that has
# ended, reaped or not. The name in its stat may hold anything, brackets too: what is counted begins behind the last one.
identity() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086
  set -- "$1" ${stat##*) }
  [ "$2" != Z ] && echo "$1 ${21} $(boot)"
}

# living FILE: the number of the process that the file has the identity of, if it still lives. What was started is found again by this alone: by
# now, after a crash or a new boot, a stranger's may have its number.
living() {
  local pid rest
  read -r pid rest 2>/dev/null <"$1" && [ "$(identity "$pid")" = "$pid $rest" ] && echo "$pid"
}

# cgroup_folders NAME: the folder of that name in each hierarchy of the machine, v1 or v2.
cgroup_folders() {
  local controller
  if [ -e "$cgroups/cgroup.controllers" ]; then
    echo "$cgroups/$1"
  else
    for controller in cpu cpuacct cpuset memory devices freezer blkio pids systemd; do
      [ ! -d "$cgroups/$controller" ] || echo "$cgroups/$controller/$1"
    done
  fi
}

# What a cluster makes of the machine outside its own folder, for a look before and one after.
machine_state() {
  local folder setting
  for folder in "${node_folders[@]}"; do [ ! -d "$folder" ] || echo "$folder"; done
  ip -o link show | sed -nE 's/^[0-9]+: (sortie[^:@]*).*/\1/p'
  ip route show | grep -E '^(10\.244|172\.30)\.' || true
  for folder in $(cgroup_folders 'sortie-node*'); do [ ! -d "$folder" ] || echo "$folder"; done
  sed 's/^/controllers /' "$cgroups/cgroup.subtree_control" 2>/dev/null || true
  grep -o "$state/[^ ]*" /proc/mounts || true
  # Without their numbers: what somebody else has running there, both looks see alike.
  pgrep -af -- "$state/|$here/node\.sh" | cut -d' ' -f2- | sort
  # Rules without their counters; one that may not look at them has none of its own there.
  if command -v nft >/dev/null; then nft --stateless list ruleset 2>/dev/null || echo 'nft: its rules cannot be read'; fi
  # The last two are what nodes set in networks of their own.
  for setting in "${node_sysctls[@]%=*}" net/ipv4/ip_forward net/ipv4/conf/all/route_localnet; do
    echo "$setting $(cat "/proc/sys/$setting" 2>/dev/null)"
  done
}
