import python from 'highlight.js/lib/languages/python';
import { createLowlight } from 'lowlight';

/** The highlighter with the one grammar it needs. A module of its own, so that it can be fetched when code is shown. */
export const pythonHighlighter = createLowlight({ python });
