/**
 * The shared parts of joint-embedding methods: branches of networks, their moving averages, queues and prototypes, and
 * the common forms of a step. Start at {@link io.ssl4j.core.joint.TwoViewMethod}.
 */
package io.ssl4j.core.joint;
