/**
 * Network policies as rules of nftables, for one node of the test cluster: what a network plugin would do. Pure. Understands what policies of
 * ours use; of one that says more the pods are cut off, and the reason is given.
 */

export interface Policy {
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly spec: {
    readonly podSelector?: Selector
    readonly policyTypes?: readonly string[]
    readonly ingress?: readonly Rule[]
    readonly egress?: readonly Rule[]
  }
}

export interface Pod {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels?: Labels }
  readonly spec: { readonly nodeName?: string; readonly hostNetwork?: boolean }
  readonly status?: { readonly podIP?: string; readonly phase?: string }
}

export interface Namespace {
  readonly metadata: { readonly name: string; readonly labels?: Labels }
}

type Labels = Readonly<Record<string, string>>
type Direction = 'ingress' | 'egress'

interface Selector {
  readonly matchLabels?: Labels
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[]
}

interface Peer {
  readonly podSelector?: Selector
  readonly namespaceSelector?: Selector
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] }
}

interface Rule {
  readonly from?: readonly Peer[]
  readonly to?: readonly Peer[]
  readonly ports?: readonly { readonly protocol?: string; readonly port?: number | string; readonly endPort?: number }[]
}

export interface Observed {
  readonly policies: readonly Policy[]
  readonly pods: readonly Pod[]
  readonly namespaces: readonly Namespace[]
}

/** The whole table of a node, and what could not be said in it. */
export function rulesOfNode(node: string, observed: Observed): { readonly text: string; readonly problems: readonly string[] } {
  const problems: string[] = []
  const here = observed.pods.filter((pod) => pod.spec.nodeName === node && isNetworked(pod))
  const chain = (direction: Direction): { readonly isolated: readonly string[]; readonly rules: readonly string[] } => {
    const isolated = new Set<string>()
    const rules: string[] = []
    for (const policy of observed.policies.filter((each) => typesOf(each).includes(direction))) {
      const chosen = here
        .filter(({ metadata }) => metadata.namespace === policy.metadata.namespace && matches(policy.spec.podSelector, metadata.labels))
        .map(({ status }) => status?.podIP ?? '')
      if (chosen.length === 0) continue
      for (const ip of chosen) isolated.add(ip)
      const [own, other] = direction === 'ingress' ? ['daddr', 'saddr'] : ['saddr', 'daddr']
      for (const rule of policy.spec[direction] ?? []) {
        const allowed = allowedBy(rule, { direction, other, policy, observed })
        if (typeof allowed === 'string') problems.push(`${policy.metadata.namespace}/${policy.metadata.name}: ${allowed}`)
        else rules.push(...allowed.map((each) => `ip ${own} { ${chosen.join(', ')} } ${each} return`))
      }
    }
    return { isolated: [...isolated], rules }
  }
  const [ingress, egress] = [chain('ingress'), chain('egress')]
  const jump = (way: string, to: Direction, of: readonly string[]) => (of.length === 0 ? [] : [`ip ${way} { ${of.join(', ')} } jump ${to}`])
  const body = (rules: readonly string[]) => rules.map((rule) => `    ${rule}\n`).join('')
  const leaving = jump('saddr', 'egress', egress.isolated)
  const text = [
    'add table inet policies',
    'delete table inet policies',
    'table inet policies {',
    `  chain ingress {\n${body([...ingress.rules, 'drop'])}  }`,
    `  chain egress {\n${body([...egress.rules, 'drop'])}  }`,
    // Of the node's own to its pods nothing is held up: kubelet's probes come from there.
    `  chain forward {\n    type filter hook forward priority filter; policy accept;\n    ct state established,related accept\n${body([...leaving, ...jump('daddr', 'ingress', ingress.isolated)])}  }`,
    `  chain input {\n    type filter hook input priority filter; policy accept;\n    ct state established,related accept\n${body(leaving)}  }`,
    '}',
  ]
  return { text: `${text.join('\n')}\n`, problems }
}

function isNetworked({ spec, status }: Pod): boolean {
  return spec.hostNetwork !== true && status?.podIP !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed'
}

function typesOf({ spec }: Policy): string[] {
  return (spec.policyTypes ?? ['Ingress', ...(spec.egress === undefined ? [] : ['Egress'])]).map((type) => type.toLowerCase())
}

/** Matches of the other side and of ports; as a sentence what is not understood. */
function allowedBy(
  rule: Rule,
  context: { readonly direction: Direction; readonly other: string; readonly policy: Policy; readonly observed: Observed },
): string[] | string {
  const { direction, other, policy, observed } = context
  const ports: string[] = []
  for (const { protocol = 'TCP', port, endPort } of rule.ports ?? []) {
    if (typeof port === 'string') return `the named port ${port} is not understood by the test cluster`
    const range = endPort === undefined ? String(port) : `${String(port)}-${String(endPort)}`
    ports.push(port === undefined ? `meta l4proto ${protocol.toLowerCase()}` : `${protocol.toLowerCase()} dport ${range}`)
  }
  const peers = (direction === 'ingress' ? rule.from : rule.to) ?? []
  const sides = peers.flatMap(({ ipBlock, podSelector, namespaceSelector }) => {
    if (ipBlock !== undefined) {
      const except = (ipBlock.except ?? []).join(', ')
      return [`ip ${other} ${ipBlock.cidr}${except === '' ? '' : ` ip ${other} != { ${except} }`}`]
    }
    const spaces = observed.namespaces.filter(({ metadata }) =>
      namespaceSelector === undefined ? metadata.name === policy.metadata.namespace : matches(namespaceSelector, metadata.labels),
    )
    const names = new Set(spaces.map(({ metadata }) => metadata.name))
    const found = observed.pods.filter(
      (pod) => isNetworked(pod) && names.has(pod.metadata.namespace) && matches(podSelector, pod.metadata.labels),
    )
    return found.length === 0 ? [] : [`ip ${other} { ${found.map(({ status }) => status?.podIP).join(', ')} }`]
  })
  const isAnybody = peers.length === 0
  return (isAnybody ? [''] : sides).flatMap((side) => (ports.length === 0 ? [side] : ports.map((port) => `${side} ${port}`)))
}

function matches({ matchLabels = {}, matchExpressions = [] }: Selector = {}, labels: Labels = {}): boolean {
  const isIn = (key: string, values: readonly string[] = []) => values.includes(labels[key] ?? '\0')
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values }) => {
      switch (operator) {
        case 'In':
          return isIn(key, values)
        case 'NotIn':
          return !isIn(key, values)
        case 'Exists':
          return labels[key] !== undefined
        default:
          return labels[key] === undefined
      }
    })
  )
}
