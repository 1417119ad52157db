import type { Database, PluginContext } from '@mmm/plugin-api';
import { type Projection, projectionPoint, type StoredEvent } from './api.ts';
import { eventPage } from './store/events.ts';

/** All contributed projections as one. */
export interface Projector {
  /** Inside of the transaction that appends the events. */
  apply(database: Database, events: readonly StoredEvent[]): void;
  /** Empties every projection and replays every event, in one transaction. Gives the number of events. */
  rebuild(database: Database): number;
}

/** Events are replayed in pages, so that a long history does not have to fit into memory. */
const PAGE = 2000;

export async function loadProjector(context: Pick<PluginContext, 'contributions'>): Promise<Projector> {
  const contributions = await context.contributions(projectionPoint);
  return createProjector(await Promise.all(contributions.map((contribution) => contribution.load())));
}

export function createProjector(projections: readonly Projection[]): Projector {
  const byType = Map.groupBy(
    projections.flatMap((projection) => projection.types.map((type) => ({ type, projection }))),
    ({ type }) => type,
  );
  const apply = (database: Database, events: readonly StoredEvent[]): void => {
    for (const event of events) {
      for (const { projection } of byType.get(event.type) ?? []) projection.apply(database, event);
    }
  };
  return {
    apply,
    rebuild: (database) =>
      database.write(() => {
        for (const projection of projections) projection.reset(database);
        return replay(database, apply);
      }),
  };
}

function replay(database: Database, apply: Projector['apply']): number {
  let count = 0;
  let page = eventPage(database, 0, PAGE);
  while (page.events.length > 0) {
    apply(database, page.events);
    count += page.events.length;
    page = eventPage(database, page.next, PAGE);
  }
  return count;
}
