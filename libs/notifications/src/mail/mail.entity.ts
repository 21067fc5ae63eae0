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

  /** The same, laid out; null for a mail that has only words. */
  @Column('text', { nullable: true })
  html: string | null;

  /** Where one click ends mails of this kind (RFC 8058); null for those that nobody can do without. */
  @Column('text', { nullable: true })
  unsubscribeUrl: string | null;

  /** What only its recipient may read: staff see that there is a mail, and to whom. */
  @Column('boolean', { default: false })
  private: boolean;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  /** When the mail server took it; null while it waits, and for ever where there is no mail server. */
  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;
}
