/** Files as an injected thing. Paths are absolute. What is absent is undefined, not an error. */
export interface Files {
  readText(path: string): Promise<string | undefined>;
  readBytes(path: string): Promise<Uint8Array | undefined>;
  /** Writes a temporary file beside the target, syncs it and renames it; makes the folder if need be. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  stat(path: string): Promise<FileFacts | undefined>;
  /** Names in a folder, sorted; empty where the folder is absent. */
  list(path: string): Promise<readonly string[]>;
  makeFolder(path: string): Promise<void>;
  /** Removes a file or a folder with all that is in it. */
  remove(path: string): Promise<void>;
}

export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly bytes: number;
  /** Milliseconds since the epoch, with fractions where the file system has them. */
  readonly modifiedAt: number;
}
