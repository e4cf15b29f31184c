/**
 * The RolloutFleet resource: its one description. Types, defaults and validation are this schema; the CRD (in deploy/helm) and
 * docs/reference/rolloutfleet.md are generated from it. What spans fields stands in rules.ts.
 */
import { z } from 'zod'

export const group = 'sortie.dev'
export const version = 'v1alpha1'
export const kind = 'RolloutFleet'

/** Labels and annotations under this prefix are the controller's own. */
export const reservedPrefix = 'sortie.dev/'

/** Pods of one kind in a fleet: what one API server and one stream are known to carry. */
export const replicasMax = 10_000
const daySeconds = 86_400

/** The first character of a name that may not be in it, and where, counted from 1; null: there is none. */
export function illegalCharacter(text: string, legal: RegExp): string | null {
  const characters = [...text]
  const at = characters.findIndex((character) => !legal.test(character))
  return at === -1 ? null : `illegal character ${JSON.stringify(characters[at])} at position ${String(at + 1)}`
}

const replicas = () => z.int().min(0).max(replicasMax)
const seconds = (max: number) => z.int().min(0).max(max)
const name = (max: number) => z.string().min(1).max(max)
const count = () => z.int().min(0).max(replicasMax)

const capabilities = () => z.array(z.string().max(64)).max(64).optional()

/** Kept as it is written, so that every field of Kubernetes may stand in it; what could harm is declared, and checked. */
const securityContext = z.looseObject({
  privileged: z.boolean().optional().describe('Refused: a worker runs code that a model wrote.'),
  allowPrivilegeEscalation: z.boolean().optional().describe('Refused when true; Sortie sets false.'),
  capabilities: z
    .looseObject({
      add: capabilities().describe('Refused.'),
      drop: capabilities().describe('`ALL` must be among them; Sortie sets it.'),
    })
    .optional()
    .describe('The containers have none.'),
})

const containers = () =>
  z
    .array(
      z.looseObject({
        name: name(63).describe('Of the container: `worker`, `engine` and `agent` are merged with what Sortie runs.'),
        image: z.string().max(1024).optional().describe('Image of the container.'),
        securityContext: securityContext.optional().describe('Security context of the container.'),
        volumeMounts: z
          .array(
            z.looseObject({
              name: name(63).describe('Volume that is mounted.'),
              mountPath: name(1024).describe('Where; in the place of a mount of Sortie there.'),
            }),
          )
          .max(64)
          .optional()
          .describe('Merged by `mountPath` with those of Sortie.'),
      }),
    )
    .max(16)
    .optional()

const volumes = z
  .array(
    z.looseObject({
      name: name(63).describe('Of the volume; in the place of one of Sortie of that name.'),
      hostPath: z.looseObject({}).optional().describe("Refused: the node's own files."),
      projected: z
        .looseObject({
          sources: z
            .array(z.looseObject({ serviceAccountToken: z.looseObject({}).optional().describe('Refused: the pods have no token.') }))
            .max(32)
            .optional()
            .describe('What is projected.'),
        })
        .optional()
        .describe('Secrets, config maps and fields in one folder.'),
    }),
  )
  .max(64)
  .optional()
  .describe('Merged by name with those of Sortie.')

/** Labels, annotations: bounded, or the rules over them would cost more than the API server allows. */
const marksMax = 64
const labelled = (value: z.ZodString) =>
  z
    .record(z.string(), value)
    .refine((marks) => Object.keys(marks).length <= marksMax, { error: `at most ${String(marksMax)} of them` })
    .meta({ maxProperties: marksMax })

const template = (whose: string) =>
  z
    .strictObject({
      metadata: z
        .strictObject({
          labels: labelled(z.string().max(63)).optional().describe(`Labels of the pods, none under ${reservedPrefix}.`),
          annotations: labelled(z.string().max(8192)).optional().describe(`Annotations of the pods, none under ${reservedPrefix}.`),
        })
        .optional()
        .describe('What the pods are marked with.'),
      spec: z
        .looseObject({
          containers: containers().describe('Merged by name with the containers that Sortie makes.'),
          initContainers: containers().describe('Run before them, the engine too; checked in the same way.'),
          volumes,
          hostNetwork: z.boolean().optional().describe('Refused.'),
          hostPID: z.boolean().optional().describe('Refused.'),
          hostIPC: z.boolean().optional().describe('Refused.'),
          hostUsers: z.boolean().optional().describe('Refused when true: the sandbox of a worker relies on a user namespace.'),
          serviceAccountName: z.string().max(253).optional().describe('Refused: the pods have no token.'),
          automountServiceAccountToken: z.boolean().optional().describe('Refused: the pods have no token.'),
          runtimeClassName: z.string().max(253).optional().describe('Such as gvisor or kata: then the sandbox is that of the runtime.'),
          terminationGracePeriodSeconds: seconds(7 * daySeconds)
            .optional()
            .describe('Set by Sortie from `drain.gracePeriodSeconds`.'),
        })
        .optional()
        .describe('Pod spec, merged over what Sortie makes: resources, node selectors, tolerations, volumes …'),
    })
    .optional()
    .describe(`Merged into the pods of ${whose}.`)

const rollout = (unavailable: string) => ({
  maxUnavailable: count().default(1).describe(`Pods that may be away while a new template rolls out${unavailable}.`),
  maxSurge: count().default(1).describe('Pods beyond the wanted number while a new template rolls out.'),
})

