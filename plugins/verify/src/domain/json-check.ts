import { isDeepStrictEqual } from 'node:util';
import type { CheckSource } from '@mmm/plugin-specs/api';
import { get } from 'jsonpointer';
import { type CheckLine, type Parsed, readLine, right, wrong } from './check-line.ts';
import { parseInnerPath } from './inner-path.ts';
import { matches, parsePattern } from './pattern.ts';

export interface JsonCheck {
  readonly path: string;
  readonly pointer: string;
  readonly verb: 'exists' | 'equals' | 'matches';
  readonly value: string;
}

const FORM = 'Write json `path` at `/pointer` exists, equals `value` or matches `regex`.';

export function parseJsonCheck(check: CheckSource): Parsed<JsonCheck> {
  const line = readLine(check);
  const path = parseInnerPath(line.take()?.text);
  if (!path.ok) return path;
  if (!line.accept('at')) return wrong('The check does not say where in the file to look.', FORM);
  const pointer = line.take()?.text ?? '';
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) {
    return wrong(`"${pointer}" is not a JSON Pointer.`, 'Write a pointer such as `/scripts/test`.');
  }
  const rest = readVerb(line);
  if (!rest.ok) return rest;
  if (line.peek() !== undefined) return wrong(`"${line.rest()}" at the end is not understood.`, FORM);
  return right({ path: path.value, pointer, ...rest.value });
}

function readVerb(line: CheckLine): Parsed<Pick<JsonCheck, 'verb' | 'value'>> {
  if (line.accept('exists')) return right({ verb: 'exists', value: '' });
  const verb = line.accept('equals') ? 'equals' : line.accept('matches') ? 'matches' : undefined;
  if (verb === undefined) return wrong('The check does not say what the value has to be.', FORM);
  const value = line.take();
  if (value === undefined) return wrong(`Nothing stands behind "${verb}".`, FORM);
  if (verb === 'matches') {
    const pattern = parsePattern(value.text);
    if (!pattern.ok) return pattern;
  }
  return right({ verb, value: value.text });
}

/** Whether a JSON text fulfils the check, and the line that says why. */
export function askJson(check: JsonCheck, text: string): { readonly holds: boolean; readonly says: string } {
  const document = parseJson(text);
  if (!document.ok) return { holds: false, says: `${check.path} is not valid JSON: ${document.why}` };
  const found = lookUp(document.value, check.pointer);
  const where = `${check.path} at ${check.pointer}`;
  if (found === undefined) return { holds: false, says: `${where} is absent` };
  const shown = brief(found);
  if (check.verb === 'exists') return { holds: true, says: `${where} is ${shown}` };
  if (check.verb === 'equals') {
    const holds = equals(found, check.value);
    return { holds, says: holds ? `${where} is ${shown}` : `${where} is ${shown}, not ${check.value}` };
  }
  const holds = matches(check.value, typeof found === 'string' ? found : JSON.stringify(found)) === true;
  return { holds, says: `${where} is ${shown}${holds ? '' : `, which does not match ${check.value}`}` };
}

/** Also true where the value is written without the quotes that JSON asks for. */
function equals(found: unknown, written: string): boolean {
  if (found === written) return true;
  const value = parseJson(written);
  return value.ok && isDeepStrictEqual(found, value.value);
}

function lookUp(document: unknown, pointer: string): unknown {
  if (typeof document !== 'object' || document === null) return undefined;
  const found: unknown = get(document, pointer);
  return typeof found === 'function' ? undefined : found;
}

type JsonText = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

function parseJson(text: string): JsonText {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, ''), withoutPrototype) };
  } catch (thrown) {
    return { ok: false, why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** Otherwise a pointer such as `/constructor` would find what every object inherits. */
function withoutPrototype(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.assign(Object.create(null), value);
}

function brief(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
