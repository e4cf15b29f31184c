/** Of a real API server: what it says of one worker pod in a list and in a watch, as JSON and as protobuf, byte for byte. */
import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock as clock } from '#internal/base/clock.ts'
import { type FleetRecord, manifestOf, placedFleet } from '#internal/controller/fleet-seat.ts'
import { KubeClient } from '#internal/kube/client.ts'
import { kinds } from '#internal/kube/objects.ts'
import type { PodObject } from '#internal/kube/pod-view.ts'
import { wireType } from '#internal/kube/wire.ts'
import { never } from '../support/fleet.ts'
import { KubeApiServer } from '../support/kube-apiserver.ts'

export const encodings = { json: 'application/json', wire: wireType } as const
export type Encoding = keyof typeof encodings

/** In base64. */
export interface Recording {
  /** The whole answer to a list of the one pod. */
  readonly list: Readonly<Record<Encoding, string>>
  /** One event of a watch: a line, or a frame with its length. */
  readonly event: Readonly<Record<Encoding, string>>
}

const watchSeconds = 4

/** A pod as the controller makes it, run by a node that kwok PLAYS, and changed once. */
export async function record(): Promise<Recording> {
  await using server = await KubeApiServer.start({ controllers: true, nodes: 1 })
  await using client = KubeClient.load(server.kubeconfig('admin'), { clock, fieldManager: 'sortie-controller' })
  const { metadata, spec } = manifest()
  await client.create(kinds.serviceAccount, 'default', { metadata: { name: spec['serviceAccountName'] } }, never)
  await client.create(kinds.pod, 'default', { metadata, spec }, never)
  const { name } = metadata
  const phase = async () => (await client.get<PodObject>(kinds.pod, 'default', name, never)).status?.phase
  while ((await phase()) !== 'Running') await sleep(100)
  const ask = (encoding: Encoding, query: string) => answer(server, `/api/v1/namespaces/default/pods${query}`, encoding)
  const [json, wire] = [await ask('json', ''), await ask('wire', '')]
  const { resourceVersion } = (JSON.parse(json.toString()) as { metadata: { resourceVersion: string } }).metadata
  const query = `?watch=true&resourceVersion=${resourceVersion}&timeoutSeconds=${String(watchSeconds)}`
  const watching = [ask('json', query), ask('wire', query)]
  await sleep(1_000)
  await client.merge(kinds.pod, 'default', { name, body: { metadata: { annotations: { 'sortie.dev/drain': '1' } } } }, never)
  const [lines = Buffer.alloc(0), frames = Buffer.alloc(0)] = await Promise.all(watching)
  const event = { json: lines.subarray(0, lines.indexOf(10) + 1), wire: frames.subarray(0, 4 + frames.readUInt32BE(0)) }
  const encoded = (of: Record<Encoding, Buffer>) => ({ json: of.json.toString('base64'), wire: of.wire.toString('base64') })
  return { list: encoded({ json, wire }), event: encoded(event) }
}

function manifest() {
  const fleet: FleetRecord = {
    metadata: { name: 'bench', namespace: 'default' },
    spec: { model: { name: 'm' }, environment: { name: 'math' } },
  }
  const placed = placedFleet(fleet)
  if ('problems' in placed) throw new Error(placed.problems.join('; '))
  const settings = { workerImage: 'worker', agentImage: 'agent', natsUrl: 'tls://nats:4222', natsPlaintext: false, nodeLostSeconds: 60 }
  return manifestOf(placed.fleet, { role: 'worker', index: 0, templateHash: 'h' }, settings)
}

async function answer(server: KubeApiServer, path: string, encoding: Encoding): Promise<Buffer> {
  const { users } = JSON.parse(server.kubeconfig('admin')) as { users: [{ user: { token: string } }] }
  const accept = path.includes('watch=true') && encoding === 'wire' ? `${encodings[encoding]};stream=watch` : encodings[encoding]
  const headers = { accept, authorization: `Bearer ${users[0].user.token}` }
  const ca = await readFile(server.caPath)
  return new Promise((resolve, reject) => {
    request(`${server.url}${path}`, { headers, ca }, (response) => {
      buffer(response).then(resolve, reject)
    })
      .on('error', reject)
      .end()
  })
}
