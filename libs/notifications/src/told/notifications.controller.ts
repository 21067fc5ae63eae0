import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  MarkedRead,
  MarkNotificationsRead,
  NotificationBadge,
  NotificationList,
  NotificationListQuery,
  UndoMarkRead,
} from '@app/contract';
import { CurrentViewer, signedIn, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { BadgeView } from './badge.view.ts';
import { NotificationsService } from './notifications.service.ts';
import { NotificationsView } from './notifications.view.ts';

@Controller('api/v1/notifications')
export class NotificationsController {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly view: NotificationsView,
    private readonly badges: BadgeView,
  ) {}

  @Get()
  @Answers(200, NotificationList)
  list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: NotificationListQuery }) query: NotificationListQuery,
  ): Promise<NotificationList> {
    return this.view.list(viewer, query);
  }

  @Get('badge')
  @Answers(200, NotificationBadge)
  badge(@CurrentViewer() viewer: Viewer): Promise<NotificationBadge> {
    return this.badges.badge(viewer);
  }

  @Post('read')
  @Answers(200, MarkedRead)
  markRead(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: MarkNotificationsRead }) which: MarkNotificationsRead,
  ): Promise<MarkedRead> {
    return this.notifications.markRead(signedIn(viewer), which);
  }

  @Post('unread')
  @Answers(204)
  markUnread(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: UndoMarkRead }) { undo }: UndoMarkRead,
  ): Promise<void> {
    return this.notifications.markUnread(signedIn(viewer), undo);
  }
}
