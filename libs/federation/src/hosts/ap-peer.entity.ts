import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How it goes with one other server. */
@Entity()
export class ApPeer {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_peer_pk' })
  host: string;

  /** Tries in a row that found nobody there. */
  @Column('int', { default: 0 })
  failures: number;

  /** How often it has answered without asking for patience; until then it gets little at a time. */
  @Column('int', { default: 0 })
  answers: number;

  @Column('timestamptz', { nullable: true })
  failingSince: Date | null;

  /** Nothing is sent before then; after it one inbox is tried first. */
  @Column('timestamptz', { nullable: true })
  retryAt: Date | null;

  /** Nothing is kept for it since then: it was away for a week, or staff stopped it. */
  @Column('timestamptz', { nullable: true })
  pausedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  lastOkAt: Date | null;

  @Column('text', { nullable: true })
  lastError: string | null;

  @Column('timestamptz', { nullable: true })
  lastErrorAt: Date | null;
}
