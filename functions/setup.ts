import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import type { Directory } from '../domain/directory.ts'
import type { Binding } from '../domain/records.ts'
import { Refusal } from './errors.ts'
import { checkAudience } from './identity.ts'
import { personFunction } from './personFunction.ts'
import type { Services } from './services.ts'
import { setUpWorkbook } from './setup/setUpWorkbook.ts'
import { bindingDoc, recordIn } from './store/documents.ts'
import { engineOf, type Engine } from './sync/syncWorkbook.ts'

const id = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/)

const setupSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('plan'), office: id }),
  z.strictObject({ do: z.literal('school'), office: id, spreadsheetId: id, school: id }),
  z.strictObject({ do: z.literal('repair'), spreadsheetId: id }),
])

/** A workbook that a school has not got yet, and who is to work in it. */
export interface PlannedWorkbook {
  readonly school: string
  readonly title: string
  /** Addresses of the school's people. */
  readonly editors: readonly string[]
}

/** What `setup` answers. */
export type SetupAnswer =
  | { readonly workbooks: readonly PlannedWorkbook[]; readonly service: string }
  | { readonly requests: number }

/**
 * The HTTP function `setup`, for the coordinator alone: which schools have no workbook yet (`plan`), a new
 * spreadsheet becomes a school's workbook (`school`), and a connected workbook gets what it lacks
 * (`repair`). The coordinator's own account makes and shares the spreadsheet, since a service account
 * cannot own one. Safe to call twice.
 */
export function setupFunction(services: Services): (req: Request, res: Response) => Promise<void> {
  const engine = engineOf(services)
  return personFunction(services, 'setup', (req) => answer(engine, req))
}

async function answer(engine: Engine, req: Request): Promise<SetupAnswer> {
  const { verify, clock, config } = engine.services
  const identity = await verify(req.get('authorization'), clock.stamp())
  const read = setupSchema.safeParse(req.body)
  if (!read.success) throw new Refusal('protocol.shape', read.error.issues[0]?.path.join('.') ?? '')
  const asked = read.data
  const binding = await engine.known.binding(
    asked.do === 'repair' ? asked.spreadsheetId : asked.office,
  )
  checkAudience(identity, config, binding?.audience)
  if (binding === null) throw new Refusal('workbook.unknown')
  const directory = await engine.known.directoryWith(identity.email, binding.programme)
  const isCoordinator = directory.people.some(
    ({ email, role }) => email === identity.email && role === 'coordinator',
  )
  if (!isCoordinator) throw new Refusal('setup.denied')
  if (asked.do === 'plan') {
    const workbooks = await planned(engine, binding.programme, directory)
    return { workbooks, service: config.serviceAccount }
  }
  if (asked.do === 'school') {
    const school = directory.schools.get(asked.school)
    if (school?.participant !== true) throw new Refusal('scope.unknown', asked.school)
    await bind(engine, asked.spreadsheetId, {
      programme: binding.programme,
      scope: [asked.school],
      ceiling: 'staff',
    })
  }
  return {
    requests: await setUpWorkbook(engine, asked.spreadsheetId, { editors: [identity.email] }),
  }
}

/** Participants without a workbook of their own. */
async function planned(
  { services, known }: Engine,
  programme: string,
  directory: Directory,
): Promise<readonly PlannedWorkbook[]> {
  const { name } = await known.programme(programme)
  const bound = await services.store
    .collection('workbooks')
    .where('programme', '==', programme)
    .get()
  const has = new Set(
    bound.docs.flatMap((doc) => {
      const binding = recordIn<Binding>(doc)
      const own = binding?.ceiling === 'staff' && binding.scope !== 'all'
      return own && binding.scope.length === 1 ? binding.scope : []
    }),
  )
  return [...directory.schools.values()]
    .filter(({ id: school, participant }) => participant && !has.has(school))
    .map(({ id: school, name: title }) => ({
      school,
      title: `${name}: ${title}`,
      editors: directory.people.filter((one) => one.school === school).map(({ email }) => email),
    }))
}

/** @throws Refusal `workbook.bound` for a spreadsheet that is something else already */
async function bind({ services, known }: Engine, spreadsheetId: string, fresh: Binding) {
  const ref = bindingDoc(services.store, spreadsheetId)
  await services.store.runTransaction(async (transaction) => {
    const there = recordIn<Binding>(await transaction.get(ref))
    if (there === null) {
      transaction.create(ref, { ...fresh })
      return
    }
    const { programme, scope, ceiling } = there
    const same = JSON.stringify([programme, scope, ceiling])
    if (same !== JSON.stringify([fresh.programme, fresh.scope, fresh.ceiling])) {
      throw new Refusal('workbook.bound')
    }
  })
  known.forgetBinding(spreadsheetId)
}
