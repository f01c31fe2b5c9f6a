/**
 * The demo in real time: a small HTTP service whose capacity is worker processes, under a load that rises and falls, scaled by Forerun
 * and, beside it on the same load, by what an autoscaler would do. What is measured is what users feel: latency, and the workers that
 * it cost.
 *
 * <pre>
 *  LiveLoad -> Balancer (forerun)  -> LiveWorker processes <- process provisioner <- a whole server, fed with the same activity
 *           \> Balancer (reactive) -> LiveWorker processes <- process provisioner <- formula of the autoscaler
 * </pre>
 *
 * <p>Threads: the caller's sends the load; each balancer dispatches under its own lock, and each pool has a thread that probes and
 * counts; the reactive one has a thread that scales.
 */
package io.forerun.demo.live;
