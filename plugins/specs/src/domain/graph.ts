import { compareText } from './natural.ts';

export interface GraphNode {
  readonly name: string;
  readonly title: string;
  readonly status: string;
}

/** `from` has to be done before `to`. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

export interface Graph {
  /** In the order that they can be done in. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Each spec below those that it depends on; what stands further up already is named once more and not unfolded. */
export function treeText({ nodes, edges }: Graph): string {
  const waiting = new Set(edges.map((edge) => edge.to));
  const below = new Map<string, string[]>();
  for (const { from, to } of edges) below.set(from, [...(below.get(from) ?? []), to]);
  const seen = new Set<string>();
  const lines: string[] = [];
  const roots = nodes.filter((node) => !waiting.has(node.name)).map((node) => node.name);
  const stack = roots.map((name) => ({ name, lead: '', mark: '' })).reverse();
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { name, lead, mark } = item;
    const children = below.get(name) ?? [];
    const repeated = seen.has(name) && children.length > 0;
    lines.push(`${lead}${mark}${name}${repeated ? ' (above)' : ''}`);
    if (seen.has(name)) continue;
    seen.add(name);
    const inner = mark === '' ? '' : `${lead}${mark === '└─ ' ? '   ' : '│  '}`;
    const last = children.length - 1;
    const entries = children.map((child, index) => ({
      name: child,
      lead: inner,
      mark: index === last ? '└─ ' : '├─ ',
    }));
    stack.push(...entries.reverse());
  }
  return lines.join('\n');
}

export function mermaidText({ nodes, edges }: Graph): string {
  const ids = new Map(nodes.map((node, index) => [node.name, `s${index + 1}`]));
  const escaped = (text: string): string => text.replace(/["<>&#;]/g, (sign) => `#${sign.codePointAt(0)};`);
  return [
    'graph TD',
    ...nodes.map(({ name, title }) => `  ${ids.get(name)}["${escaped(name)}<br/>${escaped(title)}"]`),
    ...edges.map(({ from, to }) => `  ${ids.get(from)} --> ${ids.get(to)}`),
  ].join('\n');
}

export function dotText({ nodes, edges }: Graph): string {
  return [
    'digraph specs {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...nodes.map(({ name, title }) => `  ${quoted(name)} [label=${quoted(`${name}\n${title}`)}];`),
    ...edges.map(({ from, to }) => `  ${quoted(from)} -> ${quoted(to)};`),
    '}',
  ].join('\n');
}

/** Edges in a stable order, from the dependencies of each name. */
export function edgesOf(dependencies: Readonly<Record<string, readonly string[]>>): readonly GraphEdge[] {
  return Object.entries(dependencies)
    .flatMap(([to, names]) => names.map((from) => ({ from, to })))
    .sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to));
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
