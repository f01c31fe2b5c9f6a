/**
 * Nodes that are replicas of Deployments: the scale subresource where nobody else scales them, the minimum of their
 * HorizontalPodAutoscaler where one does. A raised minimum is annotated on the object that carries it.
 *
 * <pre>
 *  forerun.io/floor: base=2 floor=6 expires=2026-11-26T10:30:00Z
 * </pre>
 *
 * <p>Threads: the control loop's alone. Rights needed: get on deployments, get and update on deployments/scale, and, for floors,
 * get and patch on deployments and horizontalpodautoscalers.
 */
package io.forerun.provision.kubernetes;
