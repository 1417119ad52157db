// What a command shows to people, as data: the cli aligns, colours and wraps it. With --json it is not used at all.

export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'muted' | 'strong';

export type Cell = string | { readonly text: string; readonly tone: Tone };

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

export type Block =
  /** Label and value, aligned in two columns. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: Cell])[] }
  | {
      readonly kind: 'table';
      /** Without titles no header is printed. */
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
      readonly indent?: number;
    }
  /** One line; cells are joined by three spaces. */
  | { readonly kind: 'line'; readonly cells: readonly Cell[]; readonly indent?: number }
  /** Text as it is, line breaks kept. */
  | { readonly kind: 'text'; readonly text: string; readonly tone?: Tone; readonly indent?: number }
  | { readonly kind: 'gap' };

export type View = readonly Block[];
