import { z } from 'zod';
import { Id, Timestamp } from './pages.ts';

/** What a voter's browser needs to make and seal a ballot; null until voting opens. */
export const BallotManifest = z.object({
  /** SHA-256 of tag ‖ 0 ‖ the canonical JSON (RFC 8785) of `document`, hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  document: z.strictObject({
    v: z.literal(2),
    electionId: Id,
    topicUrl: z.string(),
    title: z.string(),
    seats: z.number().int(),
    method: z.literal('scottish-stv'),
    candidates: z.array(z.strictObject({ number: z.number().int(), name: z.string() })),
    votingClosesAt: Timestamp,
    rollSize: z.number().int(),
    rollRoot: z.string(),
    /** How many ballots may be collected: one for each member on the roll. */
    units: z.number().int(),
    /** Who hands out ballots. Keys are SPKI in base64 (RFC 9474, RSABSSA-SHA384-PSS-Randomized). */
    registrars: z
      .array(z.strictObject({ name: z.string(), key: z.string() }))
      .min(1)
      .max(5),
    /** How many registrars' signatures a ballot needs. */
    threshold: z.number().int().min(1),
    /** The Ed25519 public key that signs receipts and the heads of the log, raw in base64. */
    logKey: z.string(),
    /** E0: one X25519 public key that ballots are sealed to until the close, raw in base64. */
    seal: z.strictObject({ mode: z.literal('E0'), key: z.string() }),
    /** Length in bytes to which every ballot is padded before sealing. */
    padLength: z.number().int(),
    /** With fewer ballots than this only the elected are published. */
    minPublish: z.number().int(),
    /** SHA-256 of tag ‖ 0 ‖ a secret, hexadecimal, of each officer who helps to draw the lot, by name. */
    lotCommitments: z.array(z.strictObject({ name: z.string(), commitment: z.string() })),
    /** Where ballots are cast when it is not on the site's own origin. */
    castAt: z.string().nullable(),
    software: z.string(),
    /** SHA-256 of the verifier as one page, hexadecimal; null where it was not built. */
    verifierSha256: z.string().nullable(),
  }),
});
export type BallotManifest = z.infer<typeof BallotManifest>;

/**
 * Blinded credential requests, one for each registrar in their order: base64. `signature` is that of the member's key on
 * the roll, over SHA-256(tag ‖ 0 ‖ manifest hash ‖ SHA-256(requests)); without it the session alone says who asks, and
 * the record counts that apart.
 */
export const CollectBallot = z.object({
  manifest: z.string(),
  blinded: z.array(z.base64().max(1024)).min(1).max(5),
  signature: z.base64().max(128).optional(),
});
export type CollectBallot = z.infer<typeof CollectBallot>;

/** The registrars' answers in their order; null for one that did not answer. */
export const BallotCredential = z.object({ signatures: z.array(z.base64().nullable()) });
export type BallotCredential = z.infer<typeof BallotCredential>;

/** A sealed ballot, sent without cookies. All byte strings in base64. Never log, time or count one by one. */
export const CastBallot = z.object({
  manifest: z.string().max(64),
  credentialKey: z.base64().max(64),
  /** What registrars signed: each with the random prefix of its own message. */
  credentials: z
    .array(
      z.strictObject({
        registrar: z.number().int().min(0).max(4),
        prefix: z.base64().max(64),
        signature: z.base64().max(1024),
      }),
    )
    .min(1)
    .max(5),
  sequence: z.number().int().min(1).max(1000),
  sealed: z.base64().max(8192),
  signature: z.base64().max(128),
});
export type CastBallot = z.infer<typeof CastBallot>;

/**
 * The signed promise that a ballot will be in the log. `code` (base32 of its leaf hash) names it; `signature` is the
 * log key's over tag ‖ 0 ‖ manifest hash ‖ leaf, base64.
 */
export const BallotReceipt = z.object({ code: z.string(), signature: z.string() });
export type BallotReceipt = z.infer<typeof BallotReceipt>;

/** Why a ballot with a good credential could not be counted; told in numbers, never ballot by ballot. */
export const BallotFault = z.enum(['not-readable', 'unknown-candidate', 'candidate-twice', 'blank']);
export type BallotFault = z.infer<typeof BallotFault>;

/** What happened to a stored ballot: counted, or not since the same voter cast a later one. */
export const StoredBallot = z.object({ code: z.string(), fate: z.enum(['counted', 'replaced']) });
export type StoredBallot = z.infer<typeof StoredBallot>;

/** Every stored ballot by its receipt code, in the order of their hashes, so that a voter finds their own without asking for it. */
export const StoredBallots = z.object({ electionId: Id, ballots: z.array(StoredBallot) });
export type StoredBallots = z.infer<typeof StoredBallots>;

/** Ballots as text in BLT, the file format of OpaVote and others; equal ballots are one line. */
export const BallotFile = z.string();

/** A signed head of the log: after that batch it has so many ballots under this root. Hexadecimal and base64. */
export const SignedTreeHead = z.object({
  batch: z.number().int(),
  size: z.number().int(),
  root: z.string(),
  signature: z.string(),
});
export type SignedTreeHead = z.infer<typeof SignedTreeHead>;

/** The log while voting goes on: its heads, and codes of all ballots in it. */
export const BallotLog = z.object({
  electionId: Id,
  heads: z.array(SignedTreeHead),
  codes: z.array(z.string()),
});
export type BallotLog = z.infer<typeof BallotLog>;

/** How far the closing is: ballots are stored, then opened, then counted. */
export const ClosingProgress = z.object({
  step: z.enum(['store', 'open', 'count']),
  done: z.number().int(),
  total: z.number().int(),
});
export type ClosingProgress = z.infer<typeof ClosingProgress>;

/** Null while nothing is being closed. */
export const CurrentProgress = z.object({ closing: ClosingProgress.nullable() });
export type CurrentProgress = z.infer<typeof CurrentProgress>;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** SHA-256(tag ‖ 0 ‖ secret), hexadecimal: an officer's promise before the voting. */
export const LotPromise = z.object({ commitment: Hash });
export type LotPromise = z.infer<typeof LotPromise>;

/** The 32 promised bytes, hexadecimal. */
export const LotSecret = z.object({ secret: Hash });
export type LotSecret = z.infer<typeof LotSecret>;
