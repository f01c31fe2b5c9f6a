/**
 * Nodes that are processes of this machine: the on-premise provider.
 *
 * <pre>
 *  17.start             shall be started
 *  17.start + 17.run    taken by the child, which then runs the command; or withdrawn after a crash: only one can make the file
 *  17.stop              shall end
 *  17.pid               who it is: pid, start time, boot
 *  17.log               what it prints
 * </pre>
 *
 * What is to run and what shall end stands in files of a state directory before it happens, so a process that starts after a crash of
 * ours finds every worker: none is forgotten, none started twice. One server at a time holds the directory's lock.
 *
 * <p>Threads: the control loop's alone; health checks run beside each other within one observation.
 */
package io.forerun.provision.process;
