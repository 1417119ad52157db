import { join } from 'node:path';

export const CLAUDE_VERSION: string = '2.1.329';

/** One folder for each version, so that a new pin never meets the old program. */
export const claudeFolder: string = join(import.meta.dirname, '../../../.agents', `claude-${CLAUDE_VERSION}`);

export const claudeProgram: string = join(
  claudeFolder,
  'node_modules/@anthropic-ai',
  `claude-code-${process.platform}-${process.arch}`,
  process.platform === 'win32' ? 'claude.exe' : 'claude',
);
