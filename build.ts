import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import type { BuildOptions, Plugin } from 'esbuild'
import packageJson from './package.json' with { type: 'json' }

/**
 * What the bundles may weigh, in bytes: each trigger loads the add-on's script, who opens the sidebar its
 * page, each cold start the functions.
 */
export const BUDGETS = { addon: 60_000, sidebar: 60_000, functions: 5_000_000 }

const ROOT = import.meta.dirname
const ADDON = join(ROOT, 'sheets-addon')

/**
 * Bundles the add-on into `Code.js`, with its manifest and pages, and the administrators' probe into `Probe.js`.
 * Apps Script knows no modules and calls top-level functions only: a bundle is one expression, and every export
 * of `main.ts` gets a function of its name. The map beside the folder tells what a stack trace in the log means.
 *
 * @param to the deployment that it is for: where its functions are, and the manifest's time zone; the local
 *   system sets the address as a property of the script
 * @returns bytes of `Code.js`
 */
export async function buildAddon(
  out: string,
  to: { readonly functionsUrl?: string; readonly timeZone?: string } = {},
): Promise<number> {
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  const defined = {
    DEPLOYED_SYNC_URL: JSON.stringify(
      to.functionsUrl === undefined ? '' : `${to.functionsUrl}/sync`,
    ),
  }
  const code = await bundleScript(join(ADDON, 'main.ts'), 'kurator', out, defined)
  const probe = await bundleScript(join(ADDON, 'probe/probe.ts'), 'kuratorProbe', out, {})
  await writeFile(`${out}.map`, code.map)
  await writeFile(join(out, 'Code.js'), code.text)
  await writeFile(join(out, 'Probe.js'), probe.text)
  await writeFile(join(out, 'appsscript.json'), await manifestFor(to))
  await writeFile(join(out, 'sidebar.html'), await sidebarPage())
  return (await stat(join(out, 'Code.js'))).size
}

/** One script file: every export of `entry` becomes a top-level function. */
async function bundleScript(
  entry: string,
  globalName: string,
  out: string,
  define: Readonly<Record<string, string>>,
): Promise<{ readonly text: string; readonly map: string }> {
  const common = {
    entryPoints: [entry],
    bundle: true,
    write: false,
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    minify: true,
    sourcemap: 'external',
    outdir: out,
    define: { ...define },
  } satisfies BuildOptions
  const script = await bundle({ ...common, format: 'iife', globalName })
  // Only for a module does esbuild tell what it exports.
  const { metafile } = await bundle({ ...common, format: 'esm', metafile: true })
  const names = Object.values(metafile.outputs).flatMap((output) => output.exports ?? [])
  const entries = names.map(
    (name) => `function ${name}(event) {\n  return ${globalName}.${name}(event)\n}\n`,
  )

  const [map, code] = ['.map', '.js'].map((end) =>
    script.outputFiles.filter(({ path }) => path.endsWith(end)).map(({ text }) => text),
  )
  return { text: [...(code ?? []), ...entries].join(''), map: map?.join('') ?? '' }
}

/** The manifest; of a deployed add-on it names the only addresses that the script may call. */
async function manifestFor({
  functionsUrl,
  timeZone,
}: {
  readonly functionsUrl?: string
  readonly timeZone?: string
}): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(ADDON, 'appsscript.json'), 'utf8'))
  const own = {
    ...(functionsUrl === undefined ? {} : { urlFetchWhitelist: [`${functionsUrl}/`] }),
    ...(timeZone === undefined ? {} : { timeZone }),
  }
  return `${JSON.stringify(Object.assign({}, manifest, own), null, 2)}\n`
}

/** The page of the sidebar, whole in one file: Apps Script serves no others beside it. */
async function sidebarPage(): Promise<string> {
  const folder = join(ADDON, 'sidebar')
  const common = {
    bundle: true,
    write: false,
    charset: 'utf8',
    minify: true,
  } satisfies BuildOptions
  const script = await bundle({
    ...common,
    entryPoints: [join(folder, 'sidebar.ts')],
    // A module, for it awaits what it shows first.
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  })
  const style = await bundle({ ...common, entryPoints: [join(folder, 'sidebar.css')] })
  const textOf = ({ outputFiles }: typeof script) => outputFiles.map(({ text }) => text).join('')
  const page = await readFile(join(folder, 'sidebar.html'), 'utf8')
  return page
    .replace('/* sidebar.css */', () => textOf(style))
    .replace('/* sidebar.ts */', () => textOf(script).replaceAll('</script', '<\\/script'))
}

/**
 * Where compiled code is kept, within the folder that is uploaded: an instance then starts without compiling five
 * megabytes (https://nodejs.org/api/module.html#module-compile-cache). Of another Node it would be of no use, and do
 * no harm.
 */
export const COMPILE_CACHE = '.compile-cache'

/** Loads what an instance loads, and must not fail: without its environment the bundle says what is missing. */
const WARM = `require('@google-cloud/functions-framework/testing')
try {
  require('./index.js')
} catch (error) {
  console.log(String(error.message).split('.')[0])
}
`

/** Packages that Google's builder installs beside the functions' bundle. */
const EXTERNAL = ['@google-cloud/functions-framework'] as const

/**
 * Leaves out the forty languages in which zod can tell of what does not fit: people read our own texts, and
 * the log reads English. They are 200 KB of every cold start.
 */
const zodInEnglish: Plugin = {
  name: 'zod-in-english',
  setup(made) {
    made.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.(?:c?js)$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }))
  },
}

/**
 * Bundles the functions into one CommonJS file with a `package.json` of its own. The framework stays
 * outside: it starts the process and must share its registry of functions with our code.
 *
 * @returns bytes of `index.js`
 */
export async function buildFunctions(out: string): Promise<number> {
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  await bundle({
    entryPoints: [join(ROOT, 'functions', 'index.ts')],
    outfile: join(out, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    keepNames: true,
    charset: 'utf8',
    legalComments: 'none',
    external: [...EXTERNAL],
    plugins: [zodInEnglish],
  })
  const manifest = {
    name: 'kurator-functions',
    private: true,
    main: 'index.js',
    engines: { node: '24' },
    // Google's builder runs this after it has installed, on the Node that will run the functions.
    scripts: {
      'gcp-build': `NODE_COMPILE_CACHE=${COMPILE_CACHE} NODE_COMPILE_CACHE_PORTABLE=1 node warm.js`,
    },
    dependencies: Object.fromEntries(
      EXTERNAL.map((name) => [name, packageJson.dependencies[name]]),
    ),
  }
  await writeFile(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await writeFile(join(out, 'warm.js'), WARM)
  return (await stat(join(out, 'index.js'))).size
}

/** Says what a bundle weighs. @throws where it is over its budget */
export function weigh(name: string, bytes: number, budget: number): string {
  const share = `${name}: ${bytes} of ${budget} bytes`
  if (bytes > budget) throw new Error(`${share}. Find what grew with esbuild's --analyze.`)
  return share
}

if (import.meta.main) {
  const addon = await buildAddon(join(ROOT, 'build', 'sheets-addon'))
  console.log(weigh('build/sheets-addon/Code.js', addon, BUDGETS.addon))
  const sidebar = await stat(join(ROOT, 'build', 'sheets-addon', 'sidebar.html'))
  console.log(weigh('build/sheets-addon/sidebar.html', sidebar.size, BUDGETS.sidebar))
  const functions = await buildFunctions(join(ROOT, 'build', 'functions'))
  console.log(weigh('build/functions/index.js', functions, BUDGETS.functions))
}
