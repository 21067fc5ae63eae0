import { Injectable } from '@nestjs/common';
import { AccessView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { subjectOf } from './rooms.rules.ts';

/** Who may be in which room: whoever may see over HTTP what the room is about. */
@Injectable()
export class RoomAccessView {
  constructor(private readonly access: AccessView) {}

  async mayJoin(viewer: Viewer, room: string): Promise<boolean> {
    const subject = subjectOf(room);
    if (subject.kind === 'latest') return true;
    if (subject.kind === 'account') return viewer.accountId === subject.id;
    const refusal =
      subject.kind === 'category'
        ? await this.access.whyNotSeeCategory(viewer, subject.id)
        : await this.access.whyNotSeeTopic(viewer, subject.id);
    return refusal === null;
  }
}
