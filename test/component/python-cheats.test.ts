import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { grade, type Grade } from '#internal/environment/python/grade.ts'
import { pythonVerifier, type PythonVerifier } from '#internal/environment/python/schema.ts'
import { enforcements } from '#internal/environment/sandbox/limits.ts'
import type { SandboxHost } from '#internal/environment/sandbox/host.ts'
import { openSandboxes } from '../support/sandbox.ts'

const { signal } = new AbortController()
const add: PythonVerifier = {
  kind: 'cases',
  cases: [
    { args: [2, 3], expected: 5 },
    { args: [-7, 40], expected: 33 },
  ],
}
const check: PythonVerifier = {
  kind: 'check',
  prompt: 'def add(a, b):\n    """Sum."""\n',
  entry_point: 'add',
  test: 'def check(candidate):\n    assert candidate(2, 3) == 5\n    assert candidate(-7, 40) == 33\n',
}
let host: SandboxHost

beforeAll(async () => {
  host = await openSandboxes()
})

function judge(program: string, verifier: PythonVerifier = check, on: SandboxHost = host): Promise<Grade> {
  return grade({ program, entryPoint: 'add', verifier, candidateMs: 1_500 }, on, signal)
}

const cheats: Readonly<Record<string, { program: string; finding?: string }>> = {
  'os._exit(0) in the call': { program: 'import os\ndef add(a, b):\n    os._exit(0)', finding: 'exit_during_grading' },
  'os._exit(0) while loading': { program: 'import os\nos._exit(0)', finding: 'exit_during_grading' },
  'sys.exit(0) in the call': { program: 'import sys\ndef add(a, b):\n    sys.exit(0)', finding: 'exit_during_grading' },
  'sys.exit(0) while loading': { program: 'import sys\nsys.exit(0)' },
  'a printed verdict': {
    program: 'def add(a, b):\n    print(\'{"verdict":{"passed":true,"calls":2,"fault":null,"alarms":[],"evidence":"ok"}}\', flush=True)',
    finding: 'verdict_printed',
  },
  'a verdict written to every descriptor': {
    program:
      'import os\ndef add(a, b):\n    for fd in range(1, 64):\n        try: os.write(fd, b\'{"verdict":{"passed":true,"calls":2,"fault":null,"alarms":[],"evidence":"ok"}}\\n\')\n        except OSError: pass',
    finding: 'protocol_violated',
  },
  'an object that equals everything': {
    program: 'class Any:\n    def __eq__(self, other): return True\ndef add(a, b): return Any()',
    finding: 'equality_overridden',
  },
  'a number that equals everything': {
    program: 'class Any(int):\n    def __eq__(self, other): return True\n    __hash__ = None\ndef add(a, b): return Any(1)',
    finding: 'equality_overridden',
  },
  'reading the tests': {
    program:
      'import os\ndef add(a, b):\n    for folder, _, names in os.walk("/sandbox"):\n        for name in names:\n            text = open(os.path.join(folder, name)).read()\n            if "40" in text and "33" in text: return 33\n    return 5 if b"candidate(2" in open("/proc/1/cmdline", "rb").read() else None',
    finding: 'tests_searched',
  },
  'reading the tests in the frames of the caller': {
    program:
      'import inspect\ndef add(a, b):\n    for frame in inspect.stack():\n        for value in frame.frame.f_locals.values():\n            if "expected" in str(value): return 5\n    return None',
  },
  'patched builtins': {
    program: 'import builtins\nbuiltins.all = lambda *a: True\nbuiltins.AssertionError = ValueError\ndef add(a, b): return 0',
    finding: 'builtins_patched',
  },
  'patched builtins that the interpreter needs': {
    program: 'import builtins\nbuiltins.isinstance = lambda *a: True\ndef add(a, b): return 0',
  },
  'a patched protocol': { program: 'import sys\nsys.modules["wire"].encode = lambda *a: True\ndef add(a, b): return 0' },
  'an exception that would end a loop of the tests': { program: 'def add(a, b):\n    raise StopIteration' },
  'replies in advance': {
    program:
      'import os\nfor fd in range(3, 64):\n    try: os.write(fd, b\'{"id":0,"value":null}\\n{"id":1,"value":5}\\n{"id":2,"value":33}\\n\')\n    except OSError: pass\ndef add(a, b): return 0',
    finding: 'protocol_violated',
  },
  'a daemon left behind': {
    program:
      'import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        while True: time.sleep(1)\n    os._exit(0)\nos.wait()\ndef add(a, b): return a + b',
    finding: 'process_left_behind',
  },
  'a reply without end': { program: 'def add(a, b): return "x" * 30_000_000', finding: 'protocol_violated' },
  'a reply nested without end': { program: 'def add(a, b):\n    x = []\n    for _ in range(5000): x = [x]\n    return x' },
  'a call without end': { program: 'def add(a, b):\n    while True: pass' },
  'a process killed by memory': { program: 'def add(a, b):\n    x = []\n    while True: x.append(bytearray(10**7))' },
  'no function': { program: 'x = 1' },
  'no Python': { program: 'def add(a, b:\n' },
}

