import { Check, Column, CreateDateColumn, Entity, Generated, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { AccountRole, Language } from '@app/contract';

/** The author of everything, on this server or another. Who may sign in as it is better-auth's business. */
@Entity()
@Unique('account_handle_uq', ['handle', 'domain'])
@Unique('account_uuid_uq', ['uuid'])
@Unique('account_auth_user_uq', ['authUserId'])
@Unique('account_uri_uq', ['uri'])
@Check('account_role_ck', `role in ('member', 'staff')`)
@Check('account_language_ck', `language in ('en', 'sv')`)
export class Account {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'account_pk',
  })
  id: string;

  /** Names this account to other servers; never changes, unlike the handle. */
  @Column('uuid')
  @Generated('uuid')
  uuid: string;

  /** better-auth's user; no foreign key, because what somebody wrote outlives the right to sign in. */
  @Column('text', { nullable: true })
  authUserId: string | null;

  @Column('citext')
  handle: string;

  /** The home server of a remote account; empty for our own. */
  @Column('citext', { default: '' })
  domain: string;

  /** The id under which the home server knows a remote account. */
  @Column('text', { nullable: true })
  uri: string | null;

  @Column('text', { nullable: true })
  url: string | null;

  @Column('text')
  displayName: string;

  @Column('text', { default: '' })
  bioHtml: string;

  @Column('text', { nullable: true })
  avatarUrl: string | null;

  @Column('text', { default: 'member' })
  role: AccountRole;

  /** What mail to this account is written in; chosen from the browser's languages at sign-up. */
  @Column('text', { default: 'en' })
  language: Language;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;
}
