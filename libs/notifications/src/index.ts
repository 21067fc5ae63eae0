import { Mail } from './mail/mail.entity.ts';

export { NotificationsModule } from './notifications.module.ts';

export const NOTIFICATIONS_ENTITIES = [Mail];
