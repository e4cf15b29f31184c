/** Writes the JSON Schema of a task line, which is generated from internal/rollout/task.ts. `-` prints it instead. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from 'prettier'
import { taskJsonSchema } from '../../internal/rollout/task.ts'

const path = join(import.meta.dirname, '../../docs/reference/task.schema.json')
const text = await format(JSON.stringify(taskJsonSchema()), { parser: 'json', printWidth: 140 })
if (process.argv[2] === '-') process.stdout.write(text)
else {
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, text)
}
