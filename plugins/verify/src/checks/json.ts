import { ok } from '@mmm/plugin-api';
import type { CheckKind } from '../api.ts';
import { findingsOf } from '../domain/check-line.ts';
import { askJson, parseJsonCheck } from '../domain/json-check.ts';
import { resultOf } from '../domain/result.ts';
import { readInside } from '../folder.ts';

/** `` json `path` at `/pointer` … ``: what stands at one place of a JSON file. */
const json: CheckKind = {
  lint: (check) => findingsOf(check, parseJsonCheck(check)),
  async run(check, scope, context) {
    const parsed = parseJsonCheck(check);
    if (!parsed.ok) return ok(resultOf(check, { verdict: 'unverifiable', reason: parsed.flaw.message }));
    const started = context.clock.monotonic();
    const content = await readInside(scope.folder, parsed.value.path);
    const { holds, says } = content.ok
      ? askJson(parsed.value, content.text)
      : { holds: false, says: `${parsed.value.path} ${content.why}` };
    return ok(
      resultOf(check, {
        verdict: holds ? 'pass' : 'fail',
        reason: context.redact(says),
        durationMs: context.clock.monotonic() - started,
      }),
    );
  },
};

export default json;
