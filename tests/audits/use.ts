// How a frontend uses what is generated; the compiler must know each type, and must refuse what is none.
import type { ResultOf, VariablesOf } from "@graphql-typed-document-node/core";
import { FollowDocument, JourneysDocument, SubmitDocument, type SubmitFeedbackInput } from "./api";

export function words(answer: ResultOf<typeof JourneysDocument>): string[] {
  return answer.journeys.edges.map(({ node }) => {
    const value: number | null | undefined = node.score?.valence.value;
    return `${node.name}: ${value?.toFixed(2) ?? "nobody has spoken"}`;
  });
}

export function outcome(answer: ResultOf<typeof SubmitDocument>): string {
  const told = answer.submitFeedback;
  switch (told.__typename) {
    case "FeedbackAccepted":
      return told.duplicate ? "counted before" : (told.feedback?.id ?? "erased since");
    default:
      return `${told.code}: ${told.message}`;
  }
}

export const since = (update: ResultOf<typeof FollowDocument>): VariablesOf<typeof FollowDocument> => ({
  journey: update.scoreUpdated.journey.id,
  afterSeq: update.scoreUpdated.seq,
});

// @ts-expect-error a feedback is said somewhere
export const nowhere: SubmitFeedbackInput = { idempotencyKey: "a", channel: "WEB" };
