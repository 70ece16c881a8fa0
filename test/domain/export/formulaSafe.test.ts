import { describe, expect, test } from 'vitest'
import { formulaSafe, fromFormulaSafe } from '../../../domain/export/formulaSafe.ts'

const RISKY = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+7 928 000-00-00',
  '-',
  '- первое',
  '@SUM(A1)',
  ' =1',
  '\t=1',
  '\tтекст',
  '\nтекст',
  "'=1",
  "'\nтекст",
  "''=1",
  '＝1+1',
]
const PLAIN = ['', 'текст', '1-2', "'текст'", 'a=b', '«-»', '5 + 5', "it's"]

describe('a text in a file of plain text', () => {
  test.each(RISKY)('cannot run: %j', (text) => {
    expect(formulaSafe(text)).toBe(`'${text}`)
    expect(fromFormulaSafe(formulaSafe(text))).toBe(text)
  })

  test.each(PLAIN)('stays as it is where it is none: %j', (text) => {
    expect(formulaSafe(text)).toBe(text)
    expect(fromFormulaSafe(text)).toBe(text)
  })
})
