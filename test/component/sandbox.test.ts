import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { processTree } from '#internal/environment/sandbox/process-tree.ts'
import type { SandboxHost } from '#internal/environment/sandbox/host.ts'
import { sandboxLimits, type Enforcement, type SandboxLimits } from '#internal/environment/sandbox/limits.ts'
import { openSandboxes } from '../support/sandbox.ts'

const { signal } = new AbortController()
const strongest = await openSandboxes()
const ways: Enforcement[] = [...new Set<Enforcement>([strongest.enforcement, 'rlimits'])]

function python(host: SandboxHost, code: string, limits: Partial<SandboxLimits> = {}, keepBytes = 65_536) {
  return host.run({ command: [host.python, '-c', code], files: {}, limits: { ...sandboxLimits, ...limits }, keepBytes }, signal)
}

/** Control groups of this process that are there now. */
async function groups(): Promise<string[]> {
  const found: string[] = []
  for (const folder of groupParents)
    found.push(...(await readdir(folder)).filter((name) => name.startsWith(`sortie-${String(process.pid)}-`)))
  return found
}
const groupParents = ['/sys/fs/cgroup/cpu', '/sys/fs/cgroup/pids'].filter(() => strongest.enforcement === 'cgroup-v1')

describe.each(ways)('limits by %s', (enforcement) => {
  test('the way that was asked for is the way that is used', async () => {
    const host = await openSandboxes({ enforcement })
    expect(host.probe.enforcement).toBe(enforcement)
  })

  test.each<[string, string, Partial<SandboxLimits>, string]>([
    ['a fork bomb', 'import os\nwhile True:\n  try: os.fork()\n  except OSError: pass', {}, 'process_limit'],
    [
      'a bomb of threads',
      'import threading, time\nwhile True:\n  try: threading.Thread(target=time.sleep, args=(60,)).start()\n  except RuntimeError: pass',
      {},
      'process_limit',
    ],
    ['a process that burns', 'while True: pass', { cpuMs: 500 }, 'cpu_limit'],
    ['many that burn together', 'import os\nfor _ in range(3): os.fork()\nwhile True: pass', { cpuMs: 1_000 }, 'cpu_limit'],
    [
      'one that sleeps and ignores every signal it can',
      'import signal, time\nfor n in range(1, 65):\n  try: signal.signal(n, signal.SIG_IGN)\n  except (OSError, ValueError): pass\ntime.sleep(600)',
      { wallMs: 700 },
      'wall_limit',
    ],
    ['one that writes without end', 'import sys\nwhile True: sys.stdout.write("x" * 65536)', { outputBytes: 10_000_000 }, 'output_limit'],
  ])('%s is stopped', async (_what, code, limits, reason) => {
    const host = await openSandboxes({ enforcement })
    const { end } = await python(host, code, limits)
    expect(end).toEqual({ reason, exitCode: null })
    expect(await groups()).toEqual([])
  })

  test('memory beyond the limit is not to be had', async () => {
    const host = await openSandboxes({ enforcement })
    const { end, stderr } = await python(host, 'x = []\nwhile True: x.append(bytearray(10**7))', { memoryBytes: 128 * 2 ** 20 })
    expect(end.reason === 'memory_limit' || stderr.text.includes('MemoryError')).toBe(true)
  })

  test('a file beyond the limit, and a disk beyond its size, are refused', async () => {
    const host = await openSandboxes({ enforcement })
    const code =
      'import os\nfor path in ("/tmp/a", os.path.expanduser("~/b"), "/dev/shm/c"):\n  try: open(path, "wb").write(b"x" * 5_000_000)\n  except OSError as e: print(e.errno)\ntry:\n  for n in range(9): open("/tmp/%d" % n, "wb").write(b"x" * 900_000)\nexcept OSError as e: print(e.errno)'
    const { stdout } = await python(host, code, { fileBytes: 1_000_000 })
    expect(stdout.text).toBe('27\n27\n27\n28\n')
  })

  test('what a payload leaves running is gone when it exits', async () => {
    const host = await openSandboxes({ enforcement })
    const mark = `left-${String(process.pid)}-${enforcement}`
    const code = `import os, time\nif os.fork() == 0:\n  os.setsid()\n  os.execv("/bin/sh", ["${mark}", "-c", "sleep 600; :"])\ntime.sleep(0.2)`
    expect((await python(host, code)).end).toEqual({ reason: 'exited', exitCode: 0 })
    expect((await processTree(process.pid)).map((each) => each.pid)).toEqual([process.pid])
  })

  test('stopped at any moment of its start it ends, and leaves nothing', { timeout: 60_000 }, async () => {
    const host = await openSandboxes({ enforcement })
    for (let delayMs = 0; delayMs < 30; delayMs += 0.5) {
      const stopping = new AbortController()
      const spec = { command: ['/bin/sleep', '600'], files: {}, limits: sandboxLimits, keepBytes: 0 }
      const running = host.run(spec, stopping.signal)
      setTimeout(() => {
        stopping.abort(new Error('enough'))
      }, delayMs)
      await expect(running).rejects.toThrow('enough')
    }
    expect((await processTree(process.pid)).map((each) => each.pid)).toEqual([process.pid])
    expect(await groups()).toEqual([])
  })

  test('one whose bubblewrap stands still ends all the same', async () => {
    const host = await openSandboxes({ enforcement })
    await using sandbox = await host.start({ command: ['/bin/sleep', '600'], files: {}, limits: sandboxLimits })
    for (const { pid } of (await processTree(process.pid)).slice(1)) process.kill(pid, 'SIGSTOP')
    sandbox.stop()
    await sandbox.ended.catch(() => undefined)
    expect((await processTree(process.pid)).map((each) => each.pid)).toEqual([process.pid])
    expect(await groups()).toEqual([])
  })

  test('exit status and signals are told apart', async () => {
    const host = await openSandboxes({ enforcement })
    expect((await python(host, 'raise SystemExit(3)')).end).toEqual({ reason: 'exited', exitCode: 3 })
    expect((await python(host, 'import os; os.kill(os.getpid(), 9)')).end).toEqual({ reason: 'exited', exitCode: 137 })
  })
})

