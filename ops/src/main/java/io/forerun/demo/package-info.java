/**
 * The main job in one go: a real server, a real client and a simulated provisioner play weeks of activity in event time; then
 * the last day's forecasts and decisions are judged against what happened and against other ways to scale.
 *
 * <p>Threads: the caller's sends; the observer hears on the publish thread.
 */
package io.forerun.demo;
