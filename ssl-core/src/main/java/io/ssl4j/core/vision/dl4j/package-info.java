/**
 * Reading images from DL4J's {@code DataSetIterator} or DataVec's {@code RecordReader}. Start at {@link
 * io.ssl4j.core.vision.dl4j.ArrayFormat}, which describes the layout of their arrays.
 */
package io.ssl4j.core.vision.dl4j;
