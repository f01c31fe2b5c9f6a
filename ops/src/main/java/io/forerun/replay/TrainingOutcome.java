package io.forerun.replay;

/**
 * What a training came to.
 *
 * @param events trained and judged on
 * @param champion loss of the model before on the part that neither had seen, or of the rates of all users as one, nats an event
 * @param challenger loss of the new model there
 * @param isPromoted whether the new model replaced the one before
 */
public record TrainingOutcome(long events, double champion, double challenger, boolean isPromoted) {}
