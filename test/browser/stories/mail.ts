import { expect, test } from 'vitest'
import { columnOf, selectedRow, type Ground } from '../ground.ts'
import { HEAD } from '../sample.ts'

export function mail(here: () => Ground): void {
  test('comes as a digest, is read in the inbox, and its link leads to the row', async () => {
    const { system } = here()
    const desk = await here().sitDown(HEAD)
    await desk.page.getByRole('button', { name: 'Отправить сводки' }).click()
    await desk.page.getByText('Сводки отправлены').waitFor()
    await desk.page.goto(`${system.url}/inbox`)
    const letter = system.mail.list().find(({ to }) => to === HEAD)
    await desk.page.goto(`${system.url}/inbox/${letter?.id}`)
    const frame = desk.page.frameLocator('iframe')
    const link = frame.getByRole('link', { name: /Открыть (строку|ячейку)/ }).first()
    const address = (await link.getAttribute('href')) ?? ''
    const row = /row=([\w-]+)/.exec(address)?.[1]
    await desk.go(address)
    expect(await desk.text(await selectedRow(desk), await columnOf(desk, 'measures.id'))).toBe(row)
  })
}
