package io.ssl4j.examples.benchmark;

/** What can be measured; the order is that of a round. */
enum Part {
    /** One training step of recipe S on a batch that stays. */
    STEP,
    /** Recipe S from the image file to the updated network. */
    PIPELINE,
    /** One training step of recipe S with DL4J's own layers, in turn with ours. */
    STOCK,
    /** One training step of ResNet-18 on 64 images of 32 x 32 x 3. */
    RESNET18,
    /** SimCLR's views of 32 x 32 x 3 images, on one core. */
    AUGMENT,
    /** JPEG files of photographs, brought to 224 x 224, on one core. */
    DECODE,
    /** Exact weighted k-nearest neighbours. */
    KNN,
    /** Embeddings by ResNet-18, one image and 64 images at once. */
    EMBED,
    /** Peak resident memory of recipe S. */
    MEMORY,
    /** Growth of resident memory over the steps of a long run. */
    GROWTH
}
