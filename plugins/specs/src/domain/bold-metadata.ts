// `**Priority**: high` lines between the title and the first section: the front matter of files that have none.
import type { FrontMatter, Placed } from './front-matter-keys.ts';
import { type Lines, linesOf } from './lines.ts';
import type { Markdown } from './markdown.ts';
import { splitReferences } from './references.ts';

const LINE = /^[ \t]*\*\*([A-Za-z ]+?)(?:\*\*[ \t]*:|:\*\*)[ \t]*(.*?)[ \t\\]*$/gm;

type Field = 'priority' | 'number' | 'tags' | 'dependsOn';

const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['priority', 'priority'],
  ['number', 'number'],
  ['category', 'tags'],
  ['tags', 'tags'],
  ['dependencies', 'dependsOn'],
  ['depends on', 'dependsOn'],
]);

export function readBoldMetadata(markdown: Markdown): Omit<FrontMatter, 'extra'> {
  const lines = linesOf(markdown.path, markdown.source);
  let result: Omit<FrontMatter, 'extra'> = {};
  for (const node of markdown.root.children) {
    if (node.type === 'heading' && node.depth > 1) break;
    if (node.type !== 'paragraph') continue;
    const start = node.position?.start.offset ?? 0;
    const text = markdown.source.slice(start, node.position?.end.offset ?? start);
    for (const match of text.replaceAll('\r', '\n').matchAll(LINE)) {
      const [whole, label = '', value = ''] = match;
      const field = FIELDS.get(label.toLowerCase());
      const offset = start + match.index + whole.lastIndexOf(value);
      if (field !== undefined && value !== '')
        result = { ...result, ...readField(field, value, lines, offset) };
    }
  }
  return result;
}

function readField(field: Field, value: string, lines: Lines, offset: number): Omit<FrontMatter, 'extra'> {
  if (field === 'priority' || field === 'number') return { [field]: value };
  if (field === 'tags')
    return {
      tags: value
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    };
  const dependsOn: readonly Placed[] = (splitReferences(value) ?? []).map((text) => ({
    text,
    at: lines.at(offset),
  }));
  return { dependsOn };
}
