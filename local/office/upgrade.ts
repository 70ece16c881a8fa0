import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { backUp } from './backup.ts'
import type { OfficeConfig } from './config.ts'
import { awaitHealth } from './health.ts'

/** Seconds that a restarted server has until it answers: a first start builds the page. */
const PATIENCE = 90

/**
 * Brings an office's own server to another release: backup, sources, packages, restart. The store is brought to the
 * new release's form by the server itself as it starts. Stops at what fails, and says how to go back.
 *
 * @param to a tag or commit; the newest of the branch unless told
 * @param place the clone, and the file of settings as the administrator names it
 * @returns whether the new release runs
 */
export async function upgrade(
  { data, port }: Pick<OfficeConfig, 'data' | 'port'>,
  to: string | undefined,
  { root, config }: { readonly root: string; readonly config: string },
  say: (line: string) => void,
  now = new Date(),
): Promise<boolean> {
  const day = now.toISOString().replaceAll(/[:.]/g, '-')
  const backup = join(`${data}-backups`, `before-upgrade-${day}.zip`)
  const { output: before } = await call(root, 'git', ['rev-parse', '--short', 'HEAD'])
  backUp(data, backup)
  say(`Копия данных: ${backup}`)
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ['git', ['fetch', '--tags']],
    to === undefined
      ? ['git', ['merge', '--ff-only', '@{upstream}']]
      : ['git', ['checkout', '--quiet', to]],
    ['npm', ['ci']],
    ['systemctl', ['restart', 'kurator']],
  ]
  for (const [tool, args] of steps) {
    say(`${tool} ${args.join(' ')}`)
    const { ok, output } = await call(root, tool, args)
    if (ok) continue
    say(output.trim())
    say(goBack(before.trim(), config, backup))
    return false
  }
  const { serves, lines } = await awaitHealth(`http://127.0.0.1:${port}`, PATIENCE)
  for (const line of lines) say(line)
  if (!serves) say(goBack(before.trim(), config, backup))
  return serves
}

function goBack(before: string, config: string, backup: string): string {
  return [
    'Обновление не закончено. Исправьте то, что сказано выше, и повторите ту же команду.',
    `Вернуться к прежней версии: npm run office -- upgrade --to ${before || 'ПРЕЖНЯЯ_ВЕРСИЯ'} --config ${config}`,
    `Данные до обновления: ${backup}`,
  ].join('\n')
}

/** Runs a tool of this computer; what it says on either output is returned. */
function call(
  cwd: string,
  tool: string,
  args: readonly string[],
): Promise<{ readonly ok: boolean; readonly output: string }> {
  // `npm ci` takes away the very folder from which `npm run` has put its programs first.
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter)
  return new Promise((resolve) => {
    const child = spawn(tool, args, { cwd, env: { ...process.env, PATH: path } })
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => said.push(part))
    }
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => {
      resolve({ ok: code === 0, output: Buffer.concat(said).toString('utf8') })
    })
  })
}
