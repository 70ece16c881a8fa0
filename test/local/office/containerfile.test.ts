import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import packageJson from '../../../package.json' with { type: 'json' }

test('a container has the sources before npm ci makes page and sample of them', () => {
  expect(packageJson.scripts.prepare).toContain('local/prepare.ts')
  const steps = readFileSync('local/office/Containerfile', 'utf8').split('\n')
  expect(steps).toContain('COPY . .')
  expect(steps.indexOf('COPY . .')).toBeLessThan(steps.indexOf('RUN npm ci'))
})
