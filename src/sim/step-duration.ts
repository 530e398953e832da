/** How long a step takes, in program seconds: no measure of anything, but wide enough to be looked at. */
export const STEP_DURATION = 0.05;
