import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Playback } from '../testing/playback.ts';
import { OUTCOMES } from '../testing/recorded-outcomes.ts';
import { missingReference, referenceFiles } from '../testing/reference.ts';

describe.skipIf(missingReference !== '')(`every recorded message${missingReference}`, () => {
  let playback: Playback;
  const files = referenceFiles('');

  beforeAll(async () => {
    if (missingReference === '') playback = await Playback.start(files);
  });
  afterAll(() => playback?.us.server.stop());

  it('stands in the table', () => {
    expect(files).toEqual(Object.keys(OUTCOMES).toSorted());
  });

  it.each(files)('%s becomes what the table says', async (file) => {
    expect(await playback.outcome(file)).toBe(OUTCOMES[file]);
  });
});
