import { Controller, Get } from '@nestjs/common';
import type { AccountGroup } from '@app/contract';
import { CurrentViewer, staffOnly, type Viewer } from '../viewer/viewer.ts';
import { GroupsView } from './groups.view.ts';

@Controller('api/v1/groups')
export class GroupsController {
  constructor(private readonly groups: GroupsView) {}

  @Get()
  list(@CurrentViewer() viewer: Viewer): Promise<AccountGroup[]> {
    staffOnly(viewer);
    return this.groups.list();
  }
}
