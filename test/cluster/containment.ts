/**
 * Runs inside a worker's container, from the image's own code: tries, from a real sandbox, whatever must not be reached from one, and prints
 * what came of each as JSON. Argument: addresses by name, as JSON.
 */
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { sandboxToolPaths } from '#internal/config/environment.ts'
import { SandboxHost } from '#internal/environment/sandbox/host.ts'
import { sandboxLimits } from '#internal/environment/sandbox/limits.ts'

const payload = `
import json, os, socket, sys

found = {}
def attempt(name, act):
    try:
        found[name] = "REACHED: " + repr(act())[:200]
    except Exception as error:
        found[name] = "refused: " + repr(error)[:200]

for name, address in json.loads(sys.argv[1]).items():
    host, port = address.rsplit(":", 1)
    attempt("connect to " + name, lambda: socket.create_connection((host, int(port)), 2))
attempt("ask the name server", lambda: socket.getaddrinfo("kubernetes.default.svc.cluster.local", 443))
attempt("a service account's token", lambda: open("/var/run/secrets/kubernetes.io/serviceaccount/token").read())
attempt("the fleet's secrets", lambda: os.listdir("/var/run/secrets"))
attempt("the worker's code", lambda: os.listdir("/app"))
attempt("the worker's code by /proc", lambda: os.listdir("/proc/1/root/app"))

def environments():
    seen = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            seen.append(open("/proc/%s/environ" % pid, "rb").read())
        except OSError:
            pass
    secret = [each for each in seen if b"SORTIE" in each or b"TOKEN" in each]
    assert secret, "nobody's environment says anything"
    return secret

attempt("another process's environment", environments)
attempt("its own environment", lambda: [os.environ[each] for each in os.environ if "SORTIE" in each or "TOKEN" in each][0])

def processes():
    others = [open("/proc/%s/comm" % pid).read().strip() for pid in filter(str.isdigit, os.listdir("/proc"))]
    strangers = [each for each in others if each not in ("bwrap", "sh", "prlimit", "setpriv") and not each.startswith("python")]
    assert strangers, "only its own processes"
    return strangers

attempt("the node's processes", processes)
attempt("the kernel's settings", lambda: open("/proc/sys/kernel/core_pattern", "w").write("x"))
attempt("the kernel's memory", lambda: open("/proc/kcore", "rb").read(1))
attempt("the kernel's keys", lambda: open("/proc/sysrq-trigger", "w").write("h"))
attempt("the node's disk", lambda: os.listdir("/var/lib/kubelet"))
attempt("control groups", lambda: open("/sys/fs/cgroup/cgroup.procs", "w").write("1"))
attempt("a file of the system", lambda: open("/usr/bin/python3", "wb"))
attempt("another user", lambda: os.setuid(0))
print(json.dumps(found))
`

const never = new AbortController().signal
const options = { bwrap: '', python: '' }
const host = await SandboxHost.open({ paths: sandboxToolPaths(options), enforcement: 'auto', limits: sandboxLimits, clock, rng }, never)
const targets = process.argv[1] ?? '{}'
const limits = { ...sandboxLimits, wallMs: 60_000 }
const { stdout, stderr } = await host.run({ command: [host.python, '-c', payload, targets], files: {}, limits, keepBytes: 65_536 }, never)
process.stderr.write(stderr.text)
process.stdout.write(stdout.text)
process.exit(0)
