// `contains`, `lacks` and `matches`: what a check may ask of a text, whatever the text comes from.
import { type CheckLine, type Parsed, right, wrong } from './check-line.ts';
import { matches, parsePattern } from './pattern.ts';

export interface TextTest {
  readonly verb: 'contains' | 'lacks' | 'matches';
  readonly value: string;
}

export interface TextAnswer {
  readonly holds: boolean;
  /** Behind the name of the thing: `has no /login`. */
  readonly says: string;
}

/** Takes a test from the line, or nothing where the next word is none of its verbs. */
export function readTextTest(
  line: CheckLine,
  verbs: Readonly<Record<string, TextTest['verb']>>,
): Parsed<TextTest> | undefined {
  const word = line.peek();
  const verb = word === undefined || word.code ? undefined : verbs[word.text.toLowerCase()];
  if (word === undefined || verb === undefined) return undefined;
  line.take();
  const value = line.take();
  if (value === undefined) {
    return wrong(
      `Nothing stands behind "${word.text}".`,
      `Write ${word.text} \`…\` with the text in backticks.`,
    );
  }
  if (verb === 'matches') {
    const pattern = parsePattern(value.text);
    if (!pattern.ok) return pattern;
  }
  return right({ verb, value: value.text });
}

export function askText(test: TextTest, text: string): TextAnswer {
  if (test.verb === 'matches') return askPattern(test.value, text);
  const found = text.includes(test.value);
  return {
    holds: found === (test.verb === 'contains'),
    says: `${found ? 'has' : 'has no'} ${test.value}`,
  };
}

function askPattern(pattern: string, text: string): TextAnswer {
  const found = matches(pattern, text);
  if (found === undefined) return { holds: false, says: `was not matched by ${pattern} within two seconds` };
  return { holds: found, says: `${found ? 'matches' : 'does not match'} ${pattern}` };
}
