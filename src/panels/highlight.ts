import type { pythonHighlighter } from './python-grammar.ts';

/** A piece of a line, and what it is in the grammar: `keyword`, `string`, … or `plain`. */
export interface Token {
  readonly text: string;
  readonly kind: TokenKind;
}

const TOKEN_KINDS = ['keyword', 'string', 'number', 'comment', 'name', 'plain'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

const KIND_OF_CLASS: Readonly<Record<string, TokenKind>> = {
  'hljs-keyword': 'keyword',
  'hljs-literal': 'keyword',
  'hljs-string': 'string',
  'hljs-number': 'number',
  'hljs-comment': 'comment',
  'hljs-title': 'name',
  'hljs-built_in': 'name',
};

type SyntaxNode = ReturnType<typeof pythonHighlighter.highlight>['children'][number];

/** The lines of a listing as one plain token each: what is shown until the grammar is there. */
export const plainTokens = (lines: readonly string[]): readonly (readonly Token[])[] =>
  lines.map((text) => [{ text, kind: 'plain' }]);

/** The tokens of each line of a Python listing. Fetches the grammar on first use. */
export async function highlightPython(lines: readonly string[]): Promise<readonly (readonly Token[])[]> {
  const { pythonHighlighter } = await import('./python-grammar.ts');
  const tree = pythonHighlighter.highlight('python', lines.join('\n'));
  const result: Token[][] = [[]];
  const visit = (node: SyntaxNode, kind: TokenKind): void => {
    if (node.type === 'text') {
      node.value.split('\n').forEach((text, index) => {
        if (index > 0) result.push([]);
        if (text) result.at(-1)?.push({ text, kind });
      });
    } else if (node.type === 'element') {
      const names = node.properties.className;
      const inner = (Array.isArray(names) && KIND_OF_CLASS[String(names[0])]) || kind;
      for (const child of node.children) visit(child, inner);
    }
  };
  for (const node of tree.children) visit(node, 'plain');
  return result;
}
