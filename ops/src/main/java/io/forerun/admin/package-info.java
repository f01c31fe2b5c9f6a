/**
 * What operators see: dashboard, HTTP API, metrics, health.
 *
 * <pre>
 *   publish thread --> Board: newest table, history, decisions, capacity, reliability, status
 *                        ^
 *   browser, curl --> AdminServer (a virtual thread per request) --> Routes --> *Api reads the Board,
 *                                                                            asks the engine through Questions
 * </pre>
 *
 * <p>Started and stopped by server. Reading is open to who reaches the address (loopback by default); what changes something asks for a
 * token where one is configured, and never takes a page of another origin for an operator.
 */
package io.forerun.admin;
