/**
 * Layer configurations and implementations behind {@link io.ssl4j.core.network.onednn.FastLayers}. Not for users.
 */
package io.ssl4j.core.network.onednn.internal.layer;
