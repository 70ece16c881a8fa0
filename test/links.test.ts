import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { textsIn } from '../domain/texts/texts.ts'

/** Every page of the documents. */
const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

test.each(pages)('each link and picture of %s leads to a file that is there', (page) => {
  const links = readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)
  const targets = [...links].map(([, to]) => to ?? '')
  const own = targets.filter((to) => !/^(?:https?:|mailto:|#)/.test(to))
  const dead = own.filter((to) => !existsSync(join(dirname(page), to.replace(/#.*$/, ''))))
  expect(dead).toEqual([])
})

test('the guides name every item of the add-on’s menu, and no other', () => {
  const guides = readdirSync('docs/guides').map((name) =>
    readFileSync(join('docs/guides', name), 'utf8'),
  )
  const { menu, title } = textsIn('ru').addon
  const items = Object.values(menu)
  expect(items.filter((item) => !guides.some((text) => text.includes(`«${item}»`)))).toEqual([])
  const named = guides.flatMap((text) =>
    text
      .split(`«${title}» → «`)
      .slice(1)
      .map((rest) => rest.slice(0, rest.indexOf('»'))),
  )
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((item) => !items.includes(item))).toEqual([])
})
