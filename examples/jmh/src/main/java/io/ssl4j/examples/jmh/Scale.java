package io.ssl4j.examples.jmh;

/** How many images a layer sees: the views of a batch of recipe S, or of one of ResNet-18. */
enum Scale {
    RECIPE_S(512),
    RESNET18(64),
    /** At 224 x 224 pixels. */
    IMAGENET(16);

    private final int rows;

    Scale(int rows) {
        this.rows = rows;
    }

    /**
     * @param rows a number, or "recipe" for that of the recipe
     */
    int rows(String rows) {
        return rows.equals("recipe") ? this.rows : Integer.parseInt(rows);
    }
}
