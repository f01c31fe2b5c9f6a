/**
 * Nodes that are instances of Auto Scaling groups: the desired capacity is set within the group's own minimum and maximum, or its
 * minimum is raised. A raised minimum is tagged on the group.
 *
 * <pre>
 *  forerun:floor = base=2 floor=6 expires=2026-11-26T10:30:00Z
 * </pre>
 *
 * <p>Threads: the control loop's alone. Rights needed: autoscaling:DescribeAutoScalingGroups, SetDesiredCapacity and, for floors,
 * UpdateAutoScalingGroup, CreateOrUpdateTags, DeleteTags.
 */
package io.forerun.provision.aws;
