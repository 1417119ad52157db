export type Hint = 'complete' | 'blocked' | 'needs-review';

const WORD = /@mmm:(complete|blocked|needs-review)\b|^COMPLETED:/gm;

/** What the agent says of its own work; the last word counts. A hint that verifying may be worth it, never a verdict. */
export function hintIn(text: string): Hint | undefined {
  let hint: Hint | undefined;
  for (const match of text.matchAll(WORD)) {
    const word = match[1];
    hint = word === 'blocked' || word === 'needs-review' ? word : 'complete';
  }
  return hint;
}
