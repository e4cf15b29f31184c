/**
 * What spans fields of a RolloutFleet. Every rule stands twice, as CEL for the API server and as a function for `sortie fleet validate`
 * and the controller; a test applies the same bad resources to both.
 */
import { withoutSecrets } from '#internal/base/url.ts'
import { type FleetSpec, reservedPrefix } from './resource.ts'

/** A fleet as rules see it: defaults applied. */
export interface RuledFleet {
  readonly metadata: { readonly name: string }
  readonly spec: FleetSpec
}

export interface FleetRule {
  /** Where the CEL stands in the schema: `` is the whole object, `spec.environment` a field of it. */
  readonly at: string
  readonly cel: string
  /** What the API server says. Without values: CEL that turns numbers into text costs more than it allows. */
  readonly message: string
  /** Null when the rule holds, else what is wrong, with the values. */
  readonly check: (fleet: RuledFleet) => string | null
}

/** Long enough to be said, short enough that pods are named after it: 63 characters less role, hash and index. */
const nameLengthMax = 40
const namePattern = `^[a-z0-9]([-a-z0-9]{0,${String(nameLengthMax - 2)}}[a-z0-9])?$`

const nameRule: FleetRule = {
  at: '',
  cel: `self.metadata.name.matches('${namePattern}')`,
  message: `metadata.name must have 1 to ${String(nameLengthMax)} lower-case letters, digits and "-": pods and subjects are named after it`,
  check: ({ metadata }) => (new RegExp(namePattern).test(metadata.name) ? null : nameRule.message),
}

/** Rules that workers and replicas share. */
function rulesOf(field: 'environment' | 'inference'): FleetRule[] {
  const at = `spec.${field}`
  return [
    {
      at,
      cel: 'self.minReplicas <= self.maxReplicas',
      message: 'minReplicas exceeds maxReplicas',
      check: ({ spec }) => {
        const { minReplicas, maxReplicas } = spec[field]
        return minReplicas <= maxReplicas ? null : `minReplicas ${String(minReplicas)} exceeds maxReplicas ${String(maxReplicas)}`
      },
    },
    {
      at,
      cel: 'self.maxUnavailable + self.maxSurge > 0',
      message: 'maxUnavailable and maxSurge are both 0: a new template could never roll out',
      check: ({ spec }) => {
        const { maxUnavailable, maxSurge } = spec[field]
        return maxUnavailable + maxSurge > 0 ? null : 'maxUnavailable and maxSurge are both 0: a new template could never roll out'
      },
    },
    ...marksRules(field),
    ...podRules(field),
  ]
}

function marksRules(field: 'environment' | 'inference'): FleetRule[] {
  return (['labels', 'annotations'] as const).map((marks) => ({
    at: `spec.${field}.template.metadata.${marks}`,
    cel: `!self.exists(key, key.startsWith('${reservedPrefix}'))`,
    message: `${marks} under ${reservedPrefix} are the controller's own`,
    check: ({ spec }) => {
      const given = Object.keys(spec[field].template?.metadata?.[marks] ?? {})
      return given.some((key) => key.startsWith(reservedPrefix)) ? `${marks} under ${reservedPrefix} are the controller's own` : null
    },
  }))
}