test('inside there is the system and nothing else', async () => {
  const code = `
import os, socket, json
def tried(action):
    try: action(); return "worked"
    except OSError as error: return error.strerror
def tried_link(n):
    try: return os.readlink("/proc/self/fd/" + n).split(":")[0]
    except OSError: return "gone"
def connect(host, port):
    s = socket.socket(); s.settimeout(2); s.connect((host, port))
print(json.dumps({
    "there": [p for p in ("/root", "/work", "/etc/passwd", "/etc/shadow", "/sys", "/var", "/run", "${process.cwd()}") if os.path.exists(p)],
    "environment": sorted(k for k in os.environ if not k.startswith(("PYTHON", "LC_"))),
    "metadata": tried(lambda: connect("169.254.169.254", 80)),
    "host": tried(lambda: connect("127.0.0.1", 22)),
    "write": [tried(lambda p=p: open(p, "w")) for p in ("/x", "/usr/x", "/etc/x", "/dev/x", "/sandbox/x")],
    "processes": len([p for p in os.listdir("/proc") if p.isdigit()]),
    "uid": os.getuid() not in (0,), "groups": os.getgroups() in ([], [os.getgid()]),
    "setuid": tried(lambda: os.setuid(0)), "hostname": socket.gethostname(),
    "commandLine": open("/proc/1/cmdline").read()[:12].split(chr(0)),
    "interfaces": [n for _, n in socket.if_nameindex()],
    "descriptors": sorted({tried_link(n) for n in os.listdir("/proc/self/fd")}),
}))`
  const { stdout, stderr } = await python(strongest, code)
  expect(stderr.text).toBe('')
  expect(JSON.parse(stdout.text)).toEqual({
    there: [],
    environment: ['HOME', 'LANG', 'MALLOC_ARENA_MAX', 'PATH', 'PWD', 'TMPDIR', 'TZ', 'USER'],
    metadata: 'Network is unreachable',
    host: 'Connection refused',
    write: Array.from({ length: 5 }, () => 'Read-only file system'),
    processes: 2,
    uid: true,
    groups: true,
    setuid: 'Operation not permitted',
    hostname: 'sandbox',
    commandLine: ['bwrap', '--args'],
    interfaces: ['lo'],
    // Input, output and error; nothing in place of what this process inherited; the listing itself.
    descriptors: expect.toSatisfy((found: string[]) => found.every((each) => ['socket', '/dev/null', 'gone'].includes(each))) as string[],
  })
})

