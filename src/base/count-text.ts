/** A whole number as the page writes it: `2,772`. */
export const countText = (count: number): string => count.toLocaleString('en');
