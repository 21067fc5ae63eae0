import { Mail } from './mail/mail.entity.ts';
import { NotificationCategory } from './preferences/notification-category.entity.ts';
import { NotificationChoice } from './preferences/notification-choice.entity.ts';
import { NotificationHours } from './preferences/notification-hours.entity.ts';
import { PushSubscription } from './push/push-subscription.entity.ts';
import { NotificationItem } from './told/notification-item.entity.ts';
import { Notification } from './told/notification.entity.ts';

export { PostNewsService } from './news/post-news.service.ts';
export { NotificationsModule } from './notifications.module.ts';

export const NOTIFICATIONS_ENTITIES = [
  Mail,
  Notification,
  NotificationItem,
  NotificationChoice,
  NotificationCategory,
  NotificationHours,
  PushSubscription,
];
