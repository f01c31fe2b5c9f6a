/**
 * Arithmetic over rows of floats, once as plain loops and once as vectors, equal bit for bit at any vector width.
 *
 * <p>Two rules make that true. Lanes are outputs: output {@code i} depends on element {@code i} of each row only, and rows
 * are always walked in the same order, so no sum is ever split over lanes. Only operations that IEEE 754 defines exactly
 * are used: + - * / sqrt fma min max compare.
 *
 * <p>Called by forecast on the engine thread and by neural on any; implementations hold no state. The only package that
 * touches {@code jdk.incubator.vector}.
 */
package io.forerun.simd;
