/** A place in a file. Lines and columns count from 1; columns are UTF-16 units, as editors count them. */
export interface Position {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** `path:line:column`, the form that terminals and editors make clickable. */
export function formatPosition(position: Position): string {
  return `${position.path}:${position.line}:${position.column}`;
}
