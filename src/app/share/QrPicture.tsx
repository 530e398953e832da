import { type ReactNode, useId } from 'react';
import type { QrCode } from './qr-code.ts';

/** A code as a picture: black on white in every theme, for that is what phones look for. */
export function QrPicture({
  code,
  title,
  className,
}: {
  readonly code: QrCode;
  readonly title: string;
  readonly className?: string | undefined;
}): ReactNode {
  const id = useId();
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      className={className}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-labelledby={id}
    >
      <title id={id}>{title}</title>
      <rect width={code.size} height={code.size} fill="white" />
      <path d={code.path} fill="black" />
    </svg>
  );
}
