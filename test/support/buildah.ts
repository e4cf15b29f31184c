import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { repository } from './llama.ts'

const run = promisify(execFile)
const ca = '/etc/ssl/certs/ca-certificates.crt'

/** Why images cannot be built from Dockerfiles here; null when they can. */
export const buildahMissing = missing()
if (buildahMissing !== null) process.stderr.write(`tests that build the Dockerfile are skipped: ${buildahMissing}\n`)

function missing(): string | null {
  if (process.getuid?.() !== 0) return 'root is needed'
  const absent = ['buildah', 'debootstrap'].filter((name) => !has(name))
  return absent.length === 0 ? null : `missing: ${absent.join(', ')} (Debian: apt-get install ${absent.join(' ')})`
}

function has(name: string): boolean {
  try {
    execFileSync('which', [name], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * A builder with bases of its own, made from this machine's Debian mirror and its npm: no registry is asked. They stand in for those
 * that the Dockerfile names by digest, which have the same in them. Everything is gone afterwards.
 */
export class Builder implements AsyncDisposable {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static async start(): Promise<Builder> {
    const builder = new Builder(await mkdtemp(join(tmpdir(), 'sortie-buildah-')))
    try {
      await builder.#makeBases()
      return builder
    } catch (thrown) {
      await builder[Symbol.asyncDispose]()
      throw thrown
    }
  }

  /** Runs buildah; no namespaces are asked for that a container might not give. */
  async buildah(...args: readonly string[]): Promise<string> {
    const store = ['--root', join(this.folder, 'store'), '--runroot', join(this.folder, 'run')]
    const env = { ...process.env, BUILDAH_ISOLATION: 'chroot' }
    const { stdout } = await run('buildah', [...store, ...args], { cwd: repository, env, maxBuffer: 64 * 2 ** 20 })
    return stdout.trim()
  }

  /** Builds one target of the Dockerfile, with this machine's trust in its mirrors, and resolves with a container of it. */
  async build(target: string): Promise<string> {
    const settings = { npmrc: `cafile=${ca}-here\n`, 'pip.conf': `[global]\ncert = ${ca}-here\n` }
    const mounts = existsSync(ca) ? ['--volume', `${ca}:${ca}-here:ro`] : []
    for (const [name, text] of Object.entries(settings)) {
      await writeFile(join(this.folder, name), text)
      const place = name === 'npmrc' ? '/usr/local/etc/npmrc' : '/etc/pip.conf'
      if (mounts.length > 0) mounts.push('--volume', `${join(this.folder, name)}:${place}:ro`)
    }
    const file = ['--file', 'deploy/docker/Dockerfile', '--ignorefile', 'deploy/docker/Dockerfile.dockerignore', '--layers', '--quiet']
    const bases = ['--build-arg', 'NODE_IMAGE=localhost/node', '--build-arg', 'DEBIAN_IMAGE=localhost/debian', ...this.#policy]
    await this.buildah('bud', ...file, ...bases, ...mounts, '--target', target, '--tag', `localhost/${target}`, '.')
    return this.#from(target)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.buildah('rm', '--all')
    // Overlays are kept below a mount of their own.
    const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n').map((line) => line.split(' ')[1] ?? '')
    for (const mount of mounts.filter((each) => each.startsWith(`${this.folder}/`)).reverse()) await run('umount', [mount])
    await rm(this.folder, { recursive: true, force: true })
  }

  get #policy(): readonly string[] {
    return ['--signature-policy', join(this.folder, 'policy.json')]
  }

  #from(image: string): Promise<string> {
    return this.buildah('from', '--quiet', '--pull-never', ...this.#policy, `localhost/${image}`)
  }

  async #makeBases(): Promise<void> {
    await writeFile(join(this.folder, 'policy.json'), JSON.stringify({ default: [{ type: 'insecureAcceptAnything' }] }))
    const debian = join(this.folder, 'debian')
    const sources = await readFile('/etc/apt/sources.list.d/debian.sources', 'utf8')
    const [mirror, suite] = [/^URIs: (\S+)/m, /^Suites: (\S+)/m].map((pattern) => pattern.exec(sources)?.[1] ?? '')
    await run('debootstrap', ['--variant=minbase', suite ?? '', debian, mirror ?? ''])
    // What this machine's package manager needs to be told about its mirror.
    await run('cp', ['-rT', '/etc/apt/apt.conf.d', join(debian, 'etc/apt/apt.conf.d')])
    const scratch = await this.buildah('from', 'scratch')
    await this.buildah('add', '--quiet', scratch, debian, '/')
    await rm(debian, { recursive: true })
    await this.buildah('commit', '--quiet', '--rm', ...this.#policy, scratch, 'localhost/debian')
    const npm = dirname(dirname(await realpath((await run('which', ['npm'])).stdout.trim())))
    const node = await this.#from('debian')
    await this.buildah('copy', '--quiet', node, await realpath(join(repository, '.tools/bin/node')), '/usr/local/bin/node')
    await this.buildah('copy', '--quiet', node, npm, '/usr/local/lib/node_modules/npm')
    await this.buildah('run', node, '--', 'ln', '-s', '../lib/node_modules/npm/bin/npm-cli.js', '/usr/local/bin/npm')
    await this.buildah('commit', '--quiet', '--rm', ...this.#policy, node, 'localhost/node')
  }
}
