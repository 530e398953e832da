declare module 'gifenc' {
  type Colour = readonly [red: number, green: number, blue: number];

  /** What a frame is written with. Times are in milliseconds. */
  interface FrameOptions {
    /** Needed for the first frame alone. */
    readonly palette?: readonly Colour[];
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    readonly delay?: number;
    readonly dispose?: number;
  }

  interface Encoder {
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8ClampedArray, most: number): Colour[];
}
