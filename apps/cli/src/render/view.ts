// Turns the blocks of a view into lines of text.
import type { Block, Cell, Tone, View } from '@mmm/plugin-api';
import { clean, cleanLine } from './clean.ts';
import { cut, fitColumns, type Measure, pad } from './layout.ts';
import { type Paint, paintWith } from './paint.ts';

export interface Rendering {
  readonly color: boolean;
  /** Columns of the terminal; undefined where the output is no terminal, and then nothing is cut. */
  readonly width: number | undefined;
  readonly measure: Measure;
}

interface Canvas extends Omit<Rendering, 'color'> {
  readonly paint: Paint;
}

type Table = Extract<Block, { kind: 'table' }>;
type Facts = Extract<Block, { kind: 'facts' }>;

const GAP = '   ';

/** The text of a view, with a line break at its end unless there is nothing to show. */
export function renderView(view: View, { color, width, measure }: Rendering): string {
  const canvas: Canvas = { paint: paintWith(color), width, measure };
  return view
    .flatMap((block) => linesOf(block, canvas))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function linesOf(block: Block, canvas: Canvas): readonly string[] {
  switch (block.kind) {
    case 'facts':
      return factLines(block, canvas);
    case 'table':
      return tableLines(block, canvas);
    case 'line':
      return [margin(block.indent) + block.cells.map((cell) => painted(cell, canvas)).join(GAP)];
    case 'text':
      return textLines(block.text, block.tone ?? 'plain', canvas).map((line) => margin(block.indent) + line);
    case 'gap':
      return [''];
  }
}

function factLines({ rows }: Facts, canvas: Canvas): readonly string[] {
  const labels = rows.map(([label]) => cleanLine(label));
  const width = Math.max(0, ...labels.map(canvas.measure));
  return rows.flatMap(([, value], index) => {
    const text = labels[index] ?? '';
    const label = canvas.paint(pad(text, width - canvas.measure(text), 'left'), 'muted');
    const [first = '', ...more] = textLines(textOf(value), toneOf(value), canvas);
    return [`${label}${GAP}${first}`, ...more.map((line) => ' '.repeat(width) + GAP + line)];
  });
}

function tableLines({ columns, rows, indent }: Table, canvas: Canvas): readonly string[] {
  const hasHeader = columns.some(({ title }) => title !== '');
  const header = columns.map(({ title }): Cell => ({ text: title, tone: 'muted' }));
  const count = Math.max(columns.length, ...rows.map((row) => row.length));
  const shown = [...(hasHeader ? [header] : []), ...rows];
  const texts = shown.map((row) => row.map((cell) => cleanLine(textOf(cell))));
  const natural = naturalWidths(texts, count, canvas.measure);
  const taken = margin(indent).length + GAP.length * (count - 1);
  const widths = canvas.width === undefined ? natural : fitColumns(natural, canvas.width - taken);
  return shown.map((row, line) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      const fitting = cut(texts[line]?.[column] ?? '', width, canvas.measure);
      const text = pad(fitting, width - canvas.measure(fitting), columns[column]?.align ?? 'left');
      // Blanks at the end of a line would wrap it on a narrow terminal.
      return canvas.paint(column === row.length - 1 ? text.trimEnd() : text, toneOf(cell));
    });
    return margin(indent) + cells.join(GAP);
  });
}

/** Of each column, what its widest text takes. */
function naturalWidths(
  texts: readonly (readonly string[])[],
  count: number,
  measure: Measure,
): readonly number[] {
  const widths = Array.from({ length: count }, () => 0);
  for (const row of texts) {
    // An iterator's pairs would cost more than the measuring.
    for (let column = 0; column < row.length; column += 1)
      widths[column] = Math.max(widths[column] ?? 0, measure(row[column] ?? ''));
  }
  return widths;
}

/** Each line painted by itself, so that a cut output never leaves a colour on. */
function textLines(text: string, tone: Tone, { paint }: Canvas): readonly string[] {
  return clean(text)
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => paint(line, tone));
}

function painted(cell: Cell, { paint }: Canvas): string {
  return paint(cleanLine(textOf(cell)), toneOf(cell));
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function toneOf(cell: Cell): Tone {
  return typeof cell === 'string' ? 'plain' : cell.tone;
}

function margin(indent = 0): string {
  return ' '.repeat(indent);
}
