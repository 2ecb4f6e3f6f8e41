package io.ssl4j.core.data;

/**
 * The content of samples as it is stored, for finding samples that are the same: of a file its bytes. Safe for use by
 * several threads.
 */
public interface StoredContent {

    /** The length of a sample's content in bytes, found without reading it. Equal contents have equal lengths. */
    long length(int index);

    /** A hash of a sample's content, as text. See {@link ContentHash}. */
    String hash(int index);

    /** Returns the content of the samples at some indices, in that order. */
    default StoredContent select(int... indices) {
        StoredContent all = this;
        return new StoredContent() {
            @Override
            public long length(int index) {
                return all.length(indices[index]);
            }

            @Override
            public String hash(int index) {
                return all.hash(indices[index]);
            }
        };
    }
}
