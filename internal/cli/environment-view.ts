import { pc } from './colours.ts'
import { headedTable } from './table.ts'

/** What is shown of an environment; the registry's listing has it. The schemas are JSON Schema. */
export interface ShownEnvironment {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly deterministic: boolean
  readonly tools: readonly { readonly name: string; readonly description: string }[]
  readonly sandbox: { readonly needed: boolean }
  readonly input: object
  readonly verifier: object
  readonly configuration: object
}

export function renderEnvironments(environments: readonly ShownEnvironment[]): string {
  const table = headedTable(['name', 'version', 'tools', 'sandbox', 'what it is'], {
    colWidths: [null, null, null, null, 60],
    wordWrap: true,
  })
  for (const each of environments) {
    const tools = each.tools.map((tool) => tool.name).join(', ')
    table.push([each.name, each.version, tools === '' ? 'none' : tools, each.sandbox.needed ? 'needed' : 'none', each.description])
  }
  return `${table.toString()}\n`
}

export function renderEnvironment(each: ShownEnvironment): string {
  const tools = each.tools.map((tool) => `  ${pc.bold(tool.name)}  ${tool.description}`)
  const schema = (title: string, value: object) => [`${pc.bold(title)} (JSON Schema)`, indent(JSON.stringify(value, null, 2))]
  return [
    `${pc.bold(each.name)} ${each.version}${each.deterministic ? ', deterministic' : ''}, sandbox ${each.sandbox.needed ? 'needed' : 'not needed'}`,
    each.description,
    ...(tools.length === 0 ? [] : ['', pc.bold('tools'), ...tools]),
    '',
    ...schema('input', each.input),
    ...schema('verifier', each.verifier),
    ...schema('configuration', each.configuration),
    '',
  ].join('\n')
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
