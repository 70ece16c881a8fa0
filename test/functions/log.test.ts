import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RELEASE } from '../../domain/limits.ts'
import { jsonLog, traced, traceOf } from '../../functions/log.ts'
import { personFunction } from '../../functions/personFunction.ts'
import { serveJob } from './jobs.ts'
import { startSystem, type System } from './system.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'

describe('the trace of a request', () => {
  test.each([
    ['W3C, sampled', `00-${TRACE}-b7ad6b7169203331-01`, undefined, 'b7ad6b7169203331', true],
    ['W3C, not sampled', `00-${TRACE}-b7ad6b7169203331-00`, undefined, 'b7ad6b7169203331', false],
    ['Google’s, sampled', undefined, `${TRACE}/1;o=1`, '0000000000000001', true],
    [
      'Google’s, the largest span',
      undefined,
      `${TRACE}/18446744073709551615`,
      'f'.repeat(16),
      false,
    ],
  ])('%s', (_name, traceparent, cloudTrace, span, sampled) => {
    expect(traceOf(traceparent, cloudTrace)).toEqual({ trace: TRACE, span, sampled })
  })

  test.each([undefined, '', 'nonsense', `00-${TRACE}`, `${TRACE}/x;o=1`])(
    'is none in %j',
    (header) => {
      expect(traceOf(header, header)).toBeUndefined()
    },
  )
})

function logged(project?: string) {
  const lines: string[] = []
  const log = jsonLog((line) => lines.push(line), project)
  return { log, lines: () => lines.map((line): unknown => JSON.parse(line)) }
}

/** Names of fields: https://cloud.google.com/logging/docs/structured-logging#special-payload-fields */
describe('a line', () => {
  test('has the fields that Cloud Logging takes out of it, and ours beside them', () => {
    const { log, lines } = logged('kurator-test')
    traced.run({ trace: TRACE, span: '00000000000000ff', sampled: true }, () => {
      log('WARNING', 'refused', { job: 'history', code: 'row.unknown' })
    })
    expect(lines()).toEqual([
      {
        severity: 'WARNING',
        message: 'refused',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        job: 'history',
        code: 'row.unknown',
        'logging.googleapis.com/trace': `projects/kurator-test/traces/${TRACE}`,
        'logging.googleapis.com/spanId': '00000000000000ff',
        'logging.googleapis.com/trace_sampled': true,
        'logging.googleapis.com/labels': { release: RELEASE },
      },
    ])
  })

  test('is one line, whatever it says', () => {
    const lines: string[] = []
    jsonLog((line) => lines.push(line))('ERROR', 'a\nb\u2028c', { code: '"}\n{' })
    expect(lines).toHaveLength(1)
    expect(lines[0]?.slice(0, -1)).not.toContain('\n')
  })

  test('has no trace where nothing is traced, or no project is known', () => {
    const { log, lines } = logged('kurator-test')
    log('INFO', 'ticked')
    const local = logged()
    traced.run({ trace: TRACE, span: '0'.repeat(16), sampled: true }, () => local.log('INFO', 'x'))
    for (const line of [...lines(), ...local.lines()]) {
      expect(line).not.toHaveProperty('logging.googleapis.com/trace')
    }
  })
})

describe('a served function', () => {
  let system: System
  beforeAll(async () => {
    system = await startSystem()
  })
  afterAll(() => system.close())

  test('logs in the trace of its own request, also of two at once', async () => {
    const { log, lines } = logged('kurator-test')
    const job = await serveJob(
      system,
      personFunction({ ...system.services, log }, 'test', async () => {
        await new Promise((done) => setImmediate(done))
        throw new Error('broken')
      }),
    )
    const traces = ['a', 'b'].map((digit) => digit.repeat(32))
    await Promise.all(
      traces.map((trace) =>
        job.call({
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-cloud-trace-context': `${trace}/7;o=1`,
          },
          body: '{}',
        }),
      ),
    )
    await job.close()
    expect(lines()).toHaveLength(2)
    for (const trace of traces) {
      expect(lines()).toContainEqual(
        expect.objectContaining({
          severity: 'ERROR',
          message: expect.stringMatching(/^Error: broken\n +at /),
          job: 'test',
          'logging.googleapis.com/trace': `projects/kurator-test/traces/${trace}`,
        }),
      )
    }
  })
})
