import { DEMO_FOLDER } from '../../server/src/seed/demo-folder.ts';
import { readDemo } from '../../server/src/seed/read-demo.ts';
import { describeSignIns, seedDemo } from '../../server/src/seed/seed-demo.ts';
import { progressBar } from './progress-bar.ts';
import { generateSite } from './site/generate-site.ts';
import { type SitePlan, whyNotPlan } from './site/site-plan.ts';
import { withRooms } from './with-rooms.ts';

/** `folkmoot seed`: the demo association, on an empty database. */
export async function seed(): Promise<void> {
  const demo = readDemo(DEMO_FOLDER);
  const seeded = await withRooms((rooms) => seedDemo(rooms, demo, progressBar('Seeding')));
  if (!seeded) {
    console.log('This database has accounts already; nothing was seeded.');
    return;
  }
  console.log(describeSignIns(demo));
}

/** `folkmoot seed --posts …`: a site of that size, for trying how the server bears it. */
export async function seedSite(plan: SitePlan): Promise<void> {
  const refusal = whyNotPlan(plan);
  if (refusal) throw new RangeError(refusal);
  // The same day's runs make the same dates, so that a run that broke off is gone on with.
  const until = new Date(new Date().toISOString().slice(0, 10));
  const { posts, seconds } = await withRooms((rooms) =>
    generateSite(rooms, plan, { until, showProgress: progressBar('Seeding') }),
  );
  const speed = Math.round(posts / seconds).toLocaleString('en');
  console.log(`${posts.toLocaleString('en')} posts in ${seconds.toFixed(1)} s, ${speed} a second.`);
}
