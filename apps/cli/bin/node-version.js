// Plain old syntax: this file has to be read by every Node that might start mmm.
export const NEEDED = '^22.22.2 || ^24.15.0 || >=26.0.0';

const SINCE = { 22: [22, 2], 24: [15, 0] };
const NEWEST_LINE = 26;

export function isSupported(version) {
  const parts = version.split('.').map(Number);
  if (parts[0] >= NEWEST_LINE) return true;
  const since = SINCE[parts[0]];
  if (since === undefined) return false;
  return parts[1] > since[0] || (parts[1] === since[0] && parts[2] >= since[1]);
}

/** One line for the person who started mmm on this Node, or undefined where this Node will do. */
export function complaintAbout(version, program) {
  if (isSupported(version)) return undefined;
  return (
    'mmm needs Node ' +
    NEEDED +
    ', but ' +
    program +
    ' is Node ' +
    version +
    '. Type: npx --yes --package node@26 -- mmm'
  );
}
