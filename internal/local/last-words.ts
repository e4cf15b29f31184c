import { SortieError } from '#internal/base/errors.ts'
import { loggedError } from '#internal/fleet/logged-error.ts'

/** Why a process is beyond help: its own words where it had any, or else its end and what it wrote. */
export function processFailure(
  process: { readonly name: string; readonly lastWords: string; readonly logPath: string },
  how: string,
): SortieError {
  const logged = loggedError(process.lastWords)
  if (logged !== null)
    return new SortieError(logged.code, `${process.name}: ${logged.error}`, { remedy: logged.remedy ?? `see ${process.logPath}` })
  return new SortieError('process.failed', `${process.name} ${how}. Its last words:\n${process.lastWords}`, {
    remedy: `see ${process.logPath}; \`sortie doctor\` tries every part`,
  })
}
