// Puts the pinned Claude Code into the ignored folder `.agents`, for the tests that drive the real program.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CLAUDE_VERSION, claudeFolder, claudeProgram } from './pinned-claude.ts';

if (existsSync(claudeProgram)) {
  process.stdout.write(`Claude Code ${CLAUDE_VERSION} is in ${claudeFolder}\n`);
} else {
  const wanted = `@anthropic-ai/claude-code@${CLAUDE_VERSION}`;
  const args = [
    'install',
    '--prefix',
    claudeFolder,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    wanted,
  ];
  const { status } = spawnSync('npm', args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  if (!existsSync(claudeProgram)) {
    process.stderr.write(
      `${wanted} has no program at ${join('…', claudeProgram.slice(claudeFolder.length))}\n`,
    );
    process.exit(1);
  }
}
