// What an agent is told in one iteration. It starts from nothing each time: what matters of the past is in here.
import type { Spec } from '@mmm/plugin-specs/api';
import type { CheckedItem } from './steps.ts';

export interface PromptFacts {
  readonly spec: Spec;
  readonly iteration: number;
  readonly iterations: number;
  /** From the last verification, or the baseline. */
  readonly items: readonly CheckedItem[];
  /** Guarded files that the last iteration changed and mmm put back. */
  readonly tampered: readonly string[];
  /** What the last iterations said and achieved, oldest first. */
  readonly notes: readonly string[];
  /** What a custom command puts in front. */
  readonly opening: string | undefined;
}

const OPENING = 'Implement the specification below in this repository.';

export function buildPrompt(facts: PromptFacts): string {
  const { spec } = facts;
  const sections = [
    facts.opening ?? OPENING,
    `This is iteration ${facts.iteration} of at most ${facts.iterations}. You start without memory of the earlier ones; the files are as the last one left them.`,
    section(`Specification (${spec.path})`, spec.content.trim()),
    section('Where it stands, by checks that were run just now', standing(facts.items)),
    ...tampering(facts.tampered),
    ...notes(facts.notes),
    section('Rules', rules(spec)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function standing(items: readonly CheckedItem[]): string {
  return items
    .map((item) => {
      const line = `- ${item.verdict}: ${item.label}${item.reason === '' ? '' : ` (${item.reason})`}`;
      return item.evidence === '' || item.verdict === 'pass' ? line : `${line}\n${fence(item.evidence)}`;
    })
    .join('\n');
}

function tampering(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const list = paths.map((path) => `- ${path}`).join('\n');
  return [
    section(
      'Put back',
      `The last iteration changed files that decide about success. They were put back:\n${list}\nMake the code right instead.`,
    ),
  ];
}

function notes(lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : [section('Earlier iterations', lines.map((line) => `- ${line}`).join('\n'))];
}

function rules(spec: Spec): string {
  const allowed =
    spec.allowChanges.length === 0 ? '' : ` (this specification allows: ${spec.allowChanges.join(', ')})`;
  return [
    'The checks of each criterion are run by mmm after you finish. What you say about success does not count.',
    `Do not change existing tests, test runner configuration, package scripts, CI files or the specification${allowed}. Such changes are undone.`,
    'You may add new tests. Do not commit, push or switch branches.',
    'If you cannot go on without a person, say why in one line that starts with @mmm:blocked.',
  ]
    .map((rule) => `- ${rule}`)
    .join('\n');
}

function section(title: string, body: string): string {
  return `## ${title}\n\n${body}`;
}

/** A fence that is longer than any in the text. */
function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark}\n${text.trimEnd()}\n${mark}`;
}
