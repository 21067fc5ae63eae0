import { Injectable } from '@nestjs/common';
import { Id, type KeptMail, type Page, type PageQuery } from '@app/contract';
import { cutPage, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';

const LIST = 'mail';

@Injectable()
export class MailView {
  constructor(private readonly db: DataSource) {}

  /** All mail, newest first; of what only its recipient may read, that it exists. */
  async page({ cursor, limit }: PageQuery): Promise<Page<KeptMail>> {
    const position = readCursor(LIST, cursor, z.tuple([Id]));
    const backwards = position?.direction === 'prev';
    const rows: (Omit<KeptMail, 'createdAt' | 'sentAt'> & { createdAt: Date; sentAt: Date | null })[] =
      await this.db.query(
        `select id, recipient as "to", case when private then '' else subject end as subject,
           case when private then '' else body end as text, private, created_at as "createdAt", sent_at as "sentAt"
         from mail where $1::bigint is null or id ${backwards ? '>' : '<'} $1
         order by id ${backwards ? 'asc' : 'desc'} limit $2`,
        [position?.keys[0] ?? null, limit + 1],
      );
    const page = cutPage({
      list: LIST,
      rows,
      limit,
      position,
      keysOf: ({ id }): [string] => [id],
    });
    const items = page.items.map((mail) => ({
      ...mail,
      createdAt: mail.createdAt.toISOString(),
      sentAt: mail.sentAt?.toISOString() ?? null,
    }));
    return { ...page, items };
  }
}
