// Widths are columns of a terminal, not characters. Measuring any script takes tables that cost more to load than
// everything else in the app, so they are loaded only where a text needs them.

/** How many columns a text takes. */
export type Measure = (text: string) => number;

const ELLIPSIS = '…';
const NARROWEST = 8;

// ASCII, Latin without the soft hyphen, and dashes, quotes and dots: one column for each character.
const SIMPLE = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027]*$/;

/** For text that is known to be simple. */
export const simpleWidth: Measure = (text) => text.length;

/** A measure for any text. */
export async function anyWidth(): Promise<Measure> {
  const { default: stringWidth } = await import('string-width');
  return (text) => (SIMPLE.test(text) ? text.length : stringWidth(text));
}

/** A measure that is right for this view, or whatever else is to be printed. */
export async function widthFor(shown: unknown): Promise<Measure> {
  return SIMPLE.test(JSON.stringify(shown) ?? '') ? simpleWidth : anyWidth();
}

export function pad(text: string, blanks: number, align: 'left' | 'right'): string {
  const filler = ' '.repeat(Math.max(0, blanks));
  return align === 'right' ? filler + text : text + filler;
}

export function cut(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += measure(segment);
    if (used > width) break;
    kept += segment;
  }
  return kept.trimEnd() + ELLIPSIS;
}

/** Narrows the widest column step by step until the sum fits, none below a width that still says something. */
export function fitColumns(widths: readonly number[], available: number): readonly number[] {
  const fitted = [...widths];
  let excess = fitted.reduce((sum, width) => sum + width, 0) - available;
  while (excess > 0) {
    const widest = Math.max(...fitted);
    if (widest <= NARROWEST) break;
    fitted[fitted.indexOf(widest)] = widest - 1;
    excess -= 1;
  }
  return fitted;
}
