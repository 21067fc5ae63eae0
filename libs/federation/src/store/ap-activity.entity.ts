import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** An activity of one of our actors: these bytes are sent, and served under its id. */
@Entity()
@Unique('ap_activity_id_uq', ['id'])
@Unique('ap_activity_post_uq', ['postId', 'kind', 'revision'])
@Index('ap_activity_actor_idx', ['actor', 'kind', 'seq'])
export class ApActivity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'ap_activity_pk',
  })
  seq: string;

  @Column('text')
  id: string;

  @Column('text')
  kind: string;

  @Column('text')
  actor: string;

  @ForeignKey('Post', { name: 'ap_activity_post_fk', onDelete: 'CASCADE' })
  @Column('bigint', { nullable: true })
  postId: string | null;

  @Column('int', { nullable: true })
  revision: number | null;

  @Column('text')
  body: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
