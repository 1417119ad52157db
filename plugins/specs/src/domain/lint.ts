// What is certainly wrong, or worth knowing, about one spec. Rules about several specs stand in order.ts.
import type { Criterion, Finding } from '../api.ts';
import { type Markdown, positionOf, rawOf } from './markdown.ts';

export interface LintInput {
  readonly markdown: Markdown;
  readonly criteria: readonly Criterion[];
  /** Whether the file itself says its title. */
  readonly titled: boolean;
}

const PLACEHOLDER = /^criterion \d+$/i;
const FENCE_END = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*$/;

export function lintSpec(input: LintInput): readonly Finding[] {
  return [
    ...titleFindings(input),
    ...fenceFindings(input.markdown),
    ...criteriaFindings(input),
    ...input.criteria.flatMap((criterion) => criterionFindings(criterion)),
    ...duplicateFindings(input.criteria),
  ];
}

function titleFindings({ markdown, titled }: LintInput): readonly Finding[] {
  if (titled) return [];
  const at = { path: markdown.path, line: 1, column: 1 };
  const message = 'The spec has no title; its file name is shown instead.';
  return [{ rule: 'no-title', severity: 'warning', message, hint: 'Start it with "# Feature: …".', at }];
}

function criteriaFindings({ markdown, criteria }: LintInput): readonly Finding[] {
  if (criteria.length > 0) return [];
  const at = { path: markdown.path, line: 1, column: 1 };
  const message = 'The spec has no acceptance criteria, so it can never be proved.';
  const hint = 'Add "## Acceptance Criteria" with a "- [ ] …" item for each thing that must be true.';
  return [{ rule: 'no-criteria', severity: 'error', message, hint, at }];
}

function criterionFindings({ text, ticked, checks, at }: Criterion): readonly Finding[] {
  const findings: Finding[] = [];
  if (PLACEHOLDER.test(text)) {
    const hint = 'Write what must be true: "A wrong password is rejected".';
    const message = `"${text}" is the template's placeholder.`;
    findings.push({ rule: 'placeholder-criterion', severity: 'error', message, hint, at });
  } else if (checks.length === 0) {
    const hint = 'Add "  - check: `a command`", "  - judge: a question" or "  - human: a question" below it.';
    const message = `"${text}" has no check.`;
    findings.push({ rule: 'unchecked-criterion', severity: 'info', message, hint, at });
  }
  if (ticked) {
    const hint = 'Leave it as it is or untick it: only a check that mmm runs counts.';
    const message = `"${text}" is ticked; mmm does not believe ticks.`;
    findings.push({ rule: 'ticked-criterion', severity: 'info', message, hint, at });
  }
  return findings;
}

function duplicateFindings(criteria: readonly Criterion[]): readonly Finding[] {
  const first = new Map<string, Criterion>();
  return criteria.flatMap((criterion) => {
    const same = criterion.text.toLowerCase();
    const earlier = first.get(same);
    if (earlier === undefined) {
      first.set(same, criterion);
      return [];
    }
    const message = `"${criterion.text}" stands on line ${earlier.at.line} already.`;
    const hint = 'Remove one of the two, or say how they differ.';
    return [{ rule: 'duplicate-criterion', severity: 'warning' as const, message, hint, at: criterion.at }];
  });
}

/** A fence that is never closed swallows the rest of the file, criteria included. */
function fenceFindings(markdown: Markdown): readonly Finding[] {
  const last = markdown.root.children.at(-1);
  if (last?.type !== 'code') return [];
  const lines = rawOf(markdown, last).split(/\r\n|\r|\n/);
  const opening = /^[ \t]*(?:`{3,}|~{3,})/.test(lines[0] ?? '');
  if (!opening || (lines.length > 1 && FENCE_END.test(lines.at(-1) ?? ''))) return [];
  const message = 'The code block that opens here is never closed; the rest of the file counts as code.';
  const hint = 'Close it with a line of as many backticks as it opens with.';
  return [{ rule: 'unclosed-fence', severity: 'warning', message, hint, at: positionOf(markdown, last) }];
}
