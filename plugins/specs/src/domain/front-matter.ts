// The YAML between two `---` lines at the top of a file.
import { isMap, isScalar, type Node, type Pair, parseDocument } from 'yaml';
import type { Finding } from '../api.ts';
import { type FrontMatter, type KeyReader, keyReaders } from './front-matter-keys.ts';
import { type Lines, linesOf } from './lines.ts';
import { nearest } from './nearest.ts';
import { plainValue } from './plain-value.ts';

export interface SplitFile {
  /** The file with its front matter blanked, so that lines keep their numbers. */
  readonly body: string;
  readonly frontMatter: FrontMatter;
  readonly findings: readonly Finding[];
}

const RULE = 'bad-front-matter';
const OPENING = /^---[ \t]*(?:\r\n|\r|\n)/;
const CLOSING = /(?:^|\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?=\r\n|\r|\n|$)/;
const LOOKS_LIKE_KEY = /^\s*[A-Za-z_][\w-]*\s*:/;

export function splitFrontMatter(path: string, content: string): SplitFile {
  const opening = OPENING.exec(content)?.[0];
  if (opening === undefined) return { body: content, frontMatter: { extra: {} }, findings: [] };
  const rest = content.slice(opening.length);
  const closing = CLOSING.exec(rest);
  const lines = linesOf(path, content);
  if (closing === null) {
    const findings = LOOKS_LIKE_KEY.test(rest) ? [unclosed(lines)] : [];
    return { body: content, frontMatter: { extra: {} }, findings };
  }
  const end = opening.length + closing.index + closing[0].length;
  const body = content.slice(0, end).replace(/[^\r\n]+/g, '') + content.slice(end);
  return { body, ...readYaml(rest.slice(0, closing.index), opening.length, lines) };
}

function readYaml(text: string, offset: number, lines: Lines): Omit<SplitFile, 'body'> {
  const findings: Finding[] = [];
  const report = (at: number, message: string, hint: string): void => {
    findings.push({ rule: RULE, severity: 'error', message, hint, at: lines.at(offset + at) });
  };
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  for (const problem of document.errors)
    report(problem.pos[0], `The front matter is not YAML: ${problem.message}.`, YAML_HINT);
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null))
    return { frontMatter: { extra: {} }, findings };
  if (!isMap(contents)) {
    if (document.errors.length === 0)
      report(contents.range?.[0] ?? 0, 'The front matter holds no keys.', YAML_HINT);
    return { frontMatter: { extra: {} }, findings };
  }
  const frontMatter = readPairs(contents.items, { lines, offset, findings, report });
  return { frontMatter, findings };
}

interface Reading {
  readonly lines: Lines;
  readonly offset: number;
  readonly findings: Finding[];
  report(at: number, message: string, hint: string): void;
}

function readPairs(pairs: readonly Pair<unknown, unknown>[], reading: Reading): FrontMatter {
  let result: FrontMatter = { extra: {} };
  for (const pair of pairs) {
    if (!isScalar(pair.key)) continue;
    const key = String(pair.key.value);
    const keyStart = pair.key.range?.[0] ?? 0;
    // A pair of a parsed document holds a node or nothing.
    const value = pair.value as Node | null;
    const reader = readerFor(key);
    if (reader === undefined) {
      reading.findings.push(...nearMiss(key, reading.lines.at(reading.offset + keyStart)));
      result = { ...result, extra: { ...result.extra, [key]: plainValue(value) } };
      continue;
    }
    const start = value?.range?.[0] ?? keyStart;
    result = reader(result, value, {
      key,
      at: (node) => reading.lines.at(reading.offset + (node?.range?.[0] ?? start)),
      report: (node, message, hint) => reading.report(node?.range?.[0] ?? start, message, hint),
    });
  }
  return result;
}

function readerFor(key: string): KeyReader | undefined {
  return keyReaders.get(key.toLowerCase().replace(/[-_ ]/g, ''));
}

function nearMiss(key: string, at: Finding['at']): readonly Finding[] {
  const known = ['depends_on', 'dependencies', 'allow_changes', 'verify', 'budget', 'priority'];
  const meant = key.length > 3 ? nearest(key, known)[0] : undefined;
  if (meant === undefined) return [];
  const message = `"${key}" is no key of a spec and has no effect.`;
  return [{ rule: 'unknown-key', severity: 'info', message, hint: `Did you mean "${meant}"?`, at }];
}

function unclosed(lines: Lines): Finding {
  const message = 'The front matter that opens here is not closed, so it is read as text.';
  return {
    rule: RULE,
    severity: 'error',
    message,
    hint: 'Put a line "---" behind its last key.',
    at: lines.at(0),
  };
}

const YAML_HINT =
  'Write one "key: value" a line, such as "depends_on: [database-schema]"; quote values with ": " or "#".';
