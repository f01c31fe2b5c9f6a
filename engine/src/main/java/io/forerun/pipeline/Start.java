package io.forerun.pipeline;

/** Where a replay of a journal begins. */
public enum Start {
    /** With the oldest record; where retention has removed the first ones, with the oldest snapshot that is kept. */
    OLDEST,
    /** With the newest snapshot that can be used; where there is none, as {@link #OLDEST}. */
    NEWEST
}
