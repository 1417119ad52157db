import type { CheckSource } from '@mmm/plugin-specs/api';
import { type Parsed, questionOf, right, wrong } from './check-line.ts';

/** The question of a `judge:` or `human:` check. */
export function parseQuestion(check: CheckSource): Parsed<string> {
  const question = questionOf(check);
  if (question !== '') return right(question);
  return wrong(
    `The ${check.kind} check asks nothing.`,
    `Write ${check.kind}: and a question whose yes means that the criterion is met.`,
  );
}
