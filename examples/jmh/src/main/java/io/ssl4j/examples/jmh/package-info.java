/**
 * How long the parts of ssl4j take, one by one, measured with JMH: views, losses, layers, optimisers, nearest
 * neighbours.
 *
 * <pre>
 * mvn -q -Pjmh                                             all of them: about an hour
 * mvn -q -Pjmh -Djmh.args="Convolution -p path=ONEDNN"     those whose name fits, with one value of a parameter
 * mvn -q -Pjmh -Djmh.args="-l"                             their names; -lp with the parameters, -h for more
 * mvn -q -Pjmh -Djmh.args="Loss -prof gc"                  with the bytes allocated on the Java heap per operation
 * </pre>
 *
 * <p><b>How to read the numbers.</b> Score is the mean time of one operation, Error half the width of its 99.9 %
 * confidence interval: two rows differ when their intervals do not overlap. An operation is what the benchmark's
 * description says it is: one call on a whole batch, for an augmentation one view of one image, for a recipe all views
 * of one image. Layers and losses use all cores, views one. The sizes are those of the benchmark in
 * docs/PERFORMANCE.md, which measures whole training steps beside PyTorch's: use this package to see where a step's
 * time goes, or whether a change of one part helps.
 *
 * <p><b>What to mind.</b> Measure on an idle machine; oneDNN's threads wait for each other, so one busy core can slow a
 * batch norm twentyfold. The environment variable {@code OMP_WAIT_POLICY} is handed on to the measuring process: {@code
 * passive} lets waiting threads sleep, without it they spin, which is faster for a layer alone. A layer that is
 * measured by itself finds its input in the processor's cache more often than in a network, so a sum of layers is below
 * the time of the step. And it is run channels-last; between the fast layers of a network, images are in blocks of
 * channels where the processor prefers that (AVX2 without AVX-512), which makes convolutions faster than these rows.
 */
package io.ssl4j.examples.jmh;
