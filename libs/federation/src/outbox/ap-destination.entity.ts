import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An inbox elsewhere, and when something for it is due. */
@Entity()
@Index('ap_destination_due_idx', ['nextAt'], { where: 'next_at is not null' })
@Index('ap_destination_host_idx', ['host'])
export class ApDestination {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_destination_pk' })
  inbox: string;

  /** With the port, where it is not the usual one. */
  @Column('text')
  host: string;

  /** When the first of what waits may be sent; null when nothing waits. */
  @Column('timestamptz', { nullable: true })
  nextAt: Date | null;
}
