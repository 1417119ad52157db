// The Markdown tree that the rest of the domain reads. Emphasis and links are left unparsed: nothing here asks for
// them, and their parsing takes quadratic time on hostile text.
import type { Position } from '@mmm/plugin-api';
import type { Heading, InlineCode, Nodes, Paragraph, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { CheckToken } from '../api.ts';

export interface Markdown {
  readonly path: string;
  readonly source: string;
  readonly root: Root;
}

/** A heading with what stands below it, up to the next heading of its depth or less. */
export interface Section {
  readonly heading: Heading;
  readonly title: string;
  readonly children: readonly RootContent[];
}

const UNUSED_CONSTRUCTS = ['attention', 'labelStartImage', 'labelStartLink', 'labelEnd'];

export function readMarkdown(path: string, source: string): Markdown {
  const root = fromMarkdown(source, { extensions: [{ disable: { null: UNUSED_CONSTRUCTS } }] });
  return { path, source, root };
}

export function positionOf(markdown: Markdown, node: Nodes): Position {
  const start = node.position?.start;
  return { path: markdown.path, line: start?.line ?? 1, column: start?.column ?? 1 };
}

export function rawOf(markdown: Markdown, node: Nodes): string {
  return markdown.source.slice(startOf(node), endOf(node));
}

/** Text on one line: line breaks with the indentation and quote marks that follow become one blank. */
export function oneLine(text: string): string {
  return text
    .replace(/(?:\r\n|\r|\n)[ \t>]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export function sectionsOf(markdown: Markdown): readonly Section[] {
  const { children } = markdown.root;
  return children.flatMap((node, index) => {
    if (node.type !== 'heading') return [];
    const rest = children.slice(index + 1);
    const end = rest.findIndex((other) => other.type === 'heading' && other.depth <= node.depth);
    return [
      {
        heading: node,
        title: headingText(markdown, node),
        children: end === -1 ? rest : rest.slice(0, end),
      },
    ];
  });
}

/** Inline code and the text around it, from `skip` characters behind the paragraph's start. */
export function tokensOf(markdown: Markdown, paragraph: Paragraph, skip: number): readonly CheckToken[] {
  const tokens: CheckToken[] = [];
  let offset = startOf(paragraph) + skip;
  const addText = (end: number): void => {
    const text = oneLine(markdown.source.slice(offset, end));
    if (text !== '') tokens.push({ code: false, text });
  };
  for (const child of paragraph.children) {
    if (!isCode(child) || startOf(child) < offset) continue;
    addText(startOf(child));
    tokens.push({ code: true, text: child.value });
    offset = endOf(child);
  }
  addText(endOf(paragraph));
  return tokens;
}

function headingText(markdown: Markdown, heading: Heading): string {
  const first = heading.children.at(0);
  const last = heading.children.at(-1);
  if (first === undefined || last === undefined) return '';
  return oneLine(markdown.source.slice(startOf(first), endOf(last)));
}

function isCode(node: Nodes): node is InlineCode {
  return node.type === 'inlineCode';
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: Nodes): number {
  return node.position?.end.offset ?? 0;
}
