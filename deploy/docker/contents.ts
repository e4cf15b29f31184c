/** What images are made of beside the program itself: for `make images`, and for the test that compares it with the Dockerfile. */

/** Nobody of any machine. */
export const user = 65_532

/** Debian packages, each with all that it needs; `system` is in every image that runs Node. */
export const packages = {
  system: ['libstdc++6'],
  worker: ['python3', 'bubblewrap', 'util-linux'],
  engine: ['python3', 'libgomp1'],
} as const

export const entrypoints = {
  controller: ['node', '/app/cmd/controller/main.ts'],
  worker: ['node', '/app/cmd/worker/main.ts'],
  replica: ['node', '/app/cmd/replica/main.ts'],
  engine: ['python3', '/opt/engine/llama-server'],
  nats: ['nats-server'],
} as const
