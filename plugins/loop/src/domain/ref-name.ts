/** A spec's name as one part of a ref's name: what git does not allow there is written as `%` and its code. */
export function refName(spec: string): string {
  const plain = spec.replace(/[^\p{L}\p{N}._-]/gu, code).replace(/^\.|\.(?=\.)|\.$|\.(?=lock$)/gi, code);
  // The run's own ref of this name would be its folder.
  return plain === 'proven' ? '%proven' : plain;
}

function code(sign: string): string {
  return `%${sign.codePointAt(0)?.toString(16)}`;
}
