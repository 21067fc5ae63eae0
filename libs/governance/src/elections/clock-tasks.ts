/** The jobs that move an election along; each takes `{ electionId }`. */
export const OPEN_VOTING = 'election:open-voting';
export const CLOSE_VOTING = 'election:close-voting';
export const TELL_TURNOUT = 'election:tell-turnout';
export const COURSE = 'election:course';
