/** Run as a process of its own: an API server's list and watch of pods, REPLAYED from memory as fast as the other side reads. `replay.ts PODS EVENTS` */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FleetRecord, manifestOf, placedFleet } from '#internal/controller/fleet-seat.ts'

const [pods = 0, events = 0] = process.argv.slice(2).map(Number)
const record: FleetRecord = {
  metadata: { name: 'bench', namespace: 'default' },
  spec: { model: { name: 'm' }, environment: { name: 'math' } },
}
const placed = placedFleet(record)
if ('problems' in placed) throw new Error(placed.problems.join('; '))
const { fleet } = placed
const settings = { workerImage: 'worker', agentImage: 'agent', natsUrl: 'tls://nats:4222', natsPlaintext: false, nodeLostSeconds: 60 }

/** A pod as a cluster has it: what it should be, what it is, and who said which field. */
function podAt(index: number, resourceVersion: number) {
  const { metadata, spec } = manifestOf(fleet, { role: 'worker', index, templateHash: 'h' }, settings)
  const at = '2026-01-01T00:00:00Z'
  const paths = Object.fromEntries(Array.from({ length: 40 }, (_, field) => [`f:field-${String(field)}`, { '.': {}, 'f:value': {} }]))
  const managedFields = ['controller', 'kubelet'].map((manager) => ({
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: at,
    fieldsV1: paths,
  }))
  const uid = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
  const conditions = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
    type,
    status: 'True',
    lastTransitionTime: at,
  }))
  const containerStatuses = [
    { name: 'worker', image: 'worker', imageID: 'sha256:0', ready: true, restartCount: 0, state: { running: { startedAt: at } } },
  ]
  return {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: { ...metadata, uid, resourceVersion: String(resourceVersion), creationTimestamp: at, managedFields },
    spec,
    status: { phase: 'Running', podIP: '10.0.0.1', conditions, containerStatuses },
  }
}

let watches = 0
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json')
  if (new URL(request.url ?? '/', 'http://here').searchParams.get('watch') === null) {
    const items = Array.from({ length: pods }, (_, index) => podAt(index, index + 1))
    response.end(JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: String(pods) }, items }))
    return
  }
  watches++
  // The first watch has everything; what comes again is quiet.
  if (watches > 1) response.flushHeaders()
  else
    void (async () => {
      for (let event = 0; event < events; event++) {
        const line = `${JSON.stringify({ type: 'MODIFIED', object: podAt(event % pods, pods + 1 + event) })}\n`
        if (!response.write(line)) await once(response, 'drain')
      }
    })()
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${String((server.address() as AddressInfo).port)}\n`))
