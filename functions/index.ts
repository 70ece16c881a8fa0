import { Firestore } from '@google-cloud/firestore'
import { http } from '@google-cloud/functions-framework'
import { readConfig } from './config.ts'
import { tokenVerifier } from './identity.ts'
import { jsonLog } from './log.ts'
import { realClock, type Services } from './services.ts'
import { syncFunction } from './sync.ts'

/** The entry of the deployed bundle: each function under its name, composed from the environment. */
const config = readConfig(process.env)
const services: Services = {
  config,
  store: new Firestore({ projectId: config.project }),
  clock: realClock,
  verify: tokenVerifier(config),
  log: jsonLog((line) => process.stdout.write(line)),
}

http('sync', syncFunction(services))
