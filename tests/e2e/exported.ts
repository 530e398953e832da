import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { button } from './stage.ts';

/** Exports what is on the stage as a reader does, and gives the text of the file that was saved. */
export async function exported(page: Page, what = 'Trace JSON'): Promise<{ name: string; text: string }> {
  await button(page, 'Export').click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: what }).click();
  const download = await downloading;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}
