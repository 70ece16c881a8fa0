import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dropProgramme, readySample, takeSample } from '../../../local/sample/ready.ts'
import { startSystem } from '../../../local/system.ts'
import { Window } from '../page/window.ts'

function newFolder(): string {
  const data = mkdtempSync(join(tmpdir(), 'kurator-ready-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  return data
}

test('the sample that is kept holds no keys and no mails', async () => {
  expect(readdirSync(await readySample()).sort()).toEqual([
    'clock.json',
    'script',
    'store',
    'workbooks',
  ])
})

test('a workbook whose functions have moved to another address sends the first edit there', async () => {
  const data = newFolder()
  await takeSample(data)
  // The sample's people pressed «Включить» while the functions were at another port.
  const system = await startSystem({ data, port: 0, standing: true })
  try {
    const school = system.workbooks.list().find(({ title }) => title.includes('Маруха'))?.id ?? ''
    const desk = new Window(`${system.url}/w/${school}?as=zavuch.maruha@example.org`)
    await desk.type('Меры', 'D9', '15.03.2022')
    await system.script.idle()
    const { rows } = await desk.sheet('Меры')
    expect(rows[8]?.texts.join(' ')).not.toContain('Не указан год')
    expect(system.script.ui(school, 'zavuch.maruha@example.org')).toEqual([])
  } finally {
    await system.close()
  }
})

test('a programme that is dropped leaves the folder its keys', async () => {
  const data = newFolder()
  await takeSample(data)
  await (await startSystem({ data, port: 0, standing: true })).close()
  dropProgramme(data)
  expect(existsSync(join(data, 'store'))).toBe(false)
  expect(existsSync(join(data, 'issuer-key.json'))).toBe(true)
})
