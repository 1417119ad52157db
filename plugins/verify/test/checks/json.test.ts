import { describe, expect, it } from 'vitest';
import kind from '../../src/checks/json.ts';
import { open, runCheck, temporaryFolder, write } from '../project.ts';
import { check } from '../specs.ts';

describe('a JSON file', () => {
  it.each([
    ['`a.json` at `/scripts/test` equals `vitest`', 'pass', 'a.json at /scripts/test is "vitest"'],
    ['`a.json` at `/scripts/lint` exists', 'fail', 'a.json at /scripts/lint is absent'],
    ['`b.json` at `/a` exists', 'fail', 'b.json does not exist'],
    ['`a.json`', 'unverifiable', 'The check does not say where in the file to look.'],
  ])('%s is %s', async (line, verdict, reason) => {
    const root = temporaryFolder();
    write(root, { 'a.json': '{"scripts":{"test":"vitest"}}' });
    const host = await open(root);
    const result = await runCheck(kind, check('json', line), await host.context('verify'));
    expect(result).toMatchObject({ verdict, reason });
  });
});
