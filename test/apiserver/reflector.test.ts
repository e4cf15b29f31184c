import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { systemClock as clock } from '#internal/base/clock.ts'
import { systemRng as rng } from '#internal/base/rng.ts'
import { KubeClient } from '#internal/kube/client.ts'
import { type LeaseOptions, leadWith } from '#internal/kube/lease.ts'
import { kinds } from '#internal/kube/objects.ts'
import { Reflector } from '#internal/kube/reflector.ts'
import { silentLogger } from '#internal/telemetry/logger.ts'
import { never } from '../support/fleet.ts'
import { KubeApiServer, kubeMissing } from '../support/kube-apiserver.ts'
import { SeverableProxy } from '../support/proxy.ts'

// The watch and the lease against a real API server that is killed, stops answering, and forgets.

const soon = { timeout: 45_000, interval: 50 }

describe.skipIf(kubeMissing !== null)('the reflector and the lease on a real API server', () => {
  let server: KubeApiServer
  let client: KubeClient

  beforeAll(async () => {
    server = await KubeApiServer.start()
    client = clientOf(server.url)
  }, 120_000)
  afterAll(async () => {
    await client[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const clientOf = (url: string) => KubeClient.load(server.kubeconfig('admin', url), { clock, fieldManager: 'test', timeoutMs: 3_000 })
  const secret = (name: string) => client.create(kinds.secret, 'default', { metadata: { name, labels: { of: 'test' } } }, never)

  function reflect(of: KubeClient, silenceMs?: number) {
    const changed: string[] = []
    const options = {
      ...{ kind: kinds.secret, namespace: 'default', labels: 'of=test', clock, rng, logger: silentLogger },
      keep: <T>(object: T) => object,
      onChange: (key: string) => void changed.push(key),
      ...(silenceMs === undefined ? {} : { silenceMs }),
    }
    const reflector = new Reflector(of, options)
    const life = new AbortController()
    const running = reflector.run(life.signal)
    onTestFinished(async () => {
      life.abort()
      await running
    })
    return { reflector, changed }
  }

  test('follows what is made and deleted, also over the death of the server', { timeout: 90_000 }, async () => {
    await secret('before')
    const { reflector, changed } = reflect(client)
    await vi.waitFor(() => expect(reflector.store.get('default/before')).toBeDefined(), soon)
    await secret('meanwhile')
    await vi.waitFor(() => expect(changed).toContain('default/meanwhile'), soon)
    await server.restart()
    await client.delete(kinds.secret, 'default', { name: 'meanwhile' }, never)
    await secret('after')
    await vi.waitFor(
      () => expect([...reflector.store.values()].map(({ metadata }) => metadata.name).sort()).toEqual(['after', 'before']),
      soon,
    )
    expect(reflector.isCurrent).toBe(true)
  })

  test('a watch that has died without a word is found, and until then it is not called current', { timeout: 90_000 }, async () => {
    await using proxy = await SeverableProxy.start(server.ports.api)
    await using behind = clientOf(`${proxy.url.replace('nats:', 'https:')}`)
    const { reflector } = reflect(behind, 1_500)
    await vi.waitFor(() => expect(reflector.isCurrent).toBe(true), soon)
    proxy.withholdReplies()
    await secret('unseen')
    await vi.waitFor(() => expect(reflector.isCurrent).toBe(false), soon)
    expect(reflector.store.get('default/unseen')).toBeUndefined()
    await proxy.sever()
    await vi.waitFor(() => expect(reflector.store.get('default/unseen')).toBeDefined(), soon)
  })

  const leaseOf = (holder: string, name: string): LeaseOptions => ({
    ...{ namespace: 'default', name, holder, leaseMs: 3_000, renewWithinMs: 2_000, retryMs: 300 },
    ...{ clock, rng, logger: silentLogger },
  })

  test('one leads; when it goes the other does, at once or after the lease, and never both', { timeout: 60_000 }, async () => {
    const leading = new Set<string>()
    let together = 0
    const start = (holder: string) => {
      const life = new AbortController()
      const ended = leadWith(
        client,
        leaseOf(holder, 'two'),
        async (signal) => {
          leading.add(holder)
          together = Math.max(together, leading.size)
          await clock.sleep(60_000, signal).catch(() => undefined)
          leading.delete(holder)
        },
        life.signal,
      ).catch((thrown: unknown) => thrown)
      return { stop: () => { life.abort(new Error('stopped')) }, ended } // prettier-ignore
    }
    const first = start('first')
    await vi.waitFor(() => expect([...leading]).toEqual(['first']), soon)
    const second = start('second')
    await clock.sleep(1_000, never)
    expect([...leading]).toEqual(['first'])
    first.stop()
    await vi.waitFor(() => expect([...leading]).toEqual(['second']), { timeout: 3_000, interval: 20 })
    // Taken away by hand, as by one that believes it dead: it stops.
    await server.kubectl(['patch', 'lease', 'two', '--type=merge', '-p', '{"spec":{"holderIdentity":"third","leaseDurationSeconds":60}}'])
    expect(await second.ended).toMatchObject({ code: 'kube.lease-lost' })
    expect(together).toBe(1)
  })

  test('a leader that cannot reach the server stops before its lease has run out', { timeout: 60_000 }, async () => {
    await using proxy = await SeverableProxy.start(server.ports.api)
    await using behind = clientOf(`${proxy.url.replace('nats:', 'https:')}`)
    let stoppedNs = 0
    const leads = Promise.withResolvers<void>()
    const ended = leadWith(behind, leaseOf('lonely', 'one'), async (signal) => {
      leads.resolve()
      await clock.sleep(60_000, signal).catch(() => undefined)
      stoppedNs = clock.monotonicNs()
    }, never) // prettier-ignore
    await leads.promise
    proxy.withholdReplies()
    const cutNs = clock.monotonicNs()
    await expect(ended).rejects.toMatchObject({ code: 'kube.lease-lost' })
    expect((stoppedNs - cutNs) / 1e6).toBeLessThan(3_000)
  })
})
