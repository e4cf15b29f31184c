import { openSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'

const closeOnExec = 0o2000000
let nullDescriptor: number | null = null

/**
 * Descriptors that whoever started this process left open for it, and that every child would get as well: in a sandbox
 * each would be a way out. Node cannot close them, but it can put /dev/null in their place in a child.
 */
export async function inheritedDescriptors(): Promise<{ descriptors: number[]; nullDescriptor: number }> {
  const descriptors: number[] = []
  for (const name of await readdir('/proc/self/fd')) {
    // The descriptor of the listing itself is gone by now.
    const info = await readFile(`/proc/self/fdinfo/${name}`, 'utf8').catch(() => '')
    const flags = /^flags:\s+([0-7]+)$/m.exec(info)?.[1]
    if (Number(name) > 2 && flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0) descriptors.push(Number(name))
  }
  // Opened once a process, and kept.
  nullDescriptor ??= openSync('/dev/null', 'r')
  return { descriptors, nullDescriptor }
}
