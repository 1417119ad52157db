import type { Database, Disposable, PluginContext } from '@mmm/plugin-api';
import type { Specifications, StateService } from './api.ts';
import { type CrashPoint, crashPoint } from './crash-point.ts';
import type { Desk } from './desk.ts';
import { leaseTerms } from './domain/lease.ts';
import { createJournal } from './journal.ts';
import { loadProjector, type Projector } from './projector.ts';
import { linkExecutions, listExecutions } from './store/executions.ts';
import {
  deleteSpecification,
  ensureProject,
  listHeads,
  listStamps,
  readSpecification,
  upsertSpecification,
} from './store/specifications.ts';

/** Opens nothing before the first call. */
export function createState(context: PluginContext): StateService & Disposable {
  const open = opener(context);
  let projector: Promise<Projector> | undefined;
  const project = (): Promise<Projector> => {
    projector ??= loadProjector(context);
    return projector;
  };
  const desk = async (): Promise<Desk> => ({
    database: await open(),
    projector: await project(),
    terms: leaseTerms(context.config.number('state.lease_seconds')),
    clock: context.clock,
    processes: context.processes,
  });
  let point: CrashPoint | undefined;
  const journal = createJournal({
    desk,
    log: context.log,
    crashPoint(write) {
      point ??= crashPoint(context.processes.environment);
      return point(write);
    },
  });
  return {
    specifications: createSpecifications(context, open),
    journal,
    executions: async (filter = {}) => listExecutions(await open(), filter),
    rebuild: async () => ({ events: (await project()).rebuild(await open()) }),
    dispose: () => journal.dispose(),
  };
}

/** Opens the project's database and writes the project's row once in each process. */
function opener(context: PluginContext): () => Promise<Database> {
  let ensured = false;
  return async () => {
    const { root } = context.requireProject();
    const database = await context.database('project');
    if (!ensured) ensureProject(database, root, context.clock.now());
    ensured = true;
    return database;
  };
}

function createSpecifications(context: PluginContext, open: () => Promise<Database>): Specifications {
  return {
    stamps: async () => listStamps(await open()),
    heads: async () => listHeads(await open()),
    read: async (name) => readSpecification(await open(), name),
    async sync(changed, removed) {
      const database = await open();
      if (changed.length === 0 && removed.length === 0) return;
      database.write(() => {
        for (const name of removed) deleteSpecification(database, name);
        const now = context.clock.now();
        for (const spec of changed) upsertSpecification(database, spec, now);
        linkExecutions(database);
      });
    },
  };
}
