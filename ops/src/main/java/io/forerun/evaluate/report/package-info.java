/**
 * Draws an evaluation's findings: one self-contained HTML file with plots in SVG made here, light and dark, readable on a
 * phone. Called by cli; pure functions of the findings.
 */
package io.forerun.evaluate.report;