function podRules(field: 'environment' | 'inference'): FleetRule[] {
  const at = `spec.${field}.template.spec`
  const flags = ['hostNetwork', 'hostPID', 'hostIPC', 'automountServiceAccountToken'] as const
  const refusals = flags.map((flag): FleetRule => {
    const message = `${flag} is refused: the pod runs code that a model wrote, or serves those that do`
    return {
      at,
      cel: `!has(self.${flag}) || !self.${flag}`,
      message,
      check: ({ spec }) => (spec[field].template?.spec?.[flag] === true ? message : null),
    }
  })
  const account = 'serviceAccountName is refused: the pods have no token'
  const privileged = 'a privileged container is refused: the pod runs code that a model wrote, or serves those that do'
  const grace = 'terminationGracePeriodSeconds is set by drain.gracePeriodSeconds'
  return [
    ...refusals,
    {
      at,
      cel: '!has(self.serviceAccountName)',
      message: account,
      check: ({ spec }) => (spec[field].template?.spec?.serviceAccountName === undefined ? null : account),
    },
    {
      at,
      cel: '!has(self.terminationGracePeriodSeconds)',
      message: grace,
      check: ({ spec }) => (spec[field].template?.spec?.terminationGracePeriodSeconds === undefined ? null : grace),
    },
    {
      at,
      cel: '!has(self.containers) || self.containers.all(each, !has(each.securityContext) || !has(each.securityContext.privileged) || !each.securityContext.privileged)',
      message: privileged,
      check: ({ spec }) => {
        const containers = spec[field].template?.spec?.containers ?? []
        return containers.some(({ securityContext }) => securityContext?.privileged === true) ? privileged : null
      },
    },
  ]
}

const leaseRule: FleetRule = {
  at: 'spec.environment',
  cel: 'self.drain.gracePeriodSeconds >= self.leaseSeconds',
  message: 'drain.gracePeriodSeconds must cover leaseSeconds',
  check: ({ spec }) => {
    const { drain, leaseSeconds } = spec.environment
    if (drain.gracePeriodSeconds >= leaseSeconds) return null
    return `drain.gracePeriodSeconds ${String(drain.gracePeriodSeconds)} must cover leaseSeconds ${String(leaseSeconds)}: a worker that is leaving keeps its rollouts at least as long as its lease`
  },
}

/** One URL of a server: scheme, perhaps credentials, host, perhaps a port up to 65535. */
const portPattern = '([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])'
const hostPattern = '([A-Za-z0-9]([-A-Za-z0-9._]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])'
const urlPattern = `(tls|nats)://([^@/,\\s]+@)?${hostPattern}(:${portPattern})?/?`
const urlForm = 'write tls://HOST:PORT, several by comma, ports from 1 to 65535'

const urlRule: FleetRule = {
  at: 'spec.stream',
  cel: `!has(self.url) || self.url.matches(${celText(`^${urlPattern}(, ?${urlPattern})*$`)})`,
  message: `url names no server of NATS: ${urlForm}`,
  check: ({ spec }) => {
    const one = new RegExp(`^${urlPattern}$`)
    const wrong = (spec.stream.url?.split(/, ?/) ?? []).find((url) => !one.test(url))
    return wrong === undefined ? null : `url ${JSON.stringify(withoutSecrets(wrong))} names no server of NATS: ${urlForm}`
  },
}

const plaintext = 'every url must be tls://… with a credentialsSecret, or allowPlaintext must say that this is for development'
const plaintextRule: FleetRule = {
  at: 'spec.stream',
  cel: "!has(self.url) || self.allowPlaintext || (self.url.matches('^tls://[^,]*(, ?tls://[^,]*)*$') && has(self.credentialsSecret))",
  message: plaintext,
  check: ({ spec }) => {
    const { url, allowPlaintext, credentialsSecret } = spec.stream
    if (url === undefined || allowPlaintext) return null
    const secured = url.split(/, ?/).every((each) => each.startsWith('tls://')) && credentialsSecret !== undefined
    return secured ? null : plaintext
  },
}

const gpuRule: FleetRule = {
  at: 'spec.inference',
  cel: "self.engine == 'llama.cpp' || self.gpus > 0",
  message: 'vllm and sglang need gpus of at least 1',
  check: ({ spec }) => {
    const { engine, gpus } = spec.inference
    return engine === 'llama.cpp' || gpus > 0 ? null : `${engine} needs gpus of at least 1, they are ${String(gpus)}`
  },
}

/** Every rule, in the order in which they are said. */
export const fleetRules: readonly FleetRule[] = [
  nameRule,
  ...rulesOf('environment'),
  leaseRule,
  ...rulesOf('inference'),
  gpuRule,
  urlRule,
  plaintextRule,
]

/** A text as CEL writes it. */
function celText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\')}'`
}
