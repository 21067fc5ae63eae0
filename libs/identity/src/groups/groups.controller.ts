import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import {
  GroupCard,
  AddedMembers,
  AddMembers,
  ChangeMember,
  EditGroup,
  GroupMember,
  GroupPage,
  NewGroup,
  type Page,
  PageQuery,
  pageOf,
} from '@app/contract';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { CurrentViewer, signedIn, type Viewer } from '../viewer/viewer.ts';
import { GroupsService } from './groups.service.ts';
import { GroupsView } from './groups.view.ts';

@Controller('api/v1/groups')
export class GroupsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly view: GroupsView,
  ) {}

  @Get()
  @Answers(200, z.array(GroupCard))
  list(@CurrentViewer() viewer: Viewer): Promise<GroupCard[]> {
    signedIn(viewer);
    return this.view.list(viewer);
  }

  @Post()
  @Answers(204)
  create(@CurrentViewer() viewer: Viewer, @Body({ schema: NewGroup }) group: NewGroup): Promise<void> {
    return this.groups.create(viewer, group);
  }

  @Get(':slug')
  @Answers(200, GroupPage)
  page(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string): Promise<GroupPage> {
    signedIn(viewer);
    return this.view.page(viewer, slug);
  }

  @Patch(':slug')
  @Answers(204)
  edit(
    @CurrentViewer() viewer: Viewer,
    @Param('slug') slug: string,
    @Body({ schema: EditGroup }) group: EditGroup,
  ): Promise<void> {
    return this.groups.edit(viewer, slug, group);
  }

  @Get(':slug/members')
  @Answers(200, pageOf(GroupMember))
  members(
    @CurrentViewer() viewer: Viewer,
    @Param('slug') slug: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<GroupMember>> {
    signedIn(viewer);
    return this.view.memberPage(viewer, slug, query);
  }

  @Post(':slug/members')
  @Answers(200, AddedMembers)
  add(
    @CurrentViewer() viewer: Viewer,
    @Param('slug') slug: string,
    @Body({ schema: AddMembers }) { handles }: AddMembers,
  ): Promise<AddedMembers> {
    signedIn(viewer);
    return this.groups.addMembers(viewer, slug, handles);
  }

  @Put(':slug/members/:handle')
  @Answers(204)
  change(
    @CurrentViewer() viewer: Viewer,
    @Param('slug') slug: string,
    @Param('handle') handle: string,
    @Body({ schema: ChangeMember }) { manager }: ChangeMember,
  ): Promise<void> {
    signedIn(viewer);
    return this.groups.setManager(viewer, slug, handle, manager);
  }

  @Delete(':slug/members/:handle')
  @Answers(204)
  remove(
    @CurrentViewer() viewer: Viewer,
    @Param('slug') slug: string,
    @Param('handle') handle: string,
  ): Promise<void> {
    signedIn(viewer);
    return this.groups.removeMember(viewer, slug, handle);
  }
}
