import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config, OutgoingClient } from '@app/platform';
import webpush from 'web-push';
import { VapidKeys } from './vapid-keys.ts';

/** Where a browser takes messages, and the keys that only it can read with. */
export interface PushAddress {
  endpoint: string;
  p256dh: string;
  auth: string;
}

const DAY_SECONDS = 86_400;
const TIMEOUT_MS = 15_000;

/** Speaks to push services (RFC 8030), signed as this site (RFC 8292). */
@Injectable()
export class PushSender {
  constructor(
    private readonly vapid: VapidKeys,
    private readonly outgoing: OutgoingClient,
    private readonly config: Config,
  ) {}

  /**
   * Hands over a message, sealed for its browser (RFC 8291): the push service cannot read it.
   *
   * @param about a later message about the same replaces one that was not fetched yet
   * @returns the status that the push service answered
   * @throws RemoteFailure
   */
  async send({ endpoint, p256dh, auth }: PushAddress, message: string, about: string): Promise<number> {
    const { publicUrl } = this.config;
    const { headers, body } = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, message, {
      vapidDetails: {
        subject: publicUrl.startsWith('https:') ? publicUrl : 'mailto:postmaster@localhost',
        ...(await this.vapid.read()),
      },
      TTL: DAY_SECONDS,
      topic: createHash('sha256').update(about).digest('base64url').slice(0, 32),
    });
    const { status } = await this.outgoing.send({
      method: 'POST',
      url: endpoint,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      ...(body ? { body } : {}),
      timeoutMs: TIMEOUT_MS,
    });
    return status;
  }
}
