import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildAddon, buildFunctions } from '../build.ts'
import { DEPLOYMENTS } from './functions.ts'
import type { BuiltAddon } from './steps/addon.ts'
import type { Built } from './steps/functions.ts'
import { environmentOf, yamlOf, type Target } from './target.ts'

/** Builds what is uploaded, and writes the environment beside it. */
export async function build(
  target: Target,
  folder: string,
): Promise<{ readonly functions: Built; readonly addon: BuiltAddon | null }> {
  await mkdir(folder, { recursive: true })
  const source = join(folder, 'functions')
  await buildFunctions(source)
  const environment = join(folder, 'environment.yaml')
  const yaml = yamlOf(environmentOf(target))
  await writeFile(environment, yaml)
  const mark = await markOf(source, yaml, JSON.stringify(DEPLOYMENTS))
  return { functions: { source, environment, mark }, addon: await addonOf(target, folder) }
}

async function addonOf(target: Target, folder: string): Promise<BuiltAddon | null> {
  const { addon, timeZone } = target.settings
  if (addon.script === undefined) return null
  const code = join(folder, 'sheets-addon')
  await buildAddon(code, { functionsUrl: target.functionsUrl, timeZone })
  const project = join(folder, '.clasp.json')
  const file = { scriptId: addon.script, rootDir: 'sheets-addon' }
  await writeFile(project, `${JSON.stringify(file, null, 2)}\n`)
  return { project, mark: await markOf(code) }
}

/** Tells builds apart: by every file of a folder, and what else belongs to it. */
async function markOf(folder: string, ...others: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).toSorted()) {
    hash.update(name).update(await readFile(join(folder, name)))
  }
  for (const text of others) hash.update(text)
  return hash.digest('hex').slice(0, 12)
}
