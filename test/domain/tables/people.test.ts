import { describe, expect, it } from 'vitest'
import { readRow } from '../../../domain/row.ts'
import { authorityOf, people, PERSON_ROLES } from '../../../domain/tables/people.ts'
import { context } from '../sample.ts'

const COLUMNS = ['role', 'post', 'school', 'email', 'digest', 'language']
const read = (entered: Readonly<Record<string, string>>) =>
  readRow(people, COLUMNS, entered, context('ru', { school: null }), { stored: {}, typing: false })

const deputy = {
  role: 'Заместитель директора',
  post: 'зам. директора по УВР',
  school: 'СОШ с. Маруха',
  email: 'maruha-deputy@example.org',
}

describe('people', () => {
  it('have the authority of their role: everybody in a school is staff', () => {
    expect(PERSON_ROLES.map(authorityOf)).toEqual([
      'staff',
      'staff',
      'staff',
      'staff',
      'curator',
      'coordinator',
      'observer',
    ])
  })

  it('who work in a school need one', () => {
    const { school, ...homeless } = deputy
    expect(read(deputy)).toMatchObject({ complete: true, problems: [] })
    expect(read({ ...deputy, school }).values['school']).toBe('sch-maruha')
    expect(read(homeless)).toMatchObject({
      complete: false,
      problems: [{ key: 'school', severity: 'error', code: 'people.noSchool' }],
    })
  })

  it('of the municipality need none', () => {
    const { school: _school, ...curator } = { ...deputy, role: 'Куратор' }
    expect(read(curator)).toMatchObject({ complete: true, problems: [] })
  })

  it('are known by post, never by name', () => {
    expect(read({ ...deputy, post: 'Иванова М. П.' }).refused).toEqual({
      post: { shown: '', code: 'personal.name' },
    })
    expect(people.refer?.({ post: 'методист', email: 'k@example.org' })).toEqual({
      name: 'методист',
      aliases: ['k@example.org'],
    })
  })

  it('get the weekly digest in Russian until they choose otherwise', () => {
    expect(read(deputy).initial).toEqual({ digest: 'weekly', language: 'ru' })
  })

  it('are seen by the coordinator only', () => {
    expect(people.see).toEqual(['coordinator'])
  })
})
