import { type ErrorCode, SortieError, errorText } from '#internal/base/errors.ts'
import { escapeControls } from '#internal/base/escape.ts'
import { pcError } from './colours.ts'

/** Mistakes of the caller: trying again without a change is no use. */
const mistakes: readonly ErrorCode[] = [
  'config.invalid',
  'task.invalid',
  'subject.invalid',
  'model.invalid',
  'environment.unknown',
  'stream.mismatch',
  'file.unreadable',
]

/** 2: the caller's mistake; 130: interrupted; 1: everything else. */
export function exitCodeOfError(thrown: unknown): 1 | 2 | 130 {
  if (!(thrown instanceof SortieError)) return 1
  if (thrown.code === 'aborted') return 130
  return mistakes.includes(thrown.code) ? 2 : 1
}

/** An error as a person reads it: what, then what to do. A stack trace only for a bug of ours. What it quotes cannot steer the terminal. */
export function renderError(thrown: unknown): string {
  const error = thrown instanceof SortieError ? thrown : null
  const lines = [`${pcError.red('error')}: ${escapeControls(errorText(thrown))}${error === null ? '' : pcError.dim(` [${error.code}]`)}`]
  if (error?.remedy !== undefined) lines.push(`${pcError.cyan('try')}: ${escapeControls(error.remedy)}`)
  const ours = error === null || error.code === 'invariant.broken'
  if (ours && thrown instanceof Error && thrown.stack !== undefined)
    lines.push(pcError.dim('this is a bug; please report it with what follows'), escapeControls(thrown.stack))
  return `${lines.join('\n')}\n`
}
