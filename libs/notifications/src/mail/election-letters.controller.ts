import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Id, MailTest, NoticeProof, type Page, PageQuery, pageOf } from '@app/contract';
import { OfficersView } from '@app/governance';
import { CurrentViewer, signedIn, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { z } from 'zod';
import { ElectionNoticeService } from './election-notice.service.ts';
import { NoticeProofsView } from './notice-proofs.view.ts';

const ProofsQuery = PageQuery.extend({ undelivered: z.stringbool().default(false) });
const keyOf = (draftId: string): string => `mail-test:${draftId}`;

/** What officers do about the mails of their election. */
@Controller('api/v1')
export class ElectionLettersController {
  constructor(
    private readonly officers: OfficersView,
    private readonly letters: ElectionNoticeService,
    private readonly proofs: NoticeProofsView,
  ) {}

  @Get('elections/:electionId/notices')
  @Answers(200, pageOf(NoticeProof))
  async list(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Query({ schema: ProofsQuery }) { undelivered, ...query }: z.infer<typeof ProofsQuery>,
  ): Promise<Page<NoticeProof>> {
    await this.officers.refuseOthers(viewer, electionId);
    return this.proofs.page(electionId, query, undelivered);
  }

  @Post('elections/:electionId/notices/:accountId')
  @Answers(204)
  async again(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Param('accountId', IdPipe) accountId: string,
  ): Promise<void> {
    await this.officers.refuseOthers(viewer, electionId);
    await this.letters.serveAgain(electionId, Id.parse(accountId));
  }

  @Post('elections/:electionId/nominations/:handle/reminders')
  @Answers(204)
  async remind(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Param('handle') handle: string,
  ): Promise<void> {
    await this.officers.refuseOthers(viewer, electionId);
    await this.letters.remindNominee(electionId, await this.officers.unanswered(electionId, handle));
  }

  @Get('election-drafts/:id/mail-test')
  @Answers(200, MailTest)
  async tested(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<MailTest> {
    await this.officers.ownDraft(viewer, id);
    return this.proofs.test(keyOf(id));
  }

  @Post('election-drafts/:id/mail-test')
  @Answers(204)
  async test(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<void> {
    await this.officers.ownDraft(viewer, id);
    await this.letters.test(keyOf(id), signedIn(viewer));
  }
}
