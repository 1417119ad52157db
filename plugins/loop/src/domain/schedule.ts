// Which specs may start now. Pure.
import type { SpecStatus } from '@mmm/plugin-state/api';
import type { PlannedSpec } from './input.ts';

const MET: readonly SpecStatus[] = ['done', 'already-met'];

/** Specs that have not ended, do not run, and whose dependencies are met; in the plan's order. */
export function ready(
  specs: readonly PlannedSpec[],
  running: ReadonlySet<string>,
  ended: ReadonlyMap<string, SpecStatus>,
): readonly PlannedSpec[] {
  return specs.filter(
    (spec) =>
      !running.has(spec.name) &&
      !ended.has(spec.name) &&
      spec.dependsOn.every((name) => isMet(ended.get(name))),
  );
}

/** Specs that can never start in this run, with the dependency that keeps them and how that one stands. */
export function blockedBy(
  specs: readonly PlannedSpec[],
  ended: ReadonlyMap<string, SpecStatus>,
): readonly {
  readonly spec: PlannedSpec;
  readonly on: string;
  readonly why: string;
}[] {
  return specs.flatMap((spec) => {
    if (ended.has(spec.name)) return [];
    for (const name of spec.dependsOn) {
      const status = ended.get(name);
      if (status !== undefined && !isMet(status)) return [{ spec, on: name, why: status }];
      if (!specs.some((other) => other.name === name))
        return [{ spec, on: name, why: 'neither done nor part of this run' }];
    }
    return [];
  });
}

function isMet(status: SpecStatus | undefined): boolean {
  return status !== undefined && MET.includes(status);
}
