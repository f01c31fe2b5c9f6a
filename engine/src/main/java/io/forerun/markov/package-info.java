/**
 * What a user does next. {@link io.forerun.markov.UserChains} is the way in, over users whose histories lie in profile rows; {@link
 * io.forerun.markov.GroupChains} holds transitions between actions by group, with forgetting,
 * and the end of a session as a state; {@link io.forerun.markov.GroupObjects} which object follows which; {@link
 * io.forerun.markov.OwnTransitions} is the view over a user's own strongest transitions in its profile row, and {@link
 * io.forerun.markov.History} what is known of a user before its next event.
 *
 * <p>Called by core, on the engine thread: learn once per event, predictions for queries and ticks. All is a function of the
 * events in their order; nothing is allocated per event once groups and actions are known.
 */
package io.forerun.markov;
