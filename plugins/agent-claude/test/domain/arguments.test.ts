import type { AgentRequest } from '@mmm/plugin-agents/api';
import { expect, it } from 'vitest';
import { claudeArguments } from '../../src/domain/arguments.ts';

const SETTINGS = {
  permissionMode: 'acceptEdits',
  allowedTools: ['Bash', 'Edit'],
  defaultArgs: ['--effort', 'low'],
};

function request(more: Partial<AgentRequest> = {}): AgentRequest {
  const asked = { purpose: 'work', prompt: '--help', run: 'r', spec: 's', iteration: 1 } as const;
  return { ...asked, cwd: '/tree', recordTo: '/log', ...more };
}

it('asks for the stream, with the configured permissions, and keeps the prompt out of the arguments', () => {
  expect(claudeArguments(request(), SETTINGS, 'id').join(' ')).toMatchInlineSnapshot(
    `"-p --output-format stream-json --verbose --session-id id --permission-mode acceptEdits --allowedTools Bash,Edit --effort low"`,
  );
});

it('passes model and budget on', () => {
  const args = claudeArguments(request({ model: 'opus', maxUsd: 0.1 + 0.2 }), SETTINGS, 'id').join(' ');
  expect(args).toContain('--model opus --max-budget-usd 0.3000');
});

it('gives the smallest budget that the program takes where nothing is left', () => {
  expect(claudeArguments(request({ maxUsd: 0 }), SETTINGS, 'id').join(' ')).toContain(
    '--max-budget-usd 0.0100',
  );
});

it('leaves a judge nothing that writes or runs', () => {
  const args = claudeArguments(request({ purpose: 'judge' }), SETTINGS, 'id').join(' ');
  expect(args).toContain('--permission-mode dontAsk --tools Read,Grep,Glob --allowedTools Read,Grep,Glob');
  expect(args).not.toMatch(/Bash|Edit|acceptEdits/);
});