const environment = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(64)
      .regex(/^[A-Za-z0-9_-]*$/, {
        error: ({ input }) => illegalCharacter(String(input), /[A-Za-z0-9_-]/) ?? 'letters, digits, "_" and "-" only',
      })
      .describe('Environment that the workers serve: `sortie env list`.'),
    config: z.looseObject({}).optional().describe('Configuration of the environment; `sortie env show NAME` prints its schema.'),
    slotsPerWorker: z.int().min(1).max(256).default(4).describe('Rollouts that one worker plays at a time.'),
    minReplicas: replicas().default(0).describe('Workers that are always there.'),
    maxReplicas: replicas().default(10).describe('Workers at most.'),
    replicas: replicas()
      .optional()
      .describe(
        'Pins the number of workers, beyond `maxReplicas` too: what `kubectl scale` sets. Remove it to hand back (`sortie scale auto`).',
      ),
    drain: z
      .strictObject({
        gracePeriodSeconds: seconds(7 * daySeconds)
          .default(600)
          .describe('How long rollouts may go on when their worker is to leave.'),
      })
      .prefault({})
      .describe('How workers leave.'),
    leaseSeconds: z.int().min(5).max(3_600).default(30).describe('A worker that is silent for longer gives up what it had claimed.'),
    minAvailable: count().optional().describe('Makes a PodDisruptionBudget; absent, workers drain by themselves when evicted.'),
    ...rollout(''),
    template: template('the environment workers'),
  })
  .describe('The workers that play rollouts.')

const inference = z
  .strictObject({
    engine: z.enum(['llama.cpp', 'vllm', 'sglang']).default('llama.cpp').describe('What serves the model.'),
    args: z.array(z.string().max(1024)).max(64).optional().describe("Added to the engine's command line."),
    minReplicas: replicas().default(1).describe('Replicas that are always there; 0: none while there is nothing to do.'),
    maxReplicas: replicas().default(1).describe('Replicas at most.'),
    replicas: replicas().optional().describe('Pins the number of replicas, beyond `maxReplicas` too.'),
    sequencesPerReplica: z.int().min(1).max(4096).default(8).describe('Sequences that one replica decodes at a time.'),
    contextTokens: z.int().min(256).max(4_194_304).default(4096).describe('Tokens of prompt and answer that one sequence may hold.'),
    gpus: z.int().min(0).max(64).default(0).describe('GPUs of one replica.'),
    gpuResource: name(253).default('nvidia.com/gpu').describe('What a GPU is called as a resource.'),
    drain: z
      .strictObject({
        gracePeriodSeconds: seconds(daySeconds).default(120).describe('How long sequences may go on when their replica is to leave.'),
      })
      .prefault({})
      .describe('How replicas leave.'),
    ...rollout('; the last one stays until another is ready, unless `maxSurge` is 0'),
    template: template('the inference replicas'),
  })
  .prefault({})
  .describe('The replicas that serve the policy.')

const stream = z
  .strictObject({
    url: z
      .string()
      .max(2048)
      .optional()
      .describe(
        'NATS with JetStream, `tls://HOST:PORT`, several servers of one cluster by comma; absent: the one that was installed beside the controller.',
      ),
    credentialsSecret: name(253)
      .optional()
      .describe('Secret with `signing-key` and `account` (`sortie auth init`), from which each pod gets credentials of its own.'),
    caSecret: name(253).optional().describe('Secret whose key `ca.crt` is what the server is checked by.'),
    allowPlaintext: z.boolean().default(false).describe('Development only: no TLS, no credentials.'),
    replicas: z
      .union([z.literal(1), z.literal(3), z.literal(5)])
      .default(1)
      .describe('Servers that keep each record; 3 for work that must survive one.'),
    trajectoryGiB: z.int().min(1).max(65_536).default(1).describe('Room for trajectories, GiB.'),
    replayWindowSeconds: seconds(30 * daySeconds)
      .default(3_600)
      .describe('How far back a trainer may restore a checkpoint.'),
  })
  .prefault({})
  .describe('The bus.')

const scaling = z
  .strictObject({
    mode: z.enum(['auto', 'manual']).default('auto').describe('manual: the numbers stay at `replicas`, or at `minReplicas`.'),
    targets: z
      .strictObject({
        slotUtilisationPercent: z.int().min(10).max(100).default(90).describe('Busy slots of all slots at which workers are enough.'),
        sequencesPerReplicaPercent: z
          .int()
          .min(10)
          .max(400)
          .default(100)
          .describe('Running and waiting sequences of those that a replica decodes at a time.'),
      })
      .prefault({})
      .describe('What enough is.'),
    windows: z
      .strictObject({
        scaleOutSeconds: seconds(3_600).default(0).describe('How long more must be wanted before there are more.'),
        scaleInSeconds: seconds(daySeconds).default(300).describe('How long fewer must be enough before there are fewer.'),
      })
      .prefault({})
      .describe('Stabilisation.'),
    idleSeconds: seconds(daySeconds).default(600).describe('With nothing to do for so long, workers go down to `minReplicas`.'),
  })
  .prefault({})
  .describe('How the numbers follow the work.')

export const fleetSpecSchema = z
  .strictObject({
    model: z
      .strictObject({
        name: name(512).describe('Model that the engine serves: a name that it can fetch, or a path in a volume of the template.'),
        tokenSecret: name(253).optional().describe('Secret whose key `token` lets the engine fetch it.'),
      })
      .describe('The policy.'),
    environment,
    inference,
    stream,
    scaling,
    paused: z.boolean().default(false).describe('The controller looks on and does nothing.'),
  })
  .describe('What the fleet should be.')

/** A fleet's spec with its defaults. */
export type FleetSpec = z.output<typeof fleetSpecSchema>
