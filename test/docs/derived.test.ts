import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { derivedFiles } from '../../docs.ts'

const files = [...derivedFiles()]

describe('what follows from the declarations', () => {
  it.each(files)('%s is current; `npm run docs` writes it', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it('leaves no page of a table that is gone', () => {
    const pages = files.flatMap(([path]) => /^docs\/tables\/(.+)$/.exec(path)?.[1] ?? [])
    expect(readdirSync('docs/tables').toSorted()).toEqual(pages.toSorted())
  })
})
