/**
 * What joint-embedding methods share: branches of networks, their moving averages, queues and prototypes, and the common
 * shapes of a step. Start at {@link io.ssl4j.core.joint.TwoViewMethod}.
 */
package io.ssl4j.core.joint;
