import { Injectable } from '@nestjs/common';
import type { RemoteFollow } from '@app/contract';
import { DataSource } from 'typeorm';

@Injectable()
export class RemoteCategoriesView {
  constructor(private readonly db: DataSource) {}

  /** The categories of other servers that are followed from here, by name. */
  list(): Promise<RemoteFollow[]> {
    return this.db.query(
      `select c.slug || '@' || c.domain as category, f.state
       from ap_follow f join category c on c.id = f.category_id order by c.slug, c.domain`,
    );
  }
}
