import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const ROOT = join(import.meta.dirname, '..', '..')
const BUILT = join(ROOT, 'build', 'page')
/** What the page is made of: sources of ours that its bundle may read, and the packages' versions. */
const SOURCES = ['local/page', 'local/page/browser', 'domain', 'package-lock.json'] as const

let ready: Promise<string> | undefined

/**
 * The folder of the page's bundle, `main.js` with its chunks and `style.css`, each also as `.gz`. It is
 * named by a hash of what it was built from, built when it is first wanted, and then kept.
 */
export function pageBundle(): Promise<string> {
  ready ??= built()
  return ready
}

async function built(): Promise<string> {
  const folder = join(BUILT, hashOf())
  if (existsSync(folder)) return folder
  // Two processes may build at once: each in a folder of its own, and the first to be done stays.
  const making = `${folder}.${process.pid}`
  mkdirSync(making, { recursive: true })
  await bundle(making)
  if (existsSync(folder)) rmSync(making, { recursive: true })
  else renameSync(making, folder)
  return folder
}

async function bundle(folder: string): Promise<void> {
  await build({
    entryPoints: {
      main: join(ROOT, 'local', 'page', 'browser', 'main.ts'),
      style: join(ROOT, 'local', 'page', 'browser', 'page.css'),
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'file', '.svg': 'dataurl' },
  })
  const zip = promisify(gzip)
  await Promise.all(
    readdirSync(folder).map(async (name) => {
      await writeFile(join(folder, `${name}.gz`), await zip(await readFile(join(folder, name))))
    }),
  )
}

function hashOf(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesOf(join(ROOT, source))) {
      hash.update(file.slice(ROOT.length)).update(readFileSync(file))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** A file itself, or the TypeScript and style files right in a folder. */
function filesOf(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path]
  return readdirSync(path)
    .filter((name) => /\.(ts|css)$/.test(name))
    .sort()
    .map((name) => join(path, name))
}
