import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Every page of the documents. */
const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

test.each(pages)('each link and picture of %s leads to a file that is there', (page) => {
  const targets = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(
    ([, to]) => to ?? '',
  )
  const own = targets.filter((to) => !/^(?:https?:|mailto:|#)/.test(to))
  const dead = own.filter((to) => !existsSync(join(dirname(page), to.replace(/#.*$/, ''))))
  expect(dead).toEqual([])
})
