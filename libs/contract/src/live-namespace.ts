// Alone in its file, so that a browser that only opens a socket does not load every schema of the contract.

/** The socket.io namespace that carries rooms. */
export const LIVE_NAMESPACE = '/live';
