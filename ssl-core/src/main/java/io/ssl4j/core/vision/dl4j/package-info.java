/**
 * Images that come as DL4J's {@code DataSetIterator} or DataVec's {@code RecordReader}. Start at
 * {@link io.ssl4j.core.vision.dl4j.ArrayFormat}, which says how their arrays are to be understood.
 */
package io.ssl4j.core.vision.dl4j;
