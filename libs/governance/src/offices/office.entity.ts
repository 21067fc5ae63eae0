import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Something that members are elected to. Whoever holds it is in its group for as long. */
@Entity()
@Unique('office_slug_uq', ['slug'])
@Check('office_seats_ck', `seats between 1 and 50`)
@Check('office_substitutes_ck', `substitutes between 0 and 20`)
export class Office {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'office_pk',
  })
  id: string;

  @Column('citext')
  slug: string;

  @Column('text')
  name: string;

  /** The group that its holders are in. */
  @Column('citext')
  groupSlug: string;

  @Column('int')
  seats: number;

  @Column('int', { default: 0 })
  substitutes: number;
}
