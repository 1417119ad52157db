// Questions to the person at the terminal. They go to stderr, so that stdout holds nothing but the result.
import type { Ask } from '@mmm/plugin-api';

export interface AskOptions {
  readonly interactive: boolean;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
  /** Called when the person presses Ctrl-C or Escape instead of answering. */
  onCancel(): void;
}

export function createAsk({ interactive, input, output, signal, onCancel }: AskOptions): Ask {
  const streams = { input, output, signal };
  return {
    interactive,
    async confirm(question, fallback) {
      if (!interactive) return fallback;
      const prompts = await import('@clack/prompts');
      const answer = await prompts.confirm({ ...streams, message: question, initialValue: fallback });
      if (!prompts.isCancel(answer)) return answer;
      onCancel();
      return false;
    },
    async text(question, fallback) {
      if (!interactive) return fallback;
      const prompts = await import('@clack/prompts');
      const answer = await prompts.text({
        ...streams,
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
