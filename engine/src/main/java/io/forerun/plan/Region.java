package io.forerun.plan;

/**
 * Where nodes stand.
 *
 * @param name 1 to 64 of a-z A-Z 0-9 . _ -
 * @param priceFactor what prices of node types are multiplied by here
 * @param zones equal parts of it that fail apart from each other
 */
public record Region(String name, double priceFactor, int zones) {
    /** Of three zones. */
    public Region(final String name, final double priceFactor) {
        this(name, priceFactor, ZONES);
    }

    /** Zones unless configured. */
    public static final int ZONES = 3;

    private static final int MOST_ZONES = 10;

    public Region {
        Allowed.name("name", name);
        Allowed.range("price_factor", priceFactor, 0.01, 100);
        Allowed.range("zones", zones, 1, MOST_ZONES);
    }
}
