import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An actor of another server, as that server described it when it was last fetched. */
@Entity()
export class ApActor {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_actor_pk' })
  id: string;

  @Column('text')
  type: string;

  @Column('text')
  inbox: string;

  /** One inbox for all actors of a server; spares one delivery for each of them. */
  @Column('text', { nullable: true })
  sharedInbox: string | null;

  @Column('jsonb')
  document: unknown;

  @Column('timestamptz', { default: () => 'now()' })
  fetchedAt: Date;

  /** The actor that this one says it is now, when that one agrees. */
  @Column('text', { nullable: true })
  movedTo: string | null;

  /** Since when its server says that it is no more. */
  @Column('timestamptz', { nullable: true })
  goneAt: Date | null;
}
