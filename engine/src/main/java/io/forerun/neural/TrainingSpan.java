package io.forerun.neural;

/**
 * The data that a model was trained on.
 *
 * @param fromMs begin
 * @param heldBackMs from here on data were not learned, but chose among the passes
 * @param toMs end; whatever is later the model has not seen
 * @param events how many
 */
public record TrainingSpan(long fromMs, long heldBackMs, long toMs, long events) {}
