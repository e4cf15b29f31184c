import { clusterOptions } from './cluster.ts'
import { outputOption } from './option.ts'

/** Options of `sortie scale`. */
export const scaleOptions = { ...clusterOptions, output: outputOption } as const
