// Dependencies between specs, and an order in which each comes after what it depends on.
import type { Position } from '@mmm/plugin-api';
import type { Finding } from '../api.ts';
import { byNumber } from './natural.ts';
import { nearest } from './nearest.ts';
import { directoryOf, type Named } from './resolve.ts';
import { sortTopologically } from './topology.ts';

/** A spec as far as its order is concerned. */
export interface Orderable extends Named {
  readonly dependencies: readonly { readonly text: string; readonly at: Position }[];
}

/** `number` makes each numbered spec depend on the one before it, besides what it says itself. */
export type OrderMode = 'depends' | 'number';

export interface OrderResult {
  readonly names: readonly string[];
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  /** Each circle as a chain whose last name is its first. */
  readonly cycles: readonly (readonly string[])[];
  readonly findings: readonly Finding[];
}

export function orderSpecs(specs: readonly Orderable[], mode: OrderMode): OrderResult {
  const sorted = [...specs].sort(byNumber);
  const directory = directoryOf(sorted);
  const names = sorted.map((spec) => spec.name);
  const findings: Finding[] = [];
  const edges = new Map<string, readonly string[]>();
  let before: string | undefined;
  for (const spec of sorted) {
    const found = new Set<string>();
    for (const { text, at } of spec.dependencies) {
      const meant = directory.resolve(text);
      const [only] = meant;
      if (only !== undefined && meant.length === 1) found.add(only);
      else findings.push(only === undefined ? unknown(text, names, at) : ambiguous(text, meant, at));
    }
    if (mode === 'number' && spec.number !== undefined) {
      if (before !== undefined) found.add(before);
      before = spec.name;
    }
    edges.set(spec.name, [...found]);
  }
  const { order, cycles } = sortTopologically(names, edges);
  findings.push(...cycles.map((chain) => cycleFinding(chain, sorted)));
  return { names: order, dependencies: Object.fromEntries(edges), cycles, findings };
}

function unknown(text: string, names: readonly string[], at: Position): Finding {
  const close = nearest(text, names);
  const hint =
    close.length > 0
      ? `Did you mean "${close.join('", "')}"?`
      : 'Name a spec by its file name, number, id or path, or remove the dependency.';
  const message = `The dependency "${text}" is no spec of this project.`;
  return { rule: 'unknown-dependency', severity: 'warning', message, hint, at };
}

function ambiguous(text: string, names: readonly string[], at: Position): Finding {
  const message = `The dependency "${text}" means ${names.length} specs and is left out: ${names.join(', ')}.`;
  const hint = `Give the whole name, such as "${names[0] ?? ''}".`;
  return { rule: 'ambiguous-dependency', severity: 'warning', message, hint, at };
}

function cycleFinding(chain: readonly string[], specs: readonly Orderable[]): Finding {
  const first = specs.find((spec) => spec.name === chain[0]);
  const at = first?.dependencies[0]?.at ?? { path: first?.path ?? '', line: 1, column: 1 };
  const message = `Specs depend on each other in a circle: ${chain.join(' -> ')}.`;
  const hint = 'Remove one of these dependencies.';
  return { rule: 'dependency-cycle', severity: 'error', message, hint, at };
}
