import { m } from '#lib/paraglide/messages.js';

/** The pages of the settings, in the order of their tabs. */
export const SETTINGS = [
  { path: '/settings/profile', name: m.settings_profile },
  { path: '/settings/appearance', name: m.settings_appearance },
  { path: '/settings/notifications', name: m.notifications },
  { path: '/settings/security', name: m.signin_security },
  { path: '/settings/voting', name: m.settings_voting },
  { path: '/settings/people', name: m.settings_people },
  { path: '/settings/limits', name: m.settings_limits },
  { path: '/settings/fediverse', name: m.settings_fediverse },
  { path: '/settings/feeds', name: m.feeds },
  { path: '/settings/data', name: m.settings_leaving },
  { path: '/settings/uploads', name: m.settings_uploads },
] as const;

/** The pages for staff. */
export const ADMINISTRATION = [
  { path: '/admin/categories', name: m.admin_categories },
  { path: '/admin/tags', name: m.tags },
  { path: '/admin/groups', name: m.admin_groups },
  { path: '/admin/invites', name: m.signin_tab_invites },
  { path: '/admin/approvals', name: m.signin_tab_approvals },
  { path: '/admin/sign-in', name: m.signin_tab_settings },
  { path: '/admin/federation', name: m.fed_tab },
  { path: '/admin/held', name: m.held_tab },
  { path: '/admin/mail', name: m.kept_mail },
  { path: '/admin/health', name: m.health_tab },
] as const;
