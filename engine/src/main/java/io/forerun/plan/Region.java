package io.forerun.plan;

/**
 * Where nodes stand.
 *
 * @param name 1 to 64 of a-z A-Z 0-9 . _ -
 * @param priceFactor what prices of node types are multiplied by here
 */
public record Region(String name, double priceFactor) {
    public Region {
        Allowed.name("name", name);
        Allowed.range("price_factor", priceFactor, 0.01, 100);
    }
}
