import { agentConformance } from '@mmm/test-kit';

const WORK = 'cat >/dev/null; printf made >made.txt; echo Done.; echo @mmm:complete';

agentConformance({
  id: 'command',
  plugin: 'agent-command',
  hasTools: false,
  reportsCost: false,
  situations: {
    work: shell(WORK),
    hang: shell('echo Starting.; sleep 600 & wait'),
    crash: shell('echo No.; exit 3'),
    flood: shell(`yes 'nothing of interest in this line' | head -c 33554432; echo; ${WORK}`),
    garbage: shell(`printf '\\377\\376\\200\\n{"type":\\n'; ${WORK}`),
    missing: () => ({ 'command.argv': ['there-is-no-such-agent'] }),
  },
});

function shell(script: string): () => Readonly<Record<string, unknown>> {
  return () => ({ 'command.argv': ['sh', '-c', script] });
}
