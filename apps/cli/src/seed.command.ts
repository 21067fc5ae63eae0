import { DEMO_FOLDER } from '../../server/src/seed/demo-folder.ts';
import { readDemo } from '../../server/src/seed/read-demo.ts';
import { describeSignIns, seedDemo } from '../../server/src/seed/seed-demo.ts';
import { withRooms } from './with-rooms.ts';

/** `folkmoot seed`: the demo association, on an empty database. */
export async function seed(): Promise<void> {
  const demo = readDemo(DEMO_FOLDER);
  const seeded = await withRooms((rooms) => seedDemo(rooms, demo, showProgress));
  if (!seeded) {
    console.log('This database has accounts already; nothing was seeded.');
    return;
  }
  console.log(describeSignIns(demo));
}

/** A bar on terminals; silence where output is read by programs. */
function showProgress(share: number): void {
  if (!process.stderr.isTTY) return;
  const filled = Math.round(share * 30);
  process.stderr.write(
    `\rSeeding ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${Math.round(share * 100)} %`,
  );
  if (share === 1) process.stderr.write('\n');
}
