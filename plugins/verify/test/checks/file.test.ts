import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import kind from '../../src/checks/file.ts';
import { open, runCheck, temporaryFolder, write } from '../project.ts';
import { check } from '../specs.ts';

describe('a file', () => {
  it.each([
    ['`a.md` exists', 'pass', 'a.md exists'],
    ['`src` exists', 'pass', 'src exists'],
    ['`b.md` exists', 'fail', 'b.md does not exist'],
    ['`b.md` is absent', 'pass', 'b.md does not exist'],
    ['`a.md` is absent', 'fail', 'a.md exists'],
    ['`a.md` contains `login`', 'pass', 'a.md has login'],
    ['`a.md` contains `logout`', 'fail', 'a.md has no logout'],
    ['`a.md` lacks `logout`', 'pass', 'a.md has no logout'],
    ['`b.md` lacks `logout`', 'fail', 'b.md does not exist'],
    ['`a.md` matches `^/log`', 'pass', 'a.md matches ^/log'],
    ['`src` contains `x`', 'fail', 'src is not a file'],
    ['`src/**/*.ts` exists', 'pass', 'src/**/*.ts matches src/deep/a.ts'],
    ['`**/*.py` exists', 'fail', '**/*.py matches no file'],
    ['`**/*.py` is absent', 'pass', '**/*.py matches no file'],
    ['`**/dep.js` exists', 'fail', '**/dep.js matches no file'],
    ['`node_modules/*.js` exists', 'pass', 'node_modules/*.js matches node_modules/dep.js'],
    ['`out` contains `root`', 'fail', 'out is a link that leads out of the project'],
    ['`out` exists', 'fail', 'out is a link that leads out of the project'],
    ['`dangling` is absent', 'fail', 'dangling is a link that leads out of the project'],
    ['`inner` contains `login`', 'pass', 'inner has login'],
    ['`pipe` contains `x`', 'fail', 'pipe is not a file'],
    ['`../a` exists', 'unverifiable', 'The path ../a leads out of the project.'],
  ])('%s is %s', async (line, verdict, reason) => {
    const root = temporaryFolder();
    write(root, { 'a.md': 'one\n/login\n', 'src/deep/a.ts': '', 'node_modules/dep.js': '' });
    symlinkSync('/etc/passwd', `${root}/out`);
    symlinkSync('nowhere', `${root}/dangling`);
    symlinkSync('a.md', `${root}/inner`);
    execFileSync('mkfifo', [`${root}/pipe`]);
    const host = await open(root);
    const result = await runCheck(kind, check('file', line), await host.context('verify'));
    expect(result).toMatchObject({ verdict, reason });
  });
});
