// Which list items are criteria, and what belongs to each. Code blocks and HTML never hold any: the tree says so.
import { createHash } from 'node:crypto';
import type { BlockContent, DefinitionContent, List, ListItem, Paragraph, RootContent } from 'mdast';
import type { CheckSource, Criterion, Finding } from '../api.ts';
import { isCheckText, isNearCheckText, readCheck } from './check.ts';
import { type Markdown, oneLine, positionOf, rawOf, type Section, sectionsOf } from './markdown.ts';

export interface CriteriaResult {
  readonly criteria: readonly Criterion[];
  readonly findings: readonly Finding[];
}

interface Draft {
  readonly text: string[];
  readonly checks: CheckSource[];
  readonly ticked: boolean;
  readonly at: Criterion['at'];
}

interface Mark {
  readonly ticked: boolean;
  /** Whether it is a checkbox as GitHub knows it. */
  readonly box: boolean;
  readonly length: number;
}

type Node = RootContent | BlockContent | DefinitionContent;

const ACCEPTANCE = /acceptance criteria|success criteria|definition of done/i;
const CHECKBOX = /^\[([ \t\r\nxX])\](?=[ \t\r\n]+\S)/;
const OTHER_MARK = /^(?:\[[ \txX]?\](?=\s|$)|(✅|☑️?|✔️?)|❌|☐|⬜)[ \t]*/u;
const KEY_DIGITS = 8;

export function readCriteria(markdown: Markdown): CriteriaResult {
  const sections = sectionsOf(markdown).filter((section) => ACCEPTANCE.test(section.title));
  const reader = new CriteriaReader(markdown, sections.length > 0);
  for (const node of sections.length > 0 ? membersOf(sections) : markdown.root.children) reader.visit(node);
  return { criteria: finish(reader.drafts), findings: reader.findings };
}

/** Each node once, also where one such section stands inside another. */
function membersOf(sections: readonly Section[]): ReadonlySet<RootContent> {
  return new Set(sections.flatMap((section) => section.children));
}

class CriteriaReader {
  readonly drafts: Draft[] = [];
  readonly findings: Finding[] = [];
  readonly #markdown: Markdown;
  /** Below an acceptance heading every item of an outer list is a criterion. */
  readonly #bulletsCount: boolean;

  constructor(markdown: Markdown, bulletsCount: boolean) {
    this.#markdown = markdown;
    this.#bulletsCount = bulletsCount;
  }

  visit(node: Node): void {
    if (node.type === 'list') for (const item of node.children) this.#outerItem(item);
    else if (node.type === 'blockquote') for (const child of node.children) this.visit(child);
  }

