/** A float as Python's `print` writes it, for numbers from 0.0001 to below 1e16: `3.0` where JavaScript writes `3`. */
export const floatText = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));
