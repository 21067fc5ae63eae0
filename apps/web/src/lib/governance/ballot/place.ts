/**
 * Moves a candidate to a rank, or out with null; then the focus is where the voter can go on.
 *
 * @param control what the voter used
 */
export type Place = (candidate: number, rank: number | null, control: 'rank' | 'up' | 'down' | 'add') => void;
