/**
 * How well the next action, the next object and the time of the next request of single users are foretold, event by event:
 * first everything is asked what it expects, then it learns the event. Reference ways stand beside the product's own.
 *
 * <p>Called by {@link io.forerun.evaluate}, on its thread. Memory is bounded whatever the number of users and objects.
 */
package io.forerun.evaluate.users;
