import { ok } from '@mmm/plugin-api';
import type { CheckKind } from '../api.ts';
import { findingsOf } from '../domain/check-line.ts';
import { parseQuestion } from '../domain/question-check.ts';
import { resultOf } from '../domain/result.ts';
import { openStore } from '../store.ts';

/** `human: question`: closed until a person has answered for this very tree. */
const human: CheckKind = {
  lint: (check) => findingsOf(check, parseQuestion(check)),
  async run(check, { spec, criterion, tree }, context) {
    const question = parseQuestion(check);
    if (!question.ok) return ok(resultOf(check, { verdict: 'unverifiable', reason: question.flaw.message }));
    if (criterion === undefined) {
      const reason = 'A person can answer for a criterion only, not for a gate.';
      return ok(resultOf(check, { verdict: 'unverifiable', reason }));
    }
    const store = await openStore(context);
    const answer = store.answerFor(spec.name, criterion.key, tree);
    if (answer === undefined) {
      return ok(resultOf(check, { verdict: 'waiting', reason: `waits for an answer: ${question.value}` }));
    }
    const note = answer.note === undefined ? '' : `: ${answer.note}`;
    return ok(
      resultOf(check, {
        verdict: answer.approved ? 'pass' : 'fail',
        reason: context.redact(`${answer.approved ? 'approved' : 'rejected'} by ${answer.by}${note}`),
      }),
    );
  },
};

export default human;
