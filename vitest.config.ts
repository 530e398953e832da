import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['tests/property-seed.ts'],
    restoreMocks: true,
    // How long a test may hang, not how long it should take: machines that run tests are busy.
    testTimeout: 60_000,
    // Pictures take their colours from the style sheet, which would else be read as empty.
    css: { include: /tokens\.css/ },
  },
});
