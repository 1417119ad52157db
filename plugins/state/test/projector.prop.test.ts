import { type Row, unwrap } from '@mmm/plugin-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { NewEvent, SpecificationRow } from '../src/api.ts';
import { SPEC_STATUSES } from '../src/domain/spec-status.ts';
import { type OpenState, openState, projectFolder, stillClock } from './open-state.ts';

type Happening =
  | { readonly kind: 'events'; readonly run: string; readonly events: readonly NewEvent[] }
  | { readonly kind: 'sync'; readonly changed: readonly string[]; readonly removed: readonly string[] }
  | { readonly kind: 'clock'; readonly ms: number };

const name = fc.constantFrom('01-a', '02-b', '03-c');
const names = fc.uniqueArray(name);

const statusChanged = fc.record({
  type: fc.constant('spec.status-changed'),
  data: fc.record({ spec: name, status: fc.constantFrom(...SPEC_STATUSES), reason: fc.string() }),
});

const executed = fc.record({
  type: fc.constant('execution.recorded'),
  data: fc.record({
    spec: name,
    iteration: fc.nat(3),
    command: fc.string(),
    input: fc.string(),
    output: fc.string(),
    status: fc.string(),
    startedAt: fc.nat(),
    completedAt: fc.nat(),
  }),
});

const booked = fc.record({
  type: fc.constant('cost.booked'),
  data: fc.record({ spec: name, usd: fc.option(fc.double({ min: 0, max: 9, noNaN: true })) }),
});

const other = fc.record({ type: fc.constant('other.happened'), data: fc.jsonValue().map(asJson) });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant('events' as const),
    run: fc.constantFrom('r1', 'r2'),
    events: fc.array(fc.oneof(statusChanged, executed, booked, other), { maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('sync' as const), changed: names, removed: names }),
  fc.record({ kind: fc.constant('clock' as const), ms: fc.integer({ min: -5000, max: 5000 }) }),
);

it('gives identical rows when it replays whatever happened', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (history) => {
      using project = projectFolder();
      const clock = stillClock();
      await using a = await openState(project.root, { clock });
      const leases = new Map(
        await Promise.all(
          ['r1', 'r2'].map(async (id) => {
            const run = { id, kind: 'loop', input: null, claims: [] };
            return [id, unwrap(await a.state.journal.create(run))] as const;
          }),
        ),
      );
      for (const [index, happened] of history.entries()) {
        if (happened.kind === 'clock') clock.advance(happened.ms);
        if (happened.kind === 'sync') {
          const changed = happened.changed.map((spec) => row(spec, index));
          await a.state.specifications.sync(changed, happened.removed);
        }
        const lease = happened.kind === 'events' ? leases.get(happened.run) : undefined;
        if (happened.kind === 'events' && lease) await a.state.journal.record(lease, happened.events);
      }
      const before = projected(a);
      await a.state.rebuild();
      expect(projected(a)).toEqual(before);
    }),
    { numRuns: 100 },
  );
});

function projected({ database }: OpenState): readonly (readonly Row[])[] {
  return [
    database.all('SELECT * FROM specifications ORDER BY id'),
    database.all('SELECT * FROM executions ORDER BY id'),
    database.all('SELECT * FROM state_costs ORDER BY run_id, spec'),
    database.all('SELECT * FROM state_spec_statuses ORDER BY spec'),
  ];
}

function row(spec: string, version: number): Omit<SpecificationRow, 'status'> {
  return {
    name: spec,
    path: `specs/${spec}.md`,
    content: `${version}`,
    dependencies: [],
    metadata: null,
    sha256: String(version % 3),
    bytes: 1,
    modifiedAt: version,
  };
}

function asJson(value: unknown): string {
  return JSON.stringify(value);
}
