import type { WriteStream } from 'node:tty'
import { createColors } from 'picocolors'

/**
 * Colours of one stream: on a terminal that has them, never in a pipe or file, and not with NO_COLOR, which Node heeds for us.
 * picocolors' own choice looks at standard output alone, and colours whatever it is where the variable CI is set.
 */
function coloursOf(stream: Partial<WriteStream>): ReturnType<typeof createColors> {
  return createColors(stream.isTTY === true && stream.hasColors?.() === true)
}

/** For what goes to standard output. */
export const pc = coloursOf(process.stdout)
/** For what goes to standard error. */
export const pcError = coloursOf(process.stderr)
