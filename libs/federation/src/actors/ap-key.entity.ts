import { Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The key pair that signs for one of our actors; the row exists as soon as the actor may be seen from outside. */
@Entity()
@Unique('ap_key_key_id_uq', ['keyId'])
export class ApKey {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_key_pk' })
  actor: string;

  /** A rotated key gets a new id, because peers cache keys by id for hours. */
  @Column('text')
  keyId: string;

  /** PKCS #8. */
  @Column('text')
  privatePem: string;

  /** SubjectPublicKeyInfo. */
  @Column('text')
  publicPem: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
