import { Body, Controller, Delete, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { DescribeUpload, NewUploadQuery, OwnUploads, PageQuery, Upload } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, ProblemError } from '@app/platform';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { UploadsService } from './uploads.service.ts';
import { UploadsView } from './uploads.view.ts';

const UploadId = new ParseUUIDPipe({ exceptionFactory: () => new ProblemError('not-found') });

@Controller('api/v1/uploads')
export class UploadsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly view: UploadsView,
  ) {}

  @Get()
  @Answers(200, OwnUploads)
  own(@CurrentViewer() viewer: Viewer, @Query({ schema: PageQuery }) query: PageQuery): Promise<OwnUploads> {
    return this.view.own(viewer, query);
  }

  @Post()
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Answers(201, Upload)
  bring(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: NewUploadQuery }) query: NewUploadQuery,
    @Body() bytes: unknown,
  ): Promise<Upload> {
    return this.uploads.bring(viewer, bytes, query);
  }

  @Patch(':id')
  @Answers(204)
  describe(
    @CurrentViewer() viewer: Viewer,
    @Param('id', UploadId) id: string,
    @Body({ schema: DescribeUpload }) { alt }: DescribeUpload,
  ): Promise<void> {
    return this.uploads.describe(viewer, id, alt);
  }

  @Delete(':id')
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param('id', UploadId) id: string): Promise<void> {
    return this.uploads.remove(viewer, id);
  }
}
