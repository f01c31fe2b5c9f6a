package io.forerun.markov;

/**
 * What is known of a user before its next event, as the profile row holds it. Loaded anew for each event, so that nothing is
 * allocated. Not thread safe.
 */
public final class History {
    /** No such action: the user is new, or has done one thing only. */
    public static final int NONE = -1;

    private final OwnTransitions own = new OwnTransitions();
    private int group;
    private long user;
    private int previous = NONE;
    private int last = NONE;
    private long lastMs;
    private int previousObject;
    private int lastObject;

    /**
     * Takes over what a row knows; own transitions and objects are loaded apart.
     *
     * @param group the user's group, 0 and up
     * @param user the user's id
     * @param previous action before the last, or {@link #NONE}
     * @param last newest action, or {@link #NONE}
     * @param lastMs time of the newest action
     * @return this
     */
    public History load(final int group, final long user, final int previous, final int last, final long lastMs) {
        this.group = group;
        this.user = user;
        this.previous = previous;
        this.last = last;
        this.lastMs = lastMs;
        return this;
    }

    /** Takes over the folds of the object before the last and of the last, 0 for none. */
    public History loadObjects(final int previousObject, final int lastObject) {
        this.previousObject = previousObject;
        this.lastObject = lastObject;
        return this;
    }

    /** The user's own transitions, to be loaded and, after an event was learned, stored again. */
    public OwnTransitions own() {
        return own;
    }

    int group() {
        return group;
    }

    long user() {
        return user;
    }

    int previous() {
        return previous;
    }

    int last() {
        return last;
    }

    long lastMs() {
        return lastMs;
    }

    int previousObject() {
        return previousObject;
    }

    int lastObject() {
        return lastObject;
    }
}
