package io.forerun.perf;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many operations a second one thread does at best: fused multiply-adds in registers, 16 chains side by side, each counted
 * as two operations for each lane. The only vectors outside of simd, as no product code needs such a loop.
 */
final class FmaPeak {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 16;
    private static final int ROUNDS = 1 << 20;

    private float sink; // Keeps the sums alive; never read for its value.

    /** Operations per second. */
    double perSecond() {
        final long startNs = System.nanoTime();
        final FloatVector sum = chains(ROUNDS);
        final long ns = System.nanoTime() - startNs;
        sink += sum.lane(0);
        return 2.0 * CHAINS * LANES.length() * ROUNDS * 1e9 / ns;
    }

    private static FloatVector chains(final int rounds) {
        final FloatVector x = FloatVector.broadcast(LANES, .999f);
        final FloatVector y = FloatVector.broadcast(LANES, 1e-3f);
        FloatVector a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y;
        FloatVector i = y, j = y, k = y, l = y, m = y, n = y, o = y, p = y;
        for (int round = 0; round < rounds; round++) {
            a = a.fma(x, y);
            b = b.fma(x, y);
            c = c.fma(x, y);
            d = d.fma(x, y);
            e = e.fma(x, y);
            f = f.fma(x, y);
            g = g.fma(x, y);
            h = h.fma(x, y);
            i = i.fma(x, y);
            j = j.fma(x, y);
            k = k.fma(x, y);
            l = l.fma(x, y);
            m = m.fma(x, y);
            n = n.fma(x, y);
            o = o.fma(x, y);
            p = p.fma(x, y);
        }
        return a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(f)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l)
                .add(m)
                .add(n)
                .add(o)
                .add(p);
    }
}
