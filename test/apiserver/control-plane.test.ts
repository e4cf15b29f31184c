import { describe, expect, test } from 'vitest'
import { KubeApiServer, kubeMissing } from '../support/kube-apiserver.ts'

// The control plane that tests run against is a real one, and survives what they do to it. Its nodes are PLAYED by kwok.

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one' }, spec: { containers: [{ name: 'c', image: 'none' }] } }

describe.skipIf(kubeMissing !== null)('the control plane of tests', () => {
  test('schedules a pod onto a played node, and deletes it again', { timeout: 120_000 }, async () => {
    await using server = await KubeApiServer.start({ controllers: true, nodes: 2 })
    await server.kubectl(['create', '-f', '-'], JSON.stringify(pod))
    await server.kubectl(['wait', 'pod/one', '--for=condition=Ready', '--timeout=60s'])
    expect(await server.kubectl(['get', 'pod', 'one', '-o', 'jsonpath={.spec.nodeName}'])).toMatch(/^fake-[01]$/)
    await server.kubectl(['delete', 'pod', 'one', '--timeout=60s'])
    expect(await server.kubectl(['get', 'pods', '-o', 'name'])).toBe('')
  })

  test('keeps what it has when the API server is killed and comes back', { timeout: 120_000 }, async () => {
    await using server = await KubeApiServer.start()
    await server.kubectl(['create', 'configmap', 'kept'])
    await server.kill()
    await expect(server.kubectl(['get', 'configmap', 'kept', '--request-timeout=2s'])).rejects.toThrow()
    await server.restart()
    expect(await server.kubectl(['get', 'configmap', 'kept', '-o', 'name'])).toBe('configmap/kept\n')
  })
})
