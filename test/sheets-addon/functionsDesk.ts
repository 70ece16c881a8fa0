import type { IncomingMessage } from 'node:http'
import type { HttpFunction } from '@google-cloud/functions-framework'
import { onTestFinished } from 'vitest'
import { bindFunction } from '../../functions/bind.ts'
import { briefFunction } from '../../functions/brief.ts'
import { exportTablesFunction } from '../../functions/exportTables.ts'
import { historyFunction } from '../../functions/history.ts'
import { newYearFunction } from '../../functions/newYear.ts'
import { reviewFunction } from '../../functions/review.ts'
import { lowResultsFunction } from '../../functions/lowResults.ts'
import { sidebarFunction } from '../../functions/sidebar.ts'
import { serveJob } from '../functions/jobs.ts'
import type { System } from '../functions/system.ts'
import { served } from '../local/workbook/fixture.ts'

/** All functions that the add-on calls under one address, as where they are deployed. @returns it */
export async function serveFunctions(system: System): Promise<string> {
  const serve = async (handler: HttpFunction) => {
    const job = await serveJob(system, handler)
    onTestFinished(() => job.close())
    return job
  }
  const jobs = new Map([
    ['/bind', await serve(bindFunction(system.services))],
    ['/brief', await serve(briefFunction(system.services))],
    ['/exportTables', await serve(exportTablesFunction(system.services))],
    ['/lowResults', await serve(lowResultsFunction(system.services))],
    ['/history', await serve(historyFunction(system.services))],
    ['/newYear', await serve(newYearFunction(system.services))],
    ['/review', await serve(reviewFunction(system.services))],
    ['/sidebar', await serve(sidebarFunction(system.services))],
  ])
  return served((req, res) => {
    void (async () => {
      const { authorization = '' } = req.headers
      const headers = { 'content-type': 'application/json', authorization }
      const init = { method: 'POST', headers, body: await bodyOf(req) }
      const job = jobs.get(req.url ?? '')
      if (job) {
        const { status, body } = await job.call(init)
        res.writeHead(status).end(JSON.stringify(body))
      } else {
        const response = await fetch(system.url, init)
        res.writeHead(response.status).end(await response.text())
      }
    })()
  })
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}
