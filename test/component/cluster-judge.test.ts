import { expect, test } from 'vitest'
import { creationsOf, deletionsOf } from '../cluster/judge.ts'

// What the story on a cluster reads out of the API server's audit log.

const controller = 'system:serviceaccount:sortie-system:sortie-controller'
const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000000Z`

const event = (
  verb: string,
  second: number,
  rest: { readonly requestObject?: unknown; readonly username?: string; readonly code?: number; readonly containers?: readonly object[] },
) =>
  JSON.stringify({
    verb,
    user: { username: rest.username ?? controller },
    objectRef: { resource: 'pods', namespace: 'training', name: 'story-worker-0' },
    responseStatus: { code: rest.code ?? 200 },
    requestReceivedTimestamp: at(second),
    requestObject: rest.requestObject,
    responseObject: verb === 'delete' ? { status: { phase: 'Running', containerStatuses: rest.containers } } : undefined,
  })

const drain = (uid: string, second: number, rest: { readonly username?: string; readonly code?: number } = {}) =>
  event('patch', second, { requestObject: { metadata: { uid, annotations: { 'sortie.dev/drain': '7' } } }, ...rest })
const adoption = (uid: string, second: number) =>
  event('patch', second, { requestObject: { metadata: { uid, ownerReferences: [{ kind: 'RolloutFleet', controller: true }] } } })
const deletion = (uid: string, second: number) => event('delete', second, { requestObject: { preconditions: { uid } } })
const askedOf = (...lines: string[]) => deletionsOf(`${lines.join('\n')}\n`, 'training').map(({ drainAskedMs }) => drainAskedMs)

test('a patch with the annotation asks for a drain', () => {
  expect(deletionsOf([drain('a', 1), deletion('a', 9)].join('\n'), 'training')).toEqual([
    { pod: 'story-worker-0', atMs: Date.parse(at(9)), isRunning: true, drainAskedMs: Date.parse(at(1)) },
  ])
})

test.each([
  ['an adoption', adoption('a', 1)],
  ['an annotation of another name', event('patch', 1, { requestObject: { metadata: { uid: 'a', annotations: { drain: '7' } } } })],
  ['an annotation that is taken away', event('patch', 1, { requestObject: { metadata: { uid: 'a', annotations: { 'sortie.dev/drain': null } } } })], // prettier-ignore
  ['a list of operations', event('patch', 1, { requestObject: [{ op: 'add', path: '/metadata/labels/a', value: 'b' }] })],
  ['one of which the log has no body', event('patch', 1, {})],
  ['one that was refused', drain('a', 1, { code: 409 })],
  ["somebody else's", drain('a', 1, { username: 'admin' })],
  ['that of another pod of its name', drain('b', 1)],
])('a patch does not: %s', (_, line) => {
  expect(askedOf(line, deletion('a', 9))).toEqual([null])
})

test('an adoption after it does not move the time', () => {
  expect(askedOf(drain('a', 1), adoption('a', 5), deletion('a', 9))).toEqual([Date.parse(at(1))])
})

test.each([
  [true, [{ name: 'worker', state: { running: {} } }]],
  [false, [{ name: 'worker', state: { terminated: { exitCode: 137 } } }]],
  [true, [{ name: 'worker', state: { running: {} } }, { name: 'proxy', state: { terminated: { exitCode: 0 } } }]], // prettier-ignore
] as const)('whether it ran (%s) is told by its own container, before the pod has a phase for it', (isRunning, containers) => {
  const line = event('delete', 9, { requestObject: { preconditions: { uid: 'a' } }, containers })
  expect(deletionsOf(line, 'training')).toMatchObject([{ isRunning }])
})

test('what the controller made from a moment on is told from what others made, what came before, and what was refused', () => {
  const made = (second: number, rest: { readonly username?: string; readonly code?: number } = {}) =>
    event('create', second, { code: 201, ...rest })
  const log = [made(1), made(5), made(6, { username: 'admin' }), made(7, { code: 403 }), deletion('a', 8)].join('\n')
  expect(creationsOf(log, 'training', Date.parse(at(2)))).toEqual(['story-worker-0'])
  expect(creationsOf(log, 'elsewhere', 0)).toEqual([])
})
