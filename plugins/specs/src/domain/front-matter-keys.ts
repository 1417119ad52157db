import type { Position } from '@mmm/plugin-api';
import type { Json } from '@mmm/plugin-state/api';
import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { SpecBudget } from '../api.ts';
import { isNothing, splitReferences } from './references.ts';

/** A text of the front matter with its place. */
export interface Placed {
  readonly text: string;
  readonly at: Position;
}

export interface FrontMatter {
  readonly id?: string;
  readonly number?: string;
  readonly title?: string;
  readonly dependsOn?: readonly Placed[];
  readonly priority?: string;
  readonly tags?: readonly string[];
  readonly verify?: readonly Placed[];
  readonly budget?: SpecBudget;
  readonly allowChanges?: readonly string[];
  /** Keys that mean nothing to mmm, as they stand. */
  readonly extra: Readonly<Record<string, Json>>;
}

export interface KeyContext {
  /** As written. */
  readonly key: string;
  at(node: Node | null): Position;
  report(node: Node | null, message: string, hint: string): void;
}

/** Adds one key's value to what was read so far. */
export type KeyReader = (sofar: FrontMatter, value: Node | null, context: KeyContext) => FrontMatter;

const dependencies: KeyReader = (sofar, value, context) => {
  const added = readDependencies(value, context);
  const known = sofar.dependsOn ?? [];
  const news = added.filter((item) => !known.some((other) => other.text === item.text));
  return { ...sofar, dependsOn: [...known, ...news] };
};

const tags: KeyReader = (sofar, value, context) => {
  const words = readTexts(value, context, 'a word or a list of words').flatMap((item) =>
    item.text.split(','),
  );
  const added = words.map((word) => word.trim()).filter((word) => word !== '');
  return { ...sofar, tags: [...new Set([...(sofar.tags ?? []), ...added])] };
};

/** Keys without hyphens and underscores, in lower case. */
export const keyReaders: ReadonlyMap<string, KeyReader> = new Map<string, KeyReader>([
  ['id', textKey('id')],
  ['number', textKey('number')],
  ['title', textKey('title')],
  ['priority', textKey('priority')],
  ['status', (sofar) => sofar],
  ['dependson', dependencies],
  ['dependencies', dependencies],
  ['tags', tags],
  ['category', tags],
  ['verify', (sofar, value, context) => ({ ...sofar, verify: readTexts(value, context, COMMANDS) })],
  ['budget', (sofar, value, context) => ({ ...sofar, budget: readBudget(value, context) })],
  [
    'allowchanges',
    (sofar, value, context) => ({
      ...sofar,
      allowChanges: readTexts(value, context, 'a glob or a list of globs').map((item) => item.text),
    }),
  ],
]);

const COMMANDS = 'a command line or a list of command lines';

function textKey(key: 'id' | 'number' | 'title' | 'priority'): KeyReader {
  return (sofar, value, context) => {
    if (isEmpty(value)) return sofar;
    const text = scalarText(value);
    if (text !== undefined) return { ...sofar, [key]: text };
    wrongType(value, context, 'a word or a number');
    return sofar;
  };
}

function readDependencies(value: Node | null, context: KeyContext): readonly Placed[] {
  if (isSeq(value)) return readTexts(value, context, DEPENDENCIES).filter((item) => !isNothing(item.text));
  if (isEmpty(value)) return [];
  const text = scalarText(value);
  const found = text === undefined ? undefined : splitReferences(text);
  if (found !== undefined) return found.map((item) => ({ text: item, at: context.at(value) }));
  wrongType(value, context, DEPENDENCIES);
  return [];
}

const DEPENDENCIES = 'a list of specs, such as "[database-schema, 12]"';

function readTexts(value: Node | null, context: KeyContext, expected: string): readonly Placed[] {
  if (isEmpty(value)) return [];
  // Items of a parsed list are nodes or nothing.
  const items = isSeq(value) ? (value.items as (Node | null)[]) : [value];
  return items.flatMap((item) => {
    const text = scalarText(item);
    if (text !== undefined && text.trim() !== '') return [{ text: text.trim(), at: context.at(item) }];
    wrongType(item, context, expected);
    return [];
  });
}

function readBudget(value: Node | null, context: KeyContext): SpecBudget {
  if (isEmpty(value)) return {};
  if (!isMap(value)) {
    wrongType(value, context, 'a table such as "{ usd: 5, iterations: 8 }"');
    return {};
  }
  let budget: SpecBudget = {};
  for (const pair of value.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    // A pair of a parsed document holds a node or nothing.
    const [keyNode, node] = [pair.key as Node | null, pair.value as Node | null];
    const place = { ...context, key: `${context.key}.${key}` };
    if (key === 'usd' || key === 'minutes' || key === 'iterations') {
      const number = isScalar(node) && typeof node.value === 'number' ? node.value : Number.NaN;
      const right =
        number > 0 && Number.isFinite(number) && (key !== 'iterations' || Number.isInteger(number));
      if (right) budget = { ...budget, [key]: number };
      else
        wrongType(
          node ?? keyNode,
          place,
          key === 'iterations' ? 'a whole number above 0' : 'a number above 0',
        );
    } else {
      const hint = 'The keys of "budget" are usd, iterations and minutes.';
      context.report(keyNode, `"${place.key}" is no part of a budget.`, hint);
    }
  }
  return budget;
}

function wrongType(node: Node | null, context: KeyContext, expected: string): void {
  const message = `"${context.key}" is ${described(node)}; expected ${expected}.`;
  context.report(node, message, `Write "${context.key}:" with ${expected}, or remove it.`);
}

function described(node: Node | null): string {
  if (isSeq(node)) return 'a list';
  if (isMap(node)) return 'a table';
  if (isEmpty(node)) return 'empty';
  return isScalar(node) ? `"${String(node.source ?? node.value)}"` : 'an alias';
}

function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null && /^$|^~$|^null$/i.test(node.source ?? ''));
}

/** Text and numbers as they are written: `007` stays `007`. */
function scalarText(node: Node | null): string | undefined {
  if (!isScalar(node)) return undefined;
  if (typeof node.value === 'string') return node.value;
  if (typeof node.value === 'number') return node.source ?? String(node.value);
  return undefined;
}
