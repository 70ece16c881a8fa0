import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { officeConfig, readOfficeConfig } from '../../../local/office/config.ts'

const example = readFileSync('local/office/office.example.json', 'utf8')

test('the example is a good configuration', () => {
  const read = officeConfig(example, 'office.json')
  expect(read.url).toBe('https://500.example.org')
  expect(read.programme.id).toBe('zelenchuk')
})

test.each([
  ['url', { url: 'http://500.example.org' }, 'https://'],
  ['port', { port: '8500' }, '8500'],
  ['coordinator', { coordinator: 'nobody' }, 'адрес почты'],
  ['mail', { mail: undefined }, 'почтовый сервер'],
  ['mail.server', { mail: { server: 'secret', from: 'x@y' } }, 'smtp://'],
  ['programme', { programme: undefined }, 'сведения о программе'],
  ['colour', { colour: 1 }, 'такой настройки нет'],
])('a bad «%s» is named with its remedy, and not repeated', (name, change, remedy) => {
  const text = JSON.stringify({ ...JSON.parse(example), ...change })
  const read = () => officeConfig(text, 'office.json')
  expect(read).toThrow(`${name}: `)
  expect(read).toThrow(remedy)
  expect(read).not.toThrow('secret')
})

test('http is for this computer alone', () => {
  const text = JSON.stringify({ ...JSON.parse(example), url: 'http://localhost:8500' })
  expect(officeConfig(text, 'office.json').url).toBe('http://localhost:8500')
})

test('a file that is missing or no JSON is said', () => {
  expect(() => readOfficeConfig('no-such.json')).toThrow('не читается')
  expect(() => officeConfig('{', 'office.json')).toThrow('не JSON')
})
