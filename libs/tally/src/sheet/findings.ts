import type { CountNote, CountSheet, Stage, Tie } from './count-sheet.ts';

/** A stage as a method makes it; its sentence is written when the sheet is complete. */
export type BareStage = Omit<Stage, 'sentence'>;

/** The part of a sheet that a method finds out. */
export type Findings = Pick<CountSheet, 'validBallots' | 'invalidBallots' | 'quota' | 'elected'> &
  Pick<CountSheet, 'winners' | 'pairwise' | 'strongestPaths' | 'departed' | 'protected' | 'newlyElected'> & {
    stages: BareStage[];
    ties: Tie[];
    notes: CountNote[];
    /** Seats that "reopen nominations" won. */
    reopenedSeats: number;
  };
