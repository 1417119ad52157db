// Loaded into mmm before it starts: writes down when each of its child processes began and ended, and at the end how
// much memory mmm took at most. One line of JSON each, in the file that the query of this module's address names.
import { appendFileSync } from 'node:fs';

const builtin = process.getBuiltinModule('node:child_process');
const file = new URL(import.meta.url).searchParams.get('file') ?? '';
const { spawn } = builtin;
const lines: string[] = [];
const now = (): number => performance.timeOrigin + performance.now();

Object.assign(builtin, {
  spawn: (...args: Parameters<typeof spawn>) => {
    const from = now();
    const child = spawn(...args);
    child.once('exit', () =>
      lines.push(JSON.stringify({ from, to: now(), command: [args[0], ...args[1]].join(' ') })),
    );
    return child;
  },
});
process.once('exit', () => {
  lines.push(JSON.stringify({ maxRssKb: process.resourceUsage().maxRSS }));
  appendFileSync(file, `${lines.join('\n')}\n`);
});
