/**
 * Networks that are run forward and then backward. Start at {@link io.ssl4j.core.network.Network} and {@link
 * io.ssl4j.core.network.GraphNetwork}, which runs a DL4J graph.
 */
package io.ssl4j.core.network;
