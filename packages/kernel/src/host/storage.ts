import { join } from 'node:path';
import type { OpenDatabase } from '@mmm/machine/db';
import type { Clock, Database, DatabaseScope, Files, MmmError } from '@mmm/plugin-api';
import { messageOf } from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import type { Catalog } from '../plugins/catalog.ts';

export interface StorageRequest {
  readonly catalog: Catalog;
  readonly home: string;
  readonly clock: Clock;
  readonly files: Files;
  /** The project's root; an error outside of a project. */
  root(): string;
}

export interface Storage {
  /** One connection for each scope, opened and migrated at the first call. */
  open(scope: DatabaseScope): Promise<Database>;
  close(): Promise<readonly MmmError[]>;
}

export function createStorage(request: StorageRequest): Storage {
  const opened = new Map<DatabaseScope, Promise<OpenDatabase>>();

  const openScope = async (scope: DatabaseScope): Promise<OpenDatabase> => {
    const path = scope === 'home' ? join(request.home, 'mmm.db') : join(request.root(), '.mmm', 'state.db');
    const { openDatabase } = await import('@mmm/machine/db');
    const { clock, files } = request;
    return openDatabase({ path, migrations: migrationsOf(request.catalog, scope), clock, files });
  };

  return {
    open: (scope) => {
      const known = opened.get(scope) ?? openScope(scope);
      opened.set(scope, known);
      return known;
    },
    close: async () => {
      const failures: MmmError[] = [];
      for (const [scope, opening] of [...opened].reverse()) {
        // A database that could not be opened has told so already, to whoever asked for it.
        const database = await opening.catch(() => undefined);
        try {
          database?.close();
        } catch (cause) {
          failures.push(
            errors.DISPOSAL_FAILED({ owner: `${scope} database`, why: messageOf(cause) }, { cause }),
          );
        }
      }
      opened.clear();
      return failures;
    },
  };
}

function migrationsOf(
  catalog: Catalog,
  scope: DatabaseScope,
): readonly { readonly plugin: string; readonly folder: string }[] {
  return catalog.usable
    .filter(({ origin }) => origin === 'built-in')
    .flatMap(({ manifest, folder }) => {
      const migrations = manifest.migrations[scope];
      return migrations === undefined ? [] : [{ plugin: manifest.id, folder: join(folder, migrations) }];
    });
}
