import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { buildFunctions } from '../../build.ts'

/**
 * Puts into a folder what would be uploaded, and beside it what Google's builder installs: what the bundle's
 * own package.json names, with all that that needs, and nothing else of this clone's packages.
 *
 * @returns bytes of the bundle, and how many packages stand beside it
 */
export async function layOut(folder: string): Promise<{ bytes: number; packages: number }> {
  const bytes = await buildFunctions(folder)
  const lock = packagesSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))).packages
  const { dependencies, scripts } = manifestSchema.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  )
  const needed = new Set<string>()
  const waiting = Object.keys(dependencies)
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const entry = lock[`node_modules/${name}`]
    if (needed.has(name) || entry === undefined) continue
    needed.add(name)
    const inside = Object.entries(lock).filter(([path]) =>
      path.startsWith(`node_modules/${name}/node_modules/`),
    )
    for (const { dependencies: further } of [entry, ...inside.map(([, one]) => one)]) {
      waiting.push(...Object.keys(further))
    }
  }
  for (const name of needed) {
    const place = join(folder, 'node_modules', name)
    mkdirSync(dirname(place), { recursive: true })
    cpSync(resolve('node_modules', name), place, { recursive: true })
  }
  // As Google's builder does it last.
  const bin = dirname(process.execPath)
  execFileSync('sh', ['-c', scripts['gcp-build']], {
    cwd: folder,
    env: { PATH: `${bin}:${process.env['PATH']}` },
  })
  return { bytes, packages: needed.size }
}

const needs = z.record(z.string(), z.string()).default({})
const packagesSchema = z.object({
  packages: z.record(z.string(), z.object({ dependencies: needs })),
})
const manifestSchema = z.object({
  dependencies: needs,
  scripts: z.object({ 'gcp-build': z.string() }),
})

export interface Deployed {
  readonly url: string
  /** Milliseconds from the start of the process to its first answer, a refusal. */
  readonly coldStart: number
  readonly stop: () => Promise<void>
}

/**
 * Starts one function of a folder as Cloud Run functions start it, and waits until it answers.
 *
 * @param environment all that it sees of the environment, beside PATH
 * @throws when the process ends instead
 */
export async function startDeployed(
  folder: string,
  target: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Deployed> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const begun = performance.now()
  const child = spawn(
    process.execPath,
    [
      'node_modules/@google-cloud/functions-framework/build/src/main.js',
      `--target=${target}`,
      `--port=${port}`,
    ],
    {
      cwd: folder,
      env: { PATH: process.env['PATH'], METADATA_SERVER_DETECTION: 'none', ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  await answering(url, child)
  return {
    url,
    coldStart: performance.now() - begun,
    stop: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** Asks again and again until somebody answers, as a load balancer does. */
async function answering(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    try {
      await fetch(url, { method: 'POST' })
      return
    } catch {
      if (child.exitCode !== null) throw new Error('the bundle did not start')
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no TCP address')
  return address.port
}
