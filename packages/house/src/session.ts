// Plays what a page shows to be typed: files are written, `console` blocks are run one after the other in one shell.
import { blocksOf, typedIn } from './blocks.ts';
import { openShell } from './shell.ts';

export interface Played {
  readonly command: string;
  /** What the page says. */
  readonly shown: string;
  readonly printed: string;
  readonly code: number;
}

export async function play(page: string): Promise<readonly Played[]> {
  using shell = openShell();
  const played: Played[] = [];
  for (const { language, path, text } of blocksOf(page)) {
    if (path !== '') shell.write(path, text);
    if (language !== 'console') continue;
    for (const { command, output } of typedIn(text)) {
      const { output: printed, code } = await shell.run(command.replaceAll('npx mmm', 'mmm'));
      played.push({ command, shown: output, printed, code });
    }
  }
  return played;
}

/** How a command on a page may end: done, unmet, paused, waiting for a person, tampering. */
export const ENDS: readonly number[] = [0, 3, 4, 5, 6];

/** Text without what differs from one run to the next: ids, hashes, dates and times. */
export function withoutChance(text: string): string {
  return text
    .replaceAll(/\b\d{8}-\d{6}-[0-9a-f]{4}\b/g, '<run>')
    .replaceAll(/\b\d{4}-\d\d-\d\d \d\d:\d\d\b/g, '<time>')
    .replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b|\b[a-f]{7}\b/g, '<hash>')
    .replaceAll(/\b\d+:\d\d\b/g, '<while>');
}

/** The page with what was really printed, where that differs by more than chance. */
export async function recorded(page: string): Promise<string> {
  let text = page;
  for (const { command, shown, printed, code } of await play(page)) {
    if (!ENDS.includes(code)) throw new Error(`${command} ended with ${code}:\n${printed}`);
    if (withoutChance(shown) === withoutChance(printed)) continue;
    const before = shown === '' ? `$ ${command}\n` : `$ ${command}\n${shown}\n`;
    text = text.replace(before, () => (printed === '' ? `$ ${command}\n` : `$ ${command}\n${printed}\n`));
  }
  return text;
}
