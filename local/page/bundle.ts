import { build } from 'esbuild'
import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { builtOnce } from '../builtOnce.ts'

const BROWSER = join(import.meta.dirname, 'browser')
/** What the page is made of: sources of ours that its bundle may read, and the packages' versions. */
const SOURCES = ['local/page', 'domain', 'package-lock.json'] as const

let ready: Promise<string> | undefined

/** The folder of the page's bundle, `main.js` with its chunks and `style.css`, each also as `.gz`. */
export function pageBundle(): Promise<string> {
  ready ??= builtOnce('page', SOURCES, bundle)
  return ready
}

async function bundle(folder: string): Promise<void> {
  await build({
    entryPoints: { main: join(BROWSER, 'main.ts'), style: join(BROWSER, 'page.css') },
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
