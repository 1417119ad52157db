/** What natural order looks at. */
export interface Numbered {
  readonly name: string;
  readonly number: string | undefined;
}

/** Numbered specs by their number (2 before 10, 102 before 102A), the others behind them, ties by name. */
export function byNumber(left: Numbered, right: Numbered): number {
  if (left.number !== undefined && right.number !== undefined)
    return compareNumbers(left.number, right.number) || compareText(left.name, right.name);
  if (left.number !== undefined) return -1;
  return right.number !== undefined ? 1 : compareText(left.name, right.name);
}

export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A number without leading zeros and in lower case, as references are compared. */
export function canonicalNumber(number: string): string {
  return number.replace(/^0+(?=\d)/, '').toLowerCase();
}

function compareNumbers(left: string, right: string): number {
  const [leftDigits, leftSuffix] = partsOf(left);
  const [rightDigits, rightSuffix] = partsOf(right);
  return (
    leftDigits.length - rightDigits.length ||
    compareText(leftDigits, rightDigits) ||
    compareText(leftSuffix, rightSuffix)
  );
}

function partsOf(number: string): readonly [digits: string, suffix: string] {
  const canonical = canonicalNumber(number);
  const digits = /^\d*/.exec(canonical)?.[0] ?? '';
  return [digits, canonical.slice(digits.length)];
}
