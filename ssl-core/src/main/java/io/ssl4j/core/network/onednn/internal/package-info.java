/**
 * Contracts between fast layers and the graph executor. Not for users.
 */
package io.ssl4j.core.network.onednn.internal;
