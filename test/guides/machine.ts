import { execFile, execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'

/** The blocks of a language on a page, in their order. */
export function blocksOf(page: string, language: string): readonly string[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)
  return [...blocks].flatMap(([, of, text = '']) => (of === language ? [text] : []))
}

/** As `git clone` leaves it: what is under version control, as it stands here; and the packages of `npm ci`. */
export function cloneTo(to: string): void {
  const flags = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  for (const name of execFileSync('git', flags).toString().split('\0')) {
    if (name === '' || name.startsWith('test/') || !existsSync(name)) continue
    mkdirSync(dirname(join(to, name)), { recursive: true })
    cpSync(name, join(to, name))
  }
  symlinkSync(resolve('node_modules'), join(to, 'node_modules'))
}

/** The real `npm`, but that the packages of `npm ci` are there already. */
export const NPM = `[ "$1" = ci ] || exec '${execFileSync('sh', ['-c', 'command -v npm']).toString().trim()}' "$@"`

/** A program of the test, in bash. */
export function writeTool(folder: string, name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/usr/bin/env bash\n${script}\nexit $?\n`)
  chmodSync(join(folder, name), 0o755)
}

/** Runs a block as one types it; it ends at the first command that fails. */
export function bash(
  block: string,
  cwd: string,
  tools: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly said: string }> {
  const path = [tools, dirname(process.execPath), process.env['PATH']].join(delimiter)
  return new Promise((done) => {
    execFile(
      'bash',
      ['-euo', 'pipefail', '-c', block],
      { cwd, env: { ...process.env, ...more, PATH: path }, maxBuffer: 10_000_000 },
      (error, out, err) => done({ code: error === null ? 0 : Number(error.code), said: out + err }),
    )
  })
}
