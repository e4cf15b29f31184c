# What the scripts of the test cluster share. Everything that it keeps is under .tools/cluster.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/test/cluster
bin=$root/.tools/kube/bin
state=$root/.tools/cluster
bridge=sortie0
host_ip=172.30.0.1
services=10.96.0.0/16
api=https://$host_ip:6443
export KUBECONFIG=$state/admin.kubeconfig
export PATH=$bin:/usr/sbin:/sbin:$PATH

node_ip() { echo "172.30.0.1$1"; }
pods_of() { echo "10.244.$1.0/24"; }
say() { printf 'cluster: %s\n' "$*" >&2; }
die() { printf 'cluster: %s\n' "$*" >&2; exit 1; }

# cgroup_folders NAME: the folder of that name in each hierarchy of the machine, v1 or v2.
cgroup_folders() {
  local controller
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    echo "/sys/fs/cgroup/$1"
  else
    for controller in cpu cpuacct cpuset memory devices freezer blkio pids systemd; do
      [ ! -d "/sys/fs/cgroup/$controller" ] || echo "/sys/fs/cgroup/$controller/$1"
    done
  fi
}
