/** Hands the reader a file, as a download of the browser's own. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Engines differ in when they take hold of the blob; a minute is enough for all of them.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The same of text. */
export const saveText = (name: string, type: string, content: string): void =>
  saveFile(name, new Blob([content], { type }));
