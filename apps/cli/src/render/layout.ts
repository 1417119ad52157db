// Widths are columns of a terminal, not characters.
import stringWidth from 'string-width';

const ELLIPSIS = '…';
const NARROWEST = 8;

// string-width walks grapheme by grapheme, and most text is plain ASCII.
const ASCII = /^[\u0020-\u007e]*$/;

export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

export function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += widthOf(segment);
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
