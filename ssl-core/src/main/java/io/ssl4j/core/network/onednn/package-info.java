/**
 * Fast CPU layers: DL4J layer configurations that extend the stock ones and call oneDNN directly where it is available.
 *
 * <p>DL4J 1.0.0-M2.1 runs every convolution through im2col and every batch normalisation through a dozen passes. The
 * layers here keep DL4J's parameters, views, initialisers and configuration, and override only the computation.
 * Activations are channels-last ({@code [batch, height, width, channels]} in memory); networks in NCHW work too, with
 * activations that are permuted views of channels-last arrays. If oneDNN cannot run (another data type than float, no
 * native library, another backend, an unusual configuration) the same layer runs libnd4j's ops or DL4J's own
 * implementation on the same parameters.
 *
 * <p>Start with {@link io.ssl4j.core.network.onednn.FastLayers}, which converts a graph configuration and back; {@link
 * io.ssl4j.core.network.onednn.LayerPaths} tells which implementation layers run on, and why.
 */
package io.ssl4j.core.network.onednn;
