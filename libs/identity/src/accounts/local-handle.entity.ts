import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A name in use on this server. Members and categories share one name space: @name@host is one actor. */
@Entity()
@Check('local_handle_kind_ck', `kind in ('account', 'category', 'reserved')`)
export class LocalHandle {
  @PrimaryColumn('citext', { primaryKeyConstraintName: 'local_handle_pk' })
  handle: string;

  @Column('text')
  kind: 'account' | 'category' | 'reserved';
}
