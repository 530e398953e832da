import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds on the whole page or within a part of it, in a form that says what and where. */
export async function violations(page: Page, part = 'html'): Promise<readonly string[]> {
  // Without frames to look into, axe needs no second page to put its results together on.
  const axe = new AxeBuilder({ page }).setLegacyMode().include(part);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`),
  );
}
