/** Something registered that can be taken back. Disposing twice does nothing. */
export interface Disposable {
  dispose(): void | Promise<void>;
}

export function disposable(dispose: () => void | Promise<void>): Disposable {
  let live = true;
  return {
    dispose() {
      if (!live) return;
      live = false;
      return dispose();
    },
  };
}
