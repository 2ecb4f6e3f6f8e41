/**
 * Layer configurations and implementations behind {@link io.ssl4j.core.network.onednn.FastLayers}. Not part of the API.
 */
package io.ssl4j.core.network.onednn.internal.layer;
