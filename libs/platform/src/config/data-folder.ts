import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes sure that the data folder exists and can be written.
 *
 * @throws Error of the file system, with its code
 */
export async function openDataFolder(path: string): Promise<void> {
  await makeFolder(resolve(path));
  await access(path, constants.W_OK);
}

/** mkdir's own recursion never ends under file systems such as /proc, which say ENOENT for every new name. */
async function makeFolder(path: string): Promise<void> {
  if (await exists(path)) return;
  if (!(await exists(dirname(path)))) await makeFolder(dirname(path));
  await mkdir(path);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
