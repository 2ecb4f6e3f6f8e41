package io.ssl4j.core.numerics;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts events that are worth a message for the first and for every tenfold number of them. Safe for several threads.
 */
public final class TenfoldCounter {

    private final AtomicLong count = new AtomicLong();

    /** The number of events so far. */
    public long count() {
        return count.get();
    }

    /**
     * Counts an event.
     *
     * @return its number if that is 1, 10, 100, ...; else 0
     */
    public long next() {
        long number = count.incrementAndGet();
        long power = 1;
        while (power < number) {
            power *= 10;
        }
        return power == number ? number : 0;
    }
}
