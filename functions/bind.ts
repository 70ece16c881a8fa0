import type { Request, Response } from '@google-cloud/functions-framework'
import { z } from 'zod'
import { authorityOfPeople, ceilingOf, roleAt, weakest } from '../domain/access.ts'
import type { Binding } from '../domain/records.ts'
import { textsIn } from '../domain/texts/texts.ts'
import { Refusal, refusalAnswer } from './errors.ts'
import { faultOf } from './faultOf.ts'
import { checkAudience, type Identity } from './identity.ts'
import type { Services } from './services.ts'
import { codeDoc, newCode, type BindCode } from './store/bindCodes.ts'
import { bindingDoc, recordIn } from './store/documents.ts'
import { Known } from './store/known.ts'

const issueSchema = z.strictObject({
  do: z.literal('issue'),
  /** Said outright, or by a workbook that is connected to it. */
  programme: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/)
    .optional(),
  spreadsheetId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,200}$/)
    .optional(),
  scope: z.union([z.literal('all'), z.array(z.string().max(64)).min(1).max(200)]),
  ceiling: z.enum(['observer', 'staff', 'curator', 'coordinator']),
})

const useSchema = z.strictObject({
  do: z.literal('use'),
  spreadsheetId: z.string().regex(/^[A-Za-z0-9_-]{1,200}$/),
  code: z.string().min(1).max(40),
})

const bindSchema = z.discriminatedUnion('do', [issueSchema, useSchema])

/** What `bind` answers: a code for the coordinator, or the binding that a code has made. */
export type BindAnswer =
  | { readonly code: string; readonly expiresAt: number }
  | { readonly scope: Binding['scope']; readonly ceiling: Binding['ceiling'] }

/** How long a code is good: it may go to a school by mail, over a week-end. */
export const CODE_MS = 3 * 86_400_000

/**
 * The HTTP function `bind`: the coordinator asks for a one-time code (`issue`), and somebody who works in
 * a workbook redeems it there (`use`). So a workbook is connected by two people, over two ways, and a
 * copied one by nobody.
 */
export function bindFunction(services: Services): (req: Request, res: Response) => Promise<void> {
  const known = new Known(services.store, () => services.clock.elapsed())
  return async (req, res) => {
    try {
      res.status(200).json(await answer(services, known, req))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('internal')
      if (error === refusal) services.log('INFO', 'refused', { job: 'bind', code: refusal.code })
      else services.log('ERROR', faultOf(error), { job: 'bind' })
      const { status, body } = refusalAnswer(refusal.code, refusal.place, textsIn('ru'))
      res.status(status).json(body)
    }
  }
}

async function answer(services: Services, known: Known, req: Request): Promise<BindAnswer> {
  if (req.method !== 'POST') throw new Refusal('method')
  if (req.is('application/json') === false) throw new Refusal('body.type')
  const identity = await services.verify(req.get('authorization'), services.clock.stamp())
  const read = bindSchema.safeParse(req.body)
  if (!read.success) throw new Refusal('protocol.shape', read.error.issues[0]?.path.join('.') ?? '')
  return read.data.do === 'issue'
    ? issue(services, known, identity, read.data)
    : use(services, known, identity, read.data)
}

/** @throws Refusal `auth.audience`, `workbook.unknown`, `coordinator.needed`, `scope.unknown` */
async function issue(
  { store, config, clock }: Services,
  known: Known,
  identity: Identity,
  { programme: said, spreadsheetId, scope, ceiling }: z.infer<typeof issueSchema>,
): Promise<BindAnswer> {
  const workbook = spreadsheetId === undefined ? null : await known.binding(spreadsheetId)
  checkAudience(identity, config, workbook?.audience)
  const programme = said ?? workbook?.programme
  if (programme === undefined) throw new Refusal('workbook.unknown')
  const directory = await known.directoryWith(identity.email, programme)
  // Of a programme that is not there nobody is the coordinator.
  const people = directory.people.filter(({ email }) => email === identity.email)
  const coordinator = people.find(({ role }) => role === 'coordinator')
  if (!coordinator) throw new Refusal('coordinator.needed')
  const unknown = scope === 'all' ? undefined : scope.find((id) => !directory.schools.has(id))
  if (unknown !== undefined) throw new Refusal('scope.unknown', unknown)
  const code = newCode()
  const expiresAt = clock.stamp() + CODE_MS
  const kept: BindCode = {
    programme,
    scope,
    ceiling,
    issuedBy: coordinator.id,
    expiresAt,
    usedBy: null,
  }
  await codeDoc(store, code).create(kept)
  return { code, expiresAt }
}

/**
 * Binds a workbook. The same code for the same workbook again is the same binding: an answer may get lost.
 *
 * A script bound to one workbook has a client id of its own; it is taken into the binding here, and
 * nowhere else.
 *
 * @throws Refusal `code.wrong`, `code.expired`, `code.used`, `workbook.bound`, `person.unknown`,
 *   `workbook.denied`
 */
async function use(
  { store, config, clock, log }: Services,
  known: Known,
  identity: Identity,
  { spreadsheetId, code }: z.infer<typeof useSchema>,
): Promise<BindAnswer> {
  const codeAt = codeDoc(store, code)
  const workbook = bindingDoc(store, spreadsheetId)
  const found = recordIn<BindCode>(await codeAt.get())
  if (found === null) throw new Refusal('code.wrong')
  const { programme, scope, ceiling } = found
  const directory = await known.directoryWith(identity.email, programme)
  const people = directory.people.filter(({ email }) => email === identity.email)
  if (people.length === 0) throw new Refusal('person.unknown')
  const authority = weakest(ceilingOf({ scope, ceiling }), authorityOfPeople(people, directory))
  if (roleAt(authority, null) === null) throw new Refusal('workbook.denied')

  const audience = identity.audiences.find((one) => !config.audiences.includes(one))
  const made = await store.runTransaction(async (transaction) => {
    const [codeNow, bindingNow] = await transaction.getAll(codeAt, workbook)
    const kept = codeNow && recordIn<BindCode>(codeNow)
    const binding = bindingNow && recordIn<Binding>(bindingNow)
    if (!kept) throw new Refusal('code.wrong')
    if (kept.usedBy !== null) {
      if (kept.usedBy === spreadsheetId && binding) return false
      throw new Refusal('code.used')
    }
    if (kept.expiresAt <= clock.stamp()) throw new Refusal('code.expired')
    if (binding) throw new Refusal('workbook.bound')
    const fresh: Binding = {
      programme,
      scope,
      ceiling,
      ...(audience === undefined ? {} : { audience }),
    }
    transaction.create(workbook, fresh)
    transaction.update(codeAt, { usedBy: spreadsheetId })
    return true
  })
  if (made) log('INFO', 'workbook bound', { programme, workbook: spreadsheetId })
  return { scope, ceiling }
}
