/**
 * What spans fields of a RolloutFleet. Every rule stands twice, as CEL for the API server and as a function for `sortie fleet validate`
 * and the controller; a test applies the same bad resources to both.
 */
import { format } from 'node:util'
import { withoutSecrets } from '#internal/base/url.ts'
import { type FleetSpec, illegalCharacter, reservedPrefix } from './resource.ts'

/** A fleet as rules see it: defaults applied. */
export interface RuledFleet {
  readonly metadata: { readonly name: string }
  readonly spec: FleetSpec
}

export interface FleetRule {
  /** Where the CEL stands in the schema: `` is the whole object, `spec.environment` a field of it. */
  readonly at: string
  readonly cel: string
  /** What the API server says, where it cannot say the values. */
  readonly message: string
  /** CEL of what it says with the values, word for word what `check` answers. */
  readonly messageExpression?: string
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
  check: ({ metadata: { name } }) => {
    if (new RegExp(namePattern).test(name)) return null
    const illegal = illegalCharacter(name, /[a-z0-9-]/)
    return illegal === null
      ? nameRule.message
      : `${JSON.stringify(name.slice(0, 2 * nameLengthMax))} has an ${illegal}: ${nameRule.message}`
  },
}

const exceeds = 'minReplicas %d exceeds maxReplicas %d'

/** Rules that workers and replicas share. */
function rulesOf(field: 'environment' | 'inference'): FleetRule[] {
  const at = `spec.${field}`
  return [
    {
      at,
      cel: 'self.minReplicas <= self.maxReplicas',
      message: 'minReplicas exceeds maxReplicas',
      messageExpression: celFormat(exceeds, ['self.minReplicas', 'self.maxReplicas']),
      check: ({ spec }) => {
        const { minReplicas, maxReplicas } = spec[field]
        return minReplicas <= maxReplicas ? null : format(exceeds, minReplicas, maxReplicas)
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

type PodSpec = NonNullable<NonNullable<FleetSpec['environment']['template']>['spec']>
type SecurityContext = NonNullable<NonNullable<PodSpec['containers']>[number]['securityContext']>

const because = 'the pod runs code that a model wrote, or serves those that do'

function podRules(field: 'environment' | 'inference'): FleetRule[] {
  const at = `spec.${field}.template.spec`
  const rule = (cel: string, message: string, isWell: (pod: PodSpec) => boolean): FleetRule => {
    const check: FleetRule['check'] = ({ spec }) => (isWell(spec[field].template?.spec ?? {}) ? null : message)
    return { at, cel, message, check }
  }
  const flags = ['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'automountServiceAccountToken'] as const
  return [
    ...flags.map((flag) => rule(`!has(self.${flag}) || !self.${flag}`, `${flag} is refused: ${because}`, (pod) => pod[flag] !== true)),
    rule(
      '!has(self.serviceAccountName)',
      'serviceAccountName is refused: the pods have no token',
      ({ serviceAccountName }) => serviceAccountName === undefined,
    ),
    rule(
      '!has(self.terminationGracePeriodSeconds)',
      'terminationGracePeriodSeconds is set by drain.gracePeriodSeconds',
      ({ terminationGracePeriodSeconds }) => terminationGracePeriodSeconds === undefined,
    ),
    rule(
      whereGiven('self.volumes', (volumes) => `${volumes}.all(each, !has(each.hostPath))`),
      `a hostPath volume is refused: ${because}`,
      ({ volumes = [] }) => volumes.every(({ hostPath }) => hostPath === undefined),
    ),
    rule(
      whereGiven('self.volumes', (volumes) => {
        const tokenless = (sources: string) => `${sources}.all(source, !has(source.serviceAccountToken))`
        return `${volumes}.all(each, ${whereGiven('each.projected.sources', tokenless)})`
      }),
      'a projected serviceAccountToken is refused: the pods have no token',
      ({ volumes = [] }) =>
        volumes.every(({ projected }) => projected?.sources?.every(({ serviceAccountToken }) => serviceAccountToken === undefined) ?? true),
    ),
    ...containerRules(at, field),
  ]
}

/** What no container may have, whether it runs beside the others or before them. */
function containerRules(at: string, field: 'environment' | 'inference'): FleetRule[] {
  const context = 'each.securityContext'
  const refusals: readonly { readonly message: string; readonly cel: string; readonly isWell: (given: SecurityContext) => boolean }[] = [
    {
      message: `a privileged container is refused: ${because}`,
      cel: whereGiven(`${context}.privileged`, (given) => `!${given}`),
      isWell: ({ privileged }) => privileged !== true,
    },
    {
      message: `allowPrivilegeEscalation is refused: ${because}`,
      cel: whereGiven(`${context}.allowPrivilegeEscalation`, (given) => `!${given}`),
      isWell: ({ allowPrivilegeEscalation }) => allowPrivilegeEscalation !== true,
    },
    {
      message: `capabilities.add is refused: ${because}`,
      cel: whereGiven(`${context}.capabilities.add`, (given) => `size(${given}) == 0`),
      isWell: ({ capabilities }) => (capabilities?.add ?? []).length === 0,
    },
    {
      message: `capabilities.drop must have ALL: ${because}`,
      cel: whereGiven(`${context}.capabilities.drop`, (given) => `'ALL' in ${given}`),
      isWell: ({ capabilities }) => capabilities?.drop?.includes('ALL') ?? true,
    },
  ]
  return refusals.map(({ message, cel, isWell }) => ({
    at,
    cel: ['self.containers', 'self.initContainers']
      .map((list) => `(${whereGiven(list, (given) => `${given}.all(each, ${cel})`)})`)
      .join(' && '),
    message,
    check: ({ spec }) => {
      const { containers = [], initContainers = [] } = spec[field].template?.spec ?? {}
      const wrong = [...containers, ...initContainers].find(({ securityContext }) => !isWell(securityContext ?? {}))
      return wrong === undefined ? null : `${message} (container ${JSON.stringify(wrong.name)})`
    },
  }))
}

/** CEL that holds where a field, or what it stands in, is absent; else what is said of it. */
function whereGiven(path: string, then: (field: string) => string): string {
  const parts = path.split('.')
  const absent = parts.slice(1).map((_, index) => `!has(${parts.slice(0, index + 2).join('.')})`)
  return [...absent, then(path)].join(' || ')
}

const uncovered =
  'drain.gracePeriodSeconds %d must cover leaseSeconds %d: a worker that is leaving keeps its rollouts at least as long as its lease'
const leaseRule: FleetRule = {
  at: 'spec.environment',
  cel: 'self.drain.gracePeriodSeconds >= self.leaseSeconds',
  message: 'drain.gracePeriodSeconds must cover leaseSeconds',
  messageExpression: celFormat(uncovered, ['self.drain.gracePeriodSeconds', 'self.leaseSeconds']),
  check: ({ spec }) => {
    const { drain, leaseSeconds } = spec.environment
    return drain.gracePeriodSeconds >= leaseSeconds ? null : format(uncovered, drain.gracePeriodSeconds, leaseSeconds)
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

/** A text with whole numbers in it. By `format`: numbers that are joined to a text, `'…' + string(self.a)`, cost more than the API server allows. */
function celFormat(text: string, numbers: readonly string[]): string {
  return `${celText(text)}.format([${numbers.join(', ')}])`
}

/** A text as CEL writes it. */
function celText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\')}'`
}
