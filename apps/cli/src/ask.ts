// Questions to the person at the terminal. They go to stderr, so that stdout holds nothing but the result.
import type { Ask } from '@mmm/plugin-api';

export interface AskOptions {
  readonly interactive: boolean;
  /** Opened when the first question is asked. */
  readonly streams: { readonly stdin: NodeJS.ReadStream; readonly stderr: NodeJS.WriteStream };
  readonly signal: AbortSignal;
  /** Called when the person presses Ctrl-C or Escape instead of answering. */
  onCancel(): void;
}

export function createAsk({ interactive, streams, signal, onCancel }: AskOptions): Ask {
  const ends = () => ({ input: streams.stdin, output: streams.stderr, signal });
  return {
    interactive,
    async confirm(question, fallback) {
      if (!interactive) return fallback;
      const prompts = await import('@clack/prompts');
      const answer = await prompts.confirm({ ...ends(), message: question, initialValue: fallback });
      if (!prompts.isCancel(answer)) return answer;
      onCancel();
      return false;
    },
    async text(question, fallback) {
      if (!interactive) return fallback;
      const prompts = await import('@clack/prompts');
      const answer = await prompts.text({
        ...ends(),
        message: question,
        placeholder: fallback,
        defaultValue: fallback,
      });
      if (!prompts.isCancel(answer)) return answer;
      onCancel();
      return fallback;
    },
  };
}
