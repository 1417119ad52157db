import { isAbsolute, normalize } from 'node:path';
import type { Position } from '@mmm/plugin-api';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Edit, Part } from './part.ts';

export type Script = Readonly<Record<string, readonly Part[]>>;

export type ParsedScript =
  | { readonly ok: true; readonly script: Script }
  | { readonly ok: false; readonly problem: string; readonly at: Position };

/** Reads a script: a mapping from spec names, or `*`, to lists of iterations. */
export function parseScript(path: string, text: string): ParsedScript {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) return invalid(broken.message.split('\n')[0] ?? '', broken.pos[0]);
  const parsed = script.safeParse(document.toJS());
  if (parsed.success) return { ok: true, script: parsed.data };
  const issue = parsed.error.issues[0];
  const place = issue?.path.map(String) ?? [];
  return invalid(`${place.join('.')}: ${issue?.message ?? 'unknown'}`, offsetOf(issue?.path ?? []));

  function invalid(problem: string, offset: number): ParsedScript {
    const { line, col } = lines.linePos(offset);
    return { ok: false, problem, at: { path, line, column: col } };
  }

  /** Of the value itself, or of the nearest thing around it that stands in the file. */
  function offsetOf(place: readonly PropertyKey[]): number {
    for (let depth = place.length; depth > 0; depth -= 1) {
      const node = document.getIn(place.slice(0, depth), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }
}

/** The iteration's part; after the last one, the last one again. Undefined where the spec has none. */
export function partFor(script: Script, spec: string, iteration: number): Part | undefined {
  const parts = script[spec] ?? script['*'];
  return parts?.[Math.min(iteration, parts.length) - 1];
}

const inside: z.ZodType<string> = z
  .string()
  .min(1)
  .refine((path) => !isAbsolute(path) && !normalize(path).startsWith('..'), 'must be a path in the worktree');

const edit: z.ZodType<Edit> = z.union([
  z.strictObject({ write: inside, content: z.string() }),
  z.strictObject({ append: inside, content: z.string() }),
  z.strictObject({ replace: inside, find: z.string().min(1), with: z.string() }),
  z.strictObject({ delete: inside }),
]);

const amount: z.ZodType<number> = z.number().nonnegative();

const FAILURES = [
  'authentication',
  'billing',
  'rate-limit',
  'transient',
  'budget',
  'context-overflow',
  'agent-bug',
] as const;

const part: z.ZodType<Part> = z.strictObject({
  delay_ms: amount.optional(),
  edits: z.array(edit).optional(),
  run: z.union([z.array(z.string()), z.string().transform((line) => [line])]).optional(),
  linger: amount.optional(),
  flood: amount.optional(),
  garbage: amount.optional(),
  say: z.string().optional(),
  model: z.string().optional(),
  tokens: z.strictObject({ input: amount, output: amount }).optional(),
  cost_usd: amount.optional(),
  limit: z.strictObject({ resets_in_ms: amount, times: z.number().int().positive().default(1) }).optional(),
  fail: z.enum(FAILURES).optional(),
  crash: z.union([z.number().int().min(1).max(255), z.string().regex(/^SIG[A-Z]+$/)]).optional(),
  hang: z.union([z.enum(['before', 'after']), z.literal(true).transform(() => 'before' as const)]).optional(),
  silent: z.boolean().optional(),
});

const script: z.ZodType<Script> = z.record(z.string(), z.array(part).min(1));
