/** Options for every Chromium a test or a bench starts: silent on the network, and able to run as root. */
export const chromiumOptions = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
