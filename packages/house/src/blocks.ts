// The fenced blocks of a Markdown page, and what is typed in them.

export interface Block {
  /** `sh`, `console`, `markdown`; empty where none is given. */
  readonly language: string;
  /** What stands behind the language: the path of the file that the block shows. */
  readonly path: string;
  readonly text: string;
  /** Of the opening fence, counted from 1. */
  readonly line: number;
}

export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; block: Omit<Block, 'text'>; lines: string[] } | undefined;
  for (const [index, line] of page.split('\n').entries()) {
    if (open === undefined) {
      const match = /^\s{0,3}(`{3,})\s*([\w-]*)\s*([^`]*)$/.exec(line);
      if (match === null) continue;
      const [, fence = '', language = '', path = ''] = match;
      open = { fence, block: { language, path: path.trim(), line: index + 1 }, lines: [] };
    } else if (new RegExp(`^\\s{0,3}${open.fence}\`*\\s*$`).test(line)) {
      blocks.push({ ...open.block, text: open.lines.map((each) => `${each}\n`).join('') });
      open = undefined;
    } else open.lines.push(line);
  }
  return blocks;
}

export interface Typed {
  readonly command: string;
  /** What the page says that it prints. */
  readonly output: string;
}

/** The commands of a `console` block: `$ ` starts one, everything up to the next is its output. */
export function typedIn(console: string): readonly Typed[] {
  return `\n${console}`
    .split('\n$ ')
    .slice(1)
    .map((part) => {
      const [command = '', ...output] = part.split('\n');
      return { command, output: output.join('\n').trimEnd() };
    });
}

/** The commands of an `sh` block: one a line, without comments. */
export function linesOf(sh: string): readonly string[] {
  return sh
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
