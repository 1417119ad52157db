import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentConformance } from '@mmm/test-kit';

const WORK = `
    edits: [{ write: made.txt, content: made }]
    model: made-up-1
    tokens: { input: 10, output: 5 }
    cost_usd: 0.25
    say: "Done.\\n@mmm:complete"`;

agentConformance({
  id: 'script',
  plugin: 'agent-script',
  hasTools: true,
  reportsCost: true,
  situations: {
    work: part(WORK),
    hang: part('hang: before'),
    stays: part(`hang: after${WORK}`),
    crash: part('crash: 3'),
    flood: part(`flood: 33554432${WORK}`),
    garbage: part(`garbage: 4096${WORK}`),
    limit: { arrange: part('limit: { resets_in_ms: 60000 }'), resetsAt: 'some time' },
    failures: { transient: part('fail: transient'), billing: part('fail: billing') },
    missing: (folder) => ({ 'script.file': join(folder, 'absent.yaml') }),
  },
});

function part(yaml: string): (folder: string) => Readonly<Record<string, unknown>> {
  return (folder) => {
    const path = join(folder, 'script.yaml');
    writeFileSync(path, `'*':\n  - ${yaml.trimStart()}\n`);
    return { 'script.file': path };
  };
}
