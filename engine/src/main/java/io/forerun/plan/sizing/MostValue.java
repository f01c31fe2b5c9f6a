package io.forerun.plan.sizing;

/** The most that one node can serve at given prices: a linear program with a row per resource, by the simplex method (Dantzig 1951). */
final class MostValue {
    private static final double TOLERANCE = 1e-12;

    private final double[][]
            rows; // [resource] services, slacks, limit; the last row holds what each column still gains
    private final int[] basis;
    private final int columns;

    private MostValue(final double[] prices, final double[][] uses, final double[] gives) {
        final int services = prices.length;
        final int resources = gives.length;
        columns = services + resources;
        rows = new double[resources + 1][columns + 1];
        basis = new int[resources];
        for (int resource = 0; resource < resources; resource++) {
            for (int service = 0; service < services; service++) {
                rows[resource][service] = uses[service][resource];
            }
            rows[resource][services + resource] = 1;
            rows[resource][columns] = gives[resource];
            basis[resource] = services + resource;
        }
        System.arraycopy(prices, 0, rows[resources], 0, services);
    }

    /**
     * Value of the best mix.
     *
     * @param prices [service] of one request
     * @param uses [service][resource] of one request
     * @param gives [resource] of the node
     */
    static double of(final double[] prices, final double[][] uses, final double[] gives) {
        return new MostValue(prices, uses, gives).solve();
    }

    private double solve() {
        final double[] gains = rows[basis.length];
        while (true) {
            int entering = 0;
            while (entering < columns && gains[entering] <= TOLERANCE * Math.abs(gains[columns])) {
                entering++; // The first that gains, so that ties do not go round in circles (Bland 1977).
            }
            final int leaving = entering == columns ? -1 : leaving(entering);
            if (leaving < 0) {
                return -gains[columns];
            }
            pivot(leaving, entering);
        }
    }

    private int leaving(final int entering) {
        int leaving = -1;
        for (int row = 0; row < basis.length; row++) {
            if (rows[row][entering] > TOLERANCE && (leaving < 0 || before(row, leaving, entering))) {
                leaving = row;
            }
        }
        return leaving;
    }

    private boolean before(final int row, final int other, final int entering) {
        final double left = rows[row][columns] * rows[other][entering];
        final double right = rows[other][columns] * rows[row][entering];
        return left < right || left == right && basis[row] < basis[other];
    }

    private void pivot(final int leaving, final int entering) {
        final double[] own = rows[leaving];
        final double scale = own[entering];
        for (int column = 0; column <= columns; column++) {
            own[column] /= scale;
        }
        for (int row = 0; row < rows.length; row++) {
            final double factor = row == leaving ? 0 : rows[row][entering];
            for (int column = 0; factor != 0 && column <= columns; column++) {
                rows[row][column] -= factor * own[column];
            }
        }
        basis[leaving] = entering;
    }
}
