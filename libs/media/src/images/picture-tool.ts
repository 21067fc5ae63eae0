import type sharp from 'sharp';

let loading: Promise<typeof sharp> | undefined;

/** The library that works on pictures: loaded with the first one, because most starts of a server see none for long. */
export function pictureTool(): Promise<typeof sharp> {
  loading ??= import('sharp').then(({ default: tool }) => {
    tool.cache(false);
    tool.concurrency(1);
    return tool;
  });
  return loading;
}
