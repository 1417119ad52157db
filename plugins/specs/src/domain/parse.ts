import { createHash } from 'node:crypto';
import type { Position } from '@mmm/plugin-api';
import type { Json } from '@mmm/plugin-state/api';
import type { CheckSource, Finding, Spec } from '../api.ts';
import { readBoldMetadata } from './bold-metadata.ts';
import { coverageOf } from './check.ts';
import { readCriteria } from './criteria.ts';
import { splitFrontMatter } from './front-matter.ts';
import type { FrontMatter, Placed } from './front-matter-keys.ts';
import { lintSpec } from './lint.ts';
import { type Markdown, oneLine, rawOf, readMarkdown, type Section, sectionsOf } from './markdown.ts';
import { readFileName } from './name.ts';

/** A spec with what its callers outside of this plugin have no use for. */
export interface ParsedSpec {
  readonly spec: Spec;
  /** Where each of the spec's dependencies is written. */
  readonly dependencyPositions: readonly Position[];
  /** Front matter that means nothing to mmm. */
  readonly extra: Readonly<Record<string, Json>>;
}

/** Parsing time may be quadratic in the worst text; real specs stay below a fifth of this. */
export const LONGEST_SPEC: number = 256 * 1024;

const BYTE_ORDER_MARK = '\uFEFF';
const TITLE_PREFIX = /^(?:feature|spec(?:ification)?)(?:\s+#?\d+[A-Za-z]?)?\s*:\s*(?=\S)/i;
const OBJECTIVE = /^objectives?$/i;
const NEAR_OBJECTIVE = /^(?:overview|summary|goals?|purpose)$/i;

/** Parses a file. Never throws: what is wrong with the text is a finding. */
export function parseSpec(path: string, content: string): ParsedSpec {
  if (content.length > LONGEST_SPEC) return unparsed(path, content, tooLong(path, content));
  try {
    return parseText(path, content);
  } catch (thrown) {
    // Nesting some thousand levels deep overflows the stack of the YAML and Markdown parsers.
    if (!(thrown instanceof RangeError)) throw thrown;
    return unparsed(path, content, tooDeep(path));
  }
}

/** A file of which nothing can be told but the finding. */
export function unparsed(path: string, content: string, finding: Finding): ParsedSpec {
  const blank = { dependsOn: [], tags: [], gates: [], budget: {}, allowChanges: [] };
  const { name, number } = readFileName(path);
  const spec: Spec = {
    ...blank,
    ...{ name, number, title: name, path, priority: undefined, id: undefined, objective: undefined },
    ...{ criteria: [], coverage: coverageOf([]), sha256: sha256Of(content), content, findings: [finding] },
  };
  return { spec, dependencyPositions: [], extra: {} };
}

export function sha256Of(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

function parseText(path: string, content: string): ParsedSpec {
  const text = content.startsWith(BYTE_ORDER_MARK) ? content.slice(1) : content;
  const file = splitFrontMatter(path, text);
  const markdown = readMarkdown(path, file.body);
  const fields: FrontMatter = { ...readBoldMetadata(markdown), ...file.frontMatter };
  const sections = sectionsOf(markdown);
  const { name, number } = readFileName(path);
  const { criteria, findings } = readCriteria(markdown);
  const title = fields.title?.trim() || titleOf(sections);
  const dependencies = fields.dependsOn ?? [];
  const spec: Spec = {
    name,
    number: number ?? fields.number,
    title: title ?? name,
    path,
    priority: fields.priority,
    tags: fields.tags ?? [],
    dependsOn: dependencies.map((item) => item.text),
    coverage: coverageOf(criteria),
    sha256: sha256Of(content),
    id: fields.id,
    objective: objectiveOf(markdown, sections),
    criteria,
    gates: (fields.verify ?? []).map(gateOf),
    budget: fields.budget ?? {},
    allowChanges: fields.allowChanges ?? [],
    content,
    findings: [
      ...file.findings,
      ...findings,
      ...lintSpec({ markdown, criteria, titled: title !== undefined }),
    ].sort(byPosition),
  };
  return { spec, dependencyPositions: dependencies.map((item) => item.at), extra: file.frontMatter.extra };
}

function titleOf(sections: readonly Section[]): string | undefined {
  const heading = sections.find((section) => section.heading.depth === 1);
  return heading?.title.replace(TITLE_PREFIX, '') || undefined;
}

function objectiveOf(markdown: Markdown, sections: readonly Section[]): string | undefined {
  const section =
    sections.find(({ title }) => OBJECTIVE.test(title)) ??
    sections.find(({ title }) => NEAR_OBJECTIVE.test(title));
  const nodes = section?.children ?? [];
  const end = nodes.findIndex((node) => node.type === 'heading');
  const text = (end === -1 ? nodes : nodes.slice(0, end)).map((node) => rawOf(markdown, node)).join('\n\n');
  return text.trim() === '' ? undefined : text;
}

function gateOf(gate: Placed): CheckSource {
  const line = oneLine(gate.text);
  return { kind: 'command', tokens: [{ code: true, text: line }], source: line, at: gate.at };
}

function byPosition(left: Finding, right: Finding): number {
  return left.at.line - right.at.line || left.at.column - right.at.column;
}

function tooLong(path: string, content: string): Finding {
  const message = `This file has ${content.length} characters; a spec has ${LONGEST_SPEC} at the most, so it is not read.`;
  return { rule: 'too-long', severity: 'error', message, hint: SPLIT_HINT, at: { path, line: 1, column: 1 } };
}

function tooDeep(path: string): Finding {
  const message = 'This file nests too deeply to be read.';
  return { rule: 'too-deep', severity: 'error', message, hint: SPLIT_HINT, at: { path, line: 1, column: 1 } };
}

const SPLIT_HINT = 'Move what is not objective, criteria or short detail to another file.';
