import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Tags that belong together, as the stages of a matter or the parts of a town. */
@Entity()
@Unique('tag_set_name_uq', ['name'])
export class TagSet {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'tag_set_pk',
  })
  id: string;

  @Column('text')
  name: string;

  /** Whether a topic bears at most one of them. */
  @Column('boolean', { default: false })
  oneOf: boolean;
}
