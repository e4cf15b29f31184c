import { randomBytes } from 'node:crypto'

/** Randomness, handed in. */
export interface Rng {
  /** Uniform in [0, 1). */
  next(): number
  /** `bytes` random bytes as lower-case hexadecimal: for names and tokens. */
  hex(bytes: number): string
}

export const systemRng: Rng = {
  next: () => Math.random(),
  hex: (bytes) => randomBytes(bytes).toString('hex'),
}
