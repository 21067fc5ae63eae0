import type { INestApplicationContext } from '@nestjs/common';
import { SenseAnswersService, SenseChecksService, SenseClosingService } from '@app/governance';
import { DataSource } from 'typeorm';
import { DemoTime } from './demo-time.ts';
import type { Telling } from './past-post.ts';
import type { DemoSenseCheck } from './sense-checks.ts';

/** Lets a question of the demo be asked and answered as every question is, with the clock set to its times. */
export async function seedSenseCheck(
  rooms: INestApplicationContext,
  check: DemoSenseCheck,
  telling: Telling,
): Promise<void> {
  const db = rooms.get(DataSource);
  const { thread, by, question, options, anonymous, openedMinutesAgo, closesMinutesAgo, answers } = check;
  const known = await db.query<unknown[]>(`select 1 from sense_check where question = $1`, [question]);
  if (known.length > 0) return;
  const [topic] = await db.query<{ id: string }[]>(`select id from topic where title = $1`, [thread]);
  if (!topic) throw new Error(`the demo has no thread "${thread}"`);
  const time = new DemoTime(rooms, telling.clock);
  try {
    time.goTo(openedMinutesAgo);
    const { id } = await rooms.get(SenseChecksService).open(telling.viewer(by), topic.id, {
      question,
      options,
      anonymous,
      results: anonymous ? 'after-close' : 'after-answer',
      closesAt: telling.clock.minutesAgo(closesMinutesAgo).toISOString(),
    });
    for (const { by: member, choice, reason } of answers) {
      await rooms.get(SenseAnswersService).answer(telling.viewer(member), id, { choice, reason });
    }
    if (closesMinutesAgo <= 0) return;
    time.goTo(closesMinutesAgo);
    await rooms.get(SenseClosingService).close(id);
  } finally {
    time.comeBack();
  }
}
