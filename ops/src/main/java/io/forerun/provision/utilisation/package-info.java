/**
 * What nodes measure, read from where it is kept: the metrics of a Kubernetes cluster, Prometheus, CloudWatch. Each reader is small; the
 * feed sends what they say into the server like any client, and knows how old the newest is: without fresh utilisation nothing is
 * taken away.
 *
 * <p>Threads: the feed's own, named forerun-utilisation; its age may be asked by any.
 */
package io.forerun.provision.utilisation;
