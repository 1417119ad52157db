import { styleText } from 'node:util';
import type { Tone } from '@mmm/plugin-api';

export type Paint = (text: string, tone: Tone) => string;

const STYLES = {
  plain: undefined,
  good: 'green',
  bad: 'red',
  warn: 'yellow',
  muted: 'dim',
  strong: 'bold',
} as const;

export function paintWith(color: boolean): Paint {
  return (text, tone) => {
    const style = color && text !== '' ? STYLES[tone] : undefined;
    return style === undefined ? text : styleText(style, text, { validateStream: false });
  };
}
