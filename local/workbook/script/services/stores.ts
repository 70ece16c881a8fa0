import type { Scope } from '../calls.ts'
import { strict, type Realm } from '../realm.ts'

/** `PropertiesService`: the durable text stores of document, person and script. */
export function propertiesService(realm: Realm): object {
  const store = (scope: Scope): object => {
    const properties = strict(realm, 'Properties', {
      getProperty: (key: string) => realm.call('PropertiesService.getProperty', scope, key),
      getProperties: () => realm.call('PropertiesService.getProperties', scope),
      getKeys: () => realm.call('PropertiesService.getKeys', scope),
      setProperty: (key: string, value: unknown) => {
        realm.call('PropertiesService.setProperties', scope, { [key]: String(value) }, false)
        return properties
      },
      setProperties: (values: Record<string, unknown>, deleteAllOthers = false) => {
        const texts = Object.entries(values).map(([key, value]) => [key, String(value)])
        realm.call(
          'PropertiesService.setProperties',
          scope,
          Object.fromEntries(texts),
          deleteAllOthers,
        )
        return properties
      },
      deleteProperty: (key: string) => {
        realm.call('PropertiesService.deleteProperty', scope, key)
        return properties
      },
      deleteAllProperties: () => {
        realm.call('PropertiesService.setProperties', scope, {}, true)
        return properties
      },
    })
    return properties
  }
  return strict(realm, 'PropertiesService', {
    getDocumentProperties: () => store('document'),
    getUserProperties: () => store('user'),
    getScriptProperties: () => store('script'),
  })
}

/** `CacheService`: texts that are forgotten after a while. */
export function cacheService(realm: Realm): object {
  const cache = (scope: Scope): object =>
    strict(realm, 'Cache', {
      get: (key: string) => realm.call('CacheService.get', scope, key),
      put: (key: string, value: string, seconds = 600) =>
        realm.call('CacheService.put', scope, key, value, seconds),
      remove: (key: string) => realm.call('CacheService.remove', scope, key),
    })
  return strict(realm, 'CacheService', {
    getDocumentCache: () => cache('document'),
    getUserCache: () => cache('user'),
    getScriptCache: () => cache('script'),
  })
}

/** `LockService`: real mutual exclusion between the runs of everybody. */
export function lockService(realm: Realm): object {
  const lock = (scope: Scope): object =>
    strict(realm, 'Lock', {
      tryLock: (ms: number) => realm.call('LockService.tryLock', scope, ms),
      waitLock: (ms: number) => {
        if (!realm.call('LockService.waitLock', scope, ms)) {
          throw realm.error('Lock timeout: another process was holding the lock for too long.')
        }
      },
      hasLock: () => realm.call('LockService.hasLock', scope),
      releaseLock: () => realm.call('LockService.releaseLock', scope),
    })
  return strict(realm, 'LockService', {
    getDocumentLock: () => lock('document'),
    getUserLock: () => lock('user'),
    getScriptLock: () => lock('script'),
  })
}
