import { join } from 'node:path';
import { agentConformance } from '@mmm/test-kit';
import { type FakeClaude, fakeClaude } from './fixtures/fake-claude.ts';
import { INIT, rateLimitEvent, refused, result, WORK } from './fixtures/stream.ts';

const WRITE = "fs.writeFileSync('made.txt', 'made');";
const STAY = 'setInterval(() => {}, 1000);';
const FLOOD =
  "const line = Buffer.from('flood '.repeat(10_922) + '\\n'); for (let i = 0; i < 512; i++) fs.writeSync(1, line);";
const GARBAGE =
  'fs.writeSync(1, Buffer.from([0xff, 0xfe, 0x0a])); fs.writeSync(1, \'{"type":\\nnull\\n[]\\n{"type":7}\\n\');';
const RESET = 1_795_179_677;

agentConformance({
  id: 'claude',
  plugin: 'agent-claude',
  hasTools: true,
  reportsCost: true,
  environment: { ANTHROPIC_API_KEY: 'made-up' },
  situations: {
    work: program({ first: WRITE, lines: WORK }),
    hang: program({ lines: [INIT], last: STAY }),
    stays: program({ lines: WORK, last: STAY }),
    crash: program({ lines: [INIT], last: 'process.exit(3);' }),
    flood: program({ first: FLOOD, lines: WORK }),
    garbage: program({ first: GARBAGE, lines: WORK }),
    limit: {
      arrange: program({
        lines: [
          INIT,
          rateLimitEvent('rejected', RESET),
          ...refused('rate_limit', 429, "You've hit your 5-hour limit · resets 1:01pm (UTC)"),
        ],
      }),
      resetsAt: RESET * 1_000,
    },
    failures: {
      authentication: program({
        lines: [INIT, ...refused('authentication_failed', null, 'Not logged in · Please run /login')],
      }),
      billing: program({ lines: [INIT, ...refused('billing_error', 400, 'Credit balance is too low')] }),
      'rate-limit': program({
        lines: [INIT, ...refused('rate_limit', 429, 'API Error: Request rejected (429) · slow down')],
      }),
      transient: program({ lines: [INIT, ...refused('server_error', 529, 'API Error: 529 Overloaded.')] }),
      budget: program({
        lines: [
          INIT,
          result({
            subtype: 'error_max_budget_usd',
            is_error: true,
            result: '',
            errors: ['Reached maximum budget ($0.5)'],
          }),
        ],
      }),
      'context-overflow': program({
        lines: [
          INIT,
          result({ is_error: true, terminal_reason: 'prompt_too_long', result: 'Prompt is too long' }),
        ],
      }),
    },
    missing: (folder) => ({ 'claude.command': join(folder, 'absent') }),
  },
});

function program(fake: FakeClaude): (folder: string) => Readonly<Record<string, unknown>> {
  return (folder) => ({ 'claude.command': fakeClaude(folder, fake) });
}
