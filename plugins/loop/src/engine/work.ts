// What the parts of a spec's way through a run hand to each other.
import type { Spec } from '@mmm/plugin-specs/api';
import type { SpecStatus } from '@mmm/plugin-state/api';
import type { Decision, SpecHistory } from '../domain/decide.ts';
import type { PlannedSpec } from '../domain/input.ts';
import type { CheckedItem } from '../domain/steps.ts';
import type { Workplace } from './worktree.ts';

export interface SpecEnd {
  readonly name: string;
  /** Of the text that was worked on. */
  readonly sha256: string;
  readonly status: SpecStatus;
  readonly reason: string;
  readonly iterations: number;
  readonly usd: number;
  /** True where at least one call's cost is not known. */
  readonly usdUnknown: boolean;
  readonly proved: number;
  readonly criteria: number;
  readonly merged: string | null;
  readonly tampered: boolean;
}

/** What a spec's iterations are done with. `base` moves when a merge had to be tried on a newer tip. */
export interface SpecWork {
  readonly planned: PlannedSpec;
  readonly spec: Spec;
  readonly place: Workplace;
  readonly past: readonly SpecEnd[];
  /** What it has cost in this run while it had another text. */
  readonly earlierUsd: number;
  /** Whether it was done before the run, by this text. */
  readonly wasDone: boolean;
  base: string;
  commit: string;
  items: readonly CheckedItem[];
  history: SpecHistory;
}

export type Ended = Extract<Decision, { kind: 'end' }>;

/** A changed text is another piece of work: none of the old steps' results count for it. */
export function stepPrefix(spec: Spec): string {
  return `${spec.name}@${spec.sha256.slice(0, 8)}`;
}
