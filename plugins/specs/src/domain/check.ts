import type { Paragraph } from 'mdast';
import type { CheckSource, CheckToken, Coverage, Criterion } from '../api.ts';
import { type Markdown, oneLine, positionOf, rawOf, tokensOf } from './markdown.ts';

/** `check:`, `judge:` or `human:`, also in bold, at the start of a list item. */
const KEYWORD = /^(?:\*\*|__)?(check|judge|human)(?:(?:\*\*|__)\s*:|:(?:\*\*|__)|\s*:)\s*/i;

/** What somebody wrote who meant a check: another word, another colon, another place. */
const NEAR_KEYWORD = /^\W*(?:checks?|verif(?:y|ied by)|judges?|humans?)\W*[:：]\W*`/i;

/** Strongest first. Kinds that are not named here come from other plugins, which run them too. */
const STRENGTH: readonly (keyof Coverage)[] = ['command', 'file', 'http', 'json', 'other', 'judge', 'human'];

export function isCheckText(text: string): boolean {
  return KEYWORD.test(text);
}

/** Whether text that is no check was meant to be one, as far as can be told. */
export function isNearCheckText(text: string): boolean {
  return isCheckText(text) || NEAR_KEYWORD.test(text);
}

/** The check that a list item's paragraph holds; `empty` where nothing follows the keyword. */
export function readCheck(markdown: Markdown, paragraph: Paragraph): CheckSource | 'empty' | undefined {
  const raw = rawOf(markdown, paragraph);
  const match = KEYWORD.exec(raw);
  const keyword = match?.[1]?.toLowerCase();
  if (match === null || keyword === undefined) return undefined;
  const tokens = tokensOf(markdown, paragraph, match[0].length);
  const first = tokens[0];
  if (first === undefined) return 'empty';
  const place = { source: oneLine(raw), at: positionOf(markdown, paragraph) };
  if (keyword !== 'check') return { kind: keyword, tokens, ...place };
  if (first.code) return { kind: 'command', tokens, ...place };
  return { ...splitKind(first.text, tokens.slice(1)), ...place };
}

export function coverageOf(criteria: readonly Criterion[]): Coverage {
  const counts = { command: 0, file: 0, http: 0, json: 0, judge: 0, human: 0, other: 0, none: 0 };
  for (const { checks } of criteria) {
    const groups = new Set(checks.map((check) => groupOf(check.kind)));
    counts[STRENGTH.find((group) => groups.has(group)) ?? 'none'] += 1;
  }
  return counts;
}

function splitKind(
  text: string,
  rest: readonly CheckToken[],
): { readonly kind: string; readonly tokens: readonly CheckToken[] } {
  const space = text.indexOf(' ');
  const word = space === -1 ? text : text.slice(0, space);
  const behind = space === -1 ? '' : text.slice(space + 1);
  const kind = word.replace(/[:,]+$/, '').toLowerCase() || word;
  return { kind, tokens: behind === '' ? rest : [{ code: false, text: behind }, ...rest] };
}

function groupOf(kind: string): keyof Coverage {
  switch (kind) {
    case 'command':
    case 'file':
    case 'http':
    case 'json':
    case 'judge':
    case 'human':
      return kind;
    default:
      return 'other';
  }
}