test('five gigabytes of output: memory stays flat, the whole is counted and digested', { timeout: 120_000 }, async () => {
  const bytes = 5 * 2 ** 30
  const code = `import os\nchunk = b"x" * ${String(2 ** 20)}\nfor _ in range(${String(bytes / 2 ** 20)}): \n  rest = chunk\n  while rest: rest = rest[os.write(1, rest):]`
  let peak = 0
  const base = process.memoryUsage().rss
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50)
  const { end, stdout } = await python(strongest, code, { outputBytes: bytes, wallMs: 110_000, cpuMs: 110_000 }, 4_096)
  clearInterval(sampling)
  expect(end).toEqual({ reason: 'exited', exitCode: 0 })
  expect(stdout).toMatchObject({ truncated: true, bytes, text: 'x'.repeat(4_096) })
  expect(Buffer.from(stdout.sha256).toString('hex')).toBe(digestOfX(bytes))
  expect(peak - base).toBeLessThan(200 * 2 ** 20)
})

test('bytes that are no text come out as text', async () => {
  const { stdout } = await python(strongest, 'import os; os.write(1, b"\\x1b[31mred\\x00\\xff\\xfe ok\\n")')
  expect(stdout.text).toBe('\\x1b[31mred\\x00\\xff\\xfe ok\n')
})

test('an aborted run rejects with the reason and everything in it is gone', async () => {
  const stopping = new AbortController()
  const spec = { command: [strongest.python, '-c', 'import time; time.sleep(600)'], files: {}, limits: sandboxLimits, keepBytes: 100 }
  const running = strongest.run(spec, stopping.signal)
  stopping.abort(new Error('enough'))
  await expect(running).rejects.toThrow('enough')
  expect((await processTree(process.pid)).map((each) => each.pid)).toEqual([process.pid])
  expect(await groups()).toEqual([])
})

test('a sandbox that cannot be had is an error with a remedy, never another way', async () => {
  const paths = { bwrap: ['/nonexistent/bwrap'], python: ['/usr/bin/python3'] }
  await expect(openSandboxes({ paths })).rejects.toMatchObject({
    code: 'sandbox.unavailable',
    message: expect.stringContaining('/nonexistent/bwrap') as string,
    remedy: expect.any(String) as string,
  })
  const broken = { bwrap: [process.execPath], python: ['/usr/bin/python3'] }
  await expect(openSandboxes({ paths: broken })).rejects.toMatchObject({
    code: 'sandbox.unavailable',
    remedy: expect.any(String) as string,
  })
})

test.runIf(strongest.enforcement === 'cgroup-v1')('groups of a process that was killed are removed by the next one', async () => {
  const stale = join('/sys/fs/cgroup/pids', 'sortie-4194303-1-1')
  await mkdir(stale)
  const orphan = spawn('/bin/sleep', ['600'])
  const ended = once(orphan, 'exit')
  await writeFile(join(stale, 'cgroup.procs'), String(orphan.pid))
  await openSandboxes()
  expect((await ended)[1]).toBe('SIGKILL')
  // The folder goes at once, or, when its process was still dying, with the next.
  await openSandboxes()
  await expect(rmdir(stale)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('when the process that owns a sandbox is killed, the sandbox goes with it', async () => {
  const script = `
    import { openSandboxes } from ${JSON.stringify(join(process.cwd(), 'test/support/sandbox.ts'))}
    const host = await openSandboxes({ enforcement: 'rlimits' })
    const spec = { command: ['/bin/sleep', '600'], files: {}, limits: { ...host.limits, wallMs: 600_000 } }
    const sandbox = await host.start(spec)
    while ((await sandbox.processes()) < 1) await new Promise((done) => setTimeout(done, 10))
    console.log('up')`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'], cwd: process.cwd() })
  await once(owner.stdout, 'data')
  const tree = (await processTree(owner.pid ?? -1)).slice(1).map((each) => each.pid)
  expect(tree.length).toBeGreaterThanOrEqual(3)
  owner.kill('SIGKILL')
  await once(owner, 'exit')
  await expect.poll(async () => (await Promise.all(tree.map(processTree))).flat(), { timeout: 5_000 }).toEqual([])
})

function digestOfX(bytes: number): string {
  const hash = createHash('sha256')
  const chunk = Buffer.alloc(2 ** 20, 'x')
  for (let at = 0; at < bytes; at += chunk.length) hash.update(chunk)
  return hash.digest('hex')
}
