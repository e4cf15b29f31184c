/** `make apiserver`: a real control plane with the CRD and two played nodes, until Ctrl-C. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './llama.ts'
import { KubeApiServer } from './kube-apiserver.ts'

process.stderr.write('starting etcd, kube-apiserver, controller-manager, scheduler and kwok\n')
await using server = await KubeApiServer.start({ controllers: true, nodes: 2 })
await server.kubectl(
  ['apply', '--server-side', '-f', '-'],
  readFileSync(join(repository, 'deploy/helm/sortie/files/rolloutfleets.yaml'), 'utf8'),
)
process.stdout.write(`export KUBECONFIG=${server.adminKubeconfigPath}\n`)
process.stderr.write('its nodes and pods are played by kwok: nothing runs in them; Ctrl-C stops it and removes it\n')
const stopped = Promise.withResolvers<void>()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopped.resolve()
  })
}
await stopped.promise
