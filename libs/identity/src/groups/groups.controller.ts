import { Controller, Get } from '@nestjs/common';
import { AccountGroup } from '@app/contract';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { CurrentViewer, staffOnly, type Viewer } from '../viewer/viewer.ts';
import { GroupsView } from './groups.view.ts';

@Controller('api/v1/groups')
export class GroupsController {
  constructor(private readonly groups: GroupsView) {}

  @Get()
  @Answers(200, z.array(AccountGroup))
  list(@CurrentViewer() viewer: Viewer): Promise<AccountGroup[]> {
    staffOnly(viewer);
    return this.groups.list();
  }
}
