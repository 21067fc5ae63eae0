import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A word that topics of any category are found by. */
@Entity()
@Unique('tag_name_uq', ['name'])
@Index('tag_tag_set_idx', ['tagSetId'])
export class Tag {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'tag_pk',
  })
  id: string;

  /** Small letters, digits and hyphens; also its address. */
  @Column('citext')
  name: string;

  @ForeignKey('TagSet', { name: 'tag_tag_set_fk', onDelete: 'SET NULL' })
  @Column('bigint', { nullable: true })
  tagSetId: string | null;
}
