package io.forerun.perf;

/** Another implementation of the unit, found by {@link java.util.ServiceLoader} where the profile {@code peers} was built. One thread. */
interface GruPeer extends AutoCloseable {
    /** Its name and version. */
    String name();

    /** Takes weights, features and states in. */
    void load(GruProblem problem);

    /** Computes the states after the batch's events, from those given in {@link #load}. */
    void step();

    /** The states computed last, [B][H]. */
    float[] states();

    @Override
    void close();
}
