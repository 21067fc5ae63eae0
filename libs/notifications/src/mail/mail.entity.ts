import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A mail, written before anything tries to send it. */
@Entity()
@Unique('mail_key_uq', ['key'])
export class Mail {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'mail_pk',
  })
  id: string;

  /** What it is about, such as `verify:12`: one thing is told once. */
  @Column('text')
  key: string;

  @Column('text')
  recipient: string;

  @Column('text')
  subject: string;

  @Column('text')
  body: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  /** When the mail server took it; null while it waits, and for ever where there is no mail server. */
  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;
}
