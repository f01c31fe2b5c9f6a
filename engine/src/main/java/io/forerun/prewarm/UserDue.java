package io.forerun.prewarm;

/**
 * One user who is due, with what it will need: a place that is filled again and again, so that announcing allocates nothing. Public
 * fields on purpose, as in {@code core.ActivityRun}.
 */
public final class UserDue {
    /** Objects named at most. */
    public static final int MOST_OBJECTS = 5;

    /** Who. */
    public long userId;

    /** The user's newest event, milliseconds since the epoch. */
    public long seenMs;

    /** Begin of the time in which it is due, milliseconds since the epoch. */
    public long fromMs;

    /** End of it, a multiple of five minutes later; void as soon as the user came. */
    public long untilMs;

    /** Of an event within the first five minutes of it, after silence up to its begin. */
    public double probability;

    /** Demand series of the user's newest event: {@code service/region}. */
    public String group;

    /** Most probable next action. */
    public String action;

    /** Its probability. */
    public double actionProbability;

    /** Most probable next data, best first. */
    public final String[] objects = new String[MOST_OBJECTS];

    /** Their probabilities. */
    public final double[] objectProbabilities = new double[MOST_OBJECTS];

    /** How many of these there are. */
    public int objectCount;

    /** An empty place. */
    public UserDue() {}

    /** Takes all of another. */
    public void copy(final UserDue other) {
        userId = other.userId;
        seenMs = other.seenMs;
        fromMs = other.fromMs;
        untilMs = other.untilMs;
        probability = other.probability;
        group = other.group;
        action = other.action;
        actionProbability = other.actionProbability;
        objectCount = other.objectCount;
        System.arraycopy(other.objects, 0, objects, 0, MOST_OBJECTS);
        System.arraycopy(other.objectProbabilities, 0, objectProbabilities, 0, MOST_OBJECTS);
    }
}
