import type { AgentReader } from '@mmm/plugin-agents/api';

const KEPT = 16 * 1024;

/** Takes every line for what the agent says. The end of it all is the result's text; exit code 0 is success. */
export function textReader(): AgentReader {
  let said = '';
  return {
    read({ text }) {
      if (text.trim() === '') return [];
      said = `${said}${text}\n`.slice(-KEPT);
      return [{ type: 'text', text }];
    },
    end({ exitCode, stderr }) {
      const text = said.trim() === '' ? stderr.trim().slice(-KEPT) : said.trim();
      if (exitCode === 0) return [{ type: 'result', ok: true, text }];
      return [{ type: 'result', ok: false, text, failure: 'agent-bug' }];
    },
  };
}
