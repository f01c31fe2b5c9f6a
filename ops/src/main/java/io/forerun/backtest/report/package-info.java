/**
 * A backtest as one HTML file: what policies cost and missed as a picture and a table, and the course of demand, its forecast, and
 * each policy's capacity. Called by the command line.
 */
package io.forerun.backtest.report;
