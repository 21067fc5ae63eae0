import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  ForeignKey,
  Generated,
  Index,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import type { CategoryPermissions, CategoryVisibility } from '@app/contract';
import { PUBLIC_PERMISSIONS } from './permissions.rules.ts';

/** A place for topics: one of ours, or a category of another server that is followed from here. */
@Entity()
@Unique('category_uuid_uq', ['uuid'])
@Unique('category_uri_uq', ['uri'])
@Unique('category_slug_uq', ['slug', 'domain'])
@Check('category_visibility_ck', `visibility in ('public', 'members', 'groups', 'messages')`)
@Check('category_permissions_ck', `(visibility = 'public') = (permissions->'guests' ? 'read')`)
@Check('category_federated_ck', `not federated or visibility = 'public'`)
@Check(
  'category_parent_ck',
  `cardinality(ancestor_ids) <= 2 and parent_id is not distinct from ancestor_ids[cardinality(ancestor_ids)]`,
)
@Check('category_person_ck', `not person or domain <> ''`)
@Index('category_parent_idx', ['parentId'])
@Index('category_messages_uq', ['visibility'], { unique: true, where: `visibility = 'messages'` })
export class Category {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'category_pk',
  })
  id: string;

  /** Names this category to other servers; never changes, unlike the slug. */
  @Column('uuid')
  @Generated('uuid')
  uuid: string;

  @Column('citext')
  slug: string;

  /** The home server of a remote category; empty for our own. */
  @Column('citext', { default: '' })
  domain: string;

  /** The id under which the home server knows a remote category. */
  @Column('text', { nullable: true })
  uri: string | null;

  @Column('text', { nullable: true })
  url: string | null;

  @Column('text')
  name: string;

  @Column('text', { default: '' })
  description: string;

  @Column('text', { default: '#0067A5' })
  colour: string;

  @Column('text', { default: 'public' })
  visibility: CategoryVisibility;

  @Column('jsonb', { default: PUBLIC_PERMISSIONS })
  permissions: CategoryPermissions;

  /** Whether other servers may follow this category of ours. */
  @Column('boolean', { default: false })
  federated: boolean;

  /** Stands for somebody elsewhere, with what they write outside of any category; in no list over all. */
  @Column('boolean', { default: false })
  person: boolean;

  /** Whether topics here bear other tags than those of the category's sets. */
  @Column('boolean', { default: true })
  freeTags: boolean;

  @Column('int', { default: 0 })
  topicCount: number;

  /** The category of which it is a part. */
  @ForeignKey('Category', { name: 'category_parent_fk' })
  @Column('bigint', { nullable: true })
  parentId: string | null;

  /** The categories around it, from the outermost to its parent: two at most. */
  @Column('bigint', { array: true, default: [] })
  ancestorIds: string[];

  /** What a new topic begins with. */
  @Column('text', { default: '' })
  template: string;

  @Column('int', { default: 0 })
  position: number;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
