import { Check, Column, CreateDateColumn, Entity, Generated, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { AccountRole, Density, Language, ProfileField, Theme, TrustLevel } from '@app/contract';

/** The author of everything, on this server or another. Who may sign in as it is better-auth's business. */
@Entity()
@Unique('account_handle_uq', ['handle', 'domain'])
@Unique('account_uuid_uq', ['uuid'])
@Unique('account_auth_user_uq', ['authUserId'])
@Unique('account_uri_uq', ['uri'])
@Check('account_role_ck', `role in ('member', 'staff')`)
@Check('account_language_ck', `language in ('en', 'sv')`)
@Check('account_theme_ck', `theme in ('auto', 'light', 'dark')`)
@Check('account_density_ck', `density in ('comfortable', 'compact')`)
@Check('account_trust_ck', `trust in ('new', 'known', 'trusted')`)
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

  /** Whether search, here and elsewhere, may find what they write. */
  @Column('boolean', { default: true })
  indexable: boolean;

  @Column('text', { default: 'member' })
  role: AccountRole;

  /** What mail to this account is written in; chosen from the browser's languages at sign-up. */
  @Column('text', { default: 'en' })
  language: Language;

  /** The bio as its owner wrote it, in Markdown; empty for a remote account, whose HTML is all we have. */
  @Column('text', { default: '' })
  bioRaw: string;

  @Column('jsonb', { default: [] })
  fields: ProfileField[];

  /** An IANA name; null for what the browser says. */
  @Column('text', { nullable: true })
  zone: string | null;

  @Column('text', { default: 'auto' })
  theme: Theme;

  @Column('text', { default: 'comfortable' })
  density: Density;

  /** How much a member may do in a short time; it only ever rises. */
  @Column('text', { default: 'new' })
  trust: TrustLevel;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;
}
