package io.forerun.provision.control;

import io.forerun.plan.Outcome;

/**
 * What became of a decision, for the journal.
 *
 * @param decision its id
 * @param state where it stands
 * @param text why, for people
 */
record Report(long decision, Outcome.State state, String text) {}
