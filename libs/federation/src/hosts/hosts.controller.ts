import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import {
  FederationSettings,
  FederationState,
  HostAct,
  HostRuleChoice,
  HostRuleList,
  HostRulePreview,
  NewHostRule,
} from '@app/contract';
import { CurrentViewer, staffOnly, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { KeyRotation } from '../actors/key-rotation.service.ts';
import { FetchSettings } from './fetch-settings.ts';
import { writeHostList } from './host-list.rules.ts';
import { HostsService } from './hosts.service.ts';
import { HostsView } from './hosts.view.ts';

/** How this community stands with other servers; for staff. */
@Controller('api/v1/admin/federation')
export class HostsController {
  constructor(
    private readonly view: HostsView,
    private readonly hosts: HostsService,
    private readonly settings: FetchSettings,
    private readonly keys: KeyRotation,
  ) {}

  @Get()
  @Answers(200, FederationState)
  state(@CurrentViewer() viewer: Viewer): Promise<FederationState> {
    staffOnly(viewer);
    return this.view.state();
  }

  @Put()
  @Answers(204)
  async set(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: FederationSettings }) body: FederationSettings,
  ): Promise<void> {
    staffOnly(viewer);
    await this.settings.write(body);
  }

  @Put('rules')
  @Answers(204)
  async setRule(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: NewHostRule }) body: NewHostRule,
  ): Promise<void> {
    await this.hosts.setRule(staffOnly(viewer), body);
  }

  @Delete('rules/:pattern')
  @Answers(204)
  async removeRule(@CurrentViewer() viewer: Viewer, @Param('pattern') pattern: string): Promise<void> {
    staffOnly(viewer);
    await this.hosts.removeRule(pattern);
  }

  @Get('rules/list')
  @Answers(200, HostRuleList)
  async list(@CurrentViewer() viewer: Viewer): Promise<HostRuleList> {
    staffOnly(viewer);
    return { csv: writeHostList(await this.view.rules()) };
  }

  @Post('rules/preview')
  @Answers(200, HostRulePreview)
  preview(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: HostRuleList }) { csv }: HostRuleList,
  ): Promise<HostRulePreview> {
    staffOnly(viewer);
    return this.view.preview(csv);
  }

  @Post('rules/chosen')
  @Answers(204)
  async setChosen(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: HostRuleChoice }) body: HostRuleChoice,
  ): Promise<void> {
    await this.hosts.setChosen(staffOnly(viewer), body);
  }

  @Post('hosts')
  @Answers(204)
  async act(@CurrentViewer() viewer: Viewer, @Body({ schema: HostAct }) body: HostAct): Promise<void> {
    staffOnly(viewer);
    await this.hosts.act(body);
  }

  @Post('keys')
  @Answers(204)
  async rotate(@CurrentViewer() viewer: Viewer): Promise<void> {
    staffOnly(viewer);
    await this.keys.order();
  }
}
