// The judge's answer is text; what counts in it is one JSON object, and the quotes in that.
import { z } from 'zod';

export interface JudgeAnswer {
  readonly verdict: 'yes' | 'no';
  readonly reason: string;
  readonly evidence: readonly { readonly file: string; readonly quote: string }[];
}

const answerSchema: z.ZodType<JudgeAnswer> = z.object({
  verdict: z.enum(['yes', 'no']),
  reason: z.string().catch(''),
  evidence: z.array(z.object({ file: z.string(), quote: z.string() })).catch([]),
});

const SHORTEST_QUOTE = 8;
const ANSWER_LENGTH = 16_384;

/** The last JSON object in the text that is an answer; fences and words around it do not matter. */
export function parseJudgeAnswer(said: string): JudgeAnswer | undefined {
  const text = said.slice(-ANSWER_LENGTH);
  for (
    let start = text.lastIndexOf('{');
    start >= 0;
    start = start === 0 ? -1 : text.lastIndexOf('{', start - 1)
  ) {
    const object = objectAt(text, start);
    const answer = object === undefined ? undefined : answerSchema.safeParse(object);
    if (answer?.success === true) return answer.data;
  }
  return undefined;
}

/** Whether the quote stands in the content, whatever the white space. Quotes too short to mean anything never do. */
export function isQuoted(content: string, quote: string): boolean {
  const wanted = squeeze(quote);
  return wanted.replaceAll(' ', '').length >= SHORTEST_QUOTE && squeeze(content).includes(wanted);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The value that starts at this brace and ends at its match. */
function objectAt(text: string, start: number): unknown {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at++;
      else if (sign === '"') quoted = false;
      continue;
    }
    if (sign === '"') quoted = true;
    else if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return parse(text.slice(start, at + 1));
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
