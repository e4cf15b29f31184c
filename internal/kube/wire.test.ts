import protobuf from 'protobufjs/minimal.js'
import { expect, test } from 'vitest'
import { podMessage, readAnswer } from './wire.ts'

test('a pod that is being deleted says in protobuf within how long', () => {
  const metadata = protobuf.Writer.create().uint32(10).string('p').uint32((10 << 3) | 0).int64(3_600).finish() // prettier-ignore
  const pod = protobuf.Writer.create().uint32(10).bytes(metadata).finish()
  const unknown = protobuf.Writer.create().uint32(18).bytes(pod).finish()
  const answer = Uint8Array.of(0x6b, 0x38, 0x73, 0x00, ...unknown)
  expect(readAnswer(answer, podMessage)).toEqual({ metadata: { name: 'p', deletionGracePeriodSeconds: 3_600 } })
})
