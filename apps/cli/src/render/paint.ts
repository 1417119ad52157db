import type { Tone } from '@mmm/plugin-api';
import picocolors from 'picocolors';

export type Paint = (text: string, tone: Tone) => string;

export function paintWith(color: boolean): Paint {
  const colors = picocolors.createColors(color);
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    plain: (text) => text,
    good: colors.green,
    bad: colors.red,
    warn: colors.yellow,
    muted: colors.dim,
    strong: colors.bold,
  };
  return (text, tone) => (text === '' ? '' : tones[tone](text));
}
