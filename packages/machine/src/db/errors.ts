import { type DefinedErrors, defineErrors, type ErrorDoc, type ErrorFactories } from '@mmm/plugin-api';

interface At {
  path: string;
}
interface Damaged extends At {
  /** The newest backup beside the file. */
  backup: string | undefined;
}
interface Migration extends At {
  plugin: string;
  file: string;
}

interface Catalogue {
  BUSY: At;
  CORRUPT: Damaged & { found: string };
  NOT_A_DATABASE: Damaged;
  EMPTIED: Damaged;
  NOT_WRITABLE: At;
  DISK: At & { why: string };
  NETWORK_FILE_SYSTEM: At & { kind: string };
  AHEAD: At & { plugin: string; migration: string };
  MIGRATION_EDITED: Migration;
  MIGRATION_FAILED: Migration & { why: string };
  MIGRATION_NAMES: { folder: string; plugin: string; found: string };
}

const defined: DefinedErrors<Catalogue> = defineErrors<Catalogue>('DB', {
  BUSY: {
    doc: 'Another process held the database for longer than ten seconds.',
    message: ({ path }) => `The database "${path}" was held by another process for longer than 10 seconds.`,
    hint: ({ path }) => `Run the command again; \`fuser "${path}"\` shows who holds it.`,
  },
  CORRUPT: {
    doc: 'The database is damaged.',
    message: ({ path, found }) => `The database "${path}" is damaged: ${found}.`,
    hint: restoring,
  },
  NOT_A_DATABASE: {
    doc: 'The file in the place of a database is something else.',
    message: ({ path }) => `The file "${path}" is not a SQLite database.`,
    hint: restoring,
  },
  EMPTIED: {
    doc: 'A database that held state is empty or gone while its companions are still there.',
    message: ({ path }) => `The database "${path}" held state and is now empty or missing.`,
    hint: restoring,
  },
  NOT_WRITABLE: {
    doc: 'The database or its folder cannot be written.',
    message: ({ path }) => `The database "${path}" cannot be opened for writing.`,
    hint: ({ path }) =>
      `Make the file "${path}" and its folder writable for you; \`ls -la\` shows whose they are.`,
  },
  DISK: {
    doc: 'The disk is full or failed while the database was read or written.',
    message: ({ path, why }) => `The database "${path}" could not be read or written: ${why}.`,
    hint: ({ path }) =>
      `Free space on the disk of "${path}" (\`df -h "${path}"\`) and run the command again.`,
  },
  NETWORK_FILE_SYSTEM: {
    doc: 'The database would lie on a network file system, where SQLite cannot keep it safe.',
    message: ({ path, kind }) =>
      `The database "${path}" would lie on a ${kind} file system, which loses data.`,
    hint: () => 'Put the folder on a local disk; for "~/.mmm", set MMM_HOME to a folder there.',
  },
  AHEAD: {
    doc: 'The database was written by a newer version of a plugin.',
    message: ({ path, plugin, migration }) =>
      `The database "${path}" has the migration "${migration}" of the plugin "${plugin}", which this version does not know.`,
    hint: () => 'Update mmm to the version that wrote the database; nothing in it was changed.',
  },
  MIGRATION_EDITED: {
    doc: 'A migration was changed after it was applied.',
    message: ({ path, plugin, file }) =>
      `The migration "${file}" of the plugin "${plugin}" differs from the one that was applied to "${path}".`,
    hint: ({ file }) => `Put the released text of "${file}" back, and make the change in a new migration.`,
  },
  MIGRATION_FAILED: {
    doc: 'A migration could not be applied.',
    message: ({ path, plugin, file, why }) =>
      `The migration "${file}" of the plugin "${plugin}" failed on "${path}" and was rolled back: ${why}.`,
    hint: ({ plugin }) =>
      `Install a version of "${plugin}" in which the migration works; no data was changed.`,
  },
  MIGRATION_NAMES: {
    doc: 'A folder of migrations is not a gapless row of numbered files.',
    message: ({ folder, plugin, found }) =>
      `The migrations of the plugin "${plugin}" in "${folder}" are not numbered as they should be: ${found}.`,
    hint: () => 'Name them 0001_name.sql, 0002_name.sql and so on, each number once.',
  },
});

export const errors: ErrorFactories<Catalogue> = defined.errors;
export const docs: readonly ErrorDoc[] = defined.docs;

function restoring({ path, backup }: Damaged): string {
  return backup === undefined
    ? `Move "${path}" and the files beside it that begin with its name away; mmm then starts a new one.`
    : `Put the newest backup back: rm -f "${path}-wal" "${path}-shm" && cp "${backup}" "${path}"`;
}
