/** Program seconds as the page writes them: two decimals. */
export const formatTime = (time: number): string => time.toFixed(2);

/** A ratio as a speed-up: `4.9×`. */
export const formatRatio = (ratio: number): string => `${ratio.toFixed(1)}×`;

/** A share as a whole percentage. */
export const formatShare = (share: number): string => `${Math.round(share * 100)} %`;
