import { z } from 'zod';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.number().int().nonnegative();

export const ManifestFile = z.strictObject({
  hash: Hash,
  document: z.strictObject({
    v: z.literal(2),
    electionId: z.string(),
    topicUrl: z.string(),
    title: z.string(),
    seats: z.number().int().positive(),
    method: z.literal('scottish-stv'),
    candidates: z.array(z.strictObject({ number: z.number().int(), name: z.string() })).min(1),
    votingClosesAt: z.string(),
    rollSize: Count,
    rollRoot: Hash,
    units: Count,
    registrars: z.array(z.strictObject({ name: z.string(), key: z.string() })).min(1),
    threshold: z.number().int().positive(),
    logKey: z.string(),
    seal: z.strictObject({ mode: z.literal('E0'), key: z.string() }),
    padLength: z.number().int().positive(),
    minPublish: Count,
    lotCommitments: z.array(z.strictObject({ name: z.string(), commitment: Hash })),
    castAt: z.string().nullable(),
    software: z.string(),
    verifierSha256: Hash.nullable(),
  }),
  /** Of officers, over the bytes of the hash. */
  signatures: z.array(z.strictObject({ name: z.string(), key: z.string(), signature: z.string() })),
});

export const RollFile = z.strictObject({ root: Hash, size: Count, units: Count });

export const IssuanceFile = z.strictObject({
  issued: Count,
  units: Count,
  auth: z.strictObject({ key: Count, session: Count }),
  root: Hash,
});

export const HeadsFile = z
  .array(z.strictObject({ batch: z.number().int(), size: Count, root: Hash, signature: z.string() }))
  .min(1);

export const Envelope = z.strictObject({
  manifest: z.string(),
  credentialKey: z.string(),
  credentials: z.array(
    z.strictObject({ registrar: z.number().int(), prefix: z.string(), signature: z.string() }),
  ),
  sequence: z.number().int().min(1).max(1000),
  sealed: z.string(),
});
export type Envelope = z.infer<typeof Envelope>;

export const LogLine = z.strictObject({ E: Envelope, sg: z.string() });
export type LogLine = z.infer<typeof LogLine>;

export const KeysFile = z.strictObject({ sealing: z.string() });

export const LotFile = z.strictObject({
  seed: Hash,
  order: z.array(z.number().int()),
  secrets: z.array(z.strictObject({ name: z.string(), commitment: Hash, secret: Hash.nullable() })),
});

export const Fault = z.enum(['not-readable', 'unknown-candidate', 'candidate-twice', 'blank']);

export const ResultFile = z.strictObject({
  elected: z.array(z.number().int()),
  cast: Count,
  replaced: Count,
  valid: Count,
  invalid: z.array(z.strictObject({ fault: Fault, ballots: Count })),
  tallyVersion: z.string(),
});
export type Result = z.infer<typeof ResultFile>;

export const EventsFile = z.array(
  z.strictObject({
    seq: z.number().int().positive(),
    topicId: z.string(),
    type: z.string(),
    actorId: z.string().nullable(),
    at: z.string(),
    payload: z.record(z.string(), z.unknown()),
    payloadHash: Hash,
    prevHash: Hash,
    hash: Hash,
  }),
);

/** What a voter keeps of one ballot: the ballot as signed text, the voter's signature and the log's. */
export const ReceiptFile = z.strictObject({
  v: z.literal(1),
  manifest: Hash,
  code: z.string(),
  envelope: z.string(),
  signature: z.string(),
  promise: z.string(),
});
export type Receipt = z.infer<typeof ReceiptFile>;

/** What officers have besides the record: the roll by name, with what was asked for. */
export const RollListFile = z.strictObject({
  v: z.literal(1),
  electionId: z.string(),
  entries: z.array(
    z.strictObject({
      member: z.string(),
      key: z.string().nullable(),
      blindedHash: Hash.nullable(),
      signature: z.string().nullable(),
    }),
  ),
});
export type RollListEntry = z.infer<typeof RollListFile>['entries'][number];
