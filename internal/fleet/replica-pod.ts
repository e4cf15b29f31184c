/** The pod of an inference replica: the engine, and the agent beside it that owns the only port which others reach. Pure. */
import {
  assemblePod,
  busEnvironment,
  busMounts,
  bounded,
  busVolumes,
  fromField,
  fromSecret,
  type PlacedFleet,
  type PodManifest,
  type PodSettings,
  restricted,
  value,
} from './pod.ts'
import { mergeOver } from './merge.ts'
import { podName } from './names.ts'
import type { FleetSpec } from './resource.ts'

export const agentPort = 8_080
const enginePort = 8_081
const models = '/models'

/** The replica at an index. */
export function replicaPod(
  fleet: PlacedFleet,
  place: { readonly index: number; readonly templateHash: string },
  settings: PodSettings,
): PodManifest {
  const { inference, model } = fleet.spec
  const { environment, ...container } = engineContainer(fleet.spec)
  const engine = {
    ...container,
    // A sidecar: it starts first and, when the pod is to go, stays until the agent has seen the last sequence end.
    restartPolicy: 'Always',
    ...(inference.gpus === 0 ? {} : { resources: { limits: { [inference.gpuResource]: String(inference.gpus) } } }),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    // Engines compile and cache wherever they like: their root is not read-only.
    securityContext: bounded,
    volumeMounts: [
      { name: 'model-cache', mountPath: models },
      { name: 'shared-memory', mountPath: '/dev/shm' },
      { name: 'tmp', mountPath: '/tmp' },
    ],
    env: [
      ...environment,
      value('HF_HOME', models),
      value('LLAMA_CACHE', models),
      value('HOME', '/tmp'),
      ...(model.tokenSecret === undefined ? [] : [fromSecret('HF_TOKEN', model.tokenSecret, 'token')]),
    ],
  }
  const agent = {
    name: 'agent',
    image: settings.agentImage,
    env: [
      ...busEnvironment(fleet, settings),
      fromField('POD_IP', 'status.podIP'),
      value('SORTIE_HOST', '0.0.0.0'),
      value('SORTIE_PORT', agentPort),
      value('SORTIE_ADVERTISE_URL', `http://$(POD_IP):${String(agentPort)}`),
      value('SORTIE_ENGINE', inference.engine),
      value('SORTIE_ENGINE_URL', `http://127.0.0.1:${String(enginePort)}`),
      // Fetching and loading a large model: as long as that, the pod is just not ready.
      value('SORTIE_ENGINE_WAIT', '1h'),
      value('SORTIE_PARALLEL', inference.sequencesPerReplica),
      value('SORTIE_GRACE', `${String(inference.drain.gracePeriodSeconds)}s`),
    ],
    ports: [{ name: 'agent', containerPort: agentPort }],
    // Follows the weights, not the process: ready is who serves the newest.
    readinessProbe: { httpGet: { path: '/readyz', port: 'agent' }, periodSeconds: 5 },
    resources: { requests: { cpu: '200m', memory: '192Mi' } },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: restricted,
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...busMounts(fleet)],
  }
  const volumes = [
    { name: 'tmp', emptyDir: {} },
    // Replace it by a claim in the template, and a new replica need not fetch the model.
    { name: 'model-cache', emptyDir: {} },
    // Engines share tensors between processes; the runtime's default is 64 MiB.
    { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } },
    ...busVolumes(fleet, podName(fleet.name, 'replica', place.index)),
  ]
  const spec = withSidecar({ containers: [agent], initContainers: [engine], volumes }, fleet)
  const own = { spec, graceSeconds: inference.drain.gracePeriodSeconds, nodeLostSeconds: settings.nodeLostSeconds }
  return engineLast(assemblePod(fleetWithoutEngine(fleet), { role: 'replica', ...place }, own))
}

/** What a template has run first, such as what fetches the model, is to have ended before the engine starts; merged, it would come after. */
function engineLast({ metadata, spec }: PodManifest): PodManifest {
  const given = spec['initContainers'] as readonly { readonly name?: unknown }[]
  const [engine, others] = [given.filter(({ name }) => name === 'engine'), given.filter(({ name }) => name !== 'engine')]
  return { metadata, spec: { ...spec, initContainers: [...others, ...engine] } }
}

/** In the template the engine is a container like any other. */
function withSidecar(
  spec: { readonly containers: object[]; readonly initContainers: object[]; readonly volumes: object[] },
  fleet: PlacedFleet,
) {
  const given = fleet.spec.inference.template?.spec?.containers?.find(({ name }) => name === 'engine')
  if (given === undefined) return spec
  const [engine] = spec.initContainers
  return { ...spec, initContainers: [mergeOver(engine, given) as object] }
}

function fleetWithoutEngine(fleet: PlacedFleet): PlacedFleet {
  const { template } = fleet.spec.inference
  if (template?.spec?.containers === undefined) return fleet
  const containers = template.spec.containers.filter(({ name }) => name !== 'engine')
  const inference = { ...fleet.spec.inference, template: { ...template, spec: { ...template.spec, containers } } }
  return { ...fleet, spec: { ...fleet.spec, inference } }
}

/** Image and command line of an engine. It listens on loopback: its administration has no password. */
function engineContainer({ inference, model }: FleetSpec) {
  const { engine, sequencesPerReplica: sequences, contextTokens: context, gpus, args = [] } = inference
  const isPath = model.name.startsWith('/')
  const listen = ['--host', '127.0.0.1', '--port', String(enginePort)]
  const commands = {
    'llama.cpp': {
      image: gpus > 0 ? 'ghcr.io/ggml-org/llama.cpp:server-cuda' : 'ghcr.io/ggml-org/llama.cpp:server',
      args: [
        ...[isPath ? '--model' : '-hf', model.name, ...listen, '--metrics', '--slots'],
        ...['--parallel', String(sequences), '--ctx-size', String(sequences * context)],
        ...(gpus > 0 ? ['--n-gpu-layers', '999'] : []),
      ],
    },
    vllm: {
      image: 'vllm/vllm-openai:v0.32.0',
      args: [
        ...['--model', model.name, ...listen, '--max-num-seqs', String(sequences), '--max-model-len', String(context)],
        ...['--tensor-parallel-size', String(Math.max(1, gpus))],
        // Token ids in and out, what the special tokens are, and what came from the cache: the agent asks for all three.
        ...['--enable-scale-out', '--enable-tokenizer-info-endpoint', '--enable-prompt-tokens-details'],
      ],
    },
    sglang: {
      image: 'lmsysorg/sglang:v0.5.23',
      args: [
        ...['python3', '-m', 'sglang.launch_server', '--model-path', model.name, ...listen],
        ...['--max-running-requests', String(sequences), '--context-length', String(context), '--tp', String(Math.max(1, gpus))],
      ],
    },
  } as const
  const { image, args: own } = commands[engine]
  // Logprobs of the model, not of the sampler: the agent takes no others.
  const environment = engine === 'sglang' ? [value('SGLANG_RETURN_ORIGINAL_LOGPROB', '1')] : []
  return { name: 'engine', image, args: [...own, ...args], environment }
}
