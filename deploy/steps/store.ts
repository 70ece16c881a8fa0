import { z } from 'zod'
import { lastPart, read } from '../answers.ts'
import { gcloudIn, type Step } from '../step.ts'
import type { Target } from '../target.ts'

const named = z.array(z.object({ name: z.string() }))
const API = 'firestore.googleapis.com'

/** Firestore, which nothing here ever deletes: it holds what people have typed. */
export function storeSteps({ settings }: Target): readonly Step[] {
  const { project, region, databaseLocation = region } = settings
  const on = gcloudIn(project)
  return [
    {
      title: `Firestore in ${databaseLocation}, protected against deletion`,
      api: API,
      looks: [on('firestore', 'databases', 'list', '--format=json')],
      todo: ([answer]) =>
        read(answer, named)?.some(({ name }) => lastPart(name) === '(default)')
          ? []
          : [
              on(
                'firestore',
                'databases',
                'create',
                '--database=(default)',
                `--location=${databaseLocation}`,
                '--type=firestore-native',
                '--delete-protection',
                '--enable-pitr',
              ),
            ],
    },
    {
      title: 'a backup every night, kept for two weeks',
      api: API,
      looks: [
        on('firestore', 'backups', 'schedules', 'list', '--database=(default)', '--format=json'),
      ],
      todo: ([answer]) =>
        (read(answer, named)?.length ?? 0) > 0
          ? []
          : [
              on(
                'firestore',
                'backups',
                'schedules',
                'create',
                '--database=(default)',
                '--recurrence=daily',
                '--retention=14d',
              ),
            ],
    },
    {
      title: 'the project is one of Firebase, which rules are deployed by',
      looks: [{ tool: 'firebase', args: ['projects:list', '--json'] }],
      todo: ([answer]) =>
        read(answer, firebaseProjects)?.result.some(({ projectId }) => projectId === project)
          ? []
          : [{ tool: 'firebase', args: ['projects:addfirebase', project, '--non-interactive'] }],
    },
    {
      // Nothing tells which rules are in force without another tool; deploying the same ones changes nothing.
      title: 'rules and indexes as in firestore.rules and firestore.indexes.json',
      looks: [],
      todo: () => [
        {
          tool: 'firebase',
          args: [
            'deploy',
            '--only=firestore:rules,firestore:indexes',
            `--project=${project}`,
            '--non-interactive',
          ],
        },
      ],
    },
  ]
}

const firebaseProjects = z.object({ result: z.array(z.object({ projectId: z.string() })) })
