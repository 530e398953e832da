/** The ports of the two servers under test; `npm test` chooses free ones. */
export const ports = {
  isolated: Number(process.env.INTERLEAVE_ISOLATED_PORT ?? 4317),
  plain: Number(process.env.INTERLEAVE_PLAIN_PORT ?? 4318),
};

/** Serves the built page with the isolation headers: `SharedArrayBuffer` is there. The tests' base address. */
export const isolated = `http://127.0.0.1:${ports.isolated}/`;

/** Serves the same files without any special header, as a simple static host does: no `SharedArrayBuffer`. */
export const plain = `http://127.0.0.1:${ports.plain}/`;
