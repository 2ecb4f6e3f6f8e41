package io.ssl4j.core.testing;

/** What the images of {@link SyntheticImages#patterns} show; coordinates are relative to its centre and scale. */
public enum Pattern {
    HORIZONTAL_STRIPES {
        @Override
        boolean covers(float y, float x) {
            return band(y);
        }
    },
    VERTICAL_STRIPES {
        @Override
        boolean covers(float y, float x) {
            return band(x);
        }
    },
    DISK {
        @Override
        boolean covers(float y, float x) {
            return y * y + x * x < 1;
        }
    },
    RING {
        @Override
        boolean covers(float y, float x) {
            float square = y * y + x * x;
            return square < 1.4f && square > 0.45f;
        }
    },
    CROSS {
        @Override
        boolean covers(float y, float x) {
            return Math.max(Math.abs(y), Math.abs(x)) < 1.2f && Math.min(Math.abs(y), Math.abs(x)) < 0.35f;
        }
    },
    CHECKERS {
        @Override
        boolean covers(float y, float x) {
            return band(y) ^ band(x);
        }
    },
    DIAGONAL_STRIPES {
        @Override
        boolean covers(float y, float x) {
            return band((y + x) * 0.7071f);
        }
    },
    TRIANGLE {
        @Override
        boolean covers(float y, float x) {
            return y > -1 && y < 1 && Math.abs(x) < (y + 1) / 2;
        }
    };

    abstract boolean covers(float y, float x);

    private static boolean band(float position) {
        return Math.floorMod((int) Math.floor(position * 1.5f), 2) == 0;
    }
}
