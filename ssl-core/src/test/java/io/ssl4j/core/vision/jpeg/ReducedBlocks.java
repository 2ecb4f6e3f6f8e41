package io.ssl4j.core.vision.jpeg;

/** What a block of a picture is at fewer samples, by the formulas of the cosine transform in double. */
final class ReducedBlocks {

    private ReducedBlocks() {}

    static double[][] of(JpegPicture gray, int blockRow, int blockColumn, int size) {
        double[][] samples = new double[8][8];
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                samples[y][x] = (gray.samples()[(blockRow * 8 + y) * gray.width() + blockColumn * 8 + x] & 0xFF) - 128;
            }
        }
        double[][] reduced = new double[size][size];
        for (int v = 0; v < size; v++) {
            for (int u = 0; u < size; u++) {
                double coefficient = 0;
                for (int y = 0; y < 8; y++) {
                    for (int x = 0; x < 8; x++) {
                        coefficient += samples[y][x] * basis(v, y, 8) * basis(u, x, 8);
                    }
                }
                for (int y = 0; y < size; y++) {
                    for (int x = 0; x < size; x++) {
                        reduced[y][x] += coefficient * basis(v, y, size) * basis(u, x, size);
                    }
                }
            }
        }
        for (double[] row : reduced) {
            for (int x = 0; x < size; x++) {
                row[x] = Math.max(0, Math.min(255, row[x] * size / 8 + 128));
            }
        }
        return reduced;
    }

    /** The orthonormal cosine basis of {@code size} samples. */
    private static double basis(int frequency, int sample, int size) {
        double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / size);
        return scale * Math.cos((2 * sample + 1) * frequency * Math.PI / (2 * size));
    }
}
