import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A wording of a proposal; the latest is the one that is voted on. */
@Entity()
export class ProposalVersion {
  @ForeignKey('Proposal', { name: 'proposal_version_proposal_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'proposal_version_pk' })
  proposalId: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'proposal_version_pk' })
  version: number;

  @ForeignKey('Account', { name: 'proposal_version_editor_fk' })
  @Column('bigint')
  editorId: string;

  @Column('text')
  raw: string;

  @Column('text')
  html: string;

  @Column('timestamptz')
  createdAt: Date;
}
