import { Firestore } from '@google-cloud/firestore'
import { parseArgs } from 'node:util'
import { migrate, MIGRATIONS, progressOf } from '../functions/migrate.ts'

/**
 * `npm run migrate -- --project P`: brings a store to the form of this release, one migration after the other;
 * `npm run deploy` runs it. `--plan` says in JSON how far each has come, `--dry` counts what each would change;
 * both write nothing. Broken off, the same command goes on. Signed in by `gcloud auth application-default login`,
 * or of a local store by `FIRESTORE_EMULATOR_HOST`.
 */
const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    plan: { type: 'boolean', default: false },
    dry: { type: 'boolean', default: false },
  },
})

try {
  if (values.project === undefined)
    throw new Error('--project is needed: npm run migrate -- --project P')
  const store = new Firestore({ projectId: values.project })
  const told: { readonly name: string; readonly state: string }[] = []
  for (const migration of MIGRATIONS) {
    const { name } = migration
    if (values.plan) {
      told.push({ name, state: (await progressOf(store, migration)).state })
    } else {
      const { looked, changed } = await migrate(store, migration, { dry: values.dry })
      const words = values.dry ? 'would change' : 'changed'
      console.log(`${name}: looked at ${looked} documents, ${words} ${changed}.`)
    }
  }
  await store.terminate()
  if (values.plan) console.log(JSON.stringify(told))
  else if (MIGRATIONS.length === 0) console.log('This release changes nothing in the store.')
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error)
  console.error(reason)
  if (reason.includes('default credentials')) {
    console.error('Sign in first: gcloud auth application-default login')
  }
  process.exitCode = 1
}
