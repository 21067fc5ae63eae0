import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import webpush from 'web-push';

interface Keys {
  publicKey: string;
  privateKey: string;
}

/**
 * The key pair by which push services know this site (VAPID, RFC 8292). It is made when it is first needed and
 * kept in the database: browsers that subscribed with another one would never hear from us again.
 */
@Injectable()
export class VapidKeys {
  private known: Keys | undefined;

  constructor(private readonly db: DataSource) {}

  async read(): Promise<Keys> {
    if (this.known) return this.known;
    await this.db.query(
      `insert into site_setting (key, value) values ('vapid-keys', $1) on conflict do nothing`,
      [webpush.generateVAPIDKeys()],
    );
    const rows: { value: Keys }[] = await this.db.query(
      `select value from site_setting where key = 'vapid-keys'`,
    );
    this.known = rows[0]!.value;
    return this.known;
  }
}
