import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { BUDGETS, buildAddon, buildFunctions, weigh } from '../build.ts'

const out = mkdtempSync(join(tmpdir(), 'build-'))
afterAll(() => rmSync(out, { recursive: true }))

describe('the add-on', async () => {
  const folder = join(out, 'addon')
  const bytes = await buildAddon(folder)
  const code = readFileSync(join(folder, 'Code.js'), 'utf8')

  test('keeps its budget', () => {
    expect(bytes).toBeLessThanOrEqual(BUDGETS.addon)
  })

  test('has a top-level function for every entry point, and no module syntax', () => {
    const functions = [...code.matchAll(/^function (\w+)\(event\)/gm)].map(([, name]) => name)
    expect(new Set(functions)).toEqual(
      new Set([
        'about',
        'chooseVersion',
        'createSchoolBooks',
        'declareHarmless',
        'disableSync',
        'enableSync',
        'hourly',
        'onChangeInstalled',
        'onEditInstalled',
        'onInstall',
        'onOpen',
        'openBrief',
        'openExport',
        'openLowResults',
        'openNewYear',
        'openReview',
        'openRoadmap',
        'openTabs',
        'panelAsk',
        'panelGo',
        'panelRow',
        'panelShow',
        'repairBook',
        'roadmapAsk',
        'sendNow',
        'showPanel',
        'windowAsk',
      ]),
    )
    expect(code).not.toMatch(/^(import|export) /m)
  })

  test('has the probe beside it, in a file of its own with names of its own', () => {
    const probe = readFileSync(join(folder, 'Probe.js'), 'utf8')
    const functions = [...probe.matchAll(/^function (\w+)\(event\)/gm)].map(([, name]) => name)
    expect(new Set(functions)).toEqual(new Set(['runProbe', 'probeEdited', 'probeChanged']))
    expect(code).not.toContain('function runProbe')
  })

  test('carries no zod, no secrets and no address', () => {
    expect(code).not.toMatch(/zod|https?:\/\//i)
  })

  test('asks for the fewest scopes', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'appsscript.json'), 'utf8'))
    expect(manifest).toMatchObject({
      runtimeVersion: 'V8',
      oauthScopes: [
        'openid',
        'https://www.googleapis.com/auth/userinfo.email',
        'https://www.googleapis.com/auth/spreadsheets',
        'https://www.googleapis.com/auth/script.container.ui',
        'https://www.googleapis.com/auth/script.external_request',
        'https://www.googleapis.com/auth/script.scriptapp',
      ],
    })
  })
})

describe('the functions', async () => {
  const folder = join(out, 'functions')
  const bytes = await buildFunctions(folder)

  test('keep their budget', () => {
    expect(bytes).toBeLessThanOrEqual(BUDGETS.functions)
  })

  test('come with a manifest that names what stays outside, and nothing else', () => {
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toEqual({
      name: 'kurator-functions',
      private: true,
      main: 'index.js',
      engines: { node: '24' },
      scripts: { 'gcp-build': expect.stringContaining('node warm.js') },
      dependencies: { '@google-cloud/functions-framework': expect.stringMatching(/^\^5/) },
    })
    const code = readFileSync(join(folder, 'index.js'), 'utf8')
    expect(code).toContain('require("@google-cloud/functions-framework")')
  })
})

test('a bundle over its budget fails the build', () => {
  expect(weigh('x', 10, 10)).toContain('10 of 10')
  expect(() => weigh('x', 11, 10)).toThrow('11 of 10')
})
