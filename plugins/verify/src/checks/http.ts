import { createHash } from 'node:crypto';
import { messageOf, ok } from '@mmm/plugin-api';
import type { CheckKind } from '../api.ts';
import { findingsOf } from '../domain/check-line.ts';
import { tailOf } from '../domain/evidence.ts';
import { type HttpCheck, parseHttpCheck } from '../domain/http-check.ts';
import { resultOf } from '../domain/result.ts';
import { askText } from '../domain/text-test.ts';
import { type Answer, request } from '../http-request.ts';

/** `` http GET `URL` is 200 … ``: the status of an answer and what stands in it. */
const http: CheckKind = {
  lint: (check) => findingsOf(check, parseHttpCheck(check)),
  async run(check, scope, context) {
    const parsed = parseHttpCheck(check);
    if (!parsed.ok) return ok(resultOf(check, { verdict: 'unverifiable', reason: parsed.flaw.message }));
    const started = context.clock.monotonic();
    const answer = await request(parsed.value.method, parsed.value.url, scope.signal).catch(
      (thrown: unknown) => causeOf(thrown),
    );
    const durationMs = context.clock.monotonic() - started;
    const name = `${parsed.value.method} ${parsed.value.url}`;
    if (typeof answer === 'string') {
      return ok(
        resultOf(check, { verdict: 'fail', reason: context.redact(`${name}: ${answer}`), durationMs }),
      );
    }
    const { holds, says } = ask(parsed.value, answer);
    return ok(
      resultOf(check, {
        verdict: holds ? 'pass' : 'fail',
        reason: context.redact(`${name} ${says}`),
        evidence: context.redact(tailOf(answer.body)),
        outputSha256: createHash('sha256').update(answer.body).digest('hex'),
        durationMs,
      }),
    );
  },
};

export default http;

function ask(check: HttpCheck, answer: Answer): { readonly holds: boolean; readonly says: string } {
  if (answer.status !== check.status) {
    return { holds: false, says: `is ${answer.status}, not ${check.status}` };
  }
  const broken = check.body.map((test) => askText(test, answer.body)).find(({ holds }) => !holds);
  if (broken !== undefined) return { holds: false, says: `is ${answer.status}, but the body ${broken.says}` };
  return { holds: true, says: `is ${answer.status}` };
}

/** fetch says only "fetch failed"; the reason is its cause. */
function causeOf(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return [messageOf(cause), code].find((text) => text !== '') ?? 'no answer';
}
