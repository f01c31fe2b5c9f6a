/**
 * Plots and pages: SVG with labelled axes, one style sheet for light and dark whose colours keep apart for the colour-blind, and
 * pages that need nothing but themselves. Called by the reports of evaluate and backtest; knows nothing of either. Strings in,
 * strings out; any thread.
 */
package io.forerun.chart;
