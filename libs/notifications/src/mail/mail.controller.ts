import { Controller, Get, Query } from '@nestjs/common';
import { KeptMail, type Page, PageQuery, pageOf } from '@app/contract';
import { CurrentViewer, staffOnly, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { MailView } from './mail.view.ts';

@Controller('api/v1/admin/mail')
export class MailController {
  constructor(private readonly mail: MailView) {}

  @Get()
  @Answers(200, pageOf(KeptMail))
  list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<KeptMail>> {
    staffOnly(viewer);
    return this.mail.page(query);
  }
}
