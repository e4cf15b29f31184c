import eslint from '@eslint/js'
import type { Linter } from 'eslint'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/**
 * The layers of the code, from the bottom. A folder may import what is below its layer, and itself; never a sibling.
 * `gen` may be used by everybody.
 */
export const layers: readonly (readonly string[])[] = [
  ['base'],
  ['config', 'telemetry'],
  ['rollout', 'weights', 'fleet'],
  ['kube', 'local', 'stream', 'engine', 'environment'],
  ['controller', 'worker', 'replica', 'learner', 'cli'],
]

const folders = layers.flat()

/** What a folder must not import, by the layers. */
function forbidden(folder: string): string[] {
  const layer = layers.findIndex((each) => each.includes(folder))
  const below = new Set(layers.slice(0, layer).flat())
  return folders.filter((each) => each !== folder && !below.has(each))
}

/** Folders of the domain: decisions and formats, without input and output. */
const pure = layers[2] ?? []
const ioOfNode = '^node:(fs|net|http|https|http2|tls|dns|dgram|child_process|worker_threads|cluster|process|readline|stream)(/|$)'

// Expressions, not globs: a glob that begins with `#` is a comment to ESLint and never matches.
const layerRules = folders.map((folder): Linter.Config => ({
  files: [`internal/${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(#internal|\\.\\.(/\\.\\.)*(/internal)?)/(${forbidden(folder).join('|')})/`,
            message: `The layer of ${folder} does not know this one (eslint.config.ts).`,
          },
          { regex: '(^|/)cmd/', message: 'What is in cmd/ joins the parts; no part knows it.' },
          { regex: '^(\\.\\./)+internal/|^\\.\\./\\.\\./\\.\\./', message: 'Across folders: #internal/…' },
          ...(pure.includes(folder)
            ? [{ regex: `${ioOfNode}|^(nats|pino|prom-client)$`, message: `${folder} is pure: no input or output.` }]
            : []),
        ],
      },
    ],
  },
}))

const clocks = 'Time, randomness and the environment are handed in: internal/base and internal/config alone read them.'

const bans = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval', 'setImmediate', 'performance', 'crypto', 'globalThis', 'global'].map((name) => ({
      name,
      message: clocks,
    })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: clocks },
    { object: 'Math', property: 'random', message: clocks },
    { object: 'process', property: 'env', message: clocks },
    { object: 'process', property: 'hrtime', message: clocks },
    { object: 'process', property: 'uptime', message: clocks },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]', message: clocks },
    {
      selector:
        'ImportDeclaration[source.value=/^(node:)?process$/] > :matches(ImportNamespaceSpecifier, ImportDefaultSpecifier[local.name!="process"], ImportSpecifier[imported.name=/^(default|env|hrtime|uptime)$/])',
      message: clocks,
    },
    {
      selector: 'ImportDeclaration[source.value=/^(node:)?crypto$/] ImportSpecifier[imported.name=/^(random|webcrypto$)/]',
      message: clocks,
    },
    { selector: 'ImportDeclaration[source.value=/^(node:)?timers/]', message: clocks },
    { selector: 'ImportDeclaration[source.value=/^(node:)?perf_hooks/]', message: clocks },
    // The layers are checked where a file begins.
    { selector: 'ImportExpression', message: 'Import at the head of the file.' },
    { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  ],
} satisfies Linter.RulesRecord

export default defineConfig(
  { ignores: ['.tools/**', 'node_modules/**', 'internal/gen/**', 'sortie-runs/**'] },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      // What a terminal would obey is escaped by just such expressions.
      'no-control-regex': 'off',
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 500, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['internal/**/*.ts', 'cmd/**/*.ts'], ignores: ['internal/base/**', 'internal/config/**', '**/*.test.ts'], rules: bans },
  ...layerRules,
  { files: ['cmd/**/*.ts'], rules: { 'max-lines': ['error', 120] } },
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
)
