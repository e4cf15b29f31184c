/**
 * Runs inside a worker's container, from the image's own code: tries whatever must not be reached from a sandbox, once from a real one and once
 * from the container itself, and prints what came of each as JSON, `{ inside, outside }`. Argument: addresses by name, as JSON.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { sandboxToolPaths } from '#internal/config/environment.ts'
import { SandboxHost } from '#internal/environment/sandbox/host.ts'
import { sandboxLimits } from '#internal/environment/sandbox/limits.ts'

// What is refused must be refused in one of the ways that a sandbox refuses it. Anything else, a mistake in these lines among it, is "broken".
// Nothing is written anywhere: where it could be, that would be the machine's own settings.
const payload = `
import errno, json, os, socket, sys

class Nothing(Exception):
    pass

kinds = {**errno.errorcode, **{getattr(socket, each): each for each in dir(socket) if each.startswith("EAI_")}}
absent, closed, apart = {"ENOENT"}, {"ENOENT", "EACCES", "EPERM", "EROFS"}, {"ENETUNREACH"}
found = {}
def attempt(name, act, ways):
    try:
        found[name] = "REACHED: " + str(act())[:500]
    except (OSError, Nothing) as error:
        kind = "Nothing" if isinstance(error, Nothing) else kinds.get(error.errno, "?")
        found[name] = ("refused: " if kind in ways else "broken: ") + kind + " " + repr(error)[:200]
    except Exception as error:
        found[name] = "broken: " + repr(error)[:200]

def writable(path):
    os.close(os.open(path, os.O_WRONLY))

def secret(name):
    return name.startswith("SORTIE") or "TOKEN" in name or "CREDENTIAL" in name

# Only what they are called: what they are is nobody's to print.
def names(environ):
    return sorted(filter(secret, (each.partition(b"=")[0].decode(errors="replace") for each in environ.split(b"\\0"))))

def numbers():
    return list(filter(str.isdigit, os.listdir("/proc")))

def environments():
    seen = set()
    for pid in numbers():
        try:
            seen.update(names(open("/proc/%s/environ" % pid, "rb").read()))
        except OSError:
            pass
    if not seen:
        raise Nothing("nobody's environment says anything")
    return sorted(seen)

def own():
    seen = sorted(filter(secret, os.environ))
    if not seen:
        raise Nothing("its environment says nothing")
    return seen

def processes():
    others = [open("/proc/%s/comm" % pid).read().strip() for pid in numbers()]
    strangers = [each for each in others if each not in ("bwrap", "sh", "prlimit", "setpriv") and not each.startswith("python")]
    if not strangers:
        raise Nothing("only its own processes")
    return strangers

for name, address in json.loads(sys.argv[1]).items():
    host, port = address.rsplit(":", 1)
    attempt("connect to " + name, lambda: socket.create_connection((host, int(port)), 2), apart)
attempt("ask the name server", lambda: socket.getaddrinfo("kubernetes.default.svc", 443), {"EAI_AGAIN", "EAI_NONAME"})
attempt("a service account's token", lambda: os.listdir("/var/run/secrets"), absent)
attempt("the pod's settings and secrets", lambda: os.listdir("/etc/sortie"), absent)
attempt("the pod's credentials", lambda: len(open("/etc/sortie/credentials/nats.creds").read()), absent)
attempt("the worker's code", lambda: os.listdir("/app"), absent)
attempt("the worker's code by /proc", lambda: os.listdir("/proc/1/root/app"), closed)
attempt("another process's environment", environments, {"Nothing"})
attempt("its own environment", own, {"Nothing"})
attempt("processes that are not its own", processes, {"Nothing"})
attempt("the kernel's settings", lambda: writable("/proc/sys/kernel/core_pattern"), closed)
attempt("the kernel's memory", lambda: open("/proc/kcore", "rb").read(1), closed)
attempt("the kernel's keys", lambda: writable("/proc/sysrq-trigger"), closed)
attempt("the node's disk", lambda: os.listdir("/var/lib/kubelet"), absent)
attempt("control groups", lambda: writable("/sys/fs/cgroup/cgroup.procs"), closed)
attempt("a file of the system", lambda: writable("/usr/bin/python3"), closed)
attempt("another user", lambda: os.setuid(0), {"EPERM", "EINVAL"})
print(json.dumps(found))
`

const never = new AbortController().signal
const options = { bwrap: '', python: '' }
const host = await SandboxHost.open({ paths: sandboxToolPaths(options), enforcement: 'auto', limits: sandboxLimits, clock, rng }, never)
const targets = process.argv[1] ?? '{}'
const limits = { ...sandboxLimits, wallMs: 60_000 }
const { stdout, stderr } = await host.run({ command: [host.python, '-c', payload, targets], files: {}, limits, keepBytes: 65_536 }, never)
process.stderr.write(stderr.text)
const outside = await promisify(execFile)(host.probe.python, ['-c', payload, targets])
process.stderr.write(outside.stderr)
process.stdout.write(JSON.stringify({ inside: JSON.parse(stdout.text) as unknown, outside: JSON.parse(outside.stdout) as unknown }))
process.exit(0)
