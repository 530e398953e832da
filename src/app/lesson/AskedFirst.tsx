import type { ReactNode } from 'react';
import QuestionCard from '../../stage/lesson/QuestionCard.tsx';
import { DontAsk } from './DontAsk.tsx';

/** The question before a run, which the page's readers can do without for good. */
export default function AskedFirst(): ReactNode {
  return (
    <QuestionCard>
      <DontAsk />
    </QuestionCard>
  );
}
