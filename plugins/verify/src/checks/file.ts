import { ok } from '@mmm/plugin-api';
import type { CheckKind } from '../api.ts';
import { findingsOf } from '../domain/check-line.ts';
import { type FileCheck, parseFileCheck } from '../domain/file-check.ts';
import { resultOf } from '../domain/result.ts';
import { askText, type TextAnswer } from '../domain/text-test.ts';
import { firstMatch, locate, readInside } from '../folder.ts';

/** `` file `path` … ``: whether a file is there, and what stands in it. */
const file: CheckKind = {
  lint: (check) => findingsOf(check, parseFileCheck(check)),
  async run(check, scope, context) {
    const parsed = parseFileCheck(check);
    if (!parsed.ok) return ok(resultOf(check, { verdict: 'unverifiable', reason: parsed.flaw.message }));
    const started = context.clock.monotonic();
    const { holds, says } = await ask(parsed.value, scope.folder);
    return ok(
      resultOf(check, {
        verdict: holds ? 'pass' : 'fail',
        reason: context.redact(`${parsed.value.path} ${says}`),
        durationMs: context.clock.monotonic() - started,
      }),
    );
  },
};

export default file;

async function ask(check: FileCheck, folder: string): Promise<TextAnswer> {
  if (typeof check.expects === 'object') {
    const content = await readInside(folder, check.path);
    return content.ok ? askText(check.expects, content.text) : { holds: false, says: content.why };
  }
  const absent = check.expects === 'absent';
  if (check.glob) {
    const match = await firstMatch(folder, check.path);
    const says = match === undefined ? 'matches no file' : `matches ${match}`;
    return { holds: (match === undefined) === absent, says };
  }
  const { state } = await locate(folder, check.path);
  if (state === 'astray') return { holds: false, says: 'is a link that leads out of the project' };
  return { holds: (state === 'absent') === absent, says: state === 'absent' ? 'does not exist' : 'exists' };
}
