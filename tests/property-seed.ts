import fc from 'fast-check';

/**
 * Properties are tried on the same random values each time, so that a change is judged by what it changed. Other values:
 * `PROPERTY_SEED=7 npm run test:unit`.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20) });
