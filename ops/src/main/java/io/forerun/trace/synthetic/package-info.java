/**
 * A seeded population of users for the demo and for tests: no file needed, exactly repeatable, with what real services show.
 *
 * <pre>
 *   Rates (when) --> Population (who) --> Chain (what, how long between) --> Catalogue (which data) --> Costs
 *        \________________ SessionQueue: one entry per active session, earliest first ________________/
 * </pre>
 *
 * <ul>
 *   <li><b>Sessions</b> start as a Poisson process per region whose rate follows day and week in the region's time zone, with
 *       growth, slow noise and flash crowds; drawn by thinning (Lewis and Shedler: Simulation of nonhomogeneous Poisson
 *       processes by thinning, 1979). A fifth of the sessions is followed by another of the same user after a log-normal
 *       pause, so users return in clusters.
 *   <li><b>Users</b> differ in activity by a log-normal weight (sigma 1.2: the busiest hundredth makes about an eighth of
 *       the sessions), keep to their own hour of day, prefer working days or not, have a favourite request type, three
 *       favourite objects and mostly one device; some arrive while the trace runs, some leave for good.
 *   <li><b>Requests</b> of a session form a Markov chain with the session's end as a state, as in customer behaviour model
 *       graphs (Menasce, Almeida, Fonseca, Mendes: A methodology for workload characterization of e-commerce sites, 1999);
 *       think times are log-normal. The mix drifts slowly from one chain to another.
 *   <li><b>Objects</b> are drawn by Zipf's law with exponent 0.8 (Breslau, Cao, Fan, Phillips, Shenker: Web caching and
 *       Zipf-like distributions, 1999: 0.64 to 0.83); the object at each rank is replaced after some days.
 *   <li><b>Costs</b> are log-normal per request type; one type uses a GPU.
 * </ul>
 *
 * <p>The figures are plausible, not measured: they were chosen so that rhythm, chains and flash crowds are visible and none
 * is perfect. Called by: cli, backtest. Threads: a population belongs to the thread that pulls it.
 */
package io.forerun.trace.synthetic;
