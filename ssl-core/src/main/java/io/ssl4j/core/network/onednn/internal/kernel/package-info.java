/**
 * Calls of oneDNN, and the memory layouts that they work on. Not for users.
 */
package io.ssl4j.core.network.onednn.internal.kernel;
