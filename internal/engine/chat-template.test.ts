import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pieceTemplate, readTemplate, withOneBos, type RenderedMessage, type TemplateEngine } from './chat-template.ts'

const signal = new AbortController().signal

/** A template over characters: token ids are code points, and `S` is its one special word. */
function engineOf(render: (messages: readonly RenderedMessage[]) => string | null): TemplateEngine {
  return {
    render: (messages) => Promise.resolve(render(messages)),
    tokenizeTemplate: (text) => Promise.resolve(Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0)),
  }
}

const chatml = engineOf((messages) => {
  const all = messages[0]?.role === 'system' ? messages : [{ role: 'system', content: 'Be helpful.' }, ...messages]
  return all.map((message) => `<${message.role}>${message.content}$\n`).join('') + '<assistant>'
})

async function textsOf(engine: TemplateEngine): Promise<Record<string, string>> {
  const pieces = await readTemplate(engine, signal)
  return Object.fromEntries(pieces.map((piece) => [`${piece.previous ?? ''}>${piece.next}`, piece.text]))
}

test('P1: a piece is what the template writes between two contents', async () => {
  expect(await textsOf(chatml)).toMatchObject({
    '>user': '<system>Be helpful.$\n<user>',
    '>system': '<system>',
    'system>user': '$\n<user>',
    'user>assistant': '$\n<assistant>',
    'assistant>user': '$\n<user>',
    'assistant>tool': '$\n<tool>',
    'tool>assistant': '$\n<assistant>',
    'tool>tool': '$\n<tool>',
    'user>user': '$\n<user>',
  })
})

test('P1: pieces and contents put together are the rendering, for any conversation', async () => {
  const template = pieceTemplate(await readTemplate(chatml, signal))
  const turns = fc.array(fc.constantFrom('user', 'tool', 'assistant'), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(turns, async (chosen) => {
      const roles = ['user', ...chosen, 'user'].filter((role, index, all) => !(role === 'assistant' && all[index - 1] === 'assistant'))
      const messages = roles.map((role, index) => ({ role: role as RenderedMessage['role'], content: `content ${String(index)}` }))
      let text = ''
      let previous: RenderedMessage['role'] | null = null
      for (const message of [...messages, { role: 'assistant' as const, content: '' }]) {
        text += String.fromCodePoint(...(template.piece(previous, message.role, null) ?? [])) + message.content
        previous = message.role
      }
      expect(text).toBe(await chatml.render(messages, signal))
    }),
  )
})

test("a tool's message is written as a user's where the template refuses or drops the role", async () => {
  const refuses = engineOf((messages) =>
    messages.some(({ role }) => role === 'tool') ? null : `${messages.map((m) => `[${m.role}]${m.content}`).join('')}[you]`,
  )
  const drops = engineOf(
    (messages) =>
      `${messages
        .filter(({ role }) => role !== 'tool')
        .map((m) => `[${m.role}]${m.content}`)
        .join('')}[you]`,
  )
  for (const engine of [refuses, drops]) {
    expect(await textsOf(engine)).toMatchObject({ 'assistant>tool': '[user]', 'tool>assistant': '[you]', 'tool>tool': '[user]' })
  }
})

test('a template that folds the system prompt into the first user message', async () => {
  const folds = engineOf((messages) => {
    if (messages[0]?.role !== 'system') return `[I]${messages.map((m) => m.content).join('[/I]')}[/I]`
    if (messages.length === 1) return null
    return `[I]<<${messages[0].content}>>${messages
      .slice(1)
      .map((m) => m.content)
      .join('[/I]')}[/I]`
  })
  expect(await textsOf(folds)).toMatchObject({ '>system': '[I]<<', 'system>user': '>>', '>user': '[I]', 'user>assistant': '[/I]' })
})

test('a transition that the template refuses has no piece; a model without a usable template is refused', async () => {
  const alternates = engineOf((messages) =>
    messages.some((message, index) => message.role === messages[index - 1]?.role)
      ? null
      : messages.map((m) => `[${m.role}]${m.content}`).join('') + '[you]',
  )
  const template = pieceTemplate(await readTemplate(alternates, signal))
  expect(template.piece('user', 'user', null)).toBeNull()
  await expect(
    readTemplate(
      engineOf(() => null),
      signal,
    ),
  ).rejects.toMatchObject({ code: 'model.invalid' })
})

test('P2: one BOS, whoever wrote it', () => {
  const cases: [number[], boolean, number[]][] = [
    [[5, 6], true, [1, 5, 6]],
    [[1, 5], true, [1, 5]],
    [[1, 1, 5], true, [1, 5]],
    [[1, 1, 5], false, [1, 5]],
    [[5, 6], false, [5, 6]],
  ]
  for (const [ids, wanted, expected] of cases) expect([...withOneBos(Uint32Array.from(ids), 1, wanted)]).toEqual(expected)
  expect([...withOneBos(Uint32Array.from([1, 1]), null, false)]).toEqual([1, 1])
})

test('P3: behind its own stop token, the policy meets the rest of the piece', async () => {
  const stop = '$'.codePointAt(0) ?? 0
  const template = pieceTemplate(await readTemplate(chatml, signal))
  expect(String.fromCodePoint(...(template.piece('assistant', 'user', stop) ?? []))).toBe('\n<user>')
  expect(String.fromCodePoint(...(template.piece('assistant', 'user', null) ?? []))).toBe('$\n<user>')
})
