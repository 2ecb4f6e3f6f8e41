/** Calls to oneDNN, and the memory layouts that they use. Not part of the API. */
package io.ssl4j.core.network.onednn.internal.kernel;