  #outerItem(item: ListItem): void {
    const mark = this.#markOf(item);
    const isTask = mark?.box === true;
    if (isTask || (this.#bulletsCount && !this.#holdsTask(item))) this.#criterion(item, mark);
    else for (const child of item.children) this.visit(child);
  }

  #criterion(item: ListItem, mark: Mark | undefined): void {
    const at = positionOf(this.#markdown, item);
    const first = firstParagraph(item);
    const raw = first === undefined ? '' : rawOf(this.#markdown, first);
    if (isCheckText(raw)) {
      this.#report('misplaced-check', 'warning', `"${oneLine(raw)}" belongs to no criterion.`, at);
      return;
    }
    const text = oneLine(raw.slice(mark?.length ?? 0));
    if (text === '') {
      this.#report('empty-criterion', 'warning', 'This criterion has no text.', at);
      return;
    }
    if (mark?.box !== true)
      this.#report('missing-checkbox', 'info', `"${text}" counts as a criterion without a checkbox.`, at);
    const draft: Draft = { text: [text], checks: [], ticked: mark?.ticked === true, at };
    this.drafts.push(draft);
    this.#watchMisplaced(raw, at);
    for (const child of item.children) if (child !== first) this.#absorb(child, draft);
  }

  /** What stands below a criterion: its checks, its plain text, and criteria of their own. */
  #absorb(node: Node, draft: Draft): void {
    if (node.type === 'list') for (const item of node.children) this.#innerItem(item, draft);
    else if (node.type === 'paragraph') this.#addText(node, draft);
    else if (node.type === 'blockquote') for (const child of node.children) this.#absorb(child, draft);
  }

  #addText(node: Paragraph, draft: Draft): void {
    const text = oneLine(rawOf(this.#markdown, node));
    draft.text.push(text);
    if (!isNearCheckText(text)) return;
    const message = `"${text}" is read as text of the criterion.`;
    this.#report('misplaced-check', 'warning', message, positionOf(this.#markdown, node));
  }

  #innerItem(item: ListItem, draft: Draft): void {
    const mark = this.#markOf(item);
    if (mark?.box === true) {
      this.#criterion(item, mark);
      return;
    }
    const first = firstParagraph(item);
    const check = first === undefined ? undefined : readCheck(this.#markdown, first);
    if (check === 'empty')
      this.#report('empty-check', 'error', 'This check says nothing.', positionOf(this.#markdown, item));
    else if (check !== undefined) draft.checks.push(check);
    for (const child of item.children) if (check === undefined || child !== first) this.#absorb(child, draft);
  }

  #watchMisplaced(raw: string, at: Criterion['at']): void {
    const lines = raw.split(/\r\n|\r|\n/);
    const index = lines.findIndex((line, number) => number > 0 && isCheckText(line.trimStart()));
    const line = lines[index];
    if (line === undefined) return;
    const column = line.length - line.trimStart().length + 1;
    const place = { path: at.path, line: at.line + index, column };
    this.#report('misplaced-check', 'warning', `"${line.trim()}" is read as text of the criterion.`, place);
  }

  #markOf(item: ListItem): Mark | undefined {
    const first = firstParagraph(item);
    if (first === undefined) return undefined;
    const raw = rawOf(this.#markdown, first);
    const box = CHECKBOX.exec(raw);
    if (box !== null) return { ticked: /x/i.test(box[1] ?? ''), box: true, length: box[0].length };
    const other = OTHER_MARK.exec(raw);
    if (other === null) return undefined;
    return { ticked: other[1] !== undefined, box: false, length: other[0].length };
  }

  #holdsTask(item: ListItem): boolean {
    return item.children.some((child) => this.#listHoldsTask(child));
  }

  #listHoldsTask(node: Node): boolean {
    if (node.type === 'blockquote') return node.children.some((child) => this.#listHoldsTask(child));
    if (node.type !== 'list') return false;
    return (node satisfies List).children.some(
      (item) => this.#markOf(item)?.box === true || this.#holdsTask(item),
    );
  }

  #report(rule: keyof typeof HINTS, severity: Finding['severity'], message: string, at: Finding['at']): void {
    this.findings.push({ rule, severity, message, hint: HINTS[rule], at });
  }
}

const HINTS = {
  'misplaced-check': 'Make it a list item of its own, indented below its criterion: "  - check: `npm test`".',
  'empty-criterion': 'Write what must be true: "- [ ] A wrong password is rejected".',
  'empty-check': 'Write what is to be checked: "check: `npm test`", "judge: Is the message clear?".',
  'missing-checkbox': 'Write it as "- [ ] …" to make it a criterion for every reader.',
} as const;

/** A list item's text, where it has one: a leading code block or list is none. */
function firstParagraph(item: ListItem): Paragraph | undefined {
  const first = item.children[0];
  return first?.type === 'paragraph' ? first : undefined;
}

function finish(drafts: readonly Draft[]): readonly Criterion[] {
  const taken = new Set<string>();
  return drafts.map((draft, index) => {
    const text = joined(draft.text);
    const key = freeKey(text, taken);
    taken.add(key);
    return { key, ordinal: index + 1, text, ticked: draft.ticked, checks: draft.checks, at: draft.at };
  });
}

/** The text and, behind a colon, what stands below it. */
function joined(parts: readonly string[]): string {
  const [head = '', ...below] = parts.filter((part) => part !== '');
  if (below.length === 0) return head;
  return `${head}${head.endsWith(':') ? '' : ':'} ${below.join('; ')}`;
}

function freeKey(text: string, taken: ReadonlySet<string>): string {
  for (let occurrence = 1; ; occurrence += 1) {
    const seed = occurrence === 1 ? text : `${text}\n${occurrence}`;
    const key = createHash('sha256').update(seed).digest('hex').slice(0, KEY_DIGITS);
    if (!taken.has(key)) return key;
  }
}
