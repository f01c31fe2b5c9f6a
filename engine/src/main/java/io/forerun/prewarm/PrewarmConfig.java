package io.forerun.prewarm;

/**
 * When users are announced as due.
 *
 * @param probability least probability of an event within five minutes, 0 to 1, exclusive; 0 for never
 */
public record PrewarmConfig(double probability) {
    /** Nobody is announced, and nothing is kept for it. */
    public static final PrewarmConfig OFF = new PrewarmConfig(0);

    public PrewarmConfig {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "prewarm.probability: value=" + probability + ", allowed=0 to less than 1");
        }
    }

    /** Whether anybody is announced. */
    public boolean isOn() {
        return probability > 0;
    }
}
