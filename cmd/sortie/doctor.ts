import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { promisify } from 'node:util'
import { Command } from 'commander'
import { errorText, SortieError } from '#internal/base/errors.ts'
import { type Finding, renderFindings } from '#internal/cli/doctor.ts'
import { environmentOptions } from '#internal/config/environment.ts'
import { addOptions, outputOption, valuesOf } from '#internal/config/option.ts'
import { findPart, type PartName } from '#internal/config/parts.ts'
import { checkModelFile } from '#internal/replica/engine-process.ts'
import { openSandboxes } from '../shared/sandboxes.ts'

const run = promisify(execFile)
// A program that does not say its version by then hangs.
const versionMs = 20_000
const nodeMajorMin = 24

export function doctorCommand(): Command {
  const options = { ...environmentOptions, output: outputOption } as const
  const command = addOptions(
    new Command('doctor').description('What is present, what is missing, and the command that mends it. Sandboxes are tried.'),
    options,
  )
  return command.action(async () => {
    const { output, ...sandbox } = valuesOf(command, options)
    const [nats, llama, model, sandboxes] = await Promise.all([
      program('natsServer'),
      program('llamaServer'),
      modelFile(),
      sandboxFindings(sandbox),
    ])
    const findings = [machine(), node(), nats, llama, model, ...sandboxes]
    process.stdout.write(output === 'json' ? `${JSON.stringify(findings)}\n` : renderFindings(findings))
    process.exitCode = findings.every(({ state }) => state === 'ok') ? 0 : 1
  })
}

function machine(): Finding {
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory`
  return {
    part: 'machine',
    state: 'ok',
    detail: `${String(availableParallelism())} cores, ${memory}, ${process.platform} ${process.arch}`,
    remedy: '',
  }
}

function node(): Finding {
  const isNew = Number(process.versions.node.split('.')[0]) >= nodeMajorMin
  return {
    part: 'node',
    state: isNew ? 'ok' : 'broken',
    detail: `${process.versions.node} at ${process.execPath}`,
    remedy: isNew ? '' : `needs ${String(nodeMajorMin)} or newer: make setup`,
  }
}

async function program(name: PartName): Promise<Finding> {
  const { what, path, absence, remedy } = await findPart(name)
  if (path === null) return { part: what, state: 'missing', detail: absence, remedy }
  try {
    const { stdout, stderr } = await run(path, ['--version'], { timeout: versionMs })
    const version = `${stdout}${stderr}`.trim().split('\n')[0] ?? ''
    return { part: what, state: 'ok', detail: `${version} at ${path}`, remedy: '' }
  } catch (thrown) {
    return { part: what, state: 'broken', detail: `${path} does not start: ${errorText(thrown).split('\n')[0] ?? ''}`, remedy }
  }
}

async function modelFile(): Promise<Finding> {
  const { path, absence, remedy } = await findPart('model')
  if (path === null) return { part: 'model', state: 'missing', detail: absence, remedy }
  try {
    await checkModelFile(path)
    const { size } = await stat(path)
    return { part: 'model', state: 'ok', detail: `${(size / 1e6).toFixed(0)} MB at ${path}`, remedy: '' }
  } catch (thrown) {
    return { part: 'model', state: 'broken', detail: errorText(thrown), remedy }
  }
}

async function sandboxFindings(options: Parameters<typeof openSandboxes>[0]): Promise<Finding[]> {
  try {
    const { probe } = await openSandboxes(options, AbortSignal.timeout(versionMs * 2))
    const notes = probe.notes.length === 0 ? '' : ` (${probe.notes.join('; ')})`
    return [
      { part: 'bubblewrap', state: 'ok', detail: `${probe.bwrapVersion} at ${probe.bwrap}`, remedy: '' },
      { part: 'python', state: 'ok', detail: `${probe.pythonVersion} at ${probe.python}`, remedy: '' },
      { part: 'sandbox', state: 'ok', detail: `tried: it runs; limits by ${probe.enforcement}${notes}`, remedy: '' },
    ]
  } catch (thrown) {
    const error = SortieError.from(thrown, 'sandbox.unavailable')
    return [{ part: 'sandbox', state: 'broken', detail: errorText(error), remedy: error.remedy ?? 'make setup' }]
  }
}
