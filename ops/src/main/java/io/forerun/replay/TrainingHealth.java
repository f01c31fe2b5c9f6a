package io.forerun.replay;

/**
 * How it goes with training models of users in the background. Times are of the engine, milliseconds since the epoch.
 *
 * @param isOn whether anything is trained
 * @param nextMs when the next training is due; 0 where that is not known yet, or never
 * @param lastMs when the last one was due; 0 before the first
 * @param events it trained and judged on
 * @param challenger loss of its model on the part that neither had seen, nats an event; NaN before one was judged
 * @param champion loss of the model before, or of the rates of all users as one where there was none
 * @param isPromoted whether its model was the better one
 * @param failure why the last one came to nothing, or the champion's file is not used; empty where all is well
 */
public record TrainingHealth(
        boolean isOn,
        long nextMs,
        long lastMs,
        long events,
        double challenger,
        double champion,
        boolean isPromoted,
        String failure) {
    /** Before anything was trained. */
    public static TrainingHealth untried(final boolean isOn) {
        return new TrainingHealth(isOn, 0, 0, 0, Double.NaN, Double.NaN, false, "");
    }

    /** The same with another training due. */
    public TrainingHealth withNext(final long ms) {
        return new TrainingHealth(isOn, ms, lastMs, events, challenger, champion, isPromoted, failure);
    }

    /** After a training that was due at a time, and what it found. */
    public TrainingHealth trained(final long atMs, final TrainingOutcome outcome) {
        return new TrainingHealth(
                isOn,
                nextMs,
                atMs,
                outcome.events(),
                outcome.challenger(),
                outcome.champion(),
                outcome.isPromoted(),
                "");
    }

    /** After a training that was due at a time and came to nothing; what the one before found still stands. */
    public TrainingHealth failed(final long atMs, final String why) {
        return new TrainingHealth(isOn, nextMs, atMs, events, challenger, champion, isPromoted, why);
    }
}
