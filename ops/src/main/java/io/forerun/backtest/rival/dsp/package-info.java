/**
 * Forecasts as Crane makes them (gocrane/crane, pkg/prediction/dsp): a period of a day or a week found by Fourier transform and
 * autocorrelation, then the better of repeated maxima and a filtered last period. Written anew from its documented behaviour.
 */
package io.forerun.backtest.rival.dsp;
