import type { NotificationBadge } from '@app/contract';
import { watch } from '#lib/live/socket.ts';
import { hearTabs } from '#lib/reading/tabs.ts';

/** Several things often happen at once; the bell asks once for all of them. */
const GATHER_MS = 400;

/** What the bell of this tab shows, kept up to date as long as it is open. */
export class Bell {
  badge = $state.raw<NotificationBadge>();
  /** Goes up whenever the notifications are others than before. */
  changes = $state(0);
  private stop: (() => void) | undefined;
  private soon: ReturnType<typeof setTimeout> | undefined;

  /** Follows what an account is told; call what it answers when the page goes. */
  follow(accountId: string, badge: NotificationBadge): () => void {
    this.badge = badge;
    this.listen(accountId, badge.head);
    // A post that is read in its topic, in this tab or another, is no news any more.
    const deaf = hearTabs(() => {
      const { needing = 0, rest = false, messages = 0 } = this.badge ?? {};
      if (needing > 0 || rest || messages > 0) this.refresh();
    });
    return () => {
      deaf();
      this.stop?.();
      clearTimeout(this.soon);
    };
  }

  /** Asks again, soon. */
  refresh(): void {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => void this.ask(), GATHER_MS);
  }

  private listen(accountId: string, head: number): void {
    this.stop = watch(
      `u:${accountId}`,
      head,
      () => this.refresh(),
      () => void this.ask().then(() => this.listen(accountId, this.badge?.head ?? head)),
    );
  }

  private async ask(): Promise<void> {
    const response = await fetch('/api/v1/notifications/badge').catch(() => undefined);
    if (!response?.ok) return;
    this.badge = (await response.json()) as NotificationBadge;
    this.changes += 1;
  }
}

export const bell = new Bell();
