import type { Readable } from 'node:stream';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { RollList } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { RollListView } from './roll-list.view.ts';
import { RecordsView } from './records.view.ts';

/** The bytes of a ZIP archive. */
const Archive = z.string();

@Controller('api/v1/elections/:electionId')
export class RecordsController {
  constructor(
    private readonly records: RecordsView,
    private readonly rollList: RollListView,
  ) {}

  /** For officers. */
  @Get('roll-list')
  @Answers(200, RollList)
  roll(@CurrentViewer() viewer: Viewer, @Param('electionId', IdPipe) electionId: string): Promise<RollList> {
    return this.rollList.get(viewer, electionId);
  }

  @Get('record.zip')
  @Answers(200, Archive)
  async record(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const record = await this.records.record(viewer, electionId);
    // Set only now: a refusal is no attachment.
    reply.header('content-type', 'application/zip');
    reply.header('content-disposition', `attachment; filename="record-${electionId}.zip"`);
    return record;
  }
}
