import type { BallotPass, PassStore } from '../../web/src/lib/governance/ballot-pass.ts';

/** Passes of one device, in memory. */
export function memoryPasses(): PassStore & { passes: Map<string, BallotPass> } {
  const passes = new Map<string, BallotPass>();
  return {
    passes,
    read: async (manifest) => passes.get(manifest) ?? null,
    keep: async (pass) => {
      const kept = passes.get(pass.manifest) ?? pass;
      passes.set(pass.manifest, kept);
      return kept;
    },
    update: async (pass) => void passes.set(pass.manifest, pass),
  };
}
