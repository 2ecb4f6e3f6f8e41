/** Contracts between fast layers and the graph executor. Not part of the API. */
package io.ssl4j.core.network.onednn.internal;
