import { expect, test } from 'vitest'
import { withoutSecrets } from './url.ts'

test.each([
  ['nats://nats:4222', 'nats://nats:4222'],
  ['nats://user:pass@nats:4222', 'nats://nats:4222'],
  ['user:pass@nats:4222', 'nats:4222'],
  ['tls://t0ken@a:4222, b:p@b:4222,c', 'tls://a:4222, b:4222,c'],
  ['nats://u:p@ss@nats:4222/path', 'nats://nats:4222/path'],
])('%s is shown as %s', (given, shown) => {
  expect(withoutSecrets(given)).toBe(shown)
})
