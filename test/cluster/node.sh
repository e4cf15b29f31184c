#!/usr/bin/env bash
# The first process of a node, in mount, network, pid, uts and ipc namespaces of its own. Argument: its number.
set -euo pipefail
# shellcheck source=test/cluster/settings.sh
. "$(dirname "$0")/settings.sh"
n=$1
folder=$state/node$n
ip=$(node_ip "$n")

# Nothing that is mounted here is seen outside.
mount --make-rprivate /
mount -t proc proc /proc
# A /sys of this network, with the control groups of the machine kept.
mkdir -p "$folder"/{cgroups,containerd,cni,pod-logs,container-logs,etc-cni,resolv,volume}
mount --rbind /sys/fs/cgroup "$folder/cgroups"
mount -t sysfs sysfs /sys
mount --rbind "$folder/cgroups" /sys/fs/cgroup
umount -l "$folder/cgroups"
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lock /run/netns /run/settings /run/proc
for setting in "${node_sysctls[@]}"; do
  file=/run/settings/$(basename "${setting%=*}")
  echo "${setting#*=}" >"$file"
  mount --bind "$file" "/proc/sys/${setting%=*}"
done
# Pods with a user namespace may mount a /proc only where one without anything over it is to be seen.
mount -t proc proc /run/proc
mkdir -p "${node_folders[@]}"
# A disk of its own, small enough to be filled without harm to the machine.
mount -t tmpfs -o size=2g,mode=755 tmpfs /var/lib/kubelet
mount --bind "$folder/volume" /var/lib/volume
mount --bind "$folder/containerd" /var/lib/containerd
mount --bind "$folder/cni" /var/lib/cni
mount --bind "$folder/pod-logs" /var/log/pods
mount --bind "$folder/container-logs" /var/log/containers
mount --bind "$folder/etc-cni" /etc/cni/net.d
mount --make-rshared /
hostname "node$n"
ip link set lo up
# Where clouds keep what a node may know of itself: a test listens there.
ip addr add 169.254.169.254/32 dev lo
touch "$folder/namespaces-ready"

until ip link show eth0 >/dev/null 2>&1; do sleep 0.05; done
ip addr add "$ip/24" dev eth0
ip link set eth0 up
ip route add default via $host_ip
for other in 1 2 3; do [ "$other" = "$n" ] || ip route add "$(pods_of "$other")" via "$(node_ip "$other")"; done
echo 1 >/proc/sys/net/ipv4/ip_forward

for group in $(cgroup_folders "sortie-node$n"); do mkdir -p "$group"; done
if [ -d /sys/fs/cgroup/cpuset ]; then
  for file in cpuset.cpus cpuset.mems; do cat "/sys/fs/cgroup/cpuset/$file" >"/sys/fs/cgroup/cpuset/sortie-node$n/$file"; done
fi

# Routed, not bridged: what goes from pod to pod on one node passes its rules as well.
cat >/etc/cni/net.d/10-pods.conflist <<CNI
{ "cniVersion": "1.0.0", "name": "pods", "plugins": [
  { "type": "ptp", "ipMasq": false,
    "ipam": { "type": "host-local", "dataDir": "/run/cni", "ranges": [[{ "subnet": "$(pods_of "$n")" }]], "routes": [{ "dst": "0.0.0.0/0" }] } },
  { "type": "portmap", "capabilities": { "portMappings": true }, "snat": true } ] }
CNI
echo "nameserver $host_ip" >"$folder/resolv/resolv.conf"

cat >"$folder/containerd.toml" <<CONTAINERD
version = 3
root = "/var/lib/containerd"
state = "/run/containerd"
[grpc]
  address = "/run/containerd/containerd.sock"
[plugins."io.containerd.cri.v1.images"]
  snapshotter = "overlayfs"
  [plugins."io.containerd.cri.v1.images".pinned_images]
    sandbox = "localhost/pause:1"
[plugins."io.containerd.cri.v1.runtime"]
  disable_apparmor = true
  # Where root lacks CAP_SYS_RESOURCE nothing may be put below our own score.
  restrict_oom_score_adj = true
  [plugins."io.containerd.cri.v1.runtime".cni]
    bin_dirs = ["/usr/lib/cni", "/opt/cni/bin"]
    conf_dir = "/etc/cni/net.d"
  [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
      BinaryName = "$bin/runc"
      SystemdCgroup = false
CONTAINERD
containerd --config "$folder/containerd.toml" >"$state/log/containerd$n.log" 2>&1 &
until ctr --address /run/containerd/containerd.sock version >/dev/null 2>&1; do sleep 0.1; done
"$here/load.sh" "$n"

cat >"$folder/kubelet.yaml" <<KUBELET
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
failCgroupV1: false
cgroupDriver: cgroupfs
cgroupRoot: /sortie-node$n
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
address: $ip
authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: $state/pki/ca.crt } }
authorization: { mode: Webhook }
clusterDNS: [10.96.0.10]
clusterDomain: cluster.local
resolvConf: $folder/resolv/resolv.conf
failSwapOn: false
imageGCHighThresholdPercent: 100
evictionHard: { memory.available: 100Mi, nodefs.available: 10%, imagefs.available: 1% }
evictionPressureTransitionPeriod: 5s
nodeStatusUpdateFrequency: 2s
nodeLeaseDurationSeconds: 8
volumePluginDir: /var/lib/kubelet/volumeplugins
serializeImagePulls: false
KUBELET
kubelet --config "$folder/kubelet.yaml" --kubeconfig "$state/node$n.kubeconfig" --hostname-override "node$n" --node-ip "$ip" \
  --root-dir /var/lib/kubelet --cert-dir "$folder/kubelet-pki" >"$state/log/kubelet$n.log" 2>&1 &

cat >"$folder/proxy.yaml" <<PROXY
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
bindAddress: $ip
hostnameOverride: node$n
clusterCIDR: 10.244.0.0/16
clientConnection: { kubeconfig: $state/proxy.kubeconfig }
conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s }
PROXY
kube-proxy --config "$folder/proxy.yaml" >"$state/log/kube-proxy$n.log" 2>&1 &
# As a first process reaps what is left to it; the node lives as long as this does.
while :; do wait -n 2>/dev/null || sleep 1; done
