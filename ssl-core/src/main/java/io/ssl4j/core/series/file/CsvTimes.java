package io.ssl4j.core.series.file;

import io.ssl4j.core.series.file.text.TextFields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Times in text: numbers, or ISO 8601 dates and times, which are converted to seconds since 1970 (UTC if no zone is
 * given).
 */
final class CsvTimes {

    private static final int DATE_LENGTH = 10;

    private boolean dates;

    /** Returns the time in the current field. */
    double read(TextFields in) {
        if (in.isNumber()) {
            dates = false;
            return in.doubleValue();
        }
        String text = in.text();
        try {
            double seconds = seconds(text);
            dates = true;
            return seconds;
        } catch (DateTimeException e) {
            throw in.damaged("a time must be a number or a date and time such as 2024-05-31 23:59:00, got " + in.shown()
                    + " in field " + (in.number() + 1) + "; write it so, or leave the time column out");
        }
    }

    private static double seconds(String text) {
        if (text.length() <= DATE_LENGTH) {
            return LocalDate.parse(text).toEpochDay() * 86_400.0;
        }
        String iso = text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + "T" + text.substring(DATE_LENGTH + 1)
                : text;
        boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > DATE_LENGTH;
        LocalDateTime time = zoned
                ? OffsetDateTime.parse(iso)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : LocalDateTime.parse(iso);
        return time.toEpochSecond(ZoneOffset.UTC) + time.getNano() / 1e9;
    }

    /** Formats a time for a message, as it was written. */
    String shown(double time) {
        if (!dates) {
            return Double.toString(time);
        }
        long seconds = (long) Math.floor(time);
        int nanos = (int) Math.min(999_999_999, Math.round((time - seconds) * 1e9));
        return LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC).toString();
    }

    /** Formats a difference for a message. */
    String shownStep(double step) {
        return step + (dates ? " seconds" : "");
    }
}
