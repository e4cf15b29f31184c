import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What its /props calls the model: nobody is to take a script for one. */
export const scriptedModelName = 'scripted (not a model)'

export interface ScriptedOptions {
  /** What the policy answers to a whole conversation, as ChatML text that ends with the generation prompt. */
  readonly answer: (promptText: string) => string
  readonly contextTokens?: number
  readonly slots?: number
  /** How long a completion takes; absent: as long as it takes to be written. Milliseconds. */
  readonly answerMs?: number
  /** How a completion goes wrong: answered 500, or never; absent or null: it does not. */
  readonly trouble?: () => 'error' | 'hang' | null
}

export interface ScriptedLlamaServer extends AsyncDisposable {
  readonly url: string
  /** Prompts of /completion, as token ids, in order of arrival. */
  readonly prompts: readonly (readonly number[])[]
}

/** Bytes are their own token ids; the special tokens come after them. */
const specials = ['<|im_start|>', '<|im_end|>'] as const
const firstSpecial = 256
export const scriptedStopToken = firstSpecial + 1
// Of a policy that is sure: what it is does not matter, that it is not 0 (padding) does.
const scriptedLogprob = -0.125

/** A SCRIPTED engine behind as much of llama-server's HTTP API as the adapter uses: it plays given answers, it samples nothing. */
export async function startScriptedLlamaServer(options: ScriptedOptions): Promise<ScriptedLlamaServer> {
  const prompts: number[][] = []
  const contextTokens = options.contextTokens ?? 65_536
  const routes: Record<string, (body: Record<string, unknown>) => object> = {
    '/health': () => ({ status: 'ok' }),
    '/props': () => ({
      default_generation_settings: { n_ctx: contextTokens },
      total_slots: options.slots ?? 64,
      model_path: scriptedModelName,
      bos_token: specials[0],
      eos_token: specials[1],
    }),
    '/tokenize': (body) => ({ tokens: tokenize(String(body['content']), body['parse_special'] === true) }),
    '/detokenize': (body) => ({ content: detokenize(body['tokens'] as number[]) }),
    '/apply-template': (body) => ({ prompt: render(body['messages'] as { role: string; content: string }[]) }),
    '/completion': (body) => {
      const prompt = body['prompt'] as number[]
      if (prompt.length >= contextTokens) return overflow(prompt.length, contextTokens)
      prompts.push(prompt)
      const asked = behindGenerationPrompt(prompt)
      const whole = [...Buffer.from(options.answer(detokenize(prompt.slice(0, asked)))), scriptedStopToken]
      // A turn is asked for in slices: what the prompt already has of the answer is not said again.
      return completion(prompt, whole.slice(prompt.length - asked), Math.min(body['n_predict'] as number, contextTokens - prompt.length))
    },
  }
  const server = createServer((request, response) => {
    const route = routes[request.url ?? '']
    if (route === undefined) response.writeHead(404).end('{}')
    else if (request.url === '/completion' && options.trouble?.() === 'error')
      response.writeHead(500).end('{"error":{"code":500,"message":"scripted"}}')
    else if (request.url === '/completion' && options.trouble?.() === 'hang') return
    else void answer(request, response, { route, afterMs: request.url === '/completion' ? (options.answerMs ?? 0) : 0 })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    prompts,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { route, afterMs }: { readonly route: (body: Record<string, unknown>) => object; readonly afterMs: number },
): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  const text = Buffer.concat(parts).toString('utf8')
  if (afterMs > 0) await sleep(afterMs)
  const said = route(text === '' ? {} : (JSON.parse(text) as Record<string, unknown>))
  response.writeHead('error' in said ? 400 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
}

function completion(prompt: readonly number[], whole: readonly number[], tokensMax: number): object {
  const tokens = whole.slice(0, tokensMax)
  return {
    content: detokenize(tokens.filter((id) => id !== scriptedStopToken)),
    tokens,
    completion_probabilities: tokens.map((id) => ({ id, logprob: scriptedLogprob })),
    stop_type: tokens.length === whole.length ? 'eos' : 'limit',
    tokens_evaluated: prompt.length,
    tokens_predicted: tokens.length,
    timings: { cache_n: 0, prompt_ms: 0.01, predicted_ms: 0.01 },
  }
}

/** Where the policy's turn begins: behind the last generation prompt. */
function behindGenerationPrompt(prompt: readonly number[]): number {
  const asking = [firstSpecial, ...Buffer.from('assistant\n')]
  for (let at = prompt.lastIndexOf(firstSpecial); at >= 0; at = at === 0 ? -1 : prompt.lastIndexOf(firstSpecial, at - 1)) {
    if (asking.every((id, index) => prompt[at + index] === id)) return at + asking.length
  }
  return prompt.length
}

function overflow(count: number, limit: number): object {
  const message = `request (${String(count)} tokens) exceeds the available context size (${String(limit)} tokens)`
  return { error: { code: 400, message, type: 'exceed_context_size_error' } }
}

function render(messages: readonly { role: string; content: string }[]): string {
  return messages.map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`).join('') + '<|im_start|>assistant\n'
}

function tokenize(text: string, parseSpecial: boolean): number[] {
  if (!parseSpecial) return [...Buffer.from(text)]
  return text.split(/(<\|im_start\|>|<\|im_end\|>)/).flatMap((part) => {
    const special = specials.findIndex((each) => each === part)
    return special >= 0 ? [firstSpecial + special] : [...Buffer.from(part)]
  })
}

function detokenize(ids: readonly number[]): string {
  const parts = ids.map((id) => (id < firstSpecial ? Buffer.of(id) : Buffer.from(specials[id - firstSpecial] ?? '')))
  return Buffer.concat(parts).toString('utf8')
}
