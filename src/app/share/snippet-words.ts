import type { SnippetFormat } from '../../io/snippets.ts';

/** What a snippet is called, and what there is to know before it is pasted. */
export const SNIPPET_WORDS: Readonly<
  Record<SnippetFormat, { readonly title: string; readonly says: string }>
> = {
  html: {
    title: 'HTML',
    says: 'A frame, for any page that takes HTML: a course site, a wiki, a learning platform.',
  },
  element: {
    title: 'Element',
    says: 'An element with methods and events as those of a video, for pages whose scripts control the run.',
  },
  reveal: {
    title: 'reveal.js',
    says: 'A slide. The frame is loaded and started when its slide is shown; in a dark deck choose the dark theme. It is not in a PDF: for that take reveal.js + steps.',
  },
  'reveal-steps': {
    title: 'reveal.js + steps',
    says: 'A slide whose fragments go to single steps of the run; without any it starts with its slide. In a PDF it is its final picture.',
  },
  slidev: { title: 'Slidev', says: 'A slide of a Slidev deck. Paste it between two slides.' },
  quarto: {
    title: 'Quarto',
    says: 'A slide of a revealjs deck, which starts the frame when the slide is shown; or a section of a page.',
  },
  myst: {
    title: 'MyST',
    says: 'The iframe directive of MyST Markdown. The poster stands in for it in a PDF: download it beside the document.',
  },
  jupyter: { title: 'Jupyter', says: 'A cell of a notebook, with IPython 8 or newer.' },
  marp: {
    title: 'Marp',
    says: 'A slide of a Marp deck. Marp takes HTML only if it is told to: marp --html, or “Enable HTML” in its settings.',
  },
  markdown: {
    title: 'Markdown',
    says: 'A picture that links to the run, where no frame is possible: GitHub, PDF. Download the poster beside the document.',
  },
};

/** Whether it is a picture that links to the page, and no frame. */
export const isPicture = (format: SnippetFormat): boolean => format === 'markdown';

/** Whether it shows a picture that has to be downloaded. */
export const needsPoster = (format: SnippetFormat): boolean => format === 'myst' || isPicture(format);

/** Whether it begins with a heading. */
export const hasHeading = (format: SnippetFormat): boolean =>
  ['reveal', 'reveal-steps', 'slidev', 'quarto', 'marp'].includes(format);

/** Whether the deck starts and stops the frame with its slide. */
export const startsWithSlide = (format: SnippetFormat): boolean =>
  format === 'reveal' || format === 'reveal-steps';