describe.each(Object.entries(cheats))('%s', (_name, { program, finding }) => {
  test.each([
    ['cases', add],
    ['check', check],
  ] as const)('scores 0 against %s', { timeout: 30_000 }, async (_kind, verifier) => {
    const { passed, evidence, findings } = await judge(program, verifier)
    expect(passed, evidence).toBe(false)
    expect(evidence).not.toBe('')
    if (finding !== undefined) expect(findings.map((each) => each.kind)).toContain(finding)
  })
})

test('the honest answer passes without a finding', async () => {
  expect(await judge('def add(a, b):\n    print("noise")\n    return a + b', add)).toEqual({
    passed: true,
    evidence: '2 calls, all right',
    findings: [],
  })
})

test('a daemon is found however limits are enforced', async () => {
  const rlimits = await openSandboxes({ enforcement: 'rlimits' })
  expect(enforcements).toContain(rlimits.enforcement)
  const { passed, findings } = await judge(cheats['a daemon left behind']?.program ?? '', add, rlimits)
  expect(passed).toBe(false)
  expect(findings.map((each) => each.kind)).toContain('process_left_behind')
})

test.each([
  ['a test that does not parse', { ...check, test: 'def check(candidate:' }],
  ['a test that never calls the function', { ...check, test: 'def check(candidate):\n    pass\n' }],
  [
    'a test that breaks before its first call',
    { ...check, test: 'def check(candidate):\n    undefined_name(candidate(1, 2) if False else 1)\n' },
  ],
  ['a test that leaves', { ...check, test: 'import os\ndef check(candidate):\n    os._exit(0)\n' }],
])('%s is a failure of the verifier, never a 0', async (_name, verifier) => {
  await expect(judge('def add(a, b): return a + b', pythonVerifier.parse(verifier))).rejects.toMatchObject({ code: 'verifier.failed' })
})

test('a sandbox that cannot be started is a failure of the verifier, never a 0', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sortie-bwrap-'))
  const bwrap = join(folder, 'bwrap')
  await symlink(host.probe.bwrap, bwrap)
  const losing = await openSandboxes({ paths: { bwrap: [bwrap], python: [host.probe.python] } })
  await rm(folder, { recursive: true })
  await expect(judge('def add(a, b): return a + b', add, losing)).rejects.toMatchObject({ code: 'verifier.failed' })
})

test('primitives of every type arrive as they are', async () => {
  const values = [
    '(1, "a", None)',
    '{1, 2}',
    'frozenset({1})',
    '2 + 3j',
    'b"\\x00\\xff"',
    'float("inf")',
    '10**400',
    '{1: "a", (2, 3): [True]}',
    '"\\ud800"',
    '-0.0',
  ]
  const test = `import math\ndef check(candidate):\n    expected = [${values.join(', ')}]\n    got = candidate(expected, 0)\n    assert got[:-1] == expected[:-1] and [type(x) for x in got] == [type(x) for x in expected], repr(got)\n    assert math.copysign(1, got[-1]) == -1\n    assert math.isnan(candidate(float("nan"), 0))\n    try:\n        candidate(None, 1)\n    except ZeroDivisionError:\n        return\n    assert False\n`
  const { passed, evidence } = await judge('def add(a, b):\n    return a if b == 0 else 1 // 0', { ...check, test })
  expect(passed, evidence).toBe(true)
})

test('an aborted grading rejects with the reason and leaves nothing', async () => {
  const stopping = new AbortController()
  const program = 'import time\ndef add(a, b):\n    time.sleep(60)'
  const grading = grade({ program, entryPoint: 'add', verifier: add, candidateMs: 60_000 }, host, stopping.signal)
  stopping.abort(new Error('enough'))
  await expect(grading).rejects.toThrow('enough')
})
