/** What a fleet has once on a cluster, beside its pods: an account without rights, network policies, a disruption budget. Pure. */
import { fleetLabels, fleetObjectName, marks } from './names.ts'
import { healthPort, type PlacedFleet } from './pod.ts'
import { agentPort } from './replica-pod.ts'

export interface OwnedObject {
  readonly kind: 'serviceAccount' | 'networkPolicy' | 'disruptionBudget'
  readonly body: { readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> } }
}

/** All of them; `natsUrl` is where the fleet's bus is, several by comma. */
export function fleetObjects(fleet: PlacedFleet, natsUrl: string): OwnedObject[] {
  const { name, spec } = fleet
  const metadata = (suffix: string) => ({ name: `${fleetObjectName(name)}${suffix}`, labels: fleetLabels(name) })
  const selectorOf = (role: 'worker' | 'replica') => ({ matchLabels: { [marks.fleet]: name, [marks.role]: role } })
  const { minAvailable } = spec.environment
  const account: OwnedObject = {
    kind: 'serviceAccount',
    body: Object.assign({ automountServiceAccountToken: false }, { metadata: metadata('') }),
  }
  const policy = (role: 'worker' | 'replica', rules: object): OwnedObject => {
    const body = { metadata: metadata(`-${role}`), spec: { podSelector: selectorOf(role), policyTypes: ['Ingress', 'Egress'], ...rules } }
    return { kind: 'networkPolicy', body }
  }
  const bus = { ports: portsOf(natsUrl).map((port) => ({ protocol: 'TCP', port })) }
  const worker = policy('worker', {
    ingress: [scraped(healthPort)],
    egress: [names, bus, { to: [{ podSelector: selectorOf('replica') }], ports: [{ protocol: 'TCP', port: agentPort }] }],
  })
  const replica = policy('replica', {
    ingress: [{ from: [{ podSelector: selectorOf('worker') }], ports: [{ protocol: 'TCP', port: agentPort }] }, scraped(agentPort)],
    egress: [names, bus, ...(spec.model.name.startsWith('/') ? [] : [modelHub])],
  })
  if (minAvailable === undefined) return [account, worker, replica]
  const budget: OwnedObject = {
    kind: 'disruptionBudget',
    body: Object.assign({ spec: { minAvailable, selector: selectorOf('worker') } }, { metadata: metadata('') }),
  }
  return [account, worker, replica, budget]
}

/** Whom a cluster's own name server answers. */
const names = {
  to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
}

/** To fetch the model, but neither from the node's metadata nor from inside the cluster's usual ranges. */
const modelHub = {
  to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] } }],
  ports: [{ protocol: 'TCP', port: 443 }],
}

const scraped = (port: number) => ({
  from: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } } }],
  ports: [{ protocol: 'TCP', port }],
})

/** Of each URL, once: a fleet may be told of several servers. */
function portsOf(natsUrls: string): number[] {
  const ports = natsUrls.split(',').map((url) => /^(?:\w+:\/\/)?[^/]*:(\d+)(?:\/|$)/.exec(url.trim())?.[1])
  return [...new Set(ports.map((port) => Number(port ?? 4_222)))]
}
