/**
 * The page's Content Security Policy: its own files and nothing else, no inline script or style, no `eval`. It is sent
 * as a header and written into the built page, so that it holds on hosts without header control too. Pictures and films
 * are made on the spot, and so are the workers of sandboxed frames (`blob:`); what such a worker imports is the page's own.
 * Any page may put this one into a frame.
 */
export const contentSecurityPolicy = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' data: blob:",
  'connect-src': "'self'",
  'worker-src': "'self' blob:",
  'frame-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
});

/** The development server's policy: Vite injects inline scripts and styles, and speaks over a web socket. */
export const developmentSecurityPolicy = contentSecurityPolicy
  .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
  .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
  .replace("connect-src 'self'", "connect-src 'self' ws:");

/**
 * What a page needs for `SharedArrayBuffer`: cross-origin isolation at the top level (COOP and COEP, which a worker's
 * own script must carry too), and Document-Isolation-Policy inside an iframe of a host that has neither.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Document-Isolation-Policy': 'isolate-and-credentialless',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Lets a page in a frame with `sandbox="allow-scripts"` load its own scripts, styles and fonts: its origin is opaque, and
 * the address it is from another to it. They are public files, asked for without credentials.
 */
export const openHeaders = { 'Access-Control-Allow-Origin': '*' };

function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}
