export const NEEDED: string;
export function isSupported(version: string): boolean;
export function complaintAbout(version: string, program: string): string | undefined;
